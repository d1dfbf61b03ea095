"""Funding in clauses with a verb bracket: "X fördert Y mit 5.000 Euro", "Die Kosten übernimmt X"."""

from collections.abc import Iterator, Sequence

from kelisim.extract.analysis import Range, Token
from kelisim.extract.draft import names, phrase
from kelisim.extract.kinds.money import GIVERS, Sum, each_once, sum_values, sums
from kelisim.extract.kinds.verb_second.things import meant_thing
from kelisim.extract.lexicon import Hit
from kelisim.extract.reading import Mention, Reading
from kelisim.extract.verb_second import (
    Clause,
    agents,
    arguments,
    clauses,
    noun_phrase_from,
    object_of,
    subjects,
)
from kelisim.model import Statement, Value


def funding(reading: Reading, extractor: str) -> Iterator[Statement]:
    """Yield one statement for each sum given, and for each expense that somebody bears."""
    priced = ((money, _of_sum(reading, money)) for money in sums(reading))
    yield from each_once(reading, extractor, priced, _without_sum(reading))


def _without_sum(reading: Reading) -> Iterator[tuple[int, list[Value]]]:
    for number, sentence in enumerate(reading.analysis.sentences):
        if reading.analysis.is_heading(sentence):
            continue
        for clause in clauses(reading, number):
            if all(a.currency is None for a in reading.amounts_in(clause.first, clause.last)):
                yield number, _unpriced(reading, clause)


# ------------------------------------------------------------------ sums


def _of_sum(reading: Reading, money: Sum) -> list[Value]:
    amount = money.amount
    values = sum_values(reading, money)
    told = clauses(reading, money.sentence)
    clause = next((c for c in told if amount.first in c.tokens), None)
    if clause is None:
        return values
    givers = _givers(reading, clause, money)
    for mention in givers:
        values += names(reading, "funders", mention, probability=0.8)
    what = _purpose(reading, clause)
    if what is not None:
        values.append(phrase(reading, "purpose", *what, probability=0.7))
    return values


def _givers(reading: Reading, clause: Clause, money: Sum) -> list[Mention]:
    """Return who gives a sum: the subject of giving, in the passive its agent, else those who share it."""
    hit = _frame(reading, clause, "gives_by")
    if hit is None:
        return _sharers(reading, clause)
    if clause.passive:
        found = agents(reading, clause)
        givers = [m for m in found if m.type in GIVERS]
        before = [m for m in givers if m.last <= money.amount.first and m.first >= money.first]
        return before[-1:] or givers
    return [m for m in subjects(reading, clause) if m.type in GIVERS]


def _sharers(reading: Reading, clause: Clause) -> list[Mention]:
    """Return who bears a sum in a relative clause behind it: "85.000 Euro, die sich A und B teilen"."""
    number = reading.analysis.sentence_of[clause.first]
    for other in clauses(reading, number):
        if other.kind == "relative" and other.first >= clause.first and _frame(reading, other, "gives_by"):
            free = [a for a in arguments(reading, other) if a.preposition == "" and not a.modifies]
            return [a.mention for a in free if a.mention.type in GIVERS]
    return []


def _purpose(reading: Reading, clause: Clause) -> Range | None:
    """Return what a sum is for: after "für", the object of funding, or the thing told before."""
    tokens = reading.analysis.tokens
    named = {i for m in reading.mentions_in(clause.first, clause.last) for i in range(m.first, m.last)}
    own = [i for i in clause.tokens if i not in named and (clause.kind == "main" or i > clause.first)]
    for index in own:
        if tokens[index].lower == "für" and index + 1 in clause.tokens and _is_for(reading, index):
            found = noun_phrase_from(reading, clause, index + 1)
            if found is not None and not _is_time(reading, found):
                return found
    backs = reading.lexicon.terms("funding", "back")
    if any(tokens[i].lower in backs for i in clause.tokens):
        return meant_thing(reading, clause.first)
    if _frame(reading, clause, "supports") is not None:
        found = object_of(reading, clause)
        if found is not None:
            bare = found[1] - found[0] == 1 and tokens[found[0]].lower in reading.lexicon.terms(
                "funding", "projects"
            )
            return (meant_thing(reading, found[0]) or found) if bare else found
        return meant_thing(reading, clause.first)
    if clause.kind == "relative" and not clause.passive and tokens[clause.first].pos == "ADP":
        return _antecedent(reading, clause)
    return meant_thing(reading, clause.first)


