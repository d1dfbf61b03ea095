"""Offices in a text: the phrase, and the organisation or state that it names with it."""

from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace

from kelisim.extract.names.organisations import Organisation, complement
from kelisim.extract.names.words import HYPHENS, Words

_LONGEST_PHRASE = 9  # tokens of a lower-case complement: "head of the department for international relations"


@dataclass(frozen=True, slots=True)
class Office:
    """An office in the text: token range of its phrase, and of all that belongs to it.

    `organisation` is the token range of the organisation or place named with it. `owned` is true after
    "its", "our"; `second` is another organisation: "Dean of X and of Y";
    `unit` a part of the phrase that names a body, for want of a larger one the organisation. `plural` is true for "Deans", "Vice-Rectors". `doubtful` marks common words.
    """

    first: int
    last: int
    begin: int
    end: int
    code: str
    organisation: tuple[int, int] | None = None
    owned: bool = False
    plural: bool = False
    doubtful: bool = False
    second: tuple[int, int] | None = None
    unit: tuple[int, int] | None = None


@dataclass(frozen=True, slots=True)
class Spots:
    """Names found so far, by the tokens at which they begin and end: the longest at a first, all at an end."""

    starting: Mapping[int, Organisation]
    ending: Mapping[int, tuple[Organisation, ...]]
    own_right: frozenset[int]  # where those begin that the text also names elsewhere, or gives an acronym


def spots(words: Words, organisations: tuple[Organisation, ...]) -> Spots:
    """Return the index of names by their first and last tokens."""
    blocks, sentence_of, sentences = words.analysis.blocks, words.analysis.sentence_of, words.analysis.sentences
    counts = Counter(
        words.folded(o.first, o.last)
        for o in organisations
        if blocks[sentences[sentence_of[o.first]].block].kind == "paragraph"
    )
    own_right = frozenset(
        o.first
        for o in organisations
        if _place_within(words, o) or counts[words.folded(o.first, o.last)] > 1
        or (o.last + 1 < len(words.lower) and words.lower[o.last] == "(" and words.acronym[o.last + 1])
    )
    starting: dict[int, Organisation] = {}
    ending: dict[int, list[Organisation]] = {}
    for organisation in organisations:
        if organisation.name == "":
            starting.setdefault(organisation.first, organisation)
            ending.setdefault(organisation.last, []).append(organisation)
    return Spots(starting, {last: tuple(found) for last, found in ending.items()}, own_right)


def _place_within(words: Words, organisation: Organisation) -> bool:
    return any(words.place[i] is not None for i in range(organisation.head, organisation.last))


def find_offices(words: Words, named: Spots) -> tuple[Office, ...]:
    """Return the offices of a text in order; they do not overlap."""
    heads = words.lexicon.cues("posts", "heads")
    plural = words.lexicon.cues("posts", "plural")
    inside = _inside(words, named)
    found: list[Office] = []
    index, end, free = 0, len(words.lower), 0
    while index < end:
        word = words.lower[index]
        known = word in heads.by_word or words.tokens[index].lemma in heads.by_word
        hit = None
        if (known or word in plural.by_word) and not inside[index]:
            last = words.sentence(index).last
            hit = plural.at(words.tokens, index, last) or heads.at(words.tokens, index, last)
            modified = _modified_head(words, index, hit.last, last) if hit is not None else None
            if modified is not None:
                index = modified
                continue
        if hit is None or hit.code == "rank":
            index = index + 1 if hit is None else hit.last
            continue
        alone = hit.last - index == 1 and words.has(index, "doubtful_office")
        if alone and words.titled[index] and words.lower[index - 1] != ",":
            index += 1
            continue
        office = _office(words, named, index, hit.last, hit.code, free)
        if len(found) > 0 and _dashed(words, found[-1], office):
            office = _merged(found.pop(), office)
        found.append(office)
        free = office.last
        index = max(hit.last, office.last)
    return tuple(found)


def _dashed(words: Words, one: Office, other: Office) -> bool:
    """Return whether a dash joins two words for one post: "Chairman of the Board – Rector"."""
    return (
        one.end == one.last == other.first - 1
        and words.lower[one.last] in {"–", "—", "-"}
        and words.sentence(one.first) == words.sentence(other.first)
    )


def _merged(one: Office, other: Office) -> Office:
    return replace(
        other, first=one.first, begin=one.begin, organisation=other.organisation or one.organisation, doubtful=False
    )


def _inside(words: Words, named: Spots) -> list[bool]:
    inside = [False] * len(words.lower)
    for organisation in named.starting.values():
        for index in range(organisation.first, organisation.last):
            inside[index] = True
    return inside


