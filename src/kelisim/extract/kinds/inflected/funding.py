"""Funding where cases tell who gives to whom: sums with what they are for, and payers without a sum."""

from collections.abc import Iterator, Sequence
from typing import Final

from kelisim.extract.analysis import Range
from kelisim.extract.draft import base_phrase, names
from kelisim.extract.kinds.inflected.clauses import (
    case_of,
    clause,
    governed,
    in_case,
    names_in,
    noun_phrase_at,
    noun_phrase_ending,
    subjects,
    verbs_in,
)
from kelisim.extract.kinds.money import GIVERS, Sum, each_once, is_among, sum_values, sums
from kelisim.extract.lists import cues_in, names_after
from kelisim.extract.reading import Mention, MentionType, Reading
from kelisim.extract.roles import is_finite
from kelisim.model import Statement, Value

_TAKERS: Final[frozenset[MentionType]] = frozenset({"organisation", "group"})
_LIST: Final = 6  # tokens between getting and the grant
_BESIDE: Final = 2  # tokens between a grant and who gives it
_MARKS: Final = frozenset({"–", "—", "-"})
_FAR: Final = 2  # sentences over which a purpose told for one sum holds for the next


def funding(reading: Reading, extractor: str) -> Iterator[Statement]:
    """Yield one statement for each sum that goes into cooperation, and for each payer named without one."""
    found = list(sums(reading))
    priced = {money.sentence for money in found}
    quiet = (n for n in range(len(reading.analysis.sentences)) if n not in priced)
    unpriced = ((n, told) for n in quiet for told in _unpriced(reading, n))
    yield from each_once(reading, extractor, _each_sum(reading, found), unpriced)


def _each_sum(reading: Reading, found: Sequence[Sum]) -> Iterator[tuple[Sum, list[Value]]]:
    """Yield the sums with what is told of them; a purpose holds for the next sums, too."""
    before: tuple[int, Range] | None = None
    for number, money in enumerate(found):
        following = found[number + 1] if number + 1 < len(found) else None
        meant = _purpose(reading, money)
        if meant is not None:
            before = (money.sentence, meant)
        elif before is not None and money.sentence - before[0] <= _FAR:
            meant = before[1]
        yield money, _of_sum(reading, money, following, meant)


def _of_sum(reading: Reading, money: Sum, following: Sum | None, meant: Range | None) -> list[Value]:
    values = sum_values(reading, money)
    funders = _givers(reading, money) or _of_next(reading, money, following)
    takers = [m for m in _takers(reading, money) if not is_among(m, funders)]
    for mention in funders:
        values.extend(names(reading, "funders", mention, probability=0.8))
    for mention in takers:
        values.extend(names(reading, "recipients", mention, probability=0.7))
    if meant is not None:
        values.append(base_phrase(reading, "purpose", *meant, type="phrase", probability=0.7))
    return values


# ------------------------------------------------------------------ who gives, who gets


def _givers(reading: Reading, money: Sum) -> list[Mention]:
    """Return who gives a sum: beside it in brackets or before a dash, by the verb, after "от", "за счёт"."""
    beside = _beside(reading, money)
    if beside is not None:
        return [beside]
    for verb in _verbs(reading, money, "gives"):
        found = _acting(reading, verb)
        if len(found) > 0:
            return found
    for hit in cues_in(reading, "funding", "sources", money.first, money.last):
        found = list(names_after(reading, hit.last, money.last, GIVERS))
        if len(found) > 0 and found[0].first - hit.last <= 3:
            return found
    return []


def _beside(reading: Reading, money: Sum) -> Mention | None:
    """Return the name beside a sum: "Комитет (75 млн тенге)", "90 млн тенге (Фонд)", "Фонд – 800 тысяч"."""
    tokens, amount = reading.analysis.tokens, money.amount
    bounds = reading.lexicon.terms("funding", "bounds")
    index = amount.first - 1
    while index > money.first and tokens[index].lower in bounds:
        index -= 1
    if tokens[index].text == "(" or tokens[index].text in _MARKS:
        here = [m for m in reading.mentions_in(max(money.first, index - 16), index) if m.last == index]
        outer = max(here, key=lambda m: m.last - m.first, default=None)
        if outer is not None and outer.type == "organisation":
            dash = tokens[index].text in _MARKS
            return None if dash and governed(reading, outer) else outer
    if amount.last + 1 < money.last and tokens[amount.last].text == "(":
        inside = [m for m in reading.mentions_in(amount.last + 1, money.last) if m.first == amount.last + 1]
        return next((m for m in inside if m.type == "organisation"), None)
    return None


