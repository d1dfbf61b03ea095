"""What speaks for and against a candidate by itself: the declared features of the first step.

Every feature is a number around 0 to 1; its weight in `weights.json` says what it counts, in log-odds.
"""

import math
import re
from typing import Final

from rapidfuzz import fuzz

from kelisim.resolve.registry.build import TYPES
from kelisim.resolve.registry.candidates import WHOLE, Match, is_completed
from kelisim.resolve.registry.index import Index, script_of
from kelisim.resolve.registry.names import KINDS
from kelisim.resolve.registry.scene import Scene
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
from kelisim.resolve.registry.words import uninflected

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
    "typed_before",  # a word for a kind of organisation stands before: Children's Hospital of …
    "typed_after",
    "place_before",  # a place's name right before, with nothing between: Guangdong University of …
    "place_after",
    "head_before",  # weight of a word, none of the field, right before one for a kind: VU University …
    "field_before",  # a word of the field right before, no department's: National Taiwan University
    "field_after",  # and right after: Nanjing University Posts …
    "of_field",  # ends with a word for a kind, and of a field follows: … University of Technology
    "of_field_torn",  # and these words are not in the name's order: Auckland University of Technology
    "and_goes_on",  # weight of a word behind "and" that begins no other name: Institute on Aging and …
    "far_head",  # only words of the field stand in another segment: UCSI University, Kuala Lumpur
    "goes_on",  # ends with such a word, and what it is for follows: Ulsan College of Medicine
    "borrowed",  # share of the weight met that is a place's in a segment of its own
    "unit_before",  # a department or the like stands before, in the same segment
    "segment",  # the words met fill their segment
    "string",  # the words met fill the string, but for places
    "after_unit",  # a department or the like stands in the segment before
    "unmet",  # weight of the words that stand in other segments than those of departments
    "typed_apart",  # a university, hospital … is named beside the words met
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
    "shortened",  # the variant leaves out other words: whom the name honours, or what tells it from others
    "shortened_common",  # how common such a word is: "Modern", "Normal" honour nobody
    "completed",  # what stands apart from the rest of the name are places' words
    "also",  # another of its names stands elsewhere in the string: an acronym beside its expansion
    "namesakes",  # others have this name
    "rivals",  # others of this name fit the string's places as well
    "known",  # how many names and parts it has
    "rival_known",  # a rival has more
    "rival_nearer",  # another of this name fits them better
    "noted",  # in how many of Wikipedia, Wikidata, ISNI and the Funder Registry it stands
    "rival_noted",  # a rival stands in more
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
    "bracketed",  # in brackets
    "firm",  # a company, and a legal form (Inc., GmbH) follows
    "school",  # a school of medicine, law … of a university
    "type_missing",  # the name's type word (university, hospital …) is not in the string
    "place_missing",  # share of the missing weight that is the name of the record's own place
    "torn",  # the words met are in another order than the name's
    "system",  # several universities are its parts
    "first",  # in the first segment
    "last",  # in the last segment that is no place
)
CLASSES: Final = ("university", "whole", "single", "loose", "part", "acronym")
"""How a name is met; each class has weights of its own, for what speaks for an acronym is another thing.

`university` and `whole` are names of several words, of universities and others, in order; `single` are names
of one word; `loose` are names whose words stand in another order or apart; `part` are those met in part.
"""
_CLASS: Final = {kind: place for place, kind in enumerate(CLASSES)}
_LEGAL_FORM: Final = re.compile(
    r"[\s,(]*(?:inc|ltd|limited|llc|llp|gmbh|ag|plc|corp|corporation|co|s\.?p\.?a|s\.?r\.?l|s\.?a|b\.?v|n\.?v|oy|ab"
    r"|a/s|kft|pvt|pty|ооо|оао|ао|пао|тоо|жшс)\b",
    re.IGNORECASE,
)
_OTHER_SCRIPT: Final = 0.9  # likeness of names in two scripts, letter by letter
_CYRILLIC: Final = 4  # see `index.script_of`
_OPENING: Final = ("(", "[", "«", "“", '"')
_KEPT_ORDER: Final = 0.5  # see `candidates.Match`: a name in about its own order
_HEAVY: Final = 10.0  # weight of a word from which more says no more
_SHOWN_TYPES: Final = ("education", "healthcare", "company", "government", "facility", "nonprofit")
_BIT: Final = {name: 1 << place for place, name in enumerate(TYPES)}
_WIDE: Final = _BIT["company"] | _BIT["government"] | _BIT["nonprofit"]
# What `_kinds` says of most matches, and where another name of theirs stands there too.
_OWN_NAME: Final = [0.0] * (LOCAL.index("also") - LOCAL.index("acronym") + 1)
_OWN_NAME_ALSO: Final = [*_OWN_NAME[1:], 1.0]
_ACRONYMS: Final = (KINDS.index("acronym"), KINDS.index("initials"))
_ALIAS, _VARIANT = (KINDS.index(kind) for kind in ("alias", "variant"))


