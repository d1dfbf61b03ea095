"""What people know better than the registry: new organisations, further names, "not this one".

A plain TOML file that people review. It is read beside the index at every loading, so an update of the
registry leaves it as it is.
"""

import tomllib
from collections.abc import Iterable, Mapping
from dataclasses import replace
from pathlib import Path
from typing import Final

import msgspec

from kelisim.places.index import country_number
from kelisim.resolve.registry import words
from kelisim.resolve.registry.build import STATUSES, TYPES
from kelisim.resolve.registry.index import Index, Local
from kelisim.resolve.registry.names import KINDS
from kelisim.resolve.registry.reading import Reader
from kelisim.resolve.registry.records import RegistryError
from kelisim.resolve.registry.store import as_array, copied, hashes
from kelisim.resolve.registry.text import WORD, Text

Refusals = Mapping[str, tuple[tuple[str, ...], ...]]
"""By id, the bags of words that do not mean it; see `written_bag`."""
_WEIGHT: Final = 9.0  # of a word that only the overrides have: as rare as can be
_NOTED: Final = 2  # of four other registries, see `build`: what people add is neither unknown nor famous


class Added(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """A new organisation. `id` is of our own: "local:" and a word."""

    id: str
    name: str
    reason: str
    author: str
    names: tuple[str, ...] = ()
    acronyms: tuple[str, ...] = ()
    country: str = ""
    town: str = ""
    types: tuple[str, ...] = ()
    parent: str = ""


class Named(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """A further name of a record; `acronym` where it stands only with a place or its expansion."""

    id: str
    name: str
    reason: str
    author: str
    acronym: bool = False


class Refused(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """A name that does not mean a record."""

    id: str
    name: str
    reason: str
    author: str


class Overrides(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """All that a file of overrides holds."""

    organisation: tuple[Added, ...] = ()
    name: tuple[Named, ...] = ()
    not_this: tuple[Refused, ...] = ()

    def __len__(self) -> int:
        return len(self.organisation) + len(self.name) + len(self.not_this)


def read_overrides(paths: Iterable[Path]) -> Overrides:
    """Return what the files hold together; files that are not there hold nothing.

    Raises RegistryError where a file is no TOML, an entry has no reason or author, or a field is unknown.
    """
    found = []
    for path in paths:
        if path.exists():
            try:
                data = tomllib.loads(path.read_text("utf-8"))
                found.append(msgspec.convert(data, Overrides))
            except (tomllib.TOMLDecodeError, msgspec.ValidationError, UnicodeDecodeError) as error:
                raise RegistryError(
                    f"{path}: {error}; each [[organisation]], [[name]] and [[not_this]] needs id, name, "
                    "reason and author"
                ) from error
    return Overrides(
        tuple(each for one in found for each in one.organisation),
        tuple(each for one in found for each in one.name),
        tuple(each for one in found for each in one.not_this),
    )


def write_override(path: Path, entry: Added | Named | Refused) -> None:
    """Add an entry to the end of a file of overrides, which is made if it is not there."""
    table = {Added: "organisation", Named: "name", Refused: "not_this"}[type(entry)]
    lines = [f"\n[[{table}]]"]
    for field, value in msgspec.to_builtins(entry).items():
        if value not in ("", False, [], ()):
            lines.append(f"{field} = {_toml(value)}")
    path.parent.mkdir(parents=True, exist_ok=True)
    with path.open("a", encoding="utf-8") as stream:
        stream.write("\n".join(lines) + "\n")


def _toml(value: object) -> str:
    return msgspec.json.encode(value).decode()  # strings, truth and lists are written alike in TOML


def extended(index: Index, overrides: Overrides) -> Index:
    """Return the index with the new organisations and names in it; the installed files stay as they are.

    Raises RegistryError where a name is given to an id that no record has.
    """
    if len(overrides.organisation) + len(overrides.name) == 0:
        return index
    grown = _Grown(index, overrides)
    for new in overrides.organisation:
        record = grown.add_record(new)
        for value in dict.fromkeys((new.name, *new.names)):
            grown.add_name(record, value, "label")
        for value in new.acronyms:
            grown.add_name(record, value, "acronym")
    for extra in overrides.name:
        found = grown.index.record_of(extra.id)
        if found is None:
            raise RegistryError(
                f"overrides: no record is {extra.id}; correct the id of the name {extra.name!r}"
            )
        grown.add_name(found, extra.name, "acronym" if extra.acronym else "alias")
    return grown.index


class _Grown:
    """A copy of an index that grows: columns in memory instead of in files."""

    def __init__(self, index: Index, overrides: Overrides) -> None:
        lists = (
            *("names", "record_names", "parents", "children", "related", "locations"),
            *("name_words", "postings"),
        )
        grown = (
            "status",
            "types",
            "noted",
            "name_record",
            "name_kind",
            "name_mass",
            "name_count",
            "name_first",
            "word_weight",
            "word_hash",
        )
        columns = dict(index.columns)
        for name in (*(f"{each}_at" for each in lists), *grown, *lists[2:7]):
            columns[name] = copied(index.columns[name])
        for name in ("names", "record_names"):
            columns[name] = bytearray(index.columns[name])
        self.index = replace(
            index,
            columns=columns,
            hash_of=columns["word_hash"],
            weight=columns["word_weight"],
            local=Local(),
            held={name: {} for name in index.held},
        )
        self._add_words(overrides)
        self._reader = Reader(self.index)

    def _add_words(self, overrides: Overrides) -> None:
        texts = [t for new in overrides.organisation for t in (new.name, *new.names, *new.acronyms)]
        texts += [extra.name for extra in overrides.name]
        columns, local = self.index.columns, self.index.local.words
        for raw in (word for text in texts for word in WORD.findall(text)):
            folded = words.fold(raw)
            key = words.key(folded)
            if (
                words.meaning(folded) is None
                and key
                and self.index.word(key) == 0
                and self.index.join(key) is None
            ):
                local[key] = len(columns["word_weight"])
                columns["word_weight"].append(_WEIGHT)
                columns["postings_at"].append(columns["postings_at"][-1])
        first = len(columns["word_hash"])
        columns["word_hash"].extend(hashes(first, len(columns["word_weight"])).tolist())
        grown = {name: as_array(columns[name]).copy() for name in ("word_hash", "word_weight", "postings_at")}
        self.index.arrays = {**self.index.arrays, **grown}
        columns["word_keys"], columns["word_keys_at"] = (
            bytearray(columns["word_keys"]),
            copied(columns["word_keys_at"]),
        )
        for key in local:
            columns["word_keys"] += key.encode() + b"\n"
            columns["word_keys_at"].append(len(columns["word_keys"]))

    def add_record(self, new: Added) -> int:
        """Add an organisation; return the number of its record."""
        columns = self.index.columns
        record = len(columns["status"])
        self.index.local.ids[record] = new.id
        columns["status"].append(STATUSES.index("active"))
        columns["types"].append(sum(1 << TYPES.index(t) for t in new.types if t in TYPES))
        columns["noted"].append(_NOTED)
        columns["name_count"].append(1)
        columns["name_first"].append(len(columns["name_record"]))
        columns["record_names"] += new.name.encode() + b"\n"
        columns["record_names_at"].append(len(columns["record_names"]))
        meant = self.index.area_of(self._reader.read(new.town).ids)
        town = min(meant[2]) if meant is not None and len(meant[2]) > 0 else 0
        columns["locations"].extend((country_number(new.country.upper()), 0, town))
        columns["locations_at"].append(len(columns["locations"]))
        parent = self.index.record_of(new.parent) if new.parent else None
        columns["parents"].extend(() if parent is None else (parent,))
        columns["parents_at"].append(len(columns["parents"]))
        columns["children_at"].append(len(columns["children"]))
        columns["related_at"].append(len(columns["related"]))
        return record

    def add_name(self, record: int, value: str, kind: str) -> None:
        """Add a name to a record."""
        ids = self._reader.read(value).ids
        if len(ids) == 0 or min(ids) <= 0:
            return
        columns = self.index.columns
        number = len(columns["name_record"])
        columns["name_record"].append(record)
        columns["name_kind"].append(KINDS.index(kind))
        columns["name_mass"].append(sum(columns["word_weight"][word] for word in ids))
        columns["name_words"].extend(ids)
        columns["name_words_at"].append(len(columns["name_words"]))
        columns["names"] += value.encode() + b"\n"
        columns["names_at"].append(len(columns["names"]))
        self.index.local.bags.setdefault(sum(columns["word_hash"][word] for word in ids), []).append(number)


def refusals(index: Index, overrides: Overrides) -> Refusals:
    """Return what is not to be given, as the matcher looks it up."""
    reader, found = Reader(index), dict[str, tuple[tuple[str, ...], ...]]()
    for each in overrides.not_this:
        text = reader.read(each.name)
        found[each.id] = (*found.get(each.id, ()), written_bag(text, range(len(text.ids))))
    return found


def written_bag(text: Text, at: Iterable[int]) -> tuple[str, ...]:
    """Return the words at these positions, in no order: by their numbers, by their letters where the registry
    has them not.
    """
    return tuple(
        sorted(
            str(text.ids[p]) if text.ids[p] > 0 else words.fold(text.text[text.starts[p] : text.ends[p]])
            for p in at
        )
    )
