"""Names that begin with their head: "Universität Potsdam"."""

from typing import Final

from kelisim.extract.names.organisation import Organisation
from kelisim.extract.names.shallow.branded import branded
from kelisim.extract.names.shallow.foreign import NO_NAME
from kelisim.extract.names.shallow.heads import head_code
from kelisim.extract.names.words import Words

_LONGEST: Final = 14  # tokens on one side of the head
_GENITIVES: Final = frozenset({"des", "eines"})
_OF_STATES: Final = frozenset({"ministry", "government", "embassy"})
_SEATED: Final = frozenset({"embassy", "office", "hospital"})  # bodies that are told apart by their town
_QUOTES: Final = {"«": "»", "„": "“", "“": "”", '"': '"'}


def begun(words: Words, head: int, code: str, free: int) -> Organisation | None:
    """Return the name that begins with a head or its adjectives, with field, owner and seat after it."""
    sentence = words.sentence(head)
    lowest = max(sentence.first, free)
    several = words.has(head, "plural") or _is_plural(words, head)
    if several or not words.capital[head] or _is_any(words, head, sentence.first):
        return None
    if words.has(head, "company"):
        return _company(words, head, code, lowest)
    first = _of_state(words, head, code, _adjectives(words, head, lowest), sentence.first)
    last = bare = head + 1
    for _ in range(5):
        step = _further(words, last, sentence.last)
        if step == last:
            break
        bare, last = last, step
    last = _seat(words, head, _to_acronym(words, last, sentence.last), code)
    brand = branded(words, head) if first == head else None
    if first == head and last > head + 1 and words.has(head + 1, "for"):
        first = _of_state(words, head, "ministry", first, sentence.first)
    lone_unit = code == "faculty" and last < sentence.last and not words.has(last, "of")
    if lone_unit or (last - first == 1 and not _stands_alone(words, head)):
        return brand if not lone_unit else None  # a unit stays in the office of who leads it
    return brand or Organisation(first, last, head, code, bare)


def _stands_alone(words: Words, head: int) -> bool:
    """Return whether a head is a name by itself: "VolkswagenStiftung", "Weltbank"."""
    return not _is_common(words, head) and not words.has(head, "weak")


def _of_state(words: Words, head: int, code: str, first: int, lowest: int) -> int:
    """Return where a body of a state begins, with the small adjective before it: "kasachisches"."""
    if first != head or head == lowest or code not in _OF_STATES:
        return first
    place = words.place[head - 1]
    owned = place is not None and place.kind == "adjective" and place.first == head - 1
    return head - 1 if owned and not words.capital[head - 1] else first


def _to_acronym(words: Words, last: int, highest: int) -> int:
    """Return the end of a name that goes on to its acronym in brackets: "für Wandel in Ökonomien (IWO)"."""
    if last + 3 >= highest or words.lower[last] != "in":
        return last
    end = last + 1
    while end < min(highest, last + 5) and words.tokens[end].pos in {"ADJ", "NOUN"}:
        if _is_place(words, end):
            return last
        end += 1
    return end if end + 1 < highest and words.lower[end] == "(" and words.acronym[end + 1] else last


def _is_place(words: Words, index: int) -> bool:
    place = words.place[index]
    return place is not None and place.kind != "adjective"


def _seat(words: Words, head: int, last: int, code: str) -> int:
    """Return the end of a name that its seat closes: "Österreichische Botschaft in Skopje"."""
    branch = (
        last == head + 1 and "-" in words.tokens[head].text and code == "centre"
    )  # "DAAD-Zentrum in Kairo"
    seated = code in _SEATED or branch
    if not seated or last + 1 >= words.sentence(head).last or words.lower[last] != "in":
        return last
    place = words.place[last + 1]
    return place.last if place is not None and place.kind != "adjective" and place.first == last + 1 else last


def _is_plural(words: Words, head: int) -> bool:
    """Return whether a feminine head ends in -n: in the plural alone ("Schulen")."""
    token = words.tokens[head]
    feminine = tuple(words.lexicon.table("organisations", "genders").get("f", ()))
    return token.lower != token.lemma and token.lower.endswith("n") and token.lemma.endswith(feminine)


def _is_any(words: Words, head: int, lowest: int) -> bool:
    """Return whether an indefinite article says that the head is no name: "ein gemeinsames Zentrum für"."""
    before = head - 1
    while before > lowest and words.tokens[before].pos == "ADJ" and not words.capital[before]:
        before -= 1
    return before >= lowest and words.lower[before] in words.lexicon.terms("organisations", "indefinite")


def _company(words: Words, head: int, code: str, lowest: int) -> Organisation | None:
    """Return the name of a firm that ends with its legal form: "SolarKühl GmbH"."""
    first = head
    while first > max(lowest, head - 4) and words.capital[first - 1] and not words.has(first - 1, *NO_NAME):
        first -= 1
    return Organisation(first, head + 1, head, code, head + 1) if first < head else None


def _is_common(words: Words, head: int) -> bool:
    """Return whether a compound is a word of the language ("Hochschulleitung"), no name with a hyphen."""
    text = words.tokens[head].text
    if "-" in text or any(c.isupper() for c in text[1:]):  # "VolkswagenStiftung"
        return False
    table = words.lexicon.table("organisations", "properties")
    lower = words.tokens[head].lower
    named = lower.endswith(tuple(table.get("named_ends", ()))) and lower not in table.get("unnamed", ())
    return not named and not lower.startswith(tuple(table.get("proper", ())))