def _verbs(reading: Reading, money: Sum, table: str) -> list[int]:
    """Return the verbs of a table before a sum, nearest first, then those behind it in the same clause."""
    lemmas = reading.lexicon.terms("funding", table)
    tokens, amount = reading.analysis.tokens, money.amount
    before = list(verbs_in(reading, money.first, amount.first, lemmas))
    after = []
    for verb in verbs_in(reading, amount.last, money.last, lemmas):
        if not any(t.text in {",", ";"} for t in tokens[amount.last : verb]):
            after.append(verb)
    return [*reversed(before), *after]


def _acting(reading: Reading, verb: int) -> list[Mention]:
    """Return who does what a verb says: its subject, in the passive the name in the instrumental."""
    token = reading.analysis.tokens[verb]
    first, last = clause(reading, verb)
    if "Voice=Pass" in token.features:
        return in_case(reading, first, last, "Ins", GIVERS)
    lead = _antecedent(reading, verb, first)
    return [lead] if lead is not None else subjects(reading, verb, first, last, GIVERS)


def _antecedent(reading: Reading, verb: int, first: int) -> Mention | None:
    """Return the name that "который" before a verb takes up: "Министерство, которое выделило"."""
    tokens = reading.analysis.tokens
    for index in range(verb - 1, max(first, verb - 6), -1):
        if tokens[index].lemma == "который" and tokens[index].case in {"Nom", ""}:
            here = [m for m in reading.mentions_in(max(first, index - 18), index) if m.last >= index - 2]
            return max(here, key=lambda m: m.last - m.first, default=None)
    return None


def _of_next(reading: Reading, money: Sum, following: Sum | None) -> list[Mention]:
    """Return who pays by the sentence after a sum: "Финансирует фонд", "Источник – агентство"."""
    number = money.sentence + 1
    if number >= len(reading.analysis.sentences) or (following is not None and following.sentence <= number):
        return []
    sentence = reading.analysis.sentences[number]
    opens = reading.analysis.tokens[sentence.first].lemma
    if opens not in reading.lexicon.terms("funding", "pays"):
        return []
    return subjects(reading, sentence.first, sentence.first, sentence.last, GIVERS)


def _takers(reading: Reading, money: Sum) -> list[Mention]:
    """Return who gets a sum: the subject of the getting, the name in the dative beside the giving."""
    for verb in _verbs(reading, money, "gets"):
        first, last = clause(reading, verb)
        found = subjects(reading, verb, first, last, _TAKERS)
        if len(found) > 0:
            return found
    for verb in _verbs(reading, money, "gives"):
        first, last = clause(reading, verb)
        found = in_case(reading, first, last, "Dat", _TAKERS)
        if len(found) > 0:
            return found[:1]
    return []


# ------------------------------------------------------------------ what for


def _purpose(reading: Reading, money: Sum) -> Range | None:
    """Return what a sum is for."""
    for found in (
        _before_bracket(reading, money),
        _led_to(reading, money, money.amount.last, money.last),
        _priced(reading, money),
        _led_to(reading, money, money.first, money.amount.first),
        _costing(reading, money),
        _object(reading, money),
    ):
        if found is not None and not _is_hollow(reading, found):
            return found
    return None


def _is_hollow(reading: Reading, found: Range) -> bool:
    """Tell a phrase that names no purpose: "этих целей", "год", "сумма"."""
    hollow = reading.lexicon.terms("funding", "hollow") | reading.lexicon.terms("funding", "money")
    tokens = [t for t in reading.analysis.tokens[slice(*found)] if t.pos in {"NOUN", "PROPN"}]
    return len(tokens) == 0 or tokens[0].lemma in hollow


def _before_bracket(reading: Reading, money: Sum) -> Range | None:
    """Return the thing that a sum in brackets prices: "закупку спектрометра (118 млн тенге)"."""
    tokens = reading.analysis.tokens
    bounds = reading.lexicon.terms("funding", "bounds")
    index = money.amount.first - 1
    while index > money.first and tokens[index].lower in bounds:
        index -= 1
    if tokens[index].text != "(" or any(
        m.last == index and m.type == "organisation" for m in reading.mentions_in(money.first, index)
    ):
        return None
    return noun_phrase_ending(reading, index, money.first)


def _led_to(reading: Reading, money: Sum, first: int, last: int) -> Range | None:
    """Return what "на", "в" with the accusative, "для" with the genitive lead to."""
    tokens = reading.analysis.tokens
    purposes = reading.lexicon.cues("funding", "purposes")
    inside = {i for m in reading.mentions_in(first, last) for i in range(m.first + 1, m.last)}
    for index in range(first, last - 1):
        hit = purposes.at(tokens, index, last) if index not in inside else None
        if hit is None or hit.last >= last:
            continue
        if tokens[index].text in {",", ";"} or not _is_aim(reading, hit.first, hit.last, last):
            continue
        if any(tokens[i].text == ";" for i in range(min(money.amount.last, index), index)):
            return None
        found = noun_phrase_at(reading, hit.last, last)
        if found is not None and not _is_hollow(reading, found):
            return found
    return None


