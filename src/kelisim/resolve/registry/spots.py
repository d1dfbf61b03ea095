"""The places that a string names, and how well they agree with where a record is."""

import math
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from kelisim.places.index import country_number
from kelisim.resolve.registry.index import Area, Index
from kelisim.resolve.registry.text import CAPITALS, NUMBER, Text

_ALIKE_LAND: Final = 0.7  # agreement where the other country of `_ALIKE_CODES` is named
_NEAR: Final = 0.36  # degrees of latitude, some 40 km: a campus at the edge of the city
_MANY_TOWNS: Final = 12  # a name that so many towns have says nothing of nearness
# Territories whose organisations are found under the other country's name, and the other way round.
_ALIKE_CODES: Final = {
    **dict.fromkeys(("HK", "MO", "TW"), "CN"),
    **dict.fromkeys(("PR", "GU", "VI", "AS", "MP"), "US"),
    **dict.fromkeys(("GP", "RE", "MQ", "GF", "NC", "PF", "YT", "MC"), "FR"),
    **dict.fromkeys(("GG", "JE", "IM", "GI", "BM"), "GB"),
    **dict.fromkeys(("AX",), "FI"),
    **dict.fromkeys(("GL", "FO"), "DK"),
    **dict.fromkeys(("CW", "AW", "SX", "BQ"), "NL"),
}
_ALIKE: Final = {country_number(code): country_number(home) for code, home in _ALIKE_CODES.items()}


@dataclass(slots=True, eq=False)
class Spot:
    """A place named in a string: words `start` to `end`, and what it may mean. `clean`: a segment of its
    own.
    """

    start: int
    end: int
    block: int
    countries: frozenset[int]
    regions: frozenset[int]
    cities: frozenset[int]
    lands: frozenset[int]
    clean: bool = False


Agreement = tuple[float, float, float]
"""Of country, region and town: 1 the same, -1 another one is named, 0 none is named."""


def spot_at(text: Text, start: int, end: int, meant: Area) -> Spot | None:
    if end - start == 1:
        length = text.ends[start] - text.starts[start]
        if length <= 3 and not text.flags[start] & CAPITALS:
            return None
        if (
            length == 2
            and text.segments[start - 1 : start] == [text.segments[start]]
            and start + 1 < len(text.ids)
            and text.segments[start + 1] == text.segments[start]
            and not text.flags[start + 1] & NUMBER
        ):
            return None  # "IN", "OR" in the middle of a heading
    return Spot(start, end, text.blocks[start], *meant)


def cleaned(text: Text, spots: list[Spot]) -> list[Spot]:
    """Mark the places whose segment holds nothing but places, numbers and codes."""
    loose: set[int] = set()
    covered = {at for spot in spots for at in range(spot.start, spot.end)}
    for at, segment in enumerate(text.segments):
        if (
            at not in covered
            and not text.flags[at] & NUMBER
            and not (text.flags[at] & CAPITALS and text.ends[at] - text.starts[at] <= 3)
        ):
            loose.add(segment)
    for spot in spots:
        spot.clean = text.segments[spot.start] not in loose
    return spots


def spots_beside(spots: Sequence[Spot], start: int, end: int) -> tuple[list[Spot], list[Spot]]:
    """Return the places that say where the words start … end are, and those that stand within these words.

    The places in the same block (between semicolons) count; if it has none, all of the string's.
    """
    outside: list[Spot] = []
    within: list[Spot] = []
    block = None
    for spot in spots:
        if spot.end <= start or spot.start >= end:
            outside.append(spot)
        else:
            within.append(spot)
        if block is None and spot.start >= start:
            block = spot.block
    return [s for s in outside if s.block == block or s.block < 0] or outside, within


def agreement(index: Index, record: int, near: Sequence[Spot], within: Sequence[Spot]) -> Agreement:
    """Return how the places of `spots_beside` agree with where the record is."""
    if len(near) == 0:
        return 0.0, 0.0, 0.0
    locations = index.locations(record)
    country = region = city = 0.0
    told = [spot.countries for spot in near if spot.clean and spot.countries and not spot.regions]
    for land, area, town in locations:
        home = _ALIKE.get(land, land)
        if len(told) > 0 and _is_abroad(land, home, told) and not any(area in spot.regions for spot in near):
            country = country or -1.0  # a town of this name lies in the country that is told
            continue
        for spot in near:
            if spot.countries:
                country = _about_country(land, home, spot, country)
            if spot.regions:
                if area in spot.regions:
                    region = country = 1.0
                elif not spot.countries and not spot.cities and spot.clean:
                    same = any(index.regions[r][:2] == country_code(land) for r in spot.regions)
                    region = region or -1.0
                    country = 1.0 if same else country or -1.0
            if town in spot.cities:
                city, country = 1.0, max(country, 0.5)
            elif spot.cities:
                city, country = _about_town(index, (land, town), spot, city, country)
    if city < 0 and len(within) > 0:
        towns = {place[2] for place in locations}
        if any(not towns.isdisjoint(s.cities) for s in within):
            return country, region, 0.0  # its own town stands in its name
    return country, region, city


def _is_abroad(land: int, home: int, told: Sequence[frozenset[int]]) -> bool:
    """Return whether none of the countries told is this one, or goes for it."""
    return not any(land in each or home in each for each in told)


def _about_country(land: int, home: int, spot: Spot, country: float) -> float:
    """Return how the country agrees, now that one is named."""
    if land in spot.countries:
        return 1.0
    return max(country, _ALIKE_LAND) if home in spot.countries else country or -1.0


def _about_town(
    index: Index, home: tuple[int, int], spot: Spot, city: float, country: float
) -> tuple[float, float]:
    """Return how town and country agree, now that another town is named."""
    land, town = home
    if land in spot.lands and city < 0.6 and _is_near(index, town, spot.cities):
        return 0.6, max(country, 0.5)
    if spot.clean and not spot.countries and not spot.regions:
        city = city or (-1.0 if land in spot.lands or country <= 0 else -0.5)
        if land in spot.lands:
            country = max(country, 0.3)
    return city, country


def place_score(found: Agreement) -> float:
    """Return agreement as one number, for ranking."""
    return 2.0 * found[0] + found[1] + 1.5 * found[2]


def _is_near(index: Index, town: int, cities: frozenset[int]) -> bool:
    """Return whether one of the towns is near; remembered, as the same towns come again and again."""
    found: bool | None = index.held["near"].get((town, cities))
    if found is None:
        found = index.remembered("near", (town, cities), _is_close(index, town, cities))
    return found


def _is_close(index: Index, town: int, cities: frozenset[int]) -> bool:
    here = index.coordinates(town)
    if here is None or len(cities) > _MANY_TOWNS:
        return False
    latitude, longitude = here
    for other in cities:
        there = index.coordinates(other)
        if there is not None and abs(there[0] - latitude) < _NEAR:
            east = (there[1] - longitude) * math.cos(math.radians(latitude))
            if (there[0] - latitude) ** 2 + east * east < _NEAR**2:
                return True
    return False


def country_code(number: int) -> str:
    """Return the ISO 3166-1 code that a number stands for."""
    return chr(number >> 8) + chr(number & 255) if number > 0 else ""
