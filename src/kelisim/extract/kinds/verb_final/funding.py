"""Funding in clauses that close with their verb: "X жобаға 5 млн теңге бөлді"."""

from collections.abc import Iterator

from kelisim.extract.analysis import Range
from kelisim.extract.draft import base_phrase, names
from kelisim.extract.kinds.money import GIVERS, Sum, each_once, sum_values, sums
from kelisim.extract.kinds.verb_final.things import meant_thing, object_of
from kelisim.extract.reading import Mention, Reading
from kelisim.extract.verb_final import Argument, Clause, clause_at, clauses, noun_phrase_before
from kelisim.model import Statement, Value


def funding(reading: Reading, extractor: str) -> Iterator[Statement]:
    """Yield one statement for each sum given, and for each expense that somebody bears."""
    found = list(sums(reading))
    sentences = {money.sentence for money in found}
    quiet = (n for n in range(len(reading.analysis.sentences)) if n not in sentences)
    priced = (
        (money, _of_sum(reading, money, found[number - 1] if number > 0 else None))
        for number, money in enumerate(found)
    )
    unpriced = ((n, told) for n in quiet for told in _unpriced(reading, n))
    yield from each_once(reading, extractor, priced, unpriced)


# ------------------------------------------------------------------ sums


def _of_sum(reading: Reading, money: Sum, previous: Sum | None) -> list[Value]:
    amount = money.amount
    values = sum_values(reading, money)
    clause = clause_at(reading, amount.first)
    again = previous is not None and clause.first <= previous.amount.first
    start = previous.amount.last if again and previous is not None else clause.first
    givers = _givers(clause, money, start, again=again)
    for mention in givers:
        values += names(reading, "funders", mention, probability=0.8)
    for argument in clause.of("Dat"):
        if argument.mention.type == "organisation" and argument.mention.last <= amount.first:
            values += names(reading, "recipients", argument.mention, probability=0.6)
    what = _purpose(reading, clause, amount.first)
    if what is not None:
        values.append(base_phrase(reading, "purpose", *what, type="phrase", probability=0.7))
    return values


def _givers(clause: Clause, money: Sum, start: int, *, again: bool) -> list[Mention]:
    """Return who gives a sum: the bare names before it, else whose purse it is of, else those behind it."""
    amount = money.amount
    before = [a for a in clause.of("Nom") if start <= a.mention.first < amount.first and _gives(a)]
    if len(before) > 0:
        return [a.mention for a in _last_list(before)]
    purses = [a.mention for a in clause.of("Abl") if a.mention.type == "organisation"]
    if len(purses) > 0 and not again:
        return purses[:1]
    behind = [
        a
        for a in clause.of("Nom")
        if amount.last <= a.mention.first < min(clause.last, money.last) and _gives(a)
    ]
    if len(behind) > 0:
        return [behind[0].mention]
    if again:
        return []
    return [a.mention for a in clause.subjects if _gives(a)]


def _gives(argument: Argument) -> bool:
    return argument.mention.type in GIVERS and not argument.modifies


def _last_list(found: list[Argument]) -> list[Argument]:
    """Return the last name, with those before it that stand in one list with it."""
    kept = [found[-1]]
    for argument in reversed(found[:-1]):
        if kept[0].mention.first - argument.mention.last > 2:
            break
        kept.insert(0, argument)
    return kept


def _purpose(reading: Reading, clause: Clause, end: int) -> Range | None:
    """Return what a sum is for: what stands in the dative before it or before "үшін", or was told before."""
    tokens = reading.analysis.tokens
    named = {i for a in clause.arguments for i in range(a.mention.first, a.mention.last)}
    dates = {i for d in reading.dates_in(clause.first, end) for i in range(d.first, d.last)}
    for index in range(end - 1, clause.first - 1, -1):
        token = tokens[index]
        if token.lower in reading.lexicon.terms("funding", "purpose_after"):
            return object_of(reading, clause.first, index)
        if token.lower in reading.lexicon.terms("funding", "purpose_meant"):
            return meant_thing(reading, index, reading.lexicon.terms("funding", "things"))
        if (
            index in named
            or index in dates
            or "Case=Dat" not in token.features
            or token.pos not in {"NOUN", "X"}
        ):
            continue
        if token.lemma in reading.lexicon.terms("funding", "no_purpose"):
            continue
        if "VerbForm=Vnoun" in token.features:
            return object_of(reading, clause.first, index + 1)
        start = noun_phrase_before(reading, index, clause.first)
        whole = (start, index + 1)
        return (
            whole
            if index - start > 0
            else meant_thing(reading, index, reading.lexicon.terms("funding", "things")) or whole
        )
    return None


# ------------------------------------------------------------------ who bears an expense


def _unpriced(reading: Reading, number: int) -> Iterator[list[Value]]:
    """Yield who bears what: "жол шығынын X көтереді"."""
    tokens = reading.analysis.tokens
    bears = reading.lexicon.cues("funding", "bears")
    projects = reading.lexicon.terms("funding", "projects")
    for clause in clauses(reading, number):
        if clause.verb is None or next(bears.find(tokens, clause.first, clause.last), None) is None:
            continue
        givers = [a.mention for a in clause.of("Nom") if _gives(a) and a.mention.type == "organisation"]
        thing = _expense(reading, clause)
        if len(givers) == 0 or thing is None or tokens[thing[1] - 1].lemma in projects:
            continue
        values = [v for m in givers for v in names(reading, "funders", m, probability=0.7)]
        yield [*values, base_phrase(reading, "purpose", *thing, type="phrase", probability=0.6)]


def _expense(reading: Reading, clause: Clause) -> Range | None:
    """Return the accusative of a word for what costs money, with what stands before it."""
    tokens = reading.analysis.tokens
    expenses = reading.lexicon.terms("funding", "expense_heads")
    for index in range(clause.last - 1, clause.first - 1, -1):
        if tokens[index].lemma in expenses and "Case=Acc" in tokens[index].features:
            return noun_phrase_before(reading, index, clause.first), index + 1
    return None
