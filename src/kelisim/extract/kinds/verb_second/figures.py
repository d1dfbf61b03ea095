"""Figures in clauses that hold their verb second: what is counted with what follows, spans of time, shares.

"zehn Stipendien für Studierende aus Tadschikistan", "Das Abkommen gilt für vier Jahre", "36 Prozent davon
sind Frauen".
"""

from collections.abc import Iterator, Sequence
from dataclasses import replace
from typing import Final

from kelisim.extract.analysis import Range
from kelisim.extract.kinds.figure_spans import Figure
from kelisim.extract.lists import cues_in
from kelisim.extract.reading import Amount, Reading
from kelisim.extract.verb_second import clauses

_TOLD: Final = 3  # words of content told of what is counted
_PHRASE: Final = 9  # tokens of what follows a noun
_SMALL: Final = frozenset({"ADP", "DET", "CCONJ"})
_NOUNS: Final = frozenset({"NOUN", "PROPN"})


def told_fully(reading: Reading, figures: Sequence[Figure]) -> Iterator[Figure]:
    """Yield the figures with what follows the noun counted, or with what is done with those counted."""
    for figure in figures:
        behind = reading.analysis.tokens[figure.tokens[1] : figure.tokens[1] + 1]
        hyphen = any(token.text == "-" for token in behind)  # "eine 23-köpfige Delegation aus"
        if figure.unit != "" or figure.what[0] < figure.tokens[0] or hyphen:
            yield figure
            continue
        first, last = figure.what
        end = _complement(reading, first, last)
        if end > last:
            yield replace(figure, what=(first, end), noun=last - 1)
            continue
        verb = _done(reading, figure) if _content(reading, first, last) == 1 else None
        if verb is None:
            yield figure
            continue
        own = " ".join(reading.analysis.words(first, last).split())
        yield replace(figure, what=(verb, verb + 1), unit=own, noun=last - 1)


def spans_and_shares(reading: Reading, counted: Sequence[Figure]) -> Iterator[Figure]:
    """Yield spans of time that something lasts or is agreed for, and shares, where none is told yet."""
    tokens = reading.analysis.tokens
    taken = {figure.tokens[0] for figure in counted}
    units = reading.lexicon.cues("figures", "units")
    shares = reading.lexicon.terms("figures", "shares")
    for amount in reading.amounts:
        if amount.first in taken or amount.currency is not None or amount.last >= len(tokens):
            continue
        unit = amount.last
        if tokens[unit].lower in shares:
            what, words = _share(reading, amount)
            yield Figure(amount.value, (amount.first, unit + 1), what, words, None, amount.bound)
        elif (hit := units.at(tokens, unit, unit + 1)) is not None and amount.value != 1:
            lasting = _lasting(reading, amount, unit)
            if lasting is not None:
                words = "" if lasting[0] == unit else hit.code
                where = (amount.first, unit + 1)
                yield Figure(amount.value, where, lasting, words, None, amount.bound, unit)


# ------------------------------------------------------------------ what is counted


def _content(reading: Reading, first: int, last: int) -> int:
    tokens = reading.analysis.tokens
    return sum(tokens[i].pos not in _SMALL and tokens[i].text[0].isalnum() for i in range(first, last))


def _complement(reading: Reading, first: int, last: int) -> int:
    """Return where the phrase of a noun ends: "für …", "mit …", "aus …" or a genitive behind it."""
    tokens = reading.analysis.tokens
    sentence = reading.analysis.sentences[reading.analysis.sentence_of[first]]
    follows = reading.lexicon.terms("figures", "complements")
    genitive = reading.lexicon.terms("figures", "genitives")
    blocked = {d.first for d in reading.dates_in(last, sentence.last)}
    blocked |= {a.first for a in reading.amounts_in(last, sentence.last)}
    if last >= sentence.last or tokens[last].lower not in follows | genitive:
        return last
    index = end = last
    while index < min(sentence.last, last + _PHRASE) and index not in blocked:
        token = tokens[index]
        opens = token.lower in follows | genitive or token.pos in {"DET", "CCONJ"}
        if not (opens or token.pos in {*_NOUNS, "ADJ"}):
            break
        index += 1
        if token.pos in _NOUNS and _content(reading, first, index) <= _TOLD:
            end = index
    behind = index < sentence.last and tokens[index].pos == "NUM"
    return last if behind and end == last else end


