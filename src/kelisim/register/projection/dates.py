"""ISO dates at their true precision as spans of days."""

import calendar
import re
from dataclasses import dataclass
from datetime import MAXYEAR, date
from functools import lru_cache
from typing import Final

_ISO: Final = re.compile(r"(\d{4})(?:-(\d{2})(?:-(\d{2}))?)?(?:[T ].*)?")


@dataclass(frozen=True, slots=True, order=True)
class Span:
    """The days that a date may mean, as ordinals, both ends inclusive; `precision` 1 year, 2 month, 3 day."""

    first: int
    last: int
    precision: int

    def overlaps(self, other: "Span") -> bool:
        """Return whether a day may be meant by both."""
        return self.first <= other.last and other.first <= self.last

    def within(self, other: "Span") -> bool:
        """Return whether every day meant here is meant there."""
        return other.first <= self.first and self.last <= other.last

    def gap(self, other: "Span") -> int:
        """Return the days between the two; 0 where they overlap."""
        return max(self.first - other.last, other.first - self.last, 0)

    def month(self) -> str | None:
        """Return the month as YYYY-MM, if the date is as precise as that."""
        return date.fromordinal(self.first).isoformat()[:7] if self.precision >= 2 else None

    def year(self) -> str:
        """Return the year."""
        return date.fromordinal(self.first).isoformat()[:4]


@lru_cache(maxsize=100_000)
def span(text: str | None) -> Span | None:
    """Return the days that an ISO date (YYYY, YYYY-MM, YYYY-MM-DD) means; None where it is no such date."""
    match = _ISO.fullmatch(text.strip()) if text is not None else None
    if match is None:
        return None
    year, month, day = (int(part) if part is not None else None for part in match.groups())
    if year is None or not 1 <= year < MAXYEAR:
        return None
    try:
        if month is None:
            return Span(date(year, 1, 1).toordinal(), date(year, 12, 31).toordinal(), 1)
        if day is None:
            last = calendar.monthrange(year, month)[1]
            return Span(date(year, month, 1).toordinal(), date(year, month, last).toordinal(), 2)
        return Span(date(year, month, day).toordinal(), date(year, month, day).toordinal(), 3)
    except (ValueError, calendar.IllegalMonthError):
        return None
