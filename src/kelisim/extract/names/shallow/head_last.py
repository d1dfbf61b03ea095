"""Names that end with their head, which is possessed: "Хиросима университеті"."""

from collections.abc import Iterator
from typing import Final

from kelisim.extract.endings import case_shown
from kelisim.extract.names.organisation import SEVERAL_FIELDS, Organisation
from kelisim.extract.names.shallow.foreign import NO_NAME
from kelisim.extract.names.shallow.heads import head_code
from kelisim.extract.names.words import Words
from kelisim.places import city, place_of

_SHORTEST: Final = 2  # letters of a word before the ending of a case
_LONGEST: Final = 14  # tokens on one side of the head
_LOCAL: Final = frozenset({"authority", "department"})
_FIELD: Final = 5  # tokens of what a local office is for
_SEATED: Final = frozenset({"embassy", "office", "hospital"})  # bodies that are told apart by their town
_OBJECTS: Final = frozenset({"Case=Acc", "Case=Dat", "Case=Ins"})
_QUOTES: Final = {"«": "»", "„": "“", "“": "”", '"': '"'}


def ended(words: Words, head: int, code: str, free: int) -> Organisation | None:
    """Return the name that ends with a possessed head: from the leftmost capital that belongs to it."""
    sentence = words.sentence(head)
    lowest = max(sentence.first, free, head - _LONGEST)
    first = index = head
    if _is_quoted_within(words, head, sentence.last):
        return None
    bare = head + 1 < sentence.last and words.tokens[head].lower == words.tokens[head].lemma
    if bare and head_code(words, head + 1) is not None:  # "орман шаруашылығы университеті"
        return None
    while index > lowest:
        before = index - 1
        if words.tokens[before].text in {"»", "”", "“", '"'}:
            opening = _opened(words, before, lowest)
            if opening is not None and not any(words.capital[index:head]):
                first = opening  # "«Ақтау теңіз порты» ұлттық компаниясы"
            break
        if not (_belongs(words, before, index) or _lists(words, before, head, code)):
            break
        index = before
        if words.capital[index]:
            first = index
    while first < head and (
        (words.has(first, "stop", "month", "title") and not _of_compound(words, first))
        or _is_seat(words, first, head, code)
        or (first < head - 1 and _is_head_alone(words, first))
    ):
        first += 1
    first = next((i for i in range(first, head) if words.capital[i] or words.tokens[i].text in _QUOTES), head)
    first = _after_others(words, first, head)
    common = words.lexicon.terms("names", "acronyms")
    named = any(words.capital[i] and words.lower[i] not in common for i in range(first, head))
    if first == head or not named or (words.has(head, "weak") and head - first < 1):
        return _local(words, head, code, lowest)
    return Organisation(first, head + 1, head, code, head + 1)


def honoured_acronyms(words: Words) -> Iterator[Organisation]:
    """Yield bodies that are told by whom they honour and their acronym: "Қ.И. Сәтбаев атындағы ҚазҰТЗУ"."""
    for sentence in words.analysis.sentences:
        for index in range(sentence.first + 1, sentence.last - 1):
            if not (_honours(words, index) and words.acronym[index + 1]):
                continue
            first = index
            while first > sentence.first and words.capital[first - 1] and not words.has(first - 1, *NO_NAME):
                first -= 1
            if first < index:
                yield Organisation(first, index + 2, index + 1, "university", index + 2)


def _is_head_alone(words: Words, index: int) -> bool:
    """Return whether a word only recalls a body told before: "Университет Эге университетімен"."""
    return words.lower[index] in words.lexicon.terms("names", "descriptions_alone")


def _is_seat(words: Words, index: int, head: int, code: str) -> bool:
    """Return whether a first word only says where a body is: "Болгариядағы София университеті"."""
    return _is_seated(words, index) and index + 1 < head and code not in _SEATED


def _local(words: Words, head: int, code: str, lowest: int) -> Organisation | None:
    """Return an office of the region that a text is about: "облыс әкімдігі", "қала білім басқармасы"."""
    if code not in _LOCAL:
        return None
    regions = words.lexicon.table("organisations", "properties").get("local", ())
    for first in range(head - 1, max(lowest, head - _FIELD) - 1, -1):
        if words.tokens[first].lemma in regions or words.lower[first] in regions:
            return Organisation(first, head + 1, head, code, head + 1)
        if words.tokens[first].pos not in {"X", "NOUN", "ADJ"} or words.tokens[first].features != "":
            break
    return None


def _is_quoted_within(words: Words, head: int, last: int) -> bool:
    """Return whether a head closes the quoted part of a longer name: "«Ақтау порты» ұлттық компаниясы"."""
    if head + 1 >= last or words.tokens[head + 1].text not in {"»", "”"}:
        return False
    for index in range(head + 2, min(last, head + 5)):
        if head_code(words, index) is not None:
            return True
        if words.tokens[index].pos not in {"ADJ", "X", "NOUN"} or words.tokens[index].features != "":
            return False
    return False


