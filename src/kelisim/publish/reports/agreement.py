"""The report on one agreement: what was agreed, what was promised, what came of it."""

from collections.abc import Mapping, Sequence
from datetime import date
from typing import Final

from sqlalchemy.engine import Connection

from kelisim.measure import MeasureError, Tables
from kelisim.measure.fulfilment import Fulfilment, fulfilments
from kelisim.measure.verdicts import Verdict, verdicts
from kelisim.model import Entity, Filler
from kelisim.publish.pictures import Moment, lifeline, to_svg
from kelisim.publish.reports.document import Block, Drawing, Facts, Paragraph, Report, Section, Tile, Tiles
from kelisim.publish.reports.language import Language, LanguageCode
from kelisim.publish.reports.language import language as language_of
from kelisim.publish.reports.outcomes import Outcome, outcome_of, outcome_section
from kelisim.publish.reports.shared import (
    cited,
    commitments,
    last_document,
    method,
    numbered,
    report_of,
    sources,
)
from kelisim.publish.reports.wording import ATTENTION, SLOTS, SORTS, STATUSES, worded
from kelisim.register import EntityView, RecordView, UnknownIdError, show
from kelisim.register.projection.attention import attention_of

_SHOWN: Final = ("kind", "status", "date", "expires", "place", "occasion", "parties", "signatories")
_MOMENTS: Final = 14


def agreement_report(
    connection: Connection,
    id: str,
    *,
    today: date,
    tables: Tables | None = None,
    language: LanguageCode = "en",
) -> Report:
    """Return the report on an agreement. Raises UnknownIdError where no agreement goes by the id."""
    view = show(connection, id)
    if not isinstance(view, RecordView) or view.record.kind != "agreement":
        raise UnknownIdError(f"{id} is no agreement; see: kelisim list agreements")
    tongue = language_of(language)
    parties = parties_of(connection, view)
    found = fulfilments(connection, today=today, tables=tables, agreements=(view.record.id,))
    since = found[0].since if len(found) > 0 else _value(view, "date") or view.life.first_told
    verdict = _verdict(connection, view.record.id, tables, today)
    outcome = outcome_of(view.record.id, parties, tables, since=since, verdict=verdict)
    evidence = _evidence(connection, found)
    numbers = numbered((view, *evidence))
    names = {party.id: party.name for party in parties}
    parts = [
        _brief(tongue, view, found, outcome),
        _agreed(tongue, view, parties, numbers),
        _over_time(tongue, view, found, today),
        commitments(tongue, found, names=names, numbers=numbers),
        outcome_section(tongue, outcome, parties),
        _attention(tongue, view, today),
        sources(tongue, (view, *evidence), numbers),
        method(
            tongue,
            tables=tables,
            today=today,
            documents_until=last_document(connection),
            extra=outcome.definitions(tongue),
        ),
    ]
    heading = (tongue.say("Report on an agreement"), view.record.title, _subtitle(tongue, view))
    return report_of(tongue, heading, parts, today=today)


def parties_of(connection: Connection, view: RecordView) -> tuple[Entity, ...]:
    """Return the organisations that are parties to an agreement, in the record's order."""
    slot = view.record.slot("parties")
    ids = [filler.entity for filler in slot.fillers if filler.entity is not None] if slot is not None else []
    shown = [show(connection, id) for id in dict.fromkeys(ids)]
    return tuple(each.entity for each in shown if isinstance(each, EntityView))


def _verdict(connection: Connection, id: str, tables: Tables | None, today: date) -> Verdict | None:
    """Return the verdict on an agreement; None where there are no tables, or they hold no works."""
    if tables is None:
        return None
    try:
        return verdicts(connection, tables, today=today, chosen=(id,))[0]
    except MeasureError:
        return None


def _evidence(connection: Connection, found: Sequence[Fulfilment]) -> tuple[RecordView, ...]:
    ids = {finding.id for one in found for finding in one.findings if finding.found_in == "documents"}
    shown = [show(connection, id) for id in sorted(ids)]
    return tuple(each for each in shown if isinstance(each, RecordView))


def _value(view: RecordView, slot: str) -> str | None:
    filled = view.record.slot(slot)
    return str(filled.fillers[0].value) if filled is not None else None


def _subtitle(language: Language, view: RecordView) -> str:
    kind, status, day = (_value(view, slot) for slot in ("kind", "status", "date"))
    parts = [
        worded(language, SORTS, kind) if kind is not None else None,
        worded(language, STATUSES, status) if status is not None else None,
        language.date(day) if day is not None else None,
    ]
    text = ", ".join(part for part in parts if part is not None)
    return text[:1].upper() + text[1:]


def _brief(language: Language, view: RecordView, found: Sequence[Fulfilment], outcome: Outcome) -> Section:
    shown = sum(one.state in {"evidence_found", "partly"} for one in found)
    late = sum(one.state in {"overdue", "lapsed"} for one in found)
    documents = len(view.record.documents)
    tiles = [
        Tile(language.number(documents), language.count("source document", "source documents", documents)),
        Tile(language.number(len(found)), language.count("commitment", "commitments", len(found))),
        Tile(
            language.number(shown),
            language.count(
                "commitment with independent evidence", "commitments with independent evidence", shown
            ),
        ),
    ]
    if outcome.seen:
        after = outcome.after
        tiles.append(
            Tile(language.number(after), language.count("joint work since", "joint works since", after))
        )
    blocks: list[Block] = [Paragraph(_lead(language, view), "lead"), Tiles(tuple(tiles))]
    if outcome.verdict is not None:
        blocks.append(Paragraph(outcome.sentence(language)))
    if late > 0:
        blocks.append(
            Paragraph(
                language.count(
                    "{n} commitment is overdue or has lapsed without evidence in open records.",
                    "{n} commitments are overdue or have lapsed without evidence in open records.",
                    late,
                )
            )
        )
    return Section(language.say("In brief"), tuple(blocks))


