"""Dates at their true precision.

A language pack's `values.toml` gives the month names, the weekdays, the relative words and the templates in
which a date is written, as regular expressions over the pieces {day} {days} {month} {year} {weekday}.
"""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from functools import cache
from typing import Final

from kelisim.extract.analysis import Analysis
from kelisim.extract.lexicon import Lexicon, lexicon
from kelisim.extract.reading import Date
from kelisim.extract.values.spans import either, stretches, tokens_at
from kelisim.model import Document

_YEAR: Final = r"(?P<year>(?:19[5-9]|20[0-9])\d)(?!\d|[.,]\d)"
_ISO: Final = re.compile(r"(?<![\d-])(?P<year>(?:19|20)\d\d)-(?P<month>\d\d)-(?P<day>\d\d)(?![\d-])")
_NUMERIC: Final = re.compile(
    r"(?<![\d./])(?P<a>\d{1,2})([./])(?P<b>\d{1,2})\2(?P<year>(?:19|20)\d\d)(?![\d/])"
)
_BESIDE: Final = 14  # letters before a weekday among which "last" stands
_HALF_YEAR: Final = timedelta(days=183)
_THIS_MONTH: Final = timedelta(days=31)
_DATELINE_BLOCKS: Final = 6


@dataclass(frozen=True, slots=True)
class _Words:
    """One language's patterns, compiled."""

    templates: tuple[re.Pattern[str], ...]
    months: tuple[tuple[re.Pattern[str], int], ...]
    weekdays: Mapping[str, int]
    relative: re.Pattern[str] | None
    offsets: Mapping[str, str]
    future: re.Pattern[str] | None
    past: re.Pattern[str] | None


def reference_date(document: Document, analysis: Analysis, lexicon: Lexicon) -> str | None:
    """Return the date that relative dates count from: the date published, else the text's own dateline.

    A dateline is a full date in one of the first blocks or in the last, where that block is short or the
    date stands within its first words.
    """
    if document.published is not None:
        return document.published
    blocks = [block for block in analysis.blocks if block.kind != "noise" or block.end - block.start < 80]
    for block in blocks[:_DATELINE_BLOCKS] + blocks[-1:]:
        stretch = analysis.text[block.start : min(block.end, block.start + 60)]
        for match, value in _full_dates(stretch, _words(lexicon.language)):
            short = block.end - block.start <= 60 and len(match.group()) * 3 > block.end - block.start
            if len(value) == 10 and (short or (match.start() < 24 and _ends_dateline(stretch, match.end()))):
                return value
    return None


def _ends_dateline(stretch: str, end: int) -> bool:
    return re.match(r"\)?\s*(?:[-–—:|.]|\(|\n|$|/)", stretch[end:]) is not None


def find_dates(analysis: Analysis, lexicon: Lexicon, reference: str | None) -> tuple[Date, ...]:
    """Return the dates of a text in order; a span of days by its first day.

    Arguments:
        reference: the ISO date that "today", "on Thursday" and dates without a year count from. Without
            it, those have the value None.
    """
    words = _words(lexicon.language)
    anchor = _as_date(reference)
    found: list[Date] = []
    for start, end in stretches(analysis):
        stretch = analysis.text[start:end]
        taken: list[tuple[int, int]] = []
        for match, value in [*_full_dates(stretch, words), *_partial_dates(stretch, words, anchor)]:
            _keep(analysis, found, taken, (start, match), value)
        for match, value in _relative_dates(stretch, words, anchor):
            if any(_is_beside(stretch, dated, match.span()) for dated in taken):
                continue  # "on 8 August 2017 (Tuesday)": the day's name, not another day
            _keep(analysis, found, taken, (start, match), value, relative=True)
    return tuple(sorted(found, key=lambda d: d.first))


