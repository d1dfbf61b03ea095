"""Offices by a head noun, with the adjectives before it and the cases after it."""

from collections.abc import Sequence
from dataclasses import dataclass, replace

from kelisim.extract.names.cased.agreement import agrees, case
from kelisim.extract.names.cased.honours import honoured
from kelisim.extract.names.complements import past_bracket
from kelisim.extract.names.offices import Office
from kelisim.extract.names.spots import Spots
from kelisim.extract.names.words import HYPHENS, Words

_LONGEST = 14


@dataclass(slots=True)
class _Growth:
    """An office on its way to the right: its end, the end of all, the organisation, what else is its name."""

    last: int
    end: int
    organisation: tuple[int, int] | None = None
    stopped: bool = False


def find_offices(words: Words, named: Spots) -> tuple[Office, ...]:
    """Return the offices of a text in order; they do not overlap."""
    heads = words.lexicon.cues("posts", "heads")
    inside = [False] * len(words.lower)
    for organisation in named.starting.values():
        inside[organisation.first : organisation.last] = [True] * (organisation.last - organisation.first)
    found: list[Office] = []
    index, free = 0, 0
    while index < len(words.lower):
        if inside[index] or words.tokens[index].pos not in {"NOUN", "PROPN", "ADJ", "VERB", "X"}:
            index += 1
            continue
        hit = heads.at(words.tokens, index, words.sentence(index).last)
        if hit is None or hit.code == "rank":
            index = index + 1 if hit is None else hit.last
            continue
        office = _office(words, named, (hit.first, hit.last), hit.code, free)
        if len(found) > 0 and _dashed(words, found[-1], office):
            office = _joined(words, found.pop(), office)
        elif len(found) > 0 and _governed(words, found[-1], office):
            one, tail = found.pop(), _plain(words, office)
            office = replace(
                office, first=one.first, begin=one.begin, plural=one.plural, name=f"{one.name} {tail}"
            )
        found.append(office)
        free = office.last
        index = max(hit.last, office.last, office.organisation[1] if office.organisation else 0)
    return tuple(found)


def _office(words: Words, named: Spots, head: tuple[int, int], code: str, free: int) -> Office:
    sentence = words.sentence(head[0])
    noun = head[1] - 1
    first = head[0]
    lowest = max(sentence.first, free)
    while first > lowest:
        before = first - 1
        if words.has(before, "modifier") and (
            words.tokens[before].pos != "ADJ" or agrees(words, before, noun)
        ):
            first = before
        elif words.has(before, "and") and before - 1 >= lowest and words.has(before - 1, "modifier"):
            first = before - 1
        else:
            break
    begin, owner = first, None
    place = words.place[first - 1] if first > lowest else None
    if place is not None and place.kind == "adjective" and place.last == first:
        begin, owner = place.first, (place.first, place.last)
    grown = _grow(words, named, head[1], sentence.last)
    organisation = grown.organisation or owner
    owned = first > lowest and words.has(first - 1, "own")
    plural = words.tokens[noun].features.find("Number=Plur") >= 0
    doubtful = words.has(noun, "doubtful_office") and organisation is None and grown.last == head[1]
    end = past_bracket(words, max(grown.end, grown.last), sentence.last)
    return Office(
        first,
        grown.last,
        begin,
        end,
        code,
        organisation,
        owned,
        plural,
        doubtful,
        name=_name(words, first, grown.last, organisation, head[1]),
    )


def _name(words: Words, first: int, last: int, organisation: tuple[int, int] | None, noun_end: int) -> str:
    """Return the office in its base form, the organisation within it left out."""
    name = words.base(first, noun_end, "office")
    pieces = [(noun_end, last)]
    if organisation is not None and noun_end <= organisation[0] and organisation[1] <= last:
        cut = past_bracket(words, organisation[1], last)
        pieces = [(noun_end, organisation[0]), (cut, last)]
    rest = [words.analysis.words(a, b) for a, b in pieces if a < b]
    return " ".join(" ".join([name, *rest]).split())


