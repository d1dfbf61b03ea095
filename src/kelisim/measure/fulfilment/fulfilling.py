"""Every commitment of agreements with its state on a day, its evidence, and where it was looked for."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Final

from sqlalchemy.engine import Connection

from kelisim.measure.fulfilment.judging import judge
from kelisim.measure.fulfilment.outcomes import (
    JointProject,
    JointWork,
    Member,
    joint_projects_of,
    joint_works_of,
    newest,
)
from kelisim.measure.fulfilment.promises import Promise, fits, promise_of
from kelisim.measure.fulfilment.reading import (
    Agreement,
    Wordings,
    agreements_named,
    agreements_with_commitments,
    read_agreements,
    read_records,
    read_wordings,
)
from kelisim.measure.fulfilment.values import Finding, Fulfilment, Search
from kelisim.measure.tables import Tables
from kelisim.model import Entity, Record
from kelisim.register import list_documents
from kelisim.register.projection import Commitment, Life
from kelisim.register.projection.dates import Span, span
from kelisim.register.projection.words import phrase

_LISTED: Final = 5  # works shown for one commitment; the rest is counted


@dataclass(frozen=True, slots=True)
class _Outcomes:
    """What the tables hold of the parties' joint doing, by agreement, and how far they reach."""

    works: Mapping[str, tuple[JointWork, ...]]
    projects: Mapping[str, tuple[JointProject, ...]]
    works_until: date | None
    projects_until: date | None


def fulfilments(
    connection: Connection,
    *,
    today: date,
    tables: Tables | None = None,
    agreements: Sequence[str] | None = None,
) -> tuple[Fulfilment, ...]:
    """Return the commitments of agreements (default: of all) with their states on a day.

    The same register, tables and day give the same states. Without tables nothing is said of works and
    projects but that there was nothing to look in. Raises UnknownIdError for an id that nothing has.
    """
    ids = (
        agreements_with_commitments(connection)
        if agreements is None
        else agreements_named(connection, agreements)
    )
    held = read_agreements(connection, ids)
    wordings = read_wordings(connection, [one for each in held for one in each.commitments])
    evidence = {proof.record for each in held for one in each.commitments for proof in one.evidence}
    known = read_records(connection, sorted(evidence))
    outcomes = _outcomes(tables, held)
    page = list_documents(connection, until=today.isoformat(), limit=1).documents
    seen = span(page[0].published) if len(page) > 0 else None
    until = date.fromordinal(seen.last) if seen is not None else None
    found: list[Fulfilment] = []
    for each in held:
        searched = _searched(each, outcomes, until, today)
        found.extend(
            _fulfilment(each, one, outcomes, known, wordings, searched, today) for one in each.commitments
        )
    return tuple(found)


def organisation_ids(entity: Entity) -> tuple[str, ...]:
    """Return the ids by which the tables may know an organisation: its ROR id without the address."""
    return tuple(sorted(each.value.rsplit("/", 1)[-1] for each in entity.identifiers if each.scheme == "ror"))


def _outcomes(tables: Tables | None, held: Iterable[Agreement]) -> _Outcomes:
    if tables is None:
        return _Outcomes({}, {}, None, None)
    members = [
        Member(each.record.id, party.id, organisation)
        for each in held
        for party in each.parties
        for organisation in organisation_ids(party)
    ]
    works_until, projects_until = newest(tables)
    works = joint_works_of(tables, members) if works_until is not None else {}
    projects = joint_projects_of(tables, members) if projects_until is not None else {}
    return _Outcomes(works, projects, works_until, projects_until)


def _searched(each: Agreement, outcomes: _Outcomes, until: date | None, today: date) -> tuple[Search, ...]:
    id, since = each.record.id, each.since
    named = tuple(party.id for party in each.parties if len(organisation_ids(party)) > 0)
    unnamed = tuple(party.id for party in each.parties if len(organisation_ids(party)) == 0)
    told = {id: day for id, day in each.told.items() if _after(day, since)}
    own = set(each.record.documents)
    documents = sum(
        day is not None and day <= today.isoformat() for document, day in told.items() if document not in own
    )
    everyone = tuple(party.id for party in each.parties)
    works = [work for work in outcomes.works.get(id, ()) if _later(work, since)]
    projects = [one for one in outcomes.projects.get(id, ()) if _begun_after(one, since)]
    by_id = len(named) >= 2
    return (
        Search("documents", documents, until, parties=everyone),
        Search(
            "works",
            len(works) if by_id and outcomes.works_until is not None else None,
            outcomes.works_until,
            _before(outcomes.works.get(id, ()), since, outcomes.works_until) if by_id else None,
            named,
            unnamed,
        ),
        Search(
            "projects",
            len(projects) if by_id and outcomes.projects_until is not None else None,
            outcomes.projects_until,
            None,
            named,
            unnamed,
        ),
    )


