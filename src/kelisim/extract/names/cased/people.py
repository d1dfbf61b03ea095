"""People where the recogniser sees them, and where an office or a title stands before their names."""

from collections.abc import Iterator, Sequence

from kelisim.extract.names.cased.honours import named_after
from kelisim.extract.names.offices import Office
from kelisim.extract.names.people import Person
from kelisim.extract.names.words import Words

_LONGEST = 5


def find_people(words: Words, taken: Sequence[bool], offices: tuple[Office, ...]) -> tuple[Person, ...]:
    """Return the names of people in text order.

    Arguments:
        taken: for each token whether it belongs to the name of an organisation or to an office.
        offices: those of the text; who stands right after one is a person.
    """
    ends = {office.end for office in offices} | {office.last for office in offices}
    found: dict[int, Person] = {}
    for first, last in _runs(words, _with_honoured(words, taken)):
        begin, titled = _titles(words, first)
        beside = begin in ends or titled
        known = any(words.label[i] == "PER" for i in range(first, last))
        names = sum(1 for i in range(first, last) if words.capital[i] and len(words.tokens[i].text) > 1)
        whole = names > 1 or (names == 1 and last - first > 1)
        if _credited(words, begin) or (not known and not (beside and whole)):
            continue
        if whole:
            found[first] = Person(first, last, begin, 2.0)
        elif beside and known:
            found[first] = Person(first, last, begin, 2.0, single=True)
    return tuple(found[first] for first in sorted(found))


def _with_honoured(words: Words, taken: Sequence[bool]) -> Sequence[bool]:
    """Return which tokens are taken, the names of people honoured too: "ГГУ имени Ф. Скорины"."""
    cues = words.lexicon.cues("organisations", "named")
    both = list(taken)
    for sentence in words.analysis.sentences:
        for hit in cues.find(words.tokens, sentence.first, sentence.last):
            end = named_after(words, hit.last, sentence.last)
            both[hit.last : end] = [True] * max(0, end - hit.last)
    return both


def _runs(words: Words, taken: Sequence[bool]) -> Iterator[tuple[int, int]]:
    """Yield runs of name words; one ends where the recogniser sees a name end and another begin."""
    for sentence in words.analysis.sentences:
        index = sentence.first
        while index < sentence.last:
            if taken[index] or not _name_word(words, index):
                index += 1
                continue
            last = index + 1
            while last < sentence.last and not taken[last] and last - index < 3 * _LONGEST:
                if (
                    (words.lower[last] in {".", "-"} and words.joined[last - 1] and words.joined[last])
                    or (words.lower[last] == "." and words.joined[last - 1] and _initial(words, last - 1))
                    or (words.has(last, "connector") and words.label[last] == "PER")
                    or (_name_word(words, last) and not _parted(words, last, index))
                ):
                    last += 1
                else:
                    break
            while last > index and not words.capital[last - 1]:
                last -= 1
            yield index, last
            index = max(last, index + 1)


def _parted(words: Words, index: int, first: int) -> bool:
    """Return whether the recogniser sees another person begin at a token."""
    one, other = words.guess[index - 1], words.guess[index]
    return other not in (one, -1) and one != -1 and words.label[first] == "PER"


def _initial(words: Words, index: int) -> bool:
    text = words.tokens[index].text
    return len(text) == 1 and text.isupper()


def _name_word(words: Words, index: int) -> bool:
    text = words.tokens[index].text
    if not words.capital[index] or not text[0].isalpha() or any(c.isdigit() for c in text):
        return False
    if words.acronym[index] or words.has(index, "head", "office", "title", "month", "document", "other"):
        return False
    if words.has(index, "stop", "common", "field", "abbreviation") and words.label[index] != "PER":
        return False
    if _initial(words, index):
        return index + 1 < len(words.lower) and words.lower[index + 1] == "."
    place = words.place[index]
    if place is not None and (words.label[index] != "PER" or words.tokens[index - 1].pos == "ADP"):
        return False
    return words.label[index] in {"PER", ""} or words.label[index - 1] == "PER" or place is None


def _titles(words: Words, first: int) -> tuple[int, bool]:
    """Return where the titles before a name begin, and whether there are any."""
    lowest = words.sentence(first).first
    begin = first
    while begin > lowest and (
        words.has(begin - 1, "title") or (words.lower[begin - 1] == "." and words.has(begin - 2, "title"))
    ):
        begin -= 1
    return begin, begin < first


def _credited(words: Words, begin: int) -> bool:
    """Return whether a name only tells who took a picture or wrote the text."""
    lowest = words.sentence(begin).first
    credits = words.lexicon.cues("names", "credits")
    for start in range(max(lowest, begin - 8), begin):
        hit = credits.at(words.tokens, start, begin)
        if hit is not None and all(
            words.lower[i] in ":.«»-" or words.label[i] == "ORG" for i in range(hit.last, begin)
        ):
            return True
    return False
