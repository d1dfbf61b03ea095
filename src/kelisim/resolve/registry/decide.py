"""From candidates with probabilities to the organisations that a string names."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import islice
from struct import Struct
from typing import Final

import numpy as np

from kelisim.resolve.registry.candidates import CONSIDERED, Match, find
from kelisim.resolve.registry.features import CLASSES, local_features, match_class
from kelisim.resolve.registry.index import Index
from kelisim.resolve.registry.joint import joint_features, rivals_of
from kelisim.resolve.registry.model import Model, probability
from kelisim.resolve.registry.scene import scene_of
from kelisim.resolve.registry.spots import Spot
from kelisim.resolve.registry.store import Array
from kelisim.resolve.registry.text import Text

FURTHER: Final = 0.55
"""Probability from which an organisation beside the likeliest is given: most strings name one."""
PARENT: Final = 0.5
"""And from which the parent of one that is given is."""
_AS: Final = np.eye(len(CLASSES))
Scored = tuple[Match, float]
"""A candidate with its probability."""


@dataclass(frozen=True, slots=True)
class Weighed:
    """A string's candidates before they are judged: classes and values of the first step; its places."""

    text: Text
    matches: list[Match]
    kinds: list[int]
    rows: list[list[float]]
    spots: list[Spot]


def weigh(
    index: Index, texts: Sequence[Text], around: Sequence[Spot] = (), considered: int = CONSIDERED
) -> list[Weighed]:
    """Return the candidates of each string with the values of the first step.

    `around` are places that the document tells: they count where the string itself names no country.
    """
    found = find(index, texts, around, considered)
    return [_weighed(index, text, *each) for text, each in zip(texts, found, strict=True)]


def _weighed(index: Index, text: Text, matches: list[Match], spots: list[Spot]) -> Weighed:
    scene, rivals = scene_of(index, text, spots), rivals_of(index, matches)
    return Weighed(
        text,
        matches,
        [match_class(index, match) for match in matches],
        [local_features(index, scene, match, r) for match, r in zip(matches, rivals, strict=True)],
        spots,
    )


def score(index: Index, model: Model, weighed: Sequence[Weighed]) -> list[list[Scored]]:
    """Return for each of several strings its candidates with their probabilities, the likeliest first.

    Many at once cost less each: the weights are multiplied in one go.
    """
    count = sum(len(each.matches) for each in weighed)
    if count == 0:
        return [[] for _ in weighed]
    kinds = [kind for each in weighed for kind in each.kinds]
    rows = matrix([row for each in weighed for row in each.rows])
    odds = iter(model.local_odds(kinds, rows))
    beside = [joint for each in weighed for joint in _beside(index, each, odds)]
    given = map(probability, model.odds(all_features(rows, beside, kinds)))
    result = []
    for each in weighed:
        scored = _schools_to_universities(
            index, list(zip(each.matches, islice(given, len(each.matches)), strict=True))
        )
        scored.sort(key=lambda pair: (-pair[1], pair[0].record))
        result.append(scored)
    return result


def _beside(index: Index, weighed: Weighed, odds: Iterator[float]) -> list[list[float]]:
    """Return the values of the second step, given the log-odds of the first, of which it takes its share."""
    own = list(islice(odds, len(weighed.matches)))
    return joint_features(index, weighed.text, weighed.matches, own) if len(own) > 0 else []


def all_features(rows: Array, beside: list[list[float]], kinds: list[int]) -> Array:
    """Return the values of `model.ALL` for candidates, of those of both steps and the classes."""
    return np.hstack([rows, matrix(beside), _AS.take(kinds, axis=0)])


def matrix(rows: list[list[float]]) -> Array:
    """Return rows of equal length as an array."""
    pack = Struct(f"{len(rows[0])}d").pack
    return np.frombuffer(b"".join([pack(*row) for row in rows])).reshape(len(rows), -1)


def _schools_to_universities(index: Index, scored: list[Scored]) -> list[Scored]:
    """Give what speaks for a medical school to the university that its name holds: it counts as the
    university.
    """
    if not any(match.school for match, _ in scored):
        return scored
    given = dict(enumerate(p for _, p in scored))
    for number, (match, p) in enumerate(scored):
        if match.school:
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
    twice, but where one is a part of the other. A name that a department may have needs its place, or its
    parent or part beside it.
    """
    chosen: list[Scored] = []
    taken: set[int] = set()
    for match, p in scored:
        if p < threshold:
            break
        if match.departmental and not _has_kin(index, match, scored, threshold):
            continue
        if len(chosen) > 0 and p < _least(index, match, chosen):
            continue
        if taken.isdisjoint(match.at) or _related(index, match, chosen):
            chosen.append((match, p))
            taken.update(match.at)
    return chosen


def _has_kin(index: Index, match: Match, scored: Sequence[Scored], threshold: float) -> bool:
    """Return whether a parent or part of the match is likely enough to be given."""
    kin = {*index.parents(match.record), *index.children(match.record)}
    return any(other.record in kin for other, p in scored if p >= threshold)


def _least(index: Index, match: Match, chosen: list[Scored]) -> float:
    is_parent = any(match.record in index.parents(other.record) for other, _ in chosen)
    return PARENT if is_parent else FURTHER


def _related(index: Index, match: Match, chosen: list[Scored]) -> bool:
    """Return whether all that share words with the match are its children or parents."""
    own = set(match.at)
    for other, _ in chosen:
        if not own.isdisjoint(other.at):
            family = (*index.parents(match.record), *index.children(match.record))
            if other.record not in family:
                return False
    return True
