"""Towns and regions by name, and all places in texts."""

from collections.abc import Callable, Collection
from dataclasses import dataclass
from functools import lru_cache
from typing import Final

from kelisim.places.countries import beside_name, countries_among, country_of
from kelisim.places.index import is_own_name, look_up, town, towns_index
from kelisim.places.names import country, names, words
from kelisim.places.place import Place, PlaceSpan
from kelisim.places.text import Token, key, matches, tokens
from kelisim.spelling import bases, is_cyrillic

_AT_HOME: Final = 10  # how much likelier a town is meant where its country is spoken of
OTHER_NAME: Final = 0.25
"""How much less likely a town is meant by a name that is not the one on maps."""
_CHANGED: Final = 0.5  # how much less likely where the name would stand in another case than its base form
# People of a town that is taken for meant: from what is known of a place, by its own name, by any name
_SMALL: Final = 15_000
_KNOWN: Final = 100_000
_LARGE: Final = 500_000
_BEHIND: Final = 5  # words behind a town among which its country is looked for
_ACRONYM: Final = 4  # letters of a word in capitals that is no town
_CANDIDATES: Final = 60  # towns of one name that are looked at


@dataclass(frozen=True, slots=True)
class _Candidate:
    """A town that a name may mean: by its own name or another, in its base form or changed."""

    place: Place
    weight: float
    own: bool
    changed: bool
    cyrillic: bool

    @property
    def is_far_fetched(self) -> bool:
        """A Latin name that only loses an ending of Kazakh cases to become another name of some town."""
        return self.changed and not self.own and not self.cyrillic

    @property
    def is_likely(self) -> bool:
        return not self.changed and (self.own or self.cyrillic) and self.place.population >= _SMALL


def city(name: str, countries: Collection[str] = ()) -> Place | None:
    """Return the town that a name most likely means, in any script, case or former spelling.

    The larger the likelier; a town of one of `countries` (ISO 3166-1 alpha-2) ten times as likely.
    """
    return next(iter(cities(name, countries)), None)


def cities(name: str, countries: Collection[str] = ()) -> tuple[Place, ...]:
    """Return all towns that a name may mean, the likeliest first."""
    return _cities(name, frozenset(countries))


@lru_cache(maxsize=1 << 15)
def _cities(name: str, countries: frozenset[str]) -> tuple[Place, ...]:
    parts = tokens(name)
    found: dict[str, None] = {}
    for after, forms in matches(name, parts, 0, _known_town):
        if after == len(parts):
            found = dict.fromkeys(forms)
    return tuple(town.place for town in _ranked(tuple(found), key(name), countries))


@lru_cache(maxsize=1 << 14)
def region(name: str) -> Place | None:
    """Return the region, state or province of this name, where the lexicon has it."""
    parts = tokens(name)
    best = None
    for after, forms in matches(name, parts, 0, _known_region):
        if after == len(parts):
            best = names().regions[_region_code(forms[0])]
    return best


def begins_longer_name(word: str) -> bool:
    """Return whether the name of a place of several words may begin with this word, in any case."""
    return _begins_longer(key(word))


@lru_cache(maxsize=1 << 16)
def _begins_longer(folded: str) -> bool:
    lexicon, official = names(), words().official_beginnings | words().official_before
    return any(
        base in lexicon.beginnings or base in official or _known_town(base)[1] for base in bases(folded)
    )


def place_of(name: str, countries: Collection[str] = ()) -> Place | None:
    """Return the country, region or town that a text as a whole names; "Astana, Kazakhstan" is the town."""
    return _place_of(name, frozenset(countries))


@lru_cache(maxsize=1 << 14)
def _place_of(name: str, countries: frozenset[str]) -> Place | None:
    code = country_of(name)
    if code is not None:
        return country(code)
    found = region(name) or city(name, countries)
    if found is None and "," in name:
        head, tail = name.split(",", 1)
        around = [span.code for span in countries_among(tail, tokens(tail))]
        found = city(head, around) or region(head)
    return found


def find_places(text: str, countries: Collection[str] = ()) -> tuple[PlaceSpan, ...]:
    """Return where a text names countries, regions and towns, in the order of the text, none inside another.

    `countries` are those that the text is known to speak of; those that it names are added. A town's span is
    `sure` where a word beside it says that it is a place, or where it is large and stands by itself.
    """
    parts = tokens(text)
    named = countries_among(text, parts)
    home = frozenset(countries) | {span.code for span in named}
    starts = {span.start: span for span in named}
    ends = {part.end: number for number, part in enumerate(parts)}
    found: list[PlaceSpan] = []
    position = 0
    while position < len(parts):
        part = parts[position]
        span, after = None, position + 1
        if part.text[0].isupper():
            span, after = _region_or_town(text, parts, position, home)
        whole = starts.get(part.start)
        if whole is not None and (span is None or whole.end >= span.end):
            span = None if whole.adjective else PlaceSpan(whole.start, whole.end, country(whole.code))
            after = ends[whole.end] + 1
        if span is not None:
            found.append(span)
        position = after
    return tuple(found)