def _done(reading: Reading, figure: Figure) -> int | None:
    """Return the participle that tells what those counted did, or what is done with them."""
    analysis = reading.analysis
    number = analysis.sentence_of[figure.tokens[0]]
    clause = next((c for c in clauses(reading, number) if c.holds(*figure.tokens)), None)
    if clause is None or clause.full is None or clause.full < figure.what[1]:
        return None
    token = analysis.tokens[clause.full]
    far = clause.full - figure.what[1] > _PHRASE or token.lower in reading.lexicon.terms("figures", "plain")
    other = any(a.first > figure.what[1] for a in reading.amounts_in(figure.what[1], clause.full))
    return clause.full if "VerbForm=Part" in token.features and not far and not other else None


# ------------------------------------------------------------------ spans of time


def _lasting(reading: Reading, amount: Amount, unit: int) -> Range | None:
    """Return what lasts for a span of time, the unit alone where it is not told; None where nothing does."""
    tokens, lexicon = reading.analysis.tokens, reading.lexicon
    sentence = reading.analysis.sentences[reading.analysis.sentence_of[unit]]
    start = amount.first
    while start > sentence.first and (
        tokens[start - 1].pos in {"ADV", "ADJ"} or tokens[start - 1].lower in lexicon.terms("figures", "than")
    ):
        start -= 1
    before = tokens[start - 1].lower if start > sentence.first else ""
    after = unit + 1
    while after < sentence.last and tokens[after].pos == "ADJ":
        after += 1
    named = any(m.first == after for m in reading.mentions_in(after, sentence.last))
    if after < sentence.last and tokens[after].pos == "NOUN" and not named:
        return unit, max(after + 1, _complement(reading, unit, after + 1))
    if before in lexicon.terms("figures", "since"):
        return unit, unit + 1
    lasts = {tokens[i].lemma for i in range(sentence.first, sentence.last)}
    lasts = lasts & lexicon.terms("figures", "lasting_by")
    long = after < sentence.last and tokens[after].lower in lexicon.terms("figures", "long")
    terms = before in lexicon.terms("figures", "terms")
    whole = start - 2 >= sentence.first and tokens[start - 2].lower in lexicon.terms("figures", "duration")
    things = list(cues_in(reading, "figures", "lasting_things", sentence.first, sentence.last))
    bare = tokens[start - 1].pos not in {"ADP", "DET"} if start > sentence.first else False
    if not (long or whole or (len(lasts) > 0 and (terms or bare)) or (terms and len(things) > 0)):
        return None
    near = min(things, key=lambda hit: abs(hit.first - amount.first), default=None)
    return (unit, unit + 1) if near is None else (near.first, near.last)


# ------------------------------------------------------------------ shares


def _share(reading: Reading, amount: Amount) -> tuple[Range, str]:
    """Return what a share is of, or who makes it up: "36 Prozent davon sind Frauen", "Prozent der Kosten"."""
    tokens = reading.analysis.tokens
    sentence = reading.analysis.sentences[reading.analysis.sentence_of[amount.first]]
    unit = amount.last
    end = _complement(reading, unit, unit + 1)
    if end > unit + 1:
        return (unit, end), ""
    index = unit + 1
    while index < sentence.last and tokens[index].pos in {"PRON", "ADV", "AUX", "VERB", "DET", "ADJ"}:
        index += 1
    if index < sentence.last and tokens[index].pos in _NOUNS and index > unit + 1:
        return (index, index + 1), tokens[unit].text
    return (unit, unit + 1), ""
