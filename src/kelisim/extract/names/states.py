"""Countries and cities as referents, and the state that an office serves where the text leaves it open."""

from collections import Counter
from collections.abc import Collection, Sequence
from itertools import pairwise

from kelisim.extract.names.countries import first_told
from kelisim.extract.names.gazetteer import Place
from kelisim.extract.names.holders import Holding
from kelisim.extract.names.known import Known
from kelisim.extract.names.words import Words

_OTHERS = 2  # times that another country is told as often as the one whose news it is, at most


def places(
    words: Words, covered: Sequence[bool], holdings: Sequence[Holding], meant: Collection[Place] = ()
) -> list[tuple[Known, str | None]]:
    """Return countries and cities with their codes, in order of the first mention.

    An adjective ("the Kazakh minister") names its country only where an office or nothing else does.

    Arguments:
        covered: tokens of the names of organisations and people, which name no place.
        meant: countries that somebody is found to serve, wherever they are told.
    """
    wanted = {holding.office.organisation for holding in holdings}
    wanted |= {(place.first, place.last) for place in meant}
    found: dict[tuple[str, str], Known] = {}
    for place in words.places:
        if place.kind == "adjective" or covered[place.first]:
            continue
        if place.kind == "city" and words.label[place.first] not in {"LOC", ""}:
            continue
        key = (place.country, "" if place.kind == "country" else place.name)
        known = found.setdefault(key, Known(code=place.kind))
        known.add(_text(words, place), (place.first, place.last))
    for place in words.places:
        within = place.kind == "country" and covered[place.first]
        if (place.kind != "adjective" and not within) or (place.first, place.last) not in wanted:
            continue
        key = (place.country, "")
        if key not in found:
            found[key] = Known(code="country")
            found[key].names[place.name.casefold()] = place.name
        if (place.first, place.last) not in found[key].spans:
            found[key].spans.append((place.first, place.last))
    for (country, _), known in found.items():
        known.spans.sort()
        short = next((p.name for p in words.places if p.country == country and p.kind == "country"), "")
        if words.lexicon.inflected and short.casefold() in known.names:
            known.names = {short.casefold(): short}  # "Казахстан" before "Республика Казахстан"
    return sorted(((known, key[0]) for key, known in found.items()), key=lambda item: item[0].spans[0])


def _text(words: Words, place: Place) -> str:
    if words.lexicon.inflected and place.kind == "country" and words.acronym[place.first]:
        return place.name
    return words.base(place.first, place.last, "place")


def home(words: Words, bodies: Sequence[Known], countries: Sequence[str | None]) -> str | None:
    """Return the country whose news it is; None where names inflect: there the posts name their states."""
    if words.lexicon.inflected or not words.lexicon.parsed:
        return None
    return first_told(words, bodies, countries)


def state_meant(words: Words, index: int, home: str | None = None) -> Place | None:
    """Return the country that a minister named at a token serves, where the text does not say it there.

    The one that the sentence tells before it: of several the one told most, else the last. Else the country
    whose news it is, where others are not told much more; else the one told most.

    Arguments:
        home: the country whose news it is, None where that is not asked.
    """
    countries = [place for place in words.places if place.kind == "country"]
    counts = Counter(place.country for place in countries)
    most = counts.most_common(1)[0][0] if len(countries) > 0 else None
    sentence = words.sentence(index)
    near = [place for place in countries if sentence.first <= place.first < index]
    if len(near) > 0:
        return next((place for place in reversed(near) if place.country == most), near[-1])
    seat = _seat_of_guest(words, countries, index, sentence.last)
    if seat is not None:
        return seat
    usual = _of_home(words, index, home) if _OTHERS * counts[home or ""] >= counts[most or ""] else None
    if usual is not None or len(countries) == 0:
        return usual
    told = [place for place in countries if place.country == most]
    before = [place for place in told if place.first < index]
    return before[-1] if len(before) > 0 else told[0]


def _seat_of_guest(words: Words, countries: Sequence[Place], first: int, last: int) -> Place | None:
    """Return where an ambassador is posted whom a minister meets: "с Послом Венгрии в Кыргызстане"."""
    for sent, seat in pairwise(place for place in countries if first < place.first and place.last <= last):
        beside = words.has(seat.first - 1, "at") and sent.last == seat.first - 1
        if words.lexicon.inflected and beside and words.has(sent.first - 1, "office.state"):
            return seat
    return None


def _of_home(words: Words, index: int, home: str | None) -> Place | None:
    """Return where the country whose news it is is told by its name, else by its people's."""
    told = [place for place in words.places if place.country == home and place.kind != "city"]
    for kind in ("country", "adjective"):
        named = [place for place in told if place.kind == kind]
        if len(named) > 0:
            return next((place for place in reversed(named) if place.first < index), named[0])
    return None
