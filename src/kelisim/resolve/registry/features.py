"""What speaks for and against a candidate: the declared features, in two steps.

First each candidate by itself (LOCAL), then beside the others (JOINT). Every feature is a number around
0 to 1; its weight in `weights.json` says what it counts, in log-odds.
"""

import math
from typing import Final

from rapidfuzz import fuzz

from kelisim.resolve.registry import words
from kelisim.resolve.registry.candidates import Match, Spot, place_agreement
from kelisim.resolve.registry.index import Index
from kelisim.resolve.registry.text import AFTER_AND, AFTER_WORD, CAPITALS, FUZZY, NUMBER, TITLE, UNIT, Text

LOCAL: Final = (
    "cover",  # share of the name's weight that stands in the string
    "part",  # some of the name is missing
    "whole",  # all words of the name stand together
    "in_order",  # and in the name's order
    "weight",  # how much the words met weigh together
    "light",  # how little they weigh: generic names
    "rarest",  # weight of the rarest word met
    "generic",  # no word met is a proper name
    "gaps",  # foreign words between those met
    "breaks",  # commas and brackets between those met
    "rest_before",  # weight of words before, in the same segment
    "rest_after",
    "next_before",  # weight of the word right before, with nothing between
    "next_after",
    "unit_before",  # a department or the like stands before, in the same segment
    "segment",  # the words met fill their segment
    "string",  # the words met fill the string, but for places
    "country_same",
    "country_other",
    "region_same",
    "region_other",
    "city_same",
    "city_other",
    "no_place",  # the string names no place
    "acronym",  # met by an acronym
    "acronym_bare",  # and neither country, town nor another name of it stand there
    "acronym_short",
    "alias",
    "variant",
    "also",  # another of its names stands elsewhere in the string: an acronym beside its expansion
    "namesakes",  # others have this name
    "rivals",  # others of this name fit the string's places as well
    "rival_nearer",  # another of this name fits them better
    "inactive",
    "withdrawn",
    "education",
    "healthcare",
    "company",
    "government",
    "facility",
    "nonprofit",
    "funder_only",
    "misspelt",
    "spelling",  # likeness of the written name and the registry's, letter by letter
    "small",  # written in small letters throughout
    "host",  # the string has an e-mail or web address of it
    "school",  # a school of medicine, law … of a university
    "type_missing",  # the name's type word (university, hospital …) is not in the string
)
JOINT: Final = (
    "local",  # log-odds of the first step
    "margin",  # lead over the best candidate for the same words
    "inside",  # a longer name of another covers these words
    "around",  # these words cover another's name
    "best",  # lead over the best candidate anywhere in the string
    "parent_named",  # a parent of it is named too, in other words
    "child_named",
    "parent_inside",  # its name holds its parent's
    "child_around",
    "parent_unsaid",  # a parent, met by the same words as its child
    "school_of_named",  # a school whose university is a candidate
    "has_school",  # a university whose school is a candidate
    "school_unsaid",  # and whose name stands only in the school's
    "others",  # candidates elsewhere in the string
    "same_words",  # candidates of equal standing for the same words
)
_TYPE_WORDS: Final = frozenset(
    ("university", "institute", "hospital", "college", "school", "academy", "laboratory", "ministry", "museum")
)


