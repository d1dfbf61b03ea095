"""Strings in, candidates out: the doors of the matcher."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from typing import Final

from rapidfuzz import fuzz

from kelisim.garbage import no_collector
from kelisim.places.index import country_number
from kelisim.resolve.registry.candidates import CONSIDERED, Match
from kelisim.resolve.registry.decide import Scored, Weighed, choose, score, weigh
from kelisim.resolve.registry.hosts import with_owner
from kelisim.resolve.registry.index import Index
from kelisim.resolve.registry.model import Model
from kelisim.resolve.registry.overrides import Refusals, written_bag
from kelisim.resolve.registry.reading import Reader
from kelisim.resolve.registry.spots import Spot, country_code
from kelisim.resolve.registry.text import LONGEST, Text

_AT_ONCE: Final = 128  # strings that are judged together
_LETTERS_AT_ONCE: Final = 40_000
THRESHOLD: Final = 0.5
"""Probability from which a candidate is given: even odds."""


@dataclass(frozen=True, slots=True)
class Registry:
    """An installed registry, ready to match: its index, the weights, what people refused."""

    index: Index
    model: Model
    reader: Reader
    refusals: Refusals = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Reason:
    """One reason for or against a candidate: its kind, our words, what the registry has.

    Kinds: name, acronym, initials, former_name, also_named, country, region, town, other_country, other_town,
    parent_named, part_named, web_address, successor.
    """

    kind: str
    ours: str = ""
    theirs: str = ""


@dataclass(frozen=True, slots=True)
class Candidate:
    """An organisation that a string may name.

    `start` and `end` are offsets of its name in `written`, the string without HTML and addresses, both 0
    where an e-mail address alone tells it; `successor` is the id of the organisation that a closed one has
    become.
    """

    id: str
    name: str
    probability: float
    reasons: tuple[Reason, ...] = ()
    country: str | None = None
    status: str = "active"
    successor: str | None = None
    written: str = ""
    start: int = 0
    end: int = 0


@dataclass(frozen=True, slots=True)
class Context:
    """What the document around a string tells: its countries (ISO 3166-1), towns, other organisations'
    names.
    """

    countries: tuple[str, ...] = ()
    towns: tuple[str, ...] = ()
    organisations: tuple[str, ...] = ()


def candidates(
    registry: Registry, text: str, *, context: Context | None = None, limit: int = 20
) -> tuple[Candidate, ...]:
    """Return all organisations that the string may name, the likeliest first, chosen or not.

    Those that `match_many` weighs have the probability that it gives them.
    """
    ((judged, likely),) = _scored(registry, [text], context)
    ((weighed, scored),) = _scored(registry, [text], context, considered=limit)
    held = {match.record for match, _ in likely}
    found = [(judged, pair) for pair in likely]
    found += [(weighed, pair) for pair in scored if pair[0].record not in held]
    found.sort(key=lambda each: (-each[1][1], each[1][0].record))
    return tuple(_candidate(registry.index, *each) for each in found[:limit])


def match_many(
    registry: Registry, texts: Sequence[str], *, context: Context | None = None, threshold: float = THRESHOLD
) -> list[tuple[Candidate, ...]]:
    """Return for each string all organisations that it names: none, one or several, in the string's order."""
    index, distinct = registry.index, list(dict.fromkeys(texts))
    known: dict[str, tuple[Candidate, ...]] = {}
    for some in _parts(distinct):
        with no_collector():
            for text, (weighed, scored) in zip(some, _scored(registry, some, context), strict=True):
                chosen = choose(index, scored, threshold)
                chosen.sort(key=lambda pair: (pair[0].start, pair[0].end))
                known[text] = tuple([_candidate(index, weighed, pair) for pair in chosen])
    return [known[text] for text in texts]


def _parts(texts: Sequence[str]) -> Iterator[list[str]]:
    """Yield the strings in parts that are judged together: so many, or so many letters."""
    part: list[str] = []
    letters = 0
    for text in texts:
        letters += min(len(text), LONGEST)
        if len(part) == _AT_ONCE or (letters > _LETTERS_AT_ONCE and len(part) > 0):
            yield part
            part, letters = [], min(len(text), LONGEST)
        part.append(text)
    if len(part) > 0:
        yield part


def match_one(
    registry: Registry, texts: Sequence[str], *, context: Context | None = None, threshold: float = THRESHOLD
) -> list[Candidate | None]:
    """Return for each string the organisation that it most likely names, or None."""
    return [
        max(found, key=lambda candidate: (candidate.probability, -candidate.start), default=None)
        for found in match_many(registry, texts, context=context, threshold=threshold)
    ]


def _scored(
    registry: Registry, texts: Sequence[str], context: Context | None, considered: int = CONSIDERED
) -> list[tuple[Weighed, list[Scored]]]:
    around = () if context is None else context_spots(registry, context)
    read = [registry.reader.read(text) for text in texts]
    found = weigh(registry.index, read, around, considered)
    scored = [
        _with_owner(registry.index, weighed.text, each)
        for weighed, each in zip(found, score(registry.index, registry.model, found), strict=True)
    ]
    if len(registry.refusals) > 0:
        scored = [
            [pair for pair in each if not _is_refused(registry, weighed.text, pair[0])]
            for weighed, each in zip(found, scored, strict=True)
        ]
    return list(zip(found, scored, strict=True))


