"""What people decided about entities, as what must be together and what must stay apart."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import pairwise

from kelisim.model import Decision
from kelisim.resolve.clusters import Bond, Member, grouped

Pair = tuple[str, str]


@dataclass(slots=True)
class Constraints:
    """Pairs of referents: decided to be the same, decided not to be; corrections by the entity's referent."""

    together: list[Pair] = field(default_factory=list)
    apart: list[Pair] = field(default_factory=list)
    corrections: list[tuple[str, Decision]] = field(default_factory=list)

    def bonds(self, names: Mapping[str, str]) -> list[Bond]:
        """Return the pairs that belong together as bonds, the latest first."""
        return [
            Bond(0, str(number), "decided by a person", (Member(a, names[a]), Member(b, names[b])))
            for number, (a, b) in enumerate(reversed(self.together))
        ]


def in_force(decisions: Iterable[Decision]) -> list[Decision]:
    """Return the decisions that count, in the order of time: without those undone, and without "undo"."""
    ordered = sorted(decisions, key=lambda decision: (decision.when, decision.id))
    undone: set[str] = set()
    for decision in reversed(ordered):  # an undo can be undone itself: the later speaks first
        if decision.action == "undo" and decision.id not in undone:
            undone.add(decision.target)
    return [each for each in ordered if each.action != "undo" and each.id not in undone]


def constraints(decisions: Iterable[Decision], founders: Mapping[str, str]) -> Constraints:
    """Return what the decisions ask for.

    Arguments:
        decisions: any; those on statements and records are passed over.
        founders: the referent that would found it, by entity id; a referent's own id leads to itself.

    A later decision wins over an earlier one that it contradicts.
    """
    result = Constraints()
    for decision in in_force(decisions):
        target = founders.get(decision.target)
        if target is None:
            continue
        others = [founders[other] for other in decision.others if other in founders]
        if decision.action == "merge":
            result.together += [(target, other) for other in others if other != target]
            result.apart = _still_apart(result)
        elif decision.action in {"not_same", "split"}:
            for other in others:
                if other != target:
                    result.together = _parted(result.together, target, other)
                    result.apart.append((target, other))
            if decision.action == "split":
                result.together += pairwise(others)
        elif decision.action == "correct" and decision.slot is not None:
            result.corrections.append((target, decision))
    return result


def _still_apart(asked: Constraints) -> list[Pair]:
    """Return the pairs that stay apart after the latest merge: those that it put together no longer do."""
    among = list(dict.fromkeys(each for pair in asked.together for each in pair))
    group = {
        each: number for number, members in enumerate(grouped(asked.together, among)) for each in members
    }
    return [(a, b) for a, b in asked.apart if a not in group or group[a] != group.get(b)]


def _parted(together: Sequence[Pair], first: str, second: str) -> list[Pair]:
    """Return the pairs without the latest ones that connect the two."""
    kept = list(together)
    while True:
        among = list(dict.fromkeys(each for pair in kept for each in pair))
        group = next(
            (members for members in grouped(kept, among) if first in members and second in members), None
        )
        if group is None:
            return kept
        latest = max(number for number, pair in enumerate(kept) if pair[0] in group)
        del kept[latest]
