"""What speaks for and against a candidate beside the others of its string: the features of the second
step.
"""

import math
from dataclasses import dataclass
from typing import Final

from kelisim.resolve.registry.candidates import WHOLE, Match
from kelisim.resolve.registry.index import Index
from kelisim.resolve.registry.text import Text

JOINT: Final = (
    "local",  # log-odds of the first step
    "margin",  # lead over the best candidate for the same words
    "inside",  # a longer name of another covers these words
    "around",  # these words cover another's name
    "torn_around",  # a longer name of another covers these words, but in another order than its own
    "tears",  # it is in another order than its own, and covers another's name that is in order
    "share",  # of what speaks for those of the same words, how much speaks for it
    "own_block",  # no other candidate between the same semicolons
    "unit_of_named",  # no university itself, beside a university named elsewhere
    "same_words",  # candidates of equal standing for the same words
    "better_spelt",  # how much more alike the name is to what is written than the others of the same words
    "host_named",  # no university, and its parent, a university, is named elsewhere
    "parent_named",  # a parent of it is named too, in other words
    "child_named",
    "parent_inside",  # its name holds its parent's
    "child_around",
    "parent_unsaid",  # a parent, met by the same words as its child
    "school_of_named",  # a school whose university is a candidate
    "school_around",  # a school whose name holds that of a university which is a candidate
    "school_inside",  # the university whose name it holds
    "has_school",  # a university whose school is a candidate
    "school_unsaid",  # and whose name stands only in the school's
    "parent_beside",  # a parent stands right before or after, in whatever form
    "succeeded",  # closed, and its successor is met by the same words
    "head",  # others of the same words are its parts
    "branch",  # and it is a part of another of the same words
    "child_nearer",  # a university that is part of it fits the string's places better
    "related_named",  # one that it works with closely, a university and its hospital, is named in other words
    "related_inside",  # its name holds the name of such a one
    "related_around",
)


_NO_FAMILY: Final = [0.0] * (len(JOINT) - JOINT.index("host_named"))
_PROPERNESS: Final = (3, 3, 2, 2, 1)  # of names by their kind; see `names.KINDS`


def rivals_of(index: Index, matches: list[Match]) -> list[list[Match]]:
    """Return for each candidate the others that the same words name as properly: by as good a kind of
    name.
    """
    by_words: dict[tuple[int, int], list[Match]] = {}
    for match in matches:
        if match.whole:
            by_words.setdefault((match.start, match.end), []).append(match)
    return [
        _as_proper(index, match, same)
        if match.whole and len(same := by_words[match.start, match.end]) > 1
        else []
        for match in matches
    ]


def _as_proper(index: Index, match: Match, same: list[Match]) -> list[Match]:
    own = _properness(index, match)
    return [
        other
        for other in same
        if other is not match
        and index.heirs.get(other.record) != match.record
        and _properness(index, other) >= own
    ]


def _properness(index: Index, match: Match) -> int:
    """Return how proper a name of the record the one met is: its own, another, a part of one."""
    if match.via is not None or index.columns["status"][match.record] != 0:
        return 0
    return _PROPERNESS[index.columns["name_kind"][match.name]]


@dataclass(frozen=True, slots=True)
class _All:
    """All candidates of a string: log-odds of the first step, positions, blocks, schools, universities,
    parents.
    """

    matches: list[Match]
    local: list[float]
    sets: list[set[int]]
    blocks: list[int]
    school: list[bool]
    taught: list[bool]
    parents: list[tuple[int, ...]]
    related: list[tuple[int, ...]]
    at: dict[int, int]


def joint_features(index: Index, text: Text, matches: list[Match], local: list[float]) -> list[list[float]]:
    """Return the values of JOINT for all candidates of a string, given their log-odds by themselves."""
    everyone = _All(
        matches,
        local,
        [set(match.at) for match in matches],
        [text.blocks[match.start] for match in matches],
        [match.school for match in matches],
        [index.is_university(match.record) for match in matches],
        [index.parents(match.record) for match in matches],
        [index.related(match.record) for match in matches],
        {match.record: number for number, match in enumerate(matches)},
    )
    tied = _is_tied(index, everyone)
    blocks = len({b for b, odds in zip(everyone.blocks, local, strict=True) if odds > 0})
    return [
        [*_beside(everyone, number, blocks > 1), *(_family(index, everyone, number) if tied else _NO_FAMILY)]
        for number in range(len(matches))
    ]