def _with_owner(index: Index, text: Text, scored: list[Scored]) -> list[Scored]:
    """Return the candidates, with whose e-mail address the string has where it names no organisation."""
    if len(text.mailed) == 0 or len(choose(index, scored, THRESHOLD)) > 0:
        return scored
    return with_owner(index, text, scored)


def context_spots(registry: Registry, context: Context) -> list[Spot]:
    """Return the places that the document tells, as the matcher reads places."""
    none: frozenset[int] = frozenset()
    spots = [
        Spot(-1, -1, -1, frozenset((country_number(code),)), none, none, none) for code in context.countries
    ]
    for town in context.towns:
        meant = registry.index.area_of(registry.reader.read(town).ids)
        if meant is not None and len(meant[2]) > 0:
            spots.append(Spot(-1, -1, -1, none, none, meant[2], meant[3]))
    return spots


def _is_refused(registry: Registry, text: Text, match: Match) -> bool:
    """Return whether the match is, or is a part of, a name that people refused for its record."""
    refused = registry.refusals.get(registry.index.id(match.record), ())
    return any(_is_of(text, match, bag) for bag in refused)


def _is_of(text: Text, match: Match, bag: tuple[str, ...]) -> bool:
    """Return whether the words met are this bag, or stand within words of the string that are."""
    if written_bag(text, match.at) == bag:
        return True
    last = len(text.ids) - len(bag)
    first = max(0, match.end - len(bag))
    latest = min(last, match.start) if len(match.at) > 0 else last
    return any(written_bag(text, range(at, at + len(bag))) == bag for at in range(first, latest + 1))


def _candidate(index: Index, weighed: Weighed, found: Scored) -> Candidate:
    match, probability = found
    text, spots = weighed.text, weighed.spots
    places = index.locations(match.record)
    heir = index.heirs.get(match.record)
    following = index.successors.get(match.record, ())
    start, end = _offsets(text, match)
    return Candidate(
        id=index.id(match.record),
        name=index.name(match.record),
        probability=round(probability, 4),
        reasons=tuple(_reasons(index, text, spots, match)),
        country=country_code(places[0][0]) if len(places) > 0 else None,
        status=index.status(match.record),
        successor=index.id(heir) if heir is not None else _outside(index, following, match.record),
        written=text.text,
        start=start,
        end=end,
    )


def _offsets(text: Text, match: Match) -> tuple[int, int]:
    """Return where the name stands, nowhere where an address alone tells it."""
    return (text.starts[match.start], text.ends[match.end - 1]) if len(match.at) > 0 else (0, 0)


def _outside(index: Index, following: tuple[str, ...], record: int) -> str | None:
    if index.status(record) == "active" or len(following) != 1:
        return None
    return "https://ror.org/" + following[0]


def _reasons(index: Index, text: Text, spots: Iterable[Spot], match: Match) -> Iterable[Reason]:
    if len(match.at) == 0:
        yield from _address_reasons(index, text, match)
        yield from _place_reasons(index, text, spots, match)
        return
    start, end = _offsets(text, match)
    written = text.text[start:end]
    if match.through is not None:
        kind = "part_named" if match.record in index.parents(match.through) else "parent_named"
        yield Reason(kind, written, index.name(match.through))
        yield from _place_reasons(index, text, spots, match)
        return
    theirs = _closest(index, match, written)
    kind = index.kind(match.name)
    if kind == "initials":
        theirs = index.name(match.record)
    elif kind != "acronym":
        kind = "name"
    yield Reason("former_name" if match.via is not None else kind, written, theirs)
    if match.via is not None:
        yield Reason("successor", index.id(match.via), index.id(match.record))
    for other in match.others:
        if other.whole and set(other.at).isdisjoint(match.at):
            words = text.text[text.starts[other.start] : text.ends[other.end - 1]]
            yield Reason("also_named", words, index.name_text(other.name))
    yield from _place_reasons(index, text, spots, match)
    yield from _address_reasons(index, text, match)


def _address_reasons(index: Index, text: Text, match: Match) -> Iterable[Reason]:
    return (Reason("web_address", host, host) for host in text.hosts if match.record in index.hosted(host))


def _place_reasons(index: Index, text: Text, spots: Iterable[Spot], match: Match) -> Iterable[Reason]:
    places = index.locations(match.record)
    countries = {place[0] for place in places}
    regions, towns = {place[1] for place in places}, {place[2] for place in places}
    for spot in spots:
        if spot.start >= 0 and match.start <= spot.start < match.end:
            continue
        ours = text.text[text.starts[spot.start] : text.ends[spot.end - 1]] if spot.start >= 0 else "document"
        if not spot.countries.isdisjoint(countries):
            yield Reason("country", ours, country_code(min(countries & spot.countries)))
        elif len(spot.countries) > 0:
            yield Reason("other_country", ours, ", ".join(map(country_code, sorted(countries))))
        if not spot.regions.isdisjoint(regions):
            yield Reason("region", ours, index.regions[min(regions & spot.regions)])
        if not spot.cities.isdisjoint(towns):
            yield Reason("town", ours, f"GeoNames {min(towns & spot.cities)}")


def _closest(index: Index, match: Match, written: str) -> str:
    names, written = index.name_texts(match.name), written.lower()
    return max(names, key=lambda name: fuzz.ratio(written, name.lower())) if len(names) > 1 else names[0]
