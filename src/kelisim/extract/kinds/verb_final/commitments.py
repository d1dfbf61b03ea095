"""What the parties undertake, in clauses that close with their verb: "тараптар курс ашуға міндеттенді"."""

from collections.abc import Iterator, Sequence

from kelisim.extract.analysis import Range
from kelisim.extract.kinds.agreement_threads import Thread
from kelisim.extract.kinds.agreement_told import Report
from kelisim.extract.kinds.undertaking_sentences import announced, is_speech
from kelisim.extract.kinds.verb_final.things import items
from kelisim.extract.reading import Reading
from kelisim.extract.verb_final import done


def undertaken(reading: Reading, thread: Thread, sentences: Sequence[int]) -> Iterator[tuple[Range, str]]:
    """Yield the phrases that tell what is undertaken in one agreement, each with how surely.

    Arguments:
        sentences: numbers of those that may tell of this agreement.
    """
    for report in thread.reports:
        if report.noun is not None and not report.heading:
            yield from ((piece, "topic") for piece in _topic(reading, report))
    for number in sentences:
        sentence = reading.analysis.sentences[number]
        if not is_speech(reading.analysis, sentence.first, sentence.last):
            yield from _told(reading, sentence.first, sentence.last)


def _topic(reading: Reading, report: Report) -> Iterator[Range]:
    """Yield what an agreement is about where that stands before it: "студент алмасу туралы меморандум"."""
    assert report.noun is not None
    tokens = reading.analysis.tokens
    topics = reading.lexicon.terms("agreements", "topics_before")
    marker = next((i for i in (report.noun[0], report.noun[0] - 1) if tokens[i].lemma in topics), None)
    marker = next((i for i in range(*report.noun) if tokens[i].lemma in topics), marker)
    if marker is None or marker <= report.zone[0]:
        return
    named = {m.last for m in (*report.parties, *report.signatories)}
    named |= {m.last for m in reading.mentions_in(report.zone[0], marker) if m.type == "person"}
    dated = {date.last for date in reading.dates_in(report.zone[0], marker)}
    start = marker
    while start > report.zone[0] and start not in named and tokens[start - 1].text not in {",", ")"}:
        token = tokens[start - 1]
        if token.pos in {"ADP", "PRON", "AUX", "DET", "ADV"} or "Case=Loc" in token.features:
            break
        if token.pos == "VERB" and "VerbForm=Part" not in token.features:
            break
        if start in dated:
            break
        start -= 1
    yield from items(reading, start, marker)


def _told(reading: Reading, first: int, last: int) -> Iterator[tuple[Range, str]]:
    """Yield what a sentence undertakes where its verb closes it: "тараптар … міндеттенді"."""
    tokens = reading.analysis.tokens
    opening = min(last, first + 6)
    under = any(True for _ in reading.lexicon.cues("agreements", "under").find(tokens, first, opening))
    under = under or any(True for _ in reading.lexicon.cues("roles", "groups").find(tokens, first, opening))
    for hit in reading.lexicon.cues("agreements", "undertaken").find(tokens, first, last) if under else ():
        wanted = done(reading, hit.first, first)
        if wanted is not None:
            start = _after_source(reading, *wanted)
            yield from ((piece, "near") for piece in items(reading, start, wanted[1]))
            return
    if under and tokens[last - 1].text == ":":
        yield from ((item, "list") for item in announced(reading, reading.analysis.sentence_of[first]))


def _after_source(reading: Reading, first: int, last: int) -> int:
    """Return where the object begins after "Меморандумға сәйкес", "келісім бойынша тараптар"."""
    tokens = reading.analysis.tokens
    start = first
    for table in (("agreements", "under"), ("roles", "groups")):
        for hit in reading.lexicon.cues(*table).find(tokens, start, min(last, start + 6)):
            start = hit.last
    return start
