"""The map of partners as a Vega-Lite specification, made with Altair.

Public: `map_chart`, `place_name`. Positions are computed here, so that labels can be placed without overlap.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from math import asin, cos, pi, radians, sin, sqrt
from typing import Any, Final, Literal

import altair as alt

from kelisim.web.languages import Language
from kelisim.web.pictures import outlines
from kelisim.web.pictures.drawing import Palette
from kelisim.web.pictures.labels import Spot, placed
from kelisim.web.pictures.partners import MapPlace, PartnersMap
from kelisim.web.pictures.parts import axes, layer_of, named, records, specification, texts

View = Literal["world", "partners"]
_WIDTH: Final = 1000
_STEPS: Final = 12  # points of an arc
_TURN: Final = -11.0  # degrees: the map is cut in the Bering Strait, not through Chukotka


@dataclass(frozen=True, slots=True)
class Frame:
    """The projection of a map (Equal Earth): pixels a radian, and where longitude and latitude 0 stand."""

    scale: float
    x: float
    y: float
    height: int

    def point(self, longitude: float, latitude: float) -> tuple[float, float]:
        """Return where a place stands, in pixels from the left and the top."""
        x, y = _equal_earth(longitude, latitude)
        return self.x + self.scale * x, self.y - self.scale * y


def map_chart(
    shown: PartnersMap,
    palette: Palette,
    language: Language,
    *,
    view: View = "world",
    asked: str = "",
    labelled: bool = True,
) -> dict[str, Any]:
    """Return the map of partners: arcs as wide, and places as large, as the number of their records.

    `asked` is the scope as a query ("&kind=event"): links from the picture keep to it, as in `network_chart`.
    A picture too small for letters is not `labelled`.
    """
    frame = _frame(shown.places if view == "partners" else ())
    by_id = {place.id: place for place in shown.places}
    points = {place.id: frame.point(place.longitude, place.latitude) for place in shown.places}
    homes = {place.country for place in shown.places}
    land = [each for each in outlines.countries() if each["id"] not in homes]
    ours = [each for each in outlines.countries() if each["id"] in homes]
    most = max((len(arc.records) for arc in shown.arcs), default=1)
    arcs = [
        {
            "arc": number,
            "step": step,
            "x": x,
            "y": y,
            "wide": 0.8 + 3.2 * len(arc.records) / most,
            "href": f"/map/between?first={arc.first}&second={arc.second}{asked}",
            "named": f"{place_name(by_id[arc.first], language)} – {place_name(by_id[arc.second], language)}: "
            + records(len(arc.records), language),
        }
        for number, arc in enumerate(reversed(shown.arcs))  # the widest last, on top
        for step, (x, y) in enumerate(_bow(points[arc.first], points[arc.second]))
    ]
    places = [
        {
            "x": points[place.id][0],
            "y": points[place.id][1],
            "size": pi * _radius(place) ** 2,
            "filled": place.precision != "country",
            "href": f"/map/at?place={place.id}{asked}",
            "named": f"{place_name(place, language)}: {records(len(place.records), language)}",
        }
        for place in reversed(shown.places)
    ]
    spots = [
        Spot(
            place.id,
            *points[place.id],
            _radius(place),
            place_name(place, language),
            len(place.records),
        )
        for place in (shown.places if labelled else ())
    ]
    x, y = axes(_WIDTH, frame.height)
    layers = [
        _shapes("land", fill=palette.land),
        _shapes("ours", fill=palette.line),
        _shapes("borders", stroke=palette.paper if palette.paper != "none" else palette.land),
        layer_of(arcs)
        .mark_line(color=palette.told, opacity=0.55, interpolate="basis")
        .encode(
            x=x,
            y=y,
            detail="arc:N",
            order="step:Q",
            strokeWidth=alt.StrokeWidth("wide:Q", scale=None),
            **named(),
        ),
        *_dots(places, frame.height, palette),
        *texts(placed(spots, _WIDTH, frame.height), _WIDTH, frame.height, palette),
    ]
    chart = alt.layer(*layers).project(
        type="equalEarth", scale=frame.scale, translate=[frame.x, frame.y], rotate=[_TURN, 0, 0]
    )
    title = language.gettext("Partners on the map")
    outline = {"land": land, "ours": ours, "borders": [outlines.borders()]}
    made = specification(chart, palette, _WIDTH, frame.height, title)
    return made | {"datasets": made.get("datasets", {}) | outline}


def place_name(place: MapPlace, language: Language) -> str:
    """Return what a place of the map is called: its town, its country, or who is there."""
    if place.name is not None:
        return place.name
    if place.precision == "country" or len(place.organisations) == 0:
        return language.country(place.country)
    return place.organisations[0][1]


def _shapes(name: str, **mark: Any) -> alt.Chart:
    """Return a layer of outlines: filled where a fill is given, lines else."""
    filled = "fill" in mark
    shapes: alt.Chart = layer_of(name).mark_geoshape(filled=filled, aria=False, **mark)
    return shapes


def _bow(start: tuple[float, float], end: tuple[float, float]) -> Iterable[tuple[float, float]]:
    """Give points of a curve from one place to another that bows upwards by a sixth of the way."""
    (ax, ay), (bx, by) = start, end
    way = sqrt((bx - ax) ** 2 + (by - ay) ** 2)
    mx, my = (ax + bx) / 2, (ay + by) / 2 - way / 3
    for step in range(_STEPS + 1):
        t = step / _STEPS
        yield (
            round((1 - t) ** 2 * ax + 2 * t * (1 - t) * mx + t**2 * bx, 1),
            round((1 - t) ** 2 * ay + 2 * t * (1 - t) * my + t**2 * by, 1),
        )


def _dots(places: Sequence[Mapping[str, Any]], height: float, palette: Palette) -> Iterable[alt.Chart]:
    """Give the places: discs where the town is known, rings where only the country is."""
    x, y = axes(_WIDTH, height)
    for filled in (False, True):
        rows = [row for row in places if row["filled"] == filled]
        if len(rows) == 0:
            continue
        mark: dict[str, Any] = {"stroke": palette.told, "strokeWidth": 1.5, "opacity": 0.95}
        mark["fill"] = palette.told if filled else palette.land
        points = layer_of(rows).mark_point(shape="circle", **mark)
        yield points.encode(
            x=x,
            y=y,
            size=alt.Size("size:Q", scale=None),
            **named(),
        )


def _frame(places: Sequence[MapPlace]) -> Frame:
    """Return the projection: of the inhabited world, or of what holds these places and some room around."""
    spots = [_equal_earth(place.longitude, place.latitude) for place in places]
    if len(spots) == 0:
        corners = [_equal_earth(_TURN * -1 + side, 0) for side in (-180, 180)]
        (west, _), (east, _) = corners
        south, north = _equal_earth(0, -56)[1], _equal_earth(0, 82)[1]
    else:
        xs, ys = [x for x, _ in spots], [y for _, y in spots]
        room = max(0.12, 0.12 * (max(xs) - min(xs)), 0.12 * (max(ys) - min(ys)))
        west, east, south, north = min(xs) - room, max(xs) + room, min(ys) - room, max(ys) + room
    scale = min(_WIDTH / (east - west), 620 / (north - south))
    height = max(320, round(scale * (north - south)))
    return Frame(
        scale, _WIDTH / 2 - scale * (west + east) / 2, height / 2 + scale * (north + south) / 2, height
    )


def _equal_earth(longitude: float, latitude: float) -> tuple[float, float]:
    """Return the Equal Earth projection (Šavrič, Patterson and Jenny 2018) of a place, in radians."""
    turned = (longitude + _TURN + 180) % 360 - 180 if longitude + _TURN != 180 else 180.0
    a1, a2, a3, a4 = 1.340264, -0.081106, 0.000893, 0.003796
    m = sqrt(3) / 2
    t = asin(m * sin(radians(latitude)))
    x = radians(turned) * cos(t) / (m * (a1 + 3 * a2 * t**2 + t**6 * (7 * a3 + 9 * a4 * t**2)))
    return x, t * (a1 + a2 * t**2 + t**6 * (a3 + a4 * t**2))


def _radius(place: MapPlace) -> float:
    return min(12.0, 2.2 + 1.1 * sqrt(len(place.records)))
