"""The page of a record: what the register knows of one agreement, project, programme …, and who says so."""

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Annotated, Final

import sqlalchemy as sa
from fastapi import APIRouter
from fastapi import Path as InPath
from sqlalchemy.engine import Connection

from kelisim.model import KINDS
from kelisim.register import RecordView, UnknownIdError, find_id, schema
from kelisim.register.projection import Attention, Limits, state_on
from kelisim.register.projection.attention import attention_of
from kelisim.register.views import Source, show_record
from kelisim.web.addresses import address_of
from kelisim.web.briefs import SHOWN, Brief, briefs, briefs_of
from kelisim.web.delivered import tables_of
from kelisim.web.lifelines import LifePoint, lifeline
from kelisim.web.pages import Moved
from kelisim.web.pages import page as page_at
from kelisim.web.pieces import Piece, cut
from kelisim.web.site import Room
from kelisim.web.visit import Asks

router: Final = APIRouter()
ROOM: Final = Room("records", router, Path(__file__).parent)
Id = Annotated[str, InPath(max_length=64)]
_SOURCES: Final = 40  # shown with their quotes; the rest is reached by the list of statements


@dataclass(frozen=True, slots=True)
class QuotedSource:
    """A source of a record: its number on the page, where it stands, its sentence with the values marked."""

    number: int
    source: Source
    pieces: tuple[Piece, ...]
    near: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class RecordPage:
    """One record with every source.

    - view: the record, its life and commitments, whom it names, doubts, decisions
    - life: the points of its life, in the order of time
    - states: the state of each commitment on the day, by the commitment's id
    - attention: why a person should look at it on the day
    - sources: the statements it rests on, with their sentences; the first 40
    - numbers: the number of a source on the page, by the statement's id
    - countries: the country of each entity, by the entity's id
    - others: the records that are evidence for a commitment, or may be the same as this one, by their id
    - measurable: whether there are tables of works, by which it can be measured
    - between: other records that name two or more of its parties
    """

    view: RecordView
    life: tuple[LifePoint, ...]
    states: dict[str, str]
    attention: tuple[Attention, ...]
    sources: tuple[QuotedSource, ...]
    numbers: dict[str, int]
    countries: dict[str, str | None]
    others: dict[str, Brief]
    measurable: bool
    between: tuple[Brief, ...]


def record_page(connection: Connection, visit: Asks, id: str) -> RecordPage:
    """Return the page of a record by its current id."""
    view = show_record(connection, id)
    today = visit.site.today()
    days = visit.site.workspace.settings.review.expiring_days
    numbers = {source.statement.id: number for number, source in enumerate(view.sources, 1)}
    doubted = {other for doubt in view.doubts for other in (doubt.first, doubt.second)} - {id}
    evidence = sorted({each.record for one in view.commitments for each in one.evidence})
    return RecordPage(
        view,
        lifeline(view, today),
        {one.id: state_on(one, view.record, today) for one in view.commitments},
        tuple(attention_of(view.record, view.life, view.commitments, today, Limits(expiring=days))),
        tuple(_quoted(connection, view.sources[:_SOURCES])),
        numbers,
        {entity.id: entity.country for entity in view.entities},
        briefs_of(connection, [*evidence, *doubted]),
        tables_of(visit.site).is_dir(),
        _between(connection, view),
    )


def _quoted(connection: Connection, sources: Sequence[Source]) -> list[QuotedSource]:
    documents = sorted({source.document.id for source in sources})
    near = schema.near
    pairs = connection.execute(
        sa.select(near.c.first, near.c.second).where(
            near.c.first.in_(documents), near.c.second.in_(documents)
        )
    ).all()
    like: dict[str, set[str]] = {}
    for first, second in pairs:
        like.setdefault(first, set()).add(second)
        like.setdefault(second, set()).add(first)
    first_of: dict[str, int] = {}
    found = []
    for number, source in enumerate(sources, 1):
        first_of.setdefault(source.document.id, number)
        earlier = sorted(first_of[id] for id in like.get(source.document.id, ()) if id in first_of)
        quote = source.statement.quote
        marks = [(value.quote, number) for value in source.statement.values]
        found.append(QuotedSource(number, source, cut(quote.text, marks, offset=quote.start), tuple(earlier)))
    return found


def _between(connection: Connection, view: RecordView) -> tuple[Brief, ...]:
    """Return the latest other records that name at least two of the organisations that this one names."""
    ours = [entity.id for entity in view.entities if entity.type == "organisation"]
    if len(ours) < 2:
        return ()
    link = schema.record_entity
    shared = (
        sa.select(link.c.record)
        .where(link.c.entity.in_(ours), link.c.slot != "place", link.c.record != view.record.id)
        .group_by(link.c.record)
        .having(sa.func.count(link.c.entity.distinct()) >= 2)
    )
    return briefs(connection, [schema.record.c.id.in_(shared)], SHOWN)


def _add(kind: str) -> None:
    """Add the page of a kind's records."""
    plural = KINDS[kind].plural

    def shown(visit: Asks, id: Id) -> RecordPage | Moved:
        with visit.site.store.reading() as connection:
            now = find_id(connection, id)
            if now != id or not address_of(now).startswith(f"/{plural}/"):
                return Moved(address_of(now))
            return record_page(connection, visit, now)

    shown.__name__ = kind
    shown.__doc__ = f"One {kind} of the register, with every source."
    page_at(router, f"/{plural}/{{id}}", "record.html")(shown)


for _kind in KINDS:
    _add(_kind)


@page_at(router, "/id/{id}", "record.html")
def anything(visit: Asks, id: Id) -> Moved:
    """Leads to the page of whatever goes by an id: current, former, or the beginning of one."""
    with visit.site.store.reading() as connection:
        return Moved(home_of(connection, find_id(connection, id)))


def home_of(connection: Connection, id: str) -> str:
    """Return the address of the page on which a current id is shown."""
    owners = {
        "s": (schema.statement, "document"),
        "r": (schema.referent, "entity"),
        "c": (schema.commitment, "record"),
    }
    prefix = id.partition(":")[0]
    if prefix in owners:
        table, column = owners[prefix]
        owner = connection.execute(sa.select(table.c[column]).where(table.c.id == id)).scalar()
        if owner is None:
            raise UnknownIdError(f"{id} belongs to nothing at present")
        return f"{address_of(owner)}#{id}" if prefix != "r" else address_of(owner)
    if prefix == "dc":
        target = connection.execute(
            sa.select(schema.decision.c.target).where(schema.decision.c.id == id)
        ).scalar_one()
        return home_of(connection, find_id(connection, target)) if target != id else "/"
    return address_of(id)