def _is_tied(index: Index, everyone: _All) -> bool:
    """Return whether any candidate is a parent, part, relative or successor of another, or a school."""
    at = everyone.at
    return (
        any(everyone.school)
        or any(kin in at for found in (*everyone.parents, *everyone.related) for kin in found)
        or any(index.heirs.get(match.record, -1) in at for match in everyone.matches)
    )


def _beside(everyone: _All, number: int, several_blocks: bool) -> list[float]:
    """Weigh a candidate against all others: local … better_spelt."""
    sets, local = everyone.sets, everyone.local
    own, mine, cover = sets[number], local[number], everyone.matches[number].cover
    over, inside, around, same, beside, shared = -8.0, 0.0, 0.0, 0, False, False
    order, total = everyone.matches[number].order, 1.0
    torn_around = tears = False
    spelling, spelt = everyone.matches[number].spelling, -1.0
    for other, theirs in enumerate(local):
        if other == number:
            continue
        if own.isdisjoint(sets[other]):
            if theirs > 0:
                shared = shared or everyone.blocks[other] == everyone.blocks[number]
                beside = beside or everyone.taught[other]
            continue
        over = max(over, theirs)
        if own < sets[other] and everyone.matches[other].cover > 0.9 and theirs > -1:
            inside = 1.0
            torn_around = torn_around or (order == 1 and everyone.matches[other].order < 1)
        elif own > sets[other] and cover > 0.9 and theirs > -1:
            around = 1.0
            tears = tears or (order < 1 and everyone.matches[other].order == 1)
        elif own == sets[other]:
            same += theirs > mine - 0.5
            spelt = max(spelt, everyone.matches[other].spelling)
            total += math.exp(max(-20.0, min(20.0, theirs - mine)))
    return [
        max(-10.0, min(10.0, mine)) / 4,
        max(-8.0, min(8.0, mine - over)) / 4,
        inside,
        around,
        float(torn_around),
        float(tears),
        1 / total,
        float(several_blocks and not shared),
        float(not everyone.taught[number] and beside),
        min(same, 3) / 3,
        spelling - spelt if spelt >= 0 else 0.0,
    ]


def _family(index: Index, everyone: _All, number: int) -> list[float]:
    """Weigh the candidate's parents and parts among the others: host_named … child_nearer."""
    sets, local, taught, school = everyone.sets, everyone.local, everyone.taught, everyone.school
    match, own, at = everyone.matches[number], sets[number], everyone.at
    parents = [at[p] for p in everyone.parents[number] if p in at]
    children = [c for c, found in enumerate(everyone.parents) if match.record in found]
    schools = [c for c in children if school[c] and local[c] > -1]
    heir = at.get(index.heirs.get(match.record, -1))
    around = [everyone.matches[p] for p in parents]
    numbers = range(len(sets))
    kin = [at[r] for r in everyone.related[number] if r in at]
    beside = any(taught[p] and local[p] > 0 and own.isdisjoint(sets[p]) for p in parents)
    return [
        float(not taught[number] and beside),
        float(any(local[p] > 0 and own.isdisjoint(sets[p]) for p in parents)),
        float(any(local[c] > 0 and own.isdisjoint(sets[c]) for c in children)),
        float(any(own > sets[p] for p in parents)),
        float(any(own < sets[c] and local[c] > -1 for c in children)),
        float(match.cover < WHOLE and any(own <= sets[c] and local[c] > 0 for c in children)),
        float(school[number] and len(parents) > 0),
        float(school[number] and any(taught[n] and sets[n] < own for n in numbers)),
        float(taught[number] and any(school[n] and own < sets[n] for n in numbers)),
        float(len(schools) > 0),
        float(any(own <= sets[c] for c in schools)),
        float(any(parent.end == match.start or parent.start == match.end for parent in around)),
        float(heir is not None and sets[heir] == own),
        float(any(sets[c] == own for c in children)),
        float(any(sets[p] == own for p in parents)),
        float(any(taught[c] and everyone.matches[c].place > match.place + 0.5 for c in children)),
        float(any(local[r] > 0 and own.isdisjoint(sets[r]) for r in kin)),
        float(any(own > sets[r] and local[r] > -1 for r in kin)),
        float(any(own < sets[r] and local[r] > -1 for r in kin)),
    ]
