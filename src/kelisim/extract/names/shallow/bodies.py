"""Organisations by their head noun, with the name before it or after it."""

from typing import Final

from kelisim.extract.endings import case_shown
from kelisim.extract.names.organisation import Organisation
from kelisim.extract.names.shallow.branded import branded
from kelisim.extract.names.shallow.coordinated import coordinated
from kelisim.extract.names.shallow.foreign import NO_NAME, heads_on, is_romance, latin, romance
from kelisim.extract.names.words import Words
from kelisim.places import city, place_of

_SHORTEST: Final = 2  # letters of a word before the ending of a case
_LONGEST: Final = 14  # tokens on one side of the head
_GENITIVES: Final = frozenset({"des", "eines"})
_LOCAL: Final = frozenset({"authority", "department"})
_FIELD: Final = 5  # tokens of what a local office is for
_OF_STATES: Final = frozenset({"ministry", "government", "embassy"})
_SEATED: Final = frozenset({"embassy", "office", "hospital"})  # bodies that are told apart by their town
_OBJECTS: Final = frozenset({"Case=Acc", "Case=Dat", "Case=Ins"})
_QUOTES: Final = {"«": "»", "„": "“", "“": "”", '"': '"'}


def find_organisations(words: Words) -> tuple[Organisation, ...]:
    """Return the names with a head noun in text order; they do not overlap.

    Languages that end a name with its head ("X университеті") have `ending` among the properties of
    organisations; their head must show that it is possessed. The others have adjectives before the head and
    its field, owner and seat after it.
    """
    ends = "head" in words.lexicon.table("organisations", "properties").get("ending", ())
    found: list[Organisation] = []
    for sentence in words.analysis.sentences:
        index, free = sentence.first, sentence.first
        while index < sentence.last:
            code = head_code(words, index)
            body = _renowned(words, index, sentence.last) if ends else None
            if body is None and code is not None and not is_romance(words, index):
                english = words.lower[index] in words.lexicon.terms("organisations", "english")
                body = latin(words, index, code, free) if english and not ends else None
                if body is None and not (english and not ends and heads_on(words, index)):
                    body = _ended(words, index, code, free) if ends else _begun(words, index, code, free)
                if body is None and words.tokens[index].text.isascii():
                    body = latin(words, index, code, free)
            elif body is None:
                body = romance(words, index, free) or branded(words, index)
            if body is None:
                index += 1
                continue
            found.append(body)
            index = free = body.last
    taken = {i for body in found for i in range(body.first, body.last)}
    found += [b for b in coordinated(words) if taken.isdisjoint(range(b.first, b.last))] if ends else []
    return tuple(sorted(found, key=lambda body: body.first))


def _renowned(words: Words, index: int, highest: int) -> Organisation | None:
    """Return a name of several words that the lexicon has, in any case: "Британдық Кеңестің"."""
    if not words.capital[index]:
        return None
    hit = words.lexicon.cues("organisations", "names").at(words.tokens, index, highest)
    if hit is None or hit.code != "known" or hit.last - index < 2:
        return None
    return Organisation(index, hit.last, hit.last - 1, "organisation", hit.last)


def head_code(words: Words, index: int) -> str | None:
    """Return the code of the head noun at a token: a word of the list, or a compound that ends in one."""
    token = words.tokens[index]
    short = token.lower in words.lexicon.table("organisations", "properties").get("short", ())
    if not any(c.islower() for c in token.text) and not short:
        return None
    if short and words.lexicon.verb_final and token.text.islower():
        return None  # "ақ" is white, too
    forms = (token.lower, token.lemma)
    if not words.lexicon.terms("organisations", "no_bodies").isdisjoint(forms):
        return None
    for code, terms in words.lexicon.table("organisations", "heads").items():
        if any(form in terms for form in forms):
            return code
    if words.capital[index]:
        for code, terms in words.lexicon.table("organisations", "suffixes").items():
            if any(form.endswith(term) and form != term for form in forms for term in terms):
                return code
    return None


# ------------------------------------------------------------------ head first: "Universität Potsdam"


def _begun(words: Words, head: int, code: str, free: int) -> Organisation | None:
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
    proper = words.lexicon.table("organisations", "properties").get("proper", ())
    return not words.tokens[head].lower.startswith(tuple(proper))


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
        if words.has(index, "and"):
            return index > start
        if not words.capital[index] and words.lower[index] != ",":
            return False
    return False


# ------------------------------------------------------------------ head last: "Хиросима университеті"


def _ended(words: Words, head: int, code: str, free: int) -> Organisation | None:
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
        if not _belongs(words, before, index):
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
