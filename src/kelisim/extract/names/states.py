"""Countries and cities as referents, and the state that an office serves where the text leaves it open."""

from collections import Counter
from collections.abc import Sequence

from kelisim.extract.names.gazetteer import Place
from kelisim.extract.names.holders import Holding
from kelisim.extract.names.known import Known
from kelisim.extract.names.words import Words


def places(
    words: Words, covered: Sequence[bool], holdings: Sequence[Holding]
) -> list[tuple[Known, str | None]]:
    """Return countries and cities with their codes, in order of the first mention.

    An adjective ("the Kazakh minister") names its country only where an office or nothing else does.

    Arguments:
        covered: tokens of the names of organisations and people, which name no place.
    """
    wanted = {holding.office.organisation for holding in holdings}
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
        if place.kind != "adjective" or (place.first, place.last) not in wanted:
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


def state_meant(words: Words, index: int) -> Place | None:
    """Return the country that a minister named at a token serves, where the text does not say it there.

    The one told most, where the sentence or else the text tells it before; else the last one told before.
    """
    countries = [place for place in words.places if place.kind == "country"]
    if len(countries) == 0:
        return None
    counts = Counter(place.country for place in countries)
    usual = counts.most_common(1)[0][0]
    sentence = words.sentence(index)
    near = [place for place in countries if sentence.first <= place.first < index]
    if len(near) > 0:
        return next((place for place in reversed(near) if place.country == usual), near[-1])
    told = [place for place in countries if place.country == usual]
    before = [place for place in told if place.first < index]
    return before[-1] if len(before) > 0 else told[0]
