"""Events: meetings, visits, conferences, ceremonies that the text reports or announces."""

from collections.abc import Iterator, Sequence
from dataclasses import replace
from typing import Final

from kelisim.extract.draft import base_phrase, names, normalised, statement
from kelisim.extract.kinds.anaphora import by_pronoun
from kelisim.extract.kinds.event_delegations import with_delegation
from kelisim.extract.kinds.event_names import described, is_headline_verb
from kelisim.extract.kinds.event_participants import participants_of, people_beside, signing
from kelisim.extract.kinds.event_places import place_of_event, visited
from kelisim.extract.kinds.event_report import WEIGHT, Event, EventReport, phases
from kelisim.extract.kinds.event_reports import event_reports
from kelisim.extract.kinds.evidence import BESIDE_EVENT, EVENT, PARTICIPANT
from kelisim.extract.kinds.verb_final import events as verb_final
from kelisim.extract.kinds.verb_second import events as verb_second
from kelisim.extract.lists import is_ahead
from kelisim.extract.reading import Date, Reading
from kelisim.model import Statement, Value

_DESCRIBED: Final = 3  # tokens of what a ceremony is for: "opening ceremony of the Centre for Tides"
_OPENING: Final = 3  # sentences in which a text tells its day
_BEHIND: Final = 4  # tokens between an event's name and its year
_YEAR: Final = len("2026")


def events(reading: Reading, extractor: str) -> Iterator[Statement]:
    """Yield one statement for each event."""
    if reading.lexicon.verb_final:
        yield from verb_final.events(reading, extractor)
        return
    if reading.lexicon.verb_second:
        yield from verb_second.events(reading, extractor)
        return
    found = [event for event in _events(reading) if _is_told(reading, event)]
    for event in found:
        others = [other for other in found if other is not event]
        built = _statement(reading, event, others, extractor)
        if _says_enough(event, built):
            yield built if built.first("date") is not None else _dated(reading, event, built)


def _says_enough(event: Event, built: Statement) -> bool:
    """Tell whether a statement says more than "a meeting": by a name, a date, a place, people."""
    if event.main.name[1] - event.main.name[0] > 1 or event.main.prefix != "":
        return True
    if built.first("date") is not None or built.first("place") is not None:
        return True
    return event.kind in {"meeting", "ceremony"} and built.first("participants") is not None


def _is_told(reading: Reading, event: Event) -> bool:
    """Tell whether the text says that the event takes place: a headline alone must date it."""
    if event.kind is None:
        return False
    best = max(WEIGHT[report.evidence] for report in event.reports)
    if best > 1 or (best == 1 and any(_is_shown(reading, report) for report in event.reports)):
        return True
    return best == 1 and any(len(reading.dates_in(*r.zone)) > 0 for r in event.reports)


def _is_shown(reading: Reading, report: EventReport) -> bool:
    """Tell an event that a caption takes for known or a headline says is held: "Ana Lind at the ceremony"."""
    before = report.name[0] - 1
    first = reading.analysis.sentences[report.sentence].first
    if report.prefix != "" or before < first or report.kind == "other":
        return False
    return report.definite or is_headline_verb(reading, before)


# ------------------------------------------------------------------ which reports are one event


def _events(reading: Reading) -> list[Event]:
    """Return the events with all their reports: "the forum" belongs to the forum told before."""
    found: list[Event] = []
    every = list(event_reports(reading))
    for report in sorted(every, key=lambda r: (r.heading, r.heading or _is_nameless(reading, r))):
        home = _home(reading, found, report)
        if home is not None:
            home.reports.append(report)
        elif report.evidence != "back":
            found.append(Event([report]))
        elif _is_ceremony(reading, report):
            found.append(Event([replace(report, evidence="mentioned")]))
    return with_delegation(reading, found)


def _is_ceremony(reading: Reading, report: EventReport) -> bool:
    """Tell a ceremony that a text takes for known and tells nowhere else: "the ceremony had a guest"."""
    if report.kind != "ceremony" or report.heading or not report.definite:
        return False
    noun = reading.analysis.tokens[report.anchor].lower
    return report.prefix == "" and noun not in reading.lexicon.terms("events", "of_things")


