"""How values are put into words for a reader: dates, numbers, codes of the vocabulary.

Public: `filters(language)`, what templates may write after a bar.
"""

from collections.abc import Callable
from typing import Any

from kelisim.web.languages import Language


def filters(language: Language) -> dict[str, Callable[..., Any]]:
    """Return the filters of the templates in a language."""
    return {
        "date": language.date,
        "number": language.number,
        "money": language.money,
        "country": language.country,
        "language": language.language,
    }
