"""A place of the gazetteer."""

from dataclasses import dataclass
from typing import Literal


@dataclass(frozen=True, slots=True)
class Place:
    """A country, region or town.

    `country` is ISO 3166-1 alpha-2; `code` the ISO 3166-2 code of a region; `geonames` the GeoNames id of a
    town; coordinates in degrees (WGS 84; a region's are its seat's, a country's its capital's).
    """

    type: Literal["country", "region", "city"]
    name: str
    country: str
    latitude: float | None = None
    longitude: float | None = None
    code: str | None = None
    geonames: int | None = None
    population: int = 0


@dataclass(frozen=True, slots=True)
class CountrySpan:
    """Where a text names a country.

    `adjective` tells a name apart from what only speaks of the country: an adjective or demonym ("Kazakh",
    "германский"), a region or organisation that has another country's name in it ("New Mexico").
    """

    start: int
    end: int
    code: str
    adjective: bool = False


@dataclass(frozen=True, slots=True)
class PlaceSpan:
    """Where a text names a place.

    `sure` tells whether something beside the name says so: a preposition, "city", the country after a
    comma, or that the name can hardly mean anything else.
    """

    start: int
    end: int
    place: Place
    sure: bool = True