def _keep(
    analysis: Analysis,
    found: list[Date],
    taken: list[tuple[int, int]],
    where: tuple[int, re.Match[str]],
    value: str | None,
    *,
    relative: bool = False,
) -> None:
    shift, match = where
    start, end = match.span()
    parts = list(match.groupdict())
    if parts in (["year"], ["month"]):  # "in 2013", "in May": the preposition is no part of the date
        start = match.start(parts[0])
    if any(start < last and first < end for first, last in taken):
        return
    tokens = tokens_at(analysis, shift + start, shift + end)
    if tokens is not None:
        taken.append((start, end))
        found.append(Date(*tokens, value, relative))


def _is_beside(stretch: str, dated: tuple[int, int], day: tuple[int, int]) -> bool:
    """Return whether only a bracket or a comma parts the name of a day from a date that is told."""
    between = stretch[dated[1] : day[0]] if dated[1] <= day[0] else stretch[day[1] : dated[0]]
    return re.fullmatch(r"\s?[(,]?\s?", between) is not None


def _full_dates(stretch: str, words: _Words) -> Iterator[tuple[re.Match[str], str]]:
    """Yield dates that say their year, the longest forms first."""
    for match in _ISO.finditer(stretch):
        if _as_date(match.group()) is not None:
            yield match, match.group()
    for match in _NUMERIC.finditer(stretch):
        value = _numeric(int(match["a"]), int(match["b"]), int(match["year"]), match[2])
        if value is not None:
            yield match, value
    for template in words.templates:
        if "year" in template.groupindex:
            for match in template.finditer(stretch):
                value = _written(match, words, match["year"])
                if value is not None:
                    yield match, value


def _numeric(a: int, b: int, year: int, mark: str) -> str | None:
    """Read 10.11.2021 with the day first; 10/11/2021 only where one of the two can be no month."""
    if mark == "/" and a <= 12 and b <= 12 and a != b:
        return str(year)
    day, month = (b, a) if b > 12 else (a, b)
    return _iso(year, month, day)


def _partial_dates(
    stretch: str, words: _Words, anchor: date | None
) -> Iterator[tuple[re.Match[str], str | None]]:
    """Yield dates without a year: the nearest such date to the anchor."""
    told_ahead = None if words.future is None else words.future.search(stretch)
    for template in words.templates:
        if "year" not in template.groupindex:
            for match in template.finditer(stretch):
                ahead = told_ahead is not None and told_ahead.end() <= match.end()
                yield match, _nearest(match, words, anchor, ahead=ahead)


def _nearest(match: re.Match[str], words: _Words, anchor: date | None, *, ahead: bool) -> str | None:
    """Return the day or month of that name nearest to the anchor, within half a year.

    Arguments:
        ahead: the sentence speaks of what is to come: the next one then, unless this month is meant.
    """
    month = _month(match["month"], words)
    if anchor is None or month is None:
        return None
    day = int(match["day"]) if match.groupdict().get("day") else None
    candidates = [
        found
        for year in (anchor.year - 1, anchor.year, anchor.year + 1)
        if (found := _as_date(_iso(year, month, day or 15))) is not None
    ]
    best = min(candidates, key=lambda found: abs(found - anchor), default=None)
    if ahead and best is not None and anchor - best > _THIS_MONTH:
        best = min((found for found in candidates if found > anchor), default=None)
    elif best is not None and abs(best - anchor) > _HALF_YEAR:
        best = None
    if best is None:
        return None
    return best.isoformat() if day is not None else best.isoformat()[:7]


def _written(match: re.Match[str], words: _Words, year: str) -> str | None:
    groups = match.groupdict()
    if groups.get("month") is None:
        return year
    month = _month(match["month"], words)
    if month is None:
        return None
    return _iso(int(year), month, int(groups["day"]) if groups.get("day") else None)


def _iso(year: int, month: int, day: int | None) -> str | None:
    try:
        found = date(year, month, 1 if day is None else day).isoformat()
    except ValueError:
        return None
    return found if day is not None else found[:7]


def _month(word: str, words: _Words) -> int | None:
    return next((number for pattern, number in words.months if pattern.fullmatch(word)), None)


