"""Names that stand in a string only in part, in another order or with gaps."""

from collections.abc import Sequence
from typing import Final

import numpy as np

from kelisim.resolve.registry.index import Index
from kelisim.resolve.registry.store import Array, Column
from kelisim.resolve.registry.text import DOT, Text

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
    return [_best(names[a:b], worth[a:b], limit) for a, b in zip([0, *ends], ends, strict=False)]


def _distinct(texts: Sequence[Text]) -> tuple[Array, Array]:
    """Return the strings' numbers and their words', each word of a string once, in order."""
    pairs = np.array(
        [line << 32 | word for line, text in enumerate(texts) for word in sorted(set(text.ids)) if word > 0],
        dtype=np.int64,
    )
    return pairs >> 32, pairs & 0xFFFFFFFF


def _best(names: Array, worth: Array, limit: int) -> list[tuple[int, float]]:
    if len(names) > limit:
        best = np.argpartition(-worth, limit)[:limit]
        names, worth = names.take(best), worth.take(best)
    return list(zip(names.tolist(), worth.tolist(), strict=True))


def align(index: Index, text: Text, name: int) -> Aligned | None:
    """Return where the name's words stand in the string, near to its rarest word, if enough of them do."""
    ids, weight = text.ids, index.weight
    words = index.name_words(name)
    held = [word for word in words if word in ids]
    if len(held) == 0:
        return None
    total = index.columns["name_mass"][name] + 1e-9
    anchor_word = max(held, key=weight.__getitem__)
    best: Aligned | None = None
    anchor = -1
    for _ in range(min(ids.count(anchor_word), 3)):
        anchor = ids.index(anchor_word, anchor + 1)
        at, mass = _gather(text, held, anchor, weight)
        if len(held) < len(words):
            mass += _abbreviated(index, text, words, at)
        if best is None or mass > best[1]:
            best = at, mass, min(1.0, mass / total)
    return best if best is not None and best[2] >= _LEAST_COVER else None


def _gather(text: Text, words: list[int], anchor: int, weight: Column) -> tuple[list[int], float]:
    """Return the positions of the words nearest to the anchor, and their weight; light words only close
    by.
    """
    ids, segments = text.ids, text.segments
    reach = len(words) + 8
    low, high = max(0, anchor - reach), anchor + reach + 1
    block, segment = text.blocks[anchor], segments[anchor]
    near = ids[low:high]
    taken: list[int] = []
    mass = 0.0
    for word in words:
        best = -1
        at = -1
        for _ in range(near.count(word)):
            at = near.index(word, at + 1)
            place = low + at
            if (
                place not in taken
                and text.blocks[place] == block
                and (
                    weight[word] >= _FAR
                    or segments[place] == segment
                    or place - 1 in taken
                    or place + 1 in taken
                )
                and (best < 0 or abs(place - anchor) < abs(best - anchor))
            ):
                best = place
        if best >= 0:
            taken.append(best)
            mass += weight[word]
    return taken, mass


def _abbreviated(index: Index, text: Text, words: tuple[int, ...], at: list[int]) -> float:
    """Meet words of the name with abbreviations between or beside the words met; return the weight won."""
    low, high = min(at), max(at)
    short = [
        p
        for p in range(max(0, low - 2), min(len(text.ids), high + 3))
        if text.flags[p] & DOT
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