def _after_others(words: Words, first: int, head: int) -> int:
    """Return where the name begins behind whoever stands before it: an acronym, a person after a post."""
    if head - first > 2 and words.acronym[first] and words.capital[first + 1]:
        return first + 1  # "ҚазҰАЗУ Сиань Цзяотун университетімен"
    for index in range(first, head - 2):  # "Қ.И. Сәтбаев атындағы ҚазҰТЗУ Грац университетімен"
        if _honours(words, index) and words.acronym[index + 1] and words.capital[index + 2]:
            return index + 2
    posted = first > 0 and words.has(first - 1, "office", "title")
    longer = 2 if words.has(first, "given") else 3
    person = head - first > longer and words.capital[first + 1] and words.capital[first + 2]
    return first + 2 if posted and person else first


def _opened(words: Words, closing: int, lowest: int) -> int | None:
    for index in range(closing - 1, lowest - 1, -1):
        if words.tokens[index].text in _QUOTES:
            return index
    return None


def _honours(words: Words, index: int) -> bool:
    """Return whether a word says that the name before it is that of a person honoured: "атындағы"."""
    token = words.tokens[index]
    return not words.lexicon.terms("organisations", "named").isdisjoint({token.lower, token.lemma})


def _belongs(words: Words, index: int, after: int) -> bool:
    """Return whether a word before the head can be part of the name: no case but "named after", no verb."""
    token = words.tokens[index]
    acted_on = case_shown(words.lexicon, token.lower) == "Acc" and token.lower != token.lemma
    does = acted_on and "VerbForm=Vnoun" in words.tokens[after].features
    if does or _of_compound(words, index) or _seats(words, index, after) or _regional(words, index):
        return True  # "Орталық Азияны зерттеу институты"
    if _honours(words, index) or (_honours(words, after) and token.pos in {"NOUN", "X", "ADJ"}):
        return True
    if token.text in {"-", "–"}:
        return words.joined[index]
    if token.pos in {"PUNCT", "NUM", "ADP", "PRON", "DET", "ADV", "VERB", "AUX", "SCONJ"}:
        return token.text.endswith(".") and words.capital[index]
    if words.has(index, "and"):
        return not words.capital[after] or words.has(after, "field")
    barred = token.pos == "CCONJ" or words.has(index, *NO_NAME) or head_code(words, index) is not None
    # "Кениятта университеті": no locative stands right before what is possessed
    own = words.capital[index] and place_of(token.text) is None and token.features != "Case=Gen"
    uncased = (own and head_code(words, after) is not None) or not _in_case(words, index)
    return not barred and uncased


def _lists(words: Words, index: int, head: int, code: str) -> bool:
    """Return whether a comma parts the fields of a body: "Білім, ғылым және инновациялар министрлігі"."""
    if words.tokens[index].text != "," or code not in SEVERAL_FIELDS or not words.has(index - 1, "field"):
        return False
    last = next((i for i in range(head - 1, index, -1) if words.has(i, "and")), index)
    between = words.tokens[index + 1 : head]
    return last > index and not any(t.text[0].isupper() or t.pos in {"VERB", "AUX", "NUM"} for t in between)


def _of_compound(words: Words, index: int) -> bool:
    """Return whether a word opens the name of a part of the world: "Орталық Азия"."""
    if index + 1 >= len(words.tokens):
        return False
    parts = words.lexicon.table("organisations", "properties").get("parts_of_world", ())
    return f"{words.lower[index]} {words.tokens[index + 1].lemma}" in parts


def _seats(words: Words, index: int, after: int) -> bool:
    """Return whether a country owns what lies in another: "Жапонияның Қазақстандағы елшілігі"."""
    return _is_seated(words, after) and words.place[index] is not None


def _is_seated(words: Words, index: int) -> bool:
    """Return whether a word tells where something is: "Қазақстандағы"."""
    endings = tuple(words.lexicon.table("organisations", "properties").get("seated", ()))
    placed = words.place[index] is not None or place_of(words.tokens[index].text) is not None
    return words.capital[index] and words.lower[index].endswith(endings) and placed


def _regional(words: Words, index: int) -> bool:
    """Return whether a word says that the place before it is a region: "Абай облысының … басқармасы"."""
    regions = words.lexicon.table("organisations", "properties").get("regions", ())
    token = words.tokens[index]
    return (
        index > 0 and words.capital[index - 1] and any(token.lower.startswith(region) for region in regions)
    )


def _in_case(words: Words, index: int) -> bool:
    """Return whether a word ends as a case does; a field and a town ("медицина", "Қызылорда") may do so."""
    token = words.tokens[index]
    if not words.capital[index] and token.features in _OBJECTS and not words.has(index, "field"):
        return True
    endings = words.lexicon.table("organisations", "properties").get("cases", ())
    own = len(token.lower) - _SHORTEST  # letters that an ending may have: "Эге" is in no case
    ending = next((e for e in endings if len(e) <= own and token.lower.endswith(e)), "")
    uncased = tuple(words.lexicon.table("organisations", "properties").get("uncased", ()))
    field = words.has(index, "field") and token.lower == token.lemma
    if ending == "" or field or token.lower.endswith(uncased):
        return False
    town = city(token.text) if words.capital[index] else None
    return town is None or city(token.text[: -len(ending)]) == town
