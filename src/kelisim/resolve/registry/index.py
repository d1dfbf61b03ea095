"""The index of an installed registry, mapped into memory."""

import marshal
import mmap
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Final

import numpy as np

from kelisim.resolve.registry.build import KINDS, STATUSES, TYPES, hashes
from kelisim.resolve.registry.words import lexicon

_FORM: Final = {"b": np.int8, "H": np.uint16, "i": np.int32, "q": np.int64, "f": np.float32, "d": np.float64}
Place = tuple[tuple[str, ...], tuple[str, ...], tuple[str, ...], tuple[str, ...]]
"""What a name of a place may mean: countries, regions, towns (GeoNames), and the towns' countries."""


@dataclass(slots=True)
class Index:
    """Columns and tables of a registry. Records, names and words are numbers; `views` read single values fast."""

    ids: str
    domains: dict[str, list[int]]
    parents: dict[int, tuple[int, ...]]
    successors: dict[int, tuple[str, ...]]
    locations: list[tuple[tuple[str, str, str], ...]]
    coordinates: dict[str, tuple[float, float]]
    vocabulary: dict[str, int]
    place_words: dict[str, int]
    keys: list[str]
    joins: dict[str, tuple[int, int]]
    areas: dict[int, Place]
    bags: dict[int, int]
    hash_of: list[int]
    weight: list[float]
    views: dict[str, Any]
    arrays: dict[str, Any]
    children: dict[int, tuple[int, ...]]
    keys_by_number: list[str]
    type_words: frozenset[int]
    movable: frozenset[int]
    heirs: dict[int, int]
    withdrawn: dict[int, int]
    local_ids: dict[int, str]
    town_words: dict[int, frozenset[int]]

    def place_words_of(self, record: int) -> frozenset[int]:
        """The numbers of the words that name the record's towns."""
        return self.town_words.get(record, frozenset())

    def key_of(self, word: int) -> str:
        """The key of a word."""
        return self.keys_by_number[word]

    def hosted(self, host: str) -> list[int]:
        """The records whose web or mail host is this one or one above it."""
        while "." in host:
            if host in self.domains:
                return self.domains[host]
            host = host.partition(".")[2]
        return []

    @property
    def count(self) -> int:
        """How many records there are."""
        return len(self.ids) // 9

    def id(self, record: int) -> str:
        """The ROR id of a record, or the local one of an organisation that people added."""
        if record in self.local_ids:
            return self.local_ids[record]
        return "https://ror.org/" + self.ids[9 * record : 9 * record + 9]

    def name(self, record: int) -> str:
        """The name that ROR shows for a record."""
        at = self.views["record_names_at"]
        return bytes(self.views["record_names"][at[record] : at[record + 1]]).decode()

    def record_of(self, id: str) -> int | None:
        """The number of the record with this id, if it is here."""
        for record, local in self.local_ids.items():
            if local == id:
                return record
        at = -1
        while (at := self.ids.find(id[-9:], at + 1)) >= 0:
            if at % 9 == 0:
                return at // 9
        return None

    def names_of(self, record: int) -> list[str]:
        """All names of a record, the one that ROR shows first."""
        numbers = np.flatnonzero(np.asarray(self.views["name_record"]) == record).tolist()
        found = [text for number in numbers for text in self.name_texts(number)]
        return list(dict.fromkeys((self.name(record), *found)))

    def name_texts(self, name: int) -> list[str]:
        """A name as it stands in its record, and the others of the record that have the same words."""
        at = self.views["name_text_at"]
        return bytes(self.views["names"][at[name] : at[name + 1]]).decode().split("\n")

    def name_text(self, name: int) -> str:
        """A name as it stands in its record."""
        return self.name_texts(name)[0]

    def name_words(self, name: int) -> list[int]:
        """The numbers of a name's words."""
        at = self.views["name_words_at"]
        return list(self.views["name_words"][at[name] : at[name + 1]])

    def named(self, bag: int) -> list[int]:
        """The names whose bag of words has this hash."""
        if bag >= 0:
            return [bag]
        at = self.views["groups_at"]
        return list(self.views["groups"][at[-bag - 1] : at[-bag]])

    def status(self, record: int) -> str:
        """The status of a record: active, inactive or withdrawn."""
        return STATUSES[self.views["status"][record]]

    def kind(self, name: int) -> str:
        """The kind of a name; see `build.KINDS`."""
        return KINDS[self.views["name_kind"][name]]

    def types(self, record: int) -> tuple[str, ...]:
        """The types of a record."""
        bits = self.views["types"][record]
        return tuple(t for place, t in enumerate(TYPES) if bits >> place & 1)


def load_index(folder: Path) -> Index:
    """Return the index that stands in the folder. Raises OSError or ValueError where a file is missing or cut."""
    ids, domains, parents, successors = _table(folder, "records")
    vocabulary, place_words, keys, joins = _table(folder, "vocabulary")
    views: dict[str, Any] = {}
    arrays: dict[str, Any] = {}
    for path in sorted(folder.iterdir()):
        code = path.suffix[1:]
        if path.suffix == ".txt":
            views[path.stem] = _map(path)
        elif code in _FORM:
            views[path.stem] = _map(path).cast(code)  # type: ignore[call-overload]
            arrays[path.stem] = np.frombuffer(views[path.stem], dtype=_FORM[code])
    locations, coordinates = _table(folder, "places")
    children: dict[int, list[int]] = {}
    for child, found in parents.items():
        for parent in found:
            children.setdefault(parent, []).append(child)
    heirs = _heirs(ids, successors, views["status"])
    return Index(
        ids=ids,
        domains=domains,
        parents=parents,
        successors=successors,
        locations=locations,
        coordinates=coordinates,
        vocabulary=vocabulary,
        place_words=place_words,
        keys=keys,
        joins=joins,
        areas=_table(folder, "areas"),
        bags=_table(folder, "bags"),
        hash_of=hashes(len(vocabulary)),
        weight=arrays["word_weight"].tolist(),
        views=views,
        arrays=arrays,
        children={parent: tuple(found) for parent, found in children.items()},
        keys_by_number=list(vocabulary),
        type_words=frozenset(vocabulary[k] for k in lexicon().types if k in vocabulary),
        movable=frozenset(vocabulary[k] for k in lexicon().types | lexicon().modifiers if k in vocabulary),
        town_words={},
        heirs=heirs,
        local_ids={},
        withdrawn={record: heir for record, heir in heirs.items() if views["status"][record] == 2},
    )


def _heirs(ids: str, successors: dict[int, tuple[str, ...]], status: Any) -> dict[int, int]:
    """Return the record that each closed or withdrawn one leads to, where it is a single one and is here."""
    at = {ids[i : i + 9]: i // 9 for i in range(0, len(ids), 9)} if successors else {}
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


def _table(folder: Path, name: str) -> Any:
    with (folder / f"{name}.marshal").open("rb") as stream:
        return marshal.load(stream)


def _map(path: Path) -> memoryview:
    with path.open("rb") as stream:
        if path.stat().st_size == 0:
            return memoryview(b"")
        return memoryview(mmap.mmap(stream.fileno(), 0, access=mmap.ACCESS_READ))
