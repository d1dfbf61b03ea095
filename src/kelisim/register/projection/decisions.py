"""What people decided, applied to the groups that the machine made."""

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Final

from kelisim.model import KINDS, Decision
from kelisim.register.projection.values import Unapplied

_OURS: Final = frozenset({"s", *(kind.prefix for kind in KINDS.values())})


@dataclass(frozen=True, slots=True)
class Target:
    """What an id of a decision means: a statement; `whole` where the id is that of its record."""

    statement: str
    whole: bool


@dataclass(frozen=True, slots=True)
class Plan:
    """The decisions that count, sorted out. Lists are in the order in which they were made.

    `dropped` are the statements rejected each for itself; `joins` and `splits` change groups;
    `apart` are pairs of statements that must not be in one record; `verdicts` accept or reject records;
    `corrections` change fillers.
    """

    dropped: frozenset[str] = frozenset()
    accepted: frozenset[str] = frozenset()
    changes: tuple["Change", ...] = ()
    apart: tuple["Change", ...] = ()
    verdicts: tuple["Change", ...] = ()
    corrections: tuple["Change", ...] = ()


@dataclass(frozen=True, slots=True)
class Change:
    """A decision with its target and others found; `turn` is its place among all decisions."""

    turn: int
    decision: Decision
    target: Target
    others: tuple[Target, ...] = ()


@dataclass(slots=True)
class _Sorting:
    verdicts: dict[str, str] = field(default_factory=dict)
    found: dict[str, list[Change]] = field(default_factory=lambda: defaultdict(list))
    unapplied: list[Unapplied] = field(default_factory=list)


def in_force(decisions: Iterable[Decision]) -> tuple[Sequence[Decision], Sequence[Unapplied]]:
    """Return the decisions that count, first made first, without those undone and the undoing itself.

    An undo that is itself undone does not count; one that names no earlier decision is reported.
    """
    made = sorted({decision.id: decision for decision in decisions}.values(), key=lambda d: (d.when, d.id))
    turns = {decision.id: turn for turn, decision in enumerate(made)}
    undone: set[str] = set()
    lost: list[Unapplied] = []
    for turn in range(len(made) - 1, -1, -1):
        decision = made[turn]
        if decision.action != "undo" or decision.id in undone:
            continue
        if decision.target in turns and turns[decision.target] < turn:
            undone.add(decision.target)
        else:
            lost.append(Unapplied(decision.id, f"there is no earlier decision {decision.target} to undo"))
    counted = [d for d in made if d.id not in undone and d.action != "undo"]
    return counted, lost


def sort_out(
    decisions: Iterable[Decision], homes: Mapping[str, str], kinds: Mapping[str, str]
) -> tuple[Plan, Sequence[Unapplied]]:
    """Return the decisions sorted by what they change, and those that find no target.

    `homes` leads from every id that a record may have had to the statement it comes from, `kinds` from
    every statement to its kind. Decisions on entities are not for this half of the register.
    """
    counted, lost = in_force(decisions)
    sorting = _Sorting(unapplied=list(lost))
    for turn, decision in enumerate(counted):
        if _is_ours(decision):
            _sort_one(turn, decision, sorting, homes, kinds)
    dropped = frozenset(s for s, action in sorting.verdicts.items() if action == "reject")
    accepted = frozenset(s for s, action in sorting.verdicts.items() if action == "accept")
    found = {name: tuple(changes) for name, changes in sorting.found.items()}
    plan = Plan(
        dropped,
        accepted,
        found.get("change", ()),
        found.get("apart", ()),
        found.get("verdict", ()),
        found.get("correct", ()),
    )
    return plan, sorting.unapplied


def _is_ours(decision: Decision) -> bool:
    return decision.target.split(":", 1)[0] in _OURS


