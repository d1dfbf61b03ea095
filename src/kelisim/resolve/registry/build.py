"""Records in, index out: the arrays and tables that the matcher looks names up in."""

import marshal
import math
import re
from array import array
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field
from itertools import pairwise
from pathlib import Path
from typing import Final

import numpy as np

from kelisim.resolve.registry import words
from kelisim.resolve.registry.areas import Area, area_names, town_coordinates
from kelisim.resolve.registry.records import RorRecord
from kelisim.resolve.registry.text import read

FORMAT: Final = 1  # of the files written here; an index of another format is built anew
KINDS: Final = ("display", "label", "alias", "acronym", "variant")
STATUSES: Final = ("active", "inactive", "withdrawn")
TYPES: Final = (
    *("education", "funder", "healthcare", "company", "archive"),
    *("nonprofit", "government", "facility", "other"),
)
FROM_GRID: Final = 1 << len(TYPES)  # beside the types' bits: the record was there before March 2022
_ANCHORS: Final = 3  # a name is found by up to so many of its rarest words
_LONGEST_BAG: Final = 14  # words; longer names are found by their anchors alone
_SPELLINGS: Final = 5  # of names with the same words: other languages, other order
_BRACKETS: Final = re.compile(r"\s*[(\[（]([^()\[\]（）]*)[)\]）]\s*$")
_ACRONYM: Final = re.compile(r"[A-ZА-ЯҚҒҰӘӨҮІ0-9][\w&.-]{1,11}")


def hashes(count: int) -> list[int]:
    """Return 58-bit hashes of the word numbers 0 … count-1 (splitmix64): sums of them stand for bags of words."""
    x = np.arange(1, count + 1, dtype=np.uint64) * np.uint64(0x9E3779B97F4A7C15)
    x = (x ^ (x >> np.uint64(30))) * np.uint64(0xBF58476D1CE4E5B9)
    x = (x ^ (x >> np.uint64(27))) * np.uint64(0x94D049BB133111EB)
    result: list[int] = ((x ^ (x >> np.uint64(31))) >> np.uint64(6)).tolist()
    return result


@dataclass(slots=True)
class Vocabulary:
    """Keys of words and their numbers, growing while an index is built."""

    numbers: dict[str, int] = field(default_factory=dict)
    places: dict[str, int] = field(default_factory=dict)
    seen: dict[str, tuple[int, ...]] = field(default_factory=dict)

    def lookup(self, raw: str) -> tuple[tuple[int, ...], int]:
        """Return the numbers of a raw word, new ones where need be; see `text.Lookup`."""
        found = self.seen.get(raw)
        if found is None:
            found = self.seen[raw] = self._numbers(raw)
        return found, 0

    def _numbers(self, raw: str) -> tuple[int, ...]:
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
class _Names:
    """All names of all records, as columns."""

    record: "array[int]" = field(default_factory=lambda: array("i"))
    kind: "array[int]" = field(default_factory=lambda: array("b"))
    text_at: "array[int]" = field(default_factory=lambda: array("q", [0]))
    words_at: "array[int]" = field(default_factory=lambda: array("i", [0]))
    words: "array[int]" = field(default_factory=lambda: array("i"))
    text: bytearray = field(default_factory=bytearray)

    def add(self, record: int, kind: int, value: str, ids: list[int]) -> None:
        self.record.append(record)
        self.kind.append(kind)
        self.words.extend(ids)
        self.words_at.append(len(self.words))
        self.text += value.encode("utf-8", "replace")
        self.text_at.append(len(self.text))


@dataclass(slots=True)
class _Records:
    """All records, as columns; a `relations` entry is (record, other id, type)."""

    ids: list[str] = field(default_factory=list)
    status: "array[int]" = field(default_factory=lambda: array("b"))
    types: "array[int]" = field(default_factory=lambda: array("H"))
    names: list[str] = field(default_factory=list)
    places: list[tuple[tuple[str, str, str], ...]] = field(default_factory=list)
    relations: list[tuple[int, str, str]] = field(default_factory=list)
    domains: dict[str, list[int]] = field(default_factory=lambda: defaultdict(list))
    coordinates: dict[str, tuple[float, float]] = field(default_factory=town_coordinates)


