"""How many things are in which state."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import altair as alt

from kelisim.publish.pictures.drawing import TONES, WIDTH, dressed, rows_of


@dataclass(frozen=True, slots=True)
class StateCount:
    """How many are in a state: its name in the reader's language, and its tone."""

    label: str
    count: int
    tone: str


def by_state(states: Sequence[StateCount]) -> Any:
    """Return a bar for each state, in the order given, with its number."""
    rows = [{"label": s.label, "count": s.count, "colour": TONES[s.tone]} for s in states]
    data = rows_of(rows)
    # Which typeface a reader has is not known here: room is set by the number of letters, and none is cut.
    room = max(len(state.label) for state in states) * 7.5 + 12
    axis = alt.Axis(labelLimit=0, minExtent=room, ticks=False, domain=False)
    y = alt.Y("label:N", sort=None, title=None, axis=axis)
    x = alt.X("count:Q", title=None, axis=None)
    bars = (
        alt.Chart(data)
        .mark_bar(height=16, cornerRadiusEnd=2)
        .encode(y=y, x=x, color=alt.Color("colour:N", scale=None, legend=None))
    )
    numbers = alt.Chart(data).mark_text(align="left", dx=5).encode(y=y, x=x, text="count:Q")
    return dressed((bars + numbers).properties(width=max(WIDTH - room - 50, 120), height=24 * len(rows)))
