"""Records in, index out: the columns and tables that the matcher looks names up in."""

import marshal
import math
from array import array
from collections import defaultdict
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from itertools import pairwise
from pathlib import Path
from typing import Any, Final

import numpy as np

from kelisim.places.index import country_number
from kelisim.resolve.registry import words
from kelisim.resolve.registry.areas import Area
from kelisim.resolve.registry.atlas import Atlas, Bag, Meaning, add, compacted
from kelisim.resolve.registry.initials import Initials
from kelisim.resolve.registry.names import INITIALS, Names, ShortNames, Vocabulary, add_names
from kelisim.resolve.registry.records import RorRecord
from kelisim.resolve.registry.store import (
    hashes,
    text_key,
    write_columns,
    write_lists,
    write_table,
    write_texts,
)

FORMAT: Final = 5  # of the files written here and of how names are read into them; others are refused
STATUSES: Final = ("active", "inactive", "withdrawn")
TYPES: Final = (
    *("education", "funder", "healthcare", "company", "archive"),
    *("nonprofit", "government", "facility", "other"),
)
FROM_GRID: Final = 1 << len(TYPES)  # beside the types' bits: the record was there before March 2022
_ANCHORS: Final = 3  # a name is found by up to so many of its rarest words
_LONGEST_BAG: Final = 14  # words; longer names are found by their anchors alone
_MOST_POSTED: Final = 500  # names that are found by one word, unless it is their rarest
_LONGEST_PLACE: Final = 6
_SHORTEST_MENDED: Final = 5  # letters of a word that may be a misspelling of another


@dataclass(slots=True)
class _Records:
    """All records, as columns; a location is country, region and town; a relation record, other id, type."""

    ids: list[str] = field(default_factory=list)
    status: "array[int]" = field(default_factory=lambda: array("b"))
    types: "array[int]" = field(default_factory=lambda: array("H"))
    noted: "array[int]" = field(default_factory=lambda: array("b"))
    names: list[str] = field(default_factory=list)
    locations: list[list[int]] = field(default_factory=list)
    relations: list[tuple[int, str, str]] = field(default_factory=list)
    hosts: dict[str, list[int]] = field(default_factory=lambda: defaultdict(list))
    regions: dict[str, int] = field(default_factory=lambda: {"": 0})
    coordinates: dict[int, tuple[float, float]] = field(default_factory=dict)


def build(
    records: Iterable[RorRecord],
    atlas: Atlas,
    folder: Path,
    *,
    progress: Callable[[int], None] | None = None,
) -> int:
    """Write the index of the records into the folder; return how many records it has.

    The records' own places are added to the atlas. `progress` is called with the number of records read so
    far.
    """
    vocabulary, names = atlas.vocabulary, Names()
    table = _Records(coordinates=atlas.coordinates)
    short, initials = ShortNames(vocabulary), Initials(vocabulary)
    count = 0
    for number, record in enumerate(records):
        _add_record(record, number, table, atlas)
        add_names(record, number, names, vocabulary)
        short.add(record, number, names)
        initials.add(record, number, names)
        count = number + 1
        if progress is not None and count % 1000 == 0:
            progress(count)
    if count == 0:
        return 0
    folder.mkdir(parents=True, exist_ok=True)
    short.finish(names)
    initials.finish(names)
    joins = _split_joined(names, vocabulary)
    _write_vocabulary(vocabulary, joins, folder)
    _write_records(table, folder)
    _write_names(names, count, vocabulary, folder)
    _write_bags(names, compacted(atlas, table.regions), len(vocabulary.numbers), folder)
    if progress is not None:
        progress(count)
    return count


def _add_record(record: RorRecord, number: int, table: _Records, atlas: Atlas) -> None:
    table.ids.append(record.id[-9:])
    table.status.append(STATUSES.index(record.status) if record.status in STATUSES else 0)
    bits = sum(1 << TYPES.index(t) for t in record.types if t in TYPES)
    grid = any(external.type == "grid" for external in record.external_ids)
    table.types.append(bits | (FROM_GRID if grid else 0))
    table.noted.append(_noted(record))
    table.names.append(record.name)
    places: list[int] = []
    for location in record.locations:
        details, town = location.geonames_details, location.geonames_id
        code = f"{details.country_code}.{details.country_subdivision_code or ''}"
        region = table.regions.setdefault(code, len(table.regions))
        places += [country_number(details.country_code), region, town]
        if details.lat is not None and details.lng is not None:
            table.coordinates.setdefault(town, (details.lat, details.lng))
        if details.name:
            add(atlas, details.name, Area("city", details.country_code, str(town)))
        if details.country_subdivision_name and details.country_subdivision_code:
            add(atlas, details.country_subdivision_name, Area("region", details.country_code, code))
    table.locations.append(places)
    table.relations += [(number, r.id[-9:], r.type) for r in record.relationships]
    hosts = {domain.lower() for domain in record.domains}
    hosts |= {_host(link.value) for link in record.links if link.type == "website"}
    for host in sorted(hosts):
        if "." in host and number not in table.hosts[host]:
            table.hosts[host].append(number)