def build(
    records: Iterable[RorRecord], folder: Path, *, progress: Callable[[int], None] | None = None
) -> int:
    """Write the index of the records into the folder; return how many records it has.

    `progress` is called with the number of records read so far.
    """
    vocabulary, table, names = Vocabulary(), _Records(), _Names()
    areas = _Areas(vocabulary)
    areas.add_all(area_names())
    number = -1
    for number, record in enumerate(records):
        _add_record(record, number, table, areas)
        _add_names(record, number, names, vocabulary)
        if progress is not None and number % 1000 == 999:
            progress(number + 1)
    if number < 0:
        return 0
    folder.mkdir(parents=True, exist_ok=True)
    splits = _split_joined(names, vocabulary)
    _write_records(table, folder)
    _write_names(names, len(table.ids), vocabulary, folder)
    _dump(folder / "areas.marshal", areas.compact())
    keys = sorted(k for k in vocabulary.numbers if len(k) > 4 and k.isalpha())
    _dump(folder / "vocabulary.marshal", (vocabulary.numbers, vocabulary.places, keys, splits))
    if progress is not None:
        progress(number + 1)
    return number + 1


def variants(record: RorRecord) -> Iterator[tuple[str, int]]:
    """Yield the names that a record is looked up by, with their kind (index in KINDS)."""
    towns = {words.fold(p.geonames_details.name or "") for p in record.locations}
    for name in record.names:
        if "acronym" in name.types and len(name.types) == 1:
            kind = 3
        else:
            kind = 0 if "ror_display" in name.types else 1 if "label" in name.types else 2
        if kind == 2 and _ACRONYM.fullmatch(name.value) and name.value.isupper() and len(name.value) <= 6:
            kind = 3
        yield name.value, kind
        bare = name.value
        bracket = _BRACKETS.search(bare)
        if bracket is not None and bracket.start() > 0:
            bare = bare[: bracket.start()]
            yield bare, kind if kind < 2 else 4
            if _ACRONYM.fullmatch(bracket[1]) and bracket[1].isupper():
                yield bracket[1], 3
        head, comma, tail = bare.rpartition(",")
        if comma and kind != 3 and words.fold(tail.strip()) in towns and " " in head.strip():
            yield head, 4


def _add_names(record: RorRecord, number: int, names: _Names, vocabulary: Vocabulary) -> None:
    best: dict[tuple[int, ...], tuple[int, str, list[int]]] = {}
    written: dict[tuple[int, ...], list[str]] = defaultdict(list)
    for value, kind in variants(record):
        ids = read(value, vocabulary.lookup).ids
        if len(ids) == 0:
            ids = [vocabulary.number("=" + words.fold(w)) for w in value.split()[:3]]
        held = best.get(bag := tuple(sorted(ids)))
        if value not in written[bag]:
            written[bag].append(value)
        if held is None or kind < held[0]:
            best[bag] = (kind, value, ids)
    for bag, (kind, value, ids) in best.items():
        others = [v for v in written[bag] if v != value][:_SPELLINGS]
        names.add(number, kind, "\n".join((value, *others)), ids)


def _add_record(record: RorRecord, number: int, table: _Records, areas: "_Areas") -> None:
    table.ids.append(record.id[-9:])
    table.status.append(STATUSES.index(record.status) if record.status in STATUSES else 0)
    table.types.append(
        sum(1 << TYPES.index(t) for t in record.types if t in TYPES)
        | (FROM_GRID if any(e.type == "grid" for e in record.external_ids) else 0)
    )
    table.names.append(record.name)
    places = []
    for location in record.locations:
        details, town = location.geonames_details, str(location.geonames_id)
        region = f"{details.country_code}.{details.country_subdivision_code or ''}"
        places.append((details.country_code, region, town))
        if details.lat is not None and details.lng is not None:
            table.coordinates.setdefault(town, (details.lat, details.lng))
        if details.name:
            areas.add(details.name, Area("city", details.country_code, town))
        if details.country_subdivision_name and details.country_subdivision_code:
            areas.add(details.country_subdivision_name, Area("region", details.country_code, region))
    table.places.append(tuple(places))
    table.relations += [(number, r.id[-9:], r.type) for r in record.relationships if r.type != "related"]
    hosts = {d.lower() for d in record.domains}
    hosts |= {_host(link.value) for link in record.links if link.type == "website"}
    for host in hosts:
        if "." in host and number not in table.domains[host]:
            table.domains[host].append(number)


