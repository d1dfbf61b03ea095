"""Words of a string to numbers of the index's vocabulary, mended where they are misspelt or run together."""

from bisect import bisect_left
from dataclasses import dataclass, field
from typing import Final

from rapidfuzz import process
from rapidfuzz.distance import OSA

from kelisim.resolve.registry import words
from kelisim.resolve.registry.index import Index
from kelisim.resolve.registry.romanised import is_russian
from kelisim.resolve.registry.store import Column, text_at
from kelisim.resolve.registry.text import CAPITALS, FUZZY, NUMBER, TITLE, UNIT, Text, read, split_camel
from kelisim.spelling import cyrillic_forms

_REMEMBERED: Final = 200_000  # words whose numbers are kept; then the memory starts anew
_MENDED_A_STRING: Final = 12  # unknown words of one string that are looked up by likeness: it costs most
_POSSESSIVE: Final = ("'s", "’s")
UNKNOWN: Final = -1


@dataclass(slots=True)
class Reader:
    """Reads strings against one index, remembering the words that it has seen."""

    index: Index
    seen: dict[str, tuple[tuple[int, ...], int]] = field(default_factory=dict)
    romanised: dict[str, tuple[tuple[int, ...], int]] = field(default_factory=dict)
    _mended: int = 0

    def read(self, text: str) -> Text:
        """Return the string's words, with neighbours joined that the registry writes as one."""
        self._mended = 0
        if is_russian(text):
            result = read(text, self._russian, self.romanised)
        else:
            result = read(text, self._lookup, self.seen)
        if UNKNOWN in result.ids:
            _join_neighbours(result, self.index)
        return result

    def _lookup(self, raw: str) -> tuple[tuple[int, ...], int]:
        found = self.seen.get(raw)
        if found is not None:
            return found
        ids, flags = self._numbers(raw)
        if len(ids) != 1 or ids[0] != UNKNOWN or self._mended < _MENDED_A_STRING:
            if len(self.seen) >= _REMEMBERED:
                self.seen.clear()
            self.seen[raw] = (ids, flags)
        return ids, flags

    def _russian(self, raw: str) -> tuple[tuple[int, ...], int]:
        """Return the numbers of a word in a string that has Russian in Latin letters: by its Cyrillic form,
        where the word is none of the field as it stands and the registry has that form.
        """
        found = self._lookup(raw)
        if len(found[0]) == 0 or words.meaning(words.fold(raw)) is not None:
            return found
        for cyrillic in cyrillic_forms(raw):
            known = self._known(cyrillic, cyrillic, found[1] & ~FUZZY)
            if known is not None:
                if len(self.romanised) >= _REMEMBERED:
                    self.romanised.clear()
                self.romanised[raw] = known
                return known
        return found

    def _numbers(self, raw: str) -> tuple[tuple[int, ...], int]:
        flags = (CAPITALS if len(raw) > 1 and raw.isupper() else 0) | (TITLE if raw[:1].isupper() else 0)
        if any(c.isdigit() for c in raw):
            flags |= NUMBER
        folded = words.fold(raw)
        if raw[0] in "+=":
            return self._asked(raw, folded, flags)
        known = self._known(raw, folded, flags)
        return self._unknown(raw, words.key(folded), flags) if known is None else known

    def _known(self, raw: str, folded: str, flags: int) -> tuple[tuple[int, ...], int] | None:
        """Return the numbers of a word that the lexicon or the registry has, None for any other."""
        meant = _meant(raw, folded)
        if meant == ():
            return (), flags
        if meant is not None:
            unit = UNIT if not words.lexicon().units.isdisjoint(meant) else 0
            return tuple(self.index.word(k) or UNKNOWN for k in meant), flags | unit
        for place in words.place_keys(folded):
            number = self.index.place_word(place)
            if number > 0:
                return (number,), flags
        key = words.key(folded)
        number = self.index.word(key)
        joined = self.index.join(key)
        if joined is not None and number not in joined:
            return joined, flags
        return ((number,), flags) if number > 0 else None

    def _asked(self, raw: str, folded: str, flags: int) -> tuple[tuple[int, ...], int]:
        """Return what a mark asks for: "+" a word run together, "=" a word in capitals as it stands."""
        if raw[0] == "+":
            return self.index.join(words.key(folded[1:])) or (), flags
        number = self.index.word(folded)
        return (() if number == 0 else (number,)), CAPITALS

    def _unknown(self, raw: str, key: str, flags: int) -> tuple[tuple[int, ...], int]:
        parts = split_camel(raw) if not flags & (CAPITALS | NUMBER) else [raw]
        if 1 < len(parts) <= 4:
            numbers = [self._numbers(part)[0] for part in parts if part]
            flat = tuple(n for found in numbers for n in found)
            if any(n != UNKNOWN for n in flat):
                return flat, flags
        if key.endswith("of") and (meant := words.meaning(words.fold(raw)[:-2])):
            unit = UNIT if not words.lexicon().units.isdisjoint(meant) else 0
            return tuple(self.index.word(k) or UNKNOWN for k in meant), flags | unit  # Universityof
        if key.endswith("er") and (place := self.index.place_word(words.place_stem(key[:-2]))) > 0:
            return (place,), flags  # Karlsruher, Nowosibirsker
        if len(key) >= 5 and key.isalpha() and key.isascii() and self._mended < _MENDED_A_STRING:
            self._mended += 1
            number = likest(key, self.index)
            if number is not None:
                return (number,), flags | FUZZY
        return (UNKNOWN,), flags


