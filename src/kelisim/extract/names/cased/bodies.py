"""Organisations by a head noun with what agrees with it, and the genitives, titles and names after it."""

from collections.abc import Iterator
from dataclasses import dataclass

from kelisim.extract.names.cased.agreement import (
    NOMINAL,
    agrees,
    case,
    depends_within,
    feature,
    quoted,
)
from kelisim.extract.names.cased.honours import is_another_name, named_after
from kelisim.extract.names.organisation import SEVERAL_FIELDS, Organisation
from kelisim.extract.names.words import Words

_SCIENCES = ("ведения", "строения", "ологии", "ографии", "техники", "ометрии")
_TAUGHT = frozenset({"university", "institute", "academy"})
_NO_NAME = ("stop", "common", "month", "document", "office", "title", "other")


@dataclass(frozen=True, slots=True)
class _Reach:
    """A name on its way to the right: where it begins, its head noun, where the sentence ends, its code."""

    begin: int
    head: int
    highest: int
    code: str


def find_organisations(words: Words) -> tuple[Organisation, ...]:
    """Return the names with a head noun in text order, the longer before the shorter."""
    found: dict[tuple[int, int], Organisation] = {}
    for organisation in [*_headed(words), *_latin(words), *_of_states(words)]:
        found.setdefault((organisation.first, organisation.last), organisation)
    kept: list[Organisation] = []
    for organisation in sorted(found.values(), key=lambda o: (o.first, -o.last)):
        crossed = any(o.first < organisation.first < o.last < organisation.last for o in kept[-3:])
        same = any(o.head == organisation.head or o.first == organisation.first for o in kept[-3:])
        if not crossed and not same:
            kept.append(organisation)
    return tuple(kept)


def _headed(words: Words) -> Iterator[Organisation]:
    cues = words.lexicon.cues("organisations", "heads")
    for sentence in words.analysis.sentences:
        index = sentence.first
        while index < sentence.last:
            hit = cues.at(words.tokens, index, sentence.last) if _may_head(words, index) else None
            if hit is None:
                index += 1
                continue
            organisation = _grown(words, hit.first, hit.last, hit.code)
            if organisation is not None:
                yield organisation
            index = hit.last


def _may_head(words: Words, index: int) -> bool:
    if words.tokens[index].text[0].isascii():
        return False
    if words.tokens[index].text.isupper():
        return words.has(index, "head")
    return words.tokens[index].pos in NOMINAL and feature(words, index, "Number") != "Plur"


def _grown(words: Words, first: int, last: int, code: str) -> Organisation | None:
    sentence = words.sentence(first)
    head = last - 1
    begin = _left(words, first, head, sentence.first)
    bare, end = _right(words, begin, head, sentence.last, code)
    within = any(words.capital[i] for i in range(begin, first))
    opening = begin == sentence.first
    told = end > last and (words.capital[first] or any(words.capital[i] for i in range(last, end)))
    if not within and not told:
        return None
    if words.has(head, "post_unit") and not words.capital[first] and (opening or not within):
        return None  # it stays with the post: "заведующая отделом ИЯФ"
    if within and end == last and words.has(head, "weak") and first - begin < 2:
        return None
    small = words.has(head, "small_head")  # "Французское посольство": of a state there is one
    if opening and within and end == last and not small and _sole_adjective(words, begin, first):
        return None
    unnamed = not words.capital[first] and not _named_right(words, last, end)
    state = words.place[end - 1] if code == "ministry" and end > last else None
    unnamed = unnamed and (state is None or state.kind != "country")  # "министерство науки КНР"
    if not within and (unnamed or (words.tokens[first].text.isupper() and end == last)):
        return None
    return Organisation(begin, end, head, code, bare)


def _sole_adjective(words: Words, begin: int, first: int) -> bool:
    """Return whether all before the head is a people's adjective: "Казахский университет" opens a
    sentence.
    """
    place = words.place[begin]
    two = any(part[:1].isupper() for part in words.tokens[begin].text.split("-")[1:])  # "Германо-Казахский"
    return first - begin == 1 and not two and place is not None and place.kind == "adjective"


def _named_right(words: Words, last: int, end: int) -> bool:
    """Return whether a head in small letters is followed by a name, not by a country: "университет
    Шакарима".
    """
    if last >= end:
        return False
    place = words.place[last]
    if place is not None and place.kind == "country":
        return words.has(last - 1, "small_head")
    named = words.lexicon.cues("organisations", "named").at(words.tokens, last, end)
    return words.capital[last] or named is not None or words.tokens[last].text in '«“„"'


