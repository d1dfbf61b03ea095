"""The country of an organisation, as far as its names and the words beside them tell."""

import re
from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence
from typing import Final

from kelisim.extract.names.belonging import of_lists
from kelisim.extract.names.gazetteer import Place
from kelisim.extract.names.known import Known
from kelisim.extract.names.words import Words, is_acronym
from kelisim.places import city, country_of_adjective, region, seat

_SMALL = 15_000  # inhabitants of the town that a university is named after by its kind of name
_LARGE = 100_000  # inhabitants of a town that a name may hold without its country being spoken of
_VERY_LARGE = 400_000
_IN: Final = frozenset({"in", "at", "в", "во"})
_OF_TOWN: Final = re.compile(
    r"(?:Technical )?"
    r"(?:University of|Universität|Hochschule|Université d[e’']|Universidad de|Università di) ?"
    r"(?P<town>[^\W\d_a-z][\w’'-]+)"
)
_QUOTED: Final = re.compile('[«“„"]([^«»“”„"]+)[»”“"]')
_JOINT: Final = frozenset({"commission", "committee", "council", "board", "fund", "association"})
"""Codes of the heads that two states may share."""
# Bodies of a state: the sentence that names one speaks of that state rather than of another.
_ANYWHERE: Final = frozenset({"", "university", "college"})
"""Codes of the heads whose bearers are as likely of another country as of that whose news it is."""
_OF_STATES: Final = frozenset({"ministry", "government", "parliament", "authority", "police"})


def countries_of(words: Words, all_known: Sequence[Known], whole_of: Mapping[int, int]) -> list[str | None]:
    """Return the country (ISO 3166-1 alpha-2) of each organisation; None where the text does not tell.

    What the name itself says comes first, then what is known of the body everywhere, then the words beside
    it, then a town in it; then what is told of the list it stands in; a part stands in the country of the
    whole; and where the text speaks of one country alone, or of a body of a state the sentence that names it
    first does, that is it. A body of a state that nothing else places is of the country told first: that is
    whose news it is; in English so is every body, a university apart, whose name does not tell that many
    countries share it. What two states hold together ("the Franco-German Commission") is in neither.

    Arguments:
        whole_of: which body each part belongs to, by their numbers.
    """
    own = [_own_country(words, known) for known in all_known]
    by_token: dict[int, set[int]] = defaultdict(set)
    for number, known in enumerate(all_known):
        for first, last in known.spans:
            for index in range(first, last):
                by_token[index].add(number)
    listed = of_lists(words, all_known)
    own = [country or listed.get(number) for number, country in enumerate(own)]
    only, home = _only(words), first_told(words, all_known, own)
    found: list[str | None] = []
    for number, known in enumerate(all_known):
        if own[number] is None and _is_of_several(words, known):
            found.append(None)
            continue
        local = _is_local(words, known)
        around = {other for first, last in known.spans for i in range(first, last) for other in by_token[i]}
        beside = {own[other] for other in around - {number}} - {None}
        found.append(
            own[number]
            or (beside.pop() if len(beside) == 1 else None)
            or (own[whole_of[number]] if number in whole_of else None)
            or (_of_owner(known) if local else None)
            or (_of_minister(words, known) if known.code == "ministry" else None)
            or only
            or (_of_sentence(words, known, by_token, own) if local or known.code in _OF_STATES else None)
            or (home if (local and known.code not in _ANYWHERE) or _is_of_state(words, known) else None)
        )
    return found


def _own_country(words: Words, known: Known) -> str | None:
    site = _site(words, known) if words.lexicon.inflected else None
    within = _within(words, known, frozenset({"country", "adjective"}))
    if site is not None or len(within) == 1:
        return site or next(iter(within))
    if len(within) > 1:
        told = _of_several(words, known)
        alone = _beside(words, known) if told is None and known.code == "university" else Counter[str]()
        return next(iter(alone)) if len(alone) == 1 else told
    told = _seat(known) or _town_of(known)
    if told is not None:
        return told
    beside = _beside(words, known)
    if len(beside) > 0:
        return beside.most_common(1)[0][0]
    cities = _within(words, known, frozenset({"city"}))
    if len(cities) > 0:
        return cities.most_common(1)[0][0] if len(cities) == 1 else None
    return _town_within(words, known) or _adjective_within(known)


