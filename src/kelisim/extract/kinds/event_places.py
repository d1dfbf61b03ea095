"""Where an event takes place. Ranges are token indices."""

from collections.abc import Sequence
from typing import Final

from kelisim.extract.analysis import Range
from kelisim.extract.circumstances import place_of
from kelisim.extract.kinds.event_report import Event, EventReport
from kelisim.extract.reading import Mention, Reading

_BEHIND: Final = 14  # tokens after an event's name within which its place may stand


def place_of_event(reading: Reading, event: Event, reports: Sequence[EventReport]) -> Range | None:
    """Return the place: the goal of a visit, what the name closes with, what stands with a report.

    Arguments:
        reports: those of the event, the main one first.
    """
    main = event.main
    where = visited(reading, event) or _named_place(reading, main)
    if where is not None:
        return where.first, where.last
    for report in reports:
        found = None if report.heading else (_behind(reading, report) or _place(reading, report))
        if found is not None and not main.name[0] <= found[0] < main.name[1] and not _is_seat(reading, found):
            return found
    return None


def _is_seat(reading: Reading, place: Range) -> bool:
    """Tell whether somebody serves at a place: "a meeting with the Ambassador of Estonia in Peru"."""
    states = {
        p.organisation_tokens[1]
        for p in reading.posts
        if p.organisation_tokens is not None and p.organisation_tokens[0] >= p.office_tokens[0]
    }
    led = place[0] - 1 in states
    return led and any(p.person_tokens[0] == place[1] for p in reading.posts)


def visited(reading: Reading, event: Event) -> Mention | None:
    """Return what a visit goes to: the first name behind "to", or the country that closes its name."""
    main = event.main
    if event.kind != "visit":
        return None
    tokens = reading.analysis.tokens
    inside = reading.mentions_in(*main.name)
    if main.goal is not None:
        return next((m for m in reading.mentions_in(*main.goal) if m.last == main.goal[1]), None)
    goals = reading.lexicon.terms("events", "goals")
    for mention in inside:
        before = mention.first - 1
        while before > main.anchor and tokens[before].pos in {"DET", "ADJ"}:
            before -= 1
        led = before > main.anchor and tokens[before].lower in goals
        if mention.type in {"place", "organisation"} and (
            led or (main.prefix != "" and before < main.name[0])
        ):
            return mention
    by = reading.lexicon.terms("events", "by_visitors")
    if any(t.lower in by for t in tokens[main.anchor : main.name[1]]):  # "a visit by a delegation from Peru"
        return None
    return next((m for m in reversed(inside) if m.type == "place" and m.last == main.name[1]), None)


def _behind(reading: Reading, report: EventReport) -> Range | None:
    """Return the place right behind a name: "the Crop Summit in Oslo", "the forum, to be held in Baku"."""
    tokens = reading.analysis.tokens
    markers = reading.lexicon.terms("circumstances", "place_markers")
    between = reading.lexicon.terms("events", "between_place")
    last = min(report.zone[1], report.name[1] + _BEHIND)
    dates = {i for date in reading.dates_in(report.name[1], last) for i in range(date.first, date.last)}
    index = report.name[1]
    while index < last and len(between) > 0:
        if tokens[index].lower in markers and index + 1 not in dates:
            first = index + 1
            while first < last and tokens[first].pos == "DET":
                first += 1
            site = max(
                (m for m in reading.mentions_in(first, report.zone[1]) if m.first == first),
                key=lambda m: m.last,
                default=None,
            )
            return (site.first, site.last) if site is not None and site.type == "place" else None
        if tokens[index].text == "(":  # "летняя школа «Зерафшан» (Пенджикент, 5–16 августа)"
            site = next((m for m in reading.mentions_in(index + 1, last) if m.first == index + 1), None)
            if site is not None and site.type == "place":
                return site.first, site.last
        if index not in dates and tokens[index].lower not in between:
            return None
        index += 1
    return None


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
