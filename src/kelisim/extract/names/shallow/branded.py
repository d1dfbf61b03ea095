"""Names behind a noun that tells what they are: "der Energiekonzern OQ", "die Agentur LuxDev"."""

from typing import Final

from kelisim.extract.names.organisation import Organisation
from kelisim.extract.names.shallow.foreign import NO_NAME
from kelisim.extract.names.words import Words

_LONGEST: Final = 4  # words of such a name
_QUOTES: Final = {"„": "“", "«": "»", "“": "”", '"': '"', "»": "«"}


def branded(words: Words, noun: int) -> Organisation | None:
    """Return the name right behind the noun, which is no part of it; None where there is none.

    The nouns are endings in the table `branded` of the lexicon: those of firms, associations, agencies.
    """
    table = words.lexicon.table("organisations", "branded")
    lower = words.lower[noun]
    code = next((c for c, ends in table.items() if lower.endswith(tuple(ends))), None)
    if code is None or not words.capital[noun] or any(c.isupper() for c in words.tokens[noun].text[1:]):
        return None  # "DigitalAgentur" is a name itself
    highest = words.sentence(noun).last
    first = noun + 1
    closing = _QUOTES.get(words.tokens[first].text) if first < highest else None
    if closing is not None:
        last = next(
            (i for i in range(first + 1, min(highest, first + 8)) if words.tokens[i].text == closing), first
        )
        return Organisation(first + 1, last, first + 1, code, last) if last > first + 1 else None
    last = first
    while last < min(highest, first + _LONGEST) and _proper(words, last):
        last += 1
    legal = last < highest and words.has(last, "company")
    return Organisation(first, last, first, code, last) if last > first and not legal else None


def _proper(words: Words, index: int) -> bool:
    """Return whether a word with a capital is a name: none of the language's common words, no place."""
    token = words.tokens[index]
    if not words.capital[index] or token.pos not in {"NOUN", "PROPN"} or not token.text[0].isalpha():
        return False
    if words.has(index, *NO_NAME, "common", "field", "given", "head", "plural"):
        return False
    return words.place[index] is None
