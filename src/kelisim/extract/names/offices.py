"""Offices in a text: the phrase, and the organisation or state that it names with it."""

from collections.abc import Iterator
from dataclasses import dataclass, replace

from kelisim.extract.names.complements import complements, past_bracket, second_body
from kelisim.extract.names.spots import Spots
from kelisim.extract.names.words import HYPHENS, Words

_TO_THE = 2  # tokens
_FIELDS = 5  # tokens of fields in small letters


@dataclass(frozen=True, slots=True)
class Office:
    """An office in the text: token range of its phrase, and of all that belongs to it.

    `organisation` is the token range of the organisation or place named with it. `owned` is true after
    "its", "our"; `second` is another organisation: "Dean of X and of Y"; `unit` a part of the phrase that
    names a body, for want of a larger one the organisation. `plural` is true for "Deans", "Vice-Rectors".
    `doubtful` marks common words.
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
    name: str = ""  # its base form, where it inflects


def find_offices(words: Words, named: Spots) -> tuple[Office, ...]:
    """Return the offices of a text in order; they do not overlap."""
    heads = words.lexicon.cues("posts", "heads")
    plural = words.lexicon.cues("posts", "plural")
    inside = _inside(words, named)
    found: list[Office] = []
    index, end, free = 0, len(words.lower), 0
    while index < end:
        word = words.lower[index]
        token = words.tokens[index]
        known = word in heads.by_word or (token.pos != "VERB" and token.lemma in heads.by_word)
        several = "Number=Plur" in words.tokens[index].features
        if several and word not in heads.by_word and word not in plural.by_word:
            index += 1
            continue  # "two experts, A and B"
        hit = None
        if (known or word in plural.by_word) and not inside[index]:
            last = words.sentence(index).last
            hit = plural.at(words.tokens, index, last) or heads.at(words.tokens, index, last)
            inner = words.place[hit.last - 1] if hit is not None else None
            if hit is not None and inner is not None and inner.last > hit.last and inner.first > index:
                hit = heads.at(words.tokens, index, inner.first) or hit  # "President of the Republic of X"
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
        if len(found) > 0 and (_dashed(words, found[-1], office) or _serves(words, found[-1], office)):
            office = _merged(found.pop(), office)
        found.append(office)
        free = office.last
        index = max(hit.last, office.last, past_bracket(words, office.last, words.sentence(index).last))
    return tuple(found)


def _dashed(words: Words, one: Office, other: Office) -> bool:
    """Return whether a dash joins two words for one post: "Chairman of the Board – Rector"."""
    return (
        one.end == one.last == other.first - 1
        and words.lower[one.last] in {"–", "—", "-"}
        and words.sentence(one.first) == words.sentence(other.first)
    )


def _serves(words: Words, one: Office, other: Office) -> bool:
    """Return whether the second office is whom the first one serves: "Adviser to the Prime Minister"."""
    between = words.lower[one.end : other.first]
    direct = between[:1] == ("to",) and len(between) <= _TO_THE and words.has(other.first - 1, "article")
    return direct and not one.plural and words.sentence(one.first) == words.sentence(other.first)


def _merged(one: Office, other: Office) -> Office:
    return replace(
        other,
        first=one.first,
        begin=one.begin,
        organisation=other.organisation or one.organisation,
        doubtful=False,
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
            head_capital
            and words.capital[first - 1]
            and words.has(first - 1, "field", "abbreviation")  # "R&D Advisor"
            and not words.has(first - 1, "title")
        ):
            first -= 1
        elif (
            first - 2 >= lowest
            and words.has(first - 1, "and")
            and words.has(first - 2, "modifier")
            and not words.has(first - 2, "office")
        ):
            first -= 2  # "Executive and Vice President"
        elif head_capital and first - 2 >= lowest and _joined_fields(words, first - 1):
            first -= 2
        else:
            break
    while first < index and (words.has(first, "outside", "and") or words.lower[first] in HYPHENS):
        first += 1
    begin, organisation, owned = _before(words, named, first, lowest)
    if code == "state" and organisation == (first - 1, first) and _is_field_in_short(words, first - 1):
        first, organisation = first - 1, None
    noun = last - 1
    field = _field_before_title(words, named, last, sentence.last) if head_capital else last
    if field > last:
        last = end = field
        after = unit = None
    else:
        last = _qualified(words, last, sentence.last)
        last, end, after, unit = _completed(words, named, last, sentence.last)
    if organisation is None or (after is not None and code != "state"):
        organisation = after or organisation
    end = past_bracket(words, end, sentence.last)
    second, end = second_body(words, named, after, end, sentence.last)
    several = words.lexicon.cues("posts", "plural")
    plural = any(several.at(words.tokens, i, sentence.last) is not None for i in (index, noun))
    doubtful = words.has(index, "doubtful_office") and last - first == 1 and organisation is None
    return Office(
        first, last, begin, max(end, last), code, organisation, owned, plural, doubtful, second, unit
    )


def _field_before_title(words: Words, named: Spots, last: int, highest: int) -> int:
    """Return the end of what a post is for, told without "of": "Dean Faculty of Law Prof X"."""
    part = named.starting.get(last)
    if part is not None:
        alone = words.has(part.head, "post_unit", "teaching") and part.last < highest
        return part.last if alone and words.has(part.last, "title") else last
    end = last
    while end < highest and end - last < _FIELDS and not words.has(end, "title", "office", "rank"):
        if words.lower[end] not in {"&", "and"} and not words.capital[end]:
            return last
        if words.label[end] == "PER" or words.acronym[end] or words.place[end] is not None:
            return last
        if words.has(end, "given", "connector", "plural_office") or end in named.starting:
            return last
        end += 1
    plain = end < highest and words.has(end, "title") and not words.has(end, "doubtful_title", "royal")
    return end if plain else last


def _is_field_in_short(words: Words, index: int) -> bool:
    """Return whether an acronym tells what a minister is for: "HRD Minister", not "UK Minister"."""
    return words.acronym[index] and words.place[index] is None and not words.has(index, "head", "known")


def _completed(
    words: Words, named: Spots, last: int, highest: int
) -> tuple[int, int, tuple[int, int] | None, tuple[int, int] | None]:
    """Return what follows an office, past its own short form: "Chief Executive Officer (CEO) of X"."""
    past = past_bracket(words, last, highest)
    if past > last and past < highest and words.has(past, "of", "at"):
        stop, end, after, unit = complements(words, named, past, highest)
        if after is not None:
            return last if stop == past else stop, end, after, unit
    return complements(words, named, last, highest)


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


def _before(words: Words, named: Spots, first: int, lowest: int) -> tuple[int, tuple[int, int] | None, bool]:
    """Return where the owner before an office begins, the owner, and whether it is "its"."""
    at = first
    if at > lowest and words.has(at - 1, "possessive"):
        at -= 1
        if at - 1 > lowest and words.has(at - 1, "head") and words.has(at - 2, "article", "own"):
            return at - 2, (at - 2, at), False  # "the university's Vice-Rector"
    at = _before_bracket(words, named, at, lowest)
    for organisation in named.ending.get(at, ()):
        if organisation.first >= lowest:
            return organisation.first, (organisation.first, organisation.last), False
    if at > lowest and words.has(at - 1, "own"):
        return at - 1, None, True
    place = words.place[at - 1] if at > lowest else None
    if place is not None and place.kind != "city" and place.first >= lowest and place.last == at:
        inner = place.first > lowest and words.capital[place.first - 1]  # "Gateway Antarctica Director"
        if not inner or _no_owner(words, place.first - 1):
            return place.first, (place.first, place.last), False
    begin = _unheaded_owner(words, first, at, lowest)
    return begin, ((begin, at) if begin < first else None), False


def _before_bracket(words: Words, named: Spots, at: int, lowest: int) -> int:
    """Return where the name ends before an acronym in brackets: "University of Technology's (AUT) Rector"."""
    if at <= lowest or words.lower[at - 1] != ")":
        return at
    for opening in range(at - 2, max(lowest, at - 6), -1):
        if words.lower[opening] == "(":
            inner = opening - 1 if words.has(opening - 1, "possessive") else opening
            return inner if inner in named.ending else inner + 1 if inner + 1 in named.ending else at
    return at


def _unheaded_owner(words: Words, first: int, at: int, lowest: int) -> int:
    """Return where a name without a head noun begins that ends before an office; `first` for none."""
    begin = at
    while begin > lowest and words.capital[begin - 1] and not _no_owner(words, begin - 1):
        begin -= 1
    if begin == at or all(words.has(i, "common") for i in range(begin, at)):
        return first
    if not (at < first or words.acronym[at - 1] or words.capital[first]):
        return first
    opening = begin == words.sentence(first).first  # a capital there says little
    return first if opening and at == first and not words.acronym[begin] else begin


def _no_owner(words: Words, index: int) -> bool:
    return words.titled[index] or words.has(
        index,
        "title",
        "stop",
        "office",
        "month",
        "document",
        "field",
        "modifier",
        "abbreviation",
        "given",
        "rank",
    )


def _qualified(words: Words, last: int, highest: int) -> int:
    """Return the end of an office with what is set right after it: "(International)", ": Research"."""
    if last + 1 < highest and words.lower[last] == ":" and words.joined[last - 1] and words.capital[last - 1]:
        fields = _fields_until(words, last + 1, highest)
        if fields > last + 1 and (words.has(fields, "of", "at") or words.lower[fields] in {",", ")", "."}):
            return fields
    if last + 2 < highest and words.lower[last] == "(":
        for close in range(last + 2, min(last + 7, highest)):
            if words.lower[close] == ")":
                inner = range(last + 1, close)
                if any(words.has(i, "field", "common") for i in inner) and not any(
                    words.has(i, "head") and not words.has(i - 1, "and")  # "(Research and Enterprise)"
                    for i in inner
                ):
                    return close + 1
                break
    small = _small_fields(words, last, highest)
    if small > last:
        return small
    end = last
    while end < highest and words.capital[end] and words.has(end, "field") and not words.has(end, "given"):
        end += 1
        if (
            end + 1 < highest
            and words.has(end, "and")
            and words.has(end + 1, "field")
            and words.capital[end + 1]
        ):
            end += 1
    return _between_commas(words, end, highest)


def _fields_until(words: Words, start: int, highest: int) -> int:
    """Return the end of the fields in capitals that begin at a token: "Research and Innovation"."""
    end = start
    while end < highest - 1 and (
        (words.capital[end] and words.has(end, "field", "common") and not words.has(end, "given"))
        or (end > start and words.has(end, "and"))
    ):
        end += 1
    return end


def _small_fields(words: Words, last: int, highest: int) -> int:
    """Return the end of fields in small letters before a name: "director international relations X Y"."""
    end = last
    while end < highest and not words.capital[end] and end - last < _FIELDS:
        field = words.has(end, "field", "modifier") and not words.has(end, "office", "outside")
        if not (field or (end > last and words.has(end, "and"))):
            break
        end += 1
    named = end + 1 < highest and words.capital[end] and words.capital[end + 1]
    return end if end > last and named and words.label[end] == "PER" else last


def _between_commas(words: Words, last: int, highest: int) -> int:
    """Return the end of the fields between commas: "Deputy Vice-Chancellor, Administration, Professor X"."""
    if last + 3 >= highest or words.lower[last] != "," or not words.capital[last - 1]:
        return last
    end = last + 1
    while end < highest and (
        (words.capital[end] and words.has(end, "field") and not words.has(end, "given"))
        or (end > last + 1 and words.has(end, "and"))
    ):
        end += 1
    closes = last + 1 < end < highest - 1 and words.lower[end] == "," and not words.has(end - 1, "and")
    return end if closes and words.capital[end + 1] else last


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
    if one.plural and not other.plural and not words.capital[one.first]:
        return False  # "with media representatives, the Minister"
    if not end < begin <= end + 3 or words.sentence(one.first) != words.sentence(other.first):
        return False
    return all(
        words.lower[i] in {",", "–", "—", "/", "-"} or words.has(i, "and", "article", "outside")
        for i in range(end, begin)
    )
