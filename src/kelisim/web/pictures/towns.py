"""Which town a position lies in or near.

Public: `town_at(latitude, longitude, country)`.
"""

from functools import cache, lru_cache
from typing import Final

import numpy as np
from numpy.typing import NDArray

from kelisim.places.index import town, towns_index

_IN: Final = 20.0  # kilometres: the largest town as near as that is where something is
_NEAR: Final = 50.0  # else the nearest as near as that
_DEGREE: Final = 111.2  # kilometres of a degree of latitude


@lru_cache(maxsize=1 << 14)
def town_at(latitude: float, longitude: float, country: str | None) -> str | None:
    """Return the name of the town of a position in degrees, None far from any.

    That is the largest of the country within 20 km, else the nearest within 50 km.
    """
    latitudes, longitudes, populations, countries, numbers = _towns()
    low, high = np.searchsorted(latitudes, (latitude - _NEAR / _DEGREE, latitude + _NEAR / _DEGREE))
    band = slice(int(low), int(high))
    east = (longitudes[band] - longitude + 180) % 360 - 180
    away = _DEGREE * np.hypot(latitudes[band] - latitude, east * np.cos(np.radians(latitude)))
    near = away <= _NEAR
    if country is not None:
        near &= countries[band] == ord(country[0]) << 8 | ord(country[1])
    if not near.any():
        return None
    inside = near & (away <= _IN)
    best = (
        np.where(inside, populations[band], -1).argmax()
        if inside.any()
        else np.where(near, away, np.inf).argmin()
    )
    return town(towns_index(), int(numbers[band][best])).name


@cache
def _towns() -> tuple[NDArray[np.float64], ...]:
    """Return latitudes (sorted), longitudes, people, countries and numbers of all towns."""
    index = towns_index()
    order = np.argsort(np.array(index.latitudes, dtype=np.float64), kind="stable")
    columns = (index.latitudes, index.longitudes, index.populations, index.countries)
    return *(np.array(column, dtype=np.float64)[order] for column in columns), order.astype(np.float64)
