"""Sizes: a number told behind what it counts: "a population of 27 million", "branches now number 37"."""

from collections.abc import Iterator
from typing import Final

from kelisim.extract.kinds.figure_spans import Figure
from kelisim.extract.lists import cues_in
from kelisim.extract.reading import Amount, Mention, Reading
from kelisim.extract.syntax import strip_marks

_WORDS: Final = 6  # tokens between a verb and the number that something comes to
_SUBJECT: Final = 7  # tokens between what is counted and its verb


def size_of(reading: Reading, amount: Amount) -> Iterator[Figure]:
    """Yield what a number alone tells the size of: "a combined population of 27 million"."""
    tokens = reading.analysis.tokens
    noun = amount.first - 2
    first = reading.analysis.sentences[reading.analysis.sentence_of[amount.first]].first
    if noun < first or tokens[noun + 1].lower not in reading.lexicon.terms("figures", "size_of"):
        return
    if tokens[noun].lemma in reading.lexicon.terms("figures", "sizes"):
        begin = noun
        while begin > first and tokens[begin - 1].pos in {"ADJ", "NOUN"}:
            begin -= 1
        where = (amount.first, amount.last)
        yield Figure(amount.value, where, (begin, noun + 1), bound=amount.bound)


def tally(reading: Reading, amount: Amount) -> Iterator[Figure]:
    """Yield what is counted before its number: "the number of branches has reached 37"."""
    first = reading.analysis.sentences[reading.analysis.sentence_of[amount.first]].first
    number_of = next(cues_in(reading, "figures", "number_of", first, amount.first), None)
    if number_of is None:
        yield from _grown(reading, amount, first)
        return
    reached = _reached(reading, amount, number_of.last)
    if reached is None:
        return
    end, scope = _parted(reading, number_of.last, reached)
    what = strip_marks(reading.analysis, number_of.last, end)
    if what[0] < what[1]:
        yield Figure(amount.value, (amount.first, amount.last), what, "", scope, amount.bound)


def _reached(reading: Reading, amount: Amount, first: int) -> int | None:
    """Return the verb by which something has come to a number: "has reached 37", "rose from 12 to 37"."""
    tokens = reading.analysis.tokens
    hits = [h.first for h in cues_in(reading, "figures", "reached", first, amount.first)]
    if len(hits) > 0 and amount.first - hits[-1] <= _WORDS:
        return None if len(reading.amounts_in(hits[-1], amount.first)) > 0 else hits[0]
    last = amount.first - 1
    while last > first and tokens[last].pos in {"ADV", "ADJ"}:
        last -= 1
    rising = reading.lexicon.terms("figures", "rising")
    if tokens[last].lower not in reading.lexicon.terms("figures", "up_to"):
        return None
    before = range(last - 1, max(first, last - 2 * _WORDS) - 1, -1)
    return next((i for i in before if tokens[i].pos == "VERB" and tokens[i].lemma in rising), None)


def _grown(reading: Reading, amount: Amount, first: int) -> Iterator[Figure]:
    """Yield a size that has come to a number: "enrolment rose to 3,450", "the student body totals 6,200"."""
    tokens = reading.analysis.tokens
    reached = _reached(reading, amount, first)
    if reached is None:
        return
    sizes = reading.lexicon.terms("figures", "sizes") | reading.lexicon.terms("figures", "numbers")
    before = range(reached - 1, max(first, reached - _SUBJECT) - 1, -1)
    head = next((i for i in before if tokens[i].pos in {"NOUN", "PROPN"}), None)
    while head is not None and head - 2 >= first and tokens[head - 1].pos == "ADP":
        head = head - 2 if tokens[head - 2].pos == "NOUN" else None  # "the student body of Norland totals"
    if head is None or tokens[head].lemma not in sizes:
        return
    begin = head
    while begin > first and tokens[begin - 1].pos in {"NOUN", "ADJ"}:
        begin -= 1
    if begin < head or tokens[head].lemma in reading.lexicon.terms("figures", "sizes"):
        yield Figure(amount.value, (amount.first, amount.last), (begin, head + 1), bound=amount.bound)


def _parted(reading: Reading, first: int, last: int) -> tuple[int, Mention | None]:
    """Return where what is counted ends, and where it holds: "branches | in Kazakhstan"."""
    where = reading.lexicon.terms("figures", "where")
    for mention in reading.mentions_in(first, last):
        if mention.first > first and reading.analysis.tokens[mention.first - 1].lower in where:
            return mention.first - 1, mention
    return last, None