def _is_aim(reading: Reading, preposition: int, noun: int, last: int) -> bool:
    """Tell an aim from a date, a span of time, a sum and a place."""
    tokens = reading.analysis.tokens
    if len(reading.dates_in(noun, min(last, noun + 3))) > 0 or tokens[noun].pos in {"PRON", "VERB"}:
        return False
    if any(
        a.first <= noun + 1 for a in reading.amounts_in(noun, min(last, noun + 6)) if a.currency is not None
    ):
        return False
    head = next((i for i in range(noun, min(last, noun + 5)) if tokens[i].pos in {"NOUN", "PROPN"}), None)
    if head is None or tokens[head].lemma in reading.lexicon.terms("funding", "spans"):
        return False
    wanted = {"Gen"} if tokens[preposition].lower == "для" else {"Acc", "Nom", ""}
    inanimate = tokens[preposition].lower != "в" or tokens[head].case == "Acc"
    return tokens[head].case in wanted and inanimate


def _priced(reading: Reading, money: Sum) -> Range | None:
    """Return the thing that a sum describes: "ремонт на 5 млн", "договор на поставку стоимостью 3 млн"."""
    tokens = reading.analysis.tokens
    for hit in cues_in(reading, "funding", "worth", money.first, money.amount.first):
        bounds = reading.lexicon.terms("funding", "bounds")
        if any(t.lower not in bounds for t in tokens[hit.last : money.amount.first]):
            continue
        for index in range(hit.first - 1, max(money.first, hit.first - 8), -1):
            if tokens[index].pos == "ADP" and tokens[index].lower in {"на", "для", "об", "о"}:
                return noun_phrase_at(reading, index + 1, hit.first)
            if tokens[index].text in ",;(" or is_finite(reading.analysis, index):
                break
        return noun_phrase_ending(reading, hit.first, money.first)
    return None


def _costing(reading: Reading, money: Sum) -> Range | None:
    """Return what is said to cost a sum: "стоимость проекта составляет", "бюджет сети – 9 млн"."""
    tokens = reading.analysis.tokens
    prices = reading.lexicon.terms("funding", "prices")
    inside = {i for m in reading.mentions_in(money.first, money.amount.first) for i in range(m.first, m.last)}
    for index in range(money.first, money.amount.first):
        if tokens[index].lemma not in prices or index in inside:
            continue
        after = index + 1
        if after < money.amount.first and tokens[after].lower in {"на", "в"}:
            after += 1
        found = noun_phrase_at(reading, after, money.amount.first)
        if found is not None and (tokens[after].case in {"Gen", "Acc"} or tokens[after].text == "«"):
            return found
        owner = index - 1
        if owner >= money.first and tokens[owner].lower in reading.lexicon.terms("funding", "owners"):
            return _told_before(reading, money.sentence, tokens[owner].lower)
    return None


def _told_before(reading: Reading, number: int, pronoun: str) -> Range | None:
    """Return the thing of the sentence before that "её", "его" takes up, by its gender."""
    if number == 0:
        return None
    gender = {"её": "Gender=Fem", "ее": "Gender=Fem", "его": "Gender="}.get(pronoun, "Number=Plur")
    sentence = reading.analysis.sentences[number - 1]
    for index in range(sentence.first, sentence.last):
        token = reading.analysis.tokens[index]
        fits = gender in token.features and (pronoun != "его" or "Gender=Fem" not in token.features)
        if token.pos == "NOUN" and fits and token.relation.split(":")[0] in {"nsubj", "obj", "conj"}:
            return noun_phrase_at(reading, index, sentence.last)
    return None


def _object(reading: Reading, money: Sum) -> Range | None:
    """Return what is paid for: the object of the giving beside the sum, the subject of its passive."""
    for verb in _verbs(reading, money, "gives"):
        found = _paid(reading, verb, money.first, money.last)
        if found is not None and not found[0] <= money.amount.first < found[1]:
            return found
    return None


def _paid(reading: Reading, verb: int, first: int, last: int) -> Range | None:
    tokens = reading.analysis.tokens
    passive = "Voice=Pass" in tokens[verb].features
    for child in reading.analysis.children[verb]:
        relation = tokens[child].relation
        wanted = relation == "nsubj:pass" or (passive and relation == "nsubj") or relation == "obj"
        if not wanted or tokens[child].pos not in {"NOUN", "PROPN"} or not first <= child < last:
            continue
        if any(m.first <= child < m.last for m in names_in(reading, first, last, GIVERS)):
            continue
        start = child
        while start > first and tokens[start - 1].pos in {"ADJ", "NUM"}:
            start -= 1
        return noun_phrase_at(reading, start, last)
    return _accusative(reading, verb, first, last)