def _noted(record: RorRecord) -> int:
    """Return in how many of Wikipedia, Wikidata, ISNI and the Funder Registry the organisation stands.

    GRID does not count: it closed in 2021 and tells the record's age alone.
    """
    known = {external.type for external in record.external_ids} & {"wikidata", "isni", "fundref"}
    return len(known) + any(link.type == "wikipedia" for link in record.links)


def _host(url: str) -> str:
    return url.rpartition("://")[2].partition("/")[0].partition(":")[0].lower().removeprefix("www.")


def _split_joined(names: Names, vocabulary: Vocabulary) -> dict[str, tuple[int, int]]:
    """Write words that other names have as two (Jiaotong, Jiao Tong) as two; return all such joins.

    A join is the key of two neighbouring words written together, with the numbers of the two.
    """
    keys, known = list(vocabulary.numbers), words.lexicon_keys()
    plain = [key.isalpha() and len(key) > 1 and key not in known for key in keys]
    joins: dict[str, tuple[int, int]] = {}
    for name in range(len(names.record)):
        for first, second in pairwise(names.words_of(name)):
            if plain[first] and plain[second] and 6 <= len(keys[first]) + len(keys[second]) <= 14:
                joins.setdefault(words.sound(keys[first] + keys[second]), (first, second))
    replaced = {
        number: both
        for key, both in joins.items()
        if key not in known and (number := vocabulary.numbers.get(key, -1)) >= 0 and number not in both
    }
    old_at, old = names.words_at, names.words
    names.words_at, names.words = array("i", [0]), array("i")
    for start, end in pairwise(old_at):
        for word in old[start:end]:
            names.words.extend(replaced.get(word, (word,)))
        names.words_at.append(len(names.words))
    return joins


def _write_vocabulary(vocabulary: Vocabulary, joins: dict[str, tuple[int, int]], folder: Path) -> None:
    entries = [(text_key("word", key), (number,)) for key, number in vocabulary.numbers.items() if number > 0]
    write_table(folder, "words", entries)
    write_table(
        folder, "place_words", [(text_key("place", k), (n,)) for k, n in vocabulary.places.items() if n > 0]
    )
    write_table(folder, "joins", [(text_key("join", key), both) for key, both in joins.items()])
    write_texts(folder, "word_keys", vocabulary.numbers)
    mended = (k for k in vocabulary.numbers if len(k) >= _SHORTEST_MENDED and k.isalpha() and k.isascii())
    write_texts(folder, "mended", sorted(mended))
    write_columns(folder, word_hash=array("Q", hashes(0, len(vocabulary.numbers)).tobytes()))


def _write_records(table: _Records, folder: Path) -> None:
    at = {id: number for number, id in enumerate(table.ids)}
    parents: dict[int, list[int]] = defaultdict(list)
    related: dict[int, list[int]] = defaultdict(list)
    successors: dict[int, tuple[str, ...]] = {}
    for number, other, type in table.relations:
        if type == "parent" and other in at:
            parents[number].append(at[other])
        elif type == "child" and other in at:
            parents[at[other]].append(number)
        elif type == "related" and other in at:
            related[number].append(at[other])
        elif type == "successor":
            successors[number] = (*successors.get(number, ()), other)
    children: dict[int, list[int]] = defaultdict(list)
    for number, found in parents.items():
        for parent in dict.fromkeys(found):
            children[parent].append(number)
    count = len(table.ids)
    write_lists(folder, "parents", (list(dict.fromkeys(parents.get(n, ()))) for n in range(count)))
    write_lists(folder, "children", (children.get(n, []) for n in range(count)))
    write_lists(folder, "related", (list(dict.fromkeys(related.get(n, ()))) for n in range(count)))
    write_lists(folder, "locations", table.locations)
    write_lists(folder, "hosted", [[], *table.hosts.values()])
    hosts = [(text_key("host", host), (number,)) for number, host in enumerate(table.hosts, 1)]
    write_table(folder, "hosts", hosts)
    write_texts(folder, "record_names", (name.replace("\n", " ") for name in table.names))
    towns = sorted(table.coordinates)
    flat = [degree for town in towns for degree in table.coordinates[town]]
    write_columns(
        folder,
        status=table.status,
        types=table.types,
        noted=table.noted,
        towns=array("i", towns),
        coordinates=array("f", flat),
    )
    _dump(folder / "records.marshal", ("".join(table.ids), successors, list(table.regions)))


