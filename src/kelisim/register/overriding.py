"""What decisions about organisations teach the registry: entries of the workspace's file of overrides.

Public: `teach(connection, store, decision)`. An entry names who decided, why, and the decision; it goes when
the decision is undone, and stays when the registry is updated or the register rebuilt.
"""

import os
import re
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Final

import sqlalchemy as sa
from sqlalchemy.engine import Connection

from kelisim.model import Decision, Entity, from_json
from kelisim.register import schema
from kelisim.register.registry import Installed, installed_in
from kelisim.register.store import Store

if TYPE_CHECKING:
    from kelisim.resolve.registry import Named, Refused, Registry

_ENTRY: Final = re.compile(r"\n?^\[\[\w+\]\]\n(?:^\w+ = .*\n?)*", re.MULTILINE)
_ACRONYM: Final = re.compile(r"[^\W\d_a-zа-яё]{2,8}")  # capitals alone


def teach(connection: Connection, store: Store, decision: Decision) -> bytes | None:
    """Let the overrides follow a decision that is logged, the register not yet; return the file as it was.

    None where the decision says nothing about names of the registry, or no registry is installed.
    """
    if decision.action == "undo":
        return _unlearn(connection, store, decision)
    targets = [_organisation(connection, id) for id in (decision.target, *decision.others)]
    if targets[0] is None:
        return None
    installed = installed_in(store.registry)
    if installed is None:
        return None
    entries = list(_entries(installed, decision, targets[0], [each for each in targets[1:] if each]))
    return _written(store.registry.overrides, entries)


def restore(path: Path, before: bytes) -> None:
    """Put the file of overrides back as it was."""
    if before == b"":
        path.unlink(missing_ok=True)
    else:
        _replace(path, before)


def _written(path: Path, entries: "Sequence[Named | Refused]") -> bytes | None:
    from kelisim.resolve.registry import write_override  # noqa: PLC0415

    if len(entries) == 0:
        return None
    before = path.read_bytes() if path.is_file() else b""
    for entry in entries:
        write_override(path, entry)
    return before


def _unlearn(connection: Connection, store: Store, undo: Decision) -> bytes | None:
    """Take out what the undone decision taught; where an undo is undone, teach it again."""
    body = connection.execute(
        sa.select(schema.decision.c.body).where(schema.decision.c.id == undo.target)
    ).scalar_one()
    undone = from_json(body, Decision)
    if undone.action == "undo":
        again = connection.execute(
            sa.select(schema.decision.c.body).where(schema.decision.c.id == undone.target)
        ).scalar_one()
        return teach(connection, store, from_json(again, Decision))
    path = store.registry.overrides
    if not path.is_file():
        return None
    before = path.read_bytes()
    text = before.decode("utf-8")
    left = _ENTRY.sub(lambda entry: "" if f"({undone.id})" in entry[0] else entry[0], text)
    if left == text:
        return None
    if left.strip() == "":
        path.unlink()
    else:
        _replace(path, left.encode())
    return before


def _entries(
    installed: Installed, decision: Decision, target: Entity, others: Sequence[Entity]
) -> "Iterator[Named | Refused]":
    """Give what a decision says of names and records of the registry."""
    ours = _ror(target)
    if decision.action == "correct" and decision.slot == "ror":
        meant = str(decision.value or "")
        yield from _refused(decision, target, ours - {meant})
        yield from _named(installed, decision, target, meant)
    elif decision.action == "correct" and decision.slot == "name" and len(ours) == 1:
        text = str(decision.value or "")
        yield from _named(installed, decision, target, next(iter(ours)), (text,) if text != "" else ())
    elif decision.action == "merge":
        for other in others:
            theirs = _ror(other)
            if len(ours) > 0:
                yield from _refused(decision, other, theirs - ours)
                yield from _named(installed, decision, other, min(ours))
            elif len(theirs) == 1:
                yield from _named(installed, decision, target, min(theirs))


def _named(
    installed: Installed, decision: Decision, entity: Entity, id: str, names: Sequence[str] | None = None
) -> "Iterator[Named]":
    """Give the names of an entity as further names of a record, if the registry has it, without its own."""
    from kelisim.resolve.registry import Named  # noqa: PLC0415

    if id == "":
        return
    registry: Registry = installed.load()
    record = registry.index.record_of(id)
    if record is None:
        return
    known = {name.casefold() for name in registry.index.names_of(record)}
    for name in _told(entity) if names is None else names:
        if name.casefold() not in known:
            acronym = _ACRONYM.fullmatch(name) is not None
            yield Named(id, name, _reason(decision), decision.who, acronym)


def _refused(decision: Decision, entity: Entity, ids: set[str]) -> "Iterator[Refused]":
    from kelisim.resolve.registry import Refused  # noqa: PLC0415

    for id in sorted(ids):
        for name in _told(entity):
            yield Refused(id, name, _reason(decision), decision.who)


def _told(entity: Entity) -> list[str]:
    """Return the names that documents give an entity."""
    return sorted({name.value for name in entity.names if name.source == "document"})


def _ror(entity: Entity) -> set[str]:
    return {each.value for each in entity.identifiers if each.scheme in ("ror", "local")}


def _reason(decision: Decision) -> str:
    return f"{decision.why or decision.action} ({decision.id})"


def _organisation(connection: Connection, id: str) -> Entity | None:
    query = sa.select(schema.entity.c.body).where(
        schema.entity.c.id == id, schema.entity.c.type == "organisation"
    )
    body = connection.execute(query).scalar()
    return None if body is None else from_json(body, Entity)


def _replace(path: Path, content: bytes) -> None:
    partial = path.with_name(f".{path.name}.{os.getpid()}.part")
    partial.write_bytes(content)
    os.replace(partial, path)
