"""Lists below a sentence that tells what an agreement brings: "The main points of the agreement are: …"."""

from collections.abc import Iterator, Sequence
from typing import Final

from kelisim.extract.analysis import Range
from kelisim.extract.kinds.agreement_threads import Thread
from kelisim.extract.kinds.commitment_parts import deeds, split
from kelisim.extract.kinds.undertaking_sentences import announced, is_speech
from kelisim.extract.phrases import phrase_end
from kelisim.extract.reading import Reading
from kelisim.extract.roles import is_finite

_NEAR: Final = 5  # sentences behind a report in which a list inside a sentence does
_BEFORE: Final = 6  # tokens before ", among them" in which it is said what is listed
_QUOTES: Final = frozenset({'"', "“", "„", "«"})
_REACH: Final = 8  # sentences behind a report in which a list still tells of its agreement


def below(reading: Reading, thread: Thread, taken: Sequence[int]) -> Iterator[Range]:
    """Yield the items of the lists that tell what one agreement brings.

    Arguments:
        taken: the sentences that tell of other agreements; a list behind one of them is theirs.
    """
    analysis = reading.analysis
    own = sorted(r.sentence for r in thread.reports if not r.heading)
    if len(own) == 0:
        return
    told = {*own, *taken}
    for number in range(own[0], min(own[-1] + _REACH + 1, len(analysis.sentences))):
        sentence = analysis.sentences[number]
        if analysis.tokens[sentence.last - 1].text != ":" or is_speech(
            analysis, sentence.first, sentence.last
        ):
            continue
        nearest = max((n for n in told if n <= number), default=-1)
        if nearest not in own or not _opens(reading, sentence.first, sentence.last):
            continue
        items = list(announced(reading, number))
        if any(analysis.sentence_of[first] in told for first, _ in items):
            continue  # the agreements themselves are listed
        for first, last in items:
            if not _names_someone(reading, first, last):
                yield from deeds(reading, first, last)


def _opens(reading: Reading, first: int, last: int) -> bool:
    """Tell whether what stands before a list speaks of an agreement or of working together."""
    tokens = reading.analysis.tokens
    return any(
        True
        for table in ("kinds", "undertakings", "opens_list")
        for _ in reading.lexicon.cues("agreements", table).find(tokens, first, last)
    )


def inside(reading: Reading, thread: Thread, number: int, *, marked: bool) -> Iterator[Range]:
    """Yield the items of a list inside a sentence: "activities come under the pact, among them | …".

    Arguments:
        marked: the list stands behind a colon; else behind words.
    """
    analysis, sentence = reading.analysis, reading.analysis.sentences[number]
    tokens = analysis.tokens
    near = any(0 <= number - r.sentence <= _NEAR for r in thread.reports if not r.heading)
    if not near or is_speech(analysis, sentence.first, sentence.last):
        return
    hits = reading.lexicon.cues("agreements", "lists_in").find(tokens, sentence.first, sentence.last)
    opener = next(hits, None)
    if (
        opener is None
        or (opener.code == "mark") != marked
        or opener.last + 2 >= sentence.last
        or tokens[opener.last].text in _QUOTES
    ):
        return
    begin = sentence.first if opener.code == "mark" else max(sentence.first, opener.first - _BEFORE)
    if not _opens(reading, begin, opener.first):
        return
    end = phrase_end(reading, opener.last, sentence.last)
    if opener.code == "mark":
        end = sentence.last - 1
    papers = reading.lexicon.cues("agreements", "kinds").find(tokens, opener.last, end)
    items = list(split(reading, opener.last, end))
    strange = any(_names_someone(reading, *item) for item in items) or any(True for _ in papers)
    if len(items) > 1 and not strange:
        yield from items


def _names_someone(reading: Reading, first: int, last: int) -> bool:
    """Tell whether an item is somebody with a post, not a deed."""
    verbs = any(is_finite(reading.analysis, i) for i in range(first, last))
    return not verbs and any(m.type == "person" for m in reading.mentions_in(first, last))