def _left(words: Words, first: int, head: int, lowest: int) -> int:
    """Return where the name begins: adjectives that agree with the head, and a name set before it."""
    begin = reach = first
    while reach > lowest:
        before = reach - 1
        if words.has(before, *_NO_NAME) and not words.has(before, "field"):
            break
        place = words.place[before]
        if place is not None and place.kind == "country" and place.last == reach:
            break
        if agrees(words, before, head):
            reach = before
        elif words.has(before, "and") and reach - 2 >= lowest and agrees(words, reach - 2, head):
            if not words.capital[reach - 2] or words.capital[reach]:
                break
            reach -= 2
        elif (
            words.capital[before]
            and words.tokens[before].pos in {"PROPN", "NOUN", "X"}
            and (words.tokens[before].pos != "NOUN" or before > lowest)
            and words.place[before] is None
            and not (case(words, before) == "Loc" and before > lowest and words.has(before - 1, "at"))
            and (
                words.capital[first]
                or (words.label[before] != "PER" and words.guess[before] == words.guess[first] != -1)
            )
            and not words.has(before, "head")
        ):
            reach = before  # "Торайгыров университет"
        else:
            break
        if words.capital[reach]:
            begin = reach
    return begin


def _right(words: Words, begin: int, head: int, highest: int, code: str) -> tuple[int, int]:
    """Return where the name ends before its last complement, and where it ends."""
    reach = _Reach(begin, head, highest, code)
    bare = end = head + 1
    named = words.lexicon.cues("organisations", "named")
    for _ in range(12):
        if end >= highest:
            break
        title = quoted(words, end, highest)
        hit = named.at(words.tokens, end, highest)
        if title > end:
            reached = title if words.capital[end + 1] else end
        elif hit is not None:
            reached = named_after(words, hit.last, highest) or end
        else:
            reached = _step(words, reach, end)
        if reached == end:
            break
        bare, end = end, reached
    return bare, end


def _step(words: Words, reach: _Reach, end: int) -> int:
    """Return the end of the next complement that begins at `end`; `end` where there is none."""
    place = words.place[end]
    known = place is not None and place.first == end and place.kind in {"country", "city"}
    if place is not None and known and (place.kind == "country" or words.has(end - 1, "small_head")):
        found = place.last
    elif _is_particle(words, reach.head, end):
        found = end + 2
    elif _is_closed(words, reach.head, end):
        found = end
    elif words.has(end, "and") or words.lower[end] == ",":
        found = _another_land(words, reach, end) or _listed(words, reach, end)
    elif _is_under(words, reach, end):
        found = _right(words, end + 1, end + 1, reach.highest, reach.code)[1]
    elif words.has(end, "on"):
        found = _topic(words, reach, end)
    elif _leads_to_state(words, reach, end):
        state = words.place[end + 1]  # "Комитет науки МНВО РК", "Посольство Японии в Казахстане"
        found = state.last if state is not None and state.kind == "country" else end
    elif words.lower[end].endswith(_SCIENCES) and _governs(words, reach.head):
        found = end + 1  # a tagger that does not know the word takes it for anything
    elif words.tokens[end].pos in {"NOUN", "ADJ", "PROPN"} and case(words, end) == "Gen":
        found = _genitive(words, reach, end)
    else:
        found = end + 1 if _goes_on(words, reach.head, end) else end
    return found


def _is_closed(words: Words, head: int, end: int) -> bool:
    """Return whether the token at `end` begins something else: a person, a post, a document, another body."""
    person = words.label[end] == "PER" or _is_person(words, end)
    if person or words.has(end, "document", "title", "month"):
        one = words.guess[end] == words.guess[head] != -1
        if not (words.capital[end] and end == head + 1 and one):
            return True
    if words.has(end, "office") and not words.has(end, "field"):  # "Союз ректоров", no single rector
        return feature(words, end, "Number") != "Plur" or words.capital[end]
    return _starts_other(words, end, head)


def _is_particle(words: Words, head: int, end: int) -> bool:
    """Tell a particle within the name of whom a body is called after: "Фонд Александра фон Гумбольдта"."""
    inner = head < end - 1 and words.capital[end - 1] and words.has(end, "connector")
    return inner and end + 1 < len(words.lower) and words.capital[end + 1]


