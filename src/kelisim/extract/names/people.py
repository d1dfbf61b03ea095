"""People: runs of capitalised words that titles, posts, verbs and their own form show to be names."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from kelisim.extract.names.offices import Office
from kelisim.extract.names.words import HYPHENS, Words

_LONGEST = 6
_ENOUGH = 1.5
_INITIALS = 3  # letters
_QUOTES = frozenset("\"'“”‘’«»„")


@dataclass(frozen=True, slots=True)
class Person:
    """A person's name in the text: token range without titles, where the titles begin, how sure it is.

    `single` is true for one name alone: after a title ("Mr Walsh") it may be that of nobody else.
    """

    first: int
    last: int
    begin: int
    score: float
    single: bool = False


def find_people(words: Words, taken: Sequence[bool], offices: tuple[Office, ...]) -> tuple[Person, ...]:
    """Return the names of people in text order.

    Arguments:
        taken: for each token whether it belongs to the name of an organisation or to an office.
        offices: those of the text; who stands beside one is a person.
    """
    office_ends = {office.end: office for office in offices} | {office.last: office for office in offices}
    office_begins = {office.begin for office in offices} | {office.first for office in offices}
    found: list[Person] = []
    for first, last in _runs(words, taken):
        for start, end in _pieces(words, first, last):
            person = _judged(words, start, end, office_ends, office_begins, found)
            if person is not None:
                found.append(person)
    return tuple(found)


def name_word(words: Words, index: int) -> bool:
    """Return whether a token can be part of a person's name by itself."""
    text, found = words.tokens[index].text, words.classes[index]
    if not words.capital[index] or not text[0].isalpha() or any(c.isdigit() for c in text):
        return False
    if len(text) == 1:
        return text not in "IA" and words.tokens[index].end + 1 < len(words.analysis.text)
    initial = len(text) == 2 and text[1] == "."
    degree = text.isupper() and "after_name" in found  # "MD", which is no "Md"
    if initial or ("given" in found and not degree and ("title" not in found or "doubtful_title" in found)):
        return True
    if words.acronym[index] and len(text) <= _INITIALS and _initials(words, index):
        return True
    if words.acronym[index]:
        spelled = text.isupper() and len(text) > 3 and "abbreviation" not in found
        return spelled and words.label[index] == "PER"
    place = words.place[index]
    return found.isdisjoint(_NEVER | _COMMON) and (place is None or place.kind == "city")


def _initials(words: Words, index: int) -> bool:
    """Return whether capitals right behind a title begin a name: "Prof ANM Kamrul Islam"."""
    following = index + 1
    if not words.tokens[index].text.isupper() or not words.has(index - 1, "single_title"):
        return False
    if following >= len(words.lower) or words.acronym[following] or words.has(index, "abbreviation", "known"):
        return False
    return words.capital[following] and words.classes[following].isdisjoint(_NEVER | _COMMON)


def _surname(words: Words, index: int, highest: int) -> bool:
    """Return whether a common word ends a name after a given name: "Teina Bishop", "Robin Page"."""
    if not words.capital[index] or words.acronym[index] or not words.has(index - 1, "given"):
        return False
    if len(words.classes[index] & _GRAMMAR) > 0 or (index + 1 < highest and name_word(words, index + 1)):
        return False
    if words.has(index, "head", "office", "other") or words.titled[index]:
        return words.label[index] == "PER"
    return words.label[index] in {"PER", "ORG", ""} or words.has(index, "title")


_NEVER = frozenset({"stop", "month", "title", "document", "after_name", "known"})
_GRAMMAR = frozenset({"stop", "month", "document", "after_name", "verb"})
_COMMON = frozenset({"head", "field", "common", "other", "abbreviation", "verb", "office", "plural"})


def _runs(words: Words, taken: Sequence[bool]) -> Iterator[tuple[int, int]]:
    for sentence in words.analysis.sentences:
        index = sentence.first
        while index < sentence.last:
            if taken[index] or not name_word(words, index):
                index += 1
                continue
            last = index + 1
            while last < sentence.last and not taken[last]:
                if name_word(words, last):
                    last += 1
                elif (step := _inner(words, last, sentence.last)) > 0 and not taken[last + step - 1]:
                    last += step
                else:
                    break
            if last < sentence.last and not taken[last] and _surname(words, last, sentence.last):
                last += 1
            yield index, last
            index = last


