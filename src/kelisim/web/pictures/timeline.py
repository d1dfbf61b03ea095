"""Records along time: each a dot on the lane of its kind, or a bar a year where there are too many."""

from collections import Counter, defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Final

import sqlalchemy as sa
from sqlalchemy.engine import Connection

from kelisim.register import schema
from kelisim.web.pictures.scope import Scope, conditions

DOTS: Final = 600  # more records than that are drawn as bars
_BINS: Final = 110  # columns of dots in the width of the picture


@dataclass(frozen=True, slots=True)
class Moment:
    """A record on the timeline. `at` is the middle of the days that its date may mean, in years."""

    id: str
    kind: str
    title: str
    status: str | None
    date: str
    expires: str | None
    at: float


@dataclass(frozen=True, slots=True)
class YearCount:
    """How many records of a kind fall in a year."""

    kind: str
    year: int
    records: int


@dataclass(frozen=True, slots=True)
class Timeline:
    """Records in the order of time, their number by kind and year, and how many have no date."""

    moments: tuple[Moment, ...]
    years: tuple[YearCount, ...]
    undated: int


def timeline(connection: Connection, scope: Scope) -> Timeline:
    """Return the records of a scope along time."""
    record = schema.record
    query = (
        sa.select(
            record.c.id,
            record.c.kind,
            record.c.title,
            record.c.status,
            record.c.first_day,
            record.c.last_day,
            record.c.expires,
        )
        .where(*conditions(scope))
        .order_by(record.c.first_day, record.c.id)
    )
    moments, undated = [], 0
    for row in connection.execute(query):
        first, last = decimal_year(row.first_day), decimal_year(row.last_day)
        if first is None or last is None:
            undated += 1
            continue
        day = row.first_day if row.first_day == row.last_day else _shortened(row.first_day, row.last_day)
        moments.append(Moment(row.id, row.kind, row.title, row.status, day, row.expires, (first + last) / 2))
    counted = Counter((each.kind, int(each.at)) for each in moments)
    years = tuple(YearCount(kind, year, count) for (kind, year), count in sorted(counted.items()))
    return Timeline(tuple(moments), years, undated)


def decimal_year(day: str | None) -> float | None:
    """Return a day as a number of years: 2026-07-02 is 2026.5."""
    if day is None:
        return None
    year, month, number = (int(part) for part in day.split("-"))
    first = date(year, month, 1).toordinal() + min(number, 31) - 1
    start, end = date(year, 1, 1).toordinal(), date(year, 12, 31).toordinal() + 1
    return year + (first - start) / (end - start)


def _shortened(first: str, last: str) -> str:
    """Return the date at the precision that the two days leave: a month, or a year."""
    return first[:7] if first[:7] == last[:7] else first[:4]


def stacked(moments: Sequence[Moment]) -> dict[str, tuple[float, int]]:
    """Return, for each record, the column it stands in (years) and its height in it, counted from 0."""
    if len(moments) == 0:
        return {}
    low, high = min(each.at for each in moments), max(each.at for each in moments)
    wide = max((high - low) / _BINS, 1 / 365)
    heights: defaultdict[tuple[str, int], int] = defaultdict(int)
    found = {}
    for each in moments:
        column = int((each.at - low) / wide)
        found[each.id] = (low + (column + 0.5) * wide, heights[each.kind, column])
        heights[each.kind, column] += 1
    return found
