"""The pages of the pictures: /map, /network, /timeline, each with its data and its drawing as files."""

from dataclasses import dataclass
from pathlib import Path
from typing import Annotated, Final

import numpy as np
from fastapi import APIRouter, Depends, Query, Response
from markupsafe import Markup
from starlette.exceptions import HTTPException

from kelisim.model import to_json
from kelisim.register.columns import Columns
from kelisim.web.addresses import address_of
from kelisim.web.languages import Language
from kelisim.web.pages import page as page_at
from kelisim.web.paging import PageNumber, Paging, paged
from kelisim.web.pictures import charts, drawing, small
from kelisim.web.pictures.between import TyingRecord, tying_records
from kelisim.web.pictures.drawing import PAGE, PAPER
from kelisim.web.pictures.map_chart import View, map_picture, place_name, spot_name
from kelisim.web.pictures.marks import Picture
from kelisim.web.pictures.network import Edge, Network, Node, Of, network, records_naming
from kelisim.web.pictures.partners import PartnersMap, partners_map, records_between
from kelisim.web.pictures.rows import arc_rows, edge_rows, moment_rows, node_rows, place_rows
from kelisim.web.pictures.scope import KINDS_SHOWN, Scope, countries_named, scope
from kelisim.web.pictures.svg import page_svg
from kelisim.web.pictures.timeline import DOTS, Moment, Timeline, timeline
from kelisim.web.pictures.vega import specification
from kelisim.web.site import Link, Room
from kelisim.web.tables import CsvResponse
from kelisim.web.visit import Asks, Visit
from kelisim.web.whereabouts import Whereabouts
from kelisim.web.words import kind_many, kind_one

router: Final = APIRouter()
router.include_router(small.router)
ROOM: Final = Room(
    "pictures",
    router,
    Path(__file__).parent,
    links=(Link("/map", "Map"), Link("/network", "Network"), Link("/timeline", "Timeline")),
)

Year = Annotated[str, Query(pattern="^(?:[0-9]{4})?$")]
Key = Annotated[str, Query(max_length=64)]


def _scope(
    kind: Annotated[list[str] | None, Query(max_length=12)] = None,
    since: Year = "",
    until: Year = "",
    country: Annotated[str, Query(pattern="^(?:[A-Za-z]{2})?$")] = "",
) -> Scope:
    """Return the scope that an address asks for; a field of the form left empty counts for nothing."""
    return scope(kind or (), int(since) if since else None, int(until) if until else None, country or None)


def _all_kinds(
    kind: Annotated[list[str] | None, Query(max_length=12)] = None,
    since: Year = "",
    until: Year = "",
    country: Annotated[str, Query(pattern="^(?:[A-Za-z]{2})?$")] = "",
) -> Scope:
    """Return the scope that an address of the timeline asks for: without kinds, all."""
    return _scope(kind or list(KINDS_SHOWN), since, until, country)


Asked = Annotated[Scope, Depends(_scope)]
AskedOfAll = Annotated[Scope, Depends(_all_kinds)]
Many = Annotated[int, Query(ge=10, le=500)]
_OUTLINES: Final = "pictures/world.svg"
_DRAWN: Final = 200  # arcs of the map, and places that none of them leads to


ROWS: Final = 100  # of a table under a picture; all of them are in its CSV


class Shown:
    """What the templates of all pictures ask for beside the data."""

    __slots__ = ()
    rows = ROWS

    @staticmethod
    def kinds(language: Language) -> dict[str, str]:
        """Return the kinds of record that a picture may show, and the words for them."""
        return {kind: kind_many(language, kind) for kind in KINDS_SHOWN}

    @staticmethod
    def kind(kind: str, language: Language) -> str:
        """Return the word for one record of a kind."""
        return kind_one(language, kind)

    @staticmethod
    def address(id: str) -> str:
        """Return the address of the page of a record, an entity or a document."""
        return address_of(id)


