"""Dates as spans of days."""

from datetime import date
from itertools import pairwise

from hypothesis import given
from hypothesis import strategies as st

from kelisim.register.projection.dates import span

DAYS = st.dates(date(1900, 1, 1), date(2100, 12, 31))


@given(DAYS)
def test_a_day_is_within_its_month_and_its_year(day: date) -> None:
    text = day.isoformat()
    spans = [span(text), span(text[:7]), span(text[:4])]
    assert all(narrow.within(wide) for narrow, wide in pairwise(spans))
    assert [s.precision for s in spans] == [3, 2, 1]
    assert spans[0].first == spans[0].last == day.toordinal()


@given(DAYS, DAYS)
def test_the_gap_is_the_days_between(one: date, other: date) -> None:
    ours, theirs = span(one.isoformat()), span(other.isoformat())
    assert ours.gap(theirs) == theirs.gap(ours) == abs((one - other).days)
    assert ours.overlaps(theirs) == (one == other)


@given(st.text(max_size=12))
def test_what_is_no_date_is_none_and_never_an_error(text: str) -> None:
    found = span(text)
    assert found is None or found.first <= found.last


def test_impossible_dates_are_none() -> None:
    assert [span(text) for text in ("2026-02-30", "2026-13", "0000", "yesterday", "", None)] == [None] * 6


def test_a_time_of_day_does_not_count() -> None:
    assert span("2026-01-22T10:00:00Z") == span("2026-01-22")
