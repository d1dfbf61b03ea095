"""Numbers that leave out what they count: parts of a count told before, and lines of a table of numbers.

"… 9,500 foreign students, including 3,200 from India", "640 of them are graduates",
"the UAE (31)", "Staff: 320".
"""

from bisect import bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import replace
from itertools import takewhile
from typing import Final

from kelisim.extract.kinds.figure_ellipses import ellipsis
from kelisim.extract.kinds.figure_spans import Figure
from kelisim.extract.reading import Amount, Mention, Reading
from kelisim.extract.roles import is_finite

_BEFORE: Final = 4  # tokens of "of these," before a number
_SAID: Final = 6  # tokens of what is said of a part: "pursuing doctoral degrees"
_LINE: Final = 8  # tokens of what is counted before a colon
_COLONS: Final = frozenset({":", "–", "—", "-"})
_YEARS: Final = range(1900, 2101)
_NAMED: Final = frozenset({"ADJ", "NOUN", "PROPN", "ADP", "DET", "PART"})


def figures_of_parts(reading: Reading, counted: Sequence[Figure]) -> Iterator[Figure]:
    """Yield the figures of the amounts that count a part of what one of `counted` does, and of lines."""
    taken = {figure.tokens[0] for figure in counted}
    wholes = sorted((f for f in counted if f.unit == "" or f.noun >= 0), key=lambda f: f.tokens)
    last: Amount | None = None
    for amount in reading.amounts:
        if (
            amount.first in taken
            or amount.currency is not None
            or amount.value == 1
            or _is_year(reading, amount)
        ):
            continue
        found = _line(reading, amount)
        if found is None:
            whole = whole_before(reading, wholes, amount)
            found = None if whole is None else _part(reading, amount, whole, last)
            if found is not None and whole is not None and found.scope is None:
                found = replace(found, scope=whole.scope)
            last = last if found is None else amount
        if found is None:
            found = ellipsis(reading, amount)
        if found is not None:
            yield found


def _is_year(reading: Reading, amount: Amount) -> bool:
    return amount.value in _YEARS and reading.analysis.tokens[amount.first].text.isdigit()


# ------------------------------------------------------------------ parts of a whole


def whole_before(reading: Reading, wholes: Sequence[Figure], amount: Amount) -> Figure | None:
    """Return the figure told last before an amount, in its sentence or the one before in its paragraph."""
    analysis = reading.analysis
    number = analysis.sentence_of[amount.first]
    block = analysis.sentences[number].block
    before = wholes[: bisect_right(wholes, amount.first, key=lambda f: f.tokens[1])]
    if len(before) == 0:
        return None
    told = analysis.sentence_of[before[-1].tokens[0]]
    if number - told > 1 or analysis.sentences[told].block != block:
        return None
    here = takewhile(lambda f: analysis.sentence_of[f.tokens[0]] == told, reversed(before))
    return next((f for f in here if f.value >= amount.value), before[-1])


def _part(reading: Reading, amount: Amount, whole: Figure, last: Amount | None) -> Figure | None:
    tokens = reading.analysis.tokens
    sentence = reading.analysis.sentences[reading.analysis.sentence_of[amount.first]]
    index = amount.last
    if tokens[amount.first - 1].text == "(":
        return _in_brackets(reading, amount, whole)
    partitive = reading.lexicon.cues("figures", "of_them").at(tokens, index, sentence.last)
    if partitive is not None and whole.value >= amount.value:
        index = partitive.last
    elif not (
        (whole.value >= amount.value and _is_marked(reading, amount, sentence.first))
        or _goes_on(reading, amount, whole, last)
    ):
        return None
    joining = reading.lexicon.terms("figures", "joining")
    while index < sentence.last and (tokens[index].pos in {"AUX", "ADV"} or tokens[index].lemma in joining):
        index += 1
    if index >= sentence.last:
        return None
    if tokens[index].pos == "ADP":
        return _where(reading, amount, whole, index)
    if tokens[index].pos in {"ADJ", "NOUN", "VERB"} and index > amount.last:
        return _said(reading, amount, whole, index)
    return None


def _is_marked(reading: Reading, amount: Amount, first: int) -> bool:
    """Tell whether "including", "of whom", "of these," stands right before a number."""
    tokens = reading.analysis.tokens
    cues = reading.lexicon.cues("figures", "parts_of")
    start = amount.first
    while start > first and (tokens[start - 1].text == "," or tokens[start - 1].pos in {"ADV", "ADJ"}):
        start -= 1
    low = max(first, start - _BEFORE)
    return any(
        (hit := cues.at(tokens, i, start)) is not None and hit.last == start for i in range(low, start)
    )


def _goes_on(reading: Reading, amount: Amount, whole: Figure, last: Amount | None) -> bool:
    """Tell whether a number follows another part, or the whole in one sentence, behind a comma or "and"."""
    analysis = reading.analysis
    before = analysis.tokens[amount.first - 1]
    if before.text not in {",", ";"} and before.pos != "CCONJ":
        return False
    told = max(whole.tokens[0], -1 if last is None else last.first)
    return analysis.sentence_of[told] == analysis.sentence_of[amount.first]


