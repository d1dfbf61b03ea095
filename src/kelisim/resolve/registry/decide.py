"""From candidates with probabilities to the organisations that a string names."""

from collections.abc import Sequence
from typing import Final

from kelisim.resolve.registry.candidates import CONSIDERED, Match, find
from kelisim.resolve.registry.features import CLASSES, is_school, local_features, match_class
from kelisim.resolve.registry.index import Index
from kelisim.resolve.registry.joint import joint_features, rivals_of
from kelisim.resolve.registry.model import Model, probability
from kelisim.resolve.registry.scene import scene_of
from kelisim.resolve.registry.spots import Spot
from kelisim.resolve.registry.text import Text

RELATED: Final = 0.65  # probability from which a parent is given for words that its child has too
_AS: Final = [[float(kind == other) for other in range(len(CLASSES))] for kind in range(len(CLASSES))]
Scored = tuple[Match, float]
"""A candidate with its probability."""


def score(
    index: Index, model: Model, text: Text, around: Sequence[Spot] = (), considered: int = CONSIDERED
) -> tuple[list[Scored], list[Spot]]:
    """Return the candidates of a string with their probabilities, the likeliest first, and the places in it.

    `around` are places that the document tells: they count where the string itself names no country.
    """
    matches, spots = find(index, text, around, considered)
    scene = scene_of(index, text, spots)
    rivals = rivals_of(index, matches)
    if len(matches) == 0:
        return [], spots
    kinds = [match_class(index, match) for match in matches]
    local = [
        local_features(index, scene, match, others) for match, others in zip(matches, rivals, strict=True)
    ]
    rows = all_features(index, text, matches, kinds, local, model.local_odds(kinds, local))
    scored = [(match, probability(odds)) for match, odds in zip(matches, model.odds(rows), strict=True)]
    scored = _schools_to_universities(index, scored)
    scored.sort(key=lambda pair: (-pair[1], pair[0].record))
    return scored, spots


def all_features(
    index: Index,
    text: Text,
    matches: list[Match],
    kinds: list[int],
    local: list[list[float]],
    odds: list[float],
) -> list[list[float]]:
    """Return the values of `model.ALL` for all candidates of a string, given those of the first step."""
    joint = joint_features(index, text, matches, odds)
    return [[*own, *beside, *_AS[kind]] for own, beside, kind in zip(local, joint, kinds, strict=True)]


def _schools_to_universities(index: Index, scored: list[Scored]) -> list[Scored]:
    """Give what speaks for a medical school to the university that its name holds: it counts as the
    university.
    """
    given = dict(enumerate(p for _, p in scored))
    for number, (match, p) in enumerate(scored):
        if is_school(index, match):
            inside = [
                other
                for other, (found, _) in enumerate(scored)
                if index.is_university(found.record) and found.whole and set(found.at) < set(match.at)
            ]
            parents = index.parents(match.record)
            inside.sort(key=lambda other: (scored[other][0].record not in parents, -scored[other][1]))
            for other in inside[:1]:
                given[other], given[number] = max(given[other], p), min(given[number], 1 - p)
    return [(match, given[number]) for number, (match, _) in enumerate(scored)]


def choose(index: Index, scored: Sequence[Scored], threshold: float = 0.5) -> list[Scored]:
    """Return the candidates to give: the likeliest for each place in the string, none for the same words
    twice.
    """
    chosen: list[Scored] = []
    taken: set[int] = set()
    for match, p in scored:
        if p < threshold:
            break
        if taken.isdisjoint(match.at) or (p >= RELATED and _related(index, match, chosen)):
            chosen.append((match, p))
            taken.update(match.at)
    return chosen


def _related(index: Index, match: Match, chosen: list[Scored]) -> bool:
    """Return whether all that share words with the match are its children or parents."""
    own = set(match.at)
    for other, _ in chosen:
        if not own.isdisjoint(other.at):
            family = (*index.parents(match.record), *index.children(match.record))
            if other.record not in family:
                return False
    return True
