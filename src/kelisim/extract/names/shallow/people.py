"""People beside an office or a title, and names that begin with a given name or an initial."""

from collections.abc import Iterator, Sequence
from typing import Final

from kelisim.extract.names.offices import Office
from kelisim.extract.names.people import Person
from kelisim.extract.names.shallow.foreign import NO_NAME
from kelisim.extract.names.words import Words
from kelisim.places import place_of
from kelisim.spelling import is_cyrillic

_LONGEST: Final = 4


def find_people(words: Words, taken: Sequence[bool], offices: tuple[Office, ...]) -> tuple[Person, ...]:
    """Return the names of people in text order.

    Arguments:
        taken: for each token whether it belongs to the name of an organisation or to an office.
        offices: those of the text; who stands beside one is a person.
    """
    ends = {office.end for office in offices} | {office.last for office in offices}
    begins = {office.begin for office in offices} | {office.first for office in offices}
    found: list[Person] = []
    shown: set[str] = set()  # names found before
    runs = tuple(_runs(words, taken))
    signing = _signing(words, runs)
    for run, last in runs:
        first = _given_in(words, run, last)
        begin, titled = _titles(words, first)
        names = sum(1 for i in range(first, last) if _is_whole(words, i))
        initial = len(words.tokens[first].text) == 2 and words.tokens[first].text[1] == "." and names > 0
        whole = names > 1 or initial
        beside = begin in ends or _apposed(words, begin, last, ends, begins)
        joined = len(found) > 0 and found[-1].last == begin - 1 and words.has(begin - 1, "and")
        given = words.has(first, "given") or words.folded(first, last) in shown
        spoken = words.has(first - 1, "say") or words.has(last, "say")
        if _credited(words, begin):
            continue
        signs = (run, last) in signing and names > 1
        if whole and (beside or titled or given or initial or spoken or signs or (joined and names > 1)):
            found.append(Person(first, last, begin, 2.0))
            shown.add(words.folded(first, last))
        elif names == 1 and titled and words.has(first - 1, "single_title"):
            found.append(Person(first, last, begin, 2.0, single=True))
    return tuple(found)


def _signing(words: Words, runs: Sequence[tuple[int, int]]) -> set[tuple[int, int]]:
    """Return the runs of capitals before a hand that signs, and those joined to them: "X пен Y қол қойды".

    Who signs "on behalf of" a body is one of them too. Only in its own letters: firms bear others.
    """
    hands = words.lexicon.terms("agreements", "hands")
    behalf = words.lexicon.terms("agreements", "behalf")
    found: set[tuple[int, int]] = set()
    for first, last in reversed(runs if len(hands) > 0 else ()):
        if last >= len(words.lower) or last - first > _LONGEST - 1:
            continue
        signs = words.lower[last] in hands or (first > 0 and words.lower[first - 1] in behalf)
        joins = words.tokens[last].pos == "CCONJ" or words.lower[last] == ","
        joined = joins and any(run[0] == last + 1 for run in found)
        if (signs or joined) and is_cyrillic(words.tokens[first].text[0]):
            found.add((first, last))
    return found


def _is_whole(words: Words, index: int) -> bool:
    """Return whether a word of a name is no initial: "Ли" is none, "Л." is one."""
    text = words.tokens[index].text
    return len(text) > 2 or (len(text) == 2 and text.isalpha() and text[1].islower())


def _given_in(words: Words, first: int, last: int) -> int:
    """Return where a name begins in a run of capitals: at a given name ("Informatikstudent Tobias R.")."""
    inside = (i for i in range(first + 1, last - 1) if words.has(i, "given"))
    return first if words.has(first, "given") else next(inside, first)


def _runs(words: Words, taken: Sequence[bool]) -> Iterator[tuple[int, int]]:
    for sentence in words.analysis.sentences:
        index = sentence.first
        while index < sentence.last:
            if taken[index] or not _name_word(words, index):
                index += 1
                continue
            last = index + 1
            while last < sentence.last and not taken[last] and last - index < _LONGEST:
                if _closed(words, index, last):
                    break
                if _name_word(words, last) and _same_script(words, index, last):
                    last += 1
                elif (
                    words.has(last, "connector")
                    and last + 1 < sentence.last
                    and not taken[last + 1]
                    and _name_word(words, last + 1)
                ):
                    last += 2
                else:
                    break
            yield index, last
            index = last


def _name_word(words: Words, index: int) -> bool:
    token = words.tokens[index]
    initial = words.capital[index] and len(token.text) == 2 and token.text[1] == "."
    if initial or not words.capital[index] or not token.text[0].isalpha():
        return initial
    seated = tuple(words.lexicon.table("organisations", "properties").get("seated", ()))
    seat = len(seated) > 0 and words.lower[index].endswith(seated)  # "Астанадағы"
    if seat or words.acronym[index] or token.pos not in {"NOUN", "PROPN"}:
        return False
    if any(c.isdigit() or c == "." for c in token.text):
        return False
    if words.has(index, "given"):
        return True
    body = token.lemma in words.lexicon.terms("names", "descriptions_alone")  # "Қауымдастықтың"
    if body or words.has(index, *NO_NAME, "head", "field", "common"):
        return False
    place = words.place[index]
    return place is None or (place.kind == "city" and not place.sure)


def _closed(words: Words, first: int, index: int) -> bool:
    """Return whether a name is over before a token: its surname bears a case, or a town follows it whole.

    "Е. Юсуповке Алғыс хат", "Дана Сәрсен Таразға келді". Only where endings tell cases.
    """
    if not words.lexicon.verb_final:
        return False
    whole = sum(_is_whole(words, i) for i in range(first, index))
    surname = first < index - 1 and _is_whole(words, index - 1) and not words.has(index - 1, "given")
    if surname and words.base(index - 1, index, "person") != words.tokens[index - 1].text:
        return True
    token = words.tokens[index]
    placed = token.features in {"Case=Loc", "Case=Abl"} or place_of(token.text) is not None
    return whole > 0 and index - first > 1 and placed


def _same_script(words: Words, one: int, other: int) -> bool:
    first, second = words.tokens[one].text[0], words.tokens[other].text[0]
    return is_cyrillic(first) == is_cyrillic(second)


def _titles(words: Words, first: int) -> tuple[int, bool]:
    """Return where the titles before a name begin, and whether there are any."""
    lowest = words.sentence(first).first
    begin = first
    while begin > lowest and words.has(begin - 1, "title"):
        begin -= 1
    return begin, begin < first


def _apposed(words: Words, begin: int, last: int, ends: set[int], begins: set[int]) -> bool:
    """Return whether an office stands beside a name, a comma or a bracket and an article between."""
    lowest = words.sentence(begin).first
    if begin - 1 >= lowest and words.lower[begin - 1] in {",", "–", "—", ":"} and begin - 1 in ends:
        return True
    if last >= len(words.lower) or words.lower[last] not in {",", "(", "–", "—"}:
        return False
    after = last + 1
    highest = min(last + 4, len(words.lower))
    while after < highest and words.has(after, "article", "modifier", "outside"):
        after += 1
    return after in begins or last + 1 in begins


def _credited(words: Words, begin: int) -> bool:
    """Return whether a name only tells who took a picture or wrote the text."""
    lowest = words.sentence(begin).first
    credits = words.lexicon.cues("names", "credits")
    for start in range(max(lowest, begin - 4), begin):
        hit = credits.at(words.tokens, start, begin)
        if hit is not None and all(words.lower[i] == ":" for i in range(hit.last, begin)):
            return True
    return False