def _host(url: str) -> str:
    return url.split("://")[-1].split("/")[0].split(":")[0].lower().removeprefix("www.")


class _Areas:
    """Names of places as bags of words, while an index is built."""

    def __init__(self, vocabulary: Vocabulary) -> None:
        self._vocabulary = vocabulary
        self._meanings: dict[tuple[int, ...], set[Area]] = defaultdict(set)
        self._done: set[tuple[str, Area]] = set()
        self._general = {(key,) for key in words.lexicon().general}

    def add_all(self, names: Iterable[tuple[str, Area]]) -> None:
        """Add many; the main forms of words come first, so that Cyrillic ones lead to them."""
        later = []
        for name, area in names:
            if words.is_cyrillic(words.fold(name)):
                later.append((name, area))
            else:
                self.add(name, area)
        for name, area in later:
            self.add(name, area)

    def add(self, name: str, area: Area) -> None:
        """Add a name and what it may mean."""
        if (name, area) in self._done:
            return
        self._done.add((name, area))
        ids = read(name, self._vocabulary.lookup).ids
        if len(ids) == 0 and area.kind == "region":
            ids = [self._vocabulary.number("=" + words.fold(name))]
        if len(ids) == 0 or len(ids) > 6:
            return
        if len(ids) == 1 and words.meaning(words.fold(name)) in self._general:
            return  # a town called Science or Center
        self._meanings[tuple(sorted(ids))].add(area)
        if len(ids) == 1:
            key = words.key(words.fold(name))
            for stem in (key, words.place_stem(key)):
                if len(stem) >= 4:
                    self._vocabulary.places.setdefault(stem, ids[0])

    def compact(self) -> dict[int, tuple[tuple[str, ...], ...]]:
        """Return per hash of a bag of words its countries, regions and towns, as marshal can write them."""
        result = {}
        hash_of = hashes(len(self._vocabulary.numbers))
        for bag, meant in self._meanings.items():
            countries = tuple(sorted({a.country for a in meant if a.kind == "country"}))
            regions = tuple(sorted({a.code for a in meant if a.kind == "region"}))
            cities = tuple(sorted({a.code for a in meant if a.kind == "city"}))
            lands = tuple(sorted({a.country for a in meant if a.kind == "city"}))
            result[sum([hash_of[i] for i in bag])] = (countries, regions, cities, lands)
        return result


def _split_joined(names: _Names, vocabulary: Vocabulary) -> dict[str, tuple[int, ...]]:
    """Write words that other names have as two (Jiaotong, Jiao Tong) as two; return all such joins.

    A join is the key of two neighbouring words written together, with the numbers of the two.
    """
    keys = list(vocabulary.numbers)
    known = words.lexicon_keys()
    plain = [k.isalpha() and len(k) > 1 and k not in known for k in keys]
    joins: dict[str, tuple[int, ...]] = {}
    for at in range(len(names.record)):
        ids = names.words[names.words_at[at] : names.words_at[at + 1]]
        for first, second in pairwise(ids):
            if plain[first] and plain[second] and 6 <= len(keys[first]) + len(keys[second]) <= 14:
                joins.setdefault(words.sound(keys[first] + keys[second]), (first, second))
    replaced = {
        vocabulary.numbers[key]: both
        for key, both in joins.items()
        if vocabulary.numbers.get(key) not in both and key in vocabulary.numbers and key not in known
    }
    old_at, old = names.words_at, names.words
    names.words_at, names.words = array("i", [0]), array("i")
    for at in range(len(names.record)):
        for word in old[old_at[at] : old_at[at + 1]]:
            names.words.extend(replaced.get(word, (word,)))
        names.words_at.append(len(names.words))
    return joins


