"""The map and the timeline in small, for the first page: no labels that could not be read, one colour."""

import gzip
from collections.abc import Callable
from typing import Any, Final

import altair as alt
from fastapi import APIRouter, Response

from kelisim.web.keeping import Remember, remembering
from kelisim.web.languages import Language
from kelisim.web.pictures import drawing
from kelisim.web.pictures.drawing import NIGHT, PAPER, Palette
from kelisim.web.pictures.map_chart import map_chart
from kelisim.web.pictures.partners import partners_map
from kelisim.web.pictures.parts import layer_of, specification
from kelisim.web.pictures.scope import KINDS_SHOWN, Scope
from kelisim.web.pictures.timeline import Timeline, timeline
from kelisim.web.visit import Asks, Visit

router: Final = APIRouter()
_WIDTH, _HEIGHT = 600, 280
_YEARS: Final = 25  # bars of the timeline, the last ones


@router.get("/map/small.svg", response_model=None, include_in_schema=False)
def map_small(visit: Asks, night: bool = False) -> Response:
    """Return the map of partners without labels."""

    def draw() -> str:
        with visit.site.store.reading() as connection:
            shown = partners_map(connection, Scope())
        return drawing.still_svg(map_chart(shown, _palette(night), visit.language, labelled=False))

    return _kept(visit, f"small map {night} {visit.language.code}", draw)


@router.get("/timeline/small.svg", response_model=None, include_in_schema=False)
def timeline_small(visit: Asks, night: bool = False) -> Response:
    """Return how many records fall in each of the last years."""

    def draw() -> str:
        with visit.site.store.reading() as connection:
            shown = timeline(connection, Scope(KINDS_SHOWN))
        return drawing.still_svg(years_chart(shown, _palette(night), visit.language))

    return _kept(visit, f"small timeline {night} {visit.language.code}", draw)


def years_chart(shown: Timeline, palette: Palette, language: Language) -> dict[str, Any]:
    """Return a bar for each of the last years: how many records of all kinds fall in it."""
    totals: dict[int, int] = {}
    for each in shown.years:
        totals[each.year] = totals.get(each.year, 0) + each.records
    last = max(totals, default=2000)
    first = max(min(totals, default=last), last - _YEARS + 1)
    rows = [{"year": year, "records": totals.get(year, 0)} for year in range(first, last + 1)]
    step = 1 if len(rows) <= 10 else 5
    ticks = [row["year"] for row in rows if row["year"] % step == 0]
    axis = alt.Axis(values=ticks, format="d", title=None, grid=False, labelAngle=0)
    bars = (
        layer_of(rows)
        .mark_bar(color=palette.told, aria=False)
        .encode(
            x=alt.X("year:O", axis=axis, scale=alt.Scale(padding=0.25)),
            y=alt.Y("records:Q", axis=alt.Axis(title=None, tickCount=4, format="d", tickMinStep=1)),
        )
    )
    title = language.gettext("Records by year")
    return specification(bars, palette, _WIDTH, _HEIGHT, title)


def _palette(night: bool) -> Palette:
    return NIGHT if night else PAPER


def _kept(visit: Visit, name: str, draw: Callable[[], str]) -> Response:
    remember: Remember[str] = remembering(visit.site.kept, visit.site.store)
    body = remember(name, str, draw).encode()
    headers = {"cache-control": "private, max-age=300", "vary": "Accept-Encoding, Cookie, Authorization"}
    if "gzip" in visit.request.headers.get("accept-encoding", ""):  # outlines shrink to a third
        body, headers["content-encoding"] = gzip.compress(body, 6), "gzip"
    return Response(body, media_type="image/svg+xml", headers=headers)
