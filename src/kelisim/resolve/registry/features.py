"""What speaks for and against a candidate: the declared features, in two steps.

First each candidate by itself (LOCAL), then beside the others (JOINT). Every feature is a number around
0 to 1; its weight in `weights.json` says what it counts, in log-odds.
"""

import math
from typing import Final

from rapidfuzz import fuzz

from kelisim.resolve.registry.candidates import Match
from kelisim.resolve.registry.index import Index
from kelisim.resolve.registry.spots import Spot
from kelisim.resolve.registry.text import (
    AFTER_AND,
    AFTER_WORD,
    CAPITALS,
    FUZZY,
    HONOUR,
    NUMBER,
    TITLE,
    UNIT,
    Text,
)

LOCAL: Final = (
    "cover",  # share of the name's weight that stands in the string
    "part",  # some of the name is missing
    "whole",  # all words of the name stand together
    "in_order",  # and in the name's order
    "weight",  # how much the words met weigh together
    "light",  # how little they weigh: generic names
    "rarest",  # weight of the rarest word met
    "proper",  # weight of the rarest word met that is neither a place's nor one of the field
    "placed",  # share of the weight met that is places' words
    "generic",  # no word met is a proper name
    "generic_unit",  # and it begins with a word for a part: Graduate School of Engineering
    "gaps",  # foreign words between those met
    "breaks",  # commas and brackets between those met, more than the name has
    "broken_order",  # and the words are not in the name's order
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
    "city_other_wide",  # for those who work in many towns: companies, ministries, academies
    "is_place",  # the words met are a place's name
    "is_town",  # the words met are a town's name, in a segment of its own
    "no_place",  # the string names no place
    "acronym",  # met by an acronym
    "acronym_bare",  # and neither country, town nor another name of it stand there
    "acronym_short",
    "acronym_placed",  # and its town stands there
    "alias",
    "variant",
    "variant_placed",  # the place that the variant leaves out stands in the string
    "completed",  # what stands apart from the rest of the name are places' words
    "also",  # another of its names stands elsewhere in the string: an acronym beside its expansion
    "namesakes",  # others have this name
    "rivals",  # others of this name fit the string's places as well
    "known",  # how many names and parts it has
    "rival_known",  # a rival has more
    "rival_nearer",  # another of this name fits them better
    "former",  # the name is that of a withdrawn record which this one follows
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
    "other_script",  # written in another script than the registry's name
    "small",  # written in small letters throughout
    "host",  # the string has an e-mail or web address of it
    "school",  # a school of medicine, law … of a university
    "type_missing",  # the name's type word (university, hospital …) is not in the string
    "place_missing",  # share of the missing weight that is the name of the record's own place
    "torn",  # the words met are in another order than the name's
    "system",  # several universities are its parts
    "first",  # in the first segment
    "last",  # in the last segment that is no place
)
_OTHER_SCRIPT: Final = 0.9  # likeness of names in two scripts, letter by letter
CLASSES: Final = ("whole", "part", "acronym")
"""How a name is met; each class has weights of its own, for what speaks for an acronym is another thing."""

JOINT: Final = (
    "local",  # log-odds of the first step
    "margin",  # lead over the best candidate for the same words
    "inside",  # a longer name of another covers these words
    "around",  # these words cover another's name
    "own_block",  # no other candidate between the same semicolons
    "unit_of_named",  # no university itself, beside a university named elsewhere
    "host_named",  # the same, and that university is its parent
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
    "same_words",  # candidates of equal standing for the same words
)