def _is_person(words: Words, index: int) -> bool:
    """Tell whether the parser takes two names for who holds a post at the body before them."""
    if index + 1 >= len(words.tokens) or not words.capital[index] or not words.capital[index + 1]:
        return False
    one, other = words.tokens[index], words.tokens[index + 1]
    held = one.relation == "appos" and words.has(one.head, "office")
    return held and other.relation == "flat:name" and other.head == index


def _leads_to_state(words: Words, reach: _Reach, end: int) -> bool:
    if end + 1 >= reach.highest:
        return False
    ministry = words.acronym[end] and words.has(reach.head, "post_unit")
    return ministry or (words.has(end, "at") and reach.code == "embassy")


def _is_under(words: Words, reach: _Reach, end: int) -> bool:
    """Return whether "при" leads to whom a body is under: "Агентство … при Министерстве культуры"."""
    table = words.lexicon.table("organisations", "within")
    if end + 2 >= reach.highest or words.lower[end] not in table.get("leads", ()):
        return False
    over = words.tokens[end + 1].lemma in table.get("over", ())
    return over and words.capital[reach.head] and words.capital[end + 1] and case(words, end + 1) == "Loc"


def _another_land(words: Words, reach: _Reach, end: int) -> int:
    """Return the end of a second country or region that a body studies, 0 where none is told: "Центр по
    изучению Эстонии и Северной Европы".
    """
    start = end + 1
    if start >= reach.highest or not words.has(end, "and") or not words.capital[start]:
        return 0
    before, place = words.place[end - 1], words.place[start]
    studied = any(words.has(i, "on") for i in range(reach.head, end))
    if before is None or before.last != end or before.kind == "adjective" or not studied:
        return 0
    if place is not None and place.kind != "adjective":
        return place.last
    noun = start + 1 < reach.highest and words.capital[start + 1] and agrees(words, start, start + 1)
    return start + 2 if noun and case(words, start + 1) == "Gen" else 0


def _genitive(words: Words, reach: _Reach, end: int) -> int:
    """Return the end of a genitive: an adjective with its noun, a capital, or what hangs on the name."""
    governs = _governs(words, reach.head)
    if words.tokens[end].pos == "ADJ" and end + 1 < reach.highest and agrees(words, end, end + 1):
        noun = words.tokens[end + 1].pos == "NOUN" and case(words, end + 1) == "Gen"
        if noun and governs and not words.has(end + 1, "document"):
            return end + 2
    if words.capital[end] or (governs and depends_within(words, end, reach.begin, end)):
        return end + 1
    if governs and end == reach.head + 1 and reach.code in _TAUGHT and not words.has(end, *_NO_NAME):
        return end + 1  # "Харьковский национальный университет радиоэлектроники", whatever the parser says
    return end + 1 if words.tokens[end - 1].pos == "ADJ" and end - 1 > reach.head else end


def _goes_on(words: Words, head: int, end: int) -> bool:
    """Return whether a word in no genitive belongs to the name: the recogniser says so, or a capital."""
    pos, same = words.tokens[end].pos, words.guess[end] == words.guess[head] != -1
    if end > head + 1 and words.capital[end - 1]:
        latin = _is_latin(words, end - 1) and _is_latin(words, end)  # "компания Svevind Energy Group"
        if latin or is_another_name(words, end):
            return latin
    if pos == "NOUN" and end == head + 1 and same:
        return True
    if not words.capital[end] or pos not in {"PROPN", "NOUN", "X", "ADJ"} or words.has(end, "head"):
        return False
    adjacent = end == head + 1 and words.label[end] != "PER"
    adjacent = adjacent and (words.place[end] is None or _is_of_town(words, head, end))
    return same or words.has(end - 1, "town") or (adjacent and not words.acronym[end])


def _is_of_town(words: Words, head: int, end: int) -> bool:
    """Return whether a body in capitals is told by the town behind it: "Университет Нови-Сада"."""
    place = words.place[end]
    taught = words.has(head, "teaching") or words.has(head, "head.university", "head.academy")
    return place is not None and place.kind == "city" and words.capital[head] and taught


def _is_latin(words: Words, index: int) -> bool:
    return words.capital[index] and words.tokens[index].text[0].isascii()


