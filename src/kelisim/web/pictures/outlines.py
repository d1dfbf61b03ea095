"""The outlines of the world that the package ships: as GeoJSON, and as paths of SVG (Equal Earth).

They are Natural Earth's (public domain), assigned to the countries of ISO 3166: see `compile`, which also
writes the paths as `static/world.svg`, the file that the pages of maps refer to.
"""

from collections.abc import Sequence
from functools import cache, lru_cache
from importlib.resources import files
from itertools import pairwise
from math import asin, cos, radians, sin, sqrt
from typing import Any, Final

import msgspec

TURN: Final = -11.0  # degrees: the map is cut in the Bering Strait, not through Chukotka
SCALE: Final = 1847.0  # of `static/world.svg`, units a radian: ten units are a pixel on a map 1,000 wide
X: Final = 5000.0
Y: Final = 3000.0

Line = Sequence[tuple[float, float]]


class _File(msgspec.Struct):
    countries: dict[str, list[list[list[tuple[float, float]]]]]
    borders: list[list[tuple[float, float]]]


@cache
def _held() -> _File:
    content = files("kelisim.web.pictures").joinpath("data/outlines.json").read_bytes()
    return msgspec.json.decode(content, type=_File)


def countries() -> list[dict[str, Any]]:
    """Return a GeoJSON feature for each country; its id is ISO 3166-1 alpha-2."""
    return [
        {
            "type": "Feature",
            "id": code,
            "properties": {"country": code},
            "geometry": {"type": "MultiPolygon", "coordinates": polygons},
        }
        for code, polygons in _held().countries.items()
    ]


def borders() -> dict[str, Any]:
    """Return the borders between countries as one GeoJSON feature."""
    geometry = {"type": "MultiLineString", "coordinates": _held().borders}
    return {"type": "Feature", "properties": {}, "geometry": geometry}


def equal_earth(longitude: float, latitude: float) -> tuple[float, float]:
    """Return the Equal Earth projection (Šavrič, Patterson and Jenny 2018) of a place, in radians."""
    turned = (longitude + TURN + 180) % 360 - 180 if longitude + TURN != 180 else 180.0
    return _projected(turned, latitude)


@lru_cache(maxsize=4)
def paths(scale: float, x: float, y: float) -> tuple[dict[str, str], str]:
    """Return the path of each country and that of all borders, in whole units.

    Arguments:
        scale: units a radian.
        x, y: where longitude and latitude 0 stand.
    """

    def path(line: Line, closed: bool) -> str:
        points = [
            (round(x + scale * east), round(y - scale * north)) for east, north in _turned(line, closed)
        ]
        return _path(points, closed)

    shapes = {
        code: "".join(path(ring, True) for polygon in polygons for ring in polygon)
        for code, polygons in _held().countries.items()
    }
    return shapes, "".join(path(line, False) for line in _held().borders)


def world_file() -> str:
    """Return the file of outlines: each country by its code, all of them as "land", and "borders"."""
    shapes, lines = paths(SCALE, X, Y)
    land = "\n".join(f'<path id="{code}" d="{shape}"/>' for code, shape in shapes.items() if shape)
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg">\n<g id="land">\n{land}\n</g>\n'
        f'<path id="borders" vector-effect="non-scaling-stroke" d="{lines}"/>\n</svg>\n'
    )


def _projected(turned: float, latitude: float) -> tuple[float, float]:
    a1, a2, a3, a4 = 1.340264, -0.081106, 0.000893, 0.003796
    m = sqrt(3) / 2
    t = asin(m * sin(radians(latitude)))
    x = radians(turned) * cos(t) / (m * (a1 + 3 * a2 * t**2 + t**6 * (7 * a3 + 9 * a4 * t**2)))
    return x, t * (a1 + a2 * t**2 + t**6 * (a3 + a4 * t**2))


def _turned(line: Line, closed: bool) -> list[tuple[float, float]]:
    """Return a line on the projection; what would run from edge to edge of the map stays on its side."""
    if len(line) == 0:
        return []
    start = (line[0][0] + TURN + 180) % 360 - 180
    sides = [(longitude + TURN + 180) % 360 - 180 for longitude, _ in line]
    middle = start if not closed else sorted(sides)[len(sides) // 2]
    near = [side - 360 * round((side - middle) / 360) if abs(side - middle) > 180 else side for side in sides]
    return [
        _projected(min(180.0, max(-180.0, side)), latitude)
        for side, (_, latitude) in zip(near, line, strict=True)
    ]


def _path(points: Sequence[tuple[int, int]], closed: bool) -> str:
    """Return points as a path of steps, without those on the way; "" for what is smaller than a unit."""
    kept: list[tuple[int, int]] = []
    for point in points:
        if len(kept) > 0 and kept[-1] == point:
            continue
        if len(kept) > 1 and _straight(kept[-2], kept[-1], point):
            kept[-1] = point
        else:
            kept.append(point)
    if len(kept) < (3 if closed else 2):
        return ""
    (x, y), steps = kept[0], []
    for before, after in pairwise(kept):
        steps.append(f"{after[0] - before[0]} {after[1] - before[1]}")
    drawn = " ".join(steps[:-1] if closed and kept[0] == kept[-1] else steps).replace(" -", "-")
    return f"M{x} {y}l{drawn}{'z' if closed else ''}"


def _straight(first: tuple[int, int], middle: tuple[int, int], last: tuple[int, int]) -> bool:
    """Return whether a point lies on the way between two others."""
    (ax, ay), (bx, by) = (
        (middle[0] - first[0], middle[1] - first[1]),
        (last[0] - middle[0], last[1] - middle[1]),
    )
    return ax * by == ay * bx and ax * bx + ay * by > 0
