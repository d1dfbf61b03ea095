"""Occasion, day and place of a signing, from the gathering and the papers told beside it."""

from collections.abc import Callable, Iterator, Sequence
from typing import Final

from kelisim.extract.analysis import Range
from kelisim.extract.circumstances import occasion_of, place_from, place_of
from kelisim.extract.draft import base_phrase
from kelisim.extract.kinds.agreement_threads import Thread
from kelisim.extract.kinds.agreement_told import Report
from kelisim.extract.reading import Reading
from kelisim.extract.roles import is_finite
from kelisim.model import Statement, Value

_BACK: Final = 2  # sentences before a signing in which the gathering is told at which it was
_OPENING: Final = 5  # words of "The signing took place …", "This event was …"
_KINDS: Final = frozenset({"meeting", "conference", "visit", "workshop", "ceremony"})


def signed_at(reading: Reading, report: Report) -> Range | None:
    """Return the place of a signing: by the parse, else what stands right behind its verb, its noun, a date
    or who signs. Behind a body it may be that body's own.
    """
    if report.act is None:
        return None
    found = place_of(reading, report.anchor, *report.zone)
    if found is not None or not _is_plain(reading):
        return found
    ends = {report.act[1], *(m.last for m in report.signatories)}
    ends |= {date.last for date in reading.dates_in(report.act[0], report.zone[1])}
    ends |= {report.noun[1]} if report.noun is not None and report.noun[0] > report.act[0] else set()
    closing = {end + 1 for end in ends if end < report.zone[1] and _is_mark(reading, end)}
    return place_from(reading, frozenset(i for i in ends | closing if i >= report.act[1]), report.zone[1])


def _is_mark(reading: Reading, index: int) -> bool:
    return reading.analysis.tokens[index].text in {",", ")"}


def _is_plain(reading: Reading) -> bool:
    """Tell whether neither cases nor the place of the verb tell what belongs together: the parse does."""
    words = reading.lexicon
    return words.parsed and not words.inflected


def circumstances_beside(
    reading: Reading,
    reports: Sequence[Report],
    values: Sequence[Value],
    met: Callable[[], Sequence[Statement]],
) -> Iterator[Value]:
    """Yield occasion, date and place that an agreement lacks, from what stands around its signing.

    Arguments:
        reports: the places that tell of the agreement.
        values: what is known of it.
        met: gives the events of the text.
    """
    if not _is_plain(reading):
        return
    known = {value.slot: str(value.value) for value in values}
    acts = [report.announcer or report for report in reports if not report.heading]
    acts = [report for report in acts if report.act is not None]
    if known.get("status") not in {"signed", "renewed"} or len(acts) == 0 or "occasion" in known:
        return
    taken_up = next((found for report in acts for found in _taken_up(reading, report)), None)
    if taken_up is not None:
        yield base_phrase(reading, "occasion", *taken_up, probability=0.7)
        return
    event = _gathering(reading, acts, known, met())
    if event is None:
        return
    for slot, source in (("occasion", "name"), ("date", "date"), ("place", "place")):
        told = event.first(source)
        if told is not None and slot not in known:
            yield Value(slot, told.value, told.quote, probability=0.6)


def goes_on(reading: Reading, before: Thread, thread: Thread) -> bool:
    """Tell whether one agreement is told right behind another, as signed in the same hour: nothing tells of
    a time of its own, and they are items of one list, or one body makes both.
    """
    if not _is_plain(reading):
        return False
    body = [r for r in before.reports if not r.heading]
    last = max(r.sentence for r in body or before.reports)
    here = [r for r in thread.reports if not r.heading and (r.act is not None or r.announcer is not None)]
    if len(here) == 0 or any(r.status != "signed" for r in (*here, *before.reports) if r.act is not None):
        return False
    listed = {id(r.announcer) for r in here if r.announcer is not None}
    together = any(id(r.announcer) in listed for r in before.reports) or here[0].sentence == last
    near = here[0].sentence - last in {0, 1}
    dated = any(len(reading.dates_in(*r.zone)) > 0 for r in here if r.announcer is None)
    bound = together or len(before.parties & thread.parties) > 0
    return near and bound and (together or not dated)


def shared(before: Statement, told: Statement) -> Iterator[Value]:
    """Yield day, place and occasion of the agreement before that this one lacks."""
    days = [entry.first("date") for entry in (before, told)]
    if all(day is not None for day in days) and days[0].value != days[1].value:  # type: ignore[union-attr]
        return
    for slot in ("date", "place", "occasion"):
        value = before.first(slot)
        if value is not None and told.first(slot) is None:
            yield Value(slot, value.value, value.quote, probability=0.5)


def _taken_up(reading: Reading, report: Report) -> Iterator[tuple[int, int]]:
    """Yield the occasion that the next sentence tells of the signing: "This event was part of the forum"."""
    analysis, number = reading.analysis, report.sentence + 1
    if number >= len(analysis.sentences):
        return
    sentence = analysis.sentences[number]
    words = reading.lexicon.terms("agreements", "happened")
    verb = next((i for i in range(sentence.first, sentence.last) if is_finite(analysis, i)), None)
    if verb is None or verb - sentence.first > _OPENING:
        return
    if not any(t.lemma in words or t.lower in words for t in analysis.tokens[sentence.first : verb]):
        return
    for anchor in (verb, verb + 1):  # "was part of the forum"
        found = occasion_of(reading, anchor, sentence.first, sentence.last)
        if found is not None:
            yield found


def _gathering(
    reading: Reading, acts: Sequence[Report], known: dict[str, str], met: Sequence[Statement]
) -> Statement | None:
    """Return the gathering told in the sentence of a signing or right before it, in whose course it was."""
    near: list[tuple[int, int, Statement]] = []
    for report in acts:
        for event in met:
            kind, name, date = event.first("kind"), event.first("name"), event.first("date")
            if kind is None or name is None or kind.value not in _KINDS:
                continue
            number = reading.analysis.sentence_at(name.quote.start)
            away = report.sentence - number
            day = "" if date is None else str(date.value)
            if not 0 <= away <= _BACK or not _agree(day, known.get("date", "")):
                continue
            if _is_signing(reading, str(name.value)) or _is_ahead(reading, day):
                continue
            near.append((away, -name.quote.start, event))
    return min(near, key=lambda item: item[:2])[2] if len(near) > 0 else None


def _agree(ours: str, theirs: str) -> bool:
    """Tell whether two days do not contradict each other."""
    length = min(len(ours), len(theirs))
    return ours[:length] == theirs[:length]


def _is_ahead(reading: Reading, day: str) -> bool:
    today = reading.reference_date
    return today is not None and day > today


def _is_signing(reading: Reading, name: str) -> bool:
    """Tell whether an event is only the signing itself: "the signing ceremony"."""
    words = reading.lexicon.terms("agreements", "act_nouns")
    return any(word in words for word in name.lower().split())