def _meant(raw: str, folded: str) -> tuple[str, ...] | None:
    """Return what a word of the field stands for, in the possessive too ("University's"); see `meaning`."""
    if folded == "":
        return ()
    found = words.meaning(folded)
    if found is None and raw[-2:] in _POSSESSIVE:
        return words.meaning(words.fold(raw[:-2])) or None
    return found


def likest(key: str, index: Index) -> int | None:
    """Return the number of the registry's word one change away, two in long words, if there is one.

    Words with the same first three letters are looked at.
    """
    limit = 1 if len(key) < 9 else 2
    found = process.extract(
        key, _beginning(key[:3], index.columns), scorer=OSA.distance, score_cutoff=limit, limit=4
    )
    near = [
        (distance, index.weight[number], number)
        for word, distance, _ in found
        if (number := index.word(word))
    ]
    return min(near)[2] if len(near) > 0 else None  # the more frequent of two equally near


def _beginning(start: str, columns: dict[str, Column]) -> list[str]:
    """Return the words that begin so, out of the sorted ones."""
    at = columns["mended_at"]
    low = bisect_left(range(len(at) - 1), start, key=lambda n: text_at(columns, "mended", n))
    after = start[:-1] + chr(ord(start[-1]) + 1)
    high = bisect_left(range(len(at) - 1), after, lo=low, key=lambda n: text_at(columns, "mended", n))
    return bytes(columns["mended"][at[low] : at[high]]).decode().splitlines()


def _join_neighbours(text: Text, index: Index) -> None:
    """Replace two neighbours by the one word that they make together, where the registry has only that."""
    at = 0
    while at + 1 < len(text.ids):
        if (text.ids[at] == UNKNOWN or text.ids[at + 1] == UNKNOWN) and (
            text.segments[at] == text.segments[at + 1] and text.starts[at] != text.starts[at + 1]
        ):
            raw = (
                text.text[text.starts[at] : text.ends[at]]
                + text.text[text.starts[at + 1] : text.ends[at + 1]]
            )
            number = index.word(words.key(words.fold(raw))) if raw.isalpha() else 0
            if number > 0:
                text.ids[at], text.ends[at] = number, text.ends[at + 1]
                for column in (text.ids, text.starts, text.ends, text.segments, text.blocks, text.flags):
                    del column[at + 1]
        at += 1