def _of_minister(words: Words, known: Known) -> str | None:
    """Return the state of a ministry that its minister tells: "the Minister of Health of Egypt"."""
    of = words.lexicon.table("organisations", "links").get("of", ())
    fields = {tuple(name.split(" of ", 1)[1].split()) for name in known.names if " of " in name}
    found = set()
    for index, word in enumerate(words.lower):
        if word != "minister" or words.lower[index + 1 : index + 2] not in {("of",), ("for",)}:
            continue
        for field in fields:
            last = index + 2 + len(field)
            if words.lower[index + 2 : last] != field:
                continue
            start = last + 1 + words.has(last + 1, "article")
            behind = words.place[start] if start < len(words.lower) and words.lower[last] in of else None
            place = behind or (words.place[index - 1] if index > 0 else None)
            if place is not None and place.kind != "city":
                found.add(place.country)
    return found.pop() if len(found) == 1 else None


def _site(words: Words, known: Known) -> str | None:
    """Return the country of the town right behind a name, where it has its seat: "… институт в Ташкенте"."""
    for _, last in known.spans:
        place = words.place[last + 1] if last + 1 < len(words.lower) else None
        if place is not None and place.kind == "city" and words.lower[last] in _IN:
            after = words.tokens[place.last] if place.last < len(words.lower) else None
            if after is not None and (after.text in {",", ".", ")"} or after.pos in {"CCONJ", "PROPN"}):
                return place.country
    return None


def _of_several(words: Words, known: Known) -> str | None:
    """Return which of several countries in a name is meant: an embassy's first one, else that after "in"."""
    for first, last in known.spans:
        inside = sorted(
            {place for place in words.place[first:last] if place is not None and place.kind != "city"},
            key=lambda place: place.first,
        )
        if len({place.country for place in inside}) < 2:
            continue
        if known.code == "embassy":
            return inside[0].country
        if inside[-1].kind == "country" and _behind_in(words, inside[-1].first):
            return inside[-1].country
    return None


def _behind_in(words: Words, index: int) -> bool:
    before = index - 2 if words.has(index - 1, "article") else index - 1
    return before >= 0 and words.lower[before] in _IN


def _of_sentence(
    words: Words, known: Known, by_token: Mapping[int, set[int]], own: Sequence[str | None]
) -> str | None:
    """Return the one country of the sentence that first names a body, by its places and other bodies."""
    first, last = min(known.spans)
    sentence = words.sentence(first)
    countries = {
        place.country
        for place in words.places
        if place.sure and sentence.first <= place.first < sentence.last
    }
    for index in range(sentence.first, sentence.last):
        if not first <= index < last:
            countries |= {country for other in by_token[index] if (country := own[other]) is not None}
    return countries.pop() if len(countries) == 1 else None


def _town_of(known: Known) -> str | None:
    """Return the country of the town that a university is of: "University of Auckland"."""
    for match in filter(None, map(_OF_TOWN.fullmatch, known.names.values())):
        found = city(match["town"])
        if region(match["town"]) is not None:  # "University of Arizona"
            continue
        if found is not None and found.population >= _SMALL and found.name.lower() == match["town"].lower():
            return found.country
    return None


def _adjective_within(known: Known) -> str | None:
    """Return the country of a town whose adjective opens a Russian name: "Томский политехнический …"."""
    for name in known.names.values():
        for word in name.split(" имени ")[0].split():
            country = country_of_adjective(word)
            if country is not None:
                return country
    return None


def _seat(known: Known) -> str | None:
    """Return where a body known everywhere has its seat; an acronym tells where no longer name is given."""
    long = [name for name in known.names.values() if name not in known.acronyms and " " in name]
    names = [*(long or known.names.values())]
    names += [quoted for name in names for quoted in _QUOTED.findall(name)]  # АО «НАК «Казатомпром»
    return next(filter(None, map(seat, names)), None)


def _of_owner(known: Known) -> str | None:
    """Return the seat of the known body whose name opens another: "Novo Nordisk Foundation Center for X"."""
    for name in known.names.values():
        parts = name.split()
        for size in range(len(parts) - 1, 0, -1):
            country = seat(" ".join(parts[:size])) if size > 1 or is_acronym(parts[0]) else None
            if country is not None:
                return country
    return None


def _town_within(words: Words, known: Known) -> str | None:
    """Return the country of a town or region in the name: "University of Nairobi"."""
    home = {place.country for place in words.places if place.kind != "city"}
    for name in known.names.values():
        parts = [part for part in name.replace("–", " ").replace(",", " ").split() if part[0].isupper()]
        for size in (2, 1):
            for start in range(len(parts) - size + 1):
                piece = parts[start : start + size]
                if any(_general(words, part.lower()) or is_acronym(part) for part in piece):
                    continue
                found = region(" ".join(piece)) or city(" ".join(piece), home)
                if found is None or (
                    found.name.lower() != " ".join(piece).lower() and found.population < _LARGE
                ):
                    continue
                people = found.population
                if (
                    found.type == "region"
                    or people >= _VERY_LARGE
                    or (found.country in home and people >= 15_000)
                ):
                    return found.country
                if people >= _LARGE and f" of {piece[0]}" in name:
                    return found.country
    return None


