"""Network and timeline as marks.

Public: `network_picture`, `timeline_picture`, `node_name`, `node_address`.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from math import sqrt
from typing import Final

from kelisim.web.addresses import address_of
from kelisim.web.languages import Language
from kelisim.web.pictures.labels import Spot, placed
from kelisim.web.pictures.marks import Bar, Disc, Line, Mark, Picture, Words
from kelisim.web.pictures.network import Network, Node
from kelisim.web.pictures.parts import records, steps, words
from kelisim.web.pictures.timeline import DOTS, Timeline, stacked

_WIDTH: Final = 1000
_SIDE: Final = 32  # pixels left and right of the years: half a number, as large as on a telephone
_FOOT: Final = 24  # pixels under the lanes, for the years


def network_picture(shown: Network, language: Language, *, asked: str = "") -> Picture:
    """Return the network: discs as large as the number of records, coloured by cluster, joined by edges."""
    width, height = _canvas(len(shown.nodes))
    margin = 46
    at = {
        node.id: (margin + node.x * (width - 2 * margin), margin + node.y * (height - 2 * margin))
        for node in shown.nodes
    }
    names = {node.id: node_name(node, language) for node in shown.nodes}
    clusters = {node.id: node.cluster for node in shown.nodes}
    most = max((len(edge.records) for edge in shown.edges), default=1)
    heaviest = max((node.records for node in shown.nodes), default=1)
    radius = {node.id: 3 + 13 * sqrt(node.records / heaviest) for node in shown.nodes}
    edges = [
        Line(
            at[edge.first],
            at[edge.second],
            0.8 + 4.2 * len(edge.records) / most,
            str(clusters[edge.first]) if clusters[edge.first] == clusters[edge.second] else "line",
            opacity=0.45,
            link=f"/network/between?first={edge.first}&second={edge.second}{asked}",
            name=f"{names[edge.first]} – {names[edge.second]}: {records(len(edge.records), language)}",
        )
        for edge in sorted(shown.edges, key=lambda edge: len(edge.records))
    ]
    nodes = [
        Disc(
            at[node.id],
            radius[node.id],
            str(node.cluster),
            link=node_address(node),
            name=f"{names[node.id]}: {records(node.records, language)}",
        )
        for node in shown.nodes
    ]
    spots = [
        Spot(
            node.id,
            *at[node.id],
            radius[node.id],
            names[node.id],
            node.records,
            10.0 + 4.0 * sqrt(node.records / heaviest),
        )
        for node in shown.nodes
    ]
    title = language.gettext("Network of those named together")
    return Picture(title, width, height, (*edges, *nodes, *words(placed(spots, width, height))))


def timeline_picture(shown: Timeline, language: Language, kind_names: Mapping[str, str]) -> Picture:
    """Return the timeline: a lane a kind, a dot a record; a bar a year where there are over `DOTS`."""
    kinds = [kind for kind in kind_names if any(each.kind == kind for each in shown.years)]
    colours = {kind: str(number) for number, kind in enumerate(kind_names)}
    first = min((each.year for each in shown.years), default=2000)
    last = max((each.year for each in shown.years), default=2000) + 1
    scale = Years(first, last)
    draw = _bars if shown.dated > DOTS else _stacks
    marks, tops, height = draw(shown, kinds, colours, language, scale)
    heads = [Words((0, tops[kind] + 8), kind_names[kind], "left", 13, bold=True) for kind in kinds]
    title = language.gettext("Records along time")
    return Picture(title, _WIDTH, height + _FOOT, (*scale.ticks(height), *marks, *heads))


@dataclass(frozen=True, slots=True)
class Years:
    """The axis of a timeline, from the beginning of the first year to that of the last."""

    first: int
    last: int

    def x(self, year: float) -> float:
        """Return where a moment stands, in pixels from the left."""
        return _SIDE + (year - self.first) / (self.last - self.first) * (_WIDTH - 2 * _SIDE)

    def ticks(self, height: float) -> Sequence[Mark]:
        """Return thin lines at years, with their numbers at the foot: at most ten or so."""
        step = next(step for step in steps() if (self.last - self.first) / step <= 10)
        years = range(-(-self.first // step) * step, self.last + 1, step)
        lines = [Line((self.x(year), 0), (self.x(year), height), 1, "line", opacity=0.5) for year in years]
        return [
            *lines,
            *(Words((self.x(year), height + 12), str(year), "center", 12, colour="quiet") for year in years),
        ]


def node_name(node: Node, language: Language) -> str:
    """Return what a node of the network is called; a country in the language of the reader."""
    return language.country(node.id) if node.id == node.country else node.name


def node_address(node: Node) -> str:
    """Return the address of the page of a node."""
    return f"/countries/{node.id}" if node.id == node.country else address_of(node.id)


def _stacks(
    shown: Timeline, kinds: Sequence[str], colours: Mapping[str, str], language: Language, scale: Years
) -> tuple[list[Mark], dict[str, float], int]:
    """Return a dot a record, where each lane begins (from the top), and the height of all."""
    places = stacked(shown.moments)
    highest = {
        kind: max((places[each.id][1] for each in shown.moments if each.kind == kind), default=0) + 1
        for kind in kinds
    }
    step = max(4.0, min(10.0, 420 / max(1, sum(highest.values()))))
    tops, feet, height = _lanes({kind: 26 + step * (highest[kind] + 0.5) for kind in kinds})
    dots: list[Mark] = [
        Disc(
            (scale.x(places[each.id][0]), feet[each.kind] - step * (places[each.id][1] + 0.6)),
            step * 0.42,
            colours[each.kind],
            link=address_of(each.id),
            name=f"{language.date(each.date)}: {each.title}",
        )
        for each in shown.moments
    ]
    return dots, tops, height


def _bars(
    shown: Timeline, kinds: Sequence[str], colours: Mapping[str, str], language: Language, scale: Years
) -> tuple[list[Mark], dict[str, float], int]:
    """Return a bar a kind and year, where each lane begins (from the top), and the height of all."""
    most = max(each.records for each in shown.years)
    tops, feet, height = _lanes(dict.fromkeys(kinds, 110.0))
    bars: list[Mark] = [
        Bar(
            (scale.x(each.year) + 0.5, feet[each.kind] - 80 * each.records / most),
            scale.x(each.year + 1) - scale.x(each.year) - 1,
            80 * each.records / most,
            colours[each.kind],
            link=f"/timeline?kind={each.kind}&since={each.year}&until={each.year}",
            name=f"{each.year}: {records(each.records, language)}",
        )
        for each in shown.years
    ]
    return bars, tops, height


def _lanes(lanes: Mapping[str, float]) -> tuple[dict[str, float], dict[str, float], int]:
    """Return where each lane begins and ends, counted from the top, and the height of all."""
    tops, feet, at = {}, {}, 0.0
    for kind, high in lanes.items():
        tops[kind] = at + 4
        at += high
        feet[kind] = at
    return tops, feet, max(60, round(at))


def _canvas(count: int) -> tuple[int, int]:
    """Return a width and height that leave each of so many nodes room for its label."""
    wide = round(1000 * max(0.64, sqrt(count / 150)))
    return wide, round(wide * 0.7)