def _lead(language: Language, view: RecordView) -> str:
    slot = view.record.slot("parties")
    parties = language.listed([str(filler.value) for filler in slot.fillers]) if slot is not None else "–"
    status, day, ends = (_value(view, name) for name in ("status", "date", "expires"))
    when = language.date(day) if day is not None else None
    if status in {"signed", "renewed"}:
        text = (
            language.say("Signed, {day}: {parties}.", day=when, parties=parties)
            if when is not None
            else language.say("Signed, on a day that the documents do not tell: {parties}.", parties=parties)
        )
    elif when is not None:
        text = language.say(
            "Planned for {day}, not signed as far as known: {parties}.", day=when, parties=parties
        )
    else:
        text = language.say("Planned, not signed as far as known: {parties}.", parties=parties)
    return text if ends is None else " ".join([text, language.say("It ends {day}.", day=language.date(ends))])


def _agreed(
    language: Language, view: RecordView, parties: Sequence[Entity], numbers: Mapping[str, int]
) -> Section:
    countries = {party.id: party.country for party in parties}
    rows: list[tuple[str, str]] = []
    for name in _SHOWN:
        slot = view.record.slot(name)
        if slot is None:
            continue
        told = [
            _shown(language, name, filler, countries) + cited((s.document for s in filler.support), numbers)
            for filler in slot.fillers
        ]
        if slot.contradiction:
            text = language.say("sources disagree: {values}", values=" / ".join(told))
        elif name in {"status", "kind"}:
            text = told[0]
        else:
            text = "; ".join(told)
        rows.append((worded(language, SLOTS, name), text))
    return Section(language.say("What was agreed"), (Facts(tuple(rows)),))


def _shown(language: Language, slot: str, filler: Filler, countries: Mapping[str, str | None]) -> str:
    value = str(filler.value)
    if slot in {"date", "expires"}:
        return language.date(value)
    if slot == "kind":
        return worded(language, SORTS, value)
    if slot == "status":
        return worded(language, STATUSES, value)
    code = countries.get(filler.entity or "")
    return f"{value} ({language.country(code)})" if slot == "parties" and code is not None else value


def _over_time(
    language: Language, view: RecordView, found: Sequence[Fulfilment], today: date
) -> Section | None:
    """Return the life of the agreement as a picture, where at least two days are known."""
    moments: list[Moment] = []
    for stage in view.life.stages:
        day = stage.date or stage.told
        if day is not None:
            sort = "stage" if stage.value in {"signed", "renewed"} else "plan"
            moments.append(Moment(day, worded(language, STATUSES, stage.value), sort))  # type: ignore[arg-type]
    for document in sorted(
        {s.document.id: s.document for s in view.sources}.values(), key=lambda d: d.published or ""
    ):
        if document.published is not None:
            who = document.publisher or document.title or document.name
            moments.append(Moment(document.published, language.say("told by {who}", who=_short(who)), "told"))
    for finding in {f.id: f for one in found for f in one.findings if f.date}.values():
        sort = "plan" if finding.grade == "plan" else "evidence"
        moments.append(Moment(str(finding.date), _short(finding.title), sort))  # type: ignore[arg-type]
    ends = _value(view, "expires")
    if ends is not None:
        moments.append(Moment(ends, language.say("its term ends"), "term"))
    moments.sort(key=lambda each: each.date)
    left = max(len(moments) - _MOMENTS, 0)
    kept = moments[:_MOMENTS]
    if len(kept) < 2:
        return None
    dates = [language.date(each.date) for each in kept]
    chart = lifeline(kept, today=today.isoformat(), today_label=language.say("today"), dates=dates)
    spoken = "; ".join(f"{day}: {each.label}" for day, each in zip(dates, kept, strict=True))
    note = (
        language.count("{n} later moment is left out.", "{n} later moments are left out.", left)
        if left > 0
        else ""
    )
    drawing = Drawing(to_svg(chart), language.say("From plan to term"), spoken, note)
    return Section(language.say("How it stood over time"), (drawing,))


def _short(text: str) -> str:
    return text if len(text) <= 60 else f"{text[:58].rstrip()}…"


def _attention(language: Language, view: RecordView, today: date) -> Section | None:
    """Return what a person should look at in this agreement, or nothing."""
    texts = [
        worded(language, ATTENTION, each.reason)
        + (f" ({worded(language, SLOTS, each.slot)})" if each.reason == "contradiction" and each.slot else "")
        + (f": {language.date(each.date)}" if each.date is not None else "")
        for each in attention_of(view.record, view.life, view.commitments, today)
    ]
    if len(texts) == 0:
        return None
    listed = tuple(Paragraph(f"• {text[:1].upper()}{text[1:]}") for text in dict.fromkeys(texts))
    return Section(language.say("What needs attention"), listed)
