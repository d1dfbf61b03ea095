"""Counts by year: joint works beside what was to be expected, and records."""

from collections.abc import Sequence
from dataclasses import asdict, dataclass
from typing import Any

import altair as alt

from kelisim.publish.pictures.drawing import ACCENT, INK, WIDTH, dressed, rows_of


@dataclass(frozen=True, slots=True)
class YearOfWorks:
    """Joint works of one year; with `expected` also what was to be expected otherwise, and its limits."""

    year: int
    joint: int
    expected: float | None = None
    low: float | None = None
    high: float | None = None


@dataclass(frozen=True, slots=True)
class YearCount:
    """How many there were in a year."""

    year: int
    count: int


def works_by_year(
    years: Sequence[YearOfWorks],
    *,
    start: int | None,
    start_label: str,
    works_label: str,
    expected_label: str,
) -> Any:
    """Return bars of joint works by year, a mark at the year of the agreement, and the expectation as a line.

    The line has its interval around it, where there is one.
    """
    data = rows_of([asdict(each) for each in years])
    axis = alt.X("year:O", title=None, axis=alt.Axis(labelAngle=0, labelOverlap=True))
    top = max([each.joint for each in years] + [each.high or each.expected or 0 for each in years] + [1])
    y = alt.Y("joint:Q", title=works_label, axis=alt.Axis(tickMinStep=1, tickCount=5)).scale(
        domain=[0, top * 1.15]
    )
    layers = [
        alt.Chart(data).mark_bar(color=ACCENT, opacity=0.85, size=_bar(len(years))).encode(x=axis, y=y),
        alt.Chart(data)
        .transform_filter("datum.joint > 0")
        .mark_text(dy=-7, fontSize=11)
        .encode(x=axis, y=y, text="joint:Q"),
    ]
    if any(each.expected is not None for each in years):
        told = alt.Chart(data).transform_filter("isValid(datum.expected)")
        layers += [
            told.transform_filter("isValid(datum.low) && isValid(datum.high)")
            .mark_rule(color="#b7791f", strokeWidth=1.5)
            .encode(x=axis, y="low:Q", y2="high:Q"),
            told.mark_point(color="#b7791f", filled=True, size=55, shape="diamond", opacity=1).encode(
                x=axis, y="expected:Q"
            ),
            _key(expected_label),
        ]
    if start is not None and any(each.year == start for each in years):
        at = rows_of([{"year": start, "label": start_label}])
        layers += [
            alt.Chart(at).mark_rule(color=INK, strokeDash=[4, 3]).encode(x=axis),
            alt.Chart(at)
            .mark_text(align="left", baseline="top", dx=5, color=INK, fontStyle="italic")
            .encode(x=axis, y=alt.value(0), text="label:N"),
        ]
    return dressed(alt.layer(*layers).properties(width=WIDTH - 60, height=190))


def records_by_year(years: Sequence[YearCount], *, label: str) -> Any:
    """Return bars of counts by year; years in between that have none are shown empty."""
    known = {each.year: each.count for each in years}
    filled = [{"year": year, "count": known.get(year, 0)} for year in range(min(known), max(known) + 1)]
    data = rows_of(filled)
    x = alt.X("year:O", title=None, axis=alt.Axis(labelAngle=0, labelOverlap=True))
    y = alt.Y("count:Q", title=label, axis=alt.Axis(tickMinStep=1, tickCount=4))
    bars = alt.Chart(data).mark_bar(color=ACCENT, opacity=0.85, size=_bar(len(filled))).encode(x=x, y=y)
    numbers = (
        alt.Chart(data)
        .transform_filter("datum.count > 0")
        .mark_text(dy=-7, fontSize=11)
        .encode(x=x, y=y, text="count:Q")
    )
    return dressed((bars + numbers).properties(width=WIDTH - 60, height=140))


def _bar(years: int) -> int:
    """Return a width of bars that leaves room between them."""
    return max(4, min(34, int((WIDTH - 60) / max(years, 1) * 0.62)))


def _key(label: str) -> Any:
    """Return what the diamonds mean, in the corner of the picture."""
    at = rows_of([{"label": f"◆ {label}"}])
    return (
        alt.Chart(at)
        .mark_text(align="right", baseline="top", color="#8a5a12")
        .encode(x=alt.value(WIDTH - 62), y=alt.value(0), text="label:N")
    )
