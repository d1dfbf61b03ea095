"""From candidates with probabilities to the organisations that a string names."""

from kelisim.resolve.registry.candidates import Match, Spot, find
from kelisim.resolve.registry.features import joint_features, local_features, match_class, rivals_of
from kelisim.resolve.registry.index import Index
from kelisim.resolve.registry.model import Model, probability
from kelisim.resolve.registry.text import Text

CONSIDERED = 16
THRESHOLD = 0.5
RELATED = 0.65


def score(index: Index, model: Model, text: Text) -> tuple[list[tuple[Match, float]], list[Spot]]:
    """Return the candidates of a string with their probabilities, the likeliest first."""
    matches, spots = find(index, text)
    matches = matches[:CONSIDERED]
    rivals = rivals_of(index, matches)
    kinds = [match_class(index, m) for m in matches]
    odds = [
        model.local_odds(kind, local_features(index, text, spots, m, r))
        for kind, m, r in zip(kinds, matches, rivals, strict=True)
    ]
    joint = joint_features(index, text, matches, odds)
    scored = [(m, probability(model.joint_odds(kind, row))) for kind, m, row in zip(kinds, matches, joint, strict=True)]
    scored.sort(key=lambda pair: (-pair[1], pair[0].record))
    return scored, spots


def choose(index: Index, scored: list[tuple[Match, float]], threshold: float = THRESHOLD) -> list[tuple[Match, float]]:
    """Return the candidates to give: the likeliest for each place in the string, none for the same words twice."""
    chosen: list[tuple[Match, float]] = []
    taken: set[int] = set()
    for match, p in scored:
        if p < threshold:
            break
        if taken.isdisjoint(match.at) or (p >= RELATED and _related(index, match, chosen)):
            chosen.append((match, p))
            taken.update(match.at)
    return chosen


def _related(index: Index, match: Match, chosen: list[tuple[Match, float]]) -> bool:
    """Return whether all that share words with the match are its children or parents."""
    own = set(match.at)
    for other, _ in chosen:
        if not own.isdisjoint(other.at):
            family = (*index.parents.get(match.record, ()), *index.children.get(match.record, ()))
            if other.record not in family:
                return False
    return True
