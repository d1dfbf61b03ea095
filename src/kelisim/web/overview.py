"""The first page: search, what is new, what needs attention, what the register holds."""

from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Final

import sqlalchemy as sa
from fastapi import APIRouter
from sqlalchemy.engine import Connection

from kelisim.register import DocumentLine, Facets, Filter, Needs, Stats, attention, schema, stats
from kelisim.register.counting import choose, count_facets
from kelisim.register.listing import document_columns
from kelisim.web.briefs import Brief, briefs
from kelisim.web.keeping import Remember, remembering
from kelisim.web.pages import page as page_at
from kelisim.web.site import Room, Site
from kelisim.web.visit import Asks

router: Final = APIRouter()
ROOM: Final = Room("overview", router, Path(__file__).parent)
_NEW: Final = 8


@dataclass(frozen=True, slots=True)
class OverviewPage:
    """The register at a glance.

    - stats: how much it holds of everything
    - needs: what a person should look at today, the three most pressing for each reason
    - documents: the latest published documents
    - agreements: the latest agreements
    - facets: how records spread over countries, organisations and years
    """

    stats: Stats
    needs: tuple[Needs, ...]
    documents: tuple[DocumentLine, ...]
    agreements: tuple[Brief, ...]
    facets: Facets


@page_at(router, "/", "overview.html", twin="/overview.json")
def overview(visit: Asks) -> OverviewPage:
    """The register at a glance."""
    site, today = visit.site, visit.site.today()
    remember: Remember[OverviewPage] = remembering(site.kept, site.store)
    return remember(f"overview {today}", OverviewPage, lambda: _made(site, today))


def _made(site: Site, today: date) -> OverviewPage:
    """Return the page of an edition and a day: the same for all readers and languages."""
    days = site.workspace.settings.review.expiring_days
    with site.store.reading() as connection:
        columns = site.columns.of(connection)
        everything = choose(connection, columns, Filter())
        return OverviewPage(
            stats(connection, today=today, expiring_days=days),
            attention(connection, today, limit=3),
            _latest_documents(connection),
            briefs(connection, [schema.record.c.kind == "agreement"], _NEW),
            count_facets(columns, everything, 12),
        )


def _latest_documents(connection: Connection) -> tuple[DocumentLine, ...]:
    table = schema.document
    current = sa.select(schema.extraction.c.document).where(schema.extraction.c.state == "current")
    query = (
        sa.select(*document_columns())
        .where(table.c.id.in_(current))
        .order_by(table.c.published.desc().nulls_last(), table.c.id)
        .limit(_NEW)
    )
    return tuple(DocumentLine(**row._mapping) for row in connection.execute(query))
