"""What of a string all its candidates share: its words, its places, where they end."""

from dataclasses import dataclass

from kelisim.resolve.registry.index import Index
from kelisim.resolve.registry.spots import Spot
from kelisim.resolve.registry.text import HONOUR, NUMBER, UNIT, Text

_UNKNOWN: float = 9.0  # weight of a word that the registry does not have


@dataclass(frozen=True, slots=True)
class Scene:
    """A string read, with its places; `placed` are the positions of places' words.

    `beside` is the weight of each word as a neighbour of a name: none for places, numbers, words for parts
    of an
    organisation, and who is honoured. `first_other` and `last_other` are the first and the last position of
    words that have such a weight or stand for a part. `last` is the last segment that holds more than places
    and numbers.
    """

    text: Text
    spots: list[Spot]
    placed: frozenset[int]
    beside: list[float]
    first_other: int
    last_other: int
    last: int


def scene_of(index: Index, text: Text, spots: list[Spot]) -> Scene:
    """Return the scene of a string."""
    placed = frozenset(p for spot in spots for p in range(spot.start, spot.end))
    beside = [
        0.0
        if flags & (NUMBER | UNIT | HONOUR) or p in placed
        else index.weight[word]
        if word > 0
        else _UNKNOWN
        for p, (word, flags) in enumerate(zip(text.ids, text.flags, strict=True))
    ]
    last = max(
        (s for p, s in enumerate(text.segments) if p not in placed and not text.flags[p] & NUMBER), default=0
    )
    others = [p for p, (w, flags) in enumerate(zip(beside, text.flags, strict=True)) if w > 0 or flags & UNIT]
    first, final = (others[0], others[-1]) if len(others) > 0 else (len(beside), -1)
    return Scene(text, spots, placed, beside, first, final, last)
