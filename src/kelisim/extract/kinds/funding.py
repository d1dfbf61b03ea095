"""Funding: money for cooperation, who gives it, who gets it, what for."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final

from kelisim.extract.draft import names, normalised, phrase, statement
from kelisim.extract.lexicon import Hit
from kelisim.extract.lists import cues_in, is_passive, names_after, subjects_of
from kelisim.extract.phrases import phrase_end
from kelisim.extract.reading import Amount, Mention, MentionType, Reading
from kelisim.extract.roles import is_finite
from kelisim.extract.syntax import ancestors, noun_phrase, strip_marks, subject_range
from kelisim.model import Statement, Value

UNKNOWN_CURRENCY: Final = "XXX"  # ISO 4217: "$" and "pesos" are the money of many countries
_GIVERS: Final[frozenset[MentionType]] = frozenset({"organisation", "place", "group"})
_TAKERS: Final[frozenset[MentionType]] = frozenset({"organisation", "person", "group", "place"})
_LONGEST_PURPOSE: Final = 16
_NEAR: Final = 14
_ADJACENT: Final = 4  # tokens between two sums that are one range or one conversion

Range = tuple[int, int]


@dataclass(frozen=True, slots=True)
class _Sum:
    """A sum of money and the stretch that speaks of it: its sentence between the sums around it."""

    amount: Amount
    first: int
    last: int
    sentence: int


def funding(reading: Reading, extractor: str) -> Iterator[Statement]:
    """Yield one statement for each sum that goes into cooperation, and for each funder named without one."""
    sums = list(_sums(reading))
    blocks, sentences = reading.analysis.blocks, reading.analysis.sentences
    told: set[tuple[object, ...]] = set()
    order = sorted(
        range(len(sums)), key=lambda i: blocks[sentences[sums[i].sentence].block].kind == "heading"
    )  # a headline repeats in short what the body tells
    for number in order:
        money = sums[number]
        previous = sums[number - 1] if number > 0 and sums[number - 1].sentence == money.sentence else None
        values = _of_sum(reading, money, previous)
        if previous is None and all(value.slot != "funders" for value in values) and money.sentence > 0:
            values += _told_before(reading, money.sentence - 1)
        key = (money.amount.value, money.amount.currency)
        if key not in told:
            told.add(key)
            yield statement(
                reading, "funding", values, [money.sentence], probability=0.75, extractor=extractor
            )
    priced = {number for money in sums for number in (money.sentence, money.sentence - 1)}
    for number in range(len(reading.analysis.sentences)):
        if number in priced:
            continue
        for values in _unpriced(reading, number):
            funders = tuple(value.referent for value in values if value.slot == "funders")
            if funders not in told:
                told.add(funders)
                yield statement(reading, "funding", values, [number], probability=0.6, extractor=extractor)


# ------------------------------------------------------------------ which sums


def _sums(reading: Reading) -> Iterator[_Sum]:
    analysis = reading.analysis
    money = [a for a in reading.amounts if a.currency is not None]
    kept = [a for i, a in enumerate(money) if not _is_repeated(reading, money, i)]
    for index, amount in enumerate(kept):
        if not _for_cooperation(reading, amount):
            continue
        number = analysis.sentence_of[amount.first]
        sentence = analysis.sentences[number]
        before = kept[index - 1].last if index > 0 else 0
        after = kept[index + 1].first if index + 1 < len(kept) else sentence.last
        yield _Sum(amount, max(sentence.first, before), min(sentence.last, after), number)


def _is_repeated(reading: Reading, money: list[Amount], index: int) -> bool:
    """Tell a conversion ("US$106m (NZD$156m)") and the earlier end of a range ("from 10 to 60 million")."""
    tokens = reading.analysis.tokens
    amount = money[index]
    if index > 0 and amount.first - money[index - 1].last <= _ADJACENT:
        between = [t.text for t in tokens[money[index - 1].last : amount.first]]
        if "(" in between or "/" in between:
            return True
    if index + 1 < len(money) and money[index + 1].first - amount.last <= 1:
        following = tokens[amount.last].lower if amount.last < len(tokens) else ""
        return following in reading.lexicon.terms("funding", "range")
    return False


def _for_cooperation(reading: Reading, amount: Amount) -> bool:
    """Tell whether the sentence speaks of giving or of a budget, and not of trade, fees or turnover."""
    analysis = reading.analysis
    sentence = analysis.sentences[analysis.sentence_of[amount.first]]
    first, last = max(sentence.first, amount.first - _NEAR), min(sentence.last, amount.last + _NEAR)
    near = analysis.tokens[first:last]
    lemmas = {token.lemma for token in near} | {token.lower for token in near}
    given = len(lemmas & reading.lexicon.terms("funding", "strong")) > 0
    if not given and len(lemmas & reading.lexicon.terms("funding", "others")) > 0:
        return False
    if len(lemmas & reading.lexicon.terms("funding", "about")) > 0:
        return True
    return any(
        next(cues_in(reading, "funding", table, sentence.first, sentence.last), None) is not None
        for table in ("gives", "gets", "costs")
    )


def _currency(reading: Reading, amount: Amount) -> str | None:
    """Return the currency; "pesos" are those of the country that the text names, a bare "$" stays open."""
    if amount.currency != UNKNOWN_CURRENCY:
        return amount.currency
    named = {referent.country for referent in reading.referents}
    word = reading.analysis.tokens[amount.last - 1].lower
    shared: dict[str, str] = reading.lexicon.topics.get("funding", {}).get("shared", {}).get(word, {})
    found = {code for country, code in shared.items() if country in named}
    return found.pop() if len(found) == 1 else None


# ------------------------------------------------------------------ who gives, who gets, what for


def _of_sum(reading: Reading, money: _Sum, previous: _Sum | None) -> list[Value]:
    amount = money.amount
    values: list[Value] = [normalised(reading, "amount", amount.value, (amount.first, amount.last))]
    currency = _currency(reading, amount)
    if currency is not None:
        values.append(normalised(reading, "currency", currency, (amount.first, amount.last)))
    givers = _givers(reading, money, previous)
    takers = [m for m in _takers(reading, money) if not _same(m, givers)]
    for mention in givers:
        values.extend(names(reading, "funders", mention, probability=0.8))
    for mention in takers:
        values.extend(names(reading, "recipients", mention, probability=0.75))
    purpose = _purpose(reading, money)
    if purpose is not None and not _names_one_of(reading, purpose, [*givers, *takers]):
        values.append(phrase(reading, "purpose", *purpose, probability=0.7))
    return values


def _same(mention: Mention, others: list[Mention]) -> bool:
    return any(set(mention.referents) & set(other.referents) for other in others)


def _names_one_of(reading: Reading, span: Range, mentions: list[Mention]) -> bool:
    inside = [m for m in reading.mentions_in(*span) if m.last - m.first >= span[1] - span[0] - 1]
    return any(_same(mention, mentions) for mention in inside)


def _givers(reading: Reading, money: _Sum, previous: _Sum | None) -> list[Mention]:
    """Return the funders: "from X" after the sum, else the subject of the giving, else who owns it."""
    amount = money.amount
    for hit in cues_in(reading, "funding", "sources", amount.last, money.last):
        found = names_after(reading, hit.last, money.last, _GIVERS)
        if len(found) > 0:
            return list(found)
    analysis = reading.analysis
    sentence = analysis.sentences[money.sentence]
    hits = list(cues_in(reading, "funding", "gives", money.first, amount.first))
    for hit in reversed(hits):
        if analysis.tokens[hit.first].pos != "VERB":
            continue
        if not is_passive(analysis, hit.first):
            return list(subjects_of(reading, hit.first, sentence.first, _GIVERS))
        return _after_by(reading, hit, amount.first)
    if previous is not None:  # "FAPESP sets aside R$16 million and DFG €3.2 million"
        between = [m for m in reading.mentions_in(previous.amount.last, amount.first) if m.type in _GIVERS]
        if len(between) > 0 and amount.first - between[-1].last <= 1:
            return [max(between, key=lambda m: (m.last, m.last - m.first))]
    return _owners(reading, money)


def _after_by(reading: Reading, hit: Hit, last: int) -> list[Mention]:
    for cue in cues_in(reading, "funding", "sources", hit.first + 1, last):
        return list(names_after(reading, cue.last, last, _GIVERS))
    return []


def _owners(reading: Reading, money: _Sum) -> list[Mention]:
    """Return who owns the sum: "the foundation's €2 million grant"."""
    tokens = reading.analysis.tokens
    possessive = reading.lexicon.topics.get("organisations", {}).get("links", {}).get("possessive", ())
    before = [m for m in reading.mentions_in(money.first, money.amount.first) if m.type in _GIVERS]
    return [
        m
        for m in before
        if tokens[m.last].text in possessive
        and all(token.pos != "ADP" for token in tokens[m.last : money.amount.first])
    ][-1:]


def _takers(reading: Reading, money: _Sum) -> list[Mention]:
    """Return the recipients: the subject of the getting, or "to X" after the sum."""
    analysis, amount = reading.analysis, money.amount
    sentence = analysis.sentences[money.sentence]
    for hit in cues_in(reading, "funding", "gets", money.first, amount.first):
        verb = hit.last - 1 if hit.last - hit.first > 1 else hit.first
        if analysis.tokens[verb].pos != "VERB":
            continue
        return list(_subjects(reading, verb, sentence.first))
    for hit in cues_in(reading, "funding", "targets", amount.last, money.last):
        if hit.last < money.last and analysis.tokens[hit.last].pos == "VERB":
            continue
        found = names_after(reading, hit.last, money.last, _TAKERS)
        if len(found) > 0 and found[0].first - hit.last <= 2:
            return list(found)
    return []


def _subjects(reading: Reading, verb: int, first: int) -> tuple[Mention, ...]:
    """Return the subject of a verb in either voice: who is awarded something gets it."""
    analysis = reading.analysis
    for child in analysis.children[verb]:
        if analysis.tokens[child].relation == "nsubj:pass":
            span = noun_phrase(analysis, child)
            inside = [m for m in reading.mentions_in(*span) if m.type in _TAKERS]
            return tuple(sorted(inside, key=lambda m: (-m.last, m.first))[:1])
    return subjects_of(reading, verb, first, _TAKERS)


def _purpose(reading: Reading, money: _Sum) -> Range | None:
    """Return what the money is for."""
    return (
        _thing_priced(reading, money)
        or _after_sum(reading, money)
        or _subject_priced(reading, money)
        or _object_funded(reading, money)
    )


def _thing_priced(reading: Reading, money: _Sum) -> Range | None:
    """Return the noun that the sum describes: "a $90 million research station"."""
    tokens = reading.analysis.tokens
    unmeant = reading.lexicon.terms("funding", "money")
    first = last = money.amount.last
    while last < money.last and tokens[last].pos in {"ADJ", "NOUN", "PROPN", "ADV"} | (
        {"PUNCT", "ADP", "DET"} if tokens[last].text == "-" or tokens[last - 1].text == "-" else set()
    ):
        last += 1
    if last == first or tokens[last - 1].pos not in {"NOUN", "PROPN"} or tokens[last - 1].lemma in unmeant:
        return None
    if any(token.lemma in unmeant for token in tokens[first:last]):
        return None
    if last + 1 < money.last and tokens[last].pos == "PART" and tokens[last + 1].pos == "VERB":
        return last + 1, min(phrase_end(reading, last + 1, money.last), last + _LONGEST_PURPOSE)
    return strip_marks(reading.analysis, first, last)


def _after_sum(reading: Reading, money: _Sum) -> Range | None:
    """Return what "for", "towards", "to support" lead to, or "to" before a verb."""
    analysis = reading.analysis
    tokens = analysis.tokens
    index = money.amount.last
    beside = (
        reading.lexicon.cues("funding", "beside").at(tokens, index, money.last)
        if index < money.last
        else None
    )
    if beside is not None and len(reading.dates_in(beside.last, beside.last + 2)) == 0:
        return _trim(reading, beside.last, money.last)
    purposes = reading.lexicon.cues("funding", "purposes")
    comma = False
    while index < money.last and not (comma and is_finite(analysis, index)):
        comma = comma or tokens[index].text == ","
        hit = purposes.at(tokens, index, money.last)
        inside = any(m.first < index < m.last for m in reading.mentions_in(money.first, money.last))
        if hit is not None and not inside and hit.last < money.last:
            dated = len(reading.dates_in(hit.last, hit.last + 3)) > 0 or _is_span(reading, hit.last)
            if not dated and tokens[hit.last].pos not in {"PRON", "VERB"}:
                return _trim(reading, hit.last, money.last)
        if tokens[index].pos == "PART" and index + 1 < money.last and tokens[index + 1].pos == "VERB":
            return _trim(reading, index + 1, money.last)
        index = hit.last if hit is not None else index + 1
    return None


def _is_span(reading: Reading, index: int) -> bool:
    """Tell a span of time ("for three years") from a purpose."""
    tokens = reading.analysis.tokens
    units = reading.lexicon.cues("figures", "units")
    near = range(index, min(index + 4, len(tokens)))
    counted = any(amount.first <= index + 2 for amount in reading.amounts_in(index, index + 4))
    return counted and any(
        units.at(tokens, i, len(tokens)) is not None and tokens[i + 1].pos not in {"NOUN", "PROPN"}
        for i in near
        if i + 1 < len(tokens)
    )


def _subject_priced(reading: Reading, money: _Sum) -> Range | None:
    """Return the thing that costs or receives the sum: "the laboratory will cost", "a ship worth"."""
    analysis = reading.analysis
    tokens = analysis.tokens
    sentence = analysis.sentences[money.sentence]
    for hit in cues_in(reading, "funding", "costs", money.first, money.amount.first):
        verbs = [i for i in range(hit.first, hit.last) if tokens[i].pos in {"VERB", "AUX"}]
        if len(verbs) == 0:
            before = _phrase_before(reading, sentence.first, hit.first - 1)
            if before is not None:
                return before
            continue
        verb = verbs[-1]
        head = next(
            (c for c in analysis.children[verb] if tokens[c].relation in {"nsubj", "nsubj:pass"}), None
        )
        if head is None or tokens[head].pos not in {"NOUN", "PROPN"}:
            continue
        if tokens[head].lemma in reading.lexicon.terms("funding", "takers"):
            continue
        here = reading.mentions_in(sentence.first, verb)
        if any(m.first <= head < m.last and m.type in _TAKERS for m in here):
            continue
        return _without_articles(reading, *noun_phrase(analysis, head))
    return None


def _phrase_before(reading: Reading, first: int, noun: int) -> Range | None:
    tokens = reading.analysis.tokens
    within = any(m.first <= noun < m.last for m in reading.mentions_in(first, noun + 8))
    if within or noun < first or tokens[noun].pos != "NOUN":
        return None
    start = noun
    while start > first and tokens[start - 1].pos in {"ADJ", "NOUN", "PROPN"}:
        start -= 1
    return start, noun + 1


def _object_funded(reading: Reading, money: _Sum) -> Range | None:
    """Return what is funded with the sum: the object of the giving ("funds the project with €2 million")."""
    analysis = reading.analysis
    tokens = analysis.tokens
    unmeant = reading.lexicon.terms("funding", "money")
    for hit in cues_in(reading, "funding", "gives", money.first, money.amount.first):
        for child in analysis.children[hit.first]:
            if tokens[child].relation != "obj" or money.amount.first <= child < money.amount.last:
                continue
            if tokens[child].pos not in {"NOUN", "PROPN"}:
                continue
            first, last = _without_articles(reading, *noun_phrase(analysis, child)) or (child, child + 1)
            last = min(last, money.amount.first)
            if tokens[child].lemma not in unmeant or last - first > 1:
                return (first, last) if first < last else None
    return None


def _trim(reading: Reading, first: int, last: int) -> Range | None:
    """Return the phrase from `first` on: to a mark, a side clause, another preposition of source."""
    end = min(phrase_end(reading, first, last), first + _LONGEST_PURPOSE)
    tokens = reading.analysis.tokens
    over = reading.lexicon.cues("funding", "sources")
    for index in range(first + 1, end):
        inside = any(m.first < index < m.last for m in reading.mentions_in(first, last))
        spanned = tokens[index].pos == "ADP" and _is_span(reading, index + 1)
        if spanned or tokens[index].text == "," or (over.at(tokens, index, end) is not None and not inside):
            end = index
            break
    return _without_articles(reading, first, end)


def _without_articles(reading: Reading, first: int, last: int) -> Range | None:
    tokens = reading.analysis.tokens
    empty = reading.lexicon.terms("funding", "empty")
    first, last = strip_marks(reading.analysis, first, last)
    while first < last and tokens[first].lower in empty:
        first += 1
    return (first, last) if first < last else None


# ------------------------------------------------------------------ funders without a sum


def _told_before(reading: Reading, number: int) -> list[Value]:
    """Return the funders that the sentence before a sum tells: "decided to fund a centre. It receives …"."""
    found = next(_unpriced(reading, number), [])
    return [value for value in found if value.slot == "funders"]


def _unpriced(reading: Reading, number: int) -> Iterator[list[Value]]:
    """Yield the values of "the conference is funded by A, B and C", where it is no project that is funded."""
    analysis = reading.analysis
    sentence = analysis.sentences[number]
    for hit in cues_in(reading, "funding", "unpriced", sentence.first, sentence.last):
        funders = names_after(reading, hit.last, sentence.last, _GIVERS)
        if len(funders) == 0:
            continue
        thing = _bearer(reading, hit.first) or _thing_funded(reading, hit.first)
        yield from _funded(reading, funders, thing)
    for hit in cues_in(reading, "funding", "unpriced_active", sentence.first, sentence.last):
        if analysis.tokens[hit.first].pos != "VERB" or is_passive(analysis, hit.first):
            continue
        end = phrase_end(reading, hit.last, sentence.last)
        expense = any(True for _ in cues_in(reading, "funding", "expenses", hit.last, end))
        funders = subjects_of(reading, hit.first, sentence.first, frozenset({"organisation"}))
        if expense and len(funders) > 0 and all(m.named for m in funders):
            yield from _funded(reading, funders, _trim(reading, hit.last, sentence.last))


def _funded(reading: Reading, funders: tuple[Mention, ...], thing: Range | None) -> Iterator[list[Value]]:
    tokens = reading.analysis.tokens
    projects = reading.lexicon.terms("funding", "projects")
    if thing is None or any(token.lemma in projects for token in tokens[slice(*thing)]):
        return
    values = [value for mention in funders for value in names(reading, "funders", mention, probability=0.8)]
    length = thing[1] - thing[0]
    whole = [m for m in reading.mentions_in(*thing) if m.type in _TAKERS and m.last - m.first >= length - 1]
    if len(whole) > 0:
        values += names(reading, "recipients", max(whole, key=lambda m: m.last - m.first), probability=0.6)
    else:
        values.append(phrase(reading, "purpose", *thing, probability=0.6))
    yield values


def _bearer(reading: Reading, cue: int) -> Range | None:
    """Return the subject of "X is a network … funded by": what is said of the network is said of X."""
    analysis = reading.analysis
    for index in ancestors(analysis, cue):
        head = analysis.tokens[index].head
        if analysis.tokens[index].relation != "xcomp" or analysis.tokens[head].pos != "AUX":
            continue
        for child in analysis.children[head]:
            if analysis.tokens[child].relation == "nsubj":
                here = [m for m in reading.mentions_in(max(0, child - 12), head) if m.first <= child < m.last]
                return next(((m.first, m.last) for m in here), None)
    return None


def _thing_funded(reading: Reading, cue: int) -> Range | None:
    """Return the noun phrase that is funded: the subject of the passive, or what the participle follows."""
    analysis = reading.analysis
    tokens = analysis.tokens
    span = next(
        (
            noun_phrase(analysis, child)
            for index in range(cue, min(cue + 3, len(tokens)))
            for child in analysis.children[index]
            if tokens[child].relation == "nsubj:pass"
        ),
        None,
    )
    if span is None and tokens[cue].relation.startswith("acl"):
        span = noun_phrase(analysis, tokens[cue].head)
    if span is None:
        span = subject_range(analysis, cue)
    if span is None:
        return None
    return _without_articles(reading, span[0], min(span[1], cue) if span[0] < cue else span[1])
