"""Lists out of the register: records of a kind, entities, documents; filtered, sorted, page by page.

Public: `Filter`, `list_records`, `list_entities`, `list_documents`. They take a connection of
`store.reading()`, so that several questions see one and the same register.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any, Final, Literal

import sqlalchemy as sa
from sqlalchemy.engine import Connection

from kelisim.model import KINDS, Entity, Record, from_json
from kelisim.register import schema
from kelisim.register.errors import InvalidError, UnknownIdError
from kelisim.register.ids import find_id
from kelisim.register.matching import matching
from kelisim.register.rows import days
from kelisim.register.words import wanted

Sort = Literal["date", "-date", "title", "-title", "probability", "-probability"]
_SORTED: Final = {"date": "first_day", "title": "title", "probability": "probability"}
_DATE: Final = re.compile(r"\d{4}(-\d\d(-\d\d)?)?")


@dataclass(frozen=True, slots=True)
class Filter:
    """Which records are wanted; what is None does not count.

    `country` is an ISO 3166-1 alpha-2 code; `party` an id of an entity, or words of any of its names;
    `since` and `until` are ISO dates at any precision, both included; `document` the id of a source,
    `publisher` the name of one as documents give it.
    """

    country: str | None = None
    party: str | None = None
    since: str | None = None
    until: str | None = None
    status: str | None = None
    review: bool | None = None
    contradiction: bool | None = None
    document: str | None = None
    publisher: str | None = None


@dataclass(frozen=True, slots=True)
class RecordPage:
    """Some of the records that were asked for, and how many there are in all."""

    records: tuple[Record, ...]
    total: int


@dataclass(frozen=True, slots=True)
class EntityPage:
    """Some of the entities that were asked for, and how many there are in all."""

    entities: tuple[Entity, ...]
    total: int


@dataclass(frozen=True, slots=True)
class DocumentLine:
    """A document without its text."""

    id: str
    title: str | None
    publisher: str | None
    published: str | None
    url: str | None
    language: str | None
    name: str
    media_type: str


@dataclass(frozen=True, slots=True)
class DocumentPage:
    """Some of the documents that were asked for, and how many there are in all."""

    documents: tuple[DocumentLine, ...]
    total: int


def kind_named(name: str) -> str:
    """Return the kind that a singular or plural names. Raises UnknownIdError with the known ones."""
    for kind in KINDS.values():
        if name in (kind.name, kind.plural):
            return kind.name
    raise UnknownIdError(f"no kind {name!r}; there are: {', '.join(kind.plural for kind in KINDS.values())}")


def list_records(
    connection: Connection,
    kind: str,
    filter: Filter = Filter(),
    *,
    sort: Sort = "-date",
    limit: int | None = None,
    offset: int = 0,
) -> RecordPage:
    """Return the records of a kind that pass the filter. Those without a date come last.

    Raises InvalidError where the filter makes no sense, UnknownIdError for a party's id that nothing has.
    """
    table = schema.record
    wanted = conditions(connection, filter, kind)
    columns = (table.c.id, sa.func.count().over().label("total"))
    order = _order(sort)
    page = sa.select(*columns).where(*wanted).order_by(*order).limit(limit).offset(offset).subquery()
    query = sa.select(table.c.body, page.c.total).join(page, page.c.id == table.c.id).order_by(*order)
    rows = connection.execute(query).all()
    total = rows[0].total if len(rows) > 0 else 0
    if len(rows) == 0 and offset > 0:  # beyond the last page
        total = connection.execute(sa.select(sa.func.count()).select_from(table).where(*wanted)).scalar_one()
    return RecordPage(tuple(from_json(row.body, Record) for row in rows), total)


def records_of(connection: Connection, ids: Sequence[str]) -> tuple[Record, ...]:
    """Return the records with these ids, in their order."""
    table = schema.record
    query = sa.select(table.c.id, table.c.body).where(table.c.id.in_(ids))
    bodies = dict(connection.execute(query).tuples().all())
    return tuple(from_json(bodies[id], Record) for id in ids)


def list_entities(
    connection: Connection,
    type: str | None = None,
    *,
    country: str | None = None,
    words: str | None = None,
    limit: int | None = None,
    offset: int = 0,
) -> EntityPage:
    """Return, by name, the entities of a type (default: any), in a country, of a name with these words."""
    table = schema.entity
    conditions: list[sa.ColumnElement[bool]] = []
    if type is not None:
        conditions.append(table.c.type == type)
    if country is not None:
        conditions.append(table.c.country == country.upper())
    if words is not None:
        conditions.append(table.c.id.in_(entities_named(connection, words)))
    total = connection.execute(sa.select(sa.func.count()).select_from(table).where(*conditions)).scalar_one()
    query = (
        sa.select(table.c.body)
        .where(*conditions)
        .order_by(table.c.name, table.c.id)
        .limit(limit)
        .offset(offset)
    )
    bodies = connection.execute(query).scalars()
    return EntityPage(tuple(from_json(body, Entity) for body in bodies), total)


def list_documents(
    connection: Connection,
    *,
    since: str | None = None,
    until: str | None = None,
    language: str | None = None,
    limit: int | None = None,
    offset: int = 0,
) -> DocumentPage:
    """Return the documents of the register, the latest published first; those without a date come last."""
    table = schema.document
    registered = sa.select(schema.extraction.c.document).where(schema.extraction.c.state == "current")
    conditions: list[sa.ColumnElement[bool]] = [table.c.id.in_(registered)]
    if since is not None:
        conditions.append(table.c.published >= checked(since, "since"))
    if until is not None:
        conditions.append(table.c.published <= days(checked(until, "until"))[1])
    if language is not None:
        conditions.append(table.c.language == language)
    total = connection.execute(sa.select(sa.func.count()).select_from(table).where(*conditions)).scalar_one()
    # An index gives the order: texts of documents that are not shown are not passed by.
    order = (table.c.published.desc().nulls_last(), table.c.id)
    shown = sa.select(table.c.id).where(*conditions).order_by(*order).limit(limit).offset(offset)
    query = sa.select(*document_columns()).where(table.c.id.in_(shown.scalar_subquery())).order_by(*order)
    return DocumentPage(tuple(DocumentLine(**row._mapping) for row in connection.execute(query)), total)


def document_columns() -> list[sa.Column[Any]]:
    """Return the columns that make a `DocumentLine`."""
    return [schema.document.c[name] for name in DocumentLine.__dataclass_fields__]


def entities_named(connection: Connection, words: str) -> sa.Select[str]:
    """Return the query for the ids of entities with a name that has all of these words."""
    parts = wanted(words)
    if len(parts) == 0:
        raise InvalidError(f"{words!r} has no word to look for")
    return matching(connection, parts, ("entity",))


def conditions(
    connection: Connection, filter: Filter, kind: str | None = None
) -> list[sa.ColumnElement[bool]]:
    """Return the conditions on the table of records that a filter and a kind (None: any) make."""
    table, links = schema.record, schema.record_entity
    found: list[sa.ColumnElement[bool]] = []
    known: list[sa.ColumnElement[bool]] = []  # what links know of their records: fewer are looked up
    if kind is not None:
        found.append(table.c.kind == kind_named(kind))
        known.append(links.c.kind == kind_named(kind))
    if filter.since is not None:
        since = days(checked(filter.since, "since"))[0]
        found.append(table.c.last_day >= since)
        known.append(links.c.last_day >= since)
    if filter.country is not None:
        countries = schema.record_country
        of_country = sa.select(countries.c.record).where(countries.c.country == filter.country.upper())
        found.append(table.c.id.in_(of_country))
    if filter.party is not None:
        if re.fullmatch(r"[a-z]{1,3}:[0-9a-f]+", filter.party) is not None:
            named = links.c.entity == find_id(connection, filter.party)
        else:
            named = links.c.entity.in_(entities_named(connection, filter.party))
        # A place where something was signed is no party to it.
        tied = sa.select(links.c.record).where(named, links.c.slot != "place", *known)
        found.append(table.c.id.in_(tied))
    if filter.until is not None:
        found.append(table.c.first_day <= days(checked(filter.until, "until"))[1])
    if filter.status is not None:
        found.append(table.c.status == filter.status)
    if filter.review is not None:
        found.append(table.c.review == filter.review)
    if filter.contradiction is not None:
        found.append(table.c.contradiction == filter.contradiction)
    if filter.document is not None:
        source = find_id(connection, filter.document)
        held = sa.select(schema.statement.c.record).where(
            schema.statement.c.document == source, schema.statement.c.record.is_not(None)
        )
        found.append(table.c.id.in_(held))
    if filter.publisher is not None:
        told = (
            sa.select(schema.statement.c.record)
            .join(schema.document, schema.document.c.id == schema.statement.c.document)
            .where(schema.document.c.publisher == filter.publisher, schema.statement.c.record.is_not(None))
        )
        found.append(table.c.id.in_(told))
    return found


def sorting(sort: Sort) -> tuple[str, bool]:
    """Return what is sorted by, and whether the other way round. Raises InvalidError with what there is."""
    name = sort.removeprefix("-")
    if name not in _SORTED:
        raise InvalidError(f"cannot sort by {sort!r}; there are: {', '.join(_SORTED)}, each also with a -")
    return name, sort.startswith("-")


def _order(sort: Sort) -> list[sa.ColumnElement[Any]]:
    table = schema.record
    name, turned = sorting(sort)
    column = table.c[_SORTED[name]]
    if turned:
        return [column.desc().nulls_last(), table.c.id.desc()]
    return [column.nulls_last(), table.c.id]


def checked(date: str, name: str) -> str:
    """Return a date of a filter as it is. Raises InvalidError for what is none."""
    if _DATE.fullmatch(date) is None:
        raise InvalidError(f"{name} {date!r} is not an ISO 8601 date: 2026, 2026-02 or 2026-02-26")
    return date