def _inner(words: Words, index: int, highest: int) -> int:
    """Return how many tokens go on with a name: "de la Rey", "-wook", a name among friends in quotes."""
    if words.tokens[index].text in _QUOTES:
        nick = index + 3 < highest and words.capital[index + 1] and words.tokens[index + 2].text in _QUOTES
        return 4 if nick and name_word(words, index + 3) else 0
    if words.lower[index] in HYPHENS:
        if index + 1 >= highest or not (words.joined[index - 1] and words.joined[index]):
            return 0
        following = words.tokens[index + 1].text
        return 2 if name_word(words, index + 1) or (following.isalpha() and not words.titled[index]) else 0
    for size in (1, 2, 3):
        if not words.has(index + size - 1, "connector") or words.lower[index] in {"y", "e"}:
            return 0
        if index + size < highest and name_word(words, index + size):
            return size + 1
    return 0


def _pieces(words: Words, first: int, last: int) -> Iterator[tuple[int, int]]:
    """Yield a run as one name, or cut where the recogniser sees a name end and another begin."""
    if last - first <= _LONGEST:
        cut = _place_first(words, first, last)
        first = max(first, cut)
        yield first, last
        return
    start = first
    for index in range(first + 1, last + 1):
        if index == last or words.guess[index] != words.guess[index - 1]:
            if words.label[start] == "PER":
                yield start, index
            start = index


def _place_first(words: Words, first: int, last: int) -> int:
    """Skip a city before a name: "Mayor of Almaty Darkhan Satybaldy"."""
    place = words.place[first]
    if place is None or place.first != first or place.last >= last:
        return first
    town = words.label[first] == "LOC" and words.label[place.last] != "LOC"
    return place.last if town else first


def _judged(
    words: Words,
    first: int,
    last: int,
    office_ends: dict[int, Office],
    office_begins: set[int],
    earlier: list[Person],
) -> Person | None:
    """Return the person whose name a run of words is, if what speaks for it is enough."""
    sentence = words.sentence(first)
    first = _small_beginning(words, first, sentence.first)
    begin, titles = _titles(words, first, sentence.first)
    if _credited(words, begin, sentence.first):
        return None
    beside = _beside_office(words, begin, last, office_ends, office_begins)
    if sum(1 for i in range(first, last) if words.capital[i]) == 1:
        return _alone(words, (first, last, begin), titles, beside[0])
    titled = any(words.has(i, "single_title") or not words.has(i, "doubtful_title") for i in titles)
    score = _form(words, first, last) + _verb(words, first, last) + sum(beside) + 2.0 * titled
    if last < sentence.last and words.lower[last] == "(" and score > 0.4:
        score += 1.5 if words.titled[first] else 0.5
    if _listed(words, begin, earlier):
        plural = _plural_before(earlier[-1].begin, office_ends) or _titles_of_several(words, earlier[-1])
        score += 2.0 if plural else 1.0  # "the coordinators, A and B"
    if words.titled[first] and not titled and beside[0] == 0:
        score -= 1.0
    if _followed_by_thing(words, last, sentence.last):
        score -= 1.5
    return Person(first, last, begin, score) if score >= _ENOUGH else None


def _small_beginning(words: Words, first: int, lowest: int) -> int:
    """Return where a name begins with its small words: "Dr. van Oosterhout", "prof. al-Tejani"."""
    while first > lowest and words.has(first - 1, "connector") and words.has(first - 2, "single_title"):
        first -= 1
    compound = first - 2 >= lowest and words.lower[first - 1] in HYPHENS and words.joined[first - 1]
    if compound and words.joined[first - 2] and words.has(first - 2, "connector"):
        first -= 2
    return first


def _alone(words: Words, spot: tuple[int, int, int], titles: list[int], before: float) -> Person | None:
    """Return the person told by one name after a title or post: "Mr Walsh", "Minister Joyce"."""
    first, last, begin = spot
    titled = any(words.has(i, "single_title") for i in titles)
    if not titled and (before < 2 or words.label[first] == "LOC" or words.place[first] is not None):
        return None
    if words.acronym[first] or words.has(first, *_COMMON):
        return None
    royal = len(titles) > 0 and words.has(titles[-1], "royal")
    return Person(titles[-1] if royal else first, last, begin, 2.0, single=not royal)


def _titles(words: Words, first: int, lowest: int) -> tuple[int, list[int]]:
    """Return where the titles before a name begin, and their tokens."""
    titles: list[int] = []
    index = first - 1
    while index >= lowest:
        if words.lower[index] in {".", "’", "'"} and index > lowest and words.has(index - 1, "title"):
            index -= 1
            continue
        if words.has(index, "article") and len(titles) > 0 and words.has(index + 1, "articled"):
            titles.insert(0, index)  # "Senator the Hon X"
            index -= 1
            continue
        if not words.has(index, "title") or (not words.capital[index] and words.has(index, "doubtful_title")):
            break
        titles.insert(0, index)
        index -= 1
    return (titles[0] if len(titles) > 0 else first), titles


