"""The pages of organisations, people, places and countries: everything that the register has with them."""

from dataclasses import dataclass
from pathlib import Path
from typing import Annotated, Final

import sqlalchemy as sa
from fastapi import APIRouter
from fastapi import Path as InPath
from sqlalchemy.engine import Connection
from starlette.exceptions import HTTPException

from kelisim.model import Doubt, Entity, Record, from_json
from kelisim.register import DocumentLine, Facet, Logged, decisions, find_id, schema
from kelisim.register.columns import KIND_NAMES, Columns, Mask
from kelisim.register.counting import dated, organisations_of, statuses_of, years_of
from kelisim.register.projection import Life
from kelisim.register.views import document_lines
from kelisim.web.addresses import ENTITIES, address_of
from kelisim.web.briefs import SHOWN, Shelf, shelves
from kelisim.web.delivered import tables_of
from kelisim.web.joint import ror_of
from kelisim.web.pages import Moved
from kelisim.web.pages import page as page_at
from kelisim.web.site import Room
from kelisim.web.visit import Asks, Visit

router: Final = APIRouter()
ROOM: Final = Room("entities", router, Path(__file__).parent)
_DOCUMENTS: Final = 50


@dataclass(frozen=True, slots=True)
class Post:
    """A post that a person held, and from when to when documents told of it (ISO dates)."""

    record: str
    person: str
    person_id: str | None
    office: str
    organisation: str
    organisation_id: str | None
    first_told: str | None
    last_told: str | None


@dataclass(frozen=True, slots=True)
class EntityPage:
    """An organisation, person or place, with all that names it.

    - entity: its names, identifiers, country, position, and why its mentions are one
    - shelves: records that name it, by kind, the latest of each
    - statuses: how many of its agreements have each status
    - posts: who held which post there, or which posts this person held, the latest told first
    - partners: the organisations most often named in the same records
    - years: how the records spread over years
    - documents: the documents that name it, the latest first; at most 50
    - documents_total: how many documents name it
    - doubts: what may be the same
    - others: the names of what may be the same, by id
    - decisions: what people decided on it
    - measurable: whether its works can be counted: it has a ROR id, and there are tables of works
    """

    entity: Entity
    shelves: tuple[Shelf, ...]
    statuses: dict[str, int]
    posts: tuple[Post, ...]
    partners: tuple[Facet, ...]
    years: tuple[Facet, ...]
    documents: tuple[DocumentLine, ...]
    documents_total: int
    doubts: tuple[Doubt, ...]
    others: dict[str, str]
    decisions: tuple[Logged, ...]
    measurable: bool


@dataclass(frozen=True, slots=True)
class CountryPage:
    """All that the register has with a country.

    - country: its ISO 3166-1 code
    - shelves: records that name it, by kind, the latest of each
    - partners: the organisations most often named in these records
    - years: how the records spread over years
    - organisations: how many organisations it has
    """

    country: str
    shelves: tuple[Shelf, ...]
    partners: tuple[Facet, ...]
    years: tuple[Facet, ...]
    organisations: int


def entity_page(connection: Connection, visit: Visit, id: str) -> EntityPage:
    """Return the page of an entity by its current id."""
    table = schema.entity
    body = connection.execute(sa.select(table.c.body).where(table.c.id == id)).scalar_one()
    entity = from_json(body, Entity)
    columns = visit.site.columns.of(connection)
    named = columns.naming(id)
    holding = sa.select(schema.referent.c.document).where(schema.referent.c.entity == id).distinct()
    doubts = doubts_of(connection, id)
    doubted = {other for doubt in doubts for other in (doubt.first, doubt.second)} - {id}
    names = connection.execute(sa.select(table.c.id, table.c.name).where(table.c.id.in_(doubted))).tuples()
    return EntityPage(
        entity,
        shelves(connection, columns, named),
        _statuses(columns, named),
        _posts(connection, entity),
        organisations_of(columns, named, SHOWN, id) if entity.type != "place" else (),
        dated(years_of(columns, named)),
        tuple(document_lines(connection, holding)[-_DOCUMENTS:][::-1]),
        connection.execute(sa.select(sa.func.count()).select_from(holding.subquery())).scalar_one(),
        doubts,
        dict(names.all()),
        decisions(connection, id),
        entity.type == "organisation" and ror_of(entity) is not None and tables_of(visit.site).is_dir(),
    )


