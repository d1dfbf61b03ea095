"""How an agreement stood over time: what was planned, signed, told, shown, and when it ends."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any, Literal

import altair as alt

from kelisim.publish.pictures.drawing import ACCENT, FAINT, INK, TONES, WIDTH, dressed, rows_of

_COLOURS = {
    "stage": ACCENT,
    "plan": FAINT,
    "told": "#c9d3da",
    "evidence": TONES["good"],
    "term": TONES["bad"],
}


@dataclass(frozen=True, slots=True)
class Moment:
    """A day (ISO, as far as it is known) on which something was or will be, in the reader's words."""

    date: str
    label: str
    sort: Literal["stage", "plan", "told", "evidence", "term"]


def lifeline(moments: Sequence[Moment], *, today: str, today_label: str, dates: Sequence[str]) -> Any:
    """Return the moments one below the other along time, each with its label; `dates` are to be read."""
    rows: list[dict[str, Any]] = [
        {"day": _day(each.date), "row": row, "label": f"{when} · {each.label}", "colour": _COLOURS[each.sort]}
        for row, (each, when) in enumerate(zip(moments, dates, strict=True))
    ]
    days = [*(str(row["day"]) for row in rows), _day(today)]
    first, last = min(days), max(days)
    middle = f"{(int(first[:4]) + int(last[:4])) // 2}-07-01"
    for row in rows:
        row["left"] = row["day"] <= middle
    data = rows_of(rows)
    x = alt.X("day:T", title=None, axis=alt.Axis(format="%Y", tickCount="year", labelOverlap=True)).scale(
        domain=[f"{int(first[:4])}-01-01", f"{int(last[:4]) + 1}-01-01"]
    )
    y = alt.Y("row:Q", axis=None).scale(domain=[-0.8, len(rows) - 0.2], reverse=True)
    colour = alt.Color("colour:N", scale=None, legend=None)
    base = alt.Chart(data)
    now = rows_of([{"day": _day(today), "label": today_label}])
    layers = [
        alt.Chart(now).mark_rule(color=FAINT, strokeDash=[3, 3]).encode(x=x),
        alt.Chart(now)
        .mark_text(align="right", dx=-4, color=FAINT, fontStyle="italic", baseline="bottom")
        .encode(x=x, y=alt.value(26 * len(rows) + 20), text="label:N"),
        base.mark_point(filled=True, size=90, opacity=1).encode(x=x, y=y, color=colour),
        base.transform_filter("datum.left")
        .mark_text(align="left", dx=9, color=INK)
        .encode(x=x, y=y, text="label:N"),
        base.transform_filter("!datum.left")
        .mark_text(align="right", dx=-9, color=INK)
        .encode(x=x, y=y, text="label:N"),
    ]
    return dressed(alt.layer(*layers).properties(width=WIDTH - 40, height=26 * len(rows) + 22))


def _day(date: str) -> str:
    """Return the first day that a date may mean."""
    return (date[:10] + "-01-01")[:10] if len(date) < 8 and len(date) == 4 else (date[:10] + "-01")[:10]
