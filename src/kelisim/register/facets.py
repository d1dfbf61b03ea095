"""How the records that pass a filter spread over countries, organisations, years, statuses, kinds, sources.

Public: `facets(connection, filter, kind=None)`.
"""

from dataclasses import dataclass, replace
from typing import Any, Final

import sqlalchemy as sa
from sqlalchemy.engine import Connection

from kelisim.model import KINDS
from kelisim.register import schema
from kelisim.register.listing import Filter, conditions

EVERYTHING: Final = Filter()


@dataclass(frozen=True, slots=True)
class Facet:
    """One value that records may have, and how many of those asked for have it.

    `value` is what a filter takes: a country's code, an organisation's id, a year, a status, a kind, a
    publisher; None counts the records without a year, a status or a publisher. `label` is what people read.
    """

    value: str | None
    label: str
    count: int


@dataclass(frozen=True, slots=True)
class Facets:
    """How many of the records asked for fall under each value, the most frequent values first.

    Years run from the latest to the earliest. A record with parties from two countries counts in both.
    """

    total: int
    countries: tuple[Facet, ...]
    organisations: tuple[Facet, ...]
    years: tuple[Facet, ...]
    statuses: tuple[Facet, ...]
    kinds: tuple[Facet, ...]
    publishers: tuple[Facet, ...]


def facets(
    connection: Connection, filter: Filter = EVERYTHING, kind: str | None = None, *, limit: int = 25
) -> Facets:
    """Return the spread of the records of a kind (default: of all) that pass the filter.

    Each facet is counted as if the filter did not choose by it: who filtered by Kazakhstan still sees how
    many Germany would give. Of countries, organisations and publishers the `limit` most frequent are given.
    Raises as `list_records` does.
    """

    def within(kind: str | None = kind, **freed: None) -> list[sa.ColumnElement[bool]]:
        return conditions(connection, replace(filter, **freed), kind)

    every = sa.select(sa.func.count()).select_from(schema.record).where(*within())
    return Facets(
        total=connection.execute(every).scalar_one(),
        countries=_countries(connection, within(country=None), limit),
        organisations=_organisations(connection, within(party=None), limit),
        years=_years(connection, within(since=None, until=None)),
        statuses=_statuses(connection, within(status=None)),
        kinds=_kinds(connection, within(None)),
        publishers=_publishers(connection, within(publisher=None), limit),
    )


def _countries(
    connection: Connection, conditions: list[sa.ColumnElement[bool]], limit: int
) -> tuple[Facet, ...]:
    link = schema.record_country
    number = sa.func.count().label("number")
    query = (
        sa.select(link.c.country, link.c.country, number)
        .where(*_of(link.c.record, conditions))
        .group_by(link.c.country)
        .order_by(number.desc(), link.c.country)
        .limit(limit)
    )
    return _given(connection, query)


def _organisations(
    connection: Connection, conditions: list[sa.ColumnElement[bool]], limit: int
) -> tuple[Facet, ...]:
    link, entity = schema.record_entity, schema.entity
    number = sa.func.count(link.c.record.distinct()).label("number")
    organisations = sa.select(entity.c.id).where(entity.c.type == "organisation")
    # The most frequent first, then their names: names of all would have to be read for nothing.
    top = (
        sa.select(link.c.entity, number)
        .where(*_of(link.c.record, conditions), link.c.entity.in_(organisations), link.c.slot != "place")
        .group_by(link.c.entity)
        .order_by(number.desc(), link.c.entity)
        .limit(limit)
        .subquery()
    )
    query = (
        sa.select(top.c.entity, entity.c.name, top.c.number)
        .join(entity, entity.c.id == top.c.entity)
        .order_by(top.c.number.desc(), top.c.entity)
    )
    return _given(connection, query)


def _years(connection: Connection, conditions: list[sa.ColumnElement[bool]]) -> tuple[Facet, ...]:
    year = sa.func.substr(schema.record.c.first_day, 1, 4).label("year")
    query = sa.select(year, year, sa.func.count()).where(*conditions).group_by(year)
    return _given(connection, query.order_by(year.desc().nulls_last()))


def _statuses(connection: Connection, conditions: list[sa.ColumnElement[bool]]) -> tuple[Facet, ...]:
    status, number = schema.record.c.status, sa.func.count().label("number")
    query = sa.select(status, status, number).where(*conditions).group_by(status)
    return _given(connection, query.order_by(number.desc(), status))


def _kinds(connection: Connection, conditions: list[sa.ColumnElement[bool]]) -> tuple[Facet, ...]:
    """Return how many records each kind has, in the order in which kinds are shown."""
    kind = schema.record.c.kind
    query = sa.select(kind, sa.func.count()).where(*conditions).group_by(kind)
    counts = {str(name): count for name, count in connection.execute(query)}
    return tuple(Facet(name, KINDS[name].plural, counts[name]) for name in KINDS if name in counts)


def _publishers(
    connection: Connection, conditions: list[sa.ColumnElement[bool]], limit: int
) -> tuple[Facet, ...]:
    statement, document = schema.statement, schema.document
    number = sa.func.count(statement.c.record.distinct()).label("number")
    query = (
        sa.select(document.c.publisher, document.c.publisher, number)
        .join(statement, statement.c.document == document.c.id)
        .where(statement.c.record.is_not(None), *_of(statement.c.record, conditions))
        .group_by(document.c.publisher)
        .order_by(number.desc(), document.c.publisher)
        .limit(limit)
    )
    return _given(connection, query)


def _of(column: sa.Column[Any], conditions: list[sa.ColumnElement[bool]]) -> list[sa.ColumnElement[bool]]:
    """Return the condition that a column names a record that passes; none where every record does."""
    if len(conditions) == 0:
        return []
    return [column.in_(sa.select(schema.record.c.id).where(*conditions))]


def _given(connection: Connection, query: sa.Select[Any]) -> tuple[Facet, ...]:
    return tuple(Facet(value, label or "", count) for value, label, count in connection.execute(query))
