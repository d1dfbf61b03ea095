"""Events: meetings, visits, conferences, ceremonies that the text reports or announces."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from typing import Final

from kelisim.extract.circumstances import place_of
from kelisim.extract.draft import base_phrase, names, normalised, statement
from kelisim.extract.kinds.event_names import described
from kelisim.extract.kinds.event_reports import EventReport, event_reports, taking_part
from kelisim.extract.kinds.evidence import EVENT, PARTICIPANT
from kelisim.extract.kinds.verb_final import events as verb_final
from kelisim.extract.lists import is_ahead
from kelisim.extract.reading import Date, Mention, Reading
from kelisim.extract.roles import parts
from kelisim.extract.syntax import subject_range
from kelisim.model import Statement, Value

_WEIGHT: Final = {"named": 4, "told": 3, "mentioned": 2, "heading": 1, "back": 0}
_AFTER: Final = 3  # sentences after an event's own in which those who take part are still told
_OPENING: Final = 3  # sentences in which a text tells its day
_DAY: Final = len("2026-02-26")
_GATHERINGS: Final = frozenset({"meeting", "conference", "workshop", "ceremony"})


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


def _weight(report: EventReport) -> tuple[bool, int, int]:
    says_more = report.name[1] - report.name[0] > 1 or report.prefix != ""
    weight = _WEIGHT[report.evidence]
    return (weight > 0 and says_more, weight, -report.anchor)


def events(reading: Reading, extractor: str) -> Iterator[Statement]:
    """Yield one statement for each event."""
    if reading.lexicon.verb_final:
        yield from verb_final.events(reading, extractor)
        return
    found = [event for event in _events(reading) if _is_told(reading, event)]
    for event in found:
        others = [other for other in found if other is not event]
        built = _statement(reading, event, others, extractor)
        if _says_enough(event, built):
            yield built if built.first("date") is not None else _dated(reading, event, built)


def _says_enough(event: _Event, built: Statement) -> bool:
    """Tell whether a statement says more than "a meeting": by a name, a date, a place, people."""
    if event.main.name[1] - event.main.name[0] > 1 or event.main.prefix != "":
        return True
    if built.first("date") is not None or built.first("place") is not None:
        return True
    return event.kind in {"meeting", "ceremony"} and built.first("participants") is not None


def _is_told(reading: Reading, event: _Event) -> bool:
    """Tell whether the text says that the event takes place: a headline alone must date it."""
    if event.kind is None:
        return False
    best = max(_WEIGHT[report.evidence] for report in event.reports)
    if best > 1:
        return True
    return best == 1 and any(len(reading.dates_in(*r.zone)) > 0 for r in event.reports)


# ------------------------------------------------------------------ which reports are one event


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


def _home(reading: Reading, found: Sequence[_Event], report: EventReport) -> _Event | None:
    if report.kind is None:
        return found[-1] if len(found) > 0 and report.definite else None
    if report.part and not report.another:
        gatherings = reading.lexicon.terms("events", "gatherings")
        larger = [event for event in found if event.kind in gatherings]
        if len(larger) > 0:
            return larger[-1]
    same = [event for event in found if event.kind == report.kind]
    if len(same) == 0 or report.another:
        return None
    if report.evidence == "named":
        return next((e for e in same if _shares_name(reading, e, report)), None)
    if (
        report.kind == "visit"
        or report.heading
        or report.definite
        or report.evidence in {"back", "mentioned"}
    ):
        return same[-1]
    return next((e for e in same if _shares_name(reading, e, report) or _shares_people(e, report)), None)


def _shares_name(reading: Reading, event: _Event, report: EventReport) -> bool:
    ours = _words(reading, report)
    for other in event.reports:
        theirs = _words(reading, other)
        if other.evidence != "back" and len(ours & theirs) * 2 > min(len(ours), len(theirs)):
            return True
    return False


def _words(reading: Reading, report: EventReport) -> set[str]:
    tokens = reading.analysis.tokens[slice(*report.name)]
    return {t.lower for t in tokens if t.pos not in {"ADP", "DET", "PUNCT"}}


def _shares_people(event: _Event, report: EventReport) -> bool:
    ours = {id for m in report.participants for id in m.referents}
    return any(ours & set(m.referents) for r in event.reports for m in r.participants)


# ------------------------------------------------------------------ the statement


def _statement(reading: Reading, event: _Event, others: Sequence[_Event], extractor: str) -> Statement:
    main = event.main
    assert event.kind is not None
    values: list[Value] = [normalised(reading, "kind", event.kind, (main.anchor, main.anchor + 1))]
    first, last = main.name
    if main.prefix == "":
        values.append(_name(reading, event, first, last))
    else:
        words = " ".join(reading.analysis.words(first, last).split())
        values.append(normalised(reading, "name", f"{main.prefix} {words}", (main.anchor, last)))
    ordered = [main, *(report for report in event.reports if report is not main)]
    date = next((d for report in ordered if (d := _date(reading, report)) is not None), None)
    if date is not None and date.value is not None:
        values.append(normalised(reading, "date", date.value, (date.first, date.last)))
    where = _visited(reading, event, main) or _named_place(reading, main)
    for report in ordered if where is None else ():
        place = None if report.heading else _place(reading, report)
        if place is not None and not main.name[0] <= place[0] < main.name[1]:
            values.append(base_phrase(reading, "place", *place, probability=0.7))
            break
    if where is not None:
        values.append(base_phrase(reading, "place", where.first, where.last, probability=0.7))
    for mention in _participants(reading, event, others):
        values += names(reading, "participants", mention, probability=PARTICIPANT)
    evidence = max((r.evidence for r in event.reports), key=lambda e: _WEIGHT[e])
    probability = EVENT.get(evidence, EVENT["mentioned"])
    return statement(reading, "event", values, [main.sentence], probability=probability, extractor=extractor)


def _date(reading: Reading, report: EventReport) -> Date | None:
    """Return the nearest date of the sentence, at the precision of a month or better."""
    if report.evidence == "back" and not report.definite:
        return None
    found = [date for date in reading.dates_in(*report.zone) if date.value is not None]
    found = [date for date in found if abs(date.first - report.anchor) < 25 and len(date.value or "") > 4]
    return min(found, key=lambda d: abs(d.first - report.anchor), default=None)


def _name(reading: Reading, event: _Event, first: int, last: int) -> Value:
    """Return what an event is called; one of a single word with what stands behind it, or was done at it.

    "the ceremony at the Kabete Campus"; "the signing ceremony", where the text tells that they signed.
    """
    analysis = reading.analysis
    if last - first > 1 or reading.lexicon.verb_final or reading.lexicon.inflected:
        return base_phrase(reading, "name", first, last)
    end = analysis.sentences[event.main.sentence].last
    held = reading.lexicon.cues("events", "behind").at(analysis.tokens, last, end) if last < end else None
    if held is not None and len(reading.dates_in(held.last, held.last + 2)) == 0:
        behind = described(reading, held.last, end)
        if behind - held.last > 1 or len(reading.mentions_in(held.last, behind)) > 0:
            return base_phrase(reading, "name", first, behind)
    noun = analysis.tokens[first]
    done = reading.lexicon.table("events", "signing").get(noun.lemma, ())
    if len(done) > 0 and len(_signing(reading, event)) > 0:
        return normalised(reading, "name", f"{done[0]} {noun.text}", (first, last))
    return base_phrase(reading, "name", first, last)


def _dated(reading: Reading, event: _Event, built: Statement) -> Statement:
    """Return the statement with the day of the text, where the event has none of its own."""
    date = _date_of_text(reading, event)
    if date is None or date.value is None:
        return built
    day = normalised(reading, "date", date.value, (date.first, date.last), probability=0.6)
    return statement(
        reading,
        "event",
        [*built.values, day],
        [event.main.sentence],
        probability=built.probability,
        extractor=built.extractor,
    )


def _date_of_text(reading: Reading, event: _Event) -> Date | None:
    """Return the day that the opening of the text tells, for what it reports without a day of its own.

    Not for what is recalled or announced, nor for an event beside which another bears that day as its own.
    """
    analysis = reading.analysis
    if event.main.another or event.main.evidence in {"named", "mentioned"} or len(event.reports) == 0:
        return None
    ahead = reading.lexicon.terms("events", "elsewhen")
    for report in event.reports:
        sentence = analysis.sentences[report.sentence]
        if any(t.lower in ahead for t in analysis.tokens[sentence.first : sentence.last]):
            return None
    opening = [s for s in analysis.sentences if analysis.blocks[s.block].kind == "paragraph"][:_OPENING]
    days = [
        date
        for sentence in opening
        for date in reading.dates_in(sentence.first, sentence.last)
        if date.value is not None and len(date.value) == _DAY and not is_ahead(date, reading.reference_date)
    ]
    return days[0] if len(days) > 0 else None


def _visited(reading: Reading, event: _Event, main: EventReport) -> Mention | None:
    """Return the country or town that a visit goes to: it is in the name of the visit."""
    if event.kind != "visit":
        return None
    inside = reading.mentions_in(*main.name)
    return next((m for m in reversed(inside) if m.type == "place" and m.last == main.name[1]), None)


def _named_place(reading: Reading, main: EventReport) -> Mention | None:
    """Return the place with which the name of an event closes: "the German Week in Almaty"."""
    tokens = reading.analysis.tokens
    inside = reading.mentions_in(main.anchor + 1, main.name[1])
    last = next((m for m in reversed(inside) if m.type == "place" and m.last == main.name[1]), None)
    markers = reading.lexicon.terms("circumstances", "place_markers")
    return last if last is not None and tokens[last.first - 1].lower in markers else None


def _place(reading: Reading, report: EventReport) -> tuple[int, int] | None:
    """Return the place of the verb that the event's noun hangs on, of a participle after it, or of itself."""
    tokens = reading.analysis.tokens
    head = tokens[report.anchor].head
    acts = [c for c in reading.analysis.children[report.anchor] if tokens[c].pos == "VERB"]
    if tokens[head].pos in {"VERB", "AUX"}:
        acts.append(head)
    acts.append(report.anchor)
    return next((p for act in acts if (p := place_of(reading, act, *report.zone)) is not None), None)