def _write_names(names: Names, count: int, vocabulary: Vocabulary, folder: Path) -> None:
    size = len(vocabulary.numbers)
    starts = np.frombuffer(names.words_at, dtype=np.int32)
    flat = np.frombuffer(names.words, dtype=np.int32)
    owner = np.repeat(np.frombuffer(names.record, dtype=np.int32), np.diff(starts))
    pairs = np.unique(owner.astype(np.int64) * size + flat)
    frequency = np.bincount((pairs % size).astype(np.int64), minlength=size)
    del pairs, owner
    weights = _weights(vocabulary, frequency, count)
    mass = np.add.reduceat(np.append(weights[flat], 0.0), starts[:-1].astype(np.int64)).astype(np.float32)
    owners = np.frombuffer(names.record, dtype=np.int32)
    first = np.zeros(count, dtype=np.int32)
    first[owners[::-1]] = np.arange(len(owners), dtype=np.int32)[::-1]
    per_record = np.bincount(owners[np.frombuffer(names.kind, dtype=np.int8) != INITIALS], minlength=count)
    _write_postings(names, frequency, folder)
    write_texts(folder, "names", names.texts)
    write_columns(
        folder,
        name_count=array("H", np.minimum(per_record, 65535).astype(np.uint16).tobytes()),
        name_first=array("i", first.tobytes()),
        name_record=names.record,
        name_kind=names.kind,
        name_words=names.words,
        name_words_at=names.words_at,
        name_mass=array("f", mass.tobytes()),
        word_weight=array("f", weights.astype(np.float32).tobytes()),
    )


def _weights(vocabulary: Vocabulary, frequency: Any, count: int) -> Any:
    """Return the weight of each word: ln of one over the share of records that have it (idf)."""
    weights = np.log((max(count, 1000) + 1) / (frequency + 0.5))
    weights = np.minimum(weights, math.log(max(count, 1000)))
    for key, number in vocabulary.numbers.items():
        if len(key) == 1 or key.isdigit():
            weights[number] *= 0.5
    return weights


def _write_bags(names: Names, meanings: list[tuple[Bag, Meaning]], size: int, folder: Path) -> None:
    """Write what each bag of words stands for: names (1 + a name's number, or minus a list's) and an area."""
    hash_of: list[int] = hashes(0, size).tolist()
    named: dict[int, list[int]] = defaultdict(list)
    for name in range(len(names.record)):
        ids = names.words_of(name)
        if len(ids) <= _LONGEST_BAG:
            named[sum([hash_of[i] for i in ids])].append(name)
    groups: list[list[int]] = [[]]
    codes: dict[int, int] = {}
    for bag, found in named.items():
        codes[bag] = found[0] + 1 if len(found) == 1 else -len(groups)
        if len(found) > 1:
            groups.append(found)
    area_of = {sum([hash_of[i] for i in ids]): number for number, (ids, _) in enumerate(meanings, 1)}
    write_lists(folder, "groups", groups)
    write_lists(folder, "areas", [[], [], [], [], *(group for _, parts in meanings for group in parts)])
    both = dict.fromkeys((*codes, *area_of))
    write_table(folder, "bags", [(bag, (codes.get(bag, 0), area_of.get(bag, 0))) for bag in both])


def _write_postings(names: Names, frequency: Any, folder: Path) -> None:
    cap = _MOST_POSTED
    frequencies = frequency.tolist()
    postings: list[list[int]] = [[] for _ in frequencies]
    for name in range(len(names.record)):
        rarest = sorted(set(names.words_of(name)), key=lambda i: (frequencies[i], i))
        for place, word in enumerate(rarest[:_ANCHORS]):
            if place == 0 or frequencies[word] <= cap:
                postings[word].append(name)
    write_lists(folder, "postings", (each if len(each) <= 4 * cap else [] for each in postings))


def _dump(path: Path, value: Any) -> None:
    with path.open("wb") as stream:
        marshal.dump(value, stream)