def _region_or_town(
    text: str, parts: list[Token], first: int, home: frozenset[str]
) -> tuple[PlaceSpan | None, int]:
    """Return the region or town named at a word, and the word to go on with."""
    part = parts[first]
    best: tuple[int, Place, bool] | None = None
    if _is_acronym(part.text):
        return None, first + 1
    if _may_begin(_known_region, part.folded):
        for after, forms in matches(text, parts, first, _known_region):
            best = after, names().regions[_region_code(forms[0])], True
    if _may_begin(_known_town, part.folded):
        for after, forms in matches(text, parts, first, _known_town):
            folded = " ".join(word.folded for word in parts[first:after])
            if (best is not None and best[0] >= after) or not words().never.isdisjoint(bases(folded)):
                continue
            strong = _country_after(text, parts, after)
            chosen = _chosen(forms, folded, home, strong)
            if chosen is not None:
                at_home = chosen.place.country in home
                sure = strong is not None or _is_sure(text, parts, (first, after), chosen, at_home)
                if sure or chosen.is_likely:
                    best = after, chosen.place, sure
    if best is None:
        return None, first + 1
    after, place, sure = best
    return PlaceSpan(part.start, parts[after - 1].end, place, sure), after


def _is_acronym(word: str) -> bool:
    """Return whether a word is written as acronyms are: ERC, КарУ. Names of towns in capitals are longer."""
    return (len(word) <= _ACRONYM and word.isupper()) or any(
        letter.isupper() for letter in word[1:-1]
    ) > word.isupper()


def _chosen(
    forms: tuple[str, ...], folded: str, home: frozenset[str], strong: str | None
) -> _Candidate | None:
    """Return the likeliest town of these forms; `strong` is the country that the text gives it."""
    ranked = _ranked(tuple(dict.fromkeys(forms)), folded, frozenset((strong,)) if strong else home)
    inside = (found for found in ranked if strong is not None and found.place.country == strong)
    plausible = (found for found in ranked if not found.is_far_fetched or found.place.country in home)
    return next(inside, None) or next(plausible, None)


def _country_after(text: str, parts: list[Token], after: int) -> str | None:
    """Return the country that follows a town after a comma or in brackets, even with a region between."""
    start = parts[after - 1].end
    if not text.startswith((",", " (", " –", " —"), start):
        return None
    behind = parts[after : after + _BEHIND]
    for span in countries_among(text, behind)[:1]:
        between = text[start : span.start].strip(" ,(–—")
        if between == "" or region(between) is not None:
            return None if span.adjective else span.code
    for upto in range(len(behind), 0, -1):
        found = region(text[behind[0].start : behind[upto - 1].end])
        if found is not None:
            return found.country
    return None


def _is_sure(text: str, parts: list[Token], where: tuple[int, int], found: _Candidate, at_home: bool) -> bool:
    first, after = where
    around = words()
    if after < len(parts) and parts[after].folded in around.place_after:
        return True
    beside = beside_name(text, parts, first, after)
    people = found.place.population
    if first > 0 and parts[first - 1].folded in around.town_before:
        return True
    if first > 0 and parts[first - 1].folded in around.place_before and not beside:
        return found.own or found.cyrillic or people >= _KNOWN
    common = after == first + 1 and not around.common.isdisjoint(bases(parts[first].folded))
    known = at_home or people >= _LARGE or (found.own and people >= _KNOWN)
    return (
        known
        and people >= _KNOWN
        and not beside
        and not common
        and (at_home or not found.changed or people >= _LARGE)
    )


@lru_cache(maxsize=1 << 16)
def _known_town(name: str) -> tuple[bool, bool]:
    found, longer = look_up(towns_index(), name)
    return len(found) > 0, longer


@lru_cache(maxsize=1 << 16)
def _known_region(name: str) -> tuple[bool, bool]:
    lexicon = names()
    return any(entry[0] == "region" for entry in lexicon.entries.get(name, ())), name in lexicon.beginnings


def _region_code(name: str) -> str:
    return next(code for kind, code, _ in names().entries[name] if kind == "region")


@lru_cache(maxsize=1 << 16)
def _may_begin(known: Callable[[str], tuple[bool, bool]], folded: str) -> bool:
    return any(found or longer for found, longer in map(known, bases(folded)))


@lru_cache(maxsize=1 << 14)
def _ranked(forms: tuple[str, ...], original: str, home: frozenset[str]) -> tuple[_Candidate, ...]:
    """Return the towns of these folded names, the heaviest first."""
    index = towns_index()
    best: dict[int, _Candidate] = {}
    for form in forms:
        for number in look_up(index, form)[0][:_CANDIDATES]:
            place, own, changed = town(index, number), is_own_name(number), form != original
            weight = place.population * (1.0 if own else OTHER_NAME) * (_CHANGED if changed else 1.0)
            weight *= _AT_HOME if place.country in home else 1.0
            genitive = original in {f"{form}s", f"{form}es"}
            found = _Candidate(place, weight, own, changed and not genitive, is_cyrillic(form))
            key_ = place.geonames or 0
            if key_ not in best or best[key_].weight < weight:
                best[key_] = found
    return tuple(sorted(best.values(), key=lambda found: (-found.weight, found.place.geonames)))