def _grow(words: Words, named: Spots, start: int, highest: int) -> _Growth:
    """Follow the cases after an office: units and fields, the organisation or state, "по" with its field."""
    grown = _Growth(start, start)
    for _ in range(6):
        at = grown.end
        if at >= highest or at - start > 40 or words.label[at] == "PER":
            break
        if grown.organisation is not None:
            at = past_bracket(words, at, highest)
        if at < highest and words.has(at, "on"):
            stop = _phrase(words, named, at + 1, highest, {"Dat"})
            if stop == at + 1:
                break
            grown.last = grown.end = stop
            continue
        body = _body_or_place(words, named, at, highest) if grown.organisation is None else None
        if body is not None:
            grown.organisation, grown.end = body, body[1]
            continue
        if grown.organisation is not None:
            grown.end = _past_seat(words, at, highest)
            break
        acronym = words.acronym[at] and not words.has(at, "abbreviation") and words.place[at] is None
        if acronym or _quoted_name(words, at):
            last = at + 1 if acronym else at + 3
            while acronym and last < highest and _owning(words, last):
                last += 1
            last = honoured(words, last) if acronym else last
            grown.organisation = (at, last) if acronym else (at + 1, at + 2)
            grown.end = last
            continue
        meant = _description(words, at, highest) if grown.organisation is None else at
        if meant > at:
            grown.organisation, grown.end = (at, meant), meant
            continue
        stop = _phrase(words, named, at, highest, {"Gen", "Ins"} if at == start else {"Gen"})
        if stop == at:
            stop = _guessed(words, at, highest) if grown.end == at else at
            if stop == at:
                break
            grown.organisation, grown.end = (at, stop), stop
            continue
        grown.last = grown.end = stop
    return grown


def _owning(words: Words, index: int) -> bool:
    """Return whether an acronym belongs to the one before it: "ИМБТ СО РАН"."""
    return words.acronym[index] and words.place[index] is None and not words.has(index, "abbreviation")


def _description(words: Words, at: int, highest: int) -> int:
    """Return the end of a description of an organisation told before: "ректор университета", "ректор
    ташкентского вуза"; `at` where none stands.
    """
    if _described(words, at):
        return at + 1
    return at + 2 if _told_apart(words, at, highest) else at


def _past_seat(words: Words, at: int, highest: int) -> int:
    """Return the token after "в Казахстане", "во Франции" behind an organisation; `at` where none stands."""
    if at + 1 >= highest or not words.has(at, "at"):
        return at
    seat = words.place[at + 1]
    if seat is not None and seat.first == at + 1:
        return seat.last
    alone = words.capital[at + 1] and (words.acronym[at + 1] or case(words, at + 1) == "Loc")
    return at + 2 if alone and words.label[at + 1] != "PER" else at


def _body_or_place(words: Words, named: Spots, at: int, highest: int) -> tuple[int, int] | None:
    """Return the range of the organisation, else of the place, that begins here."""
    body = named.starting.get(at)
    if body is not None:
        return body.first, body.last
    place = words.place[at] if at < highest else None
    if place is None or place.first != at or place.kind == "adjective":
        return None
    return place.first, place.last


def _guessed(words: Words, at: int, highest: int) -> int:
    """Return the end of what the recogniser takes for an organisation here; `at` where it does not."""
    stop = at
    if words.label[at] == "ORG" and words.capital[at]:
        while stop < highest and words.guess[stop] == words.guess[at] and words.lower[stop] != "(":
            stop += 1
    return stop


def _described(words: Words, at: int) -> bool:
    """Return whether a head noun by itself stands for an organisation told before."""
    if words.capital[at] or not words.has(at, "head") or case(words, at) not in {"Gen", "Ins"}:
        return False
    part = words.has(at, "post_unit", "head.council", "head.committee", "head.commission", "head.faculty")
    follows = at + 1 < len(words.lower) and case(words, at + 1) == "Gen" and words.label[at + 1] != "PER"
    return not part and not follows