def _governs(words: Words, head: int) -> bool:
    return (words.capital[head] or words.has(head, "head.ministry")) or any(
        words.capital[i] for i in range(max(0, head - 5), head) if words.tokens[i].head == head
    )


def _starts_other(words: Words, index: int, head: int) -> bool:
    """Return whether another body begins that the first is part of: "Институт физики Министерства …"."""
    if not words.has(index, "head") or words.has(head, "post_unit"):
        return False
    if not words.capital[index] and _is_genitive_of(words, head, index):
        return False
    return words.capital[index] or not words.capital[head]


def _is_genitive_of(words: Words, head: int, index: int) -> bool:
    """Return whether a head in small letters only tells of whom the name is: "ассоциация университетов",
    "филиал Омского государственного университета".
    """
    if case(words, index) != "Gen":
        return False
    several = feature(words, index, "Number") == "Plur"
    described = index - 1 > head and words.tokens[index - 1].pos == "ADJ" and agrees(words, index - 1, index)
    return several or described


def _listed(words: Words, reach: _Reach, end: int) -> int:
    """Return the end of a genitive that "и" or a comma joins to the one before it."""
    begin, highest, start = reach.begin, reach.highest, end + 1
    if start >= highest or (reach.code not in SEVERAL_FIELDS and not words.has(end, "and")):
        return end
    if case(words, start) not in {case(words, end - 1), "Gen"} or words.capital[start]:
        return end
    plain = words.tokens[start].pos in {"NOUN", "ADJ"} and not words.has(start, "head", "office", "document")
    if not plain or case(words, end - 1) not in {"Gen", "Dat"} or end - 1 <= begin:
        return end
    named = words.lexicon.cues("organisations", "named")
    stop = start
    while stop < highest and words.tokens[stop].pos == "ADJ":
        stop += 1
    if stop > start and named.at(words.tokens, stop, highest) is not None:
        stop -= 1  # a noun that the tagger does not know: "и инжиниринга имени Ш. Есенова"
    elif stop >= highest or words.tokens[stop].pos != "NOUN":
        return end
    if words.lower[end] == ",":
        following = range(stop + 1, min(stop + 6, highest))
        if not any(words.has(i, "and") for i in following):
            return end
    return stop + 1 if case(words, stop) == case(words, end - 1) else end


def _topic(words: Words, reach: _Reach, end: int) -> int:
    """Return the end of "по сотрудничеству и координации" after an agency or committee."""
    if not words.has(reach.head, "topical"):
        return end
    highest, stop = reach.highest, end + 1
    while stop < highest and words.tokens[stop].pos in {"NOUN", "ADJ"} and case(words, stop) == "Dat":
        stop += 1
    while stop < highest and words.tokens[stop].pos in {"NOUN", "ADJ"} and case(words, stop) == "Gen":
        if words.label[stop] == "PER" or words.has(stop, "head", "document"):
            break
        stop += 1
    return stop if stop > end + 1 else end


def _latin(words: Words) -> Iterator[Organisation]:
    """Yield names in Latin letters with a head of their own: "Satbayev University"."""
    for sentence in words.analysis.sentences:
        index = sentence.first
        while index < sentence.last:
            last = index
            while last < sentence.last and _latin_word(words, last, sentence.last):
                last += 1
            heads = [i for i in range(index, last) if words.has(i, "head")]
            if last - index > 1 and len(heads) > 0:
                code = next((c[5:] for c in words.classes[heads[0]] if c.startswith("head.")), "university")
                yield Organisation(index, last, heads[0], code, last)
            index = max(last, index + 1)


def _latin_word(words: Words, index: int, highest: int) -> bool:
    text = words.tokens[index].text
    if not text[0].isalpha() or "а" <= text[0].lower() <= "я":
        return False
    if words.capital[index]:
        return True
    return text in {"of", "and", "for", "the"} and index + 1 < highest and words.capital[index + 1]


def _of_states(words: Words) -> Iterator[Organisation]:
    """Yield an acronym with the short form of its state: "МНВО РК"."""
    for index in range(len(words.lower) - 1):
        place = words.place[index + 1]
        if place is None or place.kind != "country" or place.first != index + 1:
            continue
        acronyms = words.acronym[index] and words.tokens[index + 1].text.isupper()
        together = words.sentence(index) == words.sentence(index + 1)
        if acronyms and together and words.place[index] is None and not words.has(index, "abbreviation"):
            yield Organisation(index, place.last, index, "ministry", index + 1)
