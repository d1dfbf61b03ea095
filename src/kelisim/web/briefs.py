"""Records in brief, with the date as precise as it is told.

Public: `Brief`, `Shelf`, `briefs(connection, conditions)`, `briefs_of(connection, ids)`,
`shelves(connection, conditions)`, `partners(connection, …)`.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

import sqlalchemy as sa
from sqlalchemy.engine import Connection

from kelisim.model import KINDS
from kelisim.register import Facet, schema

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
    return {brief.id: brief for brief in briefs(connection, [schema.record.c.id.in_(ids)])}


def shelves(connection: Connection, conditions: Sequence[Condition]) -> tuple[Shelf, ...]:
    """Return the records that meet the conditions by kind, in the order in which kinds are shown."""
    table = schema.record
    counted = sa.select(table.c.kind, sa.func.count()).where(*conditions).group_by(table.c.kind)
    totals = {str(kind): count for kind, count in connection.execute(counted)}
    return tuple(
        Shelf(kind, totals[kind], briefs(connection, [table.c.kind == kind, *conditions], SHOWN))
        for kind in KINDS
        if kind in totals
    )


def partners(
    connection: Connection, conditions: Sequence[Condition], without: str, limit: int = SHOWN
) -> tuple[Facet, ...]:
    """Return the organisations most often named in records that meet the conditions, but for one."""
    link, entity = schema.record_entity, schema.entity
    number = sa.func.count(link.c.record.distinct()).label("number")
    records = sa.select(schema.record.c.id).where(*conditions)
    # The first letter of an id tells an organisation: names are looked up for those that are shown alone.
    organisations = sa.and_(link.c.entity >= "o:", link.c.entity < "o;", link.c.entity != without)
    most = (
        sa.select(link.c.entity, number)
        .where(organisations, link.c.slot != "place", link.c.record.in_(records))
        .group_by(link.c.entity)
        .order_by(number.desc(), link.c.entity)
        .limit(limit)
        .subquery()
    )
    query = (
        sa.select(entity.c.id, entity.c.name, most.c.number)
        .join(most, most.c.entity == entity.c.id)
        .order_by(most.c.number.desc(), entity.c.name, entity.c.id)
    )
    return tuple(Facet(id, name, count) for id, name, count in connection.execute(query))


def years(connection: Connection, conditions: Sequence[Condition]) -> tuple[Facet, ...]:
    """Return how the records that meet the conditions spread over years, the latest first."""
    year = sa.func.substr(schema.record.c.first_day, 1, 4).label("year")
    query = (
        sa.select(year, sa.func.count())
        .where(*conditions, schema.record.c.first_day.is_not(None))
        .group_by(year)
        .order_by(year.desc())
    )
    return tuple(Facet(value, value, count) for value, count in connection.execute(query))


def precise(first: str | None, last: str | None) -> str | None:
    """Return the date whose first and last day these are: 2026-02-01 to 2026-02-31 is 2026-02."""
    if first is None or last is None or first == last:
        return first
    return first[:4] if first.endswith("-01-01") and last.endswith("-12-31") else first[:7]
