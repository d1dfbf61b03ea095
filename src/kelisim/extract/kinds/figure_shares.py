"""Shares and measures: "60 per cent of the tuition costs", "a 1.8-metre telescope"."""

from collections.abc import Iterator
from typing import Final

from kelisim.extract.kinds.figure_scopes import owner_of, scope_at
from kelisim.extract.kinds.figure_spans import Figure
from kelisim.extract.reading import Amount, Mention, Reading
from kelisim.extract.roles import is_finite
from kelisim.extract.syntax import strip_marks, subject_range

_PHRASE: Final = 8  # tokens of what a share is of, of what a measure measures
_BEFORE: Final = 5  # tokens between a measure and the noun that it tells of
_OF_PHRASE: Final = frozenset({"ADJ", "NOUN", "PROPN", "DET", "PART", "NUM", "ADV", "PRON", "VERB"})
_SOMETHING: Final = frozenset({"NOUN", "PROPN"})


def share_or_measure(reading: Reading, amount: Amount) -> Iterator[Figure] | None:
    """Return the figures of a number before a unit of measure or a sign of per cent; None before neither."""
    tokens = reading.analysis.tokens
    first = amount.last
    while first < len(tokens) and tokens[first].text in {"-", "–"}:
        first += 1
    last = min(len(tokens), first + 3)
    hit = reading.lexicon.cues("figures", "measures").at(tokens, first, last)
    if hit is None or _is_range(reading, amount):
        return None
    along = reading.lexicon.terms("figures", "dimensions")
    if hit.last < len(tokens) and tokens[hit.last].lower in along:
        return iter(())
    return _measured(reading, amount, (first, hit.last))


def _is_range(reading: Reading, amount: Amount) -> bool:
    """Tell one end of "between 30 and 80 kilometres"."""
    tokens = reading.analysis.tokens
    before = amount.first - 1
    other = reading.amounts_in(max(0, before - 2), before)
    return before > 0 and tokens[before].pos == "CCONJ" and len(other) > 0 and other[-1].last == before


def _measured(reading: Reading, amount: Amount, unit: tuple[int, int]) -> Iterator[Figure]:
    analysis = reading.analysis
    sentence = analysis.sentences[analysis.sentence_of[amount.first]]
    where = (amount.first, unit[1])
    words = " ".join(analysis.words(*unit).split())
    end, scope = _phrase(reading, unit[1], sentence.last)
    if end > unit[1]:
        what = strip_marks(analysis, unit[0], end)
        if scope is None and analysis.tokens[unit[1]].pos == "ADP":  # "holds 40 per cent of the potential"
            scope = owner_of(reading, amount, end)
        yield Figure(amount.value, where, what, "", scope, amount.bound)
        return
    of = _of_what(reading, amount, sentence.first)
    if of is None:
        yield Figure(amount.value, where, unit, "", scope, amount.bound)
    else:
        yield Figure(amount.value, where, of, words, scope or owner_of(reading, amount, end), amount.bound)


def _phrase(reading: Reading, first: int, last: int) -> tuple[int, Mention | None]:
    """Return where the phrase behind a unit ends: "of the tuition costs", "increase", "above sea level"."""
    tokens = reading.analysis.tokens
    where = reading.lexicon.terms("figures", "where")
    goes_on = reading.lexicon.terms("figures", "measures_on")
    index = end = first
    scope: Mention | None = None
    while index < last and tokens[index].text in {"-", "–"}:
        index += 1
    dates = {date.first for date in reading.dates_in(first, last)}
    while index < min(last, first + _PHRASE) and index not in dates:
        token = tokens[index]
        if token.pos == "ADP" and token.lower in where:
            scope = scope_at(reading, index + 1, last)
            if scope is not None or index == first:
                break
        if token.pos == "ADP" and token.lower not in goes_on:
            break
        if token.pos not in _OF_PHRASE and token.pos != "ADP":
            break
        if is_finite(reading.analysis, index) and index > first and tokens[index - 1].pos in _SOMETHING:
            break
        index += 1
        if token.pos in _SOMETHING or (token.pos == "PRON" and tokens[index - 2].pos == "ADP"):
            end = index
    return end, scope


def _of_what(reading: Reading, amount: Amount, first: int) -> tuple[int, int] | None:
    """Return what a measure at the end tells of: "an area of 40 km²", "output fell by 44 per cent"."""
    analysis, tokens = reading.analysis, reading.analysis.tokens
    near = range(amount.first - 1, max(first, amount.first - _BEFORE) - 1, -1)
    for index in near:
        if tokens[index].text in {"–", "—"} and not any(is_finite(analysis, i) for i in range(first, index)):
            return _head_of(reading, first, index)  # "Share in the output – 5 per cent"
        if tokens[index].pos == "PUNCT":
            break
        if tokens[index].pos == "VERB":
            subject = subject_range(analysis, index)
            return None if subject is None else _head_of(reading, *subject)
        if tokens[index].pos == "NOUN":
            begin = index
            while begin > first and tokens[begin - 1].pos in {"ADJ", "NOUN"}:
                begin -= 1
            return begin, index + 1
    return None


def _head_of(reading: Reading, first: int, last: int) -> tuple[int, int] | None:
    tokens = reading.analysis.tokens
    while first < last and tokens[first].pos in {"DET", "PRON"}:
        first += 1
    last = min(last, first + _PHRASE)
    first, last = strip_marks(reading.analysis, first, last)
    return (first, last) if first < last else None
