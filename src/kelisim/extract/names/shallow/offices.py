"""Offices by their head noun, with a field and the organisation before it or after it."""

from dataclasses import replace
from typing import Final

from kelisim.extract.names.offices import Office
from kelisim.extract.names.organisation import Organisation
from kelisim.extract.names.shallow.head_first import fields_end
from kelisim.extract.names.spots import Spots
from kelisim.extract.names.words import HYPHENS, Words

_FIELD: Final = 5  # tokens of the first of two fields, with their coordinator
_LONGEST: Final = 12  # tokens of a field before the head: "Ғылым және жоғары білім министрі"


def find_offices(words: Words, named: Spots) -> tuple[Office, ...]:
    """Return the offices of a text in order; they do not overlap."""
    ends = "head" in words.lexicon.table("organisations", "properties").get("ending", ())
    inside = [False] * len(words.lower)
    for organisation in named.starting.values():
        inside[organisation.first : organisation.last] = [True] * (organisation.last - organisation.first)
    found: list[Office] = []
    index = free = 0
    while index < len(words.lower):
        code = None if inside[index] else _code(words, index)
        if code is None or code == "rank":
            index += 1
            continue
        if ends:
            office = _after(words, named, index, code, free)
            if len(found) > 0 and _continues(words, found[-1], office):
                office = _joined(words, found.pop(), office)
        else:
            office = _before(words, named, index, code, free)
        found.append(office)
        free = office.last
        index = max(office.end, office.last)
    return tuple(found)


def _code(words: Words, index: int) -> str | None:
    """Return the code of the office at a token: a word of the list, or a compound that ends in one."""
    token = words.tokens[index]
    forms = (token.lower, token.lemma)
    for code, terms in words.lexicon.table("posts", "heads").items():
        if any(form in terms for form in forms):
            return code
    if words.capital[index]:
        for code, terms in words.lexicon.table("posts", "suffixes").items():
            if any(form.endswith(term) for form in forms for term in terms):
                return code
    return None


# ------------------------------------------------------------------ "Rektorin der Universität Potsdam"


def _before(words: Words, named: Spots, head: int, code: str, free: int) -> Office:
    """Return an office that its field and organisation follow: "Vizepräsidentin für Internationales"."""
    highest = words.sentence(head).last
    lowest = max(words.sentence(head).first, free)
    first, begin, organisation = _opening(words, head, lowest)
    last = head + 1
    if last < highest and words.has(last, "for"):
        last = max(last, fields_end(words, last + 1, highest))
    end, at = last, _past_links(words, last, min(highest, last + 3))
    unit = _part_led(words, named, at, highest, owned=organisation is not None) if at > last else None
    if unit is not None:  # "Dekanin der Fakultät für Chemie der Universität X"
        code = "academic" if code == "head" else code
        last = end = unit[1]
        at = _past_links(words, last, min(highest, last + 2))
    if organisation is None and at < highest:
        organisation = _employer(words, named, at, linked=at > last, past_unit=unit is not None)
        if organisation is not None:
            end = organisation[1]
        elif unit is None and at > last and words.place[at] is None:  # "Leiterin des Hochschulsports"
            last = end = max(end, fields_end(words, at, highest))
    seat = _posting(words, end, highest) if code == "state" else end
    if seat > end:  # "Botschafterin in Ruanda"
        last = seat if last == head + 1 and (organisation is None or organisation[0] < head) else last
        end = seat
    if end + 2 < highest and words.lower[end] == "(" and words.lower[end + 2] == ")":
        end += 3
    owned = first > lowest and words.has(first - 1, "own")
    doubtful = words.has(head, "doubtful_office") and organisation is None
    plural = words.has(head, "plural_office")
    name = words.base(first, last, "office")
    name = "" if name == words.analysis.words(first, last) else name
    return Office(first, last, begin, end, code, organisation, owned, plural, doubtful, unit=unit, name=name)


def _opening(words: Words, head: int, lowest: int) -> tuple[int, int, tuple[int, int] | None]:
    """Return where an office begins, where all of its phrase does, and the organisation before its head."""
    if head - 2 >= lowest and words.lower[head - 1] in HYPHENS and words.joined[head - 2]:
        return head, head - 2, (head - 2, head - 1)  # "DKU-Präsident"
    first = head
    while first > lowest and words.has(first - 1, "modifier"):
        first -= 1
    place = words.place[first - 1] if first > lowest else None
    genitive = first > lowest and words.lower[first - 1].endswith("s")  # "Sachsens Ministerin"
    if place is not None and (place.kind == "adjective" or genitive):
        return first, place.first, (place.first, place.last)
    return first, first, None


def _past_links(words: Words, index: int, highest: int) -> int:
    """Return the first token behind "der", "an der", "von"."""
    while index < highest and words.has(index, "of", "at", "article"):
        index += 1
    return index


