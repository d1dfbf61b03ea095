"""Persons in whose honour a body is named: "имени Абая", and where such a name ends."""

from typing import Final

from kelisim.extract.names.cased.agreement import case
from kelisim.extract.names.words import HYPHENS, Words

_GENITIVES: Final = ("ова", "ева", "ёва", "ина", "ына", "ского", "цкого")


def named_after(words: Words, start: int, highest: int) -> int:
    """Return the end of the name after "имени": its titles, initials, particles; 0 where none follows."""
    end, capitals = start, 0
    while end < highest:
        word = words.tokens[end]
        if words.lower[end] == ".":
            if not (words.joined[end - 1] and len(words.lower[end - 1]) <= 2):
                break
        elif words.capital[end]:
            surname = capitals == 1 and _is_surname(words, end, highest)
            if words.has(end, "head") or (capitals > 0 and not surname and is_another_name(words, end)):
                break
            capitals += len(word.text) > 1
        elif not (words.lower[end] in HYPHENS or words.has(end, "honorific", "connector")) and not (
            capitals > 0 and words.joined[end - 1] and words.lower[end - 1] in HYPHENS
        ):
            break
        end += 1
    while end > start and not (words.capital[end - 1] or words.has(end - 1, "honorific")):
        end -= 1
    return end if capitals > 0 else 0


def _is_surname(words: Words, index: int, highest: int) -> bool:
    """Return whether a word goes on after a given name in the genitive: "имени Юстуса Либиха (Германия)".

    The tagger takes many a foreign surname for a woman's name; such a one is followed by her own surname.
    """
    if case(words, index - 1) != "Gen" or not words.lower[index].endswith(("а", "я", "ого", "и", "ы")):
        return False
    return index + 1 >= highest or not words.capital[index + 1]


def is_another_name(words: Words, index: int) -> bool:
    """Return whether another person's name begins: "имени С. Сейфуллина Асхат Мынбаев"."""
    if words.lower[index - 1] in HYPHENS | {"."}:
        return False
    if words.guess[index] != words.guess[index - 1] != -1:
        return True
    before, here = words.lower[index - 1], words.lower[index]
    # the tagger often takes a surname of one syllable more for a nominative: "имени С. Сейфуллина Асхат"
    declined = case(words, index - 1) == "Gen" or before.endswith(_GENITIVES)
    return declined and case(words, index) == "Nom" and len(here) > 1 and not here.endswith(_GENITIVES)


def honoured(words: Words, last: int) -> int:
    """Return the end of what follows an acronym as part of its name: "КазНПУ имени Абая"."""
    highest = words.sentence(last - 1).last
    hit = words.lexicon.cues("organisations", "named").at(words.tokens, last, highest)
    return last if hit is None else named_after(words, hit.last, highest) or last
