"""The map of partners as marks.

Public: `map_picture`, `place_name`, `spot_name`. Positions are computed here: labels do not overlap.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from math import sqrt
from typing import Final, Literal

from kelisim.web.languages import Language
from kelisim.web.pictures.labels import Spot, placed
from kelisim.web.pictures.marks import Disc, Line, Picture, Point, World
from kelisim.web.pictures.outlines import TURN, equal_earth
from kelisim.web.pictures.partners import MapPlace, PartnersMap
from kelisim.web.pictures.parts import records, words
from kelisim.web.towns import town_name

View = Literal["world", "partners"]
_WIDTH: Final = 1000


@dataclass(frozen=True, slots=True)
class Frame:
    """The projection of a map (Equal Earth): pixels a radian, and where longitude and latitude 0 stand."""

    scale: float
    x: float
    y: float
    height: int

    def point(self, longitude: float, latitude: float) -> Point:
        """Return where a place stands, in pixels from the left and the top."""
        x, y = equal_earth(longitude, latitude)
        return self.x + self.scale * x, self.y - self.scale * y


def map_picture(
    shown: PartnersMap,
    language: Language,
    *,
    view: View = "world",
    asked: str = "",
    labelled: bool = True,
) -> Picture:
    """Return the map of partners: arcs as wide, and places as large, as the number of their records.

    Discs are places whose town is known, rings those where only the country is. `asked` is the scope as a
    query ("&kind=event"): links from the picture keep to it, as in `network_picture`. A picture too small for
    letters is not `labelled`.
    """
    frame = _frame(shown.places if view == "partners" else ())
    names = {place.id: place_name(place, language) for place in shown.places}
    points = {place.id: frame.point(place.longitude, place.latitude) for place in shown.places}
    most = max((len(arc.records) for arc in shown.arcs), default=1)
    arcs = [
        Line(
            points[arc.first],
            points[arc.second],
            0.8 + 3.2 * len(arc.records) / most,
            "told",
            opacity=0.55,
            bend=_bent(points[arc.first], points[arc.second]),
            link=f"/map/between?first={arc.first}&second={arc.second}{asked}",
            name=f"{names[arc.first]} – {names[arc.second]}: {records(len(arc.records), language)}",
        )
        for arc in reversed(shown.arcs)  # the widest last, on top
    ]
    places = [
        Disc(
            points[place.id],
            _radius(place),
            "told",
            filled=place.precision != "country",
            link=f"/map/at?place={place.id}{asked}",
            name=f"{names[place.id]}: {records(len(place.records), language)}",
        )
        for place in sorted(
            shown.places, key=lambda place: (place.precision != "country", -len(place.records))
        )
    ]
    spots = [
        Spot(place.id, *points[place.id], _radius(place), names[place.id], len(place.records))
        for place in (shown.places if labelled else ())
    ]
    homes = tuple(sorted({place.country for place in shown.places if place.country is not None}))
    return Picture(
        language.gettext("Partners on the map"),
        _WIDTH,
        frame.height,
        (*arcs, *places, *words(placed(spots, _WIDTH, frame.height))),
        World(frame.scale, frame.x, frame.y, homes),
    )


def place_name(place: MapPlace, language: Language) -> str:
    """Return what a place that is drawn is called, as `spot_name` tells."""
    town = None if place.name is None else (place.name, place.geonames)
    nobody = place.precision == "country" or len(place.organisations) == 0
    return spot_name(town, place.country, None if nobody else place.organisations[0][1], language)


def spot_name(
    town: tuple[str, int | None] | None, country: str | None, organisation: str | None, language: Language
) -> str:
    """Return what a place is called: its town in the language of the reader, who is there, or its country.

    Arguments:
        town: its name and its id in GeoNames.
        organisation: the first of those there; None where no more than the country is known.
    """
    if town is not None:
        return town_name(town[1], language.code) or town[0]
    return language.country(country) if organisation is None else organisation


def _bent(start: Point, end: Point) -> Point:
    """Return the point to which a curve between two places bends: it bows upwards by a sixth of the way."""
    (ax, ay), (bx, by) = start, end
    return (ax + bx) / 2, (ay + by) / 2 - sqrt((bx - ax) ** 2 + (by - ay) ** 2) / 3


def _frame(places: Sequence[MapPlace]) -> Frame:
    """Return the projection: of the inhabited world, or of what holds these places and some room around."""
    spots = [equal_earth(place.longitude, place.latitude) for place in places]
    if len(spots) == 0:
        corners = [equal_earth(side - TURN, 0) for side in (-180, 180)]
        (west, _), (east, _) = corners
        south, north = equal_earth(0, -56)[1], equal_earth(0, 82)[1]
    else:
        xs, ys = [x for x, _ in spots], [y for _, y in spots]
        room = max(0.12, 0.12 * (max(xs) - min(xs)), 0.12 * (max(ys) - min(ys)))
        west, east, south, north = min(xs) - room, max(xs) + room, min(ys) - room, max(ys) + room
    scale = min(_WIDTH / (east - west), 620 / (north - south))
    height = max(320, round(scale * (north - south)))
    return Frame(
        scale, _WIDTH / 2 - scale * (west + east) / 2, height / 2 + scale * (north + south) / 2, height
    )


def _radius(place: MapPlace) -> float:
    return min(12.0, 2.2 + 1.1 * sqrt(len(place.records)))
