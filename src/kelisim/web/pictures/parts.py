"""What the pictures have in common: labels as marks, numbers of records in words.

Public: `words`, `records`.
"""

from collections.abc import Iterable, Iterator
from itertools import count

from kelisim.web.languages import Language
from kelisim.web.pictures.labels import Label
from kelisim.web.pictures.marks import Words


def words(labels: Iterable[Label]) -> Iterator[Words]:
    """Give labels as marks."""
    return (Words((label.x, label.y), label.text, label.align, label.size) for label in labels)


def records(count: int, language: Language) -> str:
    """Return a number of records in words."""
    return language.ngettext("%(num)s record", "%(num)s records", count) % {"num": language.number(count)}


def steps() -> Iterator[int]:
    """Give the steps that an axis may have: 1, 2, 5, 10, 20, 50, …"""
    for power in count():
        yield from (digit * 10**power for digit in (1, 2, 5))
