"""A register with hostile texts, and tables of works for it."""

from dataclasses import replace

import pytest

import kelisim
from kelisim.model import Decision
from kelisim.register import decide, list_entities
from tests.measure.fulfilment.conftest import NORTHERN, STEPPE, Work, tables_of

HOSTILE = """---
title: '<script>alert("title")</script> #read("/etc/passwd") & \\u(41) $x$'
publisher: '"><img src=x onerror=alert(2)> #panic("no")'
published: 2021-03-10
url: 'javascript:alert(3)'
language: en
---

Steppe State University of Kostanay and the University of Northern Scotland signed a memorandum on
9 March 2021. Under the memorandum, the universities will conduct joint research in
<b onmouseover="alert(4)">glacier</b> hydrology #import "@preview/x:1.0.0" *bold* _under_ `raw` $ x $ \\ @cite
and launch a dual degree programme in Metallurgy. The memorandum expires on 8 March 2029.
"""
KAZAKH = """---
title: Университеттер меморандумға қол қойды
publisher: Дала үні
published: 2022-05-11
url: https://example.org/dala/2022/memorandum
language: kk
---

Ә. Бөкейхан атындағы Орталық Қазақстан университеті мен Гамбург университеті 2022 жылғы 10 мамырда
ынтымақтастық туралы меморандумға қол қойды. Құжатты ректор Ғылымбек Һадиұлы мен Ұлдай Іңкәрқызы бекітті.
"""


@pytest.fixture(scope="session")
def written(tmp_path_factory):
    """A store of two documents, one of them hostile, with ROR ids for the parties of its agreement."""
    home = tmp_path_factory.mktemp("written")
    texts = home / "texts"
    texts.mkdir()
    (texts / "hostile.md").write_text(HOSTILE, "utf-8")
    (texts / "kazakh.md").write_text(KAZAKH, "utf-8")
    with kelisim.create_register(home / "register") as store:
        kelisim.add(store, [texts])
        with store.reading() as connection:
            organisations = list_entities(connection, "organisation").entities
        for entity in organisations:
            ror = STEPPE if entity.name.startswith("Steppe") else NORTHERN
            if entity.name.startswith(("Steppe", "University of Northern")):
                ids = Decision("", "correct", entity.id, "A. Editor", "2026-01-01T00:00:00Z", slot="ror")
                decide(store, replace(ids, value=f"https://ror.org/{ror}"))
        yield store


@pytest.fixture(scope="session")
def works_folder(tmp_path_factory):
    """Tables of joint works, one title of which is hostile."""
    works = [
        Work(
            f"doi:10.5555/{year}.{n}", f"<svg onload=alert({n})> #eval Glacier hydrology {n}", f"{year}-05-05"
        )
        for year in range(2015, 2025)
        for n in range(2 if year < 2021 else 4)
    ]
    works += [Work(f"doi:10.5555/a{n}", "Towns", f"{2015 + n % 10}-03-03", by=(STEPPE,)) for n in range(40)]
    return tables_of(tmp_path_factory.mktemp("works") / "tables", works)