def _before(works: Sequence[JointWork], since: Span | None, until: date | None) -> int | None:
    """Return the joint works of as many years before the agreement as the data reach after it."""
    if since is None or until is None:
        return None
    year = date.fromordinal(since.first).year
    years = max(until.year - year, 1)
    return sum(year - years <= work.year < year for work in works)


def _fulfilment(
    each: Agreement,
    commitment: Commitment,
    outcomes: _Outcomes,
    known: Mapping[str, tuple[Record, Life]],
    wordings: Wordings,
    searched: tuple[Search, ...],
    today: date,
) -> Fulfilment:
    names = [name.value for party in each.parties for name in party.names]
    promise = promise_of(_wordings(commitment, wordings), names)
    told = _told(commitment, known)
    id = each.record.id
    projects = _projects(outcomes.projects.get(id, ()), promise, each.since)
    works = _works(outcomes.works.get(id, ()), promise, each.since)
    findings = (*told, *projects, *works)
    done = sum(one.done and one.grade == "independent" for one in (*told, *projects))
    state, reason = judge(
        commitment,
        findings,
        shown=done + (len(works) if promise.works else min(len(works), 1)),
        promised=promise.number,
        shown_by=promise.shown_by,
        disputed=any(_disputed(known[one.id][1]) for one in told if one.id in known),
        term=each.record,
        today=today,
    )
    return Fulfilment(
        commitment=commitment.id,
        agreement=id,
        title=each.record.title,
        text=commitment.text,
        state=state,
        reason=reason,
        due=commitment.due,
        since=date.fromordinal(each.since.first).isoformat() if each.since is not None else None,
        shown_by=promise.shown_by,
        documents=tuple(sorted({place.document for place in commitment.support})),
        findings=(*told, *projects, *works[:_LISTED]),
        more=max(len(works) - _LISTED, 0),
        searched=searched,
        last_look=today,
        superseded_by=commitment.superseded_by,
    )


def _wordings(commitment: Commitment, wordings: Wordings) -> list[tuple[str, str | None]]:
    """Return the texts of a commitment with the languages of their documents."""
    places = [(place.statement, place.start, place.end) for place in commitment.support]
    return [wordings[place] for place in places if place in wordings] or [(commitment.text, None)]


def _told(commitment: Commitment, known: Mapping[str, tuple[Record, Life]]) -> tuple[Finding, ...]:
    return tuple(
        Finding(
            "documents",
            each.record,
            known[each.record][0].title if each.record in known else each.record,
            each.date,
            each.grade,
            each.done,
            each.words,
            each.parties,
            tuple(sorted({place.document for place in each.support})),
        )
        for each in commitment.evidence
    )


def _projects(projects: Iterable[JointProject], promise: Promise, since: Span | None) -> tuple[Finding, ...]:
    """Return the joint projects that began after the agreement and fit what is promised."""
    if "projects" not in promise.shown_by:
        return ()
    found = []
    for each in projects:
        words = fits(promise, phrase(each.title, "en"))
        if words is not None and _begun_after(each, since):
            start = each.start.isoformat() if each.start is not None else None
            shared = tuple(sorted(words))
            found.append(
                Finding(
                    "projects", each.project, each.title, start, "independent", True, shared, each.entities
                )
            )
    return tuple(found)


def _works(works: Iterable[JointWork], promise: Promise, since: Span | None) -> tuple[Finding, ...]:
    """Return the joint works after the agreement that fit what is promised, by title or topics."""
    if "works" not in promise.shown_by:
        return ()
    found = []
    for each in works:
        if not _later(each, since):
            continue
        words = fits(promise, phrase(each.title, each.language))
        if words is None and len(each.topics) > 0:
            words = fits(promise, phrase("; ".join(each.topics), "en"))
        if words is not None:
            when = each.date.isoformat() if each.date is not None else str(each.year)
            shared = tuple(sorted(words))
            found.append(
                Finding("works", each.work, each.title, when, "independent", True, shared, each.entities)
            )
    return tuple(found)


def appeared_after(work: JointWork, since: str | None) -> bool:
    """Return whether a work appeared after an ISO date; one dated by its year alone, in a later year."""
    return _later(work, span(since))


def _later(work: JointWork, since: Span | None) -> bool:
    if since is None:
        return False
    if work.date is not None:
        return work.date.toordinal() > since.last
    return work.year > date.fromordinal(since.last).year


def _begun_after(project: JointProject, since: Span | None) -> bool:
    return since is not None and project.start is not None and project.start.toordinal() > since.last


def _after(published: str | None, since: Span | None) -> bool:
    day = span(published)
    return day is not None and since is not None and day.first > since.last


def _disputed(life: Life) -> bool:
    """Return whether what one source said was there is, by a source told later, only planned."""
    there = [stage.told for stage in life.stages if stage.value in {"open", "running", "finished"}]
    plans = [stage.told for stage in life.stages if stage.value == "planned"]
    return any(plan is not None and done is not None and plan > done for plan in plans for done in there)