def _home(reading: Reading, found: Sequence[Event], report: EventReport) -> Event | None:
    if report.kind is None:
        return found[-1] if len(found) > 0 and report.definite else None
    own = report.kind == "ceremony" and report.name[1] - report.anchor > _DESCRIBED
    if report.part and not report.another and not own:
        gatherings = reading.lexicon.terms("events", "gatherings")
        larger = [event for event in found if event.kind in gatherings]
        if report.kind == "ceremony":
            larger = [event for event in larger if event.kind != "visit"]
        if len(larger) > 0:
            return larger[-1]
    if _tours(reading, report) or _is_nameless(reading, report):
        visits = [e for e in found if e.kind == "visit" and not all(_tours(reading, r) for r in e.reports)]
        if len(visits) > 0:
            return visits[-1]
    same = [event for event in found if event.kind == report.kind and not _differ(reading, event, report)]
    return None if len(same) == 0 or report.another else _home_among(reading, same, report)


def _tours(reading: Reading, report: EventReport) -> bool:
    """Tell a tour, which is part of the visit that a text tells."""
    return "tour" in phases(reading, report)


def _is_nameless(reading: Reading, report: EventReport) -> bool:
    """Tell a visit told by a verb to what has no name: "visited the laboratories"."""
    return (
        report.kind == "visit"
        and report.prefix != ""
        and not any(m.type in {"place", "organisation"} for m in reading.mentions_in(*report.name))
    )


def _home_among(reading: Reading, same: Sequence[Event], report: EventReport) -> Event | None:
    """Return which of the events of its kind a report is of."""
    if report.evidence == "named":
        return next((e for e in same if _shares_name(reading, e, report)), None)
    if report.kind == "visit":
        there = [event for event in same if report.heading or not _goes_elsewhere(reading, event, report)]
        there = [event for event in there if not _is_of_others(reading, event, report)]
        return there[-1] if len(there) > 0 else None
    if report.heading or report.definite or report.evidence in {"back", "mentioned"}:
        return same[-1]
    return next((e for e in same if _shares_name(reading, e, report) or _shares_people(e, report)), None)


def _differ(reading: Reading, event: Event, report: EventReport) -> bool:
    """Tell whether two ceremonies are for different things: an opening, a signing, a closing."""
    ours = phases(reading, report)
    if len(ours) == 0:
        return False
    theirs = {phase for other in event.reports for phase in phases(reading, other)}
    return len(theirs) > 0 and ours.isdisjoint(theirs)


def _goes_elsewhere(reading: Reading, event: Event, report: EventReport) -> bool:
    """Tell whether a visit goes elsewhere than the one told before: both by verbs, or to two places."""
    ours, theirs = visited(reading, Event([report])), visited(reading, event)
    hosted = event.main.prefix in reading.lexicon.table("events", "visits_by").get("visit", ())
    if hosted and theirs is None and ours is not None and report.evidence == "told" and report.prefix != "":
        return True  # guests whom somebody hosts go elsewhere, too
    if ours is None or theirs is None or not set(ours.referents).isdisjoint(theirs.referents):
        return False
    by_verbs = report.prefix != "" and event.main.prefix != "" and ours.named and theirs.named
    return by_verbs or ours.type == theirs.type == "place"


def _is_of_others(reading: Reading, event: Event, report: EventReport) -> bool:
    """Tell whether the name of a visit says that somebody else pays it: "Bo Falk's visit to Oslo in 2013"."""
    if report.prefix != "":
        return False
    owners = {
        id
        for m in reading.mentions_in(report.name[0], report.anchor)
        if m.type == "person"
        for id in m.referents
    }
    guests = {id for r in event.reports for m in r.participants if m.type == "person" for id in m.referents}
    return len(owners) > 0 and len(guests) > 0 and owners.isdisjoint(guests)


def _shares_name(reading: Reading, event: Event, report: EventReport) -> bool:
    ours = _words(reading, report)
    for other in event.reports:
        theirs = _words(reading, other)
        if other.evidence != "back" and len(ours & theirs) * 2 > min(len(ours), len(theirs)):
            return True
    return False


def _words(reading: Reading, report: EventReport) -> set[str]:
    tokens = reading.analysis.tokens[slice(*report.name)]
    return {t.lower for t in tokens if t.pos not in {"ADP", "DET", "PUNCT"}}


def _shares_people(event: Event, report: EventReport) -> bool:
    ours = {id for m in report.participants for id in m.referents}
    return any(ours & set(m.referents) for r in event.reports for m in r.participants)


# ------------------------------------------------------------------ the statement


