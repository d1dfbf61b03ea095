"""Referents into clusters: by bonds, the strongest first, that never join what must stay apart."""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Protocol, Self

from kelisim.model import Link


class Traits(Protocol):
    """What is known of a cluster that can forbid a bond."""

    def agrees_with(self, other: Self) -> bool:
        """Return whether both can be one entity."""

    def joined_with(self, other: Self) -> Self:
        """Return the traits of both together."""


@dataclass(frozen=True, slots=True)
class Member:
    """A referent in a bond, with the name by which it meets the others; an anchor may have its own reason."""

    referent: str
    name: str
    reason: str = ""


@dataclass(frozen=True, slots=True)
class Bond:
    """Referents that are one entity for a reason; the lower the rank, the stronger.

    `members` belong together. Where `anchors` are given, the members join the one cluster that the anchors
    form; where the anchors form several, the members join none of them, and that is a doubt. Who has joined
    anchors once joins no others: it would tie together what is known to be one by nothing else.
    """

    rank: int
    key: str
    reason: str
    members: tuple[Member, ...]
    anchors: tuple[Member, ...] = ()


@dataclass(frozen=True, slots=True)
class Suspicion:
    """Two referents whose clusters may be the same entity."""

    first: str
    second: str
    reason: str


@dataclass(slots=True)
class Cluster:
    """Referents that are one entity, and why.

    `sides` is what is known of it: of one who goes by names that contradict each other, because a person
    decided so, once for each of them.
    """

    members: list[str]
    sides: list[Traits]
    links: list[Link] = field(default_factory=list)
    apart: set[str] = field(default_factory=set)


@dataclass(slots=True)
class _State:
    order: Mapping[str, int]
    owner: dict[str, Cluster]
    suspicions: list[Suspicion] = field(default_factory=list)
    attached: set[str] = field(default_factory=set)


_MOST_DOUBTS = 5  # that one bond raises: who shares a name with hundreds is told of a few


def clustered(
    traits: Mapping[str, Traits],
    bonds: Iterable[Bond],
    *,
    together: Iterable[Bond] = (),
    apart: Iterable[tuple[str, str]] = (),
) -> tuple[list[Cluster], list[Suspicion]]:
    """Return the clusters of the referents, and what was suspected but not done.

    Arguments:
        traits: what is known of each referent, in founding order: the first of a cluster founds its entity.
        bonds: tried in the order of rank and key.
        together: bonds that a person decided; traits do not forbid them.
        apart: pairs that a person decided are not the same.
    """
    owner = {referent: Cluster([referent], [known]) for referent, known in traits.items()}
    state = _State({referent: number for number, referent in enumerate(traits)}, owner)
    for first, second in apart:
        if first in owner and second in owner:
            owner[first].apart.add(second)
            owner[second].apart.add(first)
    for bond in together:
        _join(state, bond, decided=True)
    for bond in sorted(bonds, key=lambda bond: (bond.rank, bond.key)):
        if len(bond.anchors) > 0:
            _attach(state, bond)
        else:
            _join(state, bond)
    unique = {id(cluster): cluster for cluster in owner.values()}
    return list(unique.values()), state.suspicions


def _in_order(state: _State, members: Iterable[Member]) -> list[Member]:
    present = {member.referent: member for member in members if member.referent in state.owner}
    return sorted(present.values(), key=lambda member: state.order[member.referent])


def _join(state: _State, bond: Bond, *, decided: bool = False) -> None:
    """Join the members into as few clusters as may be: each joins the first that takes it."""
    open_clusters: list[Member] = []
    for member in _in_order(state, bond.members):
        for first in open_clusters:
            if _may_join(state, first.referent, member.referent, decided=decided):
                _unite(state, first, member, bond.reason)
                break
        else:
            open_clusters.append(member)


def _attach(state: _State, bond: Bond) -> None:
    """Join each member to the cluster of the anchors, if there is but one that takes it."""
    anchors = _in_order(state, bond.anchors)
    for member in _in_order(state, bond.members):
        own = state.owner[member.referent]
        candidates: dict[int, Member] = {}
        for anchor in anchors:
            cluster = state.owner[anchor.referent]
            if cluster is own:
                candidates = {}
                break
            if id(cluster) not in candidates and _may_join(state, anchor.referent, member.referent):
                candidates[id(cluster)] = anchor
        if len(candidates) == 1 and member.referent not in state.attached:
            anchor = next(iter(candidates.values()))
            _unite(state, anchor, member, anchor.reason or bond.reason)
            state.attached.add(member.referent)
        else:
            state.suspicions += [
                Suspicion(anchor.referent, member.referent, anchor.reason or bond.reason)
                for anchor in list(candidates.values())[:_MOST_DOUBTS]
            ]


def _may_join(state: _State, first: str, second: str, *, decided: bool = False) -> bool:
    ours, theirs = state.owner[first], state.owner[second]
    if ours is theirs:
        return True
    if any(state.owner.get(other) is theirs for other in ours.apart):
        return False
    return decided or any(side.agrees_with(other) for side in ours.sides for other in theirs.sides)


def _unite(state: _State, first: Member, second: Member, reason: str) -> None:
    ours, theirs = state.owner[first.referent], state.owner[second.referent]
    if ours is theirs:
        return
    large, small = (ours, theirs) if len(ours.members) >= len(theirs.members) else (theirs, ours)
    large.members += small.members
    large.links += small.links
    large.links.append(Link(second.referent, reason, second.name, first.name))
    large.sides = _joined(ours.sides, theirs.sides)
    large.apart |= small.apart
    for referent in small.members:
        state.owner[referent] = large


def _joined(ours: Sequence[Traits], theirs: Sequence[Traits]) -> list[Traits]:
    """Return the sides of two clusters together: those that agree become one, others stay apart."""
    sides = list(ours)
    for other in theirs:
        fitting = next((number for number, side in enumerate(sides) if side.agrees_with(other)), None)
        if fitting is None:
            sides.append(other)
        else:
            sides[fitting] = sides[fitting].joined_with(other)
    return sides


def grouped(pairs: Iterable[tuple[str, str]], among: Sequence[str]) -> list[list[str]]:
    """Return the connected components that the pairs make among the given ids, in their order."""
    parent = {each: each for each in among}

    def root(each: str) -> str:
        while parent[each] != each:
            parent[each] = parent[parent[each]]
            each = parent[each]
        return each

    for first, second in pairs:
        if first in parent and second in parent:
            parent[root(second)] = root(first)
    components: defaultdict[str, list[str]] = defaultdict(list)
    for each in among:
        components[root(each)].append(each)
    return list(components.values())
