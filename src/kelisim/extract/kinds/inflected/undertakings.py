"""What the parties undertake, told in a sentence of its own: a list behind, a deed before its verb."""

from collections.abc import Iterator
from typing import Final

from kelisim.extract.analysis import Range
from kelisim.extract.kinds.agreement_threads import Thread
from kelisim.extract.kinds.inflected.clauses import subjects
from kelisim.extract.kinds.undertaking_sentences import is_speech
from kelisim.extract.phrases import phrase_end, pieces
from kelisim.extract.reading import MentionType, Reading

_OPENING: Final = 4  # tokens before the words that open a list: "кроме того,", "при этом"
_NEAR: Final = 2  # sentences behind an agreement in which a list still goes on about it
_PARTIES: Final[frozenset[MentionType]] = frozenset({"organisation", "place"})
_MARKS: Final = frozenset({":", "–", "—", "-"})


def listed(reading: Reading, thread: Thread, number: int) -> Iterator[Range]:
    """Yield the items of a list that goes on about the agreement of the sentence before: "В их числе …"."""
    analysis = reading.analysis
    told = {report.sentence for report in thread.reports if not report.heading}
    sentence = analysis.sentences[number]
    if told.isdisjoint(range(number - _NEAR, number)) or is_speech(analysis, sentence.first, sentence.last):
        return
    stop = min(sentence.first + _OPENING, sentence.last)
    hit = next(
        (
            h
            for h in reading.lexicon.cues("agreements", "listed").find(
                analysis.tokens, sentence.first, sentence.last
            )
            if h.first < stop
        ),
        None,
    )
    if hit is None:
        return
    first = hit.last
    if hit.code == "headed":  # "среди направлений сотрудничества – …"
        marks = (i for i in range(first, sentence.last) if analysis.tokens[i].text in _MARKS)
        first = next(marks, sentence.last) + 1
    while first < sentence.last and analysis.tokens[first].pos in {"PUNCT", "ADV", "PART"}:
        first += 1
    if first < sentence.last and analysis.tokens[first].pos in {"NOUN", "ADJ"}:
        yield from pieces(reading, first, phrase_end(reading, first, sentence.last))


def before_parties(reading: Reading, thread: Thread, number: int) -> Iterator[Range]:
    """Yield what the parties do together where it stands before the verb: "Раскопки будут вести X и Y"."""
    analysis, sentence = reading.analysis, reading.analysis.sentences[number]
    tokens = analysis.tokens
    future = reading.lexicon.terms("agreements", "future")
    for index in range(sentence.first + 1, sentence.last - 2):
        if tokens[index].lower not in future or "VerbForm=Inf" not in tokens[index + 1].features:
            continue
        behind = subjects(reading, index + 1, index + 2, sentence.last, _PARTIES)
        acting = {id for m in behind for id in m.referents}
        theirs = acting & thread.parties if len(thread.parties) > 0 else acting  # "вузы заключили соглашение"
        if len(theirs) < 2 or len(reading.mentions_in(sentence.first, index)) > 0:
            return
        if tokens[sentence.first].pos in {"NOUN", "ADJ"} and tokens[index - 1].pos == "NOUN":
            yield from pieces(reading, sentence.first, index)
        return


def after_colon(reading: Reading, first: int, end: int, last: int) -> int | None:
    """Return where a list begins that a general noun and a colon announce: "следующие направления: …"."""
    tokens = reading.analysis.tokens
    if end + 1 >= last or tokens[end].text != ":":
        return None
    heads = reading.lexicon.terms("agreements", "list_heads")
    return end + 1 if any(t.lemma in heads for t in tokens[first:end]) else None
