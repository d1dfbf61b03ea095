"""Which town a position lies in or near, and what a town is called in the language of a reader.

Public: `town_at(latitude, longitude, country)`, `town_name(geonames, language)`, `own_names()`.
"""

import tomllib
from dataclasses import dataclass
from functools import cache, lru_cache
from importlib.resources import files
from typing import Final

import numpy as np
from babel import Locale
from babel.core import get_global
from numpy.typing import NDArray

from kelisim.places import Place, city
from kelisim.places.index import country_number, town, towns_index

_IN: Final = 20.0  # kilometres: the largest town as near as that is where something is
_NEAR: Final = 50.0  # else the nearest as near as that
_DEGREE: Final = 111.2  # kilometres of a degree of latitude


@dataclass(frozen=True, slots=True)
class _Towns:
    """All towns from south to north, a column each; `numbers` are those of the index."""

    latitudes: NDArray[np.float64]
    longitudes: NDArray[np.float64]
    populations: NDArray[np.int64]
    countries: NDArray[np.int64]
    numbers: NDArray[np.int64]


@lru_cache(maxsize=1 << 14)
def town_at(latitude: float, longitude: float, country: str | None) -> Place | None:
    """Return the town of a position in degrees, None far from any.

    That is the largest of the country within 20 km, else the nearest within 50 km.
    """
    towns = _towns()
    low, high = np.searchsorted(towns.latitudes, (latitude - _NEAR / _DEGREE, latitude + _NEAR / _DEGREE))
    band = slice(int(low), int(high))
    east = (towns.longitudes[band] - longitude + 180) % 360 - 180
    away = _DEGREE * np.hypot(towns.latitudes[band] - latitude, east * np.cos(np.radians(latitude)))
    near = away <= _NEAR
    if country is not None:
        near &= towns.countries[band] == country_number(country)
    if not near.any():
        return None
    inside = near & (away <= _IN)
    best = (
        np.where(inside, towns.populations[band], -1).argmax()
        if inside.any()
        else np.where(near, away, np.inf).argmin()
    )
    return town(towns_index(), int(towns.numbers[band][best]))


def town_name(geonames: int | None, language: str) -> str | None:
    """Return what a town is called in a language (ISO 639-1), by its GeoNames id; None if unknown."""
    return None if geonames is None else _names(language).get(geonames)


@cache
def _names(language: str) -> dict[int, str]:
    """Return the names that the CLDR has (towns that stand for a time zone), and our own."""
    zones, named, english = (
        get_global("zone_territories"),
        Locale.parse(language).time_zones,
        Locale.parse("en").time_zones,
    )
    found = {}
    for zone, country in zones.items():
        plain = english.get(zone, {}).get("city") or zone.rpartition("/")[2].replace("_", " ")
        name = named.get(zone, {}).get("city")
        town = city(plain, (country,)) if name is not None else None
        if town is not None and town.country == country and town.geonames is not None:
            found[town.geonames] = str(name)
    for place, names in own_names().items():
        plain, _, country = place.rpartition(", ")
        town = city(plain, (country,))
        if town is not None and town.geonames is not None and language in names:
            found[town.geonames] = names[language]
    return found


def own_names() -> dict[str, dict[str, str]]:
    """Return the names of towns that this package brings: "Leeds, GB" and its names by language."""
    content = files("kelisim.web").joinpath("data/towns.toml").read_text(encoding="utf-8")
    return tomllib.loads(content)


@cache
def _towns() -> _Towns:
    index = towns_index()
    latitudes = np.array(index.latitudes, dtype=np.float64)
    order = np.argsort(latitudes, kind="stable")
    return _Towns(
        latitudes[order],
        np.array(index.longitudes, dtype=np.float64)[order],
        np.array(index.populations, dtype=np.int64)[order],
        np.array(index.countries, dtype=np.int64)[order],
        order,
    )