@dataclass(frozen=True, slots=True)
class MapPage(Shown):
    """Partners on the map.

    - scope: which records count
    - view: the whole world, or what holds the partners
    - shown: places, and the arcs between them
    - countries: those to choose from
    """

    scope: Scope
    view: View
    shown: PartnersMap
    countries: tuple[str, ...]

    def drawing(self, visit: Visit) -> Markup:
        """Return the map as SVG for the page."""
        return _drawn(visit, self.picture(visit.language))

    def picture(self, language: Language) -> Picture:
        """Return the map as marks."""
        return map_picture(self.shown, language, view=self.view, asked=self.scope.query)

    def names(self, language: Language) -> dict[str, str]:
        """Return what places are called, by their ids."""
        return {place.id: place_name(place, language) for place in self.shown.places}


@dataclass(frozen=True, slots=True)
class NetworkPage(Shown):
    """The network of those whom records name together.

    - scope: which records count
    - of: organisations, countries or people
    - limit: how many nodes at most
    - shown: nodes and edges
    - countries: those to choose from
    """

    scope: Scope
    of: Of
    limit: int
    shown: Network
    countries: tuple[str, ...]

    @property
    def strongest(self) -> list[Edge]:
        """The edges, those of most records first."""
        return sorted(self.shown.edges, key=lambda edge: -len(edge.records))

    @property
    def asked(self) -> str:
        """The scope and whom the network is of, as the end of an address's query."""
        return self.scope.query + ("" if self.of == "organisations" else f"&of={self.of}")

    def drawing(self, visit: Visit) -> Markup:
        """Return the network as SVG for the page."""
        return _drawn(visit, self.picture(visit.language))

    def picture(self, language: Language) -> Picture:
        """Return the network as marks."""
        return charts.network_picture(self.shown, language, asked=self.asked)

    @staticmethod
    def node_address(node: Node) -> str:
        """Return the address of the page of a node."""
        return charts.node_address(node)

    def names(self, language: Language) -> dict[str, str]:
        """Return what nodes are called, by their ids."""
        return {node.id: charts.node_name(node, language) for node in self.shown.nodes}


@dataclass(frozen=True, slots=True)
class TimelinePage(Shown):
    """Records along time.

    - scope: which records count
    - shown: the records with their dates, and their number by kind and year
    - countries: those to choose from
    """

    scope: Scope
    shown: Timeline
    countries: tuple[str, ...]

    @property
    def dense(self) -> bool:
        """Whether there are too many records for a dot each."""
        return self.shown.dated > DOTS

    @property
    def latest(self) -> tuple[Moment, ...]:
        """The latest records, as many as a table has rows."""
        return self.shown.moments[: -self.rows - 1 : -1]

    def drawing(self, visit: Visit) -> Markup:
        """Return the timeline as SVG for the page."""
        return _drawn(visit, self.picture(visit.language))

    def picture(self, language: Language) -> Picture:
        """Return the timeline as marks."""
        return charts.timeline_picture(self.shown, language, Shown.kinds(language))


@dataclass(frozen=True, slots=True)
class BetweenPage(Shown):
    """What lies behind an edge or a place of a picture.

    - names: what the two, or the one, are called
    - back: the picture that leads here
    - paging: which page this is, and how many there are
    - records: those of this page, with their sentences
    """

    names: tuple[str, ...]
    back: str
    paging: Paging
    records: tuple[TyingRecord, ...]


Pictured = MapPage | NetworkPage | TimelinePage


# --- map -----------------------------------------------------------------------------------------------


@page_at(router, "/map", "pictures/map.html")
def map_page(visit: Asks, scope: Asked, view: View = "world") -> MapPage:
    """Where partners are, and which places records tie together: those of most records."""
    columns, where = _held(visit)
    return MapPage(scope, view, partners_map(columns, where, scope, limit=_DRAWN), countries_named(columns))


@router.get("/map.csv", response_model=None, response_class=CsvResponse)
def map_csv(visit: Asks, scope: Asked) -> Response:
    """The arcs of the map: two places a row."""
    return CsvResponse(arc_rows(partners_map(*_held(visit), scope), visit.language), "map")


@router.get("/map/places.csv", response_model=None, response_class=CsvResponse)
def map_places_csv(visit: Asks, scope: Asked) -> Response:
    """The places of the map."""
    return CsvResponse(place_rows(partners_map(*_held(visit), scope), visit.language), "places")


@router.get("/map.svg", response_model=None, include_in_schema=False)
def map_svg(visit: Asks, scope: Asked, view: View = "world") -> Response:
    """Return the map as a file to be printed."""
    return _svg_file(visit, map_page(visit=visit, scope=scope, view=view))


