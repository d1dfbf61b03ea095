"""Network and timeline as Vega-Lite specifications, made with Altair.

Public: `network_chart`, `timeline_chart`, `node_name`, `node_address`. Each chart takes what is shown, a
palette and the language, and returns the specification.
"""

from collections.abc import Mapping, Sequence
from math import pi, sqrt
from typing import Any, Final

import altair as alt

from kelisim.web.addresses import address_of
from kelisim.web.languages import Language
from kelisim.web.pictures.drawing import Palette
from kelisim.web.pictures.labels import Spot, placed
from kelisim.web.pictures.network import Network, Node
from kelisim.web.pictures.parts import axes, group, layer_of, layered, named, records, specification, texts
from kelisim.web.pictures.timeline import DOTS, Timeline, stacked

_WIDTH: Final = 1000


def network_chart(shown: Network, palette: Palette, language: Language, *, asked: str = "") -> dict[str, Any]:
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
        {
            "x": at[edge.first][0],
            "y": at[edge.first][1],
            "x2": at[edge.second][0],
            "y2": at[edge.second][1],
            "wide": 0.8 + 4.2 * len(edge.records) / most,
            "colour": group(clusters[edge.first], palette)
            if clusters[edge.first] == clusters[edge.second]
            else palette.line,
            "href": f"/network/between?first={edge.first}&second={edge.second}{asked}",
            "named": f"{names[edge.first]} – {names[edge.second]}: {records(len(edge.records), language)}",
        }
        for edge in sorted(shown.edges, key=lambda edge: len(edge.records))
    ]
    nodes = [
        {
            "x": at[node.id][0],
            "y": at[node.id][1],
            "size": pi * radius[node.id] ** 2,
            "colour": group(node.cluster, palette),
            "href": node_address(node),
            "named": f"{names[node.id]}: {records(node.records, language)}",
        }
        for node in reversed(shown.nodes)
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
    x, y = axes(width, height)
    layers: list[alt.Chart] = []
    if len(edges) > 0:
        lines = layer_of(edges).mark_rule(opacity=0.45)
        layers.append(
            lines.encode(
                x=x,
                y=y,
                x2="x2:Q",
                y2="y2:Q",
                strokeWidth=alt.StrokeWidth("wide:Q", scale=None),
                color=alt.Color("colour:N", scale=None),
                **named(),
            )
        )
    if len(nodes) > 0:
        discs = layer_of(nodes).mark_circle(opacity=0.9, stroke=palette.ink, strokeWidth=0.4)
        layers.append(
            discs.encode(
                x=x,
                y=y,
                size=alt.Size("size:Q", scale=None),
                color=alt.Color("colour:N", scale=None),
                **named(),
            )
        )
    layers.extend(texts(placed(spots, width, height), width, height, palette))
    title = language.gettext("Network of those named together")
    return specification(layered(layers), palette, width, height, title)


def timeline_chart(
    shown: Timeline, palette: Palette, language: Language, kind_names: Mapping[str, str]
) -> dict[str, Any]:
    """Return the timeline: a lane a kind, a dot a record; a bar a year where there are over `DOTS`."""
    kinds = [kind for kind in kind_names if any(each.kind == kind for each in shown.years)]
    colours = {kind: group(number, palette) for number, kind in enumerate(kind_names)}
    dense = len(shown.moments) > DOTS
    rows, tops, height = (_bars if dense else _stacks)(shown, kinds, colours, language)
    first = min((each.year for each in shown.years), default=2000)
    last = max((each.year for each in shown.years), default=2000) + 1
    axis = alt.Axis(format="d", tickMinStep=1, tickCount=min(last - first, 20), title=None, grid=True)
    room = (last - first) / 80  # half a dot, at either side
    x = alt.X("x:Q", scale=alt.Scale(domain=[first - room, last + room], nice=False), axis=axis)
    y = alt.Y("y:Q", scale=alt.Scale(domain=[0, height], range=[height, 0]), axis=None)
    layers: list[alt.Chart] = []
    if len(rows) > 0:
        data = layer_of(rows)
        colour = alt.Color("colour:N", scale=None)
        if dense:
            bars = data.mark_rect(opacity=0.85, stroke=palette.paper)
            layers.append(bars.encode(x=x, x2="x2:Q", y=y, y2="y2:Q", color=colour, **named()))
        else:
            dots = data.mark_circle(opacity=0.9)
            layers.append(dots.encode(x=x, y=y, size=alt.Size("size:Q", scale=None), color=colour, **named()))
    heads = [{"y": tops[kind], "text": kind_names[kind]} for kind in kinds]
    if len(heads) > 0:
        texts = layer_of(heads).mark_text(
            align="left", baseline="top", fontSize=13, fontWeight=600, color=palette.ink
        )
        layers.append(texts.encode(x=alt.value(0), y=y, text="text:N"))
    title = language.gettext("Records along time")
    return specification(layered(layers), palette, _WIDTH, height, title)


def node_name(node: Node, language: Language) -> str:
    """Return what a node of the network is called; a country in the language of the reader."""
    return language.country(node.id) if node.id == node.country else node.name


def node_address(node: Node) -> str:
    """Return the address of the page of a node."""
    return f"/countries/{node.id}" if node.id == node.country else address_of(node.id)


# --- parts ---------------------------------------------------------------------------------------------


def _stacks(
    shown: Timeline, kinds: Sequence[str], colours: Mapping[str, str], language: Language
) -> tuple[list[dict[str, Any]], dict[str, float], int]:
    """Return a row a record, where each lane's head stands (counted from below), and the height."""
    places = stacked(shown.moments)
    highest = {
        kind: max((places[each.id][1] for each in shown.moments if each.kind == kind), default=0) + 1
        for kind in kinds
    }
    step = max(4.0, min(10.0, 420 / max(1, sum(highest.values()))))
    lanes = {kind: 26 + step * (highest[kind] + 0.5) for kind in kinds}
    feet, tops, height = _lanes(lanes)
    rows = [
        {
            "x": places[each.id][0],
            "y": feet[each.kind] + step * (places[each.id][1] + 0.6),
            "size": pi * (step * 0.42) ** 2,
            "colour": colours[each.kind],
            "href": address_of(each.id),
            "named": f"{language.date(each.date)}: {each.title}",
        }
        for each in shown.moments
    ]
    return rows, tops, height


def _bars(
    shown: Timeline, kinds: Sequence[str], colours: Mapping[str, str], language: Language
) -> tuple[list[dict[str, Any]], dict[str, float], int]:
    """Return a row a kind and year, where each lane's head stands (counted from below), and the height."""
    most = max(each.records for each in shown.years)
    lanes = dict.fromkeys(kinds, 110.0)
    feet, tops, height = _lanes(lanes)
    rows = [
        {
            "x": each.year,
            "x2": each.year + 1,
            "y": feet[each.kind],
            "y2": feet[each.kind] + 80 * each.records / most,
            "colour": colours[each.kind],
            "href": f"/timeline?kind={each.kind}&since={each.year}&until={each.year}",
            "named": f"{each.year}: {records(each.records, language)}",
        }
        for each in shown.years
    ]
    return rows, tops, height


def _lanes(lanes: Mapping[str, float]) -> tuple[dict[str, float], dict[str, float], int]:
    """Return where each lane begins and ends, counted from below, and the height of all."""
    height = sum(lanes.values())
    feet, tops, at = {}, {}, height
    for kind, high in lanes.items():
        tops[kind] = at - 4
        at -= high
        feet[kind] = at
    return feet, tops, max(60, round(height))


def _canvas(count: int) -> tuple[int, int]:
    """Return a width and height that leave each of so many nodes room for its label."""
    wide = round(1000 * max(1.0, sqrt(count / 150)))
    return wide, round(wide * 0.7)
