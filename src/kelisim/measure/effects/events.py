"""Event study: the rate ratio year by year before and after the start."""

from dataclasses import dataclass

from kelisim.measure.effects.growth import Growth
from kelisim.measure.effects.panel import Windows
from kelisim.measure.effects.ratio import Ratio, rate_ratio, shares


@dataclass(frozen=True, slots=True)
class Event:
    """One year by its offset from the start: pairs seen in it, their joint works, the rate ratio."""

    offset: int
    pairs: int
    joint: float
    ratio: Ratio | None


def event_study(growth: Growth, windows: Windows, pairs: int, *, seed: int) -> tuple[Event, ...]:
    """Return the rate ratio of each year from the first reference year to the last assessed one.

    Each is measured against the reference years; one of these against the others. Controls are the same for
    all, so that neighbouring years are comparable.
    """
    events = []
    for offset in range(windows.reference[0], windows.assessed[1] + 1):
        parts = shares(growth, windows.reference, (offset, offset))
        ratio = rate_ratio(growth, windows.reference, (offset, offset), pairs, seed=seed)
        events.append(Event(offset, int((parts.pace > 0).sum()), float(parts.after.sum()), ratio))
    return tuple(events)