@router.get("/map.png", response_model=None, include_in_schema=False)
def map_png(visit: Asks, scope: Asked, view: View = "world") -> Response:
    """Return the map as an image."""
    return _png_file(visit, map_page(visit=visit, scope=scope, view=view))


@router.get("/map.vega.json", response_model=None, include_in_schema=False)
def map_vega(visit: Asks, scope: Asked, view: View = "world") -> Response:
    """Return the map as a Vega-Lite specification."""
    return _specification(visit, map_page(visit=visit, scope=scope, view=view))


@page_at(router, "/map/between", "pictures/between.html")
def map_between(visit: Asks, scope: Asked, first: Key, second: Key, page: PageNumber = 1) -> BetweenPage:
    """The records behind an arc of the map."""
    columns, where = _held(visit)
    records = records_between(columns, where, scope, first, second) if first != second else ()
    if len(records) == 0:
        raise HTTPException(404, "no record ties these two places together")
    names = tuple(_place_name(visit, columns, where, id) for id in (first, second))
    return _between(visit, names, "/map", records, page)


@page_at(router, "/map/at", "pictures/between.html")
def map_at(visit: Asks, scope: Asked, place: Key, page: PageNumber = 1) -> BetweenPage:
    """The records that name organisations of a place."""
    columns, where = _held(visit)
    records = records_between(columns, where, scope, place)
    if len(records) == 0:
        raise HTTPException(404, "no partner is known at this place")
    return _between(visit, (_place_name(visit, columns, where, place),), "/map", records, page)


def _place_name(visit: Visit, columns: Columns, where: Whereabouts, id: str) -> str:
    """Return what a place is called that need not be drawn."""
    number = where.keys.index(id)
    spot = where.spots[number]
    town = None if spot.town is None else (spot.town, spot.geonames)
    first = columns.names[int(np.flatnonzero(where.of_entity == number)[0])]
    return spot_name(town, spot.country, None if spot.precision == "country" else first, visit.language)


# --- network -------------------------------------------------------------------------------------------


@page_at(router, "/network", "pictures/network.html")
def network_page(visit: Asks, scope: Asked, of: Of = "organisations", limit: Many = 150) -> NetworkPage:
    """Those whom records name together: nodes, edges, clusters."""
    columns = _columns(visit)
    return NetworkPage(scope, of, limit, network(columns, scope, of, limit=limit), countries_named(columns))


@router.get("/network.csv", response_model=None, response_class=CsvResponse)
def network_csv(visit: Asks, scope: Asked, of: Of = "organisations", limit: Many = 150) -> Response:
    """The edges of the network."""
    shown = network_page(visit=visit, scope=scope, of=of, limit=limit).shown
    return CsvResponse(edge_rows(shown, visit.language), "network")


@router.get("/network/nodes.csv", response_model=None, response_class=CsvResponse)
def network_nodes_csv(visit: Asks, scope: Asked, of: Of = "organisations", limit: Many = 150) -> Response:
    """The nodes of the network, with their clusters."""
    shown = network_page(visit=visit, scope=scope, of=of, limit=limit).shown
    return CsvResponse(node_rows(shown, visit.language), "nodes")


@router.get("/network.svg", response_model=None, include_in_schema=False)
def network_svg(visit: Asks, scope: Asked, of: Of = "organisations", limit: Many = 150) -> Response:
    """Return the network as a file to be printed."""
    return _svg_file(visit, network_page(visit=visit, scope=scope, of=of, limit=limit))


@router.get("/network.png", response_model=None, include_in_schema=False)
def network_png(visit: Asks, scope: Asked, of: Of = "organisations", limit: Many = 150) -> Response:
    """Return the network as an image."""
    return _png_file(visit, network_page(visit=visit, scope=scope, of=of, limit=limit))


@router.get("/network.vega.json", response_model=None, include_in_schema=False)
def network_vega(visit: Asks, scope: Asked, of: Of = "organisations", limit: Many = 150) -> Response:
    """Return the network as a Vega-Lite specification, for the script of the page."""
    return _specification(visit, network_page(visit=visit, scope=scope, of=of, limit=limit))


