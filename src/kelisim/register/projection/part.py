"""The records of one component: statements matched, decisions applied, slots filled."""

from collections import defaultdict
from collections.abc import Hashable, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace

from kelisim.model import Doubt, Record
from kelisim.register.projection.clusters import group
from kelisim.register.projection.components import Component, Matchable, rules_of
from kelisim.register.projection.decisions import Change, Plan, regroup, rejected_records
from kelisim.register.projection.fillers import slots_of, title_of
from kelisim.register.projection.items import Directory, Item, potential_id
from kelisim.register.projection.lives import life_of
from kelisim.register.projection.values import Life, Unapplied


@dataclass(frozen=True, slots=True)
class Entry:
    """A record with its life and its statements, in their order."""

    record: Record
    life: Life
    members: tuple[Item, ...]


@dataclass(frozen=True, slots=True)
class Part:
    """The register of one component."""

    entries: tuple[Entry, ...]
    doubts: tuple[Doubt, ...]
    unapplied: tuple[Unapplied, ...]


@dataclass(frozen=True, slots=True)
class _Matched:
    """What the machine makes of the statements, and where rejected ones would stand."""

    groups: Sequence[frozenset[str]]
    doubts: Sequence[tuple[str, str, str]]
    stand_in: Mapping[str, str]


def project_part(component: Component, known: Directory, review_below: float) -> Part:
    """Return the records of a component, with the doubts among them and the decisions that found nothing."""
    plan = component.plan
    own = {one.item.statement.id: one.item for one in component.members}
    matched = _match(component)
    groups, unapplied = regroup(matched.groups, plan, matched.stand_in)
    rejected, accepted = rejected_records(groups, plan, matched.stand_in)
    ghosts: dict[str, list[str]] = defaultdict(list)
    for gone, standing in matched.stand_in.items():
        ghosts[standing].append(gone)
    entries = []
    home: dict[str, str] = {}
    for whole in groups:
        left = whole & plan.accepted if whole in rejected else whole
        if len(left) == 0:
            continue
        members = tuple(sorted((own[s] for s in left), key=lambda item: item.order))
        former = [own[gone] for s in whole for gone in ghosts.get(s, ())] + [own[s] for s in whole - left]
        corrections = [c for c in plan.corrections if _concerns(c, whole, matched.stand_in)]
        entry = _entry(component.kind, members, former, corrections, known)
        sure = whole in accepted or not left.isdisjoint(plan.accepted)
        review = entry.record.probability < review_below and not sure
        entries.append(replace(entry, record=replace(entry.record, review=review)))
        home.update(dict.fromkeys(left, entry.record.id))
    doubts = _doubts(matched.doubts, home, plan.apart)
    return Part(tuple(sorted(entries, key=_place)), tuple(doubts), tuple(unapplied))


def _place(entry: Entry) -> tuple[object, ...]:
    return entry.members[0].order


def _concerns(change: Change, members: frozenset[str], stand_in: Mapping[str, str]) -> bool:
    statement = change.target.statement
    return statement in members or (change.target.whole and stand_in.get(statement) in members)


def _match(component: Component) -> _Matched:
    """Return the groups that the statements make by themselves.

    Statements with the same facts are one node, unless they stand in no block or a person set one apart.
    """
    if len(component.members) == 1 and component.plan == Plan():
        return _Matched([frozenset({component.members[0].item.statement.id})], (), {})
    plan = component.plan
    alone = {s for c in plan.apart for s in (c.target.statement, *(o.statement for o in c.others))}
    nodes: dict[Hashable, list[Matchable]] = {}
    for one in component.members:
        id = one.item.statement.id
        if id not in plan.dropped:
            nodes.setdefault((one.facts, id if id in alone or len(one.keys) == 0 else None), []).append(one)
    members = [[one.item.statement.id for one in same] for same in nodes.values()]
    firsts = [same[0] for same in nodes.values()]
    number = {statement: node for node, same in enumerate(members) for statement in same}
    grouping = group(
        [one.facts for one in firsts],
        [one.keys for one in firsts],
        rules_of(component.kind).compare,
        _never(plan.apart, number),
    )
    groups = [frozenset(s for node in joined for s in members[node]) for joined in grouping.groups]
    doubts = [(members[a][0], members[b][0], reason) for a, b, reason in grouping.doubts]
    return _Matched(groups, doubts, _stand_ins(component, firsts))


def _never(apart: Iterable[Change], number: Mapping[str, int]) -> frozenset[tuple[int, int]]:
    """Return the pairs of nodes that people set apart, the lower number first."""
    pairs = (
        (number[c.target.statement], number[o.statement])
        for c in apart
        for o in c.others
        if c.target.statement in number and o.statement in number
    )
    return frozenset((min(pair), max(pair)) for pair in pairs if pair[0] != pair[1])


def _stand_ins(component: Component, standing: Sequence[Matchable]) -> Mapping[str, str]:
    """Return for rejected statements the one that each is most surely of one record with, if there is one."""
    compare = rules_of(component.kind).compare
    found: dict[str, str] = {}
    for one in component.members:
        if one.item.statement.id not in component.plan.dropped:
            continue
        keys = set(one.keys)
        near = [other for other in standing if not keys.isdisjoint(other.keys)]
        rated = [(compare(one.facts, other.facts), other.item.statement.id) for other in near]
        best = min(((-like.tier, id) for like, id in rated if like.tier > 0 and not like.apart), default=None)
        if best is not None:
            found[one.item.statement.id] = best[1]
    return found


def _entry(
    kind: str,
    members: tuple[Item, ...],
    former: Sequence[Item],
    corrections: Sequence[Change],
    known: Directory,
) -> Entry:
    founding = members[0].statement
    slots = slots_of(kind, members, corrections, known)
    id = potential_id(founding)
    others = {potential_id(item.statement) for item in (*members[1:], *former)}
    record = Record(
        id=id,
        kind=kind,
        title=title_of(kind, slots, founding.quote.text),
        slots=slots,
        statements=tuple(item.statement.id for item in members),
        documents=tuple(dict.fromkeys(item.document.id for item in members)),
        probability=max(item.statement.probability for item in members),
        former_ids=tuple(sorted(others - {id})),
    )
    return Entry(record, life_of(id, kind, members), members)


def _doubts(
    pairs: Iterable[tuple[str, str, str]], home: Mapping[str, str], apart: Sequence[Change]
) -> Sequence[Doubt]:
    """Return the pairs of records that may be the same, each once, without those that a person told apart."""
    told_apart = {
        frozenset((home.get(c.target.statement), home.get(o.statement))) for c in apart for o in c.others
    }
    found: dict[tuple[str, str], str] = {}
    for first, second, reason in pairs:
        a, b = home.get(first), home.get(second)
        if a is None or b is None or a == b or frozenset((a, b)) in told_apart:
            continue
        pair = (min(a, b), max(a, b))
        found[pair] = min(reason, found.get(pair, reason))
    return [Doubt(first, second, reason) for (first, second), reason in sorted(found.items())]