def _told_apart(words: Words, at: int, highest: int) -> bool:
    """Return whether an adjective tells which organisation a head noun means: "онкологического центра"."""
    if at + 1 >= highest or words.capital[at] or words.tokens[at].pos != "ADJ":
        return False
    return agrees(words, at, at + 1) and _described(words, at + 1)


def _quoted_name(words: Words, at: int) -> bool:
    """Return whether one word in quotation marks stands at a token: "«Казахтелекома»"."""
    return (
        at + 2 < len(words.lower)
        and words.tokens[at].text == "«"
        and words.tokens[at + 2].text == "»"
        and words.capital[at + 1]
    )


def _phrase(words: Words, named: Spots, start: int, highest: int, cases: set[str]) -> int:
    """Return the end of a short noun phrase in these cases, its "и" and commas within, before any name."""
    end = start
    cases = cases | {"Gen"} | ({"Loc"} if "Dat" in cases else set())  # of women's nouns the two look alike
    while end < min(highest, start + _LONGEST):
        if end in named.starting or words.label[end] == "PER" or words.acronym[end]:
            break
        place = words.place[end]
        if place is not None and place.kind != "adjective":
            break
        if words.has(end, "office", "title") or (end > start and _described(words, end)):
            break
        token = words.tokens[end]
        mistaken = end > start and token.relation == "nmod" and token.pos == "NOUN" and not words.capital[end]
        if token.pos in {"NOUN", "ADJ", "PROPN"} and (mistaken or case(words, end) in cases):
            governing = words.tokens[end].lemma in _governing(words)
            seen = words.capital[end] and words.label[end] != ""
            if seen and not governing and not words.has(end, "field", "head"):
                break
            end += 1
        elif end > start and end + 1 < highest and (words.has(end, "and") or token.text == ","):
            after = words.tokens[end + 1]
            both = {case(words, end - 1), case(words, end + 1)}
            same = (len(both) == 1 or both == {"Dat", "Loc"}) and after.pos in {"NOUN", "ADJ"}
            closes = token.text != "," or any(
                words.has(i, "and") for i in range(end + 2, min(end + 6, highest))
            )
            if not same or not closes or words.capital[end + 1] or words.has(end + 1, "office"):
                break
            end += 1
        else:
            break
    while end > start and (words.has(end - 1, "and") or words.lower[end - 1] == ","):
        end -= 1
    return end


def _governing(words: Words) -> Sequence[str]:
    return words.lexicon.table("organisations", "properties").get("governing", ())


def _dashed(words: Words, one: Office, other: Office) -> bool:
    """Return whether a dash joins two words for one post: "Председатель Правления – Ректор"."""
    return (
        one.end == one.last == other.first - 1
        and words.lower[one.last] in HYPHENS | {"—"}
        and words.sentence(one.first) == words.sentence(other.first)
    )


def _governed(words: Words, one: Office, other: Office) -> bool:
    """Return whether a post in the genitive belongs to the one before it: "заместитель председателя"."""
    return (
        one.end == one.last == other.first and case(words, other.first) == "Gen" and one.organisation is None
    )


def _plain(words: Words, office: Office) -> str:
    """Return an office as it stands, the organisation within it left out."""
    inner = office.organisation
    pieces = [(office.first, office.last)]
    if inner is not None and office.first <= inner[0] and inner[1] <= office.last:
        pieces = [(office.first, inner[0]), (past_bracket(words, inner[1], office.last), office.last)]
    rest = [words.analysis.words(a, b) for a, b in pieces if a < b]
    return " ".join(" ".join(rest).split())


def _joined(words: Words, one: Office, other: Office) -> Office:
    dash = words.tokens[one.last].text
    return replace(
        other,
        first=one.first,
        begin=one.begin,
        organisation=other.organisation or one.organisation,
        doubtful=False,
        name=f"{one.name} {dash} {other.name}",
    )
