"""Full text as conditions and ranks, for each engine."""

from typing import Any

import sqlalchemy as sa
from sqlalchemy.engine import Connection

from kelisim.register import schema
from kelisim.register.words import Wanted, match_postgresql, match_sqlite

_WORDS = sa.table("search_words", sa.column("search_words"), sa.column("rowid"), sa.column("rank"))
_VECTOR: sa.ColumnElement[Any] = sa.literal_column("search_text.words")


def matching(
    connection: Connection, parts: tuple[Wanted, ...], types: tuple[str, ...] = ()
) -> sa.Select[str]:
    """Return the query for the ids of what has all parts, among these types (none: among all)."""
    return sa.select(schema.search_text.c.id).where(*_conditions(connection, parts, types))


def count(connection: Connection, parts: tuple[Wanted, ...], types: tuple[str, ...] = ()) -> int:
    """Return how many documents, records and entities have all parts."""
    table = schema.search_text
    if connection.dialect.name != "sqlite":
        found = sa.select(sa.func.count(table.c.id.distinct()))
        return connection.execute(found.where(*_conditions(connection, parts, types))).scalar_one()
    # The index alone knows how many rows there are: no text is read. The few documents so long that they have
    # several rows are counted too often; that is asked of their rows alone.
    rows = sa.select(sa.func.count()).select_from(_WORDS).where(_match(parts, types))
    total: int = connection.execute(rows).scalar_one()
    long = sa.select(table.c.id).where(table.c.part > 0).distinct()
    for id in connection.execute(long).scalars().all():
        of_one = (
            sa.select(sa.func.count())
            .select_from(table)
            .join(_WORDS, _WORDS.c.rowid == table.c.number)
            .where(table.c.id == id, _match(parts, types))
        )
        total -= max(connection.execute(of_one).scalar_one() - 1, 0)
    return total


def best(
    connection: Connection, parts: tuple[Wanted, ...], types: tuple[str, ...], limit: int
) -> list[tuple[str, str]]:
    """Return id and type of the best rows that have all parts; a long document may come several times.

    A word in a title counts ten times, in a name five times as much as one in a text.
    """
    table = schema.search_text
    if connection.dialect.name == "sqlite":
        top = sa.select(_WORDS.c.rowid, _WORDS.c.rank).where(_match(parts, types))
        hits = top.order_by(_WORDS.c.rank).limit(limit).subquery()
        query = (
            sa.select(table.c.id, table.c.type)
            .join(hits, hits.c.rowid == table.c.number)
            .order_by(hits.c.rank, table.c.id)
        )
    else:
        weights = sa.text("cast('{0.1, 0.1, 0.5, 1.0}' as real[])")
        rank = sa.func.ts_rank(weights, _VECTOR, _to_tsquery(parts))
        query = (
            sa.select(table.c.id, table.c.type)
            .where(*_conditions(connection, parts, types))
            .order_by(rank.desc(), table.c.id)
            .limit(limit)
        )
    return [(row.id, row.type) for row in connection.execute(query)]


def _conditions(
    connection: Connection, parts: tuple[Wanted, ...], types: tuple[str, ...]
) -> list[sa.ColumnElement[bool]]:
    table = schema.search_text
    if connection.dialect.name == "sqlite":
        return [table.c.number.in_(sa.select(_WORDS.c.rowid).where(_match(parts, types)))]
    found: list[sa.ColumnElement[bool]] = [_VECTOR.op("@@")(_to_tsquery(parts))]
    return [*found, table.c.type.in_(types)] if len(types) > 0 else found


def _match(parts: tuple[Wanted, ...], types: tuple[str, ...]) -> sa.ColumnElement[bool]:
    return _WORDS.c.search_words.op("match")(match_sqlite(parts, types))


def _to_tsquery(parts: tuple[Wanted, ...]) -> sa.Function[Any]:
    return sa.func.to_tsquery("simple", match_postgresql(parts))
