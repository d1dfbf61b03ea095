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
    of an organisation, and who is honoured. `first_other` and `last_other` are the first and the last
    position of words that have such a weight or stand for a part. `last` is the last segment that holds more
    than places and numbers. `units` are the segments that hold a word for a part. `unmet` is, up to each
    position, the weight of the words in all other segments; `typed`, how many words say what an organisation
    is.
    """

    text: Text
    spots: list[Spot]
    placed: frozenset[int]
    beside: list[float]
    first_other: int
    last_other: int
    last: int
    units: frozenset[int]
    unmet: list[float]
    typed: list[int]


def scene_of(index: Index, text: Text, spots: list[Spot]) -> Scene:
    """Return the scene of a string."""
    placed = frozenset([p for spot in spots for p in range(spot.start, spot.end)])
    weights, types = index.weight, index.sets.types
    units = frozenset([s for s, flags in zip(text.segments, text.flags, strict=True) if flags & UNIT])
    beside, unmet, typed, aside = [], [0.0], [0], UNIT | HONOUR
    first, final, last, total, count = len(text.ids), -1, 0, 0.0, 0
    for p, (word, flags, segment) in enumerate(zip(text.ids, text.flags, text.segments, strict=True)):
        weight = 0.0
        if p not in placed and not flags & NUMBER:
            last = segment
            if not flags & aside:
                weight = weights[word] if word > 0 else _UNKNOWN
                if segment not in units:
                    total += weight
        if weight > 0 or flags & UNIT:
            final = p
            first = min(first, p)
        if word in types and not flags & UNIT:
            count += 1
        beside.append(weight)
        unmet.append(total)
        typed.append(count)
    return Scene(text, spots, placed, beside, first, final, last, units, unmet, typed)