def _modified_head(words: Words, index: int, last: int, highest: int) -> int | None:
    """Return where the head stands that this word only modifies: "Deputy" before "Director"."""
    if not words.has(index, "modifier") or last - index > 1:
        return None
    after = last
    while after < highest and (words.lower[after] in HYPHENS or words.has(after, "modifier")):
        if words.has(after, "office") and not words.has(after, "rank"):
            return after
        after += 1
    if after < highest and words.has(after, "office") and not words.has(after, "rank"):
        return after
    return None


def _office(words: Words, named: Spots, index: int, last: int, code: str, free: int) -> Office:
    sentence = words.sentence(index)
    lowest = max(sentence.first, free)
    head_capital = words.capital[index]
    first = index
    while first > lowest and words.place[first - 1] is None and not _name_ends(named, first, lowest):
        if words.has(first - 1, "modifier") or (
            head_capital and words.capital[first - 1] and words.has(first - 1, "field")
        ):
            first -= 1
        elif first - 2 >= lowest and words.has(first - 1, "and") and words.has(first - 2, "modifier") and not words.has(first - 2, "office"):
            first -= 2  # "Executive and Vice President"
        elif head_capital and first - 2 >= lowest and _joined_fields(words, first - 1):
            first -= 2
        else:
            break
    while first < index and (words.has(first, "outside", "and") or words.lower[first] in HYPHENS):
        first += 1
    begin, organisation, owned = _before(words, named, first, lowest)
    last = _qualified(words, last, sentence.last)
    last, end, after, unit = _after(words, named, last, sentence.last)
    if organisation is None or (after is not None and code != "state"):
        organisation = after or organisation
    end = _past_bracket(words, end, sentence.last)
    second, end = _second(words, named, after, end, sentence.last)
    plural = words.lexicon.cues("posts", "plural").at(words.tokens, index, sentence.last) is not None
    doubtful = words.has(index, "doubtful_office") and last - first == 1 and organisation is None
    return Office(first, last, begin, max(end, last), code, organisation, owned, plural, doubtful, second, unit)


def _joined_fields(words: Words, conjunction: int) -> bool:
    """Return whether "and" joins two fields before an office: "Science and Education Minister"."""
    left, right = conjunction - 1, conjunction + 1
    return (
        words.has(conjunction, "and")
        and words.capital[left]
        and words.has(left, "field")
        and words.has(right, "field")
        and words.capital[right]
    )


def _name_ends(named: Spots, at: int, lowest: int) -> bool:
    return any(organisation.first >= lowest for organisation in named.ending.get(at, ()))


def _before(
    words: Words, named: Spots, first: int, lowest: int
) -> tuple[int, tuple[int, int] | None, bool]:
    """Return where the owner before an office begins, the owner, and whether it is "its"."""
    at = first
    if at > lowest and words.has(at - 1, "possessive"):
        at -= 1
        if at - 1 > lowest and words.has(at - 1, "head") and words.has(at - 2, "article", "own"):
            return at - 2, (at - 2, at), False  # "the university's Vice-Rector"
    if at > lowest and words.lower[at - 1] == ")":  # "University of Technology's (AUT) Vice-Chancellor"
        opening = next((i for i in range(at - 2, max(lowest, at - 6), -1) if words.lower[i] == "("), None)
        if opening is not None and opening > lowest:
            inner = opening - 1 if words.has(opening - 1, "possessive") else opening
            if inner + 1 in named.ending or inner in named.ending:
                at = inner if inner in named.ending else inner + 1
    for organisation in named.ending.get(at, ()):
        if organisation.first >= lowest:
            return organisation.first, (organisation.first, organisation.last), False
    if at > lowest and words.has(at - 1, "own"):
        return at - 1, None, True
    place = words.place[at - 1] if at > lowest else None
    if place is not None and place.kind != "city" and place.first >= lowest and place.last == at:
        return place.first, (place.first, place.last), False
    begin = at
    while begin > lowest and words.capital[begin - 1] and not _no_owner(words, begin - 1):
        begin -= 1
    if all(words.has(i, "common") for i in range(begin, at)):
        return first, None, False
    if begin < at and (at < first or words.acronym[at - 1] or words.capital[first]) and begin > words.sentence(first).first - (at < first or words.acronym[begin]):
        return begin, (begin, at), False
    return first, None, False


def _no_owner(words: Words, index: int) -> bool:
    return words.titled[index] or words.has(
        index, "title", "stop", "office", "month", "document", "field", "modifier", "abbreviation", "given", "rank"
    )