def _statuses(columns: Columns, named: Mask) -> dict[str, int]:
    agreements = named & (columns.kind == KIND_NAMES.index("agreement"))
    return {facet.value or "": facet.count for facet in statuses_of(columns, agreements)}


def _posts(connection: Connection, entity: Entity) -> tuple[Post, ...]:
    """Return the posts at an organisation, or of a person, the latest told first."""
    slots = {"organisation": "organisation", "person": "person"}
    if entity.type not in slots:
        return ()
    record, link = schema.record, schema.record_entity
    query = (
        sa.select(record.c.body, record.c.life)
        .join(link, link.c.record == record.c.id)
        .where(link.c.entity == entity.id, link.c.slot == slots[entity.type], record.c.kind == "office")
        .order_by(record.c.last_day.desc().nulls_last(), record.c.id)
        .limit(200)
    )
    posts = [
        _post(from_json(row.body, Record), from_json(row.life, Life)) for row in connection.execute(query)
    ]
    return tuple(sorted(posts, key=lambda post: post.last_told or "", reverse=True))


def doubts_of(connection: Connection, id: str) -> tuple[Doubt, ...]:
    """Return what may be the same as a record or an entity."""
    table = schema.doubt
    query = (
        sa.select(table.c.first, table.c.second, table.c.reason)
        .where(sa.or_(table.c.first == id, table.c.second == id))
        .order_by(table.c.first, table.c.second)
    )
    return tuple(Doubt(*row) for row in connection.execute(query))


def _post(record: Record, life: Life) -> Post:
    def first(name: str) -> tuple[str, str | None]:
        slot = record.slot(name)
        if slot is None or len(slot.fillers) == 0:
            return "", None
        return str(slot.fillers[0].value), slot.fillers[0].entity

    person, office, organisation = first("person"), first("office"), first("organisation")
    return Post(record.id, *person, office[0], *organisation, life.first_told, life.last_told)


def _add(plural: str, type: str) -> None:
    """Add the page of a type of entity."""

    def shown(visit: Asks, id: Annotated[str, InPath(max_length=64)]) -> EntityPage | Moved:
        with visit.site.store.reading() as connection:
            now = find_id(connection, id)
            if now != id or not address_of(now).startswith(f"/{plural}/"):
                return Moved(address_of(now))
            return entity_page(connection, visit, now)

    shown.__name__ = type
    shown.__doc__ = f"One {type}, with all that names it."
    page_at(router, f"/{plural}/{{id}}", "entity.html")(shown)


for _plural, _type in ENTITIES.items():
    _add(_plural, _type)


@page_at(router, "/countries/{code}", "country.html")
def country(visit: Asks, code: Annotated[str, InPath(max_length=64)]) -> CountryPage | Moved:
    """Everything with one country."""
    known = code.upper()
    if len(code) != 2 or visit.language.country(known) == known:
        raise HTTPException(404, f"there is no country {code!r}; give its ISO 3166-1 code, as KZ")
    if known != code:
        return Moved(f"/countries/{known}")
    table = schema.entity
    own = sa.select(sa.func.count()).where(table.c.type == "organisation", table.c.country == known)
    with visit.site.store.reading() as connection:
        columns = visit.site.columns.of(connection)
        named = columns.of_country(known)
        return CountryPage(
            known,
            shelves(connection, columns, named),
            organisations_of(columns, named, SHOWN),
            dated(years_of(columns, named)),
            connection.execute(own).scalar_one(),
        )
