"""What records tie together, counted in columns of numbers.

Public: `Ties`, `ties(links)`, `each_once(links)`, `together(columns, links, first, second)`, `MANY`.
"""

from dataclasses import dataclass
from typing import Final

import numpy as np

from kelisim.register.columns import Columns, Ints, Links

MANY: Final = 40  # named in one record: a list of guests longer than that ties no two of them together


@dataclass(frozen=True, slots=True)
class Ties:
    """Pairs of values that records have together: `first` < `second`, in this order.

    The records of pair n are `records[starts[n] : starts[n + 1]]`, ascending.
    """

    first: Ints
    second: Ints
    starts: Ints
    records: Ints

    @property
    def counts(self) -> Ints:
        """How many records each pair has."""
        return np.diff(self.starts).astype(np.int32)

    def records_of(self, number: int) -> Ints:
        """Return the records of a pair."""
        return self.records[self.starts[number] : self.starts[number + 1]]


def each_once(links: Links) -> Links:
    """Return links by record and value, each once."""
    both = np.sort(links.records.astype(np.int64) << 32 | links.values.astype(np.int64))
    both = both[np.append(True, both[1:] != both[:-1])] if len(both) > 0 else both
    return Links((both >> 32).astype(np.int32), (both & 0xFFFFFFFF).astype(np.int32))


def together(columns: Columns, links: Links, first: int, second: int) -> tuple[str, ...]:
    """Return the ids of the records that tie two values, of links as `each_once` gives them."""
    few = np.bincount(links.records, minlength=len(columns.ids)) <= MANY
    both = columns.having(links, (first,)) & columns.having(links, (second,)) & few
    return tuple(columns.ids[record] for record in np.flatnonzero(both).tolist())


def ties(links: Links) -> Ties:
    """Return the pairs of values that a record has, of links as `each_once` gives them."""
    few = links.where(np.bincount(links.records)[links.records] <= MANY) if len(links.records) else links
    firsts, seconds, records = [], [], []
    for step in range(1, min(MANY, len(few.records))):  # each value with the one so many places further on
        same = few.records[step:] == few.records[:-step]
        if not same.any():
            break
        firsts.append(few.values[:-step][same])
        seconds.append(few.values[step:][same])
        records.append(few.records[step:][same])
    if len(firsts) == 0:
        nothing = np.zeros(0, dtype=np.int32)
        return Ties(nothing, nothing, np.zeros(1, dtype=np.int32), nothing)
    pairs = np.concatenate(firsts).astype(np.int64) << 32 | np.concatenate(seconds)
    every = np.concatenate(records)
    order = np.lexsort((every, pairs))
    found, starts = np.unique(pairs[order], return_index=True)
    return Ties(
        (found >> 32).astype(np.int32),
        (found & 0xFFFFFFFF).astype(np.int32),
        np.append(starts, len(pairs)).astype(np.int32),
        every[order],
    )