def local_features(
    index: Index, text: Text, spots: list[Spot], match: Match, rivals: list[Match]
) -> list[float]:
    """Return the values of LOCAL for one candidate; `rivals` are others with the same words."""
    start, end = match.start, match.end
    at, flags, ids, weight = match.at, text.flags, text.ids, index.weight
    kind = index.kind(match.name)
    acronym = kind == "acronym"
    country, region, city = match.places
    rarest = max(weight[ids[p]] if ids[p] >= 0 else 3.0 for p in at)
    proper, placed = _proper(index, text, spots, at)
    before, after, next_before, next_after, unit, alone = _neighbours(index, text, spots, start, end)
    generic = all(ids[p] in index.sets.general for p in at if ids[p] >= 0)
    if ids[start] in index.sets.types and not generic:
        next_before = 0.0  # "… of Geophysics Universität Wien"
    types = index.types(match.record)
    status = index.columns["status"][match.record]
    order = match.order
    breaks = _breaks(index, text, match)
    nearer = max((r.place for r in rivals), default=-9.0) - match.place
    fame = known(index, match.record)
    also = any(_elsewhere(match, other) for other in match.others)
    return [
        match.cover,
        float(match.cover < 0.999),
        float(match.whole),
        order,
        min(match.mass, 30.0) / 10,
        max(0.0, 8.0 - match.mass) / 8,
        min(rarest, 10.0) / 10,
        min(proper, 10.0) / 10,
        placed,
        float(generic),
        float(generic and bool(flags[start] & UNIT)),
        min(end - start - len(at), 6) / 6,
        breaks,
        float(breaks > 0 and order < 0.9),
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
        float(city < 0 and any(t in types for t in ("company", "government", "nonprofit"))),
        float(any(s.start <= start and end <= s.end and (s.countries or s.regions) for s in spots)),
        float(any(s.clean and s.start <= start and end <= s.end and s.cities for s in spots)),
        float(len(spots) == 0),
        float(acronym),
        float(acronym and not also and country <= 0 and city <= 0),
        float(acronym and end - start == 1 and text.ends[start] - text.starts[start] <= 3),
        float(acronym and city > 0),
        float(kind == "alias"),
        float(kind == "variant"),
        float(kind == "variant" and city > 0),
        float(not match.whole and match.cover > 0.999 and _completed(match, spots)),
        float(also),
        math.log(match.namesakes),
        math.log(1 + sum(abs(r.place - match.place) < 0.1 for r in rivals)),
        min(fame, 4.0) / 4,
        min(max(max((known(index, r.record) for r in rivals), default=0.0) - fame, 0.0), 2.0),
        min(max(nearer, 0.0), 4.0) / 2,
        float(match.via is not None),
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
        *_spelling(index, text, match),
        float(not any(flags[p] & (CAPITALS | TITLE) for p in at)),
        float(any(match.record in index.hosted(host) for host in text.hosts)),
        float(is_school(index, match)),
        _type_missing(index, match, ids),
        _place_missing(index, match, ids),
        float(order == 0.0),
        float(sum(index.is_university(c) for c in index.children(match.record)) >= 2),
        float(text.segments[start] == text.segments[0]),
        float(text.segments[end - 1] >= last_segment(text, spots)),
    ]


def match_class(index: Index, match: Match) -> int:
    """Return the place of the match's class in CLASSES."""
    if index.kind(match.name) == "acronym":
        return 2
    return 0 if match.cover > 0.999 else 1


def last_segment(text: Text, spots: list[Spot]) -> int:
    """Return the number of the last segment that holds more than places and numbers."""
    placed = {p for spot in spots for p in range(spot.start, spot.end)}
    return max(
        (s for p, s in enumerate(text.segments) if p not in placed and not text.flags[p] & NUMBER), default=0
    )


def _place_missing(index: Index, match: Match, ids: list[int]) -> float:
    if match.cover > 0.999:
        return 0.0
    met = {ids[p] for p in match.at}
    missing = [w for w in index.name_words(match.name) if w not in met]
    total = sum(index.weight[w] for w in missing)
    return (
        sum(index.weight[w] for w in missing if _names_home(index, match.record, w)) / total if total else 0.0
    )


def _names_home(index: Index, record: int, word: int) -> bool:
    """Return whether the word by itself names the country, region or town where the record is."""
    meant = index.area_of([word])
    if meant is None:
        return False
    return any(
        country in meant[0] or region in meant[1] or town in meant[2]
        for country, region, town in index.locations(record)
    )


def _elsewhere(match: Match, other: Match) -> bool:
    return other.whole and set(other.at).isdisjoint(match.at)


