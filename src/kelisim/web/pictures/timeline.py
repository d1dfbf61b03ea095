"""Records along time: each a dot on the lane of its kind, or a bar a year where there are too many."""

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Final

import numpy as np
import sqlalchemy as sa
from numpy.typing import NDArray
from sqlalchemy.engine import Connection

from kelisim.register import schema
from kelisim.register.columns import KIND_NAMES, Columns, Ints
from kelisim.web.pictures.scope import Scope, chosen

DOTS: Final = 600  # more records than that are drawn as bars
_CHUNK: Final = 500
_BEFORE: Final = np.array([0, 0, 31, 59, 90, 120, 151, 181, 212, 243, 273, 304, 334])  # days before a month
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
    """Records in the order of time, their number by kind and year, how many have a date, how many none.

    `moments` are all that have a date, or the latest of them.
    """

    moments: tuple[Moment, ...]
    years: tuple[YearCount, ...]
    dated: int
    undated: int


def timeline(
    connection: Connection, columns: Columns, scope: Scope, *, latest: int | None = None
) -> Timeline:
    """Return the records of a scope along time; with `latest`, only so many where there are over `DOTS`."""
    mask = chosen(columns, scope)
    order = columns.by_date[mask[columns.by_date]]
    dated = order[(columns.first_day[order] > 0) & (columns.last_day[order] > 0)]
    middle = (decimal_years(columns.first_day[dated]) + decimal_years(columns.last_day[dated])) / 2
    counts = np.bincount(columns.kind[dated] * 10_000 + middle.astype(np.int32))
    years = sorted(
        (KIND_NAMES[number // 10_000], number % 10_000, int(counts[number]))
        for number in np.flatnonzero(counts).tolist()
    )
    few = latest is None or len(dated) <= DOTS
    begin = 0 if few else len(dated) - (latest or 0)
    shown = zip(dated[begin:].tolist(), middle[begin:].tolist(), strict=True)
    return Timeline(
        tuple(_moments(connection, {columns.ids[place]: at for place, at in shown})),
        tuple(YearCount(*each) for each in years),
        len(dated),
        len(order) - len(dated),
    )


def _moments(connection: Connection, middles: Mapping[str, float]) -> Iterator[Moment]:
    """Give the records whose middles are told by their ids, in this order."""
    table = schema.record
    names = ("id", "kind", "title", "status", "first_day", "last_day", "expires")
    ids = list(middles)
    for start in range(0, len(ids), _CHUNK):
        some = ids[start : start + _CHUNK]
        query = sa.select(*(table.c[name] for name in names)).where(table.c.id.in_(some))
        rows = {row.id: row for row in connection.execute(query)}
        for row in (rows[id] for id in some):
            day = row.first_day if row.first_day == row.last_day else _shortened(row.first_day, row.last_day)
            yield Moment(row.id, row.kind, row.title, row.status, day, row.expires, middles[row.id])


def decimal_years(days: Ints) -> NDArray[np.float64]:
    """Return days as numbers of years: 20260702 is 2026.5. A month may have 31 days."""
    year, month, day = days // 10_000, days // 100 % 100, days % 100
    leap = (year % 4 == 0) & ((year % 100 != 0) | (year % 400 == 0))
    before = _BEFORE[month] + (leap & (month > 2)) + np.minimum(day, 31) - 1
    found: NDArray[np.float64] = year + before / np.where(leap, 366, 365)
    return found


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