def _write_records(table: _Records, folder: Path) -> None:
    at = {id: number for number, id in enumerate(table.ids)}
    parents: dict[int, list[int]] = defaultdict(list)
    successors: dict[int, list[str]] = defaultdict(list)
    for number, other, type in table.relations:
        if type == "parent" and other in at:
            parents[number].append(at[other])
        elif type == "child" and other in at:
            parents[at[other]].append(number)
        elif type == "successor":
            successors[number].append(other)
    tables = (
        "".join(table.ids),
        dict(table.domains),
        {number: tuple(dict.fromkeys(found)) for number, found in parents.items()},
        {number: tuple(found) for number, found in successors.items()},
    )
    _dump(folder / "records.marshal", tables)
    _dump(folder / "places.marshal", (table.places, table.coordinates))
    text, ends = bytearray(), array("q", [0])
    for name in table.names:
        text += name.encode("utf-8", "replace")
        ends.append(len(text))
    (folder / "record_names.txt").write_bytes(text)
    _write(folder, record_names_at=ends, status=table.status, types=table.types)


def _write_names(names: _Names, count: int, vocabulary: Vocabulary, folder: Path) -> None:
    size = len(vocabulary.numbers)
    starts = np.frombuffer(names.words_at, dtype=np.int32)
    flat = np.frombuffer(names.words, dtype=np.int32)
    owner = np.repeat(np.frombuffer(names.record, dtype=np.int32), np.diff(starts))
    pairs = np.unique(owner.astype(np.int64) * size + flat)
    frequency = np.bincount((pairs % size).astype(np.int64), minlength=size)
    del pairs, owner
    weights = _weights(vocabulary, frequency, count)
    mass = np.add.reduceat(np.append(weights[flat], 0.0), starts[:-1].astype(np.int64)).astype(np.float32)
    _write_bags(names, size, folder)
    _write_postings(names, frequency, folder)
    (folder / "names.txt").write_bytes(names.text)
    _write(
        folder,
        name_record=names.record,
        name_kind=names.kind,
        name_text_at=names.text_at,
        name_words_at=names.words_at,
        name_words=names.words,
        name_mass=array("f", mass.tobytes()),
        word_weight=array("d", weights.astype(np.float64).tobytes()),
    )


def _weights(vocabulary: Vocabulary, frequency: "np.ndarray", count: int) -> "np.ndarray":
    """Return the weight of each word: ln of one over the share of records that have it (idf)."""
    weights = np.log((max(count, 1000) + 1) / (frequency + 0.5))
    weights = np.minimum(weights, math.log(max(count, 1000)))
    for key, number in vocabulary.numbers.items():
        if len(key) == 1 or key.isdigit():
            weights[number] *= 0.5
    return weights


def _write_bags(names: _Names, size: int, folder: Path) -> None:
    """Write which names each bag of words stands for: one name's number, or minus the place of a list of them."""
    hash_of = hashes(size)
    bags: dict[int, int] = {}
    many: dict[int, list[int]] = {}
    for number in range(len(names.record)):
        ids = names.words[names.words_at[number] : names.words_at[number + 1]]
        if len(ids) > _LONGEST_BAG:
            continue
        total = sum(hash_of[i] for i in ids)
        first = bags.setdefault(total, number)
        if first != number:
            many.setdefault(total, [first]).append(number)
    groups, flat = array("i", [0]), array("i")
    for place, (total, found) in enumerate(many.items()):
        bags[total] = -place - 1
        flat.extend(found)
        groups.append(len(flat))
    _dump(folder / "bags.marshal", bags)
    _write(folder, groups_at=groups, groups=flat)


def _write_postings(names: _Names, frequency: "np.ndarray", folder: Path) -> None:
    cap = max(300, len(names.record) // 250)
    frequencies = frequency.tolist()
    postings: dict[int, list[int]] = defaultdict(list)
    for number in range(len(names.record)):
        ids = set(names.words[names.words_at[number] : names.words_at[number + 1]])
        rarest = sorted(ids, key=lambda i: (frequencies[i], i))
        for place, word in enumerate(rarest[:_ANCHORS]):
            if place == 0 or frequencies[word] <= cap:
                postings[word].append(number)
    starts, flat = array("i", [0]), array("i")
    for word in range(len(frequencies)):
        found = postings.get(word)
        if found is not None and len(found) <= 4 * cap:
            flat.extend(found)
        starts.append(len(flat))
    _write(folder, postings_at=starts, postings=flat)


def _dump(path: Path, value: object) -> None:
    with path.open("wb") as stream:
        marshal.dump(value, stream)


def _write(folder: Path, **columns: "array[int] | array[float]") -> None:
    for name, column in columns.items():
        with (folder / f"{name}.{column.typecode}").open("wb") as stream:
            column.tofile(stream)
