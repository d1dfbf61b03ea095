"""A text cut at the ends of quotes: what is marked, by which statements.

Public: `Piece`, `cut(text, spans)`.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from itertools import pairwise

from kelisim.model import Quote


@dataclass(frozen=True, slots=True)
class Piece:
    """A stretch of text from `start` on, and the numbers of the statements that quote it.

    Those in `values` copy or read a value from it, those in `sentences` rest on a sentence that holds it.
    """

    start: int
    text: str
    values: tuple[int, ...] = ()
    sentences: tuple[int, ...] = ()


def cut(
    text: str,
    values: Iterable[tuple[Quote, int]],
    sentences: Iterable[tuple[Quote, int]] = (),
    *,
    offset: int = 0,
) -> tuple[Piece, ...]:
    """Return the text in pieces, cut wherever a quote begins or ends.

    Quotes come with the number of their statement; `offset` is where the text begins in its document.
    """
    kinds = (_edges(text, values, offset), _edges(text, sentences, offset))
    places = sorted({0, len(text), *(place for begins, ends in kinds for place in (*begins, *ends))})
    pieces = []
    held: tuple[list[int], list[int]] = ([], [])
    for start, end in pairwise(places):
        for open_here, (begins, ends) in zip(held, kinds, strict=True):
            for number in ends.get(start, ()):
                open_here.remove(number)
            open_here.extend(begins.get(start, ()))
        pieces.append(Piece(start + offset, text[start:end], _once(held[0]), _once(held[1])))
    return tuple(pieces)


Edges = tuple[dict[int, list[int]], dict[int, list[int]]]


def _edges(text: str, quotes: Iterable[tuple[Quote, int]], offset: int) -> Edges:
    """Return the numbers of the quotes that begin, and of those that end, at each place of the text."""
    begins: dict[int, list[int]] = {}
    ends: dict[int, list[int]] = {}
    for quote, number in quotes:
        start, end = max(quote.start - offset, 0), min(quote.end - offset, len(text))
        if start < end:
            begins.setdefault(start, []).append(number)
            ends.setdefault(end, []).append(number)
    return begins, ends


def _once(numbers: list[int]) -> tuple[int, ...]:
    return tuple(sorted(set(numbers)))
