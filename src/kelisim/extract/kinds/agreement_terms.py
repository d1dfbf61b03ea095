"""When an agreement was signed and when it ends."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import date as date_of
from datetime import timedelta
from typing import Final

from kelisim.extract.draft import normalised
from kelisim.extract.kinds.agreement_acts import agreement_nouns
from kelisim.extract.kinds.agreement_threads import Thread
from kelisim.extract.kinds.agreement_told import Report
from kelisim.extract.reading import Date, Reading
from kelisim.extract.roles import is_finite
from kelisim.model import Value

_FAR: Final = 40  # tokens between an act and its date
_BEFORE: Final = 6  # tokens between an earlier act and its year
_DATELINE: Final = 8  # tokens before the date of a dateline: "TARTU, 3 May –"
_SPAN: Final = 3  # tokens between the dates that open and end a term: "from 2022 until the end of 2026"
_WEEK: Final = timedelta(days=7)
_RECENT: Final = timedelta(days=62)


def signed_on(reading: Reading, report: Report) -> Date | None:
    """Return the date of a report's act: the nearest date of its clause that does not end a term."""
    if report.act is None and report.status != "exists" and report.announcer is None:
        return None
    if report.announcer is not None:
        return signed_on(reading, report.announcer)
    first, last = report.zone
    if report.act is None and report.noun is not None:
        first = max(first, report.noun[0] - 3)
        last = reading.analysis.sentences[report.sentence].last
    found = [
        date
        for date in reading.dates_in(first, last)
        if date.value is not None and not _ends_term(reading, date) and not _in_brackets(reading, date)
        if not _opens_term(reading, date, report) and not _is_over(reading, date, report)
    ]
    found = [date for date in found if _distance(date, report.anchor) <= _FAR]
    if report.act is not None:
        found = [date for date in found if not _is_of_another(reading, date, report)]
        found = _behind_participle(reading, found, report) or found
        found = _of_own_paper(reading, found, report)
    if report.act is None:
        found = [date for date in found if _dates_noun(reading, date, report)]
    return min(found, key=lambda date: (-len(date.value or ""), _distance(date, report.anchor)), default=None)


def _of_own_paper(reading: Reading, found: Sequence[Date], report: Report) -> list[Date]:
    """Return the dates without those of a paper told between the act and this one, where it has its own:
    "signed a memorandum with A on 2 May and an agreement with B on 3 May".
    """
    if report.act is None or report.noun is None or report.noun[0] < report.act[1] or len(found) < 2:
        return list(found)
    before = agreement_nouns(reading, report.act[1], report.noun[0])
    behind = [date for date in found if date.first >= report.noun[1]]
    return behind if len(before) > 0 and len(behind) > 0 else list(found)


def in_the_past(reading: Reading, report: Report, date: Date) -> Date:
    """Return a date that would be ahead as the one before it, where a verb in the past tells of it.

    "Signed in February", told in November, is not next year's; "signed on Tuesday" is not next week's.
    """
    today, value = reading.reference_date, date.value or ""
    if today is None or report.act is None or report.status not in {"signed", "renewed"}:
        return date
    past = "Tense=Past" in reading.analysis.tokens[report.act[0]].features
    written = reading.analysis.tokens[date.first : date.last]
    if not past or value <= today[: len(value)] or any(t.text[:4] == value[:4] for t in written):
        return date
    if not date.relative:
        years = 4 if value.endswith("-02-29") else 1  # the year before has no leap day
        return replace(date, value=f"{int(value[:4]) - years:04}{value[4:]}")
    if not date.is_day:
        return date
    earlier = (date_of.fromisoformat(value) - _WEEK).isoformat()
    return date if earlier > today else replace(date, value=earlier)


def _is_over(reading: Reading, date: Date, report: Report) -> bool:
    """Tell whether a date lies in a year before that of the text, which is none of what is still planned."""
    today, day = reading.reference_date, date.value
    return report.status == "planned" and today is not None and day is not None and day[:4] < today[:4]