def _qualified(words: Words, last: int, highest: int) -> int:
    """Return the end of an office with what is set right after it: "(International)", "Research"."""
    if last + 2 < highest and words.lower[last] == "(":
        for close in range(last + 2, min(last + 7, highest)):
            if words.lower[close] == ")":
                inner = range(last + 1, close)
                if any(words.has(i, "field", "common") for i in inner) and not any(words.has(i, "head") for i in inner):
                    return close + 1
                break
    end = last
    while end < highest and words.capital[end] and words.has(end, "field") and not words.has(end, "given"):
        end += 1
        if end + 1 < highest and words.has(end, "and") and words.has(end + 1, "field") and words.capital[end + 1]:
            end += 1
    return end


def _after(
    words: Words, named: Spots, last: int, highest: int
) -> tuple[int, int, tuple[int, int] | None, tuple[int, int] | None]:
    """Return the end of the office's phrase, the end of all that belongs to it, the organisation, the unit."""
    end = last
    for _ in range(4):
        link = _link(words, end, highest)
        if link is None:
            break
        target, kind = link
        if words.has(target, "own"):  # "Director of its Environment unit"
            target += 1
            if target >= highest:
                break
        governed = _governed(words, target, highest)
        if governed > target:
            last = end = governed
            continue
        reached = _target(words, named, target, highest)
        if reached is not None:
            organisation, after_unit = reached
            if organisation is None and after_unit is not None:
                end, apposed, _ = _apposed(words, named, after_unit, highest)
                return after_unit, end, apposed, (target, after_unit)
            if organisation is not None:
                whole = _seat(words, organisation[1], highest)
                return after_unit or last, whole, organisation, None
        if kind == "at" and not words.capital[target]:
            break
        stop = _phrase(words, target, highest)
        if stop == target:
            break
        last = end = stop
    end, organisation, unit = _apposed(words, named, end, highest)
    return (unit[1] if unit is not None else last), end, organisation, unit


def _seat(words: Words, end: int, highest: int) -> int:
    """Return the end of "to Kazakhstan" after "Ambassador of the Republic of Korea"."""
    if end + 1 < highest and words.lower[end] in {"to", "in"}:
        start = end + 2 if words.has(end + 1, "article") else end + 1
        place = words.place[start] if start < highest else None
        if place is not None and place.kind == "country" and place.first == start:
            return place.last
    return end


def _governed(words: Words, target: int, highest: int) -> int:
    """Return the end of a body within the organisation, which stays with the office: "the Board"."""
    governing = words.lexicon.table("organisations", "properties").get("governing", ())
    for size in (3, 2, 1):
        if target + size <= highest and words.folded(target, target + size) in governing:
            return target + size
    return target


def _link(words: Words, index: int, highest: int) -> tuple[int, str] | None:
    """Return where the complement of an office begins, and the kind of its link."""
    for kind in ("of", "at"):
        hit = words.lexicon.cues("posts", "links").at(words.tokens, index, highest) if index < highest else None
        if hit is not None and hit.code == kind:
            target = hit.last
            while target < highest and words.has(target, "article") and not words.acronym[target]:
                target += 1
            return (target, kind) if target < highest else None
    return None


def _target(
    words: Words, named: Spots, target: int, highest: int
) -> tuple[tuple[int, int] | None, int | None] | None:
    """Return the organisation or place at a token, and the end of a unit that stays with the office.

    There is no organisation where the unit is all that is named: "Dean of the Faculty of Agriculture".
    """
    organisation = named.starting.get(target)
    if organisation is None and target + 2 < highest:  # "the University's Cyber Security Lab"
        for skip in (target + 2, target + 3):
            if skip < highest and words.has(skip - 1, "possessive") and words.has(target, "head", "own"):
                organisation = named.starting.get(skip)
                break
    if organisation is not None:
        if words.has(organisation.head, "post_unit"):
            for inner in range(organisation.head + 1, organisation.last):
                larger = named.starting.get(inner)
                if larger is not None and larger.last <= organisation.last and inner > organisation.head:
                    return (larger.first, larger.last), _before_link(words, inner)
            if organisation.first not in named.own_right:
                return None, organisation.last
        if words.has(organisation.head, "teaching") and organisation.bare == organisation.last:
            if organisation.first not in named.own_right and not words.has(organisation.head, "head.institute"):
                return None, organisation.last
        return (organisation.first, organisation.last), None
    described = target
    if words.place[target] is not None and not words.capital[min(target + 1, highest - 1)]:
        described = words.place[target].last if words.place[target].first == target else target
    if described < highest and words.has(described, "head", "described") and words.has(target - 1, "article"):
        if described > target or not words.has(described + 1 if described + 1 < highest else described, "of"):
            return (target - 1, described + 1), None
    if words.has(target, "head") and words.has(target - 1, "article"):  # "Secretary-General of the Commission"
        return (target - 1, target + 1), None
    place = words.place[target]
    if place is not None and place.first == target and place.kind != "adjective" and not words.has(place.last, "and") :
        return (place.first, place.last), None
    if place is not None and place.first == target and place.kind == "country":
        return (place.first, place.last), None
    if words.capital[target] and not words.has(target, "field", "common", "office", "title"):
        end = target
        while end < highest and words.capital[end] and words.guess[end] == words.guess[target] != -1 and words.label[end] in {"ORG", "LOC"}:
            end += 1
        if end > target:
            return (target, end), None
        if words.acronym[target] and not words.has(target, "abbreviation"):
            return (target, target + 1), None
    return None


