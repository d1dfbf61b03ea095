"""Full text as conditions and ranks, for each engine."""

from typing import Any

import sqlalchemy as sa
from sqlalchemy.engine import Connection

from kelisim.register import schema
from kelisim.register.words import Wanted, match_postgresql, match_sqlite

_WORDS = sa.table("search_words", sa.column("search_words"), sa.column("rowid"), sa.column("rank"))
_VECTOR: sa.ColumnElement[Any] = sa.literal_column("search_text.words")


def matches(connection: Connection, parts: tuple[Wanted, ...]) -> sa.ColumnElement[bool]:
    """Return the condition on `search_text` that all parts stand in a row."""
    if connection.dialect.name == "postgresql":
        return _VECTOR.op("@@")(_to_tsquery(parts))
    found = sa.select(_WORDS.c.rowid).where(_WORDS.c.search_words.op("match")(match_sqlite(parts)))
    return schema.search_text.c.number.in_(found)


def ranked(connection: Connection, parts: tuple[Wanted, ...]) -> sa.Select[Any]:
    """Return the query for `id`, `type` of the rows where all parts stand, the best first.

    A word in a title counts ten times, in a name five times as much as one in a text.
    """
    table = schema.search_text
    if connection.dialect.name == "postgresql":
        weights = sa.text("cast('{0.1, 0.1, 0.5, 1.0}' as real[])")
        rank = sa.func.ts_rank(weights, _VECTOR, _to_tsquery(parts))
        return (
            sa.select(table.c.id, table.c.type)
            .where(matches(connection, parts))
            .order_by(rank.desc(), table.c.id)
        )
    return (
        sa.select(table.c.id, table.c.type)
        .join(_WORDS, _WORDS.c.rowid == table.c.number)
        .where(_WORDS.c.search_words.op("match")(match_sqlite(parts)))
        .order_by(sa.literal_column("bm25(search_words, 10.0, 5.0, 1.0)"), table.c.id)
    )


def _to_tsquery(parts: tuple[Wanted, ...]) -> sa.Function[Any]:
    return sa.func.to_tsquery("simple", match_postgresql(parts))