def _completed(match: Match, spots: list[Spot]) -> bool:
    """Return whether the words met apart from the longest run of them stand for places."""
    at = sorted(match.at)
    runs = [[at[0]]]
    for p in at[1:]:
        if p == runs[-1][-1] + 1:
            runs[-1].append(p)
        else:
            runs.append([p])
    longest = max(runs, key=len)
    places = {p for spot in spots for p in range(spot.start, spot.end)}
    return all(p in places for run in runs if run is not longest for p in run)


def _proper(index: Index, text: Text, spots: list[Spot], at: list[int]) -> tuple[float, float]:
    """Return the weight of the rarest word met that is a proper name, and the share of weight that is places'."""
    places = {p for spot in spots for p in range(spot.start, spot.end)}
    proper = total = placed = 0.0
    for p in at:
        word = text.ids[p]
        weight = index.weight[word] if word >= 0 else 3.0
        total += weight
        if p in places:
            placed += weight
        elif weight > proper and (word < 0 or word not in index.sets.general):
            proper = weight
    return proper, placed / (total + 1e-9)


def _breaks(index: Index, text: Text, match: Match) -> float:
    crossed = text.segments[match.end - 1] - text.segments[match.start]
    if crossed > 0:
        name = index.name_text(match.name)
        crossed -= sum(name.count(mark) for mark in ",(/:")
    return min(max(crossed, 0), 4) / 4


def _neighbours(
    index: Index, text: Text, spots: list[Spot], start: int, end: int
) -> tuple[float, float, float, float, bool, bool]:
    """Weigh the words beside the name: before and after in its segment, right beside it, and elsewhere."""
    placed = {p for spot in spots for p in range(spot.start, spot.end)}
    flags, ids, segments = text.flags, text.ids, text.segments

    def weigh(p: int) -> float:
        if flags[p] & (NUMBER | UNIT | HONOUR) or p in placed:
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
        next_before = 0.0 if flags[start - 1] & (UNIT | NUMBER | HONOUR) else _plain(index, ids[start - 1])
    if end < len(ids) and segments[end] == segments[end - 1] and not flags[end] & AFTER_WORD:
        next_after = (
            0.0 if flags[end] & (UNIT | NUMBER | HONOUR) or end in placed else _plain(index, ids[end])
        )
    alone = all(weigh(p) == 0 and not flags[p] & UNIT for p in range(len(ids)) if not start <= p < end)
    return before, after, next_before, next_after, unit, alone


def _plain(index: Index, word: int) -> float:
    return min(index.weight[word], 10.0) if word >= 0 else 8.0


def _spelling(index: Index, text: Text, match: Match) -> tuple[float, float]:
    """Return how alike the written name and the registry's are, and whether they are in two scripts.

    Names in two scripts are as alike as their words are, which `cover` counts.
    """
    written = text.text[text.starts[match.start] : text.ends[match.end - 1]].lower()
    names = [name.lower() for name in index.name_texts(match.name)]
    script = _script(written)
    alike = [name for name in names if _script(name) == script]
    if len(alike) == 0:
        return _OTHER_SCRIPT, 1.0
    return max(fuzz.ratio(written, name) for name in alike) / 100, 0.0


def _script(text: str) -> int:
    """Return the block of the text's first letter beyond the Latin ones, 0 where all are Latin."""
    return next((ord(letter) >> 8 for letter in text if ord(letter) > 0x24F and letter.isalpha()), 0)


def _type_missing(index: Index, match: Match, ids: list[int]) -> float:
    if match.cover > 0.999:
        return 0.0
    met = {ids[p] for p in match.at}
    return float(any(w in index.sets.types for w in index.name_words(match.name) if w not in met))


def is_school(index: Index, match: Match) -> bool:
    """Return whether the name is that of a university's school of medicine, law or the like."""
    held = set(index.name_words(match.name))
    return (
        not held.isdisjoint(index.sets.school_words)
        and not held.isdisjoint(index.sets.school_fields)
        and len(index.parents(match.record)) > 0
    )


