"""Short forms of a name that keep some of its words: "IIT Madras", "Corvane University"."""

import re
from collections.abc import Container, Sequence
from typing import Final

from kelisim.extract.names.acronyms import spells
from kelisim.extract.names.known import content, fold
from kelisim.extract.names.words import is_acronym
from kelisim.places import country_of_adjective

_WORD: Final = re.compile(r"\w+")
_LONGEST: Final = 6  # words that one acronym in a short form stands for


def is_variant(full: str, short: str, left_out: Container[str]) -> bool:
    """Return whether a short form is a name with an acronym for some of its words, or with some left out.

    Arguments:
        left_out: what names are often told without: "national", "state".
    """
    return _with_acronym(_WORD.findall(full), _WORD.findall(short)) or _with_less(full, short, left_out)


def _with_acronym(full: Sequence[str], short: Sequence[str]) -> bool:
    """Return whether "UW–Madison" is "University of Wisconsin–Madison", "JAK Foundation" that of J. A. K."""
    acronyms = sum(is_acronym(part) for part in short)
    if not 1 < len(short) < len(full) or acronyms != 1:
        return False

    def fits(at: int, word: int) -> bool:
        if at == len(short):
            return word == len(full)
        if word < len(full) and fold(short[at]) == fold(full[word]) and fits(at + 1, word + 1):
            return True
        if not is_acronym(short[at]):
            return False
        ends = range(word + 2, min(len(full), word + _LONGEST) + 1)
        return any(spells(short[at], full[word:end]) and fits(at + 1, end) for end in ends)

    return fits(0, 0)


def _with_less(full: str, short: str, left_out: Container[str]) -> bool:
    """Return whether "Corvane University" is "Corvane National University", with some words left out."""
    parts, kept = content(full), content(short)
    if not 1 < len(kept) < len(parts) or parts[0] != kept[0] or parts[0] in left_out:
        return False
    rest = list(kept)
    for part in parts:
        if len(rest) > 0 and rest[0] == part:
            del rest[0]
        elif part not in left_out and country_of_adjective(part.capitalize()) is None:
            return False
    return len(rest) == 0