def local_features(index: Index, scene: Scene, match: Match, rivals: list[Match]) -> list[float]:
    """Return the values of LOCAL for one candidate; `rivals` are others with the same words."""
    kind = index.columns["name_kind"][match.name]
    also = len(match.others) > 0 and any(
        other.whole and set(other.at).isdisjoint(match.at) for other in match.others
    )
    words, facts = _words(index, scene, match), _facts(index, match.record)
    return [
        *words,
        *_around(index, scene, match, words[-2] > 0),
        *_places(index, scene, match),
        *_kinds(index, scene, match, kind, also),
        *_rivalry(index, match, rivals),
        float(match.via is not None),
        *facts[1:-1],
        *_written(index, scene, match),
        *((0.0, 0.0) if match.cover > WHOLE else _missing(index, scene, match)),
        float(match.order == 0.0),
        facts[-1],
        float(scene.text.segments[match.start] == scene.text.segments[0]),
        float(scene.text.segments[match.end - 1] >= scene.last),
    ]


def match_class(index: Index, match: Match) -> int:
    """Return the place of the match's class in CLASSES."""
    if index.columns["name_kind"][match.name] in _ACRONYMS:
        return _CLASS["acronym"]
    if match.cover < WHOLE:
        return _CLASS["part"]
    if match.order < _KEPT_ORDER or not match.whole:
        return _CLASS["loose"]
    if len(match.words) == 1:
        return _CLASS["single"]
    return _CLASS["university" if index.is_university(match.record) else "whole"]


def _words(index: Index, scene: Scene, match: Match) -> list[float]:
    """Weigh the words met: cover … generic_unit."""
    ids, weight, general, placed = scene.text.ids, index.weight, index.sets.general, scene.placed
    rarest = proper = total = in_places = 0.0
    generic = True
    for p in match.at:
        word = ids[p]
        heft = weight[word] if word > 0 else 3.0
        total += heft
        rarest = max(rarest, heft)
        is_general = word > 0 and word in general
        generic = generic and (is_general or word <= 0)
        if p in placed:
            in_places += heft
        elif heft > proper and not is_general:
            proper = heft
    return [
        match.cover,
        float(match.cover < WHOLE),
        float(match.whole),
        match.order,
        min(match.mass, 30.0) / 10,
        max(0.0, 8.0 - match.mass) / 8,
        min(rarest, _HEAVY) / 10,
        min(proper, _HEAVY) / 10,
        in_places / (total + 1e-9),
        float(generic),
        float(generic and bool(scene.text.flags[match.start] & UNIT)),
    ]


def _around(index: Index, scene: Scene, match: Match, generic: bool) -> list[float]:
    """Weigh what stands between and beside the words met: gaps … string."""
    text, start, end = scene.text, match.start, match.end
    flags, segments, beside, count = text.flags, text.segments, scene.beside, len(text.ids)
    breaks = 0.0 if segments[start] == segments[end - 1] else _breaks(index, scene, match)
    before = after = next_before = next_after = goes_on = head_before = 0.0
    field_before = field_after = of_field = False
    place_before = place_after = False
    unit = typed_before = typed_after = False
    ids, types, general, placed = text.ids, index.sets.types, index.sets.general, scene.placed
    first, last = segments[start], segments[end - 1]
    p = start - 1
    while p >= 0 and segments[p] == first and not flags[p + 1] & AFTER_AND:
        if flags[p] & UNIT:
            unit = True
        elif ids[p] in types:
            typed_before = True
        before += beside[p]
        p -= 1
    before = min(before, 4.0) if unit else before
    p = end
    while p < count and segments[p] == last and not flags[p] & (AFTER_AND | UNIT):
        if ids[p] in types:
            typed_after = True
        after += beside[p]
        p += 1
    aside = UNIT | NUMBER | HONOUR
    if start > 0 and segments[start - 1] == first and not flags[start] & AFTER_WORD:
        place_before = start - 1 in placed
        other = flags[start - 1] & aside
        weighed = 0.0 if other else _plain(index, ids[start - 1])
        of_field_before = ids[start - 1] in general
        if ids[start] in types and not generic:  # "… of Geophysics Universität Wien"
            head_before = 0.0 if of_field_before or place_before else weighed
        else:
            next_before = weighed
        field_before = of_field_before and not other and not unit
    if end < count and segments[end] == last:
        if not flags[end] & AFTER_WORD:
            place_after = end in placed
            next_after = 0.0 if flags[end] & aside or place_after else _plain(index, ids[end])
            field_after = not flags[end] & aside and ids[end] in general
        elif not flags[end] & AFTER_AND and ids[end - 1] in types:
            goes_on = 0.0 if end in placed else _plain(index, ids[end])
            of_field = not flags[end] & UNIT and ids[end] in general
    next_before *= 0.3 if unit else 1.0  # "School of Science Tianjin University": the unit ends there
    alone = scene.first_other >= start and scene.last_other < end
    return [
        min(end - start - len(match.at), 6) / 6,
        breaks,
        float(breaks > 0 and match.order < 0.9),
        min(before, 20.0) / 10,
        min(after, 20.0) / 10,
        next_before / 10,
        next_after / 10,
        float(typed_before),
        float(typed_after),
        float(place_before),
        float(place_after),
        head_before / 10,
        float(field_before),
        float(field_after),
        float(of_field),
        float(of_field and match.order < 1),
        _and_goes_on(index, text, end) / 10,
        float(first != last and _is_far_head(index, scene, match)),
        goes_on / 10,
        0.0 if first == last else _borrowed(index, scene, match),
        float(unit),
        float(before + after == 0),
        float(alone),
        float(first > segments[0] and first - 1 in scene.units),
        min(scene.unmet[-1] - scene.unmet[end] + scene.unmet[start], 30.0) / 10,
        float(scene.typed[-1] - scene.typed[end] + scene.typed[start] > 0),
    ]


