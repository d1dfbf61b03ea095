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
_NOBODY: Final = -8.0  # log-odds of the best other where there is none
_PROPERNESS: Final = (3, 3, 2, 2, 1, 1)  # of names by their kind; see `names.KINDS`


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
        if match.whole and not match.settled and len(same := by_words[match.start, match.end]) > 1
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
    if len(matches) == 1:
        return [[*_lead(local[0], _NOBODY), 0.0, 0.0, 0.0, 0.0, 1.0, 0.0, 0.0, 0.0, 0.0, *_NO_FAMILY]]
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
    if True in everyone.school:
        return True
    if len(everyone.at) == 1:
        return False
    records = everyone.at.keys()
    if not all(records.isdisjoint(found) for found in (*everyone.parents, *everyone.related)):
        return True
    return any(index.heirs.get(record, -1) in records for record in records)


def _beside(everyone: _All, number: int, several_blocks: bool) -> list[float]:
    """Weigh a candidate against all others: local … better_spelt."""
    sets, local, matches = everyone.sets, everyone.local, everyone.matches
    own, mine, match = sets[number], local[number], matches[number]
    over, inside, around, same, beside, shared = _NOBODY, 0.0, 0.0, 0, False, False
    order, total = match.order, 1.0
    torn_around = tears = False
    spelling, spelt = match.spelling, -1.0
    for other, theirs in enumerate(local):
        if other == number:
            continue
        its = sets[other]
        if own.isdisjoint(its):
            if theirs > 0:
                shared = shared or everyone.blocks[other] == everyone.blocks[number]
                beside = beside or everyone.taught[other]
            continue
        over = max(over, theirs)
        if own == its:
            same += theirs > mine - 0.5
            spelt = max(spelt, matches[other].spelling)
            total += math.exp(max(-20.0, min(20.0, theirs - mine)))
        elif theirs > -1:
            if own < its and matches[other].cover > 0.9:
                inside = 1.0
                torn_around = torn_around or (order == 1 and matches[other].order < 1)
            elif own > its and match.cover > 0.9:
                around = 1.0
                tears = tears or (order < 1 and matches[other].order == 1)
    return [
        *_lead(mine, over),
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


def _lead(mine: float, over: float) -> tuple[float, float]:
    """Weigh log-odds, and their lead over the best of the same words: local, margin."""
    return max(-10.0, min(10.0, mine)) / 4, max(-8.0, min(8.0, mine - over)) / 4


def _family(index: Index, everyone: _All, number: int) -> list[float]:
    """Weigh the candidate's parents and parts among the others: host_named … child_nearer."""
    sets, local, taught, school = everyone.sets, everyone.local, everyone.taught, everyone.school
    matches, own, at = everyone.matches, sets[number], everyone.at
    match, is_taught, is_school = matches[number], taught[number], school[number]
    parents = [at[p] for p in everyone.parents[number] if p in at]
    children = [c for c, found in enumerate(everyone.parents) if match.record in found]
    kin = [at[r] for r in everyone.related[number] if r in at]
    host_named = parent_named = parent_inside = parent_beside = head_of = False
    for p in parents:
        parent = matches[p]
        if local[p] > 0 and own.isdisjoint(sets[p]):
            parent_named = True
            host_named = host_named or (taught[p] and not is_taught)
        parent_inside = parent_inside or own > sets[p]
        parent_beside = parent_beside or parent.end == match.start or parent.start == match.end
        head_of = head_of or sets[p] == own
    child_named = child_around = unsaid = has_school = school_unsaid = branch = nearer = False
    for c in children:
        child_named = child_named or (local[c] > 0 and own.isdisjoint(sets[c]))
        if own <= sets[c]:
            child_around = child_around or (local[c] > -1 and own != sets[c])
            unsaid = unsaid or (local[c] > 0 and match.cover < WHOLE)
        if school[c] and local[c] > -1:
            has_school = True
            school_unsaid = school_unsaid or own <= sets[c]
        branch = branch or sets[c] == own
        nearer = nearer or (taught[c] and matches[c].place > match.place + 0.5)
    related_named = related_inside = related_around = False
    for r in kin:
        related_named = related_named or (local[r] > 0 and own.isdisjoint(sets[r]))
        if local[r] > -1:
            related_inside = related_inside or own > sets[r]
            related_around = related_around or own < sets[r]
    heir = at.get(index.heirs.get(match.record, -1))
    return [
        float(host_named),
        float(parent_named),
        float(child_named),
        float(parent_inside),
        float(child_around),
        float(unsaid),
        float(is_school and len(parents) > 0),
        float(is_school and any(teaches and held < own for teaches, held in zip(taught, sets, strict=True))),
        float(is_taught and any(one and own < held for one, held in zip(school, sets, strict=True))),
        float(has_school),
        float(school_unsaid),
        float(parent_beside),
        float(heir is not None and sets[heir] == own),
        float(branch),
        float(head_of),
        float(nearer),
        float(related_named),
        float(related_inside),
        float(related_around),
    ]