def _part_led(words: Words, named: Spots, at: int, highest: int, *, owned: bool) -> tuple[int, int] | None:
    """Return the part of an organisation that an office leads: "der Abteilung Photovoltaik"."""
    body = named.starting.get(at)
    if body is not None and not owned and _is_unit(words, body):
        return body.first, body.last
    if _opens_unit(words, at, highest):
        return at, max(at + 1, _unit_end(words, at, highest))
    return None


def _employer(
    words: Words, named: Spots, at: int, *, linked: bool, past_unit: bool
) -> tuple[int, int] | None:
    """Return the organisation or country that follows an office: by its name, an acronym, "der Hochschule".

    Arguments:
        linked: whether "der", "an der" stands before it.
        past_unit: whether the office leads a unit, whose organisation must be linked.
    """
    body, place = named.starting.get(at), words.place[at]
    if body is not None and (linked or not past_unit):
        return body.first, body.last
    if place is not None and place.kind == "country" and place.first == at:
        return place.first, place.last
    return (at, at + 1) if linked and (words.acronym[at] or _described(words, at)) else None


def _posting(words: Words, end: int, highest: int) -> int:
    """Return the end of "in Ruanda" behind an office of a state; `end` where there is none."""
    if end + 1 >= highest or words.lower[end] != "in":
        return end
    seat = words.place[end + 1]
    return seat.last if seat is not None and seat.first == end + 1 and seat.kind != "adjective" else end


def _is_unit(words: Words, body: Organisation) -> bool:
    """Return whether a body is a part of a university that is not named as one of its own."""
    plain = body.first == body.head and "-" not in words.tokens[body.head].text
    return body.code == "faculty" or (body.code == "institute" and plain and words.has(body.head + 1, "for"))


def _opens_unit(words: Words, index: int, highest: int) -> bool:
    """Return whether a noun names a part of an organisation: "Abteilung", "Juristische Fakultät"."""
    while index < highest and words.capital[index] and _is_adjective(words, index):
        index += 1
    units = tuple(words.lexicon.table("posts", "units").get("words", ()))
    return index < highest and words.capital[index] and words.lower[index].endswith(units)


def _unit_end(words: Words, index: int, highest: int) -> int:
    """Return where the name of a unit ends: "Abteilung Photovoltaik", "Lehrstuhls für Germanistik"."""
    while index < highest and _is_adjective(words, index):
        index += 1
    last = min(index + 1, highest)
    if last < highest and words.has(last, "for"):
        return max(last, fields_end(words, last + 1, highest))
    return max(last, fields_end(words, last, highest)) if last < highest and words.capital[last] else last


def _is_adjective(words: Words, index: int) -> bool:
    """Return whether a word is an adjective, with a capital too where it is part of a name."""
    endings = tuple(words.lexicon.terms("posts", "unit_adjectives"))
    return words.tokens[index].pos == "ADJ" or (len(endings) > 0 and words.lower[index].endswith(endings))


def _described(words: Words, index: int) -> bool:
    """Return whether a noun only recalls a body told before: "Präsident der Hochschule"."""
    return words.capital[index] and words.has(index, "head") and not words.has(index, "unit", "plural")


# ------------------------------------------------------------------ "Хиросима университетінің ректоры"


def _after(words: Words, named: Spots, head: int, code: str, free: int) -> Office:
    """Return an office that ends with its head, its organisation or state in the genitive before it."""
    sentence = words.sentence(head)
    lowest = max(sentence.first, free, head - _LONGEST)
    first = _modified(words, head, lowest)
    first = _field(words, named, first, lowest, code)
    begin, organisation = first, None
    unit = _unit(words, named, first, lowest)
    described = unit is not None and unit < first - 1 and first not in named.ending
    if unit is not None and (described or _owner_ends(words, named, unit, lowest)):
        first = begin = unit  # "университетінің химия факультетінің деканы"
    body = next(iter(named.ending.get(first, ())), None)
    place = words.place[first - 1] if first > lowest else None
    cut = first - 2  # the hyphen of "ҚазҰУ-дың ректоры"
    parted = cut > lowest and words.lower[cut] in HYPHENS and words.joined[cut - 1] and words.joined[cut]
    if body is None and parted:
        body = next(iter(named.ending.get(cut, ())), None)
    if body is None and parted and words.acronym[cut - 1]:
        begin, organisation = cut - 1, (cut - 1, cut)
    elif body is not None:
        begin, organisation = body.first, (body.first, body.last)
    elif place is not None and place.last == first and (place.kind != "city" or code == "state"):
        begin, organisation = place.first, (place.first, place.last)
        before = words.place[place.first - 1] if place.first > lowest else None
        if before is not None and before.kind == "country":  # "Ұлыбританияның Қазақстандағы елшісі"
            begin, organisation = before.first, (before.first, before.last)
    elif first > lowest and (words.acronym[first - 1] or _is_head_alone(words, first - 1)):
        begin, organisation = first - 1, (first - 1, first)
    doubtful = words.has(head, "doubtful_office") and organisation is None
    plural = words.has(head, "plural_office")
    name = words.base(first, head + 1, "office")
    code = "head" if code == "deputy" else code
    owned = first > lowest and words.has(first - 1, "own")
    return Office(first, head + 1, begin, head + 1, code, organisation, owned, plural, doubtful, name=name)


