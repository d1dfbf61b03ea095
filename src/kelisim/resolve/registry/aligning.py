"""Names that stand in a string only in part, in another order or with gaps."""

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import islice
from typing import Final

import numpy as np

from kelisim.resolve.registry.index import Index
from kelisim.resolve.registry.store import Array, Column
from kelisim.resolve.registry.text import DOT, Text

_AT_ONCE: Final = 32  # strings: what is worked on stays in the processor's cache
_LEAST_COVER: Final = 0.45  # of a name's weight; less than that is another name
_NAME_BITS: Final = 24  # more names than a registry has
_WORD_BITS: Final = 20  # more words than strings that are read at once have
_FAR: Final = 4.0  # weight of a word that may stand in another segment than the rest of its name
_ABBREVIATED: Final = 0.8  # of a word's weight, where only its beginning stands there
Aligned = tuple[list[int], float, float]
"""Positions of the words met, their weight, its share of the name's."""


def voted(index: Index, texts: Sequence[Text], limit: int) -> list[list[tuple[int, float]]]:
    """Return for each string the names that share most weight with it by their rarest words, each with its
    worth.
    """
    found = []
    for start in range(0, len(texts), _AT_ONCE):
        found += _voted(index, texts[start : start + _AT_ONCE], limit)
    return found


def _voted(index: Index, texts: Sequence[Text], limit: int) -> list[list[tuple[int, float]]]:
    lines, words = _distinct(texts)
    at = index.arrays["postings_at"]
    first, counts = at.take(words), at.take(words + 1) - at.take(words)
    total = int(counts.sum())
    if total == 0:
        return [[] for _ in texts]
    # String, name and word in one number: such sort fastest.
    rank = np.repeat(np.arange(len(words)), counts)
    place = np.arange(total) + (first - (counts.cumsum() - counts)).take(rank)
    held = index.arrays["postings"].take(place).astype(np.int64)
    votes_of = ((lines.take(rank) << _NAME_BITS | held) << _WORD_BITS) + rank
    votes_of.sort(kind="stable")  # made of sorted pieces, which this one merges
    names, rank = votes_of >> _WORD_BITS, votes_of & ((1 << _WORD_BITS) - 1)
    votes = index.arrays["word_weight"].take(words).take(rank)
    fresh = np.empty(total, dtype=bool)
    fresh[0] = True
    np.not_equal(names[1:], names[:-1], out=fresh[1:])
    starts = fresh.nonzero()[0]
    names, votes = names.take(starts), np.add.reduceat(votes, starts)
    ends = names.searchsorted(np.arange(1, len(texts) + 1) << _NAME_BITS).tolist()
    names &= (1 << _NAME_BITS) - 1
    worth = votes * votes / (index.arrays["name_mass"].take(names) + np.float32(1.0))
    least = -worth
    best = [_best(least, a, b, limit) for a, b in zip([0, *ends], ends, strict=False)]
    chosen = np.concatenate(best)
    pairs = zip(names.take(chosen).tolist(), worth.take(chosen).tolist(), strict=True)
    return [list(islice(pairs, len(each))) for each in best]


def _distinct(texts: Sequence[Text]) -> tuple[Array, Array]:
    """Return the strings' numbers and their words', each word of a string once, in order."""
    pairs = np.array(
        [line << 32 | word for line, text in enumerate(texts) for word in sorted({*text.ids}) if word > 0],
        dtype=np.int64,
    )
    return pairs >> 32, pairs & 0xFFFFFFFF


def _best(least: Array, start: int, end: int, limit: int) -> Array:
    """Return where, from start to before end, the smallest values are."""
    if end - start <= limit:
        return np.arange(start, end)
    return least[start:end].argpartition(limit)[:limit] + start


@dataclass(frozen=True, slots=True)
class Stand:
    """Where each word of a string stands, and which positions hold abbreviations."""

    text: Text
    at: dict[int, list[int]]
    short: list[int]


def stand(text: Text) -> Stand:
    """Return where the words of a string stand."""
    at: dict[int, list[int]] = {}
    for place, word in enumerate(text.ids):
        at.setdefault(word, []).append(place)
    return Stand(text, at, [place for place, flags in enumerate(text.flags) if flags & DOT])


def align(index: Index, where: Stand, name: int) -> Aligned | None:
    """Return where the name's words stand in the string, near to its rarest word, if enough of them do."""
    weight, places = index.weight, where.at
    words = index.name_words(name)
    held = [word for word in words if word in places]
    if len(held) == 0:
        return None
    total = index.columns["name_mass"][name] + 1e-9
    best: Aligned | None = None
    for anchor in places[max(held, key=weight.__getitem__)][:3]:
        at, mass = _gather(where, held, anchor, weight)
        if len(held) < len(words) and len(where.short) > 0:
            mass += _abbreviated(index, where, words, at)
        if best is None or mass > best[1]:
            best = at, mass, min(1.0, mass / total)
    return best if best is not None and best[2] >= _LEAST_COVER else None


def _gather(where: Stand, words: list[int], anchor: int, weight: Column) -> tuple[list[int], float]:
    """Return the positions of the words nearest to the anchor, and their weight; light words only close
    by.
    """
    segments, blocks = where.text.segments, where.text.blocks
    reach = len(words) + 8
    block, segment = blocks[anchor], segments[anchor]
    taken: list[int] = []
    mass = 0.0
    for word in words:
        best, nearest = -1, reach + 1
        heft = weight[word]
        for place in where.at[word]:
            far = abs(place - anchor)
            if (
                far < nearest
                and place not in taken
                and blocks[place] == block
                and (heft >= _FAR or segments[place] == segment or place - 1 in taken or place + 1 in taken)
            ):
                best, nearest = place, far
        if best >= 0:
            taken.append(best)
            mass += heft
    return taken, mass


def _abbreviated(index: Index, where: Stand, words: tuple[int, ...], at: list[int]) -> float:
    """Meet words of the name with abbreviations between or beside the words met; return the weight won."""
    low, high, text = min(at), max(at), where.text
    short = [
        p
        for p in where.short
        if low - 2 <= p <= high + 2
        and p not in at
        and text.segments[p] == text.segments[low]
        and text.ends[p] - text.starts[p] >= 2
    ]
    if len(short) == 0:
        return 0.0
    met = {text.ids[p] for p in at}
    won = 0.0
    for word in words:
        if word not in met:
            key = index.key_of(word)
            for place in short:
                raw = text.text[text.starts[place] : text.ends[place]].lower()
                if place not in at and key.startswith(raw[:4]) and len(raw) < len(key) + 3:
                    at.append(place)
                    won += _ABBREVIATED * index.weight[word]
                    break
    return won
