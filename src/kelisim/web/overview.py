"""The first page: what the register holds, what is new in it, what needs attention."""

from dataclasses import dataclass
from pathlib import Path
from typing import Final

from fastapi import APIRouter

from kelisim.register import Stats, stats
from kelisim.web.pages import page
from kelisim.web.site import Room
from kelisim.web.visit import Asks

router: Final = APIRouter()
ROOM: Final = Room("overview", router, Path(__file__).parent)


@dataclass(frozen=True, slots=True)
class OverviewPage:
    """The register in numbers.

    - stats: what it holds and what needs attention
    """

    stats: Stats


@page(router, "/", "overview.html", twin="/overview.json")
def overview(visit: Asks) -> OverviewPage:
    """The register in numbers."""
    site = visit.site
    days = site.workspace.settings.review.expiring_days
    with site.store.reading() as connection:
        return OverviewPage(stats(connection, today=site.today(), expiring_days=days))