def _and_goes_on(index: Index, text: Text, end: int) -> float:
    """Return the weight of the word behind "and" in the same segment where it may belong to the name met."""
    if end == len(text.ids) or text.segments[end] != text.segments[end - 1]:
        return 0.0
    if not text.flags[end] & AFTER_AND or text.flags[end] & UNIT or text.ids[end] in index.sets.types:
        return 0.0
    return _plain(index, text.ids[end])


def _is_far_head(index: Index, scene: Scene, match: Match) -> bool:
    """Return whether in one of the segments that the words met cross there are words of the field alone."""
    segments, ids, general = scene.text.segments, scene.text.ids, index.sets.general
    own = {segments[p] for p in match.at if ids[p] not in general}
    return any(segments[p] not in own for p in match.at)


def _breaks(index: Index, scene: Scene, match: Match) -> float:
    crossed = scene.text.segments[match.end - 1] - scene.text.segments[match.start]
    name = index.name_text(match.name)
    crossed -= sum([name.count(mark) for mark in ",(/:"])
    return min(max(crossed, 0), 4) / 4


def _borrowed(index: Index, scene: Scene, match: Match) -> float:
    """Return the share of the weight met that is an address's: "Guangdong University of …, China"."""
    segments, first = scene.text.segments, scene.text.segments[match.start]
    apart = [p for p in match.at if segments[p] != first and p in scene.placed]
    return sum(_plain(index, scene.text.ids[p]) for p in apart) / (match.mass + 1e-9)


def _plain(index: Index, word: int) -> float:
    return min(index.weight[word], _HEAVY) if word > 0 else 8.0


def _places(index: Index, scene: Scene, match: Match) -> list[float]:
    """Weigh the string's places against the record's: country_same … no_place."""
    country, region, city = match.places
    start, end = match.start, match.end
    in_area = in_town = False
    for spot in scene.spots:
        if spot.start <= start and end <= spot.end:
            in_area = in_area or len(spot.countries) > 0 or len(spot.regions) > 0
            in_town = in_town or (spot.clean and len(spot.cities) > 0)
    wide = city < 0 and bool(index.columns["types"][match.record] & _WIDE)
    return [
        max(country, 0.0),
        max(-country, 0.0),
        max(region, 0.0),
        max(-region, 0.0),
        max(city, 0.0),
        max(-city, 0.0),
        float(wide),
        float(in_area),
        float(in_town),
        float(len(scene.spots) == 0),
    ]


def _kinds(index: Index, scene: Scene, match: Match, kind: int, also: bool) -> list[float]:
    """Weigh the kind of name that is met: acronym … also."""
    if match.whole and kind < _ALIAS:
        return _OWN_NAME_ALSO if also else _OWN_NAME
    left = index.left_out(match.name) if kind == _VARIANT else 0.0
    country, _, city = match.places
    text, start = scene.text, match.start
    acronym = kind in _ACRONYMS
    return [
        float(acronym),
        float(acronym and not also and country <= 0 and city <= 0),
        float(acronym and match.end - start == 1 and text.ends[start] - text.starts[start] <= 3),
        float(acronym and city > 0),
        float(kind == _ALIAS),
        float(kind == _VARIANT),
        float(kind == _VARIANT and city > 0),
        float(left > 0),
        max(0.0, _HEAVY - left) / 10 if left > 0 else 0.0,
        float(not match.whole and match.cover > WHOLE and is_completed(match, scene.placed)),
        float(also),
    ]