def _general(words: Words, word: str) -> bool:
    pack = words.lexicon
    return len(word) < 3 or any(
        word in pack.terms(topic, table)
        for topic, table in (
            ("names", "fields"),
            ("names", "common"),
            ("organisations", "heads"),
            ("names", "stop"),
        )
    )


def first_told(words: Words, all_known: Sequence[Known], own: Sequence[str | None]) -> str | None:
    """Return the country told first, by a place or by an organisation that has one of its own."""
    told = [
        (place.first, place.country) for place in words.places if place.sure and place.kind != "adjective"
    ]
    told += [
        (first, country)
        for known, country in zip(all_known, own, strict=True)
        if country is not None
        for first, _ in known.spans[:1]
    ]
    return min(told)[1] if len(told) > 0 else None


def _is_of_state(words: Words, known: Known) -> bool:
    """Tell a ministry, a national council, a state committee by the words of its names."""
    bodies = words.lexicon.terms("names", "state_bodies")
    return any(part in bodies for name in known.names for part in name.split())


def _is_local(words: Words, known: Known) -> bool:
    """Tell a body that is taken to be of the country whose news it is: none that many countries share."""
    shared = words.lexicon.terms("names", "supranational")
    return len(shared) > 0 and not any(part in shared for name in known.names for part in name.split())


def _is_of_several(words: Words, known: Known) -> bool:
    """Tell what two states hold together: "the Italian-Serbian Joint Commission"."""
    return known.code in _JOINT and len(_within(words, known, frozenset({"country", "adjective"}))) > 1


def _only(words: Words) -> str | None:
    """Return the one country that the text speaks of, None where it speaks of several."""
    countries = {place.country for place in words.places if place.sure}
    return countries.pop() if len(countries) == 1 else None


def _within(words: Words, known: Known, kinds: frozenset[str]) -> Counter[str]:
    found: Counter[str] = Counter()
    for first, last in known.spans:
        seen: set[Place] = set()
        for index in range(first, last):
            place = words.place[index]
            if place is None or place.kind not in kinds or place.first < first or place.last > last:
                continue
            topic = place.kind == "adjective" and known.head > -1 and place.first > first + 1
            if topic and words.lexicon.inflected and not words.capital[place.first]:
                continue  # "Центр японского права": what it is about
            if place.kind != "city" or _is_seat_within(words, place, first):
                seen.add(place)
        found.update({place.country for place in seen})
    return found


def _is_seat_within(words: Words, town: Place, first: int) -> bool:
    """Tell a town in a name from a part of somebody's: "Nanyang University", not "Lee Kong School"."""
    if words.acronym[town.first] or words.has(town.first, "field"):
        return False
    if town.first == first:
        return not words.has(first, "given")
    before = town.first - 1
    return town.sure or not words.capital[before] or words.has(before, "head", "common", "field")


def _beside(words: Words, known: Known) -> Counter[str]:
    found: Counter[str] = Counter()
    for first, last in known.spans:
        sentence = words.sentence(first)
        before = words.place[first - 1] if first > sentence.first else None
        if before is not None and before.kind == "adjective":
            found[before.country] += 1
        elif first - 1 > sentence.first and words.has(first - 1, "possessive"):
            owner = words.place[first - 2]
            if owner is not None and owner.kind == "country":
                found[owner.country] += 1
        after = _place_after(words, last, sentence.last)
        if after is not None:
            found[after.country] += 1
    return found


def _place_after(words: Words, last: int, highest: int) -> Place | None:
    """Return the place after a name: "X, Netherlands", "X (Almaty, Kazakhstan)", "X in Tartu", "X of Y"."""
    index = last
    while (
        index < highest
        and index < last + 6
        and (
            words.lower[index] in {",", "("}
            or (words.acronym[index] and words.place[index] is None)
            or words.lower[index] == ")"
            or words.has(index, "of")
            or words.lower[index] in {"in", "from", "the"}
        )
    ):
        index += 1
    place = words.place[index] if last < index < highest else None
    if place is None or place.kind == "adjective" or _opens_name(words, place):
        return None
    if words.lower[index - 1] == "," and place.kind == "country" and words.has(place.last, "and"):
        return None  # "X University, Kazakhstan and Y": rather a list
    if place.kind == "city" and place.last + 1 < highest and words.lower[place.last] == ",":
        further = words.place[place.last + 1]
        if further is not None and further.kind == "country":
            return further
    return place


def _opens_name(words: Words, place: Place) -> bool:
    """Tell a town that only begins another name: "Illinois Institute of Technology", "Braga Street"."""
    after = place.last
    if place.kind != "city" or after >= len(words.lower) or not words.capital[after]:
        return False
    return words.has(after, "head", "other") or not place.sure