def _behind_participle(reading: Reading, dates: list[Date], report: Report) -> list[Date]:
    """Return the dates behind an act that is a participle of its noun: "told of the pact signed in May"."""
    assert report.act is not None
    reduced = reading.analysis.tokens[report.act[0]].relation == "acl"
    near = (date for date in dates if 0 <= date.first - report.act[1] < _BEFORE)
    return list(near) if reduced and report.noun is not None and report.noun[0] < report.act[0] else []


def _is_of_another(reading: Reading, date: Date, report: Report) -> bool:
    """Tell whether a date is that of an earlier act: "renewed the agreement of 2001"."""
    assert report.act is not None
    tokens = reading.analysis.tokens
    recalled = reading.lexicon.cues("agreements", "recalled")
    if date.last <= report.act[0] and report.noun is not None and not report.heading:
        hit = recalled.at(tokens, report.noun[1], date.first)
        return hit is not None and hit.code == "dated" and hit.last == date.first  # "of 1992, prolonged in …"
    if date.is_day or date.first < report.act[1]:
        return False
    nouns = {hit.last for hit in reading.lexicon.cues("agreements", "kinds").find(tokens, *report.zone)}
    for hit in recalled.find(tokens, max(report.act[1], date.first - _BEFORE), date.first):
        told = hit.first in nouns if hit.code == "dated" else tokens[hit.first].pos in {"VERB", "ADV"}
        if told:
            return True
    return False


def told_before(reading: Reading, report: Report) -> Date | None:
    """Return the day that the sentences before a signing tell, where it names none: that of the meeting.

    The day lies in the two months before the text was published, and is the only one told so far. Where
    names are inflected and the text is parsed, its events tell it.
    """
    today = reading.reference_date
    done = report.act is not None and report.status in {"signed", "renewed"}
    by_events = reading.lexicon.cased
    if by_events or not done or today is None:
        return None
    first = reading.analysis.sentences[report.sentence].first
    days = {
        date.value: date
        for date in reading.dates_in(0, first)
        if date.value is not None and len(date.value) == 10 and _is_recent(date.value, today)
        if not _is_dateline(reading, date)
    }
    return next(iter(days.values())) if len(days) == 1 else None


def _is_dateline(reading: Reading, date: Date) -> bool:
    """Tell whether a date only says when the text was written: in no clause, or the day of publication."""
    analysis = reading.analysis
    sentence = analysis.sentences[analysis.sentence_of[date.first]]
    clause = any(is_finite(analysis, i) for i in range(sentence.first, sentence.last))
    written = not date.relative and date.value == (reading.reference_date or "")[:10]
    opening = date.first - sentence.first < _DATELINE and any(
        t.text in "–—()" for t in analysis.tokens[date.last : date.last + 3]
    )
    return written or opening or not clause


def _is_recent(day: str, today: str) -> bool:
    if len(today) < 10:
        return False
    return timedelta(0) <= date_of.fromisoformat(today[:10]) - date_of.fromisoformat(day) <= _RECENT


def _dates_noun(reading: Reading, date: Date, report: Report) -> bool:
    """Tell whether a date says from when an agreement named in passing is: "a 2013 agreement", "of 2015"."""
    if report.noun is None or date.last == report.noun[0]:
        return True
    tokens, words = reading.analysis.tokens, reading.lexicon
    tables = ["recalled"] if date.first >= report.zone[1] else ["dated", "recalled"]  # "… dates back to 1998"
    near = (max(0, date.first - 3), date.first)
    hits = [hit for table in tables for hit in words.cues("agreements", table).find(tokens, *near)]
    return any(hit.last == date.first and hit.code != "renewed" for hit in hits)