# ------------------------------------------------------------------ who takes part


def _participants(reading: Reading, event: _Event, others: Sequence[_Event]) -> list[Mention]:
    """Return all who are said to take part: with the event's words, and in what is told of it after."""
    found = [m for report in event.reports if report.evidence != "heading" for m in report.participants]
    inside = reading.mentions_in(event.main.anchor + 1, event.main.name[1])
    found += [m for m in inside if m.type in {"organisation", "person"} and m.named]
    if event.kind == "ceremony":
        found += _signing(reading, event)
    for number in _scope(reading, event, others):
        found += _told_in(reading, number, says=event.kind in _GATHERINGS and len(others) == 0)
    return found


def _signing(reading: Reading, event: _Event) -> list[Mention]:
    """Return those who sign, in the ceremony's own sentences and the ones beside them."""
    analysis = reading.analysis
    acts = reading.lexicon.cues("agreements", "sole")
    own = {report.sentence for report in event.reports if not report.heading}
    found: list[Mention] = []
    for number in sorted(
        {n + step for n in own for step in (-1, 0, 1)} & set(range(len(analysis.sentences)))
    ):
        sentence = analysis.sentences[number]
        if any(True for _ in acts.find(analysis.tokens, sentence.first, sentence.last)):
            inside = parts(reading, sentence.first, sentence.last)
            found += [p.mention for p in inside if p.role in {"subject", "agent", "between"} and not p.nested]
    return [m for m in found if m.type in {"person", "organisation"}]


