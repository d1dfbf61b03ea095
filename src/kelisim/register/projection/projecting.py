"""From statements and decisions to the register, at once or again after something changed."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field

from kelisim.model import KINDS, Decision, Document, Entity, Extraction
from kelisim.register.garbage import no_collector
from kelisim.register.projection.commitments import Agreed, commitments_of, superseded
from kelisim.register.projection.components import Component, Matchable, components, matchable
from kelisim.register.projection.decisions import sort_out
from kelisim.register.projection.evidence import Candidate, by_body, candidate
from kelisim.register.projection.items import Item, directory, items, potential_id
from kelisim.register.projection.judgements import Judged, about_commitments, judged, refused
from kelisim.register.projection.part import Entry, Part, project_part
from kelisim.register.projection.values import DocumentFacts, Projection, Resolved, Unapplied


@dataclass(frozen=True, slots=True)
class Remembered:
    """What a projection leaves for the next one: results by what they were computed from."""

    review_below: float | None = None
    entities: Mapping[str, Entity] = field(default_factory=dict)
    matchables: Mapping[str, Matchable] = field(default_factory=dict)
    parts: Mapping[str, tuple[Component, Part]] = field(default_factory=dict)


def project(
    documents: Iterable[DocumentFacts | Document],
    extractions: Iterable[Extraction],
    resolution: Resolved,
    decisions: Iterable[Decision] = (),
    *,
    review_below: float = 0.7,
) -> Projection:
    """Return the records that the statements make, as the decisions would have them.

    `documents` are those that the extractions are of (what is missing has no date and no publisher);
    a record whose surest statement is below `review_below` asks for review until somebody accepts it.
    """
    return project_again(
        Remembered(), documents, extractions, resolution, decisions, review_below=review_below
    )[0]


def project_again(
    remembered: Remembered,
    documents: Iterable[DocumentFacts | Document],
    extractions: Iterable[Extraction],
    resolution: Resolved,
    decisions: Iterable[Decision] = (),
    *,
    review_below: float = 0.7,
) -> tuple[Projection, Remembered]:
    """Return what `project` returns, and what makes the next call quick.

    All documents, extractions and decisions are given each time. Only components of which a statement, a
    document, an entity or a decision is new, changed or gone are computed; the others are taken over.
    """
    with no_collector():
        return _project(remembered, (documents, extractions, resolution, decisions), review_below)


_Input = tuple[Iterable[DocumentFacts | Document], Iterable[Extraction], Resolved, Iterable[Decision]]


def _project(remembered: Remembered, given: _Input, review_below: float) -> tuple[Projection, Remembered]:
    documents, extractions, resolution, decisions = given
    decisions = tuple(decisions)
    known = directory(resolution)
    every = items(documents, extractions, known)
    kinds = {item.statement.id: item.statement.kind for item in every}
    homes = {potential_id(item.statement): item.statement.id for item in every}
    plan, unapplied = sort_out(decisions, homes, kinds)
    entities = {entity.id: entity for entity in resolution.entities}
    renamed = _renamed(remembered.entities, entities)
    before = remembered.matchables if remembered.review_below == review_below else {}
    ready = [_ready(item, before, renamed) for item in every]
    parts: dict[str, tuple[Component, Part]] = {}
    for component in components(ready, plan):
        first = component.members[0].item.statement.id
        old = remembered.parts.get(first)
        if old is None or not _same(old[0], component):
            old = (component, project_part(component, known, review_below))
        parts[first] = old
    entries = _in_order(entry for _, part in parts.values() for entry in part.entries)
    promised = _commitments(entries, about_commitments(decisions))
    projection = Projection(
        records=tuple(entry.record for entry in entries),
        lives=tuple(entry.life for entry in entries),
        commitments=tuple(promised.commitments),
        doubts=tuple(sorted(doubt for _, part in parts.values() for doubt in part.doubts)),
        unapplied=_reported(
            [*unapplied, *promised.unapplied, *(u for _, part in parts.values() for u in part.unapplied)]
        ),
    )
    matchables = {one.item.statement.id: one for one in ready}
    return projection, Remembered(review_below, entities, matchables, parts)


def _renamed(before: Mapping[str, Entity], now: Mapping[str, Entity]) -> frozenset[str]:
    """Return the entities that are not what they were: what bears their names is matched and shown anew."""
    return frozenset(id for id in before.keys() | now.keys() if before.get(id) != now.get(id))


def _ready(item: Item, before: Mapping[str, Matchable], renamed: frozenset[str]) -> Matchable:
    """Return a statement with its facts: those of before where nothing that they come from has changed."""
    old = before.get(item.statement.id)
    if old is None or old.item != item or any(who.entity in renamed for who in item.who.values()):
        return matchable(item)
    return old


def _same(old: Component, new: Component) -> bool:
    """Return whether a component is what it was: the same statements, not matched anew, the same decisions.

    One with corrections never is: a name that a person wrote may mean somebody else by now.
    """
    return (
        len(old.plan.corrections) == 0
        and len(old.members) == len(new.members)
        and all(a is b for a, b in zip(old.members, new.members, strict=True))
        and old.plan == new.plan
    )


def _in_order(entries: Iterable[Entry]) -> list[Entry]:
    """Return entries by kind, then by their founding statements."""
    place = {kind: number for number, kind in enumerate(KINDS)}
    return sorted(entries, key=lambda entry: (place[entry.record.kind], entry.members[0].order))


def _commitments(entries: Sequence[Entry], decisions: Sequence[Decision]) -> Judged:
    now = {old: entry.record.id for entry in entries for old in entry.record.former_ids}
    no_evidence = refused(decisions, now)
    near: Mapping[str, Sequence[Candidate]] = by_body(
        one for entry in entries if (one := candidate(entry.record, entry.life, entry.members)) is not None
    )
    agreed = {
        entry.record.id: Agreed(entry.record, entry.life, entry.members)
        for entry in entries
        if entry.record.kind == "agreement"
    }
    found = [each for one in agreed.values() for each in commitments_of(one, near, no_evidence)]
    return judged(superseded(found, agreed), decisions, now)


def _reported(unapplied: Iterable[Unapplied]) -> tuple[Unapplied, ...]:
    return tuple(sorted(set(unapplied), key=lambda one: (one.decision, one.reason)))
