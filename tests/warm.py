"""Loads what commands load at their first use. Processes forked after this need not."""

import importlib
import pkgutil
from contextlib import suppress

import kelisim
from kelisim.extract import extract
from kelisim.model import Document

for _module in pkgutil.walk_packages(kelisim.__path__, "kelisim."):
    if ".migrations." not in _module.name:
        importlib.import_module(_module.name)

for _language, _sentence in {
    "en": "On 5 May 2026 the University of Leeds and Satbayev University signed a memorandum in Almaty.",
    "ru": "5 мая 2026 года ректор подписал в Алматы меморандум с Университетом Лидса.",
    "kk": "2026 жылғы 5 мамырда Лидс университеті Алматыда меморандумға қол қойды.",
    "de": "Am 5. Mai 2026 unterzeichnete die Universität Leeds in Almaty eine Vereinbarung.",
}.items():
    with suppress(Exception):  # an error is for the test whose command meets it
        extract(Document("0" * 64, _sentence, _language))
