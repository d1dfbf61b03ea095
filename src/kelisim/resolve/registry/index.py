"""The index of an installed registry, mapped into memory."""

import marshal
import re
from bisect import bisect_left
from collections.abc import Hashable, Iterator, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any, Final, TypeVar

from kelisim.resolve.registry.build import STATUSES, TYPES
from kelisim.resolve.registry.names import KINDS
from kelisim.resolve.registry.store import Column, Table, as_array, list_at, map_columns, text_at, text_key
from kelisim.resolve.registry.words import lexicon, lexicon_keys

_T = TypeVar("_T")
_BRACKET: Final = re.compile(r"(?<=\w)\s*\([^()]*\)$")
_HELD: Final = (
    "name_words",
    "left_out",
    "parents",
    "children",
    "related",
    "places",
    "spellings",
    "facts",
    "near",
    "school",
    "home",
    "areas",
)
_ARRAYS: Final = (
    "postings",
    "postings_at",
    "name_mass",
    "word_weight",
    "word_hash",
    "bags_keys",
    "bags_0",
    "bags_1",
)
_OFTEN: Final = ("name_record", "name_mass", "name_kind", "word_weight", "status", "types", "noted")
_MOST_HELD: Final = 50_000  # lists of one kind that are kept in memory


Area = tuple[frozenset[int], frozenset[int], frozenset[int], frozenset[int]]
"""What an area's name may mean: countries, regions, towns, the towns' countries."""


@dataclass(frozen=True, slots=True)
class WordSets:
    """Numbers of the words that the matcher treats apart; see `words.Lexicon`."""

    lexicon: frozenset[int]
    general: frozenset[int]
    types: frozenset[int]
    movable: frozenset[int]
    school_words: frozenset[int]
    school_fields: frozenset[int]


@dataclass(frozen=True, slots=True)
class Local:
    """What overrides add to an index: ids of records, words, bags of words to names' codes."""

    ids: dict[int, str] = field(default_factory=dict)
    words: dict[str, int] = field(default_factory=dict)
    bags: dict[int, list[int]] = field(default_factory=dict)


