"""What follows the word for an office: what it is for, and the organisation or place it is held at."""

from kelisim.extract.names.organisation import Organisation
from kelisim.extract.names.runs import complement
from kelisim.extract.names.spots import Spots
from kelisim.extract.names.words import HYPHENS, Words

_LONGEST_PHRASE = 9  # tokens of a lower-case complement: "head of the department for international relations"
_FIELDS = frozenset({"field", "common", "head", "other", "office", "acronym"})


def complements(
    words: Words, named: Spots, last: int, highest: int
) -> tuple[int, int, tuple[int, int] | None, tuple[int, int] | None]:
    """Return the ends of an office's phrase and of all that belongs to it, the organisation, the unit."""
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
                if apposed is None:
                    end, apposed = _within(words, named, after_unit, highest)
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
    direct = named.starting.get(end) if end == last else None
    if direct is not None and not words.has(
        direct.head, "post_unit"
    ):  # "X, Chairman Pakistan Science Council"
        return last, direct.last, (direct.first, direct.last), None
    end, organisation, unit = _apposed(words, named, end, highest)
    return (unit[1] if unit is not None else last), end, organisation, unit


def _within(words: Words, named: Spots, end: int, highest: int) -> tuple[int, tuple[int, int] | None]:
    """Return the body that a unit belongs to: "Dean of the School of Education in Renmin University"."""
    if end + 1 >= highest or not (words.has(end, "of", "at", "within")):
        return end, None
    start = end + 2 if words.has(end + 1, "article") else end + 1
    body = named.starting.get(start) if start < highest else None
    return (end, None) if body is None else (body.last, (body.first, body.last))


def _seat(words: Words, end: int, highest: int) -> int:
    """Return the end of "to Kazakhstan", "in Pretoria" after "Ambassador of the Republic of Korea"."""
    if end + 1 < highest and words.lower[end] in {"to", "in"}:
        article = words.has(end + 1, "article")
        start = end + 2 if article else end + 1
        place = words.place[start] if start < highest else None
        if place is not None and place.kind != "adjective" and place.first == start:
            return place.last
        state = words.lexicon.terms("names", "state_words")
        if article and start < highest and words.capital[start] and words.lower[start] in state:
            return start + 1  # "to the Kingdom"
    return end


def _is_compound_post(words: Words, target: int, highest: int) -> bool:
    hit = words.lexicon.cues("posts", "heads").at(words.tokens, target, highest)
    return hit is not None and hit.last > target + 1 and words.capital[target]


def _governed(words: Words, target: int, highest: int) -> int:
    """Return the end of a body within the organisation, which stays with the office: "the Board"."""
    governing = words.lexicon.table("organisations", "properties").get("governing", ())
    for size in (3, 2, 1):
        if target + size <= highest and words.folded(target, target + size) in governing:
            return target + size
    return target


def _link(words: Words, index: int, highest: int) -> tuple[int, str] | None:
    """Return where the complement of an office begins, and the kind of its link.

    None before another office: "Adviser to the Prime Minister".
    """
    hit = words.lexicon.cues("posts", "links").at(words.tokens, index, highest)
    if hit is None or hit.code not in {"of", "at"}:
        return None
    target = hit.last
    while target < highest and words.has(target, "article") and not words.acronym[target]:
        target += 1
    return (target, hit.code) if target < highest and not _is_compound_post(words, target, highest) else None


def _target(
    words: Words, named: Spots, target: int, highest: int
) -> tuple[tuple[int, int] | None, int | None] | None:
    """Return the organisation or place at a token, and the end of a unit that stays with the office.

    There is no organisation where the unit is all that is named: "Dean of the Faculty of Agriculture".
    """
    organisation = (
        named.starting.get(target)
        or _after_owner(words, named, target, highest)
        or _of_country(words, named, target)
    )
    if organisation is not None and words.has(target - 1, "own"):  # "Dean of its College of Law"
        return (organisation.first, organisation.last), None
    if organisation is not None:
        return _larger(words, named, organisation)
    described = _described(words, target, highest)
    if described is not None:  # "head of the Department"
        return described, described[1] if words.has(described[1] - 1, "teaching") else None
    found = _place(words, target) or _unheaded(words, target, highest)
    return None if found is None else (found, None)


def _after_owner(words: Words, named: Spots, target: int, highest: int) -> Organisation | None:
    """Return the unit in "the University's Cyber Security Lab"."""
    if not words.has(target, "head", "own"):
        return None
    for skip in (target + 2, target + 3):
        if skip < highest and words.has(skip - 1, "possessive"):
            return named.starting.get(skip)
    return None


def _of_country(words: Words, named: Spots, target: int) -> Organisation | None:
    """Return the body in "Samoa's Ministry of Environment"."""
    place = words.place[target]
    owner = place is not None and place.kind == "country" and place.first == target
    if place is None or not owner or not words.has(place.last, "possessive"):
        return None
    return named.starting.get(place.last + 1)


