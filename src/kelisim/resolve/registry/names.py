"""The names of a record, as variants that it is looked up by, and their words."""

import re
from array import array
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Final

from kelisim.resolve.registry import words
from kelisim.resolve.registry.records import RorName, RorRecord
from kelisim.resolve.registry.text import read

KINDS: Final = ("display", "label", "alias", "acronym", "variant", "initials")
ACRONYM: Final = KINDS.index("acronym")
VARIANT: Final = KINDS.index("variant")
INITIALS: Final = KINDS.index("initials")
_SPELLINGS: Final = 12  # of names with the same words: other languages, other order
_BRACKETS: Final = re.compile(r"\s*[(\[（]([^()\[\]（）]*)[)\]）]\s*$")
_ACRONYM: Final = re.compile(r"[A-ZА-ЯҚҒҰӘӨҮІ0-9][\w&.-]{1,11}")


@dataclass(slots=True)
class Vocabulary:
    """Keys of words and their numbers, growing while an index is built. Number 0 is no word's."""

    numbers: dict[str, int] = field(default_factory=lambda: {"": 0})
    places: dict[str, int] = field(default_factory=dict)
    seen: dict[str, tuple[int, ...]] = field(default_factory=dict)

    def lookup(self, raw: str) -> tuple[tuple[int, ...], int]:
        """Return the numbers of a raw word, new ones where need be; see `text.Lookup`."""
        found = self.seen.get(raw)
        if found is None:
            found = self.seen[raw] = self._numbers(raw)
        return found, 0

    def _numbers(self, raw: str) -> tuple[int, ...]:
        if raw[0] in "=+":
            return ()  # what is asked of an index, not while it is built
        folded = words.fold(raw)
        meant = words.meaning(folded)
        if meant is not None:
            return tuple(self.number(k) for k in meant)
        if folded == "":
            return ()
        for key in words.place_keys(folded):
            if key in self.places:
                return (self.places[key],)
        return (self.number(words.key(folded)),)

    def number(self, key: str) -> int:
        """Return the number of a key, a new one if it has none yet."""
        return self.numbers.setdefault(key, len(self.numbers))


@dataclass(slots=True)
class Names:
    """All names of all records, as columns; `words_at` are the places in `words` where each name's begin."""

    record: "array[int]" = field(default_factory=lambda: array("i"))
    kind: "array[int]" = field(default_factory=lambda: array("b"))
    words_at: "array[int]" = field(default_factory=lambda: array("i", [0]))
    words: "array[int]" = field(default_factory=lambda: array("i"))
    texts: list[str] = field(default_factory=list)

    def add(self, record: int, kind: int, text: str, ids: list[int]) -> None:
        """Add a name with the numbers of its words."""
        self.record.append(record)
        self.kind.append(kind)
        self.words.extend(ids)
        self.words_at.append(len(self.words))
        self.texts.append(text)

    def words_of(self, name: int) -> "array[int]":
        """Return the numbers of a name's words."""
        return self.words[self.words_at[name] : self.words_at[name + 1]]


def add_names(record: RorRecord, number: int, names: Names, vocabulary: Vocabulary) -> None:
    """Add the names of a record: of those with the same words the best kind, with all spellings in its
    text.
    """
    best: dict[tuple[int, ...], tuple[int, str, list[int]]] = {}
    written: dict[tuple[int, ...], list[str]] = defaultdict(list)
    for value, kind in variants(record):
        ids = read(value, vocabulary.lookup).ids
        if len(ids) == 0:
            ids = [vocabulary.number("=" + words.fold(word)) for word in value.split()[:3]]
        bag = tuple(sorted(ids))
        if value not in written[bag]:
            written[bag].append(value)
        held = best.get(bag)
        if held is None or kind < held[0]:
            best[bag] = (kind, value, ids)
    for bag, (kind, value, ids) in best.items():
        others = [v for v in written[bag] if v != value][:_SPELLINGS]
        names.add(
            number, kind, "\t".join(v.replace("\n", " ").replace("\t", " ") for v in (value, *others)), ids
        )


class ShortNames:
    """Names without the person that they honour: "East Kazakhstan University" for the one named after
    Amanzholov.

    What is left of such a name are words of the field and of its place, with and without "State" or
    "National", which universities take on and lay down; it is kept where no other record is called so.
    """

    def __init__(self, vocabulary: Vocabulary) -> None:
        self._vocabulary = vocabulary
        found = words.lexicon()
        self._general = {vocabulary.number(key) for key in sorted(found.general)}
        self._places = {vocabulary.number(key) for key in sorted(words.lexicon_keys() - found.general)}
        self._types = {vocabulary.number(key) for key in found.types}
        self._status = {vocabulary.number(key) for key in sorted(found.status)}
        self._found: dict[tuple[int, ...], dict[int, tuple[str, list[int]]]] = defaultdict(dict)

    def add(self, record: RorRecord, number: int, names: Names) -> None:
        """Look at the names that were added last, those of this record."""
        if record.status != "active" or "education" not in record.types:
            return
        home = set(self._places)
        for location in record.locations:
            details = location.geonames_details
            for place in (details.name, details.country_subdivision_name, details.country_name):
                home.update(read(place or "", self._vocabulary.lookup).ids)
        for name in range(len(names.record) - 1, -1, -1):
            if names.record[name] != number:
                break
            ids = list(names.words_of(name))
            told = [i for i in ids if i in self._general or i in home]
            for kept in (told, [i for i in told if i not in self._status]):
                has_type, has_place = not self._types.isdisjoint(kept), not home.isdisjoint(kept)
                if names.kind[name] != ACRONYM and 2 <= len(kept) < len(ids) and has_type and has_place:
                    self._found[tuple(sorted(kept))].setdefault(number, (names.texts[name], kept))

    def finish(self, names: Names) -> None:
        """Add the short names that only one record has and no record has in full."""
        whole = {tuple(sorted(names.words_of(name))) for name in range(len(names.record))}
        for bag, owners in self._found.items():
            if len(owners) == 1 and bag not in whole:
                for number, (text, kept) in owners.items():
                    names.add(number, VARIANT, text, kept)


def variants(record: RorRecord) -> Iterator[tuple[str, int]]:
    """Yield the names that a record is looked up by, with their kind (place in KINDS)."""
    # "Microsoft (United States)" is called Microsoft; "Hong Kong University (Guangzhou)" is not called the
    # first
    lands = {words.fold(place.geonames_details.country_name) for place in record.locations}
    towns = {words.fold(place.geonames_details.name or "") for place in record.locations}
    for name in record.names:
        kind = _kind(name)
        yield name.value, kind
        bare = name.value
        bracket = _BRACKETS.search(bare)
        if bracket is not None and bracket.start() > 0:
            bare = bare[: bracket.start()]
            proper = kind < KINDS.index("alias") and words.fold(bracket[1]) in lands
            yield bare, kind if proper else VARIANT
            if _ACRONYM.fullmatch(bracket[1]) and bracket[1].isupper():
                yield bracket[1], ACRONYM
        head, comma, tail = bare.rpartition(",")
        if comma and kind != ACRONYM and words.fold(tail.strip()) in towns and " " in head.strip():
            yield head, VARIANT


def _kind(name: RorName) -> int:
    if name.types == ("acronym",):
        return ACRONYM
    if "ror_display" in name.types:
        return 0
    if "label" in name.types:
        return 1
    short = len(name.value) <= 6 and name.value.isupper() and _ACRONYM.fullmatch(name.value) is not None
    return ACRONYM if short else KINDS.index("alias")