def _statement(reading: Reading, event: Event, others: Sequence[Event], extractor: str) -> Statement:
    main = event.main
    assert event.kind is not None
    values: list[Value] = [normalised(reading, "kind", event.kind, (main.anchor, main.anchor + 1))]
    first, last = main.name
    if main.prefix == "":
        values.append(_name(reading, event, first, last))
    else:
        words = " ".join(reading.analysis.words(first, last).split())
        if reading.analysis.tokens[first].pos == "DET":
            words = words[0].lower() + words[1:]
        told = (min(main.anchor, first), max(main.anchor + 1, last))
        values.append(normalised(reading, "name", f"{main.prefix} {words}", told))
    ordered = [main, *(report for report in event.reports if report is not main)]
    date = next((d for report in ordered if (d := _date(reading, report)) is not None), None)
    if date is not None and date.value is not None:
        values.append(normalised(reading, "date", date.value, (date.first, date.last)))
    place = place_of_event(reading, event, ordered)
    if place is not None:
        values.append(base_phrase(reading, "place", *place, probability=0.7))
    present = participants_of(reading, event, others)
    for mention in present:
        values += names(reading, "participants", mention, probability=PARTICIPANT)
    known = {id for mention in present for id in mention.referents}
    for mention in people_beside(reading, event, others):
        if known.isdisjoint(mention.referents):
            values += names(reading, "participants", mention, probability=BESIDE_EVENT)
    evidence = max((r.evidence for r in event.reports), key=lambda e: WEIGHT[e])
    probability = EVENT.get(evidence, EVENT["mentioned"])
    return statement(reading, "event", values, [main.sentence], probability=probability, extractor=extractor)


def _date(reading: Reading, report: EventReport) -> Date | None:
    """Return the nearest date of the sentence: one of a month or day, else a year right behind the name."""
    if report.evidence == "back" and not report.definite:
        return None
    found = [date for date in reading.dates_in(*report.zone) if date.value is not None]
    found = [date for date in found if abs(date.first - report.anchor) < 25]
    close = [date for date in found if len(date.value or "") > _YEAR]
    if len(close) == 0 and report.evidence != "back":
        close = [date for date in found if 0 <= date.first - report.name[1] < _BEHIND]
    return min(close, key=lambda d: abs(d.first - report.anchor), default=None)


def _name(reading: Reading, event: Event, first: int, last: int) -> Value:
    """Return what an event is called; one of a single word with what stands behind it, or was done at it.

    "the ceremony at the Kabete Campus"; "the signing ceremony", where the text tells that they signed.
    """
    analysis = reading.analysis
    if last - first > 1 or reading.lexicon.inflected:
        return base_phrase(reading, "name", first, last)
    owner = _owner(reading, first)
    if owner is not None:
        return normalised(reading, "name", f"{analysis.tokens[first].text} {owner}", (first, last))
    end = analysis.sentences[event.main.sentence].last
    held = reading.lexicon.cues("events", "behind").at(analysis.tokens, last, end) if last < end else None
    if held is not None and len(reading.dates_in(held.last, held.last + 2)) == 0:
        behind = described(reading, held.last, end)
        if behind - held.last > 1 or len(reading.mentions_in(held.last, behind)) > 0:
            return base_phrase(reading, "name", first, behind)
    noun = analysis.tokens[first]
    done = reading.lexicon.table("events", "signing").get(noun.lemma, ())
    if len(done) > 0 and len(signing(reading, event)) > 0:
        return normalised(reading, "name", f"{done[0]} {noun.text}", (first, last))
    return base_phrase(reading, "name", first, last)


def _owner(reading: Reading, first: int) -> str | None:
    """Return whose event it is, as its name says it: "of the Senate" for "the Senate, at its meeting"."""
    of = next(iter(reading.lexicon.terms("events", "of_owner")), None)
    if of is None or first == 0 or "Poss=Yes" not in reading.analysis.tokens[first - 1].features:
        return None
    owners = [m for m in by_pronoun(reading, first - 1) if m.type == "organisation" and len(m.referents) == 1]
    return f"{of} {reading.referent(owners[0].referents[0]).name}" if len(owners) > 0 else None


def _dated(reading: Reading, event: Event, built: Statement) -> Statement:
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


def _date_of_text(reading: Reading, event: Event) -> Date | None:
    """Return the day that the opening of the text tells, for what it reports without a day of its own.

    Only for what is told as known ("the ceremony"); not for what is recalled or announced.
    """
    analysis = reading.analysis
    if event.main.another or event.main.evidence in {"named", "mentioned"}:
        return None
    if not any(report.definite for report in event.reports):
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
        if date.is_day and not is_ahead(date, reading.reference_date)
    ]
    return days[0] if len(days) > 0 else None
