"""When two statements tell of one project."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Final

from kelisim.register.projection.clusters import APART, Likeness, Rules
from kelisim.register.projection.items import Item
from kelisim.register.projection.kinds.common import Names, acronyms, alike, is_generic, keys_of, title_keys
from kelisim.register.projection.words import NOTHING, Phrase


@dataclass(frozen=True, slots=True)
class Facts:
    """What matching needs of a statement about a project. A name with people and hosts is found anywhere."""

    document: str
    title: Phrase
    acronyms: frozenset[str]
    leaders: Names
    bodies: Names


def facts(item: Item) -> Facts:
    """Return what matching needs of a statement."""
    bodies = item.names("hosts") | item.names("funders") | item.names("partners")
    title = item.phrase("title") or NOTHING
    return Facts(item.document.id, title, acronyms(item.text("title")), item.names("leaders"), bodies)


def keys(one: Facts) -> Iterable[str]:
    """Return the blocks of a statement: words of its title, its acronyms, its leaders."""
    yield from title_keys("title", one.title)
    for acronym in one.acronyms:
        yield f"acronym|{acronym}"
    for leader in keys_of(one.leaders):
        yield f"leader|{leader}"


def compare(ours: Facts, theirs: Facts) -> Likeness:
    """Return what speaks for two statements being of one project."""
    shared = len(ours.leaders & theirs.leaders) + len(ours.bodies & theirs.bodies)
    clash = shared == 0 and (_differ(ours.leaders, theirs.leaders) or _differ(ours.bodies, theirs.bodies))
    if _differ_in_number(ours.title, theirs.title):
        return APART
    if ours.title.content == theirs.title.content and len(ours.title.content) > 0:
        return (
            _general_title(ours, theirs, shared, clash)
            if is_generic(ours.title)
            else _same_title(ours, theirs, shared, clash)
        )
    if not ours.acronyms.isdisjoint(theirs.acronyms):
        tier = 65 if shared >= 1 else 0
        return Likeness(tier=tier, doubt=tier == 0 and not clash, reason="same acronym")
    return _other_title(ours, theirs, shared, clash)


def _differ_in_number(ours: Phrase, theirs: Phrase) -> bool:
    return len(ours.numbers) > 0 and len(theirs.numbers) > 0 and ours.numbers != theirs.numbers


def _general_title(ours: Facts, theirs: Facts, shared: int, clash: bool) -> Likeness:
    """Judge two projects that are both called no more than "joint research project"."""
    enough = shared >= 2 and len(ours.leaders & theirs.leaders) >= 1
    same = enough or (ours.document == theirs.document and not clash)
    return Likeness(tier=50 if same else 0, doubt=shared >= 1, reason="same general title")


def _same_title(ours: Facts, theirs: Facts, shared: int, clash: bool) -> Likeness:
    if shared >= 1:
        return Likeness(tier=90, reason="same title, people or bodies in common")
    if clash:
        return Likeness(apart=True, doubt=True, reason="same title, other people or bodies")
    if ours.document == theirs.document:
        return Likeness(tier=80, reason="same title in one document")
    long = len(ours.title.content) >= 4
    return Likeness(tier=70 if long else 0, doubt=True, reason="same title")


def _other_title(ours: Facts, theirs: Facts, shared: int, clash: bool) -> Likeness:
    likeness = alike(ours.title, theirs.title)
    long = min(len(ours.title.content), len(theirs.title.content)) >= 4
    if likeness >= 0.8 and long and shared >= 1:
        return Likeness(tier=55, reason="titles nearly the same, people or bodies in common")
    if (likeness >= 0.6 and shared >= 1) or (likeness >= 0.8 and long and not clash):
        return Likeness(doubt=True, reason="titles alike")
    both = len(ours.leaders & theirs.leaders) >= 1 and len(ours.bodies & theirs.bodies) >= 1
    return Likeness(doubt=both, reason="same leader and body, titles differ")


def _differ(ours: Names, theirs: Names) -> bool:
    return len(ours) > 0 and len(theirs) > 0 and ours.isdisjoint(theirs)


RULES: Final[Rules[Facts]] = Rules(keys, compare)