def local_features(index: Index, text: Text, spots: list[Spot], match: Match, rivals: list[float]) -> list[float]:
    """Return the values of LOCAL for one candidate; `rivals` are place scores of others with the same words."""
    start, end = match.start, match.end
    at, flags, ids, weight = match.at, text.flags, text.ids, index.weight
    kind = index.kind(match.name)
    acronym = kind == "acronym"
    country, region, city = place_agreement(index, match.record, spots, start, end)
    rarest = max(weight[ids[p]] if ids[p] >= 0 else 3.0 for p in at)
    before, after, next_before, next_after, unit, alone = _neighbours(index, text, spots, start, end)
    types = index.types(match.record)
    status = index.views["status"][match.record]
    nearer = max(rivals, default=-9.0) - match.place
    also = any(_elsewhere(match, other) for other in match.others)
    return [
        match.cover,
        float(match.cover < 0.999),
        float(match.whole),
        _order(index, match, ids),
        min(match.mass, 30.0) / 10,
        max(0.0, 8.0 - match.mass) / 8,
        min(rarest, 10.0) / 10,
        float(all(index.key_of(ids[p]) in words.lexicon_keys() for p in at if ids[p] >= 0)),
        min(end - start - len(at), 6) / 6,
        min(text.segments[end - 1] - text.segments[start], 4) / 4,
        min(before, 20.0) / 10,
        min(after, 20.0) / 10,
        next_before / 10,
        next_after / 10,
        float(unit),
        float(before + after == 0),
        float(alone),
        max(country, 0.0),
        max(-country, 0.0),
        max(region, 0.0),
        max(-region, 0.0),
        max(city, 0.0),
        max(-city, 0.0),
        float(len(spots) == 0),
        float(acronym),
        float(acronym and not also and country <= 0 and city <= 0),
        float(acronym and end - start == 1 and text.ends[start] - text.starts[start] <= 3),
        float(kind == "alias"),
        float(kind == "variant"),
        float(also),
        math.log(match.namesakes),
        math.log(1 + sum(abs(r - match.place) < 0.1 for r in rivals)),
        min(max(nearer, 0.0), 4.0) / 2,
        float(status == 1),
        float(status == 2),
        float("education" in types),
        float("healthcare" in types),
        float("company" in types),
        float("government" in types),
        float("facility" in types),
        float("nonprofit" in types),
        float(types == ("funder",)),
        sum(flags[p] & FUZZY > 0 for p in at) / len(at),
        _spelling(index, text, match),
        float(not any(flags[p] & (CAPITALS | TITLE) for p in at)),
        float(any(match.record in index.hosted(host) for host in text.hosts)),
        float(is_school(index, match)),
        _type_missing(index, match, ids),
    ]


def _elsewhere(match: Match, other: Match) -> bool:
    return other.whole and set(other.at).isdisjoint(match.at)


def _order(index: Index, match: Match, ids: list[int]) -> float:
    if match.whole and ids[match.start : match.end] == index.name_words(match.name):
        return 1.0
    steps = [b - a for a, b in zip(match.at, match.at[1:], strict=False)]
    return 0.5 * sum(s > 0 for s in steps) / len(steps) if steps and not match.whole else 0.0


def _neighbours(
    index: Index, text: Text, spots: list[Spot], start: int, end: int
) -> tuple[float, float, float, float, bool, bool]:
    """Weigh the words beside the name: before and after in its segment, right beside it, and elsewhere."""
    placed = {p for spot in spots for p in range(spot.start, spot.end)}
    flags, ids, segments = text.flags, text.ids, text.segments

    def weigh(p: int) -> float:
        if flags[p] & (NUMBER | UNIT) or p in placed:
            return 0.0
        return index.weight[ids[p]] if ids[p] >= 0 else 9.0

    before = after = 0.0
    unit = False
    p = start - 1
    while p >= 0 and segments[p] == segments[start] and not (flags[p + 1] & AFTER_AND):
        unit = unit or bool(flags[p] & UNIT)
        before += weigh(p)
        p -= 1
    if unit:
        before = min(before, 4.0)
    p = end
    while p < len(ids) and segments[p] == segments[end - 1] and not flags[p] & AFTER_AND:
        if flags[p] & UNIT:
            break
        after += weigh(p)
        p += 1
    next_before = next_after = 0.0
    if start > 0 and segments[start - 1] == segments[start] and not flags[start] & AFTER_WORD:
        next_before = 0.0 if flags[start - 1] & (UNIT | NUMBER) else _plain(index, ids[start - 1])
    if end < len(ids) and segments[end] == segments[end - 1] and not flags[end] & AFTER_WORD:
        next_after = 0.0 if flags[end] & (UNIT | NUMBER) or end in placed else _plain(index, ids[end])
    alone = all(weigh(p) == 0 and not flags[p] & UNIT for p in range(len(ids)) if not start <= p < end)
    return before, after, next_before, next_after, unit, alone