def _past_bracket(words: Words, end: int, highest: int) -> int:
    """Return the token after the acronym in brackets that follows an organisation, else `end`."""
    if end + 2 < highest and words.lower[end] == "(" and words.acronym[end + 1] and words.lower[end + 2] == ")":
        return end + 3
    return end


def _second(
    words: Words, named: Spots, first: tuple[int, int] | None, end: int, highest: int
) -> tuple[tuple[int, int] | None, int]:
    """Return a second organisation that the office is held at, of the same kind, and where it ends."""
    if first is None or end + 1 >= highest or not words.has(end, "and"):
        return None, end
    start = end + 1
    while start < highest and (words.has(start, "article") or words.has(start, "of")):
        start += 1
    other = named.starting.get(start) if start < highest else None
    one = named.starting.get(first[0])
    if other is None or one is None or one.code != other.code:
        return None, end
    return (other.first, other.last), _past_bracket(words, other.last, highest)


def _before_link(words: Words, index: int) -> int:
    index -= 1
    while words.has(index, "article") or words.has(index, "of", "at", "for"):
        index -= 1
    return index + 1


def _phrase(words: Words, target: int, highest: int) -> int:
    """Return the end of what an office is for: fields in capitals, or a short noun phrase."""
    if words.capital[target]:
        end = complement(words, target, highest)
        for index in range(target + 1, end - 1):
            if words.has(index - 1, "field") and all(
                words.capital[i] and len(words.classes[i] & _FIELDS) == 0 and words.place[i] is None
                for i in (index, index + 1)
            ):
                return index  # "Minister for Culture and Innovation Balázs Szentgyörgyi"
        return end
    end = target
    while end < min(highest, target + _LONGEST_PHRASE):
        pos = words.tokens[end].pos
        if pos in {"NOUN", "ADJ"} or (pos == "PROPN" and words.has(end, "field")):
            end += 1
        elif end > target and (words.has(end, "and") or words.lower[end] in HYPHENS) and end + 1 < highest and words.tokens[end + 1].pos in {"NOUN", "ADJ"} and not words.has(end + 1, "office"):
            end += 1
        else:
            break
    return end


_FIELDS = frozenset({"field", "common", "head", "other", "office", "acronym"})


def _apposed(
    words: Words, named: Spots, end: int, highest: int
) -> tuple[int, tuple[int, int] | None, tuple[int, int] | None]:
    """Return the organisation after a comma or in brackets, or the unit: "Dean, School of Law, University of X"."""
    if end + 1 >= highest or words.lower[end] not in {",", "("}:
        return end, None, None
    start = end + 1
    if words.has(start, "article"):
        start += 1
    organisation = named.starting.get(start) if start < highest else None
    if organisation is None:
        return end, None, None
    span = (organisation.first, organisation.last)
    if words.has(organisation.head, "post_unit", "teaching") and organisation.bare == organisation.last:
        if organisation.first not in named.own_right and words.lower[end] == ",":
            further, whole, _ = _apposed(words, named, organisation.last, highest)
            return (further, whole, span) if whole is not None else (organisation.last, None, span)
    return organisation.last, span, None


def chained(words: Words, offices: tuple[Office, ...]) -> Iterator[list[Office]]:
    """Yield offices that stand together: "Deputy Prime Minister and Minister of X"; others alone."""
    chain: list[Office] = []
    for office in offices:
        if len(chain) > 0 and _continues(words, chain[-1], office):
            chain.append(office)
            continue
        if len(chain) > 0:
            yield chain
        chain = [office]
    if len(chain) > 0:
        yield chain


def _continues(words: Words, one: Office, other: Office) -> bool:
    end, begin = one.end, other.begin
    if not end < begin <= end + 3 or words.sentence(one.first) != words.sentence(other.first):
        return False
    return all(
        words.lower[i] in {",", "–", "—", "/", "-"} or words.has(i, "and", "article") for i in range(end, begin)
    )
