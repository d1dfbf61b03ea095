"""Names that stand in a string only in part, in another order or with gaps."""

from typing import Final

import numpy as np

from kelisim.resolve.registry.index import Index
from kelisim.resolve.registry.store import Column
from kelisim.resolve.registry.text import DOT, Text

_LEAST_COVER: Final = 0.45  # of a name's weight; less than that is another name
_BITS: Final = 12
_PACKED: Final = 1 << _BITS  # more than a string has words
_FAR: Final = 4.0  # weight of a word that may stand in another segment than the rest of its name
_ABBREVIATED: Final = 0.8  # of a word's weight, where only its beginning stands there
Aligned = tuple[list[int], float, float]
"""Positions of the words met, their weight, its share of the name's."""


def voted(index: Index, text: Text, limit: int) -> list[tuple[int, float]]:
    """Return the names that share most weight with the string by their rarest words, each with its worth."""
    at, postings = index.columns["postings_at"], index.arrays["postings"]
    held = [number for number in sorted(set(text.ids)) if number > 0 and at[number + 1] > at[number]]
    if len(held) == 0:
        return []
    found = np.concatenate([postings[at[number] : at[number + 1]] for number in held])
    # A name and one of its words in one number: such sort fastest.
    of_word = np.repeat(np.arange(len(held), dtype=np.int64), [at[n + 1] - at[n] for n in held])
    votes_of = found * np.int64(_PACKED) + of_word
    votes_of.sort()
    names, words = votes_of >> _BITS, votes_of & (_PACKED - 1)
    votes = index.arrays["word_weight"].take(held).take(words)
    fresh = np.empty(len(names), dtype=bool)
    fresh[0] = True
    np.not_equal(names[1:], names[:-1], out=fresh[1:])
    first = fresh.nonzero()[0]
    names, votes = names.take(first), np.add.reduceat(votes, first)
    worth = votes * votes / (index.arrays["name_mass"].take(names) + np.float32(1.0))
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


def _abbreviated(index: Index, text: Text, words: list[int], at: list[int]) -> float:
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
