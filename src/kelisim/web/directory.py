"""Lists of organisations, people, places and countries: who is in the register, and in how much of it."""

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Annotated, Any, Final, Literal

import numpy as np
import sqlalchemy as sa
from fastapi import APIRouter, Query, Response
from sqlalchemy.engine import Connection

from kelisim.model import Entity, from_json
from kelisim.register import Facet, Store, schema
from kelisim.register.columns import Columns, Ints, Mask
from kelisim.register.listing import entities_named
from kelisim.web.addresses import ENTITIES
from kelisim.web.pages import page as page_at
from kelisim.web.paging import PageNumber, Paging, paged
from kelisim.web.site import Link, Room
from kelisim.web.tables import Cell, CsvResponse
from kelisim.web.visit import Asks

router: Final = APIRouter()
ROOM: Final = Room(
    "directory",
    router,
    Path(__file__).parent,
    links=(
        Link("/organisations", "Organisations"),
        Link("/people", "People"),
        Link("/countries", "Countries"),
    ),
)
Sort = Literal["records", "name"]
_COLUMNS: Final = ["id", "name", "names", "country", "identifiers", "latitude", "longitude", "records"]


@dataclass(frozen=True, slots=True)
class EntityRow:
    """An organisation, person or place, and how many records name it."""

    entity: Entity
    records: int


@dataclass(frozen=True, slots=True)
class DirectoryPage:
    """Some organisations, people or places.

    - type: organisation, person or place
    - country: the ISO 3166-1 code asked for
    - named: the words of a name asked for
    - sort: by how many records name it, or by name
    - paging: which page this is, and how many there are
    - rows: those of this page
    - countries: how all of a name spread over countries
    """

    type: str
    country: str | None
    named: str | None
    sort: Sort
    paging: Paging
    rows: tuple[EntityRow, ...]
    countries: tuple[Facet, ...]


@dataclass(frozen=True, slots=True)
class CountryRow:
    """A country by its ISO 3166-1 code: how many records and organisations it has."""

    country: str
    records: int
    organisations: int


@dataclass(frozen=True, slots=True)
class CountriesPage:
    """All countries that a record names.

    - rows: the countries, the most frequent first
    """

    rows: tuple[CountryRow, ...]


Wanted = tuple[sa.ColumnElement[bool], ...]


def _wanted(connection: Connection, type: str, country: str | None, named: str | None) -> Wanted:
    table = schema.entity
    conditions = [table.c.type == type]
    if country:
        conditions.append(table.c.country == country.upper())
    if named:
        conditions.append(table.c.id.in_(entities_named(connection, named)))
    return tuple(conditions)


def _rows(
    connection: Connection, wanted: Wanted, sort: Sort, limit: int | None, offset: int = 0
) -> Iterator[EntityRow]:
    """Give entities with the number of records that name them; where something happened names no one."""
    table, link = schema.entity, schema.record_entity
    counted = (
        sa.select(link.c.entity, sa.func.count(link.c.record.distinct()).label("records"))
        .group_by(link.c.entity)
        .subquery()
    )
    number = sa.func.coalesce(counted.c.records, 0)
    order: tuple[Any, ...] = (table.c.name, table.c.id)
    if sort == "records":
        order = (number.desc(), *order)
    query = (
        sa.select(table.c.body, number)
        .outerjoin(counted, counted.c.entity == table.c.id)
        .where(*wanted)
        .order_by(*order)
        .limit(limit)
        .offset(offset)
    )
    for body, records in connection.execute(query):
        yield EntityRow(from_json(body, Entity), records)


def _of_name(connection: Connection, columns: Columns, type: str, named: str | None) -> Mask:
    """Return the choice of the entities of a type, and of a name with these words."""
    of_type: Mask = columns.entity_types == type
    if not named:
        return of_type
    found = np.zeros(len(columns.entities), dtype=np.bool_)
    ids = connection.execute(entities_named(connection, named)).scalars()
    found[[columns.entity_places[id] for id in ids]] = True
    return of_type & found


def _sorted(columns: Columns, chosen: Mask, sort: Sort) -> Ints:
    """Return the places of the chosen entities, by name or by how many records name them."""
    places = np.flatnonzero(chosen).astype(np.int32)  # they stand by name
    if sort == "name":
        return places
    return places[np.argsort(-columns.naming_each[places], kind="stable")]


def _entity_rows(connection: Connection, columns: Columns, places: Ints) -> tuple[EntityRow, ...]:
    table = schema.entity
    ids = [columns.entities[place] for place in places]
    query = sa.select(table.c.id, table.c.body).where(table.c.id.in_(ids))
    bodies = dict(connection.execute(query).tuples().all())
    return tuple(
        EntityRow(from_json(bodies[id], Entity), int(columns.naming_each[place]))
        for id, place in zip(ids, places, strict=True)
    )


