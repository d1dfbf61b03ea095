"""What `kelisim show` prints: one thing of the register, line by line, every fact with its source."""

from collections.abc import Iterator
from typing import TYPE_CHECKING

import typer

from kelisim.model import KINDS, Filler, Record, Statement

if TYPE_CHECKING:
    from kelisim.register import (
        DocumentLine,
        DocumentView,
        EntityView,
        Logged,
        RecordView,
        StatementView,
        View,
    )
    from kelisim.register.projection import Commitment
    from kelisim.register.views import Source


def view_lines(view: "View") -> Iterator[str]:
    """Yield the lines that show a view."""
    from kelisim.register import DocumentView, EntityView, RecordView, StatementView

    if isinstance(view, RecordView):
        return _record(view)
    if isinstance(view, EntityView):
        return _entity(view)
    if isinstance(view, DocumentView):
        return _document(view)
    if isinstance(view, StatementView):
        return _statement(view)
    return _logged((view,))


def _record(view: "RecordView") -> Iterator[str]:
    record = view.record
    yield _title(record.title)
    yield f"{record.kind} {record.id}, probability {record.probability:.2f}" + (
        ", waits for review" if record.review else ""
    )
    if len(record.former_ids) > 0:
        yield f"also reached by {', '.join(record.former_ids)}"
    numbers = {source.statement.id: str(n) for n, source in enumerate(view.sources, 1)}
    yield ""
    yield from _slots(record, numbers)
    if len(view.life.stages) > 1:
        yield ""
        yield _head("Life line")
        for stage in view.life.stages:
            told = f"told {stage.told}" if stage.told else ""
            yield f"  {stage.date or 'no date':<12}{stage.value}  {told}".rstrip()
    if len(view.commitments) > 0:
        yield ""
        yield _head("Commitments")
        for commitment in view.commitments:
            cited = _cited((place.statement for place in commitment.support), numbers)
            yield f"  {commitment.text}  {cited}"
            yield f"      {_state(commitment)}"
            for evidence in commitment.evidence:
                words = ", ".join(evidence.words)
                yield f"      {evidence.grade} evidence: {evidence.record} ({evidence.date or '?'}; {words})"
    if len(view.entities) > 0:
        yield ""
        yield _head("Who and where")
        for entity in view.entities:
            yield f"  {entity.id}  {entity.type}  {entity.name}" + (
                f", {entity.country}" if entity.country else ""
            )
    yield ""
    yield _head("Sources")
    for number, source in enumerate(view.sources, 1):
        yield from _source(number, source)
    for doubt in view.doubts:
        yield f"may be the same: {doubt.first} and {doubt.second} ({doubt.reason})"
    yield from _decided(view.decisions)


def _state(commitment: "Commitment") -> str:
    """Return the state of a commitment, when it is due, and who says so where it is a person."""
    parts = [commitment.state.replace("_", " ")]
    if commitment.due is not None:
        parts.append(f"due {commitment.due}")
    if commitment.decided is not None:
        parts.append(f"decided: {commitment.decided}")
    if commitment.found is not None:
        parts.append(f"the documents say {commitment.found.replace('_', ' ')}")
    return ", ".join([*parts, commitment.id])


def _slots(record: Record, numbers: dict[str, str]) -> Iterator[str]:
    for slot in KINDS[record.kind].slots:
        filled = record.slot(slot.name)
        if filled is None or slot.name == "commitments":
            continue
        for place, filler in enumerate(filled.fillers):
            label = slot.name if place == 0 else ""
            note = "  (sources disagree)" if filled.contradiction and place == 0 else ""
            yield f"  {label:<14}{_value(filler)}  {_support(filler, numbers)}{note}"


def _value(filler: Filler) -> str:
    value = filler.value
    text = f"{value:,}" if isinstance(value, (int, float)) else value
    return f"{text} [{filler.entity}]" if filler.entity is not None else text


def _support(filler: Filler, numbers: dict[str, str]) -> str:
    if filler.decision is not None:
        return f"(decided: {filler.decision})"
    return _cited((place.statement for place in filler.support), numbers) + _unsure(filler.probability)


def _unsure(probability: float) -> str:
    """Return the mark of a value that is more likely wrong than right."""
    return f"  unsure ({probability:.2f})" if probability < 0.5 else ""


def _cited(statements: Iterator[str], numbers: dict[str, str]) -> str:
    found = sorted({numbers[s] for s in statements if s in numbers}, key=int)
    return f"({', '.join(found)})" if len(found) > 0 else ""


