"""The pages of organisations, people, places and countries: everything that the register has with them."""

from dataclasses import dataclass
from pathlib import Path
from typing import Annotated, Final

import sqlalchemy as sa
from fastapi import APIRouter
from fastapi import Path as InPath
from sqlalchemy.engine import Connection
from starlette.exceptions import HTTPException

from kelisim.model import KINDS, Doubt, Entity, Record, from_json
from kelisim.register import DocumentLine, Facets, Filter, Logged, facets, find_id, list_records, schema
from kelisim.register.projection import Life
from kelisim.register.views import RecordLine, show_entity
from kelisim.web.addresses import ENTITIES, address_of
from kelisim.web.pages import Moved
from kelisim.web.pages import page as page_at
from kelisim.web.site import Room
from kelisim.web.visit import Asks

router: Final = APIRouter()
ROOM: Final = Room("entities", router, Path(__file__).parent)
_LINES: Final = 12  # records of a kind shown; more are in its list


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
class Shelf:
    """The records of one kind: how many there are, and the latest."""

    kind: str
    total: int
    records: tuple[RecordLine, ...]


@dataclass(frozen=True, slots=True)
class EntityPage:
    """An organisation, person or place, with all that names it.

    - entity: its names, identifiers, country, position, and why its mentions are one
    - shelves: records that name it, by kind, the latest of each
    - statuses: how many of its agreements have each status
    - posts: who held which post there, or which posts this person held, the latest told first
    - facets: with which organisations and countries, and in which years
    - documents: the documents that name it, the earliest first; at most 50
    - documents_total: how many documents name it
    - doubts: what may be the same
    - others: the names of what may be the same, by id
    - decisions: what people decided on it
    """

    entity: Entity
    shelves: tuple[Shelf, ...]
    statuses: dict[str, int]
    posts: tuple[Post, ...]
    facets: Facets
    documents: tuple[DocumentLine, ...]
    documents_total: int
    doubts: tuple[Doubt, ...]
    others: dict[str, str]
    decisions: tuple[Logged, ...]


@dataclass(frozen=True, slots=True)
class CountryPage:
    """All that the register has with a country.

    - country: its ISO 3166-1 code
    - shelves: records that name it, by kind, the latest of each
    - facets: which organisations, which other countries, in which years
    - organisations: how many organisations it has
    """

    country: str
    shelves: tuple[Shelf, ...]
    facets: Facets
    organisations: int


def entity_page(connection: Connection, id: str) -> EntityPage:
    """Return the page of an entity by its current id."""
    view = show_entity(connection, id)
    doubted = {other for doubt in view.doubts for other in (doubt.first, doubt.second)} - {id}
    table = schema.entity
    names = connection.execute(sa.select(table.c.id, table.c.name).where(table.c.id.in_(doubted))).tuples()
    agreements = [line for line in view.records if line.kind == "agreement"]
    statuses: dict[str, int] = {}
    for line in agreements:
        statuses[line.status or ""] = statuses.get(line.status or "", 0) + 1
    return EntityPage(
        view.entity,
        _shelves(view.records),
        statuses,
        _posts(connection, view.entity),
        facets(connection, Filter(party=id), limit=13),
        view.documents[:50],
        len(view.documents),
        view.doubts,
        dict(names.all()),
        view.decisions,
    )


def _shelves(lines: tuple[RecordLine, ...]) -> tuple[Shelf, ...]:
    found = []
    for kind in KINDS:
        held = tuple(line for line in lines if line.kind == kind)
        if len(held) > 0:
            found.append(Shelf(kind, len(held), held[:_LINES]))
    return tuple(found)


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
            return entity_page(connection, now)

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
    with visit.site.store.reading() as connection:
        spread = facets(connection, Filter(country=known), limit=30)
        shelves = []
        for facet in spread.kinds:
            found = list_records(connection, str(facet.value), Filter(country=known), limit=_LINES)
            lines = tuple(_line(record) for record in found.records)
            shelves.append(Shelf(str(facet.value), found.total, lines))
        own = sa.select(sa.func.count()).select_from(table)
        count = connection.execute(own.where(table.c.type == "organisation", table.c.country == known))
        return CountryPage(known, tuple(shelves), spread, count.scalar_one())


def _line(record: Record) -> RecordLine:
    def first(name: str) -> str | None:
        slot = record.slot(name)
        return None if slot is None or len(slot.fillers) == 0 else str(slot.fillers[0].value)

    return RecordLine(record.id, record.kind, record.title, first("status"), first("date"))
