"""Names and places whose words stand together: windows over the words of strings, hashed as bags."""

from collections.abc import Iterable, Sequence
from typing import Final

import numpy as np

from kelisim.resolve.registry.index import Index
from kelisim.resolve.registry.spots import Spot, cleaned, spot_at
from kelisim.resolve.registry.store import Array
from kelisim.resolve.registry.text import CAPITALS, NUMBER, TITLE, Text

_WINDOW: Final = 14  # words of the longest name that is looked up whole
_LONGEST_PLACE: Final = 6
_WIDTHS: Final = np.arange(1, _WINDOW + 1)

Group = tuple[Sequence[int], int, int]
"""Names with the same words, and the window of the string that has them."""

Hit = tuple[int, int, int, int]
"""A window whose bag of words is known: start, end, the code of its names, the number of its area."""


def windows(index: Index, texts: Sequence[Text]) -> list[tuple[list[Group], list[Spot]]]:
    """Return for each string the names and the places whose words stand together, in any order.

    All windows of all strings are looked up at once.
    """
    lines, starts, ends, totals = _bags(index, texts)
    slots = _slots(index, totals)
    hits = (slots >= 0).nonzero()[0]
    slots = slots.take(hits)
    columns = [lines.take(hits), starts.take(hits), ends.take(hits)]
    columns += [index.arrays["bags_0"].take(slots), index.arrays["bags_1"].take(slots)]
    found: list[list[Hit]] = [[] for _ in texts]
    for line, start, end, code, area in zip(*(column.tolist() for column in columns), strict=True):
        found[line].append((start, end, code, area))
    if len(index.local.bags) > 0:
        _add_local(index, found, zip(*(c.tolist() for c in (lines, starts, ends, totals)), strict=True))
    return [
        (_groups(index, text, hits), cleaned(text, _spots(index, text, hits)))
        for text, hits in zip(texts, found, strict=True)
    ]


def _add_local(index: Index, found: list[list[Hit]], bags: Iterable[tuple[int, int, int, int]]) -> None:
    """Add the windows that hold a name of the overrides: the bag stands, negative, where an area would."""
    for line, start, end, total in bags:
        if total in index.local.bags:
            found[line].append((start, end, 0, -total))
    for hits in found:
        hits.sort(key=lambda hit: (hit[0], hit[1], hit[3] < 0))


def _groups(index: Index, text: Text, hits: list[Hit]) -> list[Group]:
    groups: list[Group] = []
    for start, end, code, area in hits:
        if code != 0 and (end > start + 1 or _may_stand_alone(text, start)):
            groups.append((index.named(code), start, end))
        elif area < 0:
            groups.append((index.local.bags[-area], start, end))
    return groups


def _may_stand_alone(text: Text, at: int) -> bool:
    # One word in small letters, or a number, is no name of an organisation by itself, unless it is all
    # there is.
    return len(text.ids) <= 2 or (
        bool(text.flags[at] & (CAPITALS | TITLE))
        and not (text.flags[at] & NUMBER and text.ends[at] - text.starts[at] <= 2)
    )


def _spots(index: Index, text: Text, hits: list[Hit]) -> list[Spot]:
    """Return the places: from each word on the longest that no earlier one holds."""
    if all(area <= 0 for _, _, _, area in hits):
        return []
    segments = text.segments
    best: dict[int, tuple[int, int]] = {}
    for start, end, _, area in hits:
        if area > 0 and end - start <= _LONGEST_PLACE and segments[start] == segments[end - 1]:
            best[start] = end, area
    spots, covered = [], -1
    for start, (end, area) in best.items():
        if end > covered:
            covered = end
            spot = spot_at(text, start, end, index.area(area))
            if spot is not None:
                spots.append(spot)
    return spots


def _bags(index: Index, texts: Sequence[Text]) -> tuple[Array, Array, Array, Array]:
    """Return string, start, end and hash of all windows without an unknown word, by string and start."""
    counts = [len(text.ids) for text in texts]
    ids = np.fromiter((i for text in texts for i in text.ids), dtype=np.int64, count=sum(counts))
    known = ids >= 0
    hashed = index.arrays["word_hash"].take(np.where(known, ids, 0))
    sums = np.concatenate([np.zeros(1, dtype=np.uint64), hashed.cumsum(dtype=np.uint64)])
    lines = np.repeat(np.arange(len(texts)), counts)
    firsts = np.cumsum([0, *counts])
    # From each position on: the last word before an unknown one or the end of the string.
    reach = np.where(known, len(ids), np.arange(len(ids)))
    reach = np.minimum(np.minimum.accumulate(reach[::-1])[::-1], firsts[lines + 1])
    ends = np.arange(len(ids))[:, None] + _WIDTHS
    starts, widths = (ends <= reach[:, None]).nonzero()
    stop = starts + widths + 1
    line = lines.take(starts)
    first = firsts.take(line)
    return line, starts - first, stop - first, sums.take(stop) - sums.take(starts)


def _slots(index: Index, totals: Array) -> Array:
    """Return the slot of each bag in the table of bags, -1 where it is not there; see `store.Table`."""
    keys = index.arrays["bags_keys"]
    last = np.uint64(len(keys) - 1)
    found = np.full(len(totals), -1, dtype=np.intp)
    left = np.arange(len(totals))
    slot = totals & last
    while len(left) > 0:
        held = keys.take(slot.astype(np.intp))
        met = held == totals.take(left)
        found[left[met]] = slot[met]
        on = ~met & (held != 0)
        left, slot = left[on], (slot[on] + np.uint64(1)) & last
    return found
