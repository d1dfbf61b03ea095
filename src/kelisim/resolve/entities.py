"""From clusters of referents to entities: ids, names, countries, coordinates."""

from collections import Counter
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Final

from kelisim.model import Decision, Doubt, Entity, Identifier, Link, Name, Referent, ReferentType, content_id
from kelisim.places import Place, country_of
from kelisim.resolve.clusters import Cluster, Suspicion
from kelisim.resolve.organisation_names import read_name
from kelisim.resolve.organisations import country_by_majority, placed
from kelisim.resolve.person_names import read_person
from kelisim.resolve.words import acronym_of
from kelisim.spelling import fold, is_cyrillic, is_kazakh

PREFIXES: Final[dict[ReferentType, str]] = {"organisation": "o", "person": "p", "place": "pl"}
_KAZAKH_LATIN: Final = frozenset("ğñşıūĞÑŞŪ")
_ACRONYM: Final = 4  # letters of a name that may well be written in capitals
_GERMAN: Final = frozenset("ÄÖÜäöüß")
_GERMAN_WORDS: Final = frozenset(
    {"für", "und", "der", "des", "zu", "hochschule", "universität", "institut", "gesellschaft", "akademie"}
)


@dataclass(frozen=True, slots=True)
class Identification:
    """What a registry knows of one organisation, and why it is the one that is meant."""

    identifiers: tuple[Identifier, ...]
    reason: str
    names: tuple[Name, ...] = ()
    country: str | None = None
    latitude: float | None = None
    longitude: float | None = None


@dataclass(frozen=True, slots=True)
class Knowledge:
    """What entities are made from, by referent: registry, gazetteer; and the order of languages for names."""

    referents: Mapping[str, Referent]
    order: Mapping[str, int]
    identified: Mapping[str, Identification]
    places: Mapping[str, Place | None]
    languages: Sequence[str]


def entity_id(referent: Referent) -> str:
    """Return the id of the entity that a referent founds."""
    return content_id(PREFIXES[referent.type], referent.id)


def entity(cluster: Cluster, known: Knowledge) -> Entity:
    """Return the entity that a cluster of referents is."""
    ids = sorted(cluster.members, key=known.order.__getitem__)
    members = [known.referents[id] for id in ids]
    founder = members[0]
    registry = sorted(
        {known.identified[id] for id in ids if id in known.identified}, key=lambda found: found.identifiers
    )
    place = next((known.places[id] for id in ids if known.places.get(id) is not None), None)
    names = {Name(text, language_of(text)) for member in members for text in (member.name, *member.forms)}
    names |= {name for found in registry for name in found.names}
    shown = _best_name(members, known.languages)
    if place is not None and known.languages[:1] == ("en",):
        shown = place.name
        names.add(Name(place.name, "en", "gazetteer"))
    told = [member.country for member in map(placed, members)]
    country = country_by_majority(told) or country_by_majority(member.country for member in members)
    if place is not None:
        country = place.country
    elif founder.type == "organisation":
        known_there = next((found.country for found in registry if found.country is not None), None)
        country = known_there or country or country_by_majority(_country_in(member) for member in members)
    links = [*cluster.links, *_registry_links(ids, known)]
    position = place or next((found for found in registry if found.latitude is not None), None)
    return Entity(
        id=entity_id(founder),
        type=founder.type,
        name=shown,
        names=tuple(sorted(names, key=lambda name: (name.value, name.language or "", name.source))),
        country=country,
        identifiers=tuple(
            sorted({each for found in registry for each in found.identifiers} | _of_place(place))
        ),
        referents=tuple(ids),
        links=tuple(sorted(links)),
        former_ids=tuple(sorted(entity_id(member) for member in members[1:])),
        latitude=None if position is None else position.latitude,
        longitude=None if position is None else position.longitude,
    )


def _country_in(referent: Referent) -> str | None:
    """Return the country that the organisation's own name tells, where it tells one."""
    code = country_of(referent.name)
    if code is not None:
        return code
    name = read_name(referent.name)
    return name.home or (next(iter(name.countries)) if len(name.countries) == 1 else None)


