"""The pages of the pictures: /map, /network, /timeline, each with its data and its drawing as files."""

from dataclasses import dataclass
from pathlib import Path
from typing import Annotated, Any, Final

from fastapi import APIRouter, Depends, Query, Response
from markupsafe import Markup
from starlette.exceptions import HTTPException

from kelisim.model import to_json
from kelisim.web.addresses import address_of
from kelisim.web.languages import Language
from kelisim.web.pages import page as page_at
from kelisim.web.paging import PageNumber, Paging, paged
from kelisim.web.pictures import charts, drawing, small
from kelisim.web.pictures.between import TyingRecord, tying_records
from kelisim.web.pictures.drawing import PAGE, PAPER, Palette
from kelisim.web.pictures.map_chart import View, map_chart, place_name
from kelisim.web.pictures.network import Edge, Network, Node, Of, network
from kelisim.web.pictures.partners import MapPlace, PartnersMap, partners_map
from kelisim.web.pictures.rows import arc_rows, edge_rows, moment_rows, node_rows, place_rows
from kelisim.web.pictures.scope import KINDS_SHOWN, Scope, countries_named, scope
from kelisim.web.pictures.timeline import DOTS, Moment, Timeline, timeline
from kelisim.web.site import Link, Room
from kelisim.web.tables import CsvResponse
from kelisim.web.visit import Asks, Visit
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


class Shown:
    """What the templates of all pictures ask for beside the data."""

    __slots__ = ()
    rows = 200  # of a table under a picture; all of them are in its CSV

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

    def drawing(self, language: Language) -> Markup:
        """Return the map as SVG for the page."""
        return _drawn(map_chart(self.shown, PAGE, language, view=self.view, asked=self.scope.query))

    def name(self, id: str, language: Language) -> str:
        """Return what a place is called."""
        return place_name(next(place for place in self.shown.places if place.id == id), language)


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

    def drawing(self, language: Language) -> Markup:
        """Return the network as SVG for the page."""
        return _drawn(charts.network_chart(self.shown, PAGE, language, asked=self.asked))

    @staticmethod
    def node_address(node: Node) -> str:
        """Return the address of the page of a node."""
        return charts.node_address(node)

    def name(self, id: str, language: Language) -> str:
        """Return what a node is called."""
        return charts.node_name(next(node for node in self.shown.nodes if node.id == id), language)


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
        return len(self.shown.moments) > DOTS

    @property
    def latest(self) -> tuple[Moment, ...]:
        """The latest records, as many as a table has rows."""
        return self.shown.moments[: -self.rows - 1 : -1]

    def drawing(self, language: Language) -> Markup:
        """Return the timeline as SVG for the page."""
        return _drawn(charts.timeline_chart(self.shown, PAGE, language, Shown.kinds(language)))


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


# --- map -----------------------------------------------------------------------------------------------


@page_at(router, "/map", "pictures/map.html")
def map_page(visit: Asks, scope: Asked, view: View = "world") -> MapPage:
    """Where partners are, and which places records tie together."""
    with visit.site.store.reading() as connection:
        return MapPage(scope, view, partners_map(connection, scope), countries_named(connection))


@router.get("/map.csv", response_model=None, response_class=CsvResponse)
def map_csv(visit: Asks, scope: Asked) -> Response:
    """The arcs of the map: two places a row."""
    shown = map_page(visit=visit, scope=scope).shown
    return CsvResponse(arc_rows(shown, visit.language), "map")


@router.get("/map/places.csv", response_model=None, response_class=CsvResponse)
def map_places_csv(visit: Asks, scope: Asked) -> Response:
    """The places of the map."""
    shown = map_page(visit=visit, scope=scope).shown
    return CsvResponse(place_rows(shown, visit.language), "places")


def _map_chart(visit: Visit, palette: Palette, scope: Scope, view: View) -> dict[str, Any]:
    shown = map_page(visit=visit, scope=scope, view=view).shown
    return map_chart(shown, palette, visit.language, view=view, asked=scope.query)


@router.get("/map.svg", response_model=None, include_in_schema=False)
def map_svg(visit: Asks, scope: Asked, view: View = "world") -> Response:
    """Return the map as a file to be printed."""
    return _svg_file(_map_chart(visit, PAPER, scope, view))


@router.get("/map.png", response_model=None, include_in_schema=False)
def map_png(visit: Asks, scope: Asked, view: View = "world") -> Response:
    """Return the map as an image."""
    return _png_file(_map_chart(visit, PAPER, scope, view))


@router.get("/map.vega.json", response_model=None, include_in_schema=False)
def map_vega(visit: Asks, scope: Asked, view: View = "world") -> Response:
    """Return the map as a Vega-Lite specification, for the script of the page."""
    return _specification(_map_chart(visit, PAGE, scope, view))


@page_at(router, "/map/between", "pictures/between.html")
def map_between(visit: Asks, scope: Asked, first: Key, second: Key, page: PageNumber = 1) -> BetweenPage:
    """The records behind an arc of the map."""
    shown = map_page(visit=visit, scope=scope).shown
    arc = next((arc for arc in shown.arcs if {arc.first, arc.second} == {first, second}), None)
    if arc is None:
        raise HTTPException(404, "no record ties these two places together")
    places = {place.id: place for place in shown.places}
    names = tuple(place_name(places[id], visit.language) for id in (arc.first, arc.second))
    return _between(visit, names, "/map", arc.records, page)


