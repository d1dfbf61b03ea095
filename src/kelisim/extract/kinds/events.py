"""Events: meetings, visits, conferences, ceremonies that the text reports or announces; one statement each."""

from collections.abc import Iterator
from dataclasses import dataclass, field

from kelisim.extract.circumstances import place_of
from kelisim.extract.draft import names, normalised, phrase, statement
from kelisim.extract.kinds.event_reports import EventReport, event_reports
from kelisim.extract.kinds.evidence import EVENT, PARTICIPANT
from kelisim.extract.reading import Date, Mention, Reading
from kelisim.extract.roles import parts
from kelisim.model import Statement, Value


@dataclass(slots=True)
class _Event:
    reports: list[EventReport] = field(default_factory=list)

    @property
    def main(self) -> EventReport:
        """The report that names it best."""
        return max(self.reports, key=_weight)

    @property
    def kind(self) -> str | None:
        return next((r.kind for r in self.reports if r.kind is not None), None)


_WEIGHT = {"named": 4, "told": 3, "mentioned": 2, "heading": 1, "back": 0}


def _weight(report: EventReport) -> tuple[int, int, int]:
    return (_WEIGHT[report.evidence], int(report.prefix == ""), -report.anchor)


def events(reading: Reading, extractor: str) -> Iterator[Statement]:
    """Yield one statement for each event."""
    for event in _events(reading):
        main = event.main
        if main.name is None or main.kind is None or main.evidence in {"back", "heading"}:
            continue
        yield _statement(reading, event, extractor)


def _events(reading: Reading) -> list[_Event]:
    """Return the events with all their reports: "the forum" belongs to the forum told before."""
    found: list[_Event] = []
    every = list(event_reports(reading))
    for report in [r for r in every if not r.heading] + [r for r in every if r.heading]:
        home = _home(reading, found, report)
        if home is not None:
            home.reports.append(report)
        elif report.evidence != "back":
            found.append(_Event([report]))
    return found


def _home(reading: Reading, found: list[_Event], report: EventReport) -> _Event | None:
    if report.kind is None:
        return found[-1] if len(found) > 0 and report.definite else None
    same = [event for event in found if event.kind == report.kind]
    if len(same) == 0:
        return None
    if report.evidence == "named":
        return next((e for e in same if _shares_name(reading, e, report)), None)
    if report.kind == "visit" or report.heading or report.definite or report.evidence == "back":
        return same[-1]
    return next((e for e in same if _shares_people(e, report) and report.evidence == "mentioned"), None)


def _shares_name(reading: Reading, event: _Event, report: EventReport) -> bool:
    ours = _words(reading, report)
    return any(len(ours & _words(reading, r)) * 2 >= min(len(ours), len(_words(reading, r))) for r in event.reports if r.evidence == "named") or all(
        r.evidence in {"heading"} for r in event.reports
    )


def _words(reading: Reading, report: EventReport) -> set[str]:
    if report.name is None:
        return set()
    return {t.lower for t in reading.analysis.tokens[slice(*report.name)] if t.pos not in {"ADP", "DET", "PUNCT"}}


def _shares_people(event: _Event, report: EventReport) -> bool:
    ours = {id for m in report.participants for id in m.referents}
    return any(ours & set(m.referents) for r in event.reports for m in r.participants)


def _statement(reading: Reading, event: _Event, extractor: str) -> Statement:
    main = event.main
    assert main.name is not None
    assert main.kind is not None
    first, last = main.name
    values: list[Value] = [normalised(reading, "kind", main.kind, (main.anchor, main.anchor + 1))]
    if main.prefix == "":
        values.append(phrase(reading, "name", first, last))
    else:
        words = " ".join(reading.analysis.words(first, last).split())
        values.append(normalised(reading, "name", f"{main.prefix} {words}", (main.anchor, last)))
    ordered = [main, *(report for report in event.reports if report is not main)]
    date = next((d for report in ordered if (d := _date(reading, report)) is not None), None)
    if date is not None and date.value is not None:
        values.append(normalised(reading, "date", date.value, (date.first, date.last)))
    for report in ordered:
        place = place_of(reading, _verb_of(reading, report), *report.zone)
        if place is not None and not (main.name[0] <= place[0] < main.name[1]):
            values.append(phrase(reading, "place", *place, probability=0.7))
            break
    for mention in _participants(reading, event):
        values += names(reading, "participants", mention, probability=PARTICIPANT)
    return statement(
        reading, "event", values, [main.sentence], probability=EVENT[main.evidence], extractor=extractor
    )


def _date(reading: Reading, report: EventReport) -> Date | None:
    """Return the nearest date of the sentence, where the report says that the event takes place then."""
    if report.evidence == "back" and not report.definite:
        return None
    found = [date for date in reading.dates_in(*report.zone) if date.value is not None]
    found = [date for date in found if abs(date.first - report.anchor) < 25 and len(date.value or "") > 4]
    return min(found, key=lambda d: abs(d.first - report.anchor), default=None)


def _verb_of(reading: Reading, report: EventReport) -> int:
    """Return the verb that the event's noun hangs on, for its circumstances; the anchor where there is none."""
    token = reading.analysis.tokens[report.anchor]
    head = token.head
    return head if reading.analysis.tokens[head].pos in {"VERB", "AUX"} else report.anchor


def _participants(reading: Reading, event: _Event) -> list[Mention]:
    """Return all who are said to take part, in the event's own sentences and those that follow them."""
    analysis = reading.analysis
    found = [mention for report in event.reports if report.evidence != "heading" for mention in report.participants]
    attend = reading.lexicon.cues("events", "attend")
    own = {report.sentence for report in event.reports}
    for number in sorted(own | {n + 1 for n in own}):
        if number >= len(analysis.sentences):
            continue
        sentence = analysis.sentences[number]
        for hit in attend.find(analysis.tokens, sentence.first, sentence.last):
            before = parts(reading, sentence.first, hit.first)
            after = parts(reading, hit.last, sentence.last, role="agent")
            listing = hit.term.endswith(("include", "by", "comprise", "consist of"))
            taken = [p for p in before if p.role in {"subject", "partner"}]
            taken += [p for p in after if listing and p.role == "agent"]
            found += [p.mention for p in taken if not p.nested and p.mention.type in {"person", "organisation"}]
    return found