def _unit(words: Words, named: Spots, first: int, lowest: int) -> int | None:
    """Return where the unit begins that a post is of: "халықаралық байланыстар басқармасының басшысы"."""
    units = words.lexicon.table("organisations", "properties").get("post_units", ())
    index = first - 1
    if (
        index <= lowest
        or words.tokens[index].lemma not in units
        or "Case=Gen" not in words.tokens[index].features
    ):
        return None
    body = next(iter(named.ending.get(first, ())), None)
    if body is not None:
        regions = words.lexicon.table("organisations", "properties").get("regions", ())
        of_region = any(words.lower[i].startswith(tuple(regions)) for i in range(body.first, body.last))
        return None if of_region else body.first
    while index > lowest:
        before = words.tokens[index - 1]
        inside = before.pos in {"X", "ADJ", "NOUN", "CCONJ"} and "Case=" not in before.features
        if not inside or words.capital[index - 1]:
            break
        if index in named.ending:
            break
        index -= 1
    return index


def _owner_ends(words: Words, named: Spots, index: int, lowest: int) -> bool:
    """Return whether the organisation that a unit belongs to stands right before it."""
    if index <= lowest:
        return False
    return index in named.ending or words.acronym[index - 1] or _is_head_alone(words, index - 1)


def _is_head_alone(words: Words, index: int) -> bool:
    """Return whether a head without its name owns the post behind it: "министрліктің", "университет"."""
    return words.tokens[index].lemma in words.lexicon.terms("names", "descriptions_alone")


def _continues(words: Words, one: Office, other: Office) -> bool:
    """Return whether two words are one post: "Басқарма төрағасы – ректоры", "министрінің орынбасары"."""
    if words.analysis.sentence_of[one.first] != words.analysis.sentence_of[other.first]:
        return False
    dashed = one.last == other.first - 1 and words.lower[one.last] in HYPHENS | {"—"}
    deputy = words.tokens[other.last - 1].lemma in words.lexicon.table("posts", "deputies").get("words", ())
    return dashed or (deputy and one.last == other.first)


def _joined(words: Words, one: Office, other: Office) -> Office:
    return replace(
        other,
        first=one.first,
        begin=one.begin,
        code=one.code,
        organisation=one.organisation or other.organisation,
        doubtful=False,
        name=words.base(one.first, other.last, "office"),
    )


def _modified(words: Words, head: int, lowest: int) -> int:
    first = head
    while first > lowest and (
        words.has(first - 1, "modifier")
        or (words.has(first - 1, "and") and first - 2 >= lowest and words.has(first - 2, "modifier"))
    ):
        first -= 1
    return first


def _field(words: Words, named: Spots, head: int, lowest: int, code: str) -> int:
    """Return where a field begins: "Ғылым және жоғары білім министрі", "ғылым жөніндегі проректор"."""
    first = _modified(words, head, lowest)
    of = words.lexicon.table("posts", "links").get("field", ())
    if first > lowest and words.tokens[first - 1].lemma in of:
        first -= 1
        owners = tuple(words.lexicon.table("grammar", "cases").get("Gen", ()))
        while (
            first > lowest
            and first not in named.ending
            and words.tokens[first - 1].pos in {"X", "ADJ", "NOUN"}
        ):
            if words.lower[first - 1].endswith(owners) or words.capital[first - 1]:
                break
            first -= 1
        return _with_first_field(words, first, lowest)
    if code != "state":
        return first
    index = first
    while index > lowest and (words.has(index - 1, "field") or words.has(index - 1, "and")):
        index -= 1
        if words.has(index, "field"):
            first = index
    return first


def _with_first_field(words: Words, first: int, lowest: int) -> int:
    """Return where a field of two begins: "стратегиялық даму және ғылыми жұмыс жөніндегі проректор"."""
    joined = words.lexicon.terms("grammar", "joins")
    if first - 2 < lowest or words.lower[first - 1] not in joined:
        return first
    index = first - 1
    while index > lowest and first - index < _FIELD:
        token = words.tokens[index - 1]
        if token.pos not in {"X", "ADJ", "NOUN"} or "Case=" in token.features:
            break
        index -= 1
        if words.capital[index]:
            break
    return index if index < first - 1 else first
