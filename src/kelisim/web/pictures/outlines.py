"""The outlines of the world that the package ships, as GeoJSON.

They are Natural Earth's (public domain), assigned to the countries of ISO 3166: see `compile`.
"""

from functools import cache
from importlib.resources import files
from typing import Any

import msgspec


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