def _accusative(reading: Reading, verb: int, first: int, last: int) -> Range | None:
    """Return the thing in the accusative nearest a verb, where the parser has not seen its object."""
    tokens = reading.analysis.tokens
    inside = {i for m in reading.mentions_in(first, last) for i in range(m.first, m.last)}
    inside |= {i for a in reading.amounts_in(first, last) for i in range(a.first, a.last)}
    for index in sorted(range(first, last), key=lambda i: abs(i - verb)):
        token = tokens[index]
        if token.pos != "NOUN" or token.case != "Acc" or index in inside or abs(index - verb) > 8:
            continue
        start = index
        while start > first and tokens[start - 1].pos in {"ADJ", "NUM", "DET"}:
            start -= 1
        if start > 0 and tokens[start - 1].pos == "ADP":
            continue
        between = range(min(verb, index) + 1, max(verb, index))
        if not any(tokens[i].text in {",", ";"} or is_finite(reading.analysis, i) for i in between):
            return noun_phrase_at(reading, start, last)
    return None


# ------------------------------------------------------------------ payers without a sum


def _unpriced(reading: Reading, number: int) -> Iterator[list[Value]]:
    """Yield who pays for what where no sum is told: "проезд оплатит фонд", "обучение за счёт бюджета"."""
    sentence = reading.analysis.sentences[number]
    if reading.analysis.is_heading(sentence):
        return
    pays = reading.lexicon.terms("funding", "pays")
    for verb in verbs_in(reading, sentence.first, sentence.last, pays):
        funders = _acting(reading, verb)
        thing = _paid(reading, verb, *clause(reading, verb))
        yield from _told(reading, funders, thing)
    yield from _granted(reading, sentence.first, sentence.last)
    for hit in cues_in(reading, "funding", "takes_on", sentence.first, sentence.last):
        taken = next(
            (i for i in range(hit.first, hit.last) if reading.analysis.tokens[i].pos == "VERB"), None
        )
        if taken is not None:
            first, last = clause(reading, taken)
            acting = subjects(reading, taken, first, last, GIVERS)
            thing = noun_phrase_at(reading, hit.last, last)
            if thing is None or any(thing[0] <= m.first < thing[1] for m in acting):
                thing = _paid(reading, taken, first, last) or noun_phrase_at(reading, first, taken)
            yield from _told(reading, acting, thing)
    for hit in cues_in(reading, "funding", "unpriced", sentence.first, sentence.last):
        funders = list(names_after(reading, hit.last, sentence.last, GIVERS))
        if len(funders) > 0 and funders[0].first - hit.last <= 2:
            yield from _told(reading, funders, noun_phrase_ending(reading, hit.first, sentence.first))


def _granted(reading: Reading, first: int, last: int) -> Iterator[list[Value]]:
    """Yield who gets a grant of whom, and what for: "вуз получит грант министерства на разработку"."""
    tokens = reading.analysis.tokens
    grants = reading.lexicon.terms("funding", "granted")
    for verb in verbs_in(reading, first, last, reading.lexicon.terms("funding", "gets")):
        noun = next((i for i in range(verb + 1, min(last, verb + _LIST)) if tokens[i].lemma in grants), None)
        if noun is None:
            continue
        behind = names_in(reading, noun + 1, last, GIVERS)
        funders = [m for m in behind if m.first - noun <= _BESIDE and case_of(reading, m) == "Gen"]
        if len(funders) == 0:
            continue
        values = [v for m in funders[:1] for v in names(reading, "funders", m, probability=0.7)]
        for mention in subjects(reading, verb, first, last, _TAKERS):
            values.extend(names(reading, "recipients", mention, probability=0.6))
        start = funders[0].last
        aimed = start < last and tokens[start].lower in reading.lexicon.terms("funding", "aims")
        thing = noun_phrase_at(reading, start + 1, last) if aimed else None
        if thing is not None and not _is_hollow(reading, thing):
            values.append(base_phrase(reading, "purpose", *thing, type="phrase", probability=0.6))
        yield values


def _told(reading: Reading, funders: Sequence[Mention], thing: Range | None) -> Iterator[list[Value]]:
    tokens = reading.analysis.tokens
    projects = reading.lexicon.terms("funding", "projects")
    named = [m for m in funders if m.named]
    if len(named) == 0 or thing is None or any(t.lemma in projects for t in tokens[slice(*thing)]):
        return
    values = [v for mention in named for v in names(reading, "funders", mention, probability=0.8)]
    values.append(base_phrase(reading, "purpose", *thing, type="phrase", probability=0.6))
    yield values