@page_at(router, "/map/at", "pictures/between.html")
def map_at(visit: Asks, scope: Asked, place: Key, page: PageNumber = 1) -> BetweenPage:
    """The records that name organisations of a place."""
    shown = map_page(visit=visit, scope=scope).shown
    found: MapPlace | None = next((each for each in shown.places if each.id == place), None)
    if found is None:
        raise HTTPException(404, "no partner is known at this place")
    return _between(visit, (place_name(found, visit.language),), "/map", found.records, page)


# --- network -------------------------------------------------------------------------------------------


@page_at(router, "/network", "pictures/network.html")
def network_page(visit: Asks, scope: Asked, of: Of = "organisations", limit: Many = 150) -> NetworkPage:
    """Those whom records name together: nodes, edges, clusters."""
    with visit.site.store.reading() as connection:
        shown = network(connection, scope, of, limit=limit)
        return NetworkPage(scope, of, limit, shown, countries_named(connection))


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


def _network_chart(visit: Visit, palette: Palette, scope: Scope, of: Of, limit: int) -> dict[str, Any]:
    page = network_page(visit=visit, scope=scope, of=of, limit=limit)
    return charts.network_chart(page.shown, palette, visit.language, asked=page.asked)


@router.get("/network.svg", response_model=None, include_in_schema=False)
def network_svg(visit: Asks, scope: Asked, of: Of = "organisations", limit: Many = 150) -> Response:
    """Return the network as a file to be printed."""
    return _svg_file(_network_chart(visit, PAPER, scope, of, limit))


@router.get("/network.png", response_model=None, include_in_schema=False)
def network_png(visit: Asks, scope: Asked, of: Of = "organisations", limit: Many = 150) -> Response:
    """Return the network as an image."""
    return _png_file(_network_chart(visit, PAPER, scope, of, limit))


@router.get("/network.vega.json", response_model=None, include_in_schema=False)
def network_vega(visit: Asks, scope: Asked, of: Of = "organisations", limit: Many = 150) -> Response:
    """Return the network as a Vega-Lite specification, for the script of the page."""
    return _specification(_network_chart(visit, PAGE, scope, of, limit))


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
    shown = network_page(visit=visit, scope=scope, of=of, limit=500).shown
    edge = next((edge for edge in shown.edges if {edge.first, edge.second} == {first, second}), None)
    if edge is None:
        raise HTTPException(404, "no record names these two together")
    nodes = {node.id: node for node in shown.nodes}
    names = tuple(charts.node_name(nodes[id], visit.language) for id in (edge.first, edge.second))
    return _between(visit, names, "/network", edge.records, page)


# --- timeline ------------------------------------------------------------------------------------------


@page_at(router, "/timeline", "pictures/timeline.html")
def timeline_page(visit: Asks, scope: AskedOfAll) -> TimelinePage:
    """Records in the order of time, and their number by kind and year."""
    with visit.site.store.reading() as connection:
        return TimelinePage(scope, timeline(connection, scope), countries_named(connection))


@router.get("/timeline.csv", response_model=None, response_class=CsvResponse)
def timeline_csv(visit: Asks, scope: AskedOfAll) -> Response:
    """The records of the timeline."""
    shown = timeline_page(visit=visit, scope=scope).shown
    return CsvResponse(moment_rows(shown), "timeline")


def _timeline_chart(visit: Visit, palette: Palette, scope: Scope) -> dict[str, Any]:
    shown = timeline_page(visit=visit, scope=scope).shown
    return charts.timeline_chart(shown, palette, visit.language, Shown.kinds(visit.language))


@router.get("/timeline.svg", response_model=None, include_in_schema=False)
def timeline_svg(visit: Asks, scope: AskedOfAll) -> Response:
    """Return the timeline as a file to be printed."""
    return _svg_file(_timeline_chart(visit, PAPER, scope))


@router.get("/timeline.png", response_model=None, include_in_schema=False)
def timeline_png(visit: Asks, scope: AskedOfAll) -> Response:
    """Return the timeline as an image."""
    return _png_file(_timeline_chart(visit, PAPER, scope))


@router.get("/timeline.vega.json", response_model=None, include_in_schema=False)
def timeline_vega(visit: Asks, scope: AskedOfAll) -> Response:
    """Return the timeline as a Vega-Lite specification, for the script of the page."""
    return _specification(_timeline_chart(visit, PAGE, scope))


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


def _drawn(specification: dict[str, Any]) -> Markup:
    return Markup(drawing.page_svg(specification))  # noqa: S704 — Vega escapes every text that it draws


def _svg_file(specification: dict[str, Any]) -> Response:
    return Response(drawing.svg(specification), media_type="image/svg+xml", headers=_FRESH)


def _png_file(specification: dict[str, Any]) -> Response:
    return Response(drawing.png(specification), media_type="image/png", headers=_FRESH)


def _specification(specification: dict[str, Any]) -> Response:
    return Response(to_json(specification), media_type="application/json", headers=_FRESH)


_FRESH: Final = {"cache-control": "private, no-cache"}
