"""Names of countries and regions, and the words around names: lexicons as they are looked up."""

import tomllib
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from itertools import accumulate

import msgspec
from babel import Locale

from kelisim.places.place import Place
from kelisim.spelling import fold

Entry = tuple[str, str, str]
"""Kind ("name", "short", "adjective", "prefix", "region", "instead"), code, form where its case counts."""


@dataclass(frozen=True, slots=True)
class Names:
    """Entries by folded name, and the beginnings of names of several words."""

    entries: dict[str, list[Entry]]
    beginnings: frozenset[str]
    regions: dict[str, Place]
    capitals: dict[str, tuple[float, float]]


@dataclass(frozen=True, slots=True)
class Words:
    """Folded words that decide what a name beside them is; see `data/context.toml`."""

    people: frozenset[str]
    languages: tuple[str, ...]
    language_before: frozenset[str]
    official_before: frozenset[str]
    official_beginnings: frozenset[str]
    official_after: frozenset[str]
    place_before: frozenset[str]
    town_before: frozenset[str]
    place_after: frozenset[str]
    organisations: frozenset[str]
    common: frozenset[str]
    never: frozenset[str]
    articles: frozenset[str]


class _File(msgspec.Struct):
    names: dict[str, list[Entry]]
    regions: dict[str, Place]
    capitals: dict[str, tuple[float, float]]


@cache
def names() -> Names:
    """Return the names of countries and regions that are shipped with the package."""
    data = msgspec.json.decode(files("kelisim.places").joinpath("data/names.json").read_bytes(), type=_File)
    return Names(data.names, _beginnings(data.names), data.regions, data.capitals)


def _beginnings(names: Iterable[str]) -> frozenset[str]:
    return frozenset(
        beginning
        for name in names
        if " " in name
        for beginning in list(accumulate(name.split(" "), lambda left, right: f"{left} {right}"))[:-1]
    )


@cache
def words() -> Words:
    """Return the words around names."""
    data = tomllib.loads(files("kelisim.places").joinpath("data/context.toml").read_text("utf-8"))

    def folded(forms: Sequence[str]) -> frozenset[str]:
        return frozenset(fold(form) for form in forms)

    official_before = folded(data["official"]["before"])
    official_before |= {f"{name} the" for name in official_before if name.endswith(" of")}
    return Words(
        people=folded(data["people"]["names"]),
        languages=tuple(fold(word) for word in data["languages"]["after"]),
        language_before=folded(data["languages"]["before"]),
        official_before=official_before,
        official_beginnings=_beginnings(official_before),
        official_after=folded(data["official"]["after"]),
        place_before=folded(data["place"]["before"]),
        town_before=folded(data["place"]["town_before"]),
        place_after=folded(data["place"]["after"]),
        organisations=folded(data["organisations"]["words"]),
        common=folded(data["common"]["words"]),
        never=folded(data["common"]["never"]) | folded(data["organisations"]["words"]),
        articles=folded(data["people"]["after"]),
    )


@cache
def country_name(code: str, language: str = "en") -> str:
    """Return the name of a country (ISO 3166-1 alpha-2) in a language; the code where it has none."""
    name = Locale.parse(language).territories.get(code)
    return code if name is None else str(name)


@cache
def country(code: str) -> Place:
    """Return a country as a place: at its capital."""
    latitude, longitude = names().capitals.get(code, (None, None))
    return Place("country", country_name(code), code, latitude, longitude)