@page_at(router, "/network/between", "pictures/between.html")
def network_between(
    visit: Asks,
    scope: Asked,
    first: Key,
    second: Key,
    of: Of = "organisations",
    page: PageNumber = 1,
) -> BetweenPage:
    """The records behind an edge of the network."""
    columns = _columns(visit)
    records = records_naming(columns, scope, of, first, second)
    if len(records) == 0:
        raise HTTPException(404, "no record names these two together")
    names = tuple(
        visit.language.country(id) if of == "countries" else columns.names[columns.entity_places[id]]
        for id in (first, second)
    )
    return _between(visit, names, "/network", records, page)


# --- timeline ------------------------------------------------------------------------------------------


@page_at(router, "/timeline", "pictures/timeline.html")
def timeline_page(visit: Asks, scope: AskedOfAll) -> TimelinePage:
    """Records in the order of time, the latest of very many, and their number by kind and year."""
    with visit.site.store.reading() as connection:
        columns = visit.site.columns.of(connection)
        shown = timeline(connection, columns, scope, latest=ROWS)
    return TimelinePage(scope, shown, countries_named(columns))


@router.get("/timeline.csv", response_model=None, response_class=CsvResponse)
def timeline_csv(visit: Asks, scope: AskedOfAll) -> Response:
    """The records of the timeline."""
    with visit.site.store.reading() as connection:
        shown = timeline(connection, visit.site.columns.of(connection), scope)
    return CsvResponse(moment_rows(shown), "timeline")


@router.get("/timeline.svg", response_model=None, include_in_schema=False)
def timeline_svg(visit: Asks, scope: AskedOfAll) -> Response:
    """Return the timeline as a file to be printed."""
    return _svg_file(visit, timeline_page(visit=visit, scope=scope))


@router.get("/timeline.png", response_model=None, include_in_schema=False)
def timeline_png(visit: Asks, scope: AskedOfAll) -> Response:
    """Return the timeline as an image."""
    return _png_file(visit, timeline_page(visit=visit, scope=scope))


@router.get("/timeline.vega.json", response_model=None, include_in_schema=False)
def timeline_vega(visit: Asks, scope: AskedOfAll) -> Response:
    """Return the timeline as a Vega-Lite specification, for the script of the page."""
    return _specification(visit, timeline_page(visit=visit, scope=scope))


# --- what they share -----------------------------------------------------------------------------------


@router.get("/pictures/vega.js", response_model=None, include_in_schema=False)
def bundle() -> Response:
    """Return Vega, Vega-Lite and vega-embed, for who wants to move a picture."""
    headers = {"cache-control": "public, max-age=86400"}
    return Response(drawing.browser_bundle(), headers=headers, media_type="text/javascript")


def _between(
    visit: Visit, names: tuple[str, ...], back: str, records: tuple[str, ...], page: int
) -> BetweenPage:
    rows = visit.site.settings.rows
    paging = paged(page, len(records), rows)
    some = records[(page - 1) * rows : page * rows]
    with visit.site.store.reading() as connection:
        return BetweenPage(names, back, paging, tying_records(connection, some))


def _columns(visit: Visit) -> Columns:
    with visit.site.store.reading() as connection:
        return visit.site.columns.of(connection)


def _held(visit: Visit) -> tuple[Columns, Whereabouts]:
    with visit.site.store.reading() as connection:
        columns = visit.site.columns.of(connection)
        return columns, visit.site.whereabouts.of(connection, columns)


def _drawn(visit: Visit, picture: Picture) -> Markup:
    outlines = f"/static/{_OUTLINES}?v={visit.site.static[_OUTLINES].tag}"
    return Markup(page_svg(picture, PAGE, outlines))  # noqa: S704 — every text in it is escaped


def _svg_file(visit: Visit, page: Pictured) -> Response:
    made = drawing.svg(specification(page.picture(visit.language), PAPER))
    return Response(made, media_type="image/svg+xml", headers=_FRESH)


def _png_file(visit: Visit, page: Pictured) -> Response:
    made = drawing.png(specification(page.picture(visit.language), PAPER))
    return Response(made, media_type="image/png", headers=_FRESH)


def _specification(visit: Visit, page: Pictured) -> Response:
    made = specification(page.picture(visit.language), PAGE)
    return Response(to_json(made), media_type="application/json", headers=_FRESH)


_FRESH: Final = {"cache-control": "private, no-cache"}
