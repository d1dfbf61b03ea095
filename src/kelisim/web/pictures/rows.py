"""The data of the pictures as rows of CSV, the headings first."""

from collections.abc import Iterator

from kelisim.web.languages import Language
from kelisim.web.pictures.charts import node_name
from kelisim.web.pictures.map_chart import place_name
from kelisim.web.pictures.network import Network
from kelisim.web.pictures.partners import PartnersMap
from kelisim.web.pictures.timeline import Timeline
from kelisim.web.tables import Cell


def arc_rows(shown: PartnersMap, language: Language) -> Iterator[list[Cell]]:
    """Give the arcs of a map, the headings first."""
    places = {place.id: place for place in shown.places}
    yield ["first", "first_country", "second", "second_country", "records", "ids"]
    for arc in shown.arcs:
        ends = [(place_name(places[id], language), places[id].country) for id in (arc.first, arc.second)]
        yield [*ends[0], *ends[1], len(arc.records), " | ".join(arc.records)]


def place_rows(shown: PartnersMap, language: Language) -> Iterator[list[Cell]]:
    """Give the places of a map, the headings first; those without a place come last."""
    yield ["place", "country", "latitude", "longitude", "known_by", "records", "organisations", "ids"]
    for place in shown.places:
        named = " | ".join(name for _, name in place.organisations)
        ids = " | ".join(id for id, _ in place.organisations)
        where = [place.country, place.latitude, place.longitude, place.precision]
        yield [place_name(place, language), *where, len(place.records), named, ids]
    for id, name in shown.unplaced:
        yield ["", "", None, None, "unknown", None, name, id]


def edge_rows(shown: Network, language: Language) -> Iterator[list[Cell]]:
    """Give the edges of a network, the headings first."""
    names = {node.id: node_name(node, language) for node in shown.nodes}
    yield ["first", "first_name", "second", "second_name", "records", "ids"]
    for edge in shown.edges:
        count, ids = len(edge.records), " | ".join(edge.records)
        yield [edge.first, names[edge.first], edge.second, names[edge.second], count, ids]


def node_rows(shown: Network, language: Language) -> Iterator[list[Cell]]:
    """Give the nodes of a network, the headings first."""
    yield ["id", "name", "country", "records", "cluster", "x", "y"]
    for node in shown.nodes:
        name = node_name(node, language)
        place = [round(node.x, 4), round(node.y, 4)]
        yield [node.id, name, node.country, node.records, node.cluster + 1, *place]


def moment_rows(shown: Timeline) -> Iterator[list[Cell]]:
    """Give the records of a timeline, the headings first."""
    yield ["id", "kind", "date", "expires", "status", "title"]
    for each in shown.moments:
        yield [each.id, each.kind, each.date, each.expires, each.status, each.title]
