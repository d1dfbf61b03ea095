"""From statements and decisions to the register."""

from collections import defaultdict
from collections.abc import Hashable, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any, Final

from kelisim.model import KINDS, Decision, Document, Doubt, Extraction, Record
from kelisim.register.projection.clusters import Rules, group
from kelisim.register.projection.commitments import Agreed, commitments_of, superseded
from kelisim.register.projection.decisions import Change, Plan, regroup, rejected_records, sort_out
from kelisim.register.projection.evidence import by_body, candidate
from kelisim.register.projection.fillers import slots_of, title_of
from kelisim.register.projection.items import Directory, Item, directory, items, potential_id
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
from kelisim.register.projection.lives import life_of
from kelisim.register.projection.values import (
    Commitment,
    DocumentFacts,
    Life,
    Projection,
    Resolved,
    Unapplied,
)

# The rules of each kind, and how its facts are read from a statement. Facts of kinds differ, hence Any.
_KINDS: Final[Mapping[str, Any]] = {
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
class _Matched:
    """What the machine makes of the statements of one kind, and where rejected ones would stand."""

    groups: Sequence[frozenset[str]]
    doubts: Sequence[tuple[str, str, str]]
    stand_in: Mapping[str, str]


def project(
    documents: Iterable[DocumentFacts | Document],
    extractions: Iterable[Extraction],
    resolution: Resolved,
    decisions: Iterable[Decision] = (),
    *,
    review_below: float = 0.6,
) -> Projection:
    """Return the records that the statements make, as the decisions would have them.

    `documents` are those that the extractions are of (what is missing has no date and no publisher);
    a record whose surest statement is below `review_below` asks for review until somebody accepts it.
    """
    known = directory(resolution)
    every = items(documents, extractions, known)
    kinds = {item.statement.id: item.statement.kind for item in every}
    homes = {potential_id(item.statement): item.statement.id for item in every}
    plan, unapplied = sort_out(decisions, homes, kinds)
    by_kind: dict[str, list[Item]] = defaultdict(list)
    for item in every:
        by_kind[item.statement.kind].append(item)
    made = [
        _project_kind(kind, by_kind[kind], plan, known, review_below) for kind in KINDS if kind in by_kind
    ]
    entries = [entry for part in made for entry in part.entries]
    return Projection(
        records=tuple(entry.record for entry in entries),
        lives=tuple(entry.life for entry in entries),
        commitments=tuple(_commitments(entries)),
        doubts=tuple(sorted({doubt for part in made for doubt in part.doubts})),
        unapplied=tuple(_reported([*unapplied, *(u for part in made for u in part.unapplied)])),
    )


@dataclass(frozen=True, slots=True)
class _Entry:
    record: Record
    life: Life
    members: Sequence[Item]


@dataclass(frozen=True, slots=True)
class _Part:
    """The register of one kind."""

    entries: Sequence[_Entry]
    doubts: Sequence[Doubt]
    unapplied: Sequence[Unapplied]


def _project_kind(
    kind: str, every: Sequence[Item], plan: Plan, known: Directory, review_below: float
) -> _Part:
    own = {item.statement.id: item for item in every}
    mine = Plan(
        plan.dropped & own.keys(),
        plan.accepted & own.keys(),
        *(
            tuple(change for change in changes if change.target.statement in own)
            for changes in (plan.changes, plan.apart, plan.verdicts, plan.corrections)
        ),
    )
    matched = _match(kind, every, mine)
    groups, unapplied = regroup(matched.groups, mine, matched.stand_in)
    rejected, accepted = rejected_records(groups, mine, matched.stand_in)
    ghosts: dict[str, list[str]] = defaultdict(list)
    for gone, standing in matched.stand_in.items():
        ghosts[standing].append(gone)
    entries = []
    home: dict[str, str] = {}
    for whole in groups:
        left = whole & mine.accepted if whole in rejected else whole
        members = [own[s] for s in sorted(left, key=lambda s: own[s].order)]
        if len(members) == 0:
            continue
        former = [own[gone] for s in whole for gone in (*ghosts[s], *({s} - left))]
        corrections = [c for c in mine.corrections if _concerns(c, whole, matched.stand_in)]
        entry = _entry(kind, members, former, corrections, known)
        sure = whole in accepted or len(left & mine.accepted) > 0
        review = entry.record.probability < review_below and not sure
        entries.append(replace(entry, record=replace(entry.record, review=review)))
        home.update(dict.fromkeys(left, entry.record.id))
    entries.sort(key=lambda entry: (entry.members[0].order, entry.record.id))
    return _Part(entries, _doubts(matched.doubts, home, mine.apart), unapplied)


def _concerns(change: Change, members: frozenset[str], stand_in: Mapping[str, str]) -> bool:
    statement = change.target.statement
    return statement in members or (change.target.whole and stand_in.get(statement) in members)


def _match(kind: str, every: Sequence[Item], plan: Plan) -> _Matched:
    """Return the groups that the statements of a kind make by themselves.

    Statements with the same facts are one node, unless a person set one of them apart.
    """
    module = _KINDS[kind]
    rules: Rules[Any] = module.RULES
    alone = {s for c in plan.apart for s in (c.target.statement, *(o.statement for o in c.others))}
    nodes: dict[Hashable, list[str]] = {}
    facts = {item.statement.id: module.facts(item) for item in every}
    for item in every:
        id = item.statement.id
        if id not in plan.dropped:
            nodes.setdefault((facts[id], id if id in alone else None), []).append(id)
    members = list(nodes.values())
    number = {statement: node for node, group in enumerate(members) for statement in group}
    never = {
        (number[c.target.statement], number[o.statement])
        for c in plan.apart
        for o in c.others
        if c.target.statement in number and o.statement in number
    }
    ordered = frozenset((min(pair), max(pair)) for pair in never if pair[0] != pair[1])
    grouping = group([facts[statements[0]] for statements in members], rules, ordered)
    groups = [frozenset(s for node in nodes_ for s in members[node]) for nodes_ in grouping.groups]
    doubts = [(members[a][0], members[b][0], reason) for a, b, reason in grouping.doubts]
    stand_in = _stand_ins(rules, facts, plan.dropped, [statements[0] for statements in members])
    return _Matched(groups, doubts, stand_in)


def _stand_ins(
    rules: Rules[Any], facts: Mapping[str, Any], dropped: frozenset[str], standing: Sequence[str]
) -> Mapping[str, str]:
    """Return for rejected statements the one that each is most surely of one record with, if there is one."""
    if len(dropped) == 0:
        return {}
    wanted = {key for statement in dropped for key in rules.keys(facts[statement])}
    blocks: dict[str, list[str]] = defaultdict(list)
    for statement in standing:
        for key in rules.keys(facts[statement]):
            if key in wanted:
                blocks[key].append(statement)
    found: dict[str, str] = {}
    for gone in dropped:
        near = {other for key in rules.keys(facts[gone]) for other in blocks[key]}
        rated = ((rules.compare(facts[gone], facts[other]), other) for other in near)
        best = min(
            ((-like.tier, other) for like, other in rated if like.tier > 0 and not like.apart), default=None
        )
        if best is not None:
            found[gone] = best[1]
    return found


def _entry(
    kind: str,
    members: Sequence[Item],
    former: Sequence[Item],
    corrections: Sequence[Change],
    known: Directory,
) -> _Entry:
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
    return _Entry(record, life_of(id, kind, members), members)


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
    return [Doubt(first, second, reason) for (first, second), reason in found.items()]


def _commitments(entries: Sequence[_Entry]) -> Sequence[Commitment]:
    candidates = (candidate(entry.record, entry.life, entry.members) for entry in entries)
    near = by_body(one for one in candidates if one is not None)
    agreed = {
        entry.record.id: Agreed(entry.record, entry.life, entry.members)
        for entry in entries
        if entry.record.kind == "agreement"
    }
    found = [commitment for one in agreed.values() for commitment in commitments_of(one, near)]
    return superseded(found, agreed)


def _reported(unapplied: Iterable[Unapplied]) -> Sequence[Unapplied]:
    return sorted(set(unapplied), key=lambda one: (one.decision, one.reason))