def _beside_office(
    words: Words, begin: int, last: int, ends: dict[int, Office], begins: set[int]
) -> tuple[float, float]:
    """Return what an office right before and right after a name say for it."""
    before = after = 0.0
    office = ends.get(begin)
    if office is None and begin > 0 and words.lower[begin - 1] == ",":
        office = ends.get(begin - 1)
        before = 1.5 if office is not None and not office.doubtful else 0.0
        if before > 0 and words.place[begin] is None and _is_apposed(words, begin, last):
            before = 2.0
    elif office is not None:
        before = 1.0 if office.doubtful else 2.0
    follow = last
    while (
        follow < len(words.lower)
        and follow < last + 4
        and (
            words.lower[follow] in {",", "(", "–", "—", "-"}
            or words.has(follow, "article", "after_name", "outside")
        )
    ):
        follow += 1
        if follow in begins:
            after = 1.5
            break
    return before, after


def _is_apposed(words: Words, first: int, last: int) -> bool:
    """Return whether two to four words stand alone behind a comma: "the director, Renata Vasconcellos,"."""
    if not 1 < sum(words.capital[i] for i in range(first, last)) < _LONGEST - 1:
        return False
    if last >= words.sentence(first).last or not words.tokens[last].text[0].isalpha():
        return True
    return words.has(last, "and") or words.tokens[last].pos in {"VERB", "AUX"}


def _form(words: Words, first: int, last: int) -> float:
    """Return what the words themselves say: given names, endings of surnames, initials, the recogniser."""
    score = 0.0
    per = sum(1 for i in range(first, last) if words.label[i] == "PER")
    if per == last - first:
        score += 1.0
    elif per > 0:
        score += 0.5
    if words.has(first, "given"):
        score += 1.0 if any(words.label[i] == "LOC" for i in range(first, last)) else 1.5
    elif any(words.has(i, "given") for i in range(first + 1, last)):
        score += 0.5
    endings = _surname_endings(words)
    if words.lower[last - 1].endswith(endings) and len(words.lower[last - 1]) > 4:
        score += 0.5
    if len(words.tokens[first].text) == 2 and words.tokens[first].text[1] == ".":
        score += 0.8
    if any(words.place[i] is not None for i in range(first, last)) and not words.has(first, "given"):
        score -= 0.5
    if all(words.label[i] in {"LOC", "MISC"} for i in range(first, last)):
        score -= 0.5
    if any(len(words.classes[i] & _COMMON) > 0 and not words.has(i, "given") for i in range(first, last)):
        score -= 0.5
    return score


def _surname_endings(words: Words) -> tuple[str, ...]:
    return tuple(words.lexicon.table("people", "names").get("surname_endings", ()))


def _verb(words: Words, first: int, last: int) -> float:
    """Return what a verb of speaking or acting beside a name says for it."""
    for index in (last, first - 1):
        if 0 <= index < len(words.lower) and words.tokens[index].lemma in _say(words):
            return 0.5 if words.tokens[index].pos in {"VERB", "AUX"} else 0.0
    return 0.0


def _say(words: Words) -> Sequence[str]:
    return words.lexicon.table("people", "verbs").get("say", ())


def _listed(words: Words, begin: int, earlier: list[Person]) -> bool:
    """Return whether a name goes on with a list: "Professors Zhou Deyi, Xia Chunping, and Xiong Xueping"."""
    if len(earlier) == 0:
        return False
    end = earlier[-1].last
    if not end < begin <= end + 2:
        return False
    return all(words.lower[i] in {",", ";"} or words.has(i, "and") for i in range(end, begin))


def _titles_of_several(words: Words, person: Person) -> bool:
    """Return whether a title before a name is that of several: "Professors A and B"."""
    titles = range(person.begin, person.first)
    return any(
        words.has(i, "title") and words.lower[i].rstrip(".").endswith("s") and words.has(i, "single_title")
        for i in titles
    )


def _plural_before(begin: int, ends: dict[int, Office]) -> bool:
    """Return whether an office of several stands right before a name, or before a comma and it."""
    office = ends.get(begin) or ends.get(begin - 1)
    return office is not None and office.plural


def _followed_by_thing(words: Words, last: int, highest: int) -> bool:
    return last < highest and words.has(last, "follower", "head", "other") and not words.has(last, "say")


def _credited(words: Words, begin: int, lowest: int) -> bool:
    """Return whether a name only tells who took a picture or wrote the text."""
    credits = words.lexicon.cues("names", "credits")
    for start in range(max(lowest, begin - 4), begin):
        hit = credits.at(words.tokens, start, begin)
        if hit is not None and all(words.lower[i] == ":" for i in range(hit.last, begin)):
            return True
    return False