def _is_for(reading: Reading, index: int) -> bool:
    """Tell whether "für" tells a purpose, not how long: "für zunächst vier Jahre"."""
    after = reading.analysis.tokens[index + 1]
    return after.lower not in reading.lexicon.terms("funding", "not_for")


def _is_time(reading: Reading, span: Range) -> bool:
    """Tell whether a phrase only tells how long: "für die ersten drei Jahre"."""
    tokens = reading.analysis.tokens[slice(*span)]
    units = reading.lexicon.terms("funding", "spans")
    return any(token.lower in units for token in tokens)


def _antecedent(reading: Reading, clause: Clause) -> Range | None:
    """Return the noun phrase before a relative clause: "ein Labor, in das beide Seiten … investieren"."""
    number = reading.analysis.sentence_of[clause.first]
    tokens = reading.analysis.tokens
    for outer in clauses(reading, number):
        if outer is clause or clause.first - 2 not in outer.tokens:
            continue
        start = clause.first - 2
        while start > outer.first and tokens[start - 1].pos in {"NOUN", "ADJ", "ADP", "DET", "NUM"}:
            start -= 1
            if (
                tokens[start].pos == "DET"
                and tokens[start - 1].pos != "ADP"
                and tokens[start - 1].pos != "NOUN"
            ):
                break
        return noun_phrase_from(reading, outer, start)
    return None


def _frame(reading: Reading, clause: Clause, table: str) -> Hit | None:
    """Return the word of a table among a clause's verbs and the nouns that go with them."""
    cues = reading.lexicon.cues("funding", table)
    return next(cues.find(reading.analysis.tokens, clause.first, clause.last), None)


# ------------------------------------------------------------------ expenses without a sum


def _unpriced(reading: Reading, clause: Clause) -> list[Value]:
    """Return who bears what, where no sum is told: "Die Reisekosten trägt das Ministerium"."""
    tokens, words = reading.analysis.tokens, reading.lexicon
    if clause.full is None or clause.kind == "infinitive":
        return []
    lemma = tokens[clause.full].lemma
    bears = lemma in words.terms("funding", "bears")
    supports = lemma in words.terms("funding", "promotes")
    if not (bears or supports or lemma in words.terms("funding", "finances")):
        return []
    givers = agents(reading, clause) if clause.passive else list(subjects(reading, clause))
    givers = [m for m in givers if m.type in GIVERS]
    what = object_of(reading, clause)
    if len(givers) == 0 or what is None:
        return []
    expenses = words.cues("funding", "expense_nouns")
    known = any(True for _ in expenses.find(tokens, *what))
    thing = known or any(True for _ in words.cues("funding", "things").find(tokens, *what))
    if (bears and not known) or (supports and not thing):  # "fördert die Zusammenarbeit"
        return []
    if any(tokens[i].lower in words.terms("funding", "projects") for i in range(*what)) and not known:
        return []
    ends = [_before_agent(tokens, what[0], m.first) for m in givers if what[0] < m.first < what[1]]
    what = (what[0], min(ends, default=what[1]))
    values: list[Value] = []
    for mention in givers:
        values += names(reading, "funders", mention, probability=0.75)
    return [*values, phrase(reading, "purpose", *what, probability=0.7)]


def _before_agent(tokens: Sequence[Token], first: int, name: int) -> int:
    """Return where a phrase ends before "von der Stiftung X"."""
    end = name
    while end - 1 > first and tokens[end - 1].pos in {"DET", "ADJ", "ADP"}:
        end -= 1
        if tokens[end].pos == "ADP":
            break
    return end