def expiry(reading: Reading, thread: Thread, others: Sequence[Thread], signed: str | None) -> Value | None:
    """Return when the agreement ends: as told, or counted from its date and its term in years or months."""
    taken = {r.sentence for other in others for r in other.reports}
    taken -= {r.sentence for r in thread.reports}
    for number in _sentences(reading, thread):
        if number in taken:
            break
        sentence = reading.analysis.sentences[number]
        for date in reading.dates_in(sentence.first, sentence.last):
            if date.value is not None and _ends_term(reading, date):
                return normalised(reading, "expires", date.value, (date.first, date.last), probability=0.8)
        found = None if signed is None else _counted(reading, sentence.first, sentence.last, signed)
        if found is not None:
            return found
    nouns = [r.noun[0] for r in thread.reports if r.noun is not None and not r.heading]
    counted = (_adjective(reading, noun, signed) for noun in nouns if signed is not None)
    return next((value for value in counted if value is not None), None)


def _sentences(reading: Reading, thread: Thread) -> list[int]:
    """Return the sentences of the agreement's acts, and those after them that tell how long it holds."""
    analysis = reading.analysis
    acts = {r.sentence for r in thread.reports if r.act is not None and not r.heading}
    found = set(acts)
    validity = reading.lexicon.cues("agreements", "validity")
    for start in acts:
        for number in range(start + 1, min(start + 5, len(analysis.sentences))):
            sentence = analysis.sentences[number]
            if any(True for _ in validity.find(analysis.tokens, sentence.first, sentence.last)):
                found.add(number)
    return sorted(found)


def _counted(reading: Reading, first: int, last: int, signed: str) -> Value | None:
    """Return the end of a term such as "for a period of three years" from the date signed."""
    tokens, words = reading.analysis.tokens, reading.lexicon
    numbers = words.cues("agreements", "numbers")
    units = words.cues("agreements", "term_units")
    for hit in words.cues("agreements", "term").find(tokens, first, last):
        if hit.last >= last:
            continue
        number = numbers.at(tokens, hit.last, last)
        if number is None or number.last >= last:
            continue
        unit = units.at(tokens, number.last, last)
        if unit is not None:
            value = _later(signed, int(number.code), unit.code)
            return normalised(reading, "expires", value, (hit.first, unit.last), probability=0.65)
    return None


def _adjective(reading: Reading, noun: int, signed: str) -> Value | None:
    """Return the end of "a five-year agreement" from the date signed."""
    tokens, words = reading.analysis.tokens, reading.lexicon
    first = max(0, noun - 6)
    for number in words.cues("agreements", "numbers").find(tokens, first, noun):
        index = number.last + (tokens[number.last].text in "-–")
        unit = words.cues("agreements", "term_units").at(tokens, index, noun)
        if unit is not None:
            value = _later(signed, int(number.code), unit.code)
            return normalised(reading, "expires", value, (number.first, unit.last), probability=0.6)
    return None


def _later(date: str, number: int, unit: str) -> str:
    """Return the ISO date `number` years or months later, at the same precision."""
    year, *rest = date.split("-")
    months = number * 12 if unit == "year" else number
    if len(rest) == 0:
        return str(int(year) + months // 12)
    total = int(year) * 12 + int(rest[0]) - 1 + months
    return "-".join([f"{total // 12:04}", f"{total % 12 + 1:02}", *rest[1:]])


def _ends_term(reading: Reading, date: Date) -> bool:
    cues = reading.lexicon.cues("agreements", "expires_at")
    return any(
        hit.last >= date.first - 1
        for hit in cues.find(reading.analysis.tokens, max(0, date.first - 6), date.first)
    )


def _opens_term(reading: Reading, date: Date, report: Report) -> bool:
    """Tell whether a date only opens the term that another one ends: "will run from 2022 until 2026".

    Right behind the act it is that of the act: "renewed in 2022 until 2026"; so is one told more precisely.
    """
    if report.act is not None and 0 <= date.first - report.act[1] < 2:
        return False
    return any(
        0 < other.first - date.last <= _SPAN
        and _ends_term(reading, other)
        and len(other.value or "") == len(date.value or "")
        for other in reading.dates_in(date.last, date.last + _SPAN + 2)
    )


def _in_brackets(reading: Reading, date: Date) -> bool:
    before = reading.analysis.tokens[max(0, date.first - 1)].text
    return before == "(" and date.last - date.first == 1


def _distance(date: Date, anchor: int) -> int:
    return min(abs(date.first - anchor), abs(date.last - anchor))