def _source(number: int, source: "Source") -> Iterator[str]:
    document = source.document
    about = [document.published, document.publisher, document.title or document.name, document.url]
    yield f"  ({number}) " + ", ".join(part for part in about if part)
    yield f"      “{' '.join(source.statement.quote.text.split())}”"
    quoted = source.statement.quote
    yield f"      {source.statement.id} in {document.id} [{quoted.start}:{quoted.end}]"


def _entity(view: "EntityView") -> Iterator[str]:
    entity = view.entity
    yield _title(entity.name)
    yield f"{entity.type} {entity.id}" + (f", {entity.country}" if entity.country else "")
    if entity.latitude is not None and entity.longitude is not None:
        yield f"at {entity.latitude:.3f}, {entity.longitude:.3f}"
    for identifier in entity.identifiers:
        yield f"{identifier.scheme}: {identifier.value}"
    yield ""
    yield _head("Names")
    for name in entity.names:
        about = [part for part in (name.language, name.source) if part not in (None, "document")]
        yield f"  {name.value}" + (f"  ({', '.join(map(str, about))})" if len(about) > 0 else "")
    reasons = sorted({(link.reason, link.ours, link.theirs) for link in entity.links if link.reason})
    if len(reasons) > 0:
        yield ""
        yield _head("Why these are one")
        yield from (f"  {reason}: {ours} = {theirs}" for reason, ours, theirs in reasons)
    yield ""
    yield _head("Records")
    for record in view.records:
        when = record.first_day or ""
        yield f"  {record.id}  {record.kind}  {when}  {record.title}" + (
            f" ({record.status})" if record.status else ""
        )
    yield ""
    yield _head("Documents")
    yield from (f"  {_document_line(document)}" for document in view.documents)
    for doubt in view.doubts:
        yield f"may be the same: {doubt.first} and {doubt.second} ({doubt.reason})"
    yield from _decided(view.decisions)


def _document(view: "DocumentView") -> Iterator[str]:
    document = view.document
    yield _title(document.title or document.name)
    yield _document_line(document)
    yield f"extracted by {view.extraction.extractor}: {len(view.extraction.statements)} statements"
    for near, likeness in view.near:
        yield f"tells nearly the same ({likeness:.2f}): {_document_line(near)}"
    for statement in view.extraction.statements:
        yield ""
        yield from _statement_lines(statement, waits=statement.id in view.waiting)


def _document_line(document: "DocumentLine | object") -> str:
    parts = (
        getattr(document, part)
        for part in ("id", "published", "language", "publisher", "title", "name", "url")
    )
    return ", ".join(part for part in parts if part)


def _statement(view: "StatementView") -> Iterator[str]:
    yield from _statement_lines(view.source.statement, waits=view.waiting)
    yield f"in {_document_line(view.source.document)}"
    if view.record is not None:
        yield f"part of {view.record.id}  {view.record.kind}  {view.record.title}"
    yield from _decided(view.decisions)


def _statement_lines(statement: Statement, *, waits: bool) -> Iterator[str]:
    yield f"{_head(statement.kind)} {statement.id}, probability {statement.probability:.2f}" + (
        ", waits for review" if waits else ""
    )
    for value in statement.values:
        said = " ".join(value.quote.text.split())
        copied = "" if said == str(value.value) else f"  ← “{said}”"
        where = f"[{value.quote.start}:{value.quote.end}]"
        yield f"  {value.slot:<14}{value.value}{copied} {where}{_unsure(value.probability)}"
    yield f"  “{' '.join(statement.quote.text.split())}”"


def _decided(logged: "tuple[Logged, ...]") -> Iterator[str]:
    if len(logged) > 0:
        yield ""
        yield _head("Decisions")
        yield from _logged(logged)


def _logged(logged: "tuple[Logged, ...]") -> Iterator[str]:
    for entry in logged:
        decision = entry.decision
        what = " ".join(
            str(part) for part in (decision.slot, decision.value, *decision.others) if part is not None
        )
        done = f"{decision.action} {decision.target} {what}".rstrip()
        yield f"  {decision.id}  {decision.when}  {decision.who}: {done}"
        if decision.why:
            yield f"      “{decision.why}”"
        if entry.undone_by is not None:
            yield f"      undone by {entry.undone_by}"
        if entry.unapplied is not None:
            yield f"      not applied: {entry.unapplied}"


def _title(text: str) -> str:
    return typer.style(text, bold=True)


def _head(text: str) -> str:
    return typer.style(text, bold=True)