def _adjectives(words: Words, head: int, lowest: int) -> int:
    """Return where the adjectives with a capital before the head begin: "Kirgisische Staatliche"."""
    first = head
    endings = tuple(words.lexicon.table("organisations", "properties").get("adjectives", ()))
    while first > lowest and words.capital[first - 1] and words.tokens[first - 1].text[-1].isalpha():
        before = words.lower[first - 1]
        if first > lowest + 1 and before.endswith("es") and words.lower[first - 2] in _GENITIVES:
            break  # "des Lenkungsausschusses Universität Luxemburg"
        if words.has(first - 1, *NO_NAME) or words.tokens[first - 1].pos in {"DET", "ADP", "PRON", "ADV"}:
            break
        if not before.endswith(endings) or head_code(words, first - 1) is not None:
            break
        first -= 1
    suspended = first - 3 >= lowest and words.has(first - 1, "and") and words.tokens[first - 2].text == "-"
    if (
        suspended and words.capital[first - 3] and words.joined[first - 3]
    ):  # "Forschungs- und Innovationsagentur"
        return _adjectives(words, first - 3, lowest)
    return _named_after(words, first, lowest)


def _named_after(words: Words, head: int, lowest: int) -> int:
    """Return where the person begins after whom a body is named: "Carl von Ossietzky Universität"."""
    first = head
    while first > lowest and head - first < 5:
        before = first - 1
        if not words.has(before, "connector") and (
            not words.capital[before] or words.tokens[before].pos != "NOUN" or words.has(before, *NO_NAME)
        ):
            break
        first = before
    article = first > lowest and words.tokens[first - 1].pos in {"DET", "ADP"}
    return first if first < head and words.has(first, "given") and article else head


def _further(words: Words, at: int, highest: int) -> int:
    """Return the end of one more complement: a field, an owner in the genitive, a seat; else `at`."""
    if at >= highest:
        return at
    if words.has(at, "for", "of"):
        start = at + 1
        if start < highest and words.has(start, "article"):
            start += 1
        end = fields_end(words, start, highest, several=words.has(at, "for"))
        return end if end > start else at
    if words.tokens[at].text in _QUOTES and at + 1 < highest and words.capital[at + 1]:
        close = _QUOTES[words.tokens[at].text]
        ends = (i + 1 for i in range(at + 1, min(highest, at + 8)) if words.tokens[i].text == close)
        return next(ends, at)
    if _may_follow(words, at) and not (at + 1 < highest and words.capital[at + 1] and _person(words, at)):
        return at + 1
    return at


def _may_follow(words: Words, at: int) -> bool:
    if not words.capital[at] or words.tokens[at].pos != "NOUN" or words.has(at, *NO_NAME):
        return False
    return words.acronym[at] or words.place[at] is not None or not words.has(at, "common", "field")


def _person(words: Words, at: int) -> bool:
    return words.has(at, "given") or words.label[at] == "PER"


def fields_end(words: Words, start: int, highest: int, *, several: bool = True) -> int:
    """Return the end of "Bildung, Wissenschaft und Forschung", "Angewandte Geowissenschaften"."""
    end = index = start
    while index < min(highest, start + _LONGEST):
        if words.capital[index] and words.tokens[index].text[0].isalpha():
            if words.has(index, "office", "title", "month") or head_code(words, index) is not None:
                break
            index += 1
            if words.tokens[index - 1].pos == "NOUN" and not _modifies(words, index - 1, highest):
                end = index
                if not several:
                    break
            continue
        small = words.tokens[index].pos == "ADJ" and index + 1 < highest and words.capital[index + 1]
        small = small and not words.lower[index + 1].endswith(("ende", "enden"))  # "für junge Studierende"
        if small and (index == start or words.has(index - 1, "and")):  # "für wirtschaftliche Zusammenarbeit"
            index += 1
            continue
        if not several or index == start:
            break
        suspended = words.tokens[index].text == "-" and words.joined[index - 1]
        if (
            suspended
            and index + 2 < highest
            and (words.has(index + 1, "and") or words.lower[index + 1] == ",")
        ):
            index += 2  # "Luft- und Raumfahrt"
            continue
        listed = words.lower[index] == "," and _closes(words, index + 1, highest)
        if (words.has(index, "and") or listed) and index + 1 < highest and words.capital[index + 1]:
            index += 1
            continue
        break
    return end


def _modifies(words: Words, index: int, highest: int) -> bool:
    """Return whether a word with a capital is an adjective before a noun: "Angewandte"."""
    endings = tuple(words.lexicon.table("organisations", "properties").get("adjectives", ()))
    return (
        index + 1 < highest
        and words.capital[index + 1]
        and words.lower[index].endswith(endings)
        and not _is_place(words, index)
        and not words.has(index, "field")
    )


def _closes(words: Words, start: int, highest: int) -> bool:
    """Return whether a list of nouns with capitals goes on from `start` to an "und"."""
    for index in range(start, min(highest, start + 6)):
        if words.has(index, "and"):  # behind a comma it joins more than fields: "für Kultur, A. B., und"
            return index > start and words.lower[index - 1] != ","
        if not words.capital[index] and words.lower[index] != ",":
            return False
    return False
