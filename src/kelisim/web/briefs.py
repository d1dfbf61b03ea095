"""Records in brief, with the date as precise as it is told.

Public: `Brief`, `Shelf`, `briefs(connection, conditions)`, `briefs_of(connection, ids)`,
`shelves(connection, columns, chosen)`.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

import sqlalchemy as sa
from sqlalchemy.engine import Connection

from kelisim.register import schema
from kelisim.register.columns import KIND_NAMES, Columns, Mask
from kelisim.register.counting import kinds_of

Condition = sa.ColumnElement[bool]
SHOWN: Final = 12  # records of a kind on a page; more are in its list


@dataclass(frozen=True, slots=True)
class Brief:
    """A record in one line. `date` is its own date, else when it was first told of: ISO, at its precision."""

    id: str
    kind: str
    title: str
    status: str | None
    date: str | None


@dataclass(frozen=True, slots=True)
class Shelf:
    """The records of one kind: how many there are, and the latest."""

    kind: str
    total: int
    records: tuple[Brief, ...]


def briefs(
    connection: Connection, conditions: Sequence[Condition], limit: int | None = None
) -> tuple[Brief, ...]:
    """Return the records that meet the conditions, the latest first."""
    table = schema.record
    query = (
        sa.select(
            table.c.id, table.c.kind, table.c.title, table.c.status, table.c.first_day, table.c.last_day
        )
        .where(*conditions)
        .order_by(table.c.first_day.desc().nulls_last(), table.c.id.desc())
        .limit(limit)
    )
    return tuple(
        Brief(row.id, row.kind, row.title, row.status, precise(row.first_day, row.last_day))
        for row in connection.execute(query)
    )


def briefs_of(connection: Connection, ids: Sequence[str]) -> dict[str, Brief]:
    """Return records by their id."""
    if len(ids) == 0:
        return {}
    return {brief.id: brief for brief in briefs(connection, [schema.record.c.id.in_(ids)])}


def shelves(connection: Connection, columns: Columns, chosen: Mask) -> tuple[Shelf, ...]:
    """Return the chosen records by kind, in the order in which kinds are shown."""
    latest = columns.latest(chosen)
    kinds = columns.kind[latest]
    shown = {
        kind: [columns.ids[place] for place in latest[kinds == KIND_NAMES.index(kind)][:SHOWN]]
        for kind in kinds_of(columns, chosen)
    }
    found = briefs_of(connection, [id for ids in shown.values() for id in ids])
    return tuple(
        Shelf(kind, total, tuple(found[id] for id in shown[kind]))
        for kind, total in kinds_of(columns, chosen).items()
    )


def precise(first: str | None, last: str | None) -> str | None:
    """Return the date whose first and last day these are: 2026-02-01 to 2026-02-31 is 2026-02."""
    if first is None or last is None or first == last:
        return first
    return first[:4] if first.endswith("-01-01") and last.endswith("-12-31") else first[:7]
