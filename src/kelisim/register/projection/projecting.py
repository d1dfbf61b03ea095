"""From statements and decisions to the register."""

from collections.abc import Iterable, Mapping, Sequence

from kelisim.garbage import no_collector
from kelisim.model import KINDS, Decision, Document, Extraction
from kelisim.register.projection.commitments import Agreed, commitments_of, superseded
from kelisim.register.projection.components import components, matchable
from kelisim.register.projection.decisions import sort_out
from kelisim.register.projection.evidence import Candidate, by_body, candidate
from kelisim.register.projection.items import Directory, Item, directory, items, potential_id
from kelisim.register.projection.judgements import Judged, about_commitments, judged, refused
from kelisim.register.projection.part import Entry, project_part
from kelisim.register.projection.values import DocumentFacts, Projection, Resolved, Unapplied


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
    with no_collector():
        known = directory(resolution)
        return _project(items(documents, extractions, known), known, tuple(decisions), review_below)


def _project(
    every: Sequence[Item], known: Directory, decisions: Sequence[Decision], review_below: float
) -> Projection:
    kinds = {item.statement.id: item.statement.kind for item in every}
    homes = {potential_id(item.statement): item.statement.id for item in every}
    plan, unapplied = sort_out(decisions, homes, kinds)
    parts = [
        project_part(component, known, review_below)
        for component in components([matchable(item) for item in every], plan)
    ]
    entries = _in_order(entry for part in parts for entry in part.entries)
    promised = _commitments(entries, about_commitments(decisions))
    return Projection(
        records=tuple(entry.record for entry in entries),
        lives=tuple(entry.life for entry in entries),
        commitments=tuple(promised.commitments),
        doubts=tuple(sorted(doubt for part in parts for doubt in part.doubts)),
        unapplied=_reported(
            [*unapplied, *promised.unapplied, *(u for part in parts for u in part.unapplied)]
        ),
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
