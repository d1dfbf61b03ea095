"""Which of many nodes are one: agreement of pairs, made into groups that hold no contradiction.

Groups grow from the surest pairs down, tier by tier. Two groups join only where no pair across them is
apart. A group that could join two others which cannot both be meant joins neither: that is a doubt for a
person. Nothing depends on the order of the nodes.
"""

from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Final, Generic, TypeVar

F = TypeVar("F")

# In a block of more nodes than this, each is compared only with its next neighbours in the order.
CROWD: Final = 200


@dataclass(frozen=True, slots=True)
class Likeness:
    """What speaks of two nodes being one.

    `tier` above 0: they are, the surer the higher; `apart`: they cannot be; `doubt`: they may be, for a
    person to decide. `reason` says why, in few words.
    """

    tier: int = 0
    apart: bool = False
    doubt: bool = False
    reason: str = ""


UNRELATED: Final = Likeness()
APART: Final = Likeness(apart=True)


@dataclass(frozen=True, slots=True)
class Rules(Generic[F]):
    """How the statements of one kind are matched: by plain functions over their facts `F`.

    `keys` are the blocks that facts stand in: only facts that share a key are compared for likeness.
    """

    keys: Callable[[F], Iterable[str]]
    compare: Callable[[F, F], Likeness]


@dataclass(frozen=True, slots=True)
class Grouping:
    """Groups of node numbers, and the pairs of nodes that may be the same though their groups are two."""

    groups: tuple[tuple[int, ...], ...]
    doubts: tuple[tuple[int, int, str], ...]


def pairs_of(keys: Sequence[Iterable[str]]) -> set[tuple[int, int]]:
    """Return the pairs of nodes (lower number first) that share a key."""
    blocks: dict[str, list[int]] = defaultdict(list)
    for node, own in enumerate(keys):
        for key in own:
            blocks[key].append(node)
    found: set[tuple[int, int]] = set()
    for block in blocks.values():
        for place, node in enumerate(block):
            found.update((node, other) for other in block[place + 1 : place + 1 + CROWD])
    return found


def group(
    nodes: Sequence[F],
    keys: Sequence[Iterable[str]],
    compare: Callable[[F, F], Likeness],
    never: frozenset[tuple[int, int]] = frozenset(),
) -> Grouping:
    """Return the groups of nodes, given the keys of each.

    `never` are pairs (lower number first) that a person set apart.
    """
    return _Groups(nodes, keys, compare, never).made()


class _Groups(Generic[F]):
    """The growing groups of one call of `group`."""

    def __init__(
        self,
        nodes: Sequence[F],
        keys: Sequence[Iterable[str]],
        compare: Callable[[F, F], Likeness],
        never: frozenset[tuple[int, int]],
    ) -> None:
        self._nodes = nodes
        self._compare = compare
        self._never = never
        self._home = list(range(len(nodes)))
        self._members: dict[int, list[int]] = {n: [n] for n in range(len(nodes))}
        self._held: set[int] = set()
        self._pairs: dict[tuple[int, int], Likeness] = {}
        self._kept_apart: dict[tuple[int, int], bool] = {}
        for pair in pairs_of(keys):
            likeness = APART if pair in never else compare(nodes[pair[0]], nodes[pair[1]])
            if likeness.tier > 0 or likeness.doubt:
                self._pairs[pair] = likeness

    def made(self) -> Grouping:
        tiers: dict[int, list[tuple[int, int]]] = defaultdict(list)
        for pair, likeness in self._pairs.items():
            if likeness.tier > 0 and not likeness.apart:
                tiers[likeness.tier].append(pair)
        for tier in sorted(tiers, reverse=True):
            self._join(tiers[tier])
        groups = tuple(sorted(tuple(sorted(members)) for members in self._members.values()))
        return Grouping(groups, tuple(self._doubts()))

    def _clash(self, first: int, second: int) -> bool:
        """Return whether two nodes cannot be one."""
        pair = (first, second) if first < second else (second, first)
        if pair in self._pairs:
            return self._pairs[pair].apart
        if pair not in self._kept_apart:
            never = pair in self._never
            self._kept_apart[pair] = never or self._compare(self._nodes[pair[0]], self._nodes[pair[1]]).apart
        return self._kept_apart[pair]

    def _apart(self, first: int, second: int) -> bool:
        """Return whether two groups hold nodes that cannot be one."""
        ours, theirs = self._members[first], self._members[second]
        return any(self._clash(a, b) for a in ours for b in theirs)

    def _join(self, pairs: Iterable[tuple[int, int]]) -> None:
        """Join the groups that pairs of one tier tie, as far as nothing is apart and nothing ambiguous."""
        ties: dict[int, set[int]] = defaultdict(set)
        for a, b in pairs:
            first, second = self._home[a], self._home[b]
            if first != second and first not in self._held and second not in self._held:
                ties[first].add(second)
                ties[second].add(first)
        for part in _parts(ties):
            clashes = {(a, b) for n, a in enumerate(part) for b in part[n + 1 :] if self._apart(a, b)}
            if len(clashes) == 0:
                self._unite(part)
            else:
                self._join_around(part, ties, clashes)

    def _join_around(
        self, part: Sequence[int], ties: Mapping[int, set[int]], clashes: set[tuple[int, int]]
    ) -> None:
        """Join what is left of a part when the groups between two that clash are held back."""

        def clash(a: int, b: int) -> bool:
            return (a, b) in clashes or (b, a) in clashes

        between = {
            group
            for group in part
            if any(
                clash(a, b)
                for a in ties[group]
                for b in ties[group]
                if a < b and not clash(group, a) and not clash(group, b)
            )
        }
        self._held |= between
        rest = {
            group: {other for other in ties[group] if other not in between and not clash(group, other)}
            for group in part
            if group not in between
        }
        for smaller in _parts(rest):
            if not any(clash(a, b) for n, a in enumerate(smaller) for b in smaller[n + 1 :]):
                self._unite(smaller)

    def _unite(self, part: Sequence[int]) -> None:
        home = min(part)
        for other in part:
            if other != home:
                moved = self._members.pop(other)
                self._members[home].extend(moved)
                for node in moved:
                    self._home[node] = home

    def _doubts(self) -> Iterable[tuple[int, int, str]]:
        for (a, b), likeness in sorted(self._pairs.items(), key=lambda pair: pair[0]):
            if (likeness.doubt or likeness.tier > 0) and self._home[a] != self._home[b]:
                yield a, b, likeness.reason


def _parts(ties: Mapping[int, set[int]]) -> Iterable[list[int]]:
    """Return the connected parts of a graph, each sorted, in the order of their least members."""
    seen: set[int] = set()
    for start in sorted(ties):
        if start in seen:
            continue
        part, waiting = [], [start]
        seen.add(start)
        while len(waiting) > 0:
            node = waiting.pop()
            part.append(node)
            fresh = ties[node] - seen
            seen |= fresh
            waiting.extend(fresh)
        yield sorted(part)
