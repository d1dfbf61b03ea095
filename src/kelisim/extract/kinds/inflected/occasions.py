"""Where, when and on what occasion an agreement was signed, by what the text tells of that event."""

from collections.abc import Callable, Iterator, Sequence
from typing import Final

from kelisim.extract.kinds.agreement_told import Report
from kelisim.extract.reading import Reading
from kelisim.model import Statement, Value

_STEM: Final = 5  # letters that "заседания" shares with "заседание"
_NEAR: Final = 3  # sentences between a signing and the ceremony of it
_AFTER: Final = 4  # tokens between a marker of an occasion and its noun


def circumstances_told(
    reading: Reading,
    reports: Sequence[Report],
    values: Sequence[Value],
    met: Callable[[], Sequence[Statement]],
) -> Iterator[Value]:
    """Yield date, place and occasion of an agreement that it lacks, from the event at which it was signed.

    Arguments:
        reports: the places that tell of the agreement.
        values: what is known of it.
        met: gives the events of the text.

    Where words show no case only a ceremony near the signing is taken, and for a day that nothing else tells.
    """
    status = next((v.value for v in values if v.slot == "status"), None)
    acts = [r for r in reports if not r.heading and (r.act is not None or r.announcer is not None)]
    if len(acts) == 0 or status not in {"signed", "renewed", "planned"}:
        return
    known = {value.slot for value in values}
    if not reading.lexicon.cased and "date" in known:
        return
    years = {str(v.value)[:4] for v in values if v.slot == "date"}
    for event in _events_of(reading, acts, met()):
        for slot, source in (("occasion", "name"), ("date", "date"), ("place", "place")):
            told = event.first(source)
            if told is None or slot in known or (slot == "occasion" and _is_ceremony(event)):
                continue
            if slot == "place" and len(years) > 0 and not _same_year(event, years):
                continue
            known.add(slot)
            yield Value(slot, told.value, told.quote, probability=0.6)


def _same_year(event: Statement, years: set[str]) -> bool:
    date = event.first("date")
    return date is None or str(date.value)[:4] in years


def _events_of(reading: Reading, acts: Sequence[Report], met: Sequence[Statement]) -> Iterator[Statement]:
    """Yield the event that the sentences of a signing name as its occasion, then the ceremony near them."""
    numbers = sorted({number for report in acts for number in _sentences(reading, report)})
    for number in numbers if reading.lexicon.cased else ():
        for stem in _occasions_in(reading, number):
            named = [e for e in met if _has_word(e, stem)]
            near = [e for e in named if reading.analysis.sentence_at(e.quote.start) <= number + 1]
            if len(near or named) > 0:
                yield (near or named)[-1 if len(near) > 0 else 0]
    recalled = any(report.further and report.announcer is None for report in acts)
    recalled = recalled and not reading.lexicon.verb_final  # there "further" says only that it is new
    near_to = [*numbers, *(_list_end(reading, report.announcer) for report in acts if report.announcer)]
    for event in met if not recalled else ():
        close = any(
            abs(reading.analysis.sentence_at(event.quote.start) - number) <= _NEAR for number in near_to
        )
        if _is_ceremony(event) and close:
            yield event


def _list_end(reading: Reading, announcer: Report) -> int:
    """Return the last sentence of the list that an act announces."""
    analysis = reading.analysis
    number = announcer.sentence
    while number + 1 < len(analysis.sentences):
        following = analysis.sentences[number + 1]
        item = analysis.blocks[following.block].kind == "item"
        if not item and analysis.tokens[following.last - 1].text != ";":
            break
        number += 1
    return number


def _is_ceremony(event: Statement) -> bool:
    kind = event.first("kind")
    return kind is not None and kind.value == "ceremony"


def _sentences(reading: Reading, report: Report) -> Iterator[int]:
    """Yield the sentence of a signing or its announcement, and the next where it tells how that was."""
    source = report.announcer or report
    yield source.sentence
    following = source.sentence + 1
    if following >= len(reading.analysis.sentences):
        return
    sentence = reading.analysis.sentences[following]
    tokens = reading.analysis.tokens[sentence.first : min(sentence.last, sentence.first + 4)]
    back = reading.lexicon.terms("agreements", "happened")
    if any(token.lemma in back for token in tokens):
        yield following


def _occasions_in(reading: Reading, number: int) -> Iterator[str]:
    """Yield the stems of the nouns behind "в рамках", "на полях", "по итогам" in a sentence."""
    sentence = reading.analysis.sentences[number]
    tokens = reading.analysis.tokens
    nouns = reading.lexicon.terms("circumstances", "occasions")
    markers = reading.lexicon.cues("circumstances", "occasion_markers")
    for hit in markers.find(tokens, sentence.first, sentence.last):
        for index in range(hit.last, min(sentence.last, hit.last + _AFTER)):
            if tokens[index].pos in {"NOUN", "PROPN"}:
                word = tokens[index].lemma.rpartition("-")[2]
                if word in nouns:
                    yield word[:_STEM]
                break


def _has_word(event: Statement, stem: str) -> bool:
    name = event.first("name")
    words = [] if name is None else str(name.value).lower().replace("-", " ").split()
    return any(word.startswith(stem) for word in words)