@dataclass(slots=True)
class Index:
    """Columns and tables of a registry. Records, names, words and places are numbers.

    `heirs` leads from each closed or withdrawn record to the one that it has become, `withdrawn` only from
    the withdrawn.
    """

    ids: str
    successors: dict[int, tuple[str, ...]]
    regions: list[str]
    columns: dict[str, Column]
    bags: Table
    bag_areas: Column
    hash_of: Column
    weight: Column
    sets: WordSets
    arrays: dict[str, Any]
    heirs: dict[int, int]
    withdrawn: dict[int, int]
    local: Local = field(default_factory=Local)
    held: dict[str, dict[Any, Any]] = field(default_factory=lambda: {name: {} for name in _HELD})

    def _list(self, name: str, number: int) -> tuple[int, ...]:
        """Return a list of a column and remember it: the same organisations are asked for again and again."""
        return self.remembered(name, number, list_at(self.columns, name, number))

    def remembered(self, name: str, number: Hashable, found: _T) -> _T:
        """Keep what was found of a name or record, to be asked of `held`; return it."""
        held = self.held[name]
        if len(held) >= _MOST_HELD:
            held.clear()
        held[number] = found
        return found

    @property
    def count(self) -> int:
        """How many records there are."""
        return len(self.columns["status"])

    def id(self, record: int) -> str:
        """The ROR id of a record, or the local one of an organisation that people added."""
        if record in self.local.ids:
            return self.local.ids[record]
        return "https://ror.org/" + self.ids[9 * record : 9 * record + 9]

    def record_of(self, id: str) -> int | None:
        """The number of the record with this id, if it is here."""
        for record, local in self.local.ids.items():
            if local == id:
                return record
        at = -1
        while (at := self.ids.find(id[-9:], at + 1)) >= 0:
            if at % 9 == 0:
                return at // 9
        return None

    def name(self, record: int) -> str:
        """The name that ROR shows for a record."""
        return text_at(self.columns, "record_names", record)

    def own_names(self, record: int) -> Iterator[int]:
        """The numbers of a record's own names, not the short ones made of them."""
        owner, name = self.columns["name_record"], self.columns["name_first"][record]
        while name < len(owner) and owner[name] == record:
            yield name
            name += 1

    def names_of(self, record: int) -> list[str]:
        """All names of a record, the one that ROR shows first."""
        found = [text for name in self.own_names(record) for text in self.name_texts(name)]
        return list(dict.fromkeys((self.name(record), *found)))

    def name_texts(self, name: int) -> list[str]:
        """A name as it stands in its record, and the others of the record that have the same words."""
        return text_at(self.columns, "names", name).split("\t")

    def spellings(self, name: int) -> list[tuple[str, int]]:
        """A name's texts in small letters, without a country in brackets at the end, each with its script."""
        found: list[tuple[str, int]] | None = self.held["spellings"].get(name)
        if found is None:
            texts = [_BRACKET.sub("", text.lower()) for text in self.name_texts(name)]
            found = self.remembered("spellings", name, [(text, script_of(text)) for text in texts])
        return found

    def name_text(self, name: int) -> str:
        """A name as it stands in its record."""
        return self.name_texts(name)[0]

    def name_words(self, name: int) -> tuple[int, ...]:
        """The numbers of a name's words."""
        found: tuple[int, ...] | None = self.held["name_words"].get(name)
        return self._list("name_words", name) if found is None else found

    def left_out(self, name: int) -> float:
        """The weight of the commonest word that a short name leaves out of the whole one, or 0."""
        found: float | None = self.held["left_out"].get(name)
        if found is None:
            text, words = self.name_text(name), set(self.name_words(name))
            record = self.columns["name_record"][name]
            whole = (n for n in self.own_names(record) if n != name and text in self.name_texts(n))
            left = {w for n in whole for w in self.name_words(n)} - words
            found = self.remembered("left_out", name, min((self.weight[w] for w in left), default=0.0))
        return found

    def named(self, code: int) -> tuple[int, ...]:
        """The names that a bag's code stands for; see `build`."""
        return (code - 1,) if code > 0 else list_at(self.columns, "groups", -code)

    def kind(self, name: int) -> str:
        """The kind of a name; see `names.KINDS`."""
        return KINDS[self.columns["name_kind"][name]]

    def status(self, record: int) -> str:
        """The status of a record: active, inactive or withdrawn."""
        return STATUSES[self.columns["status"][record]]

    def types(self, record: int) -> tuple[str, ...]:
        """The types of a record."""
        bits = self.columns["types"][record]
        return tuple(t for place, t in enumerate(TYPES) if bits >> place & 1)

    def is_university(self, record: int) -> bool:
        """Whether the record is of type education."""
        return bool(self.columns["types"][record] & 1)

    def parents(self, record: int) -> tuple[int, ...]:
        """The records that the record is a part of."""
        found: tuple[int, ...] | None = self.held["parents"].get(record)
        return self._list("parents", record) if found is None else found

    def children(self, record: int) -> tuple[int, ...]:
        """The records that are parts of the record."""
        found: tuple[int, ...] | None = self.held["children"].get(record)
        return self._list("children", record) if found is None else found

    def related(self, record: int) -> tuple[int, ...]:
        """The records that the record works with closely, as a hospital with its university."""
        found: tuple[int, ...] | None = self.held["related"].get(record)
        return self._list("related", record) if found is None else found

    def locations(self, record: int) -> tuple[tuple[int, int, int], ...]:
        """The countries, regions and towns of a record."""
        found: tuple[tuple[int, int, int], ...] | None = self.held["places"].get(record)
        if found is None:
            flat = list_at(self.columns, "locations", record)
            found = tuple(zip(flat[::3], flat[1::3], flat[2::3], strict=True))
            self.remembered("places", record, found)
        return found

    def coordinates(self, town: int) -> tuple[float, float] | None:
        """Latitude and longitude of a town, where known."""
        towns = self.columns["towns"]
        at = bisect_left(towns, town)
        if at == len(towns) or towns[at] != town:
            return None
        degrees = self.columns["coordinates"]
        return degrees[2 * at], degrees[2 * at + 1]

    def hosted(self, host: str) -> tuple[int, ...]:
        """The records whose web or mail host is this one or one above it."""
        hosts = Table(self.columns["hosts_keys"], self.columns["hosts_0"])
        while "." in host:
            found = hosts.get(text_key("host", host))
            if found > 0:
                return list_at(self.columns, "hosted", found)
            host = host.partition(".")[2]
        return ()

    def word(self, key: str) -> int:
        """The number of a word's key, 0 if the registry has no such word."""
        if key in self.local.words:
            return self.local.words[key]
        return Table(self.columns["words_keys"], self.columns["words_0"]).get(text_key("word", key))

    def key_of(self, word: int) -> str:
        """The key of a word."""
        return text_at(self.columns, "word_keys", word)

    def place_word(self, key: str) -> int:
        """The number of the word that names the place with this stem, 0 if there is none."""
        return Table(self.columns["place_words_keys"], self.columns["place_words_0"]).get(
            text_key("place", key)
        )

    def join(self, key: str) -> tuple[int, int] | None:
        """The two words that the registry writes apart where this key is written as one."""
        entry = text_key("join", key)
        first = Table(self.columns["joins_keys"], self.columns["joins_0"]).get(entry)
        if first == 0:
            return None
        return first, Table(self.columns["joins_keys"], self.columns["joins_1"]).get(entry)

    def area(self, number: int) -> Area:
        """What an area's name may mean: countries, regions, towns, the towns' countries."""
        found: Area | None = self.held["areas"].get(number)
        if found is None:
            first, second, third, fourth = (
                frozenset(list_at(self.columns, "areas", 4 * number + n)) for n in range(4)
            )
            found = self.remembered("areas", number, (first, second, third, fourth))
        return found

    def area_of(self, ids: Sequence[int]) -> Area | None:
        """What a bag of words means as a place's name, if it is one."""
        if len(ids) == 0 or min(ids) <= 0:
            return None
        number = Table(self.bags.keys, self.bag_areas).get(sum(self.hash_of[i] for i in ids))
        return self.area(number) if number > 0 else None


