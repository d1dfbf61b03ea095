"""When two statements tell of one campus, institute, centre, laboratory, council."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Final

from kelisim.register.projection.clusters import APART, UNRELATED, Likeness, Rules
from kelisim.register.projection.items import Item
from kelisim.register.projection.kinds.common import (
    Names,
    Place,
    acronyms,
    alike,
    initials,
    is_generic,
    keys_of,
    pair_keys,
    place_of,
    places_agree,
    title_keys,
)
from kelisim.register.projection.words import NOTHING, Phrase, is_proper, split


@dataclass(frozen=True, slots=True)
class Facts:
    """What matching needs of a statement about an establishment.

    `name` is without the words of its hosts' names ("branch" is left of "Cardiff University branch").
    """

    document: str
    language: str | None
    name: Phrase
    proper: bool
    acronyms: frozenset[str]
    initials: str
    kind: str | None
    place: Place | None
    hosts: Names
    bodies: Names


def facts(item: Item) -> Facts:
    """Return what matching needs of a statement."""
    text, hosts = item.text("name"), item.names("hosts")
    bodies = hosts | item.names("partners")
    name = item.phrase("name") or NOTHING
    return Facts(
        document=item.document.id,
        language=item.document.language,
        name=name,
        proper=text is not None and is_proper(text) and not _named_by_host(text, bodies),
        acronyms=acronyms(text),
        initials=initials(text),
        kind=item.text("kind"),
        place=place_of(item),
        hosts=hosts,
        bodies=bodies,
    )


def _named_by_host(text: str, bodies: Names) -> bool:
    """Return whether a name is a host's name with a common word: "Cardiff University independent campus"."""
    words = set(split(text))
    return any(form <= words for body in bodies for form in body.words if len(form) > 0)


def keys(one: Facts) -> Iterable[str]:
    """Return the blocks of a statement: words of its name, acronym, host with kind, pairs of bodies."""
    if not is_generic(one.name):
        yield from title_keys("name", one.name)
    for acronym in one.acronyms:
        yield f"acronym|{acronym}"
    if len(one.initials) >= 3:
        yield f"acronym|{one.initials}"
        yield f"acronym|{one.initials[:3]}"
    for host in keys_of(one.hosts):
        yield f"host|{one.kind}|{host}"
    yield from pair_keys("bodies", one.bodies)
    yield f"document|{one.document}"


def compare(ours: Facts, theirs: Facts) -> Likeness:
    """Return what speaks for two statements being of one establishment."""
    if not (ours.kind == theirs.kind or ours.kind in {None, "other"} or theirs.kind in {None, "other"}):
        return _other_kind(ours, theirs)
    shared = len(ours.bodies & theirs.bodies)
    known = len(ours.bodies) > 0 and len(theirs.bodies) > 0
    if ours.name.content == theirs.name.content and ours.name.numbers == theirs.name.numbers:
        return _same_name(ours, theirs, shared, known)
    if ours.proper and theirs.proper:
        return _two_names(ours, theirs, shared)
    return _by_host(ours, theirs, shared)


def _same_name(ours: Facts, theirs: Facts, shared: int, known: bool) -> Likeness:
    if known and shared == 0:
        return APART
    if not (ours.proper or theirs.proper) or is_generic(ours.name):
        return _by_host(ours, theirs, shared)
    if shared >= 1 and _with_others(ours, theirs):
        return Likeness(doubt=True, reason="same name, some bodies in common")
    if shared >= 1:
        return Likeness(tier=90, reason="same name, bodies in common")
    long = len(ours.name.content) >= 3
    if ours.document == theirs.document or places_agree(ours.place, theirs.place) or long:
        return Likeness(tier=70, reason="same proper name")
    return Likeness(doubt=True, reason="same short name")


def _with_others(ours: Facts, theirs: Facts) -> bool:
    """Return whether each names two bodies and more, of which most are not those of the other."""
    a, b = ours.bodies, theirs.bodies
    return len(a - b) > 0 and len(b - a) > 0 and min(len(a), len(b)) >= 2 and len(a & b) / len(a | b) < 0.5


def _two_names(ours: Facts, theirs: Facts, shared: int) -> Likeness:
    small, large = sorted((ours.name.content, theirs.name.content), key=len)
    together = shared >= 1 or ours.document == theirs.document
    likeness = alike(ours.name, theirs.name)
    if _short_for(ours, theirs) or _short_for(theirs, ours):
        return Likeness(tier=62 if together else 0, doubt=not together, reason="acronym of the name")
    if len(small) >= 3 and small <= large:
        return Likeness(tier=64 if together else 0, doubt=not together, reason="longer form of the name")
    if likeness >= 0.8 and shared >= 1:
        return Likeness(tier=60, reason="names nearly the same, bodies in common")
    if likeness >= 0.6 and (shared >= 1 or places_agree(ours.place, theirs.place)):
        return Likeness(doubt=True, reason="names alike")
    if ours.language != theirs.language and shared >= 2 and ours.kind == theirs.kind:
        return Likeness(doubt=True, reason="same kind and bodies, names in two languages")
    return UNRELATED


def _short_for(short: Facts, long: Facts) -> bool:
    """Return whether one name is the acronym of the other: three of its first initials and more."""
    alone = len(short.name.content) <= 2
    return (
        alone
        and any(len(a) >= 3 and long.initials.startswith(a) for a in short.acronyms)
        and long.initials != ""
    )


def _by_host(ours: Facts, theirs: Facts, shared: int) -> Likeness:
    """Judge establishments without a name of their own by kind, host and place."""
    if ours.kind != theirs.kind or ours.kind is None or shared == 0:
        return UNRELATED
    place = places_agree(ours.place, theirs.place)
    differs = ours.place is not None and theirs.place is not None and not place
    hosts = ours.hosts == theirs.hosts and len(ours.hosts) > 0
    named = ours.proper != theirs.proper
    if hosts and ours.kind == "campus" and not differs:
        return Likeness(tier=75 if place else 65, reason="campus of the same host")
    likely = alike(ours.name, theirs.name) >= 0.5 or shared >= 2
    if likely and not differs and shared >= 2 and (place or ours.document == theirs.document) and not named:
        same = alike(ours.name, theirs.name) >= 0.8
        return Likeness(tier=55 if same else 0, doubt=not same, reason="same kind, bodies and place")
    return Likeness(doubt=likely and (hosts or shared >= 2), reason="same kind and bodies")


def _other_kind(ours: Facts, theirs: Facts) -> Likeness:
    same = ours.proper and theirs.proper and ours.name.content == theirs.name.content
    if same and len(ours.bodies & theirs.bodies) >= 1:
        return Likeness(doubt=True, reason="same name, kinds differ")
    return APART


RULES: Final[Rules[Facts]] = Rules(keys, compare)