def _sort_one(
    turn: int, decision: Decision, sorting: _Sorting, homes: Mapping[str, str], kinds: Mapping[str, str]
) -> None:
    target = _find(decision.target, homes, kinds)
    if target is None:
        sorting.unapplied.append(Unapplied(decision.id, f"{decision.target} is not in the register any more"))
        return
    others = [(other, _find(other, homes, kinds)) for other in decision.others]
    for id, other in others:
        if other is None:
            sorting.unapplied.append(Unapplied(decision.id, f"{id} is not in the register any more"))
        elif decision.action == "merge" and kinds[other.statement] != kinds[target.statement]:
            kind, theirs = kinds[target.statement], kinds[other.statement]
            reason = f"{id} is of kind {theirs}, {decision.target} of kind {kind}"
            sorting.unapplied.append(Unapplied(decision.id, reason))
    there = tuple(o for _, o in others if o is not None)
    change = Change(turn, decision, target, there)
    match decision.action:
        case "accept" | "reject" if not target.whole:
            sorting.verdicts[target.statement] = decision.action
        case "accept" | "reject":
            sorting.found["verdict"].append(change)
        case "merge":
            same = tuple(o for o in there if kinds[o.statement] == kinds[target.statement])
            sorting.found["change"].append(Change(turn, decision, target, same))
        case "split":
            sorting.found["change"].append(change)
        case "not_same":
            sorting.found["apart"].append(change)
        case "correct":
            _sort_correction(change, sorting, kinds[target.statement])


def _sort_correction(change: Change, sorting: _Sorting, kind: str) -> None:
    decision = change.decision
    slots = {slot.name: slot for slot in KINDS[kind].slots}
    if decision.slot not in slots or decision.value is None:
        reason = f"{decision.target} is of kind {kind}, which has no slot {decision.slot}"
        if decision.slot in slots:
            reason = f"the correction of {decision.slot} names no value"
        sorting.unapplied.append(Unapplied(decision.id, reason))
        return
    number = slots[decision.slot].type == "number"
    if decision.value != "" and number != isinstance(decision.value, int | float):
        wanted = "a number" if number else "a text"
        sorting.unapplied.append(Unapplied(decision.id, f"the slot {decision.slot} holds {wanted}"))
        return
    sorting.found["correct"].append(change)


def _find(id: str, homes: Mapping[str, str], kinds: Mapping[str, str]) -> Target | None:
    if id in kinds:
        return Target(id, whole=False)
    return Target(homes[id], whole=True) if id in homes else None


def regroup(
    groups: Collection[frozenset[str]], plan: Plan, stand_in: Mapping[str, str]
) -> tuple[list[frozenset[str]], list[Unapplied]]:
    """Return the groups of statements as merged and split by people.

    A merge does not count where a later decision says that two of those it would join are not the same.
    `stand_in` leads from a rejected statement to one of the group that it would be in.
    """
    home = {statement: group for group in groups for statement in group}
    lost: list[Unapplied] = []
    for change in plan.changes:
        target = _present(change.target.statement, home, stand_in)
        if target is None:
            lost.append(Unapplied(change.decision.id, f"{change.decision.target} is rejected"))
            continue
        if change.decision.action == "merge":
            for other in change.others:
                there = _present(other.statement, home, stand_in)
                if there is None:
                    lost.append(Unapplied(change.decision.id, "what was to be merged is rejected"))
                elif not _later_apart(home[target] | home[there], change.turn, plan.apart):
                    _place(home[target] | home[there], home)
        else:
            leaving = frozenset(o.statement for o in change.others) & home[target]
            if len(leaving) in {0, len(home[target])}:
                lost.append(
                    Unapplied(
                        change.decision.id, "nothing is left to split: the statements stand apart already"
                    )
                )
                continue
            staying = home[target] - leaving
            _place(leaving, home)
            _place(staying, home)
    return list(set(home.values())), lost


def _place(group: frozenset[str], home: dict[str, frozenset[str]]) -> None:
    for statement in group:
        home[statement] = group


def _present(statement: str, home: Mapping[str, frozenset[str]], stand_in: Mapping[str, str]) -> str | None:
    return statement if statement in home else stand_in.get(statement)


def _later_apart(group: frozenset[str], turn: int, apart: Sequence[Change]) -> bool:
    return any(
        change.turn > turn and change.target.statement in group and other.statement in group
        for change in apart
        for other in change.others
    )


def rejected_records(
    groups: Iterable[frozenset[str]], plan: Plan, stand_in: Mapping[str, str]
) -> tuple[set[frozenset[str]], set[frozenset[str]]]:
    """Return the groups that people rejected, and those that they accepted: the later decision counts."""
    home = {statement: group for group in groups for statement in group}
    last: dict[frozenset[str], str] = {}
    for change in plan.verdicts:
        statement = _present(change.target.statement, home, stand_in)
        if statement is not None:
            last[home[statement]] = change.decision.action
    return (
        {group for group, action in last.items() if action == "reject"},
        {group for group, action in last.items() if action == "accept"},
    )
