"""What waits for a person: readings that are not sure, pairs that may be the same, promises that are overdue.

Public: `Item`, `Counts`, `queue(connection, today)`, `counts(items)`.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import Final, Literal

import sqlalchemy as sa
from sqlalchemy.engine import Connection

from kelisim.model import Record, from_json
from kelisim.register import schema
from kelisim.register.projection import Commitment, state_on

Sort = Literal["reading", "pair", "promise"]
SORTS: Final[tuple[Sort, ...]] = ("reading", "pair", "promise")


@dataclass(frozen=True, slots=True)
class Item:
    """Something to decide. `key` stands in addresses; `ids` are a record, a pair, or a commitment."""

    key: str
    sort: Sort
    ids: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Counts:
    """How much waits, by sort."""

    reading: int = 0
    pair: int = 0
    promise: int = 0

    @property
    def total(self) -> int:
        """How much waits in all."""
        return self.reading + self.pair + self.promise


def queue(connection: Connection, today: date, sort: Sort | None = None) -> tuple[Item, ...]:
    """Return what waits, of one sort or of all, in an order that says nothing of how sure a reading is."""
    found: list[Item] = []
    if sort in (None, "reading"):
        found.extend(_readings(connection))
    if sort in (None, "pair"):
        found.extend(_pairs(connection))
    if sort in (None, "promise"):
        found.extend(_promises(connection, today))
    return tuple(found)


def counts(items: Iterable[Item]) -> Counts:
    """Return how many of each sort there are."""
    held = [item.sort for item in items]
    return Counts(*(held.count(sort) for sort in SORTS))


def _readings(connection: Connection) -> Iterable[Item]:
    table = schema.record
    query = (
        sa.select(table.c.id)
        .where(table.c.review.is_(True))
        .order_by(table.c.kind, table.c.first_day.desc().nulls_last(), table.c.id)
    )
    for id in connection.execute(query).scalars():
        yield Item(id, "reading", (id,))


def _pairs(connection: Connection) -> Iterable[Item]:
    table = schema.doubt
    query = sa.select(table.c.first, table.c.second).order_by(table.c.first, table.c.second)
    for row in connection.execute(query):
        yield Item(f"{row.first}~{row.second}", "pair", (row.first, row.second))


def _promises(connection: Connection, today: date) -> Iterable[Item]:
    table, record = schema.commitment, schema.record
    query = (
        sa.select(table.c.body, record.c.body.label("record"))
        .join(record, record.c.id == table.c.record)
        .where(table.c.state == "promised", table.c.due < today.isoformat())
        .order_by(table.c.due, table.c.id)
    )
    for row in connection.execute(query):
        commitment = from_json(row.body, Commitment)
        if state_on(commitment, from_json(row.record, Record), today) == "overdue":
            yield Item(commitment.id, "promise", (commitment.id,))