def _larger(
    words: Words, named: Spots, organisation: Organisation
) -> tuple[tuple[int, int] | None, int | None]:
    """Return the body that a post is held at, a unit that is less than that staying with the post."""
    span, head = (organisation.first, organisation.last), organisation.head
    post_unit = words.has(head, "post_unit")
    for inner in range(head + 1, organisation.last) if post_unit else ():
        larger = named.starting.get(inner)
        if larger is not None and larger.last <= organisation.last:
            return (larger.first, larger.last), _before_link(words, inner)
    whole = organisation.bare < organisation.last or words.has(head, "head.institute")
    teaching = words.has(head, "teaching") and not whole
    if (post_unit or teaching) and organisation.first not in named.own_right:
        return None, organisation.last
    return span, None


def _described(words: Words, target: int, highest: int) -> tuple[int, int] | None:
    """Return "the Commission", "the Chinese institution", with the article."""
    if not words.has(target - 1, "article"):
        return None
    noun, place = target, words.place[target]
    if place is not None and place.first == target and place.last < highest and not words.capital[place.last]:
        noun = place.last
    if words.has(noun, "head") or (noun > target and words.has(noun, "described")):
        return target - 1, noun + 1
    return None


def _place(words: Words, target: int) -> tuple[int, int] | None:
    place = words.place[target]
    if place is None or place.first != target or place.kind == "adjective":
        return None
    if place.kind == "city" and words.has(place.last, "and"):
        return None
    return place.first, place.last


def _unheaded(words: Words, target: int, highest: int) -> tuple[int, int] | None:
    """Return a name without a head noun after "of": "Director of NordForsk"."""
    if not words.capital[target] or words.has(target, "field", "common", "office", "title"):
        return None
    if words.lower[target] in words.lexicon.terms("posts", "body_parts"):
        return None
    end, guess = target, words.guess[target]
    while end < highest and guess >= 0 and words.capital[end] and words.guess[end] == guess:
        if words.label[end] not in {"ORG", "LOC"}:
            break
        if end > target and words.acronym[end - 1] and not words.acronym[end] and _is_holder(words, end):
            break  # "Director of NAS RK Jane Doe"
        end += 1
    if end == target and words.acronym[target] and not words.has(target, "abbreviation"):
        end = target + 1
    return (target, end) if end > target else None


def _is_holder(words: Words, index: int) -> bool:
    """Return whether words of no kind stand behind acronyms, as the name of who holds a post does."""
    town = any(place.first <= index < place.last for place in words.places)  # "ETH Zurich Jane Doe"
    plain = len(words.classes[index]) == 0 and not town
    return (plain or words.has(index, "given")) and words.capital[index + 1 : index + 2] == (True,)


def past_bracket(words: Words, end: int, highest: int) -> int:
    """Return the token after the acronym in brackets that follows an organisation, else `end`."""
    if (
        end + 2 < highest
        and words.lower[end] == "("
        and words.acronym[end + 1]
        and words.lower[end + 2] == ")"
    ):
        return end + 3
    return end


def second_body(
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
    return (other.first, other.last), past_bracket(words, other.last, highest)


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
        if (
            pos in {"NOUN", "ADJ"}
            or (pos == "PROPN" and words.has(end, "field"))
            or (
                end > target
                and (words.has(end, "and") or words.lower[end] in HYPHENS)
                and end + 1 < highest
                and words.tokens[end + 1].pos in {"NOUN", "ADJ"}
                and not words.has(end + 1, "office")
            )
        ):
            end += 1
        else:
            break
    return end


def _apposed(
    words: Words, named: Spots, end: int, highest: int
) -> tuple[int, tuple[int, int] | None, tuple[int, int] | None]:
    """Return what follows a comma or bracket: the organisation, or the unit ("Dean, School of Law")."""
    if end + 1 >= highest or words.lower[end] not in {",", "("}:
        return end, None, None
    start = end + 1
    if words.has(start, "article"):
        start += 1
    organisation = named.starting.get(start) if start < highest else None
    if organisation is None:
        short = (
            start + 2 < highest
            and words.acronym[start]
            and not words.has(start, "abbreviation", "after_name")
        )
        if short and words.lower[end] == words.lower[start + 1] == "," and words.capital[start + 2]:
            return start + 1, (start, start + 1), None  # "the Secretary, DST, Dr. X"
        return end, None, None
    span = (organisation.first, organisation.last)
    unit = words.has(organisation.head, "post_unit", "teaching") and organisation.bare == organisation.last
    if unit and organisation.first not in named.own_right and words.lower[end] == ",":
        further, whole, _ = _apposed(words, named, organisation.last, highest)
        return (further, whole, span) if whole is not None else (organisation.last, None, span)
    return organisation.last, span, None