def _rivalry(index: Index, match: Match, rivals: list[Match]) -> list[float]:
    """Weigh the candidate against others of the same name: namesakes … rival_nearer."""
    fame = _facts(index, match.record)[0]
    noted = index.columns["noted"]
    own = noted[match.record]
    if len(rivals) == 0:
        shared = math.log(match.namesakes) if match.namesakes > 1 else 0.0
        return [shared, 0.0, min(fame, 4.0) / 4, 0.0, 0.0, own / 4, 0.0]
    better_noted = max([noted[r.record] for r in rivals]) - own
    nearer = max([r.place for r in rivals]) - match.place
    better_known = max([_facts(index, r.record)[0] for r in rivals]) - fame
    return [
        math.log(match.namesakes),
        math.log(1 + sum([abs(r.place - match.place) < 0.1 for r in rivals])),
        min(fame, 4.0) / 4,
        min(max(better_known, 0.0), 2.0),
        min(max(nearer, 0.0), 4.0) / 2,
        own / 4,
        max(better_noted, 0) / 4,
    ]


def _facts(index: Index, record: int) -> tuple[float, ...]:
    """Return what holds of a record in any string: how well known it is, inactive … funder_only, system.

    An organisation is the better known the more names and parts the registry gives it.
    """
    held: tuple[float, ...] | None = index.held["facts"].get(record)
    if held is not None:
        return held
    columns = index.columns
    status, bits, at = columns["status"][record], columns["types"][record], columns["children_at"]
    parts = at[record + 1] - at[record]
    universities = sum(map(index.is_university, index.children(record))) if parts >= 2 else 0
    facts = (
        math.log(columns["name_count"][record] + parts),
        float(status == 1),
        float(status == 2),
        *(float(bits & _BIT[name] > 0) for name in _SHOWN_TYPES),
        float(bits & ((1 << len(TYPES)) - 1) == _BIT["funder"]),
        float(universities >= 2),
    )
    return index.remembered("facts", record, facts)


def _written(index: Index, scene: Scene, match: Match) -> list[float]:
    """Weigh how the name is written: misspelt … school."""
    text = scene.text
    flags, hosts, first = text.flags, text.hosts, text.starts[match.start]
    match.spelling, other_script = _spelling(index, scene, match)
    at = match.at
    either = 0
    for p in at:
        either |= flags[p]
    return [
        sum([flags[p] & FUZZY > 0 for p in at]) / len(at) if either & FUZZY else 0.0,
        match.spelling,
        other_script,
        float(not either & (CAPITALS | TITLE)),
        float(len(hosts) > 0 and any(match.record in index.hosted(host) for host in hosts)),
        float(first > 0 and text.text[first - 1] in _OPENING),
        float(bool(index.columns["types"][match.record] & _BIT["company"]) and _is_firm(text, match)),
        float(match.school),
    ]


def _is_firm(text: Text, match: Match) -> bool:
    return _LEGAL_FORM.match(text.text, text.ends[match.end - 1], text.ends[match.end - 1] + 20) is not None


def _spelling(index: Index, scene: Scene, match: Match) -> tuple[float, float]:
    """Return how alike the written name and the registry's are, and whether they are in two scripts.

    Names in two scripts are as alike as their words are, which `cover` counts.
    """
    text = scene.text
    written = text.text[text.starts[match.start] : text.ends[match.end - 1]].lower()
    spellings = index.spellings(match.name)
    for name, _ in spellings:
        if name == written:
            return 1.0, 0.0
    script = script_of(written)
    alike = [name for name, own in spellings if own == script]
    if len(alike) == 0:
        return _OTHER_SCRIPT, 1.0
    if script == _CYRILLIC:
        written, alike = uninflected(written), [uninflected(name) for name in alike]
    best = max([fuzz.ratio(written, name) for name in alike])
    return best / 100, 0.0


def _missing(index: Index, scene: Scene, match: Match) -> tuple[float, float]:
    """Weigh the words of the name that are not there: type_missing, place_missing."""
    met = {scene.text.ids[p] for p in match.at}
    missing = [w for w in match.words if w not in met]
    total = sum(index.weight[w] for w in missing)
    home = sum(index.weight[w] for w in missing if _names_home(index, match.record, w))
    return float(not index.sets.types.isdisjoint(missing)), home / total if total > 0 else 0.0


def _names_home(index: Index, record: int, word: int) -> bool:
    """Return whether the word by itself names the country, region or town where the record is."""
    known: bool | None = index.held["home"].get((record, word))
    if known is not None:
        return known
    meant = index.area_of([word])
    home = meant is not None and any(
        country in meant[0] or region in meant[1] or town in meant[2]
        for country, region, town in index.locations(record)
    )
    return index.remembered("home", (record, word), home)