def _scope(reading: Reading, event: _Event, others: Sequence[_Event]) -> list[int]:
    """Return the sentences that tell of the event: its own and some after; all, if it is the only one."""
    own = {report.sentence for report in event.reports if not report.heading}
    taken = {r.sentence for other in others for r in other.reports} - own
    last = len(reading.analysis.sentences)
    if len(own) == 0:
        return []
    reach = last if len(others) == 0 and event.kind in _GATHERINGS else _AFTER
    found = set(own)
    for start in own:
        for number in range(start + 1, min(last, start + 1 + reach)):
            if number in taken:
                break
            found.add(number)
    return sorted(found)


def _told_in(reading: Reading, number: int, *, says: bool) -> list[Mention]:
    """Return the people and organisations of a sentence that a verb or a list makes participants."""
    analysis = reading.analysis
    sentence = analysis.sentences[number]
    if analysis.blocks[sentence.block].kind == "heading":
        return []
    found: list[Mention] = []
    for hit in reading.lexicon.cues("events", "attend").find(analysis.tokens, sentence.first, sentence.last):
        if hit.code == "list":
            listed = [p for p in parts(reading, hit.last, sentence.last, role="agent") if p.role == "agent"]
            found += [p.mention for p in listed if not p.nested and p.mention.type != "place"]
            continue
        verb = analysis.tokens[hit.first]
        if (hit.code == "say" and not says) or verb.pos not in {"VERB", "AUX"}:
            continue
        span = subject_range(analysis, hit.first)
        if verb.relation == "":  # no parser tells the subject, which may follow its verb
            span = (sentence.first, sentence.last)
        if span is not None:
            told = list(parts(reading, *span))
            found += [m for m in taking_part(reading, told) if m.type == "person"]
            if verb.relation == "":
                found += [p.mention for p in told if p.role == "object" and p.mention.type == "person"]
    if analysis.tokens[sentence.last - 1].text == ":" and len(found) == 0:
        found += _items(reading, number)
    return found


def _items(reading: Reading, number: int) -> list[Mention]:
    """Return the people of the list that a sentence announces: "six experts delivered addresses:"."""
    analysis = reading.analysis
    sentence = analysis.sentences[number]
    cues = reading.lexicon.cues("events", "attend")
    if not any(h.code != "say" for h in cues.find(analysis.tokens, sentence.first, sentence.last)):
        return []
    found: list[Mention] = []
    for other in analysis.sentences[number + 1 :]:
        if analysis.blocks[other.block].kind not in {"item", "heading"}:
            break
        people = [m for m in reading.mentions_in(other.first, other.last) if m.type == "person"]
        if len(people) == 0:
            break
        found += people[:1]
    return found