def rivals_of(index: Index, matches: list[Match]) -> list[list[Match]]:
    """Return for each candidate the others that the same words name as properly: by as good a kind of name."""
    by_words: dict[tuple[int, int], list[Match]] = {}
    for match in matches:
        if match.whole:
            by_words.setdefault((match.start, match.end), []).append(match)
    return [
        [
            other
            for other in by_words.get((match.start, match.end), ())
            if other is not match
            and index.heirs.get(other.record) != match.record
            and _properness(index, other) >= _properness(index, match)
        ]
        if match.whole
        else []
        for match in matches
    ]


def _properness(index: Index, match: Match) -> int:
    """Return how proper a name of the record the one met is: its own, another, a part of one."""
    if match.via is not None or index.status(match.record) != "active":
        return 0
    return {"display": 3, "label": 3, "alias": 2, "acronym": 2}.get(index.kind(match.name), 1)


def known(index: Index, record: int) -> float:
    """Return how well known an organisation is, by how many names and parts the registry gives it."""
    return math.log(index.columns["name_count"][record] + len(index.children(record)))


def joint_features(index: Index, text: Text, matches: list[Match], local: list[float]) -> list[list[float]]:
    """Return the values of JOINT for all candidates of a string, given their log-odds by themselves."""
    at = {match.record: number for number, match in enumerate(matches)}
    sets = [set(match.at) for match in matches]
    school = [is_school(index, match) for match in matches]
    taught = [index.is_university(match.record) for match in matches]
    block_of = [text.blocks[match.start] for match in matches]
    blocks = len({b for b, odds in zip(block_of, local, strict=True) if odds > 0})
    rows = []
    for number, match in enumerate(matches):
        own, mine = sets[number], local[number]
        over, inside, around, same, beside, shared = -8.0, 0.0, 0.0, 0, False, False
        for other, theirs in enumerate(local):
            if other == number:
                continue
            if own.isdisjoint(sets[other]):
                shared = shared or (theirs > 0 and block_of[other] == block_of[number])
                beside = beside or (theirs > 0 and taught[other])
                continue
            over = max(over, theirs)
            if own < sets[other] and matches[other].cover > 0.9 and theirs > -1:
                inside = 1.0
            elif own > sets[other] and match.cover > 0.9 and theirs > -1:
                around = 1.0
            elif own == sets[other]:
                same += theirs > mine - 0.5
        parents = [at[p] for p in index.parents(match.record) if p in at]
        children = [at[c] for c in index.children(match.record) if c in at]
        schools = [c for c in children if school[c] and local[c] > -1]
        rows.append(
            [
                max(-10.0, min(10.0, mine)) / 4,
                max(-8.0, min(8.0, mine - over)) / 4,
                inside,
                around,
                float(blocks > 1 and not shared),
                float(not taught[number] and beside),
                float(not taught[number] and beside and len(parents) > 0),
                float(any(local[p] > 0 and own.isdisjoint(sets[p]) for p in parents)),
                float(any(local[c] > 0 and own.isdisjoint(sets[c]) for c in children)),
                float(any(own > sets[p] for p in parents)),
                float(any(own < sets[c] and local[c] > -1 for c in children)),
                float(any(own <= sets[c] and local[c] > 0 for c in children) and match.cover < 0.999),
                float(school[number] and len(parents) > 0),
                float(school[number] and any(taught[n] and sets[n] < own for n in range(len(matches)))),
                float(taught[number] and any(school[n] and own < sets[n] for n in range(len(matches)))),
                float(len(schools) > 0),
                float(any(own <= sets[c] for c in schools)),
                float(any(matches[p].end == match.start or matches[p].start == match.end for p in parents)),
                float(
                    any(sets[h] == own for h in (at.get(index.heirs.get(match.record, -1)),) if h is not None)
                ),
                float(any(sets[c] == own for c in children)),
                float(any(sets[p] == own for p in parents)),
                float(any(taught[c] and matches[c].place > match.place + 0.5 for c in children)),
                min(same, 3) / 3,
            ]
        )
    return rows
