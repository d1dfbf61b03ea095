"""From character offsets to token ranges, and the stretches of a text that are worth reading."""

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Iterator

from kelisim.extract.analysis import Analysis


def tokens_at(analysis: Analysis, start: int, end: int) -> tuple[int, int] | None:
    """Return the range of tokens that touch the characters `start` to `end`; None where there are none."""
    first = bisect_right(analysis.tokens, start, key=lambda token: token.end)
    last = bisect_left(analysis.tokens, end, key=lambda token: token.start)
    return (first, last) if first < last else None


def stretches(analysis: Analysis) -> Iterator[tuple[int, int]]:
    """Yield the offsets of the blocks that are not noise."""
    for block in analysis.blocks:
        if block.kind != "noise":
            yield block.start, block.end


def either(words: Iterable[str]) -> str:
    """Return a pattern of any of these words, the longest first; between their parts any white space."""
    return "|".join(re.escape(word).replace(r"\ ", r"\s+") for word in sorted(words, key=len, reverse=True))
