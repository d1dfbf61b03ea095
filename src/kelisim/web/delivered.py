"""Has an agreement delivered? The verdict with its years, its limits and its picture, on a page of its own.

A verdict compares with every other pair in the tables of works, which takes seconds: it is worked out behind
the pages (`kelisim.web.verdicts`), and this page tells at once what is known.
"""

from dataclasses import dataclass
from pathlib import Path
from typing import Annotated, Final

from fastapi import APIRouter, Response
from fastapi import Path as InPath
from starlette.exceptions import HTTPException

from kelisim.measure.verdicts import Verdict, YearOfWork
from kelisim.publish.pictures import YearOfWorks, works_by_year
from kelisim.publish.reports import verdict_in
from kelisim.publish.reports.language import language
from kelisim.register import find_id
from kelisim.register.views import show_record
from kelisim.web.addresses import address_of
from kelisim.web.pages import Moved
from kelisim.web.pages import page as page_at
from kelisim.web.pictures.drawing import PAPER, svg
from kelisim.web.site import Room, Site
from kelisim.web.visit import Asks

router: Final = APIRouter()
ROOM: Final = Room("delivered", router, Path(__file__).parent)
Id = Annotated[str, InPath(max_length=64)]


@dataclass(frozen=True, slots=True)
class DeliveredPage:
    """What the measurement says of one agreement.

    - agreement: its id
    - title: its title
    - verdict: the state, the sentence as the reader speaks, the years; None where nothing could be measured
    - trouble: why nothing could be measured
    - without_tables: whether that is because there are no tables of works at all
    - pending: whether a verdict, or a newer one, is being worked out: ask again in a few seconds
    """

    agreement: str
    title: str
    verdict: Verdict | None
    trouble: str | None
    without_tables: bool
    pending: bool

    again = 3  # seconds until a browser asks again for what is pending


class SvgResponse(Response):
    """A drawing."""

    media_type = "image/svg+xml"


def tables_of(site: Site) -> Path:
    """Return the folder of the tables of works of a workspace; it may not be there."""
    return site.workspace.folder / "tables"


@page_at(router, "/agreements/{id}/delivered", "delivered.html", kept=False)
def delivered(visit: Asks, id: Id) -> DeliveredPage | Moved:
    """Has it delivered? Joint works before and after, beside what was to be expected."""
    with visit.site.store.reading() as connection:
        now = find_id(connection, id)
        if now != id or not now.startswith("a:"):
            return Moved(f"/agreements/{now}/delivered" if now.startswith("a:") else address_of(now))
        title = show_record(connection, now).record.title
    told = visit.site.verdicts.told(now, visit.site.today())
    verdict = None if told.verdict is None else verdict_in(language(visit.language.code), told.verdict)
    trouble = _without_places(visit.site, told.trouble)
    return DeliveredPage(now, title, verdict, trouble, not tables_of(visit.site).is_dir(), told.pending)


@router.get(
    "/agreements/{id}/delivered.svg", summary="The picture of its joint works.", response_class=SvgResponse
)
def picture(visit: Asks, id: Id) -> Response:
    """Draw joint works by year beside those that were to be expected."""
    with visit.site.store.reading() as connection:
        now = find_id(connection, id)
    if not now.startswith("a:"):
        raise HTTPException(404, f"{id} is no agreement")
    told = visit.site.verdicts.told(now, visit.site.today())
    verdict = told.verdict
    if verdict is None:
        trouble = "it is being worked out" if told.pending else _without_places(visit.site, told.trouble)
        raise HTTPException(404, f"nothing to draw: {trouble}")
    if len(verdict.years) == 0:
        raise HTTPException(404, f"nothing to draw. {verdict.sentence}")
    language = visit.language
    signed, announced = language.gettext("signed"), language.gettext("announced")
    chart = works_by_year(
        [_drawn(each) for each in verdict.years],
        start=None if verdict.start is None else int(verdict.start[:4]),
        start_label=signed if verdict.start_is == "signed" else announced,
        works_label=language.gettext("joint works"),
        expected_label=language.gettext("to be expected"),
    )
    drawn = chart.to_dict()
    drawn["config"] = {**drawn.get("config", {}), "font": PAPER.font}
    return SvgResponse(svg(drawn), headers={"cache-control": "no-store"})


def _without_places(site: Site, trouble: str | None) -> str | None:
    """Return what went wrong without where the workspace lies: that is nothing for readers."""
    return None if trouble is None else trouble.replace(f"{site.workspace.folder}/", "")


def _drawn(year: YearOfWork) -> YearOfWorks:
    expected = year.expected
    if expected is None:
        return YearOfWorks(year.year, year.joint)
    return YearOfWorks(year.year, year.joint, expected.value, expected.low, expected.high)
