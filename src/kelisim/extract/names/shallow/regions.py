"""Countries of organisations by the towns and regions in their German names: "Berner Fachhochschule"."""

from collections.abc import Sequence
from typing import Final

from kelisim.extract.names.known import Known
from kelisim.extract.names.words import Words
from kelisim.places import city

_TOWN: Final = 15_000  # inhabitants of a town whose name tells a country
_SHORTEST: Final = 4  # letters of a town's name


def regional(words: Words, bodies: Sequence[Known], found: Sequence[str | None]) -> list[str | None]:
    """Return the countries found, and for the rest those that a town or a region in a name tells."""
    regions = words.lexicon.table("organisations", "regions")
    stems = [(stem, country) for country, terms in regions.items() for stem in terms]
    return [country or _told(known.full(), stems) for known, country in zip(bodies, found, strict=True)]


def _told(name: str, stems: Sequence[tuple[str, str]]) -> str | None:
    """Return the country of the words of a name, None where they tell none or several."""
    told: set[str] = set()
    for word in name.split():
        folded = word.casefold().strip("(),„“«»")
        region = next((country for stem, country in stems if folded.startswith(stem)), None)
        town = _town(word) if region is None else None
        told |= {country for country in (region, town) if country is not None}
    return told.pop() if len(told) == 1 else None


def _town(word: str) -> str | None:
    """Return the country of a town, or of the town whose adjective a word is: "Ilmenau", "Samarkander"."""
    for name in (word, word.removesuffix("er")):
        place = city(name) if len(name) >= _SHORTEST and name[0].isupper() else None
        if place is not None and place.population >= _TOWN:
            return place.country
    return None