def _plain(index: Index, word: int) -> float:
    return min(index.weight[word], 10.0) if word >= 0 else 8.0


def _spelling(index: Index, text: Text, match: Match) -> float:
    written = text.text[text.starts[match.start] : text.ends[match.end - 1]].lower()
    return fuzz.ratio(written, index.name_text(match.name).lower()) / 100


def _type_missing(index: Index, match: Match, ids: list[int]) -> float:
    if match.cover > 0.999:
        return 0.0
    met = {ids[p] for p in match.at}
    return float(any(index.key_of(w) in _TYPE_WORDS for w in index.name_words(match.name) if w not in met))


def is_school(index: Index, match: Match) -> bool:
    """Return whether the name is that of a university's school of medicine, law or the like."""
    lexicon = words.lexicon()
    keys = {index.key_of(w) for w in index.name_words(match.name)}
    return (
        not keys.isdisjoint(lexicon.school_words)
        and not keys.isdisjoint(lexicon.school_fields)
        and match.record in index.parents
    )


def rivals_of(matches: list[Match]) -> list[list[float]]:
    """Return for each candidate the place scores of the others that have the same words."""
    by_words: dict[tuple[int, int], list[Match]] = {}
    for match in matches:
        if match.whole:
            by_words.setdefault((match.start, match.end), []).append(match)
    return [
        [o.place for o in by_words.get((m.start, m.end), ()) if o is not m] if m.whole else [] for m in matches
    ]


def joint_features(index: Index, matches: list[Match], local: list[float]) -> list[list[float]]:
    """Return the values of JOINT for all candidates of a string, given their log-odds by themselves."""
    at = {match.record: number for number, match in enumerate(matches)}
    sets = [set(match.at) for match in matches]
    school = [is_school(index, match) for match in matches]
    rows = []
    for number, match in enumerate(matches):
        own, mine = sets[number], local[number]
        over, inside, around, others, same = -8.0, 0.0, 0.0, 0, 0
        best = -8.0
        for other, theirs in enumerate(local):
            if other == number:
                continue
            best = max(best, theirs)
            if own.isdisjoint(sets[other]):
                others += theirs > 0
                continue
            over = max(over, theirs)
            if own < sets[other] and matches[other].cover > 0.9 and theirs > -1:
                inside = 1.0
            elif own > sets[other] and match.cover > 0.9 and theirs > -1:
                around = 1.0
            elif own == sets[other]:
                same += theirs > mine - 0.5
        parents = [at[p] for p in index.parents.get(match.record, ()) if p in at]
        children = [at[c] for c in index.children.get(match.record, ()) if c in at]
        schools = [c for c in children if school[c] and local[c] > -1]
        rows.append(
            [
                max(-10.0, min(10.0, mine)) / 4,
                max(-8.0, min(8.0, mine - over)) / 4,
                inside,
                around,
                max(-8.0, min(4.0, mine - best)) / 4,
                float(any(local[p] > 0 and own.isdisjoint(sets[p]) for p in parents)),
                float(any(local[c] > 0 and own.isdisjoint(sets[c]) for c in children)),
                float(any(own > sets[p] for p in parents)),
                float(any(own < sets[c] and local[c] > -1 for c in children)),
                float(any(own <= sets[c] and local[c] > 0 for c in children) and match.cover < 0.999),
                float(school[number] and len(parents) > 0),
                float(len(schools) > 0),
                float(any(own <= sets[c] for c in schools)),
                min(others, 3) / 3,
                min(same, 3) / 3,
            ]
        )
    return rows
