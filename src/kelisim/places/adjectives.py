"""Russian adjectives of towns and regions: Карагандинский, Хельсинкский, Сибирский."""

import re
import tomllib
from functools import cache, lru_cache
from importlib.resources import files
from typing import Any, Final

from kelisim.places.towns import city, region
from kelisim.spelling import bases, fold, is_cyrillic

_ADJECTIVE: Final = re.compile("(.{2,}?)[сц]к(?:ий|ая|ое|ой|ие)")
_LEAST: Final = 50_000  # inhabitants of a town that an adjective may come from


def names_behind(adjective: str) -> tuple[str, ...]:
    """Return the names of towns that a folded adjective in the nominative may come from, likelier first.

    Most are no towns at all: they are meant for looking up. None where it is no adjective in -ский or -цкий.
    """
    match = _ADJECTIVE.fullmatch(adjective)
    if match is None:
        return ()
    if adjective in _irregular()["towns"]:
        return (_irregular()["towns"][adjective],)
    stem = match[1]
    forms = [stem + "ск", stem, stem + "а", stem + "ь", stem + "о", stem + "ы"]
    if adjective.endswith("цкий"):
        forms.insert(0, stem + "цк")
    if stem.endswith("ь"):
        forms.append(stem[:-1])  # Сеульский
    if stem.endswith("й"):
        forms += [stem[:-1] + "о", stem[:-1] + "я", stem + "и"]  # Токийский, Нагойский, Чинхойский
    forms.append(stem + "ия")  # Баварский
    if stem.endswith(("ин", "ен", "ов")):
        forms += [stem[:-2] + ending for ending in ("а", "ы", "о", "и", "у", "е")]
    forms += [stem + "и", stem + "ья"]  # Хельсинкский, Болонский
    return tuple(form.title() for form in forms)


@lru_cache(maxsize=1 << 14)
def country_of_adjective(word: str) -> str | None:
    """Return the country (ISO 3166-1 alpha-2) of the town or region that a Russian adjective comes from.

    The word may stand in any case. None where it comes from a country, a small town, a name or none of these.
    """
    if not is_cyrillic(word) or not word[:1].isupper():
        return None
    for base in bases(fold(word)):
        if base in _others():
            return None
        if base in _irregular()["regions"]:
            return _irregular()["regions"][base]
        for name in names_behind(base):
            found = region(name) or city(name)
            if found is not None and (found.type == "region" or found.population >= _LEAST):
                return found.country
    return None


@cache
def _irregular() -> dict[str, dict[str, str]]:
    return {
        table: {fold(adjective): meant for adjective, meant in _data()[table].items()}
        for table in ("towns", "regions")
    }


@cache
def _others() -> frozenset[str]:
    return frozenset(fold(word) for word in _data()["others"]["words"])


@cache
def _data() -> dict[str, Any]:
    return tomllib.loads(files("kelisim.places").joinpath("data/adjectives.toml").read_text("utf-8"))
