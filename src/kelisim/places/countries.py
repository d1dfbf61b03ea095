"""Countries by name, adjective or abbreviation, in texts and by themselves."""

from functools import lru_cache
from typing import Final

from kelisim.places.names import Entry, names, words
from kelisim.places.place import CountrySpan
from kelisim.places.text import Token, joined, key, matches, tokens
from kelisim.spelling import bases

_HYPHENS: Final = frozenset("-‐‑–—")
_OFFICIAL_WORDS: Final = 4  # "Democratic Socialist Republic of", "Hashemite Kingdom of the"


def find_countries(text: str) -> tuple[CountrySpan, ...]:
    """Return where a text names countries, by name or adjective, in English, Russian, Kazakh or German.

    Compounds give a span a part (казахстанско-германский: KZ, DE). Names of people ("Michael Jordan") and of
    languages ("Kazakh language") are left out as far as the words beside them tell.
    """
    return countries_among(text, tokens(text))


def countries_among(text: str, parts: list[Token]) -> tuple[CountrySpan, ...]:
    """Return the countries of a text that is cut into words already."""
    found: list[CountrySpan] = []
    position = 0
    while position < len(parts):
        span, position = (
            _country_at(text, parts, position) if _first(parts[position].folded) else (None, position + 1)
        )
        if span is not None:
            found.append(span)
    return tuple(found)


@lru_cache(maxsize=8192)
def country_of(text: str) -> str | None:
    """Return the code of the country that a text as a whole names, None where it names none.

    Takes names, official names, adjectives, abbreviations, and parts of compounds ("франко", "казахстанско").
    """
    parts = tokens(text)
    if len(parts) == 0 or not (_first(parts[0].folded) or _first_official(parts[0].folded)):
        return None
    whole = _entry((key(text),), text.strip(), alone=True)
    if whole is None:
        for after, found in matches(text, parts, 0, _known):
            if after == len(parts):
                whole = _entry(found, text.strip(), alone=True)
    if whole is not None:
        return whole[1] if whole[0] != "instead" else None
    if len(parts) == 1:
        return _compound(parts[0].folded)
    for first in range(1, min(_OFFICIAL_WORDS + 2, len(parts))):
        if _official_start(text, parts, first) == 0:
            return country_of(text[parts[first].start :])
    if not words().official_after.isdisjoint(bases(parts[-1].folded)):
        return country_of(text[: parts[-2].end])
    return None


def _known(name: str) -> tuple[bool, bool]:
    lexicon = names()
    return name in lexicon.entries, name in lexicon.beginnings


@lru_cache(maxsize=1 << 16)
def _first(folded: str) -> bool:
    """Return whether the name of a country may begin with this word."""
    lexicon = names()
    return _compound(folded) is not None or any(
        base in lexicon.entries or base in lexicon.beginnings for base in bases(folded)
    )


@lru_cache(maxsize=1 << 16)
def _first_official(folded: str) -> bool:
    around = words()
    return folded == "the" or any(
        base in around.official_before or base in around.official_beginnings for base in bases(folded)
    )


def _country_at(text: str, parts: list[Token], first: int) -> tuple[CountrySpan | None, int]:
    """Return the country named at a word, if there is one, and the word to go on with."""
    part = parts[first]
    best: tuple[int, Entry] | None = None
    for after, found in matches(text, parts, first, _known):
        entry = _entry(found, text[part.start : parts[after - 1].end])
        if entry is not None:
            best = after, entry
    if best is None:
        code = _compound(part.folded) if text[part.end : part.end + 1] in _HYPHENS else None
        span = None if code is None else CountrySpan(part.start, part.end, code, adjective=True)
        return span, first + 1
    after, (kind, code, _) = best
    adjective = kind == "adjective"
    if code == "" or (_is_language if adjective else _is_person)(text, parts, first, after):
        return None, after
    start = part.start
    if not adjective:
        start = parts[_official_start(text, parts, first)].start
        if after < len(parts) and joined(text, parts[after - 1], parts[after]):
            after += not words().official_after.isdisjoint(bases(parts[after].folded))
    return CountrySpan(start, parts[after - 1].end, code, adjective or kind == "instead"), after


def _entry(found: tuple[str, ...], original: str, *, alone: bool = False) -> Entry | None:
    """Return the entry of the first of these folded names that may be written as it stands in the text."""
    entries = names().entries
    for name in found:
        for entry in entries.get(name, ()):
            if _may_stand(entry, original, alone=alone):
                return entry
    return None


def _may_stand(entry: Entry, original: str, *, alone: bool) -> bool:
    kind, _, form = entry
    if kind == "short":
        return original == form or (form.isascii() and original == f"{form}s")
    if kind in {"region", "prefix"}:
        return False
    return alone or original[0].isupper() or (kind == "adjective" and form == "")


def _compound(folded: str) -> str | None:
    """Return the country of the first part of a compound: "казахстанско", "франко", "Sino"."""
    entries = names().entries
    for kind, code, _ in entries.get(folded, ()):
        if kind == "prefix":
            return code
    for kind, code, _ in entries.get(folded[:-1] + "ий", ()) if folded.endswith("о") else ():
        if kind == "adjective":
            return code
    return None


def _is_language(text: str, parts: list[Token], first: int, after: int) -> bool:
    if after < len(parts) and joined(text, parts[after - 1], parts[after]):
        return parts[after].folded.startswith(words().languages)
    return first > 0 and parts[first - 1].folded in words().language_before


def _is_person(text: str, parts: list[Token], first: int, after: int) -> bool:
    """Return whether a word that also names people stands beside the rest of such a name, or an article."""
    around = words()
    if after > first + 1 or parts[first].folded not in around.people:
        return False
    before = parts[first - 1] if first > 0 else None
    if before is not None and before.folded in around.articles:
        return True
    if before is not None and not before.text[0].isupper() and before.folded in around.place_before:
        return False
    return beside_name(text, parts, first, after)


def beside_name(text: str, parts: list[Token], first: int, after: int) -> bool:
    """Return whether a capital word that is no word of organisations stands next to these words."""
    around = words()
    neighbours: list[Token] = []
    if first > 0:
        left = parts[first - 1]
        if len(left.text) == 1 and left.text.isupper() and text[left.end : parts[first].start] in {". ", "."}:
            return True  # an initial
        if joined(text, left, parts[first]):
            neighbours.append(left)
    if after < len(parts) and joined(text, parts[after - 1], parts[after]):
        neighbours.append(parts[after])
    return any(
        word.text[0].isupper()
        and word.folded not in around.organisations
        and word.folded not in around.place_before
        for word in neighbours
    )


def _official_start(text: str, parts: list[Token], first: int) -> int:
    """Return the word with which the official name begins whose last word is at `first`: "Republic of …"."""
    if first == 0 or not joined(text, parts[first - 1], parts[first]):
        return first
    for start in range(max(0, first - _OFFICIAL_WORDS), first):
        if any(after == first for after, _ in matches(text, parts, start, _official)):
            return start
    return first


def _official(name: str) -> tuple[bool, bool]:
    around = words()
    return name in around.official_before, name in around.official_beginnings
