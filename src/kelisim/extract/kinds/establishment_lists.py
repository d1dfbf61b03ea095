"""Several bodies under one noun: "three centres in A, B and C", "to set up campuses", told of a list."""

from collections.abc import Iterator
from typing import Final

from kelisim.extract.analysis import Range
from kelisim.extract.lexicon import Hit
from kelisim.extract.lists import names_after
from kelisim.extract.reading import Mention, MentionType, Reading

_PLACES: Final[frozenset[MentionType]] = frozenset({"place"})
_LATER: Final = 2  # sentences behind it that may tell where the bodies stand
_BEFORE: Final = 3  # tokens before a noun in which its number stands
_NEAR: Final = 6  # tokens between the noun and the preposition of its places
_OWNERS: Final = 6  # tokens of "from the Kingdom of X" between the owners and what they are to set up


def seats_of(reading: Reading, hit: Hit, name: Range, number: int) -> tuple[Mention, ...]:
    """Return the places of so many bodies, one each; empty where their number is another than the places'."""
    count = _count(reading, name[0], hit.last)
    sentence = reading.analysis.sentences[number]
    if count < 2:
        return ()
    found = _places(reading, name[1], min(name[1] + _NEAR, sentence.last), sentence.last)
    if len(found) == count:
        return found
    for later in range(number + 1, min(number + 1 + _LATER, len(reading.analysis.sentences))):
        found = _told_later(reading, hit, later)
        if len(found) == count:
            return found
    return ()


def _count(reading: Reading, first: int, last: int) -> int:
    amounts = [a for a in reading.amounts_in(max(0, first - _BEFORE), last) if a.currency is None]
    return int(amounts[-1].value) if len(amounts) > 0 else 0


def _places(reading: Reading, first: int, until: int, last: int) -> tuple[Mention, ...]:
    """Return the places listed behind the first preposition of place between two tokens."""
    tokens = reading.analysis.tokens
    markers = reading.lexicon.terms("circumstances", "place_markers")
    for index in range(first, until):
        if tokens[index].lower in markers:
            return _one_each(reading, names_after(reading, index + 1, last, _PLACES))
    return ()


def _one_each(reading: Reading, places: tuple[Mention, ...]) -> tuple[Mention, ...]:
    """Return places without those that only say in which land the one before them lies."""
    kept: list[Mention] = []
    for place in places:
        before = reading.analysis.tokens[place.first - 1].text
        within = before in {"(", "/"} and len(kept) > 0
        if not within:
            kept.append(place)
    return tuple(kept)


def _told_later(reading: Reading, hit: Hit, number: int) -> tuple[Mention, ...]:
    """Return the places of a sentence that begins with the bodies: "The centres will be in A, B and C"."""
    analysis, tokens = reading.analysis, reading.analysis.tokens
    sentence = analysis.sentences[number]
    head = tokens[hit.last - 1].lemma
    pronouns = reading.lexicon.terms("establishments", "pronouns")
    definite = reading.lexicon.terms("establishments", "definite") | pronouns
    opening = range(sentence.first, min(sentence.first + 5, sentence.last))
    if tokens[sentence.first].lower not in definite:
        return ()
    noun = next((i for i in opening if tokens[i].lemma == head or tokens[i].lower in pronouns), None)
    if noun is None:
        return ()
    return _places(reading, noun + 1, sentence.last, sentence.last)


def owners_before(reading: Reading, verb: int, first: int) -> tuple[Mention, ...]:
    """Return those who are given leave to found something: "letters issued to A and B to set up campuses"."""
    tokens = reading.analysis.tokens
    infinitive = reading.lexicon.terms("intentions", "infinitive")
    start = verb - 1
    if start <= first or tokens[start].lower not in infinitive:
        return ()
    listed = tuple(reversed(list(_backwards(reading, start, first))))
    before = listed[0].first - 1 if len(listed) > 0 else first
    while before > first and tokens[before].pos in {"DET", "PUNCT"}:
        before -= 1
    given = reading.lexicon.terms("establishments", "given_to")
    return listed if tokens[before].lower in given else ()


def _backwards(reading: Reading, edge: int, first: int) -> Iterator[Mention]:
    """Yield the names of a list from its end; a place behind the last only tells where they are from."""
    tokens = reading.analysis.tokens
    begun = False
    named = [m for m in reading.mentions_in(first, edge) if m.type in {"organisation", "place"}]
    outer = [m for m in named if not any(o != m and o.first <= m.first and m.last <= o.last for o in named)]
    for mention in sorted(outer, key=lambda m: -m.first):
        between = tokens[mention.last : edge]
        if mention.type == "place":
            if any(t.pos in {"VERB", "AUX", "NOUN"} for t in between) or edge - mention.last > _OWNERS:
                return
            edge = mention.first
            continue
        allowed = {"PUNCT", "CCONJ", "DET"} if begun else {"PUNCT", "CCONJ", "DET", "ADP"}
        joined = all(t.pos in allowed and t.text not in {".", ";"} for t in between) or (
            all(t.text in {"(", ")"} or t.pos == "PROPN" for t in between)
        )
        if not joined:
            return
        begun = True
        edge = mention.first
        yield mention
