"""The event study of a portfolio: the rate ratio year by year around the start."""

from collections.abc import Sequence
from dataclasses import asdict, dataclass
from typing import Any, Final

import altair as alt

from kelisim.publish.pictures.drawing import ACCENT, FAINT, INK, TONES, WIDTH, dressed, rows_of

_TICKS: Final = [0.125, 0.25, 0.5, 0.75, 1, 1.5, 2, 3, 4, 8]
_TONES: Final = {"reference": INK, "left out": FAINT, "build-up": TONES["middle"], "assessed": ACCENT}


@dataclass(frozen=True, slots=True)
class RatioOfYear:
    """A rate ratio so many years after the start, with its limits; `phase` says what the year counts for."""

    offset: int
    ratio: float
    low: float
    high: float
    phase: str


def ratios_around_start(years: Sequence[RatioOfYear], *, offset_label: str, ratio_label: str) -> Any:
    """Return points with their intervals, a line at 1 (as expected) and one at the start."""
    data = rows_of([asdict(each) for each in years])
    low, high = min(each.low for each in years), max(each.high for each in years)
    x = alt.X("offset:Q", title=offset_label, axis=alt.Axis(format="+d", tickMinStep=1, grid=False))
    x = x.scale(domain=[years[0].offset - 0.5, years[-1].offset + 0.5], nice=False)
    scale = alt.Scale(type="log", domain=[min(low, 0.5), max(high, 2.0)], clamp=True, nice=False)
    y = alt.Y("ratio:Q", title=ratio_label, scale=scale, axis=alt.Axis(values=_TICKS, format=".3~f"))
    colour = alt.Color(
        "phase:N",
        title=None,
        scale=alt.Scale(domain=list(_TONES), range=list(_TONES.values())),
        legend=alt.Legend(orient="top"),
    )
    layers = [
        alt.Chart(rows_of([{"one": 1.0}])).mark_rule(color=FAINT).encode(y="one:Q"),
        alt.Chart(rows_of([{"start": 0}]))
        .mark_rule(color=FAINT, strokeDash=[4, 4])
        .encode(x=alt.X("start:Q")),
        alt.Chart(data)
        .mark_rule(strokeWidth=2)
        .encode(x=x, y=alt.Y("low:Q", scale=scale), y2="high:Q", color=colour),
        alt.Chart(data).mark_point(filled=True, size=70, opacity=1).encode(x=x, y=y, color=colour),
    ]
    return dressed(alt.layer(*layers).properties(width=WIDTH, height=260))
