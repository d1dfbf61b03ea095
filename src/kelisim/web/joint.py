"""Joint works of an organisation by year with each partner: its own page, and a part of the organisation's.

Counting reads the tables of works: the page of the organisation leads here instead of waiting for it.
"""

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Annotated, Final

import sqlalchemy as sa
from fastapi import APIRouter, Response
from fastapi import Path as InPath
from sqlalchemy.engine import Connection
from starlette.exceptions import HTTPException

from kelisim.measure import open_tables
from kelisim.measure.pairs import joint_works
from kelisim.measure.units import unit_names
from kelisim.model import Entity, from_json
from kelisim.register import find_id, schema
from kelisim.web.addresses import address_of
from kelisim.web.delivered import tables_of
from kelisim.web.pages import Moved
from kelisim.web.pages import page as page_at
from kelisim.web.site import Room, Site
from kelisim.web.tables import Cell, CsvResponse
from kelisim.web.visit import Asks

router: Final = APIRouter()
ROOM: Final = Room("joint", router, Path(__file__).parent)
Id = Annotated[str, InPath(max_length=64)]
_YEARS: Final = 12  # columns of the table, the last ones in which there are works
_PARTNERS: Final = 40  # rows of the table; all of them are in its CSV


@dataclass(frozen=True, slots=True)
class Partner:
    """An organisation with which there are joint works: by its id in the tables.

    `entity` is its id in the register, if a record names both; `by_year` are the works (full counting) of
    each year that has any.
    """

    unit: str
    name: str
    entity: str | None
    total: int
    by_year: dict[str, int]


@dataclass(frozen=True, slots=True)
class JointPage:
    """The joint works of an organisation.

    - organisation: its id
    - name: its name
    - ror: the id by which its works are found; None where it has none
    - measurable: whether there are tables of works
    - years: the columns: the last years in which there are joint works
    - partners: those with most joint works, at most 40
    - partners_total: how many partners there are
    - data_date: the day of the newest data, as ISO date
    """

    organisation: str
    name: str
    ror: str | None
    measurable: bool
    years: tuple[str, ...]
    partners: tuple[Partner, ...]
    partners_total: int
    data_date: str | None


def ror_of(entity: Entity) -> str | None:
    """Return the ROR id of an organisation without the address, None where it has none."""
    found = next((each.value for each in entity.identifiers if each.scheme == "ror"), None)
    return None if found is None else found.rpartition("/")[2]


@page_at(router, "/organisations/{id}/works", "joint.html", kept=False)
def joint(visit: Asks, id: Id) -> JointPage | Moved:
    """Joint works by year with each partner, the most frequent first."""
    entity = _organisation(visit.site, id)
    if entity.id != id:
        return Moved(f"/organisations/{entity.id}/works")
    ror = ror_of(entity)
    if not tables_of(visit.site).is_dir() or ror is None:
        measurable = tables_of(visit.site).is_dir()
        return JointPage(entity.id, entity.name, ror, measurable, (), (), 0, None)
    partners, data_date = _partners(visit.site, entity.id, ror)
    shown = partners[:_PARTNERS]
    years = sorted({year for each in shown for year in each.by_year})[-_YEARS:]
    return JointPage(entity.id, entity.name, ror, True, tuple(years), tuple(shown), len(partners), data_date)


@router.get(
    "/organisations/{id}/works.csv",
    summary="Joint works by year with every partner.",
    response_class=CsvResponse,
)
def joint_csv(visit: Asks, id: Id) -> Response:
    """Give the joint works as CSV: a row a partner and year."""
    entity = _organisation(visit.site, id)
    ror = ror_of(entity)
    rows: list[list[Cell]] = [["ror", "name", "year", "works"]]
    if tables_of(visit.site).is_dir() and ror is not None:
        for each in _partners(visit.site, entity.id, ror)[0]:
            rows.extend([each.unit, each.name, year, works] for year, works in sorted(each.by_year.items()))
    return CsvResponse(rows, "joint-works")


def _organisation(site: Site, id: str) -> Entity:
    with site.store.reading() as connection:
        now = find_id(connection, id)
        if not now.startswith("o:"):
            raise HTTPException(404, f"{id} is no organisation; see {address_of(now)}")
        table = schema.entity
        body = connection.execute(sa.select(table.c.body).where(table.c.id == now)).scalar_one()
    return from_json(body, Entity)


def _partners(site: Site, id: str, ror: str) -> tuple[list[Partner], str | None]:
    """Return the partners, those with most joint works first, and the day of the data."""
    tables = open_tables(tables_of(site))
    pairs = joint_works(tables, of=(ror,))
    found = pairs.select("first", "second", "year", "works").to_pyarrow().to_pylist()
    by_year: defaultdict[str, dict[str, int]] = defaultdict(dict)
    for row in found:
        other = row["second"] if row["first"] == ror else row["first"]
        by_year[other][str(row["year"])] = int(row["works"])
    units = sorted(by_year)
    named = unit_names(tables, "organisations")
    rows = named.filter(named.unit.isin(units)).to_pyarrow().to_pylist() if units else []
    names = {row["unit"]: row["name"] for row in rows}
    with site.store.reading() as connection:
        entities = _in_register(connection, id)
    partners = [
        Partner(
            unit,
            entities[unit].name if unit in entities else names.get(unit, unit),
            entities[unit].id if unit in entities else None,
            sum(by_year[unit].values()),
            by_year[unit],
        )
        for unit in units
    ]
    day = None if tables.read_on is None else tables.read_on.isoformat()
    return sorted(partners, key=lambda each: (-each.total, each.name)), day


def _in_register(connection: Connection, id: str) -> dict[str, Entity]:
    """Return the organisations that records name together with one, by their ROR id."""
    link, other = schema.record_entity, schema.record_entity.alias()
    together: Sequence[str] = (
        connection.execute(
            sa.select(other.c.entity)
            .distinct()
            .join(link, link.c.record == other.c.record)
            .where(link.c.entity == id, other.c.entity >= "o:", other.c.entity < "o;")
            .limit(500)
        )
        .scalars()
        .all()
    )
    table = schema.entity
    bodies = connection.execute(sa.select(table.c.body).where(table.c.id.in_(together))).scalars()
    found = (from_json(body, Entity) for body in bodies)
    return {ror: entity for entity in found if (ror := ror_of(entity)) is not None}