def _of_place(place: Place | None) -> set[Identifier]:
    if place is None:
        return set()
    if place.type == "city":
        return {Identifier("geonames", str(place.geonames))}
    return {Identifier("iso3166", place.code or place.country)}


def _registry_links(ids: Sequence[str], known: Knowledge) -> list[Link]:
    return [
        Link(id, found.reason, known.referents[id].name, found.names[0].value if len(found.names) > 0 else "")
        for id in ids
        if (found := known.identified.get(id)) is not None
    ]


def language_of(text: str) -> str | None:
    """Return the language that the letters of a name show, None where they show none (English)."""
    if is_kazakh(text) or not _KAZAKH_LATIN.isdisjoint(text):
        return "kk"
    if is_cyrillic(text):
        return "ru"
    if not _GERMAN.isdisjoint(text) or not _GERMAN_WORDS.isdisjoint(text.lower().split()):
        return "de"
    return None


def _best_name(members: Sequence[Referent], languages: Sequence[str]) -> str:
    """Return the name to show: in the first language that has one, the fullest, then the most frequent."""
    support = Counter(member.name for member in members)
    telling: Callable[[str], int] = _fullness if members[0].type == "organisation" else _length

    def worth(text: str) -> tuple[bool, int, int, int, int, str]:
        language = language_of(text) or "en"
        rank = languages.index(language) if language in languages else len(languages)
        is_short = members[0].type == "organisation" and acronym_of(text) is not None
        single = members[0].type == "person" and not read_person(text).is_full
        poor = is_short or single or (text.isupper() and len(text) > _ACRONYM)
        return (poor, rank, -telling(text), -support[text], len(text), text)

    return min(support, key=worth)


def _fullness(text: str) -> int:
    name = read_name(text)
    parts = (name.types, name.words, name.towns, name.countries, name.proper, name.honoured)
    return sum(map(len, parts))


def _length(text: str) -> int:
    """Return how much a person's or place's name says: full words, so that initials lose to names."""
    return min(len([word for word in fold(text).split(" ") if len(word) > 1]), 2)


def corrected(found: Entity, decisions: Iterable[Decision]) -> Entity:
    """Return the entity as people corrected it, the later decision last."""
    for decision in decisions:
        value = decision.value
        text = None if value is None or value == "" else str(value)
        if decision.slot == "name" and text is not None:
            names = tuple(sorted({*found.names, Name(text, language_of(text), "decision")}, key=_sortable))
            found = replace(found, name=text, names=names)
        elif decision.slot == "country":
            found = replace(found, country=text)
        elif decision.slot is not None and decision.slot in _SCHEMES:
            kept = [each for each in found.identifiers if each.scheme != decision.slot]
            added = [] if text is None else [Identifier(decision.slot, text)]
            found = replace(found, identifiers=tuple(sorted([*kept, *added])))
    return found


_SCHEMES: Final = frozenset({"ror", "orcid", "geonames", "iso3166", "wikidata", "isni", "grid", "fundref"})


def _sortable(name: Name) -> tuple[str, str, str]:
    return (name.value, name.language or "", name.source)


def doubts(
    suspicions: Iterable[Suspicion], entities: Iterable[Entity], apart: Iterable[tuple[str, str]]
) -> tuple[Doubt, ...]:
    """Return the suspicions as doubts between entities, but for what a person or a registry has decided."""
    by_id = {each.id: each for each in entities}
    owners = {referent: each.id for each in by_id.values() for referent in each.referents}
    decided = {frozenset((owners[a], owners[b])) for a, b in apart if a in owners and b in owners}
    found: dict[frozenset[str], str] = {}
    for suspicion in suspicions:
        pair = frozenset((owners[suspicion.first], owners[suspicion.second]))
        if len(pair) == 2 and pair not in decided and not _told_apart(*(by_id[id] for id in pair)):
            found[pair] = min(suspicion.reason, found.get(pair, suspicion.reason))
    return tuple(sorted(Doubt(min(pair), max(pair), reason) for pair, reason in found.items()))


def _told_apart(ours: Entity, theirs: Entity) -> bool:
    """Return whether both have an identifier of one scheme, and not the same."""
    known = {each.scheme: each.value for each in ours.identifiers}
    return any(each.scheme in known and known[each.scheme] != each.value for each in theirs.identifiers)
