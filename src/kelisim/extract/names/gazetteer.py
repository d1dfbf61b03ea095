"""Countries, peoples, regions and towns among the tokens of a text."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final, Literal

from kelisim.extract.analysis import Analysis
from kelisim.extract.languages import base_form
from kelisim.extract.lexicon import lexicon
from kelisim.places import city, country_name, find_countries
from kelisim.places import find_places as find_towns

_NO_COUNTRIES = frozenset({"EU", "EZ", "UN"})  # CLDR has them; they act as organisations
_NO_NAMES = frozenset({"ADV", "ADP", "PRON", "DET", "CCONJ", "SCONJ", "AUX", "VERB"})
_APOSTROPHES = frozenset("'’`")
_TOWN: Final = 15_000  # inhabitants
_LIKE: Final = 3  # letters that the cases of a country's name share
PlaceKind = Literal["country", "adjective", "city"]


@dataclass(frozen=True, slots=True)
class Place:
    """A place in the text: token range, what it is, the country it is or lies in, and its usual name.

    `kind` is "adjective" for "Kazakh", "city" for regions too. `sure` is false for a town's name that
    nothing beside it shows to be one.
    """

    first: int
    last: int
    kind: PlaceKind
    country: str
    name: str
    sure: bool = True


def find_places(analysis: Analysis) -> tuple[Place, ...]:
    """Return countries, their adjectives, regions and towns in text order."""
    starts = {token.start: index for index, token in enumerate(analysis.tokens)}
    ends = {token.end: index + 1 for index, token in enumerate(analysis.tokens)}
    found: dict[int, Place] = {}
    for span in find_countries(analysis.text):
        first, last = starts.get(span.start), ends.get(span.end)
        if first is not None and last is not None and span.code not in _NO_COUNTRIES:
            if _is_acronym(analysis, first, last, country_name(span.code, analysis.language)):
                continue
            if last - first > 1 and analysis.tokens[last - 1].text[0] in _APOSTROPHES:
                last -= 1  # "Kenya’s"
            kind: PlaceKind = "adjective" if span.adjective else "country"
            if kind == "adjective" and _is_official(analysis, last):
                kind, last = "country", last + 1
            found[first] = Place(first, last, kind, span.code, country_name(span.code, analysis.language))
    home = lexicon(analysis.language).terms("names", "home")
    for town in find_towns(_plain(analysis), home):
        first, last = starts.get(town.start), ends.get(town.end)
        if first is None or last is None or first in found or town.place.type == "country":
            continue
        found[first] = Place(first, last, "city", town.place.country, town.place.name, town.sure)
    for place in (*_recognised(analysis), *_cased(analysis)):
        found.setdefault(place.first, place)
    return tuple(_apart(sorted(found.values(), key=lambda place: place.first)))


def _is_acronym(analysis: Analysis, first: int, last: int, country: str) -> bool:
    """Tell an acronym that looks like a country's name in some case: "ТОГУ", no "КНР" nor "ТОГО" in a line
    of capitals.
    """
    text = analysis.tokens[first].text
    if last - first > 1 or not text.isupper() or text.casefold()[:_LIKE] != country.casefold()[:_LIKE]:
        return False
    sentence = analysis.sentences[analysis.sentence_of[first]]
    others = (t.text for t in analysis.tokens[sentence.first : sentence.last] if t.text.isalpha())
    return country.casefold() != text.casefold() and any(not other.isupper() for other in others)


def _is_official(analysis: Analysis, after: int) -> bool:
    """Return whether the noun for a state follows a people's adjective: "the Italian Republic"."""
    nouns = lexicon(analysis.language).terms("names", "state_nouns")
    return after < len(analysis.tokens) and analysis.tokens[after].text in nouns


def _recognised(analysis: Analysis) -> Iterator[Place]:
    """Yield towns in another case than their base form that the recogniser takes for places.

    A name right behind hides them from a reader of plain text: "директор музея в Ташкенте Иван Петров".
    """
    if not lexicon(analysis.language).inflected:
        return
    home = frozenset(span.code for span in find_countries(analysis.text))
    for guess in analysis.guesses:
        token = analysis.tokens[guess.first]
        if guess.label != "LOC" or token.pos not in {"PROPN", "NOUN"} or not token.text[0].isupper():
            continue
        start, end = analysis.span(guess.first, guess.last)
        town = city(analysis.text[start:end], home)
        if town is not None and town.population >= _TOWN:
            yield Place(guess.first, guess.last, "city", town.country, town.name)


def _cased(analysis: Analysis) -> Iterator[Place]:
    """Yield towns in the locative or ablative that a name right behind hides: "Ақтауда Ыстанбұл …"."""
    if not lexicon(analysis.language).verb_final:
        return
    home = frozenset(lexicon(analysis.language).terms("names", "home"))
    for index, token in enumerate(analysis.tokens):
        if token.features not in {"Case=Loc", "Case=Abl"} or not token.text[0].isupper():
            continue
        base = base_form(analysis, index, index + 1, "place")
        town = city(base, home) if base != token.text and len(base) > 2 else None
        if town is not None and (town.population >= _TOWN or town.country in home):
            yield Place(index, index + 1, "city", town.country, town.name)


def _plain(analysis: Analysis) -> str:
    """Return the text with sentences that no name opens begun in small letters: "Бүгін Астанада …"."""
    letters = list(analysis.text)
    for sentence in analysis.sentences:
        token = analysis.tokens[sentence.first]
        if token.pos in _NO_NAMES and len(token.text) > 1:
            small = token.text[0].lower()
            letters[token.start] = small if len(small) == 1 else token.text[0]
    return "".join(letters)


def _apart(places: list[Place]) -> list[Place]:
    kept: list[Place] = []
    for place in places:
        if len(kept) == 0 or place.first >= kept[-1].last:
            kept.append(place)
    return kept
