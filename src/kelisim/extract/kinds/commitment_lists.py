"""Lists below a sentence that tells what an agreement brings: "The main points of the agreement are: …"."""

from collections.abc import Iterator, Sequence
from typing import Final

from kelisim.extract.analysis import Range
from kelisim.extract.kinds.agreement_threads import Thread
from kelisim.extract.kinds.undertaking_sentences import announced, is_speech
from kelisim.extract.phrases import pieces
from kelisim.extract.reading import Reading
from kelisim.extract.roles import is_finite

_PARALLEL: Final = 2  # words with a meaning in each deed of an item: "workshops" alone shares those before it
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
        if nearest not in own or not _opens(reading, number):
            continue
        items = list(announced(reading, number))
        if any(analysis.sentence_of[first] in told for first, _ in items):
            continue  # the agreements themselves are listed
        for first, last in items:
            yield from deeds(reading, first, last)


def _opens(reading: Reading, number: int) -> bool:
    """Tell whether the sentence before a list speaks of an agreement or of working together."""
    tokens, sentence = reading.analysis.tokens, reading.analysis.sentences[number]
    return any(
        True
        for table in ("kinds", "undertakings", "opens_list")
        for _ in reading.lexicon.cues("agreements", table).find(tokens, sentence.first, sentence.last)
    )


def deeds(reading: Reading, first: int, last: int) -> Iterator[Range]:
    """Yield the deeds of one item: several where each has words of its own, none where it names somebody."""
    analysis = reading.analysis
    verbs = [i for i in range(first, last) if is_finite(analysis, i)]
    if len(verbs) == 0 and any(m.type == "person" for m in reading.mentions_in(first, last)):
        return
    parts = list(pieces(reading, first, last))
    whole = len(verbs) > 0 and parts[0][1] <= verbs[0]  # "master's and doctoral students go on exchange"
    if whole or any(_words(reading, *part) < _PARALLEL for part in parts):
        yield first, last
    else:
        yield from parts


def _words(reading: Reading, first: int, last: int) -> int:
    return sum(t.pos in {"NOUN", "PROPN", "ADJ", "VERB", "NUM"} for t in reading.analysis.tokens[first:last])
