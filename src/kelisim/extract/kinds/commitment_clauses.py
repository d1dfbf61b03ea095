"""Clauses that tell what an agreement brings: "under which …", "Under the agreement, students will …"."""

from collections.abc import Iterator
from typing import Final

from kelisim.extract.analysis import Range
from kelisim.extract.kinds.agreement_threads import Thread
from kelisim.extract.lists import cues_in
from kelisim.extract.phrases import phrase_end, pieces
from kelisim.extract.reading import Reading
from kelisim.extract.roles import is_finite

_OPENING: Final = 8  # tokens of "Under the new five-year agreement,"
_MORE: Final = frozenset({"ADP", "VERB", "SCONJ", "PRON"})  # opens what is told of the agreement itself
_LIST: Final = 4  # tokens of "on three points:"


def clauses_of(reading: Reading, thread: Thread, number: int) -> Iterator[Range]:
    """Yield the clauses of a sentence in which an agreement is told to bring something about.

    Arguments:
        number: the sentence, one of those that may tell of the agreement.
    """
    sentence = reading.analysis.sentences[number]
    if reading.analysis.tokens[sentence.last - 1].text == ":":
        return  # the items behind it tell more
    begin = _under(reading, thread, number)
    if begin is not None:
        yield from _clause(reading, begin, sentence.last)
        return
    nouns = [r.noun[1] for r in thread.reports if r.sentence == number and r.noun is not None]
    if len(nouns) == 0:
        return
    for hit in cues_in(reading, "agreements", "under_which", min(nouns), sentence.last):
        if hit.last < sentence.last:
            if hit.code == "clause":
                yield from _clause(reading, hit.last, sentence.last)
            else:
                start = behind_colon(reading, hit.last, sentence.last)
                yield from parts_from(reading, start, sentence.last)
            return


def behind_colon(reading: Reading, first: int, last: int) -> int:
    """Return where a list begins that a number announces, "three things: | a school"; else `first`."""
    tokens = reading.analysis.tokens
    if first < last and tokens[first].pos == "NUM":
        colon = (i for i in range(first, min(last, first + _LIST)) if tokens[i].text == ":")
        return next((i + 1 for i in colon if i + 1 < last), first)
    return first


def parts_from(reading: Reading, first: int, last: int) -> Iterator[Range]:
    """Yield the phrases of a list, those behind semicolons too."""
    tokens = reading.analysis.tokens
    while first < last:
        while first < last and tokens[first].pos in {"CCONJ", "PUNCT"}:
            first += 1
        end = phrase_end(reading, first, last)
        if end <= first:
            return
        yield from pieces(reading, first, end)
        if end >= last or tokens[end].text != ";":
            return
        first = end + 1


def _under(reading: Reading, thread: Thread, number: int) -> int | None:
    """Return where the clause begins behind "Under the agreement,": the one told before or here."""
    analysis, tokens = reading.analysis, reading.analysis.tokens
    sentence = analysis.sentences[number]
    opener = reading.lexicon.cues("agreements", "opens_under").at(tokens, sentence.first, sentence.last)
    if opener is None or not any(0 <= number - r.sentence < _LIST for r in thread.reports):
        return None
    last = min(sentence.last, opener.last + _OPENING)
    kinds = reading.lexicon.cues("agreements", "kinds").find(tokens, opener.last, last)
    kind = next(iter(kinds), None)
    if kind is None or any(tokens[i].text in {",", ";"} for i in range(opener.last, kind.first)):
        return None
    begin = _past_marks(reading, kind.last, sentence.last)
    if begin < sentence.last and (tokens[begin].pos in _MORE or "PronType=Rel" in tokens[begin].features):
        commas = (i for i in range(begin, sentence.last) if tokens[i].text == ",")
        begin = next(commas, sentence.last)  # "Under the agreement signed in May, the …"
        begin = _past_marks(reading, begin, sentence.last)
    return begin if any(is_finite(analysis, i) for i in range(begin, sentence.last)) else None


def _past_marks(reading: Reading, first: int, last: int) -> int:
    while first < last and reading.analysis.tokens[first].text in {",", "(", ")"}:
        first += 1
    return first


def _clause(reading: Reading, first: int, last: int) -> Iterator[Range]:
    """Yield a clause, and those of its predicate or of other subjects that "and" joins to it."""
    analysis, tokens = reading.analysis, reading.analysis.tokens
    start = first
    while start < last and tokens[start].pos == "PUNCT":
        start += 1
    for index in range(start + 1, last):
        token = tokens[index]
        if token.text == ";" or "PronType=Rel" in token.features:
            last = index
            break
        near = range(index + 1, min(last, index + 1 + _LIST))
        joins = token.pos == "CCONJ" and any(tokens[i].pos == "AUX" or is_finite(analysis, i) for i in near)
        done = any(is_finite(analysis, i) for i in range(start, index))
        behind = tokens[index + 1].pos if index + 1 < last else ""
        if done and (joins or (token.text == "," and behind not in {"CCONJ", "SCONJ"})):
            yield from _trimmed(reading, start, index)
            if not joins:
                return
            start = index + 1
    yield from _trimmed(reading, start, last)


def _trimmed(reading: Reading, first: int, last: int) -> Iterator[Range]:
    tokens = reading.analysis.tokens
    while last > first and tokens[last - 1].pos in {"PUNCT", "CCONJ"}:
        last -= 1
    told = last > first and tokens[last - 1].pos != "AUX"  # "the partners will:"
    if told and any(tokens[i].pos == "AUX" or is_finite(reading.analysis, i) for i in range(first, last)):
        yield first, last
