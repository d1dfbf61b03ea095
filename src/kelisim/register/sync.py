"""Making a table hold exactly the rows that were computed, by writing only what differs."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import chain
from typing import Any, Final

import sqlalchemy as sa
from sqlalchemy.engine import Connection

Row = tuple[Any, ...]
_BATCH: Final = 5_000


Columns = tuple[Sequence[str], Sequence[str]]
"""The columns of a table's key, and the others."""


@dataclass(frozen=True, slots=True)
class Difference:
    """The keys of rows that are too many, that hold other values, and that are missing."""

    gone: tuple[Row, ...]
    changed: tuple[Row, ...]
    fresh: tuple[Row, ...]

    def __iter__(self) -> Iterator[Row]:
        return chain(self.gone, self.changed, self.fresh)

    def __len__(self) -> int:
        return len(self.gone) + len(self.changed) + len(self.fresh)


def difference(
    connection: Connection,
    table: sa.Table,
    columns: Columns,
    rows: Mapping[Row, Row],
    scope: sa.ColumnElement[bool] | None = None,
) -> Difference:
    """Return where the rows of `table` within `scope` (default: all) are not those of `rows`.

    `rows` maps the values of the key's columns to those of the others.
    """
    keys, others = columns
    width = len(keys)
    query = sa.select(*(table.c[name] for name in (*keys, *others))).execution_options(yield_per=_BATCH)
    if scope is not None:
        query = query.where(scope)
    gone: list[Row] = []
    changed: list[Row] = []
    found: set[Row] = set()
    for row in connection.execute(query):
        key = tuple(row[:width])
        found.add(key)
        if key not in rows:
            gone.append(key)
        elif rows[key] != tuple(row[width:]):
            changed.append(key)
    return Difference(tuple(gone), tuple(changed), tuple(key for key in rows if key not in found))


def sync(
    connection: Connection,
    table: sa.Table,
    columns: Columns,
    rows: Mapping[Row, Row],
    scope: sa.ColumnElement[bool] | None = None,
) -> Difference:
    """Make the rows of `table` within `scope` be those of `rows`; return what had to be written."""
    found = difference(connection, table, columns, rows, scope)
    keys, others = columns
    remove(connection, table, keys, found.gone)
    update(connection, table, columns, [(key, rows[key]) for key in found.changed])
    insert(connection, table, (*keys, *others), ((*key, *rows[key]) for key in found.fresh))
    return found


def insert(connection: Connection, table: sa.Table, columns: Sequence[str], rows: Iterable[Row]) -> None:
    """Insert the rows, whose values stand in the order of `columns`."""
    batch: list[dict[str, Any]] = []
    for row in rows:
        batch.append(dict(zip(columns, row, strict=True)))
        if len(batch) == _BATCH:
            connection.execute(sa.insert(table), batch)
            batch = []
    if len(batch) > 0:
        connection.execute(sa.insert(table), batch)


def remove(connection: Connection, table: sa.Table, columns: Sequence[str], keys: Sequence[Row]) -> None:
    """Delete the rows with these keys."""
    if len(keys) == 0:
        return
    condition = sa.and_(*(table.c[name] == sa.bindparam(f"key_{name}") for name in columns))
    parameters = [{f"key_{name}": part for name, part in zip(columns, key, strict=True)} for key in keys]
    connection.execute(sa.delete(table).where(condition), parameters)


def update(
    connection: Connection,
    table: sa.Table,
    columns: Columns,
    rows: Sequence[tuple[Row, Row]],
) -> None:
    """Change rows, each given by its key and the new values of the other columns."""
    keys, others = columns
    if len(rows) == 0:
        return
    condition = sa.and_(*(table.c[name] == sa.bindparam(f"key_{name}") for name in keys))
    statement = (
        sa.update(table).where(condition).values({name: sa.bindparam(f"new_{name}") for name in others})
    )
    parameters = [
        {f"key_{name}": part for name, part in zip(keys, key, strict=True)}
        | {f"new_{name}": part for name, part in zip(others, value, strict=True)}
        for key, value in rows
    ]
    connection.execute(statement, parameters)