def _where(reading: Reading, amount: Amount, whole: Figure, at: int) -> Figure | None:
    """Return the part that is from somewhere or holds somewhere: "3,200 from India", "1,000 in Korea"."""
    tokens = reading.analysis.tokens
    sentence = reading.analysis.sentences[reading.analysis.sentence_of[at]]
    target = at + 1
    while target < sentence.last and tokens[target].pos == "DET":
        target += 1
    mention = max(
        (m for m in reading.mentions_in(target, sentence.last) if m.first == target),
        key=lambda m: m.last,
        default=None,
    )
    if mention is None or mention.type not in {"place", "organisation"}:
        return None
    where = (amount.first, amount.last)
    if tokens[at].lower in reading.lexicon.terms("figures", "where"):
        return Figure(amount.value, where, _noun(reading, whole), "", mention, amount.bound)
    if tokens[at].lower not in reading.lexicon.terms("figures", "origin"):
        return None
    return Figure(amount.value, where, (at, mention.last), _words(reading, whole), None, amount.bound)


def _said(reading: Reading, amount: Amount, whole: Figure, at: int) -> Figure:
    """Return the part of which something is said: "65 are private", "640 of them are pursuing degrees"."""
    tokens = reading.analysis.tokens
    sentence = reading.analysis.sentences[reading.analysis.sentence_of[at]]
    where = (amount.first, amount.last)
    follows = at + 1 < sentence.last and tokens[at + 1].pos == "NOUN"
    if tokens[at].pos == "ADJ" and not follows:
        return Figure(amount.value, where, _noun(reading, whole), tokens[at].text, None, amount.bound)
    end = index = at + 1
    while index < min(sentence.last, at + _SAID) and tokens[index].pos in _NAMED:
        index += 1
        end = index if tokens[index - 1].pos in {"NOUN", "PROPN"} else end
    unit = _words(reading, whole) if tokens[at].pos == "VERB" else ""  # "30 are branches of …"
    return Figure(amount.value, where, (at, end), unit, None, amount.bound)


def _in_brackets(reading: Reading, amount: Amount, whole: Figure) -> Figure | None:
    """Return the part of a place that it stands behind in brackets: "the UAE (31) and Qatar (11)"."""
    tokens = reading.analysis.tokens
    closed = amount.last < len(tokens) and tokens[amount.last].text == ")"
    place: Mention | None = next(
        (
            m
            for m in reading.mentions_in(amount.first - _BEFORE - 2, amount.first)
            if m.last == amount.first - 1
        ),
        None,
    )
    if not closed or place is None or place.type not in {"place", "organisation"}:
        return None
    return Figure(amount.value, (amount.first, amount.last), _noun(reading, whole), "", place, amount.bound)


def _noun(reading: Reading, whole: Figure) -> tuple[int, int]:
    """Return what a whole counts, without what is said of those counted."""
    if whole.noun < 0:
        return whole.what
    first = whole.noun
    while first > whole.tokens[1] and reading.analysis.tokens[first - 1].pos in {"ADJ", "NOUN", "PROPN"}:
        first -= 1
    return first, whole.noun + 1


def _words(reading: Reading, whole: Figure) -> str:
    return " ".join(reading.analysis.words(*_noun(reading, whole)).split())


# ------------------------------------------------------------------ lines of numbers


def _line(reading: Reading, amount: Amount) -> Figure | None:
    """Return what a line tells before its colon: "Partner universities: 64", "Academic staff – 320"."""
    analysis, tokens = reading.analysis, reading.analysis.tokens
    sentence = analysis.sentences[analysis.sentence_of[amount.first]]
    colon = amount.first - 1
    while colon > sentence.first and tokens[colon].pos in {"ADV", "ADP", "ADJ"}:
        colon -= 1  # "Students: more than 4,500"
    ends = amount.last >= sentence.last or tokens[amount.last].text in {".", ";", ","}
    if colon <= sentence.first or tokens[colon].text not in _COLONS or not ends:
        return None
    if tokens[colon].text != ":" and tokens[colon - 1].end == tokens[colon].start:
        return None
    first = colon
    while first > sentence.first and tokens[first - 1].text not in {",", ";", "."}:
        first -= 1
    counted = reading.lexicon.terms("figures", "counted") | reading.lexicon.terms("figures", "sizes")
    head = next((i for i in range(first, colon) if {tokens[i].lemma, tokens[i].lower} & counted), None)
    if head is None or colon - first > _LINE or any(is_finite(analysis, i) for i in range(first, colon)):
        return None
    number_of = reading.lexicon.cues("figures", "number_of").at(tokens, first, colon)
    first = first if number_of is None else number_of.last
    where = (amount.first, amount.last)
    return Figure(amount.value, where, (first, colon), "", None, amount.bound) if first < colon else None
