"""What people know better than the registry: new organisations, further names, "not this one".

A plain TOML file that people review. It is read beside the index at every loading, so an update of the
registry leaves it as it is.
"""

import tomllib
from array import array
from collections.abc import Callable, Iterable
from dataclasses import replace
from pathlib import Path
from typing import Any, Final

import msgspec

from kelisim.resolve.registry.build import KINDS, STATUSES, TYPES, hashes
from kelisim.resolve.registry.index import Index
from kelisim.resolve.registry.records import RegistryError

Refusals = frozenset[tuple[str, tuple[int, ...]]]
"""Pairs of an id and a bag of words that do not mean it."""
Words = Callable[[Index, str], list[int]]
_WEIGHT: Final = 9.0  # of a word that only the overrides have: as rare as can be


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


def extended(index: Index, overrides: Overrides, words: Words) -> Index:
    """Return the index with the new organisations and names in it; the installed files stay as they are."""
    if len(overrides.organisation) + len(overrides.name) == 0:
        return index
    index = _with_vocabulary(index, overrides)
    columns: dict[str, Any] = {
        name: _column(index.views[name])
        for name in (
            *("status", "types", "name_record", "name_kind", "name_mass"),
            *("name_words", "name_words_at", "name_text_at", "record_names_at", "groups", "groups_at"),
        )
    }
    texts = {name: bytearray(index.views[name]) for name in ("names", "record_names")}
    bags, locations, ids = dict(index.bags), list(index.locations), index.ids
    at = {index.id(record): record for record in range(index.count)}

    def add_name(record: int, value: str, kind: str) -> None:
        number = len(columns["name_record"])
        found = words(index, value)
        if len(found) == 0:
            return
        columns["name_record"].append(record)
        columns["name_kind"].append(KINDS.index(kind))
        columns["name_words"].extend(found)
        columns["name_words_at"].append(len(columns["name_words"]))
        columns["name_mass"].append(sum(index.weight[w] for w in found))
        texts["names"] += value.encode()
        columns["name_text_at"].append(len(texts["names"]))
        total = sum(index.hash_of[w] for w in found)
        held = bags.get(total)
        if held is None:
            bags[total] = number
        else:
            group = (
                [held]
                if held >= 0
                else list(columns["groups"][columns["groups_at"][-held - 1] : columns["groups_at"][-held]])
            )
            columns["groups"].extend([*group, number])
            columns["groups_at"].append(len(columns["groups"]))
            bags[total] = -(len(columns["groups_at"]) - 1)

    for new in overrides.organisation:
        record = len(columns["status"])
        at[new.id] = record
        ids += f"{new.id.removeprefix('local:'):\x00<9.9}"
        columns["status"].append(STATUSES.index("active"))
        columns["types"].append(sum(1 << TYPES.index(t) for t in new.types if t in TYPES))
        texts["record_names"] += new.name.encode()
        columns["record_names_at"].append(len(texts["record_names"]))
        locations.append(((new.country.upper(), "", _town(index, words, new)),))
        for value in dict.fromkeys((new.name, *new.names)):
            add_name(record, value, "label")
        for value in new.acronyms:
            add_name(record, value, "acronym")
    for extra in overrides.name:
        if extra.id not in at:
            raise RegistryError(
                f"overrides: {extra.id} is in no record; correct the id of the name {extra.name!r}"
            )
        add_name(at[extra.id], extra.name, "acronym" if extra.acronym else "alias")
    local = {at[new.id]: new.id for new in overrides.organisation}
    parents = dict(index.parents)
    for new in overrides.organisation:
        if new.parent in at:
            parents[at[new.id]] = (at[new.parent],)
    views = index.views | columns | {name: memoryview(bytes(text)) for name, text in texts.items()}
    arrays = index.arrays | {"name_mass": _array(columns["name_mass"])}
    return replace(
        index,
        ids=ids,
        bags=bags,
        locations=locations,
        parents=parents,
        views=views,
        arrays=arrays,
        local_ids=local,
    )


def refusals(index: Index, overrides: Overrides, words: Words) -> Refusals:
    """Return what is not to be given, as the matcher looks it up."""
    return frozenset((each.id, tuple(sorted(words(index, each.name)))) for each in overrides.not_this)


def _with_vocabulary(index: Index, overrides: Overrides) -> Index:
    from kelisim.resolve.registry.build import Vocabulary
    from kelisim.resolve.registry.text import read

    vocabulary = Vocabulary(dict(index.vocabulary), index.place_words)
    for new in overrides.organisation:
        for value in (new.name, *new.names, *new.acronyms):
            read(value, vocabulary.lookup)
    for extra in overrides.name:
        read(extra.name, vocabulary.lookup)
    added = len(vocabulary.numbers) - len(index.vocabulary)
    return replace(
        index,
        vocabulary=vocabulary.numbers,
        keys_by_number=list(vocabulary.numbers),
        hash_of=hashes(len(vocabulary.numbers)),
        weight=[*index.weight, *[_WEIGHT] * added],
        views=index.views | {"postings_at": _grown(index.views["postings_at"], added)},
    )


def _grown(view: Any, added: int) -> Any:
    column = _column(view)
    column.extend([column[-1]] * added)
    return column


def _column(view: Any) -> Any:
    column = array(view.typecode if isinstance(view, array) else view.format)
    column.frombytes(view.tobytes())
    return column


def _array(column: Any) -> Any:
    import numpy as np

    return np.array(column, dtype=np.float32)


def _town(index: Index, words: Words, new: Added) -> str:
    found = words(index, new.town) if new.town else []
    meant = index.areas.get(sum(index.hash_of[w] for w in found)) if found and min(found) >= 0 else None
    return meant[2][0] if meant is not None and len(meant[2]) > 0 else ""
