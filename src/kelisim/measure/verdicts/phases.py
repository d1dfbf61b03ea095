"""What a year counts for, by its distance from the start."""

from typing import Final

from kelisim.measure.effects.panel import Windows
from kelisim.measure.verdicts.results import Phase

_WINDOWS: Final = Windows()


def phase_of(offset: int) -> Phase:
    """Return what the year so many years after the start counts for."""
    if offset < _WINDOWS.reference[0]:
        return "earlier"
    if offset <= _WINDOWS.reference[1]:
        return "reference"
    if offset < 0:
        return "left out"
    if offset < _WINDOWS.assessed[0]:
        return "build-up"
    return "assessed" if offset <= _WINDOWS.assessed[1] else "later"
