"""The map and the timeline in small, for the first page: no labels that could not be read, one colour."""

import gzip
from collections.abc import Callable
from typing import Final

from fastapi import APIRouter, Response

from kelisim.web.keeping import Remember, remembering
from kelisim.web.languages import Language
from kelisim.web.pictures.drawing import NIGHT, PAPER, Palette
from kelisim.web.pictures.map_chart import map_picture
from kelisim.web.pictures.marks import Bar, Line, Mark, Picture, Words
from kelisim.web.pictures.partners import partners_map
from kelisim.web.pictures.parts import steps
from kelisim.web.pictures.scope import KINDS_SHOWN, Scope
from kelisim.web.pictures.svg import small_svg
from kelisim.web.pictures.timeline import Timeline, timeline
from kelisim.web.visit import Asks, Visit

router: Final = APIRouter()
_WIDTH, _HEIGHT = 600, 280
_YEARS: Final = 25  # bars of the timeline, the last ones
_MOST: Final = 150  # arcs of the map, and places that none of them leads to


@router.get("/map/small.svg", response_model=None, include_in_schema=False)
def map_small(visit: Asks, night: bool = False) -> Response:
    """Return the map of partners without labels."""

    def draw() -> str:
        with visit.site.store.reading() as connection:
            columns = visit.site.columns.of(connection)
            where = visit.site.whereabouts.of(connection, columns)
        shown = partners_map(columns, where, Scope(), limit=_MOST)
        return small_svg(map_picture(shown, visit.language, labelled=False), _palette(night))

    return _kept(visit, f"small map {night} {visit.language.code}", draw)


@router.get("/timeline/small.svg", response_model=None, include_in_schema=False)
def timeline_small(visit: Asks, night: bool = False) -> Response:
    """Return how many records fall in each of the last years."""

    def draw() -> str:
        with visit.site.store.reading() as connection:
            columns = visit.site.columns.of(connection)
            shown = timeline(connection, columns, Scope(KINDS_SHOWN), latest=1)
        return small_svg(years_picture(shown, visit.language), _palette(night))

    return _kept(visit, f"small timeline {night} {visit.language.code}", draw)


def years_picture(shown: Timeline, language: Language) -> Picture:
    """Return a bar for each of the last years: how many records of all kinds fall in it."""
    totals: dict[int, int] = {}
    for each in shown.years:
        totals[each.year] = totals.get(each.year, 0) + each.records
    last = max(totals, default=2000)
    first = max(min(totals, default=last), last - _YEARS + 1)
    most = max((totals.get(year, 0) for year in range(first, last + 1)), default=0)
    step = next(each for each in steps() if each * 4 >= most)
    left, top, foot = 16 + 7 * len(language.number(step * 4)), 8, _HEIGHT - 24
    wide = (_WIDTH - left - 8) / (last - first + 1)

    def y(number: int) -> float:
        return foot - (foot - top) * number / (step * 4)

    marks: list[Mark] = []
    for number in range(0, step * 4 + 1, step):
        marks.append(Line((left, y(number)), (_WIDTH - 8, y(number)), 1, "line", opacity=0.5))
        marks.append(Words((left - 6, y(number)), language.number(number), "right", 12, colour="quiet"))
    every = 1 if last - first < 10 else 5
    for year in range(first, last + 1):
        x, high = left + (year - first) * wide, foot - y(totals.get(year, 0))
        marks.append(Bar((x + wide / 8, foot - high), wide * 3 / 4, high, "told"))
        if year % every == 0:
            marks.append(Words((x + wide / 2, foot + 13), str(year), "center", 12, colour="quiet"))
    return Picture(language.gettext("Records by year"), _WIDTH, _HEIGHT, tuple(marks))


def _palette(night: bool) -> Palette:
    return NIGHT if night else PAPER


def _kept(visit: Visit, name: str, draw: Callable[[], str]) -> Response:
    remember: Remember[str] = remembering(visit.site.kept, visit.site.store)
    body = remember(name, str, draw).encode()
    headers = {"cache-control": "private, max-age=300", "vary": "Accept-Encoding, Cookie, Authorization"}
    if "gzip" in visit.request.headers.get("accept-encoding", ""):  # outlines shrink to a third
        body, headers["content-encoding"] = gzip.compress(body, 6), "gzip"
    return Response(body, media_type="image/svg+xml", headers=headers)
