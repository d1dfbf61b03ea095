"""Events in clauses that close with their verb: "Алматыда форум өтті", "X Y-мен кездесті"."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from typing import Final

from kelisim.extract.draft import base_phrase, names, normalised, statement
from kelisim.extract.kinds.event_report import WEIGHT
from kelisim.extract.kinds.evidence import EVENT, PARTICIPANT
from kelisim.extract.kinds.verb_final.event_reports import Report, attends, reports
from kelisim.extract.reading import Date, Mention, Reading
from kelisim.extract.verb_final import Clause, clauses
from kelisim.model import Statement, Value

_AFTER: Final = 3  # sentences after an event's own in which those who take part are still told
_MONTH: Final = len("2026-02")
_WHOLES: Final = frozenset({"conference", "workshop", "exhibition", "other"})
_TOGETHER: Final = ({"meeting", "conference", "workshop"}, {"ceremony"}, {"visit"})


@dataclass(slots=True)
class _Event:
    reports: list[Report] = field(default_factory=list)

    @property
    def main(self) -> Report:
        """The report that names it best."""
        return max(self.reports, key=lambda r: (WEIGHT[r.evidence], len(r.name.split()) > 1))

    @property
    def kind(self) -> str | None:
        return next((r.kind for r in self.reports if r.kind is not None), None)


def events(reading: Reading, extractor: str) -> Iterator[Statement]:
    """Yield one statement for each event."""
    found: list[_Event] = []
    every = list(reports(reading))
    for report in [r for r in every if r.evidence != "heading"] + [
        r for r in every if r.evidence == "heading"
    ]:
        home = _home(reading, found, report)
        if home is not None:
            home.reports.append(report)
        elif report.evidence not in {"back", "heading"} or _opens(reading, report):
            found.append(_Event([report]))
    for event in found:
        if event.kind is not None:
            others = {r.number for other in found if other is not event for r in other.reports}
            built = _statement(reading, event, others, extractor)
            if _says_enough(event, built):
                yield built


def _opens(reading: Reading, report: Report) -> bool:
    """Tell whether a report makes an event though it names none: a dated headline, a ceremony with guests."""
    if report.evidence == "heading":
        return report.kind is not None and _date(reading, report) is not None
    return report.kind == "ceremony" and len(report.people) > 0


def _says_enough(event: _Event, built: Statement) -> bool:
    """Tell whether a statement says more than "a meeting": by a name, a date, a place, people."""
    if len(event.main.name.split()) > 1:
        return True
    return any(built.first(slot) is not None for slot in ("date", "place", "participants"))


def _home(reading: Reading, found: Sequence[_Event], report: Report) -> _Event | None:
    """Return the event told before that a report speaks of, too."""
    wholes = list(found) if report.kind is None else _wholes(reading, found, report)
    if report.kind is None or len(wholes) > 0:
        return wholes[-1] if len(wholes) > 0 else None
    same = [e for e in found if e.kind == report.kind]
    near = [e for e in found if any(report.kind in group and e.kind in group for group in _TOGETHER)]
    if report.evidence == "back":
        told = same or near
        return told[-1] if len(told) > 0 else None
    if report.evidence == "heading":
        return same[0] if len(same) > 0 else None
    another = reading.lexicon.terms("events", "another")
    if any(word.casefold() in another for word in report.name.split()):
        return None
    for event in reversed(same):
        if any(_shares_name(r, report) for r in event.reports):
            return event
    return None


def _wholes(reading: Reading, found: Sequence[_Event], report: Report) -> list[_Event]:
    """Return the gatherings that a report may be of a part of: "пленарлық отырыс" of a conference."""
    tokens = reading.analysis.tokens
    hits = reading.lexicon.cues("events", "parts").find(tokens, *report.where)
    if not any(hit.last == report.where[1] for hit in hits):
        return []
    return [e for e in found if e.kind in _WHOLES and e.main.evidence != "mentioned"]


def _shares_name(one: Report, other: Report) -> bool:
    ours, theirs = _content(one.name), _content(other.name)
    shorter = min(len(ours), len(theirs))
    if shorter < 2:
        return shorter == 1 and ours == theirs
    return 2 * len(ours & theirs) > shorter


def _content(name: str) -> set[str]:
    return {word.casefold().strip('«»“”",.')[:6] for word in name.split() if len(word) > 2}


def _statement(reading: Reading, event: _Event, others: set[int], extractor: str) -> Statement:
    main = event.main
    assert event.kind is not None
    ceremony = event.kind == "ceremony" and main.evidence == "back" and len(main.name.split()) == 1
    name = main.name
    if ceremony and _signed(reading, main):
        told_as = sorted(reading.lexicon.terms("events", "signing_name"))
        noun = reading.analysis.tokens[main.where[1] - 1].lemma
        name = " ".join([*told_as[:1], noun])
    values: list[Value] = [
        normalised(reading, "kind", event.kind, (main.where[1] - 1, main.where[1])),
        normalised(reading, "name", name, main.where),
    ]
    told = [main, *(r for r in event.reports if r is not main and r.evidence != "heading")]
    date = next((d for r in (*told, *event.reports) if (d := _date(reading, r)) is not None), None)
    if date is not None and date.value is not None:
        values.append(normalised(reading, "date", date.value, (date.first, date.last)))
    place = next((r.place for r in told if r.place is not None), None)
    if place is not None:
        values.append(base_phrase(reading, "place", *place, probability=0.7))
    for mention in _participants(reading, event, others):
        values += names(reading, "participants", mention, probability=PARTICIPANT)
    probability = EVENT.get(main.evidence, EVENT["mentioned"])
    return statement(reading, "event", values, [main.number], probability=probability, extractor=extractor)


def _date(reading: Reading, report: Report) -> Date | None:
    """Return the nearest date of the zone, else of the sentence, at the precision of a month or better."""
    sentence = reading.analysis.sentences[report.number]
    for zone in (report.zone, (sentence.first, sentence.last)):
        found = [d for d in reading.dates_in(*zone) if d.value is not None and len(d.value) >= _MONTH]
        if len(found) > 0:
            return min(found, key=lambda d: abs(d.first - report.where[0]))
    return None


def _participants(reading: Reading, event: _Event, others: set[int]) -> list[Mention]:
    """Return all who take part: those of the event's own clauses, and who acts in the sentences after."""
    found = [m for r in event.reports if r.evidence != "heading" for m in r.people]
    own = {r.number for r in event.reports if r.evidence != "heading"}
    acting = {"meeting", "conference", "workshop", "ceremony"}
    for start in sorted(own) if event.kind in acting else ():
        last = min(len(reading.analysis.sentences), start + _AFTER + 1)
        for number in range(start, last):
            if number in others - own:
                break
            for clause in clauses(reading, number):
                if attends(reading, clause) or (event.kind == "ceremony" and _signs(reading, clause)):
                    found += [a.mention for a in clause.subjects if a.mention.type == "person"]
    return found


def _signed(reading: Reading, report: Report) -> bool:
    """Tell whether a signing is told right before "Рәсімге … қатысты": that is the ceremony meant."""
    near = range(max(0, report.number - _AFTER), report.number + 1)
    return any(_signs(reading, clause) for number in near for clause in clauses(reading, number))


def _signs(reading: Reading, clause: Clause) -> bool:
    acts = reading.lexicon.cues("agreements", "sole")
    return any(True for _ in acts.find(reading.analysis.tokens, clause.first, clause.last))
