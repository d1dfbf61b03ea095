"""Statements in parts that have nothing to do with one another: each part can be projected alone."""

from collections.abc import Hashable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Final

from kelisim.register.projection.clusters import Rules
from kelisim.register.projection.decisions import Change, Plan
from kelisim.register.projection.items import Item
from kelisim.register.projection.kinds import (
    agreements,
    establishments,
    events,
    figures,
    funding,
    intentions,
    offices,
    programmes,
    projects,
)

# The rules of each kind, and how its facts are read from a statement. Facts of kinds differ, hence Any.
KINDS_OF_FACTS: Final[Mapping[str, Any]] = {
    "agreement": agreements,
    "project": projects,
    "programme": programmes,
    "establishment": establishments,
    "event": events,
    "office": offices,
    "figure": figures,
    "funding": funding,
    "intention": intentions,
}


@dataclass(frozen=True, slots=True)
class Matchable:
    """A statement with what it is matched by: its facts, and the blocks that it stands in."""

    item: Item
    facts: Hashable
    keys: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Component:
    """Statements of one kind that share blocks, in their order, and the decisions that concern them."""

    kind: str
    members: tuple[Matchable, ...]
    plan: Plan


def rules_of(kind: str) -> Rules[Any]:
    """Return how statements of a kind are matched."""
    rules: Rules[Any] = KINDS_OF_FACTS[kind].RULES
    return rules


def matchable(item: Item) -> Matchable:
    """Return a statement with its facts and blocks."""
    module = KINDS_OF_FACTS[item.statement.kind]
    facts = module.facts(item)
    return Matchable(item, facts, tuple(sorted(set(module.RULES.keys(facts)))))


def components(every: Sequence[Matchable], plan: Plan) -> list[Component]:
    """Return the statements in components: those that share a block, or a decision, are in one.

    Components stand in the order of their first statements; `every` is in order already.
    """
    number = {one.item.statement.id: n for n, one in enumerate(every)}
    parent = list(range(len(every)))

    def root(node: int) -> int:
        while parent[node] != node:
            parent[node] = parent[parent[node]]
            node = parent[node]
        return node

    first: dict[tuple[str, str], int] = {}
    for node, one in enumerate(every):
        for key in one.keys:
            other = first.setdefault((one.item.statement.kind, key), node)
            a, b = root(node), root(other)
            parent[max(a, b)] = min(a, b)
    for change in (*plan.changes, *plan.apart):
        for statement in linked(change):
            a, b = root(number[change.target.statement]), root(number[statement])
            if every[a].item.statement.kind == every[b].item.statement.kind:
                parent[max(a, b)] = min(a, b)
    members: dict[int, list[Matchable]] = {}
    for node, one in enumerate(every):
        members.setdefault(root(node), []).append(one)
    plans = _plans(plan, {one.item.statement.id: root(n) for n, one in enumerate(every)})
    nothing = Plan()
    return [
        Component(part[0].item.statement.kind, tuple(part), plans.get(home, nothing))
        for home, part in members.items()
    ]


def linked(change: Change) -> Iterable[str]:
    """Return the statements that a decision ties to its target."""
    return (other.statement for other in change.others)


def _plans(plan: Plan, homes: Mapping[str, int]) -> Mapping[int, Plan]:
    """Return the decisions of each component that any concern."""
    dropped: dict[int, set[str]] = {}
    accepted: dict[int, set[str]] = {}
    for found, statements in ((dropped, plan.dropped), (accepted, plan.accepted)):
        for statement in statements:
            found.setdefault(homes[statement], set()).add(statement)
    lists: list[dict[int, list[Change]]] = [{}, {}, {}, {}]
    for found_changes, changes in zip(
        lists, (plan.changes, plan.apart, plan.verdicts, plan.corrections), strict=True
    ):
        for change in changes:
            found_changes.setdefault(homes[change.target.statement], []).append(change)
    concerned = set(dropped) | set(accepted) | {home for found_changes in lists for home in found_changes}
    return {
        home: Plan(
            frozenset(dropped.get(home, ())),
            frozenset(accepted.get(home, ())),
            *(tuple(found_changes.get(home, ())) for found_changes in lists),
        )
        for home in concerned
    }