def _countries(columns: Columns, chosen: Mask) -> tuple[Facet, ...]:
    """Return how the chosen entities spread over countries, the most frequent first."""
    counts = np.bincount(columns.entity_country[chosen] + 1)
    codes = (None, *columns.country_codes)
    found = [(codes[place], int(counts[place])) for place in np.flatnonzero(counts)]
    found.sort(key=lambda each: (-each[1], each[0] is None, each[0] or ""))
    return tuple(Facet(code, code or "", count) for code, count in found)


def _add(plural: str, type: str) -> None:
    """Add the list of a type of entity: the page, its JSON, its CSV."""

    def listed(
        visit: Asks,
        country: Country = None,
        named: Named = None,
        sort: Sort = "records",
        page: PageNumber = 1,
        rows: Annotated[int | None, Query(ge=1, le=500)] = None,
    ) -> DirectoryPage:
        size = rows or visit.site.settings.rows
        with visit.site.store.reading() as connection:
            columns = visit.site.columns.of(connection)
            here = _of_name(connection, columns, type, named)
            shown = _sorted(columns, here & columns.in_country(country), sort)
            return DirectoryPage(
                type,
                country or None,
                named or None,
                sort,
                paged(page, len(shown), size),
                _entity_rows(connection, columns, shown[(page - 1) * size : page * size]),
                _countries(columns, here),
            )

    def table(visit: Asks, country: Country = None, named: Named = None, sort: Sort = "records") -> Response:
        with visit.site.store.reading() as connection:
            _wanted(connection, type, country, named)  # errors are to come before the first byte
        return CsvResponse(_table(visit.site.store, type, country, named, sort), plural)

    listed.__name__ = plural
    listed.__doc__ = f"{plural.capitalize()} in the register, page by page."
    page_at(router, f"/{plural}", "directory.html")(listed)
    router.add_api_route(
        f"/{plural}.csv",
        table,
        name=f"directory.{plural}.csv",
        summary=f"{plural.capitalize()} in the register, all of them.",
        response_class=CsvResponse,
        response_model=None,
    )


Country = Annotated[str | None, Query(pattern="^(?:[A-Za-z]{2})?$")]
Named = Annotated[str | None, Query(max_length=200)]


def _table(
    store: Store, type: str, country: str | None, named: str | None, sort: Sort
) -> Iterator[list[Cell]]:
    yield list[Cell](_COLUMNS)
    with store.reading() as connection:
        for row in _rows(connection, _wanted(connection, type, country, named), sort, None):
            entity = row.entity
            yield [
                entity.id,
                entity.name,
                " | ".join(dict.fromkeys(name.value for name in entity.names)),
                entity.country,
                " | ".join(f"{each.scheme}:{each.value}" for each in entity.identifiers),
                entity.latitude,
                entity.longitude,
                row.records,
            ]


for _plural, _type in ENTITIES.items():
    _add(_plural, _type)


def _all_countries(connection: Connection) -> tuple[CountryRow, ...]:
    link, table = schema.record_country, schema.entity
    number = sa.func.count().label("number")
    own = (
        sa.select(table.c.country, sa.func.count())
        .where(table.c.type == "organisation", table.c.country.is_not(None))
        .group_by(table.c.country)
    )
    organisations: dict[str, int] = {str(code): count for code, count in connection.execute(own)}
    query = sa.select(link.c.country, number).group_by(link.c.country).order_by(number.desc(), link.c.country)
    found: dict[str, int] = dict(connection.execute(query).tuples().all())
    codes = [*found, *sorted(code for code in organisations if code not in found)]
    return tuple(CountryRow(code, found.get(code, 0), organisations.get(code, 0)) for code in codes)


@page_at(router, "/countries", "countries.html")
def countries(visit: Asks) -> CountriesPage:
    """Countries that a record names."""
    with visit.site.store.reading() as connection:
        return CountriesPage(_all_countries(connection))


@router.get("/countries.csv", summary="Countries that a record names.", response_class=CsvResponse)
def countries_csv(visit: Asks) -> Response:
    """Give the countries as CSV."""
    with visit.site.store.reading() as connection:
        found = _all_countries(connection)
    rows: list[list[Cell]] = [["country", "name", "records", "organisations"]]
    rows.extend(
        [row.country, visit.language.country(row.country), row.records, row.organisations] for row in found
    )
    return CsvResponse(rows, "countries")
