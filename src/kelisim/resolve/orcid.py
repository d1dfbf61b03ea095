"""ORCID identifiers that a text gives, and whose they are."""

import re
from collections.abc import Iterable
from typing import Final

from kelisim.model import Referent

_ORCID: Final = re.compile(r"(?<![\dX-])\d{4}-\d{4}-\d{4}-\d{3}[\dXx](?![\dX-])")
_NEAR: Final = 80  # characters between a name and its ORCID: "(ORCID: https://orcid.org/…)"


def orcids(text: str, referents: Iterable[Referent]) -> dict[str, str]:
    """Return the ORCID of each person to whom a text gives one, by referent.

    It is the person named last before it, on the same line and near. One whose check digit is wrong (ISO 7064
    MOD 11-2) is no ORCID; who is given two has none.
    """
    named = sorted(
        (mention.end, referent.id)
        for referent in referents
        if referent.type == "person"
        for mention in referent.mentions
    )
    found: dict[str, set[str]] = {}
    for match in _ORCID.finditer(text):
        orcid = match[0].upper()
        before = [each for each in named if each[0] <= match.start()]
        if len(before) == 0 or not is_orcid(orcid):
            continue
        end, holder = before[-1]
        between = text[end : match.start()]
        if len(between) <= _NEAR and "\n" not in between and _ORCID.search(between) is None:
            found.setdefault(holder, set()).add(orcid)
    return {holder: next(iter(given)) for holder, given in found.items() if len(given) == 1}


def is_orcid(text: str) -> bool:
    """Return whether a text is an ORCID with its check digit (ISO 7064 MOD 11-2), as 0000-0002-1825-0097."""
    if _ORCID.fullmatch(text) is None:
        return False
    total = 0
    for digit in text[:-1].replace("-", ""):
        total = (total + int(digit)) * 2
    return text[-1] == "0123456789X"[(12 - total % 11) % 11]