def _relative_dates(
    stretch: str, words: _Words, anchor: date | None
) -> Iterator[tuple[re.Match[str], str | None]]:
    if words.relative is None:
        return
    for match in words.relative.finditer(stretch):
        word = " ".join(match["word"].lower().split())
        if word in words.weekdays:
            later = _is_told(words.future, stretch[: match.end()])
            past = _is_told(words.past, stretch[max(0, match.start("word") - _BESIDE) : match.start("word")])
            later = later and not past  # "will be built under the contract signed last Friday"
            yield match, _weekday(words.weekdays[word], anchor, later=later)
        elif word in words.offsets:
            yield match, _offset(words.offsets[word], anchor)


def _is_told(words: re.Pattern[str] | None, stretch: str) -> bool:
    return words is not None and words.search(stretch) is not None


def _weekday(weekday: int, anchor: date | None, *, later: bool) -> str | None:
    """Return the day of that name last before the anchor (or on it), or next after it."""
    if anchor is None:
        return None
    if later:
        return (anchor + timedelta(days=(weekday - anchor.weekday() - 1) % 7 + 1)).isoformat()
    return (anchor - timedelta(days=(anchor.weekday() - weekday) % 7)).isoformat()


def _offset(step: str, anchor: date | None) -> str | None:
    """Return the anchor moved by a step such as "-1 day", "0 year", at the step's precision."""
    if anchor is None:
        return None
    count, unit = step.split()
    if unit == "day":
        return (anchor + timedelta(days=int(count))).isoformat()
    if unit == "month":
        months = anchor.year * 12 + anchor.month - 1 + int(count)
        return f"{months // 12:04d}-{months % 12 + 1:02d}"
    return f"{anchor.year + int(count):04d}"


def _as_date(value: str | None) -> date | None:
    try:
        return None if value is None else date.fromisoformat(value[:10])
    except ValueError:
        return None


@cache
def _words(language: str) -> _Words:
    table = lexicon(language).topics.get("values", {})
    months: Mapping[str, str] = table.get("months", {})
    weekdays = {word: int(number) for number, forms in table.get("weekdays", {}).items() for word in forms}
    offsets = {word: step for step, forms in table.get("relative", {}).items() for word in forms}
    pieces = {
        "day": r"(?P<day>[12]\d|3[01]|0?[1-9])" + table.get("ordinal", ""),
        "days": r"(?P<day>[12]\d|3[01]|0?[1-9])"
        + table.get("ordinal", "")
        + r"\s?(?:[-–—]|"
        + "|".join(table.get("to", ["to"]))
        + r")\s?\d{1,2}"
        + table.get("ordinal", ""),
        "month": r"(?P<month>" + "|".join(months.values()) + ")",
        "month2": r"(?:" + "|".join(months.values()) + ")",
        "year": _YEAR,
        "weekday": "(?:" + either(weekdays) + ")",
    }
    return _Words(
        tuple(_template(t, pieces) for t in table.get("templates", ())),
        tuple((re.compile(pattern, re.IGNORECASE), int(number)) for number, pattern in months.items()),
        weekdays,
        _relative_pattern(table.get("before", []), [*weekdays, *offsets]),
        offsets,
        _any_word(table.get("future", ())),
        _any_word(table.get("past", ())),
    )


def _template(template: str, pieces: Mapping[str, str]) -> re.Pattern[str]:
    pattern = re.sub(r"\{([a-z]\w*)\}", lambda m: pieces[m[1]], template.replace(" ", r"\s+"))
    return re.compile(r"(?<!\w)(?:" + pattern + r")(?!\w)", re.IGNORECASE)


def _relative_pattern(before: Sequence[str], words: Sequence[str]) -> re.Pattern[str] | None:
    if len(words) == 0:
        return None
    return re.compile(
        rf"(?<![\w-])(?:(?:{either(before) or '(?!)'})\s+)?(?P<word>{either(words)})(?!\w)", re.IGNORECASE
    )


def _any_word(words: Sequence[str]) -> re.Pattern[str] | None:
    return re.compile(rf"(?<!\w)(?:{either(words)})(?!\w)", re.IGNORECASE) if len(words) > 0 else None
