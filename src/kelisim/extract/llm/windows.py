"""A text in sentences, in any language, and long texts in windows that overlap."""

import re
from collections.abc import Iterator
from typing import Final

from kelisim.extract.layout import blocks

Sentences = tuple[tuple[int, int], ...]
"""Offsets of the sentences of a text, in order."""

_END: Final = re.compile(r"[.!?…][\"'”’»)\]]*\s+(?=[\"'“„«(\[]*(?:[^\W\d_]|\d))|[。！？]")
_SHORT: Final = re.compile(
    r"(?:^|[\s(«\"“.-])(?:[^\W\d_]|Dr|Prof|Mr|Mrs|Ms|St|No|Nr|Inc|Ltd|bzw|обл|ул|им|гг?)$"
)
_LONGEST: Final = 1000  # characters: what has no end by then is cut at a space
_SHARED: Final = 8  # one part in so many of a window stands in the next one too


def sentences(text: str) -> Sentences:
    """Return the sentences of a text, each within one block, none longer than a thousand characters."""
    found: list[tuple[int, int]] = []
    for block in blocks(text):
        start = block.start
        for match in _END.finditer(text, block.start, block.end):
            if _is_end(text, start, match):
                found += _pieces(text, start, match.end())
                start = match.end()
        found += _pieces(text, start, block.end)
    return tuple(found)


def windows(sentences: Sentences, size: int) -> tuple[tuple[int, int], ...]:
    """Return ranges of sentences (`last` exclusive) of about `size` characters; neighbours share some."""
    found: list[tuple[int, int]] = []
    first = 0
    while first < len(sentences):
        last = first + 1
        while last < len(sentences) and sentences[last][1] - sentences[first][0] <= size:
            last += 1
        found.append((first, last))
        if last == len(sentences):
            break
        first = _back(sentences, first, last, size)
    return tuple(found)


def halves(first: int, last: int) -> tuple[tuple[int, int], tuple[int, int]] | None:
    """Return two ranges that make up one and share a sentence where they can; None for one sentence."""
    if last - first < 2:
        return None
    middle = (first + last) // 2
    return (first, middle), (middle - (1 if middle - first > 1 else 0), last)


def _back(sentences: Sentences, first: int, last: int, size: int) -> int:
    """Return where the next window begins: as far back as it shares little and still goes on."""
    begin = last
    while (
        begin - 1 > first
        and sentences[last - 1][1] - sentences[begin - 1][0] <= size // _SHARED
        and sentences[last][1] - sentences[begin - 1][0] <= size
    ):
        begin -= 1
    return begin


def _is_end(text: str, start: int, match: re.Match[str]) -> bool:
    if match[0][0] != ".":
        return True
    after = text[match.end() : match.end() + 1]
    return not after.islower() and _SHORT.search(text[max(start, match.start() - 8) : match.start()]) is None


def _pieces(text: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    while end - start > _LONGEST:
        cut = text.rfind(" ", start + 1, start + _LONGEST)
        cut = cut if cut > start else start + _LONGEST
        yield from _trimmed(text, start, cut)
        start = cut
    yield from _trimmed(text, start, end)


def _trimmed(text: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    while start < end and text[start].isspace():
        start += 1
    while end > start and text[end - 1].isspace():
        end -= 1
    if start < end:
        yield start, end
