"""Finding what an id stands for: a current one, a former one, or the beginning of one.

Public: `find_id(connection, given)`, `table_of(connection, id)`.
"""

from collections.abc import Iterable, Iterator
from typing import Any, Final

import sqlalchemy as sa
from sqlalchemy.engine import Connection

from kelisim.model import Extraction, content_id, from_json
from kelisim.register import schema
from kelisim.register.errors import UnknownIdError
from kelisim.register.projection import Commitment

_HOLDERS: Final = (
    schema.record,
    schema.entity,
    schema.document,
    schema.statement,
    schema.referent,
    schema.commitment,
    schema.decision,
)
_SHORTEST: Final = 4  # characters of an id's digits: fewer fit too much to be meant


def find_id(connection: Connection, given: str) -> str:
    """Return the current id that is meant by an id, a former id, or the unambiguous beginning of either.

    Raises UnknownIdError where nothing, or more than one thing, goes by it.
    """
    given = given.strip()
    if _holder(connection, given) is not None:
        return given
    now = _redirect(connection, given)
    if now is not None:
        return now
    if len(given.partition(":")[2] or given) < _SHORTEST:
        raise UnknownIdError(f"{given!r}: too short; give an id, or at least {_SHORTEST} of its digits")
    for tables in (_HOLDERS, (schema.former_id, schema.ledger)):
        found = _beginning(connection, tables, given)
        if len(found) > 1:
            some = ", ".join(sorted(found)[:4])
            raise UnknownIdError(f"{given!r} fits several ids: {some}; give more of it")
        if len(found) == 1:
            id = found.pop()
            return id if tables is _HOLDERS else find_id(connection, id)
    raise UnknownIdError(
        f"nothing in this register goes by {given!r}; find ids with: kelisim list, kelisim search"
    )


def table_of(connection: Connection, id: str) -> sa.Table:
    """Return the table that holds a current id."""
    table = _holder(connection, id)
    if table is None:
        raise UnknownIdError(f"nothing in this register goes by {id!r}")
    return table


def _holder(connection: Connection, id: str) -> sa.Table | None:
    for table in _HOLDERS:
        query = sa.select(sa.literal(1)).where(table.c.id == id)
        if connection.execute(query).first() is not None:
            return table
    return None


def _beginning(connection: Connection, tables: tuple[sa.Table, ...], given: str) -> set[str]:
    """Return up to a few ids that begin so. Without a prefix ("9f2c") any prefix will do."""
    found: set[str] = set()
    for table in tables:
        prefixes = [given]
        if ":" not in given:
            prefixes = [f"{prefix}:{given}" for prefix in _prefixes(connection, table)]
        for prefix in prefixes:
            # "g" follows every hexadecimal digit: the range uses the index, as LIKE would not everywhere.
            query = sa.select(table.c.id).where(table.c.id >= prefix, table.c.id < prefix + "g").limit(5)
            found.update(connection.execute(query).scalars())
    return found


def _prefixes(connection: Connection, table: sa.Table) -> Iterator[str]:
    """Give the prefixes of a table's ids, by one jump in its index for each."""
    low = ""
    while True:
        id = connection.execute(sa.select(sa.func.min(table.c.id)).where(table.c.id >= low)).scalar()
        if id is None:
            return
        prefix = id.partition(":")[0]
        yield prefix
        low = prefix + ";"  # follows ":"


def _redirect(connection: Connection, id: str) -> str | None:
    """Return the current id that a former one leads to, or None."""
    now = connection.execute(sa.select(schema.former_id.c.now).where(schema.former_id.c.id == id)).scalar()
    if now is not None:
        return str(now)
    entry = connection.execute(sa.select(schema.ledger).where(schema.ledger.c.id == id)).one_or_none()
    if entry is None:
        return None
    heir = current_anchor(connection, entry)
    if heir is None:
        return None
    prefix = id.partition(":")[0]
    if prefix in ("s", "r"):
        return heir
    if prefix == "c":
        return _commitment_at(connection, heir, entry)
    table, owner = (schema.statement, "record") if heir.startswith("s:") else (schema.referent, "entity")
    found = connection.execute(sa.select(table.c[owner]).where(table.c.id == heir)).scalar()
    return None if found is None else str(found)


def _commitment_at(connection: Connection, statement: str, entry: sa.Row[Any, Any]) -> str | None:
    """Return the commitment of the statement's record that stands where the entry's stood."""
    query = (
        sa.select(schema.commitment.c.body)
        .join(schema.statement, schema.statement.c.record == schema.commitment.c.record)
        .where(schema.statement.c.id == statement)
    )
    shared = [
        (min(support.end, entry.end) - max(support.start, entry.start), commitment.id)
        for body in connection.execute(query).scalars()
        for commitment in (from_json(body, Commitment),)
        for support in commitment.support
        if support.document == entry.document
    ]
    best = max(shared, default=(0, ""))
    return best[1] if best[0] > 0 else None


def current_anchor(connection: Connection, entry: sa.Row[Any, Any]) -> str | None:
    """Return the statement or referent that an entry of the ledger stands on now, or None.

    Where a later extraction dropped the anchor, that is the one of the same kind in the same document whose
    span shares most with the anchor's.
    """
    table, type = (
        (schema.statement, schema.statement.c.kind)
        if entry.anchor.startswith("s:")
        else (schema.referent, schema.referent.c.type)
    )
    if connection.execute(sa.select(table.c.id).where(table.c.id == entry.anchor)).first() is not None:
        return str(entry.anchor)
    rivals = connection.execute(
        sa.select(table.c.id, table.c.start, table.c.end).where(
            table.c.document == entry.document,
            type == entry.kind,
            table.c.start < entry.end,
            table.c.end > entry.start,
        )
    ).all()
    return heir(entry.start, entry.end, ((row.id, row.start, row.end) for row in rivals))


def heir(start: int, end: int, rivals: Iterable[tuple[str, int, int]]) -> str | None:
    """Return the id of the rival whose span shares most with this one, or None where none shares any."""
    shared = [
        (min(theirs, end) - max(ours, start), -abs(ours - start) - abs(theirs - end), id)
        for id, ours, theirs in rivals
    ]
    best = max(shared, default=(0, 0, ""))
    return best[2] if best[0] > 0 else None


def promised_at(extraction: Extraction, kind: str, start: int, end: int) -> str | None:
    """Return the id of the commitment that statements of a kind tell of nearest to these offsets."""
    places = {
        content_id("c", each.id, value.quote.start, value.quote.end): value.quote
        for each in extraction.statements
        if each.kind == kind
        for value in each.all("commitments")
    }
    return heir(start, end, ((id, quote.start, quote.end) for id, quote in places.items()))


def spans(extraction: Extraction, kind: str) -> dict[str, tuple[int, int]]:
    """Return where the statements of a kind, or the referents of a type, stand in an extraction, by id."""
    found = {
        statement.id: (statement.quote.start, statement.quote.end)
        for statement in extraction.statements
        if statement.kind == kind
    }
    return found | {
        referent.id: (min(referent.mentions).start, min(referent.mentions).end)
        for referent in extraction.referents
        if referent.type == kind
    }
