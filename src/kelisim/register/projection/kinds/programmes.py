"""When two statements tell of one programme of study, exchange or scholarships."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Final

from kelisim.register.projection.clusters import APART, UNRELATED, Likeness, Rules
from kelisim.register.projection.dates import Span
from kelisim.register.projection.items import Item
from kelisim.register.projection.kinds.common import (
    Names,
    alike,
    is_generic,
    pair_keys,
    title_keys,
    told_within,
)
from kelisim.register.projection.words import NOTHING, Phrase, is_proper

_DEGREES: Final = frozenset({"dual_degree", "joint_degree", "degree"})
_NEAR: Final = 60


@dataclass(frozen=True, slots=True)
class Facts:
    """What matching needs of a statement about a programme."""

    document: str
    told: Span | None
    title: Phrase
    proper: bool
    kind: str | None
    partners: Names


def facts(item: Item) -> Facts:
    """Return what matching needs of a statement."""
    title, text = item.phrase("title") or NOTHING, item.text("title")
    proper = text is not None and is_proper(text) and not is_generic(title)
    return Facts(item.document.id, item.told, title, proper, item.text("kind"), item.names("partners"))


def keys(one: Facts) -> Iterable[str]:
    """Return the blocks of a statement: words of its title, pairs of partners."""
    yield from pair_keys("partners", one.partners)
    if not is_generic(one.title):
        yield from title_keys("title", one.title)
    yield f"document|{one.document}"


def compare(ours: Facts, theirs: Facts) -> Likeness:
    """Return what speaks for two statements being of one programme."""
    if not _kinds_agree(ours.kind, theirs.kind):
        return APART
    same = ours.title.content == theirs.title.content and ours.title.numbers == theirs.title.numbers
    likeness = 1.0 if same else alike(ours.title, theirs.title)
    if likeness < 0.6:
        return UNRELATED
    if len(ours.partners) > 0 and len(theirs.partners) > 0:
        return _by_partners(ours, theirs, likeness)
    return _by_title(ours, theirs) if same else UNRELATED


def _by_title(ours: Facts, theirs: Facts) -> Likeness:
    """Judge two programmes of the same title of which one at least names no partners."""
    if ours.document == theirs.document:
        return Likeness(tier=50, reason="same title in one document")
    if ours.proper and theirs.proper and ours.kind not in _DEGREES and theirs.kind not in _DEGREES:
        return Likeness(tier=60, reason="same proper name")
    return Likeness(doubt=not is_generic(ours.title), reason="same title, partners not named")


def _by_partners(ours: Facts, theirs: Facts, likeness: float) -> Likeness:
    shared = len(ours.partners & theirs.partners)
    small = min(len(ours.partners), len(theirs.partners))
    if shared == 0:
        return APART if likeness == 1.0 else UNRELATED
    if is_generic(ours.title) or is_generic(theirs.title):
        same = (
            likeness == 1.0 and ours.partners == theirs.partners and small >= 2 and ours.kind == theirs.kind
        )
        news = same and told_within(ours.told, theirs.told, _NEAR)
        return Likeness(tier=55 if news else 0, doubt=shared >= 2, reason="general title, partners in common")
    if likeness == 1.0 and shared >= min(small, 2):
        near = ours.proper or ours.document == theirs.document or told_within(ours.told, theirs.told, _NEAR)
        tier = 90 if small >= 2 else 70 if near else 0
        return Likeness(tier=tier, doubt=tier == 0, reason="same title, partners in common")
    near_same = likeness >= 0.8 and shared >= 2
    return Likeness(tier=60 if near_same else 0, doubt=True, reason="titles alike, partners in common")


def _kinds_agree(ours: str | None, theirs: str | None) -> bool:
    if ours == theirs or ours in {None, "other"} or theirs in {None, "other"}:
        return True
    return "degree" in {ours, theirs} and {ours, theirs} <= _DEGREES


RULES: Final[Rules[Facts]] = Rules(keys, compare)