def script_of(text: str) -> int:
    """Return the block of the text's first letter beyond the Latin ones, 0 where all are Latin."""
    if text.isascii():
        return 0
    return next((ord(letter) >> 8 for letter in text if ord(letter) > 0x24F and letter.isalpha()), 0)


def load_index(folder: Path) -> Index:
    """Return the index in the folder. Raises OSError, ValueError or KeyError where a file is missing or
    cut.
    """
    with (folder / "records.marshal").open("rb") as stream:
        ids, successors, regions = marshal.load(stream)  # noqa: S302 -- written by `build`, in the user's cache
    columns = map_columns(folder)
    heirs = _heirs(ids, successors, columns["status"])
    index = Index(
        ids=ids,
        successors=successors,
        regions=regions,
        columns=columns,
        bags=Table(columns["bags_keys"], columns["bags_0"]),
        bag_areas=columns["bags_1"],
        hash_of=columns["word_hash"],
        weight=columns["word_weight"],
        sets=WordSets(*(frozenset[int]() for _ in range(6))),
        arrays={name: as_array(columns[name]) for name in _ARRAYS},
        heirs=heirs,
        withdrawn={record: heir for record, heir in heirs.items() if columns["status"][record] == 2},
    )
    index.sets = _word_sets(index)
    return index


def at_hand(index: Index) -> Index:
    """Return the index with the columns that every string asks for as lists: read twice as fast."""
    columns = index.columns | {name: index.columns[name].tolist() for name in _OFTEN}
    return replace(index, columns=columns, weight=columns["word_weight"])


def _word_sets(index: Index) -> WordSets:
    found = lexicon()
    number = {key: index.word(key) for key in lexicon_keys()}

    def numbers(keys: frozenset[str]) -> frozenset[int]:
        return frozenset(number.get(key, 0) for key in keys) - {0}

    return WordSets(
        numbers(frozenset(number)),
        numbers(found.general),
        numbers(found.types),
        numbers(found.types | found.modifiers),
        numbers(found.school_words),
        numbers(found.school_fields),
    )


def _heirs(ids: str, successors: dict[int, tuple[str, ...]], status: Column) -> dict[int, int]:
    """Return the record that each closed or withdrawn one leads to, where it is a single one and is here."""
    wanted = {other for found in successors.values() for other in found}
    at = {id: i // 9 for i in range(0, len(ids), 9) if (id := ids[i : i + 9]) in wanted}
    direct = {
        record: at[found[0]]
        for record, found in successors.items()
        if status[record] != 0 and len(found) == 1 and found[0] in at
    }
    result = {}
    for record in direct:
        heir, steps = record, 0
        while heir in direct and steps < 10:
            heir, steps = direct[heir], steps + 1
        if heir not in direct:
            result[record] = heir
    return result
