"""How a programme is named: the noun phrase around its term, or a title. Ranges are token indices."""

from collections.abc import Iterator
from typing import Final

from kelisim.extract.analysis import Range
from kelisim.extract.kinds.programme_lists import QUOTES
from kelisim.extract.lexicon import Hit
from kelisim.extract.lists import cues_in
from kelisim.extract.reading import Reading
from kelisim.extract.syntax import strip_marks

_MODIFIERS: Final = frozenset({"ADJ", "NOUN", "PROPN", "NUM", "PART", "PUNCT"})
_LONGEST: Final = 12


def title_of(reading: Reading, hit: Hit, start: int, end: int) -> Range:
    """Return the noun phrase around the term: "dual degree programme in water engineering"."""
    first, last = _core(reading, hit, start, end)
    named = (
        _quoted_after(reading, last, end)
        or _quoted_before(reading, hit.first, start)
        or _proper(reading, (first, last), start, end)
    )
    if named is not None:
        return named
    given = _given_to(reading, hit, last, end) or _seat(reading, hit, last, end)
    return strip_marks(reading.analysis, first, given or _field(reading, hit, (first, last), end))


def _core(reading: Reading, hit: Hit, start: int, end: int) -> Range:
    """Return the term with its modifiers and the nouns of programmes after it."""
    tokens = reading.analysis.tokens
    nouns = reading.lexicon.terms("programmes", "nouns")
    empty = reading.lexicon.terms("programmes", "empty")
    first, last = hit.first, hit.last
    while first > start and hit.first - first < 6 and _modifies(reading, first - 1):
        first -= 1
    while first < hit.first and (
        tokens[first].lower in empty or tokens[first].pos in {"PUNCT", "PART", "NUM"}
    ):
        if tokens[first].pos == "NUM" and tokens[first + 1].text in "-+" and first + 2 < hit.first:
            break  # "three-week course", "2+2 programme"
        first += 1
    if last + 1 < end and tokens[last].pos in {"ADJ", "NOUN"} and tokens[last + 1].lemma in nouns:
        last += 1  # "dual-degree educational programmes"
    while (
        last < end
        and last - first < _LONGEST
        and (
            tokens[last].lemma in nouns
            or (tokens[last].pos == "PART" and last + 1 < end and tokens[last + 1].lemma in nouns)
        )
    ):
        last += 1
    return first, last


def _quoted_after(reading: Reading, last: int, end: int) -> Range | None:
    """Return the title in quotes after a noun: "the programme «X»", "a master's degree, “X”"."""
    tokens = reading.analysis.tokens
    last += last + 1 < end and tokens[last].text == "," and tokens[last + 1].text in QUOTES
    if last >= end or tokens[last].text not in QUOTES:
        return None
    closing = next((i for i in range(last + 1, min(end, last + _LONGEST)) if tokens[i].text in QUOTES), last)
    return (last + 1, closing) if closing > last + 1 else None


def _given_to(reading: Reading, hit: Hit, last: int, end: int) -> int | None:
    """Return where those end to whom places are given: "scholarships a year to citizens of X"."""
    tokens = reading.analysis.tokens
    often = reading.lexicon.cues("programmes", "rate").at(tokens, last, end) if last < end else None
    told = hit.code in reading.lexicon.terms("programmes", "given")
    after = last if often is None else often.last
    given = reading.lexicon.terms("programmes", "given_to")
    if after >= end or tokens[after].lower not in given or not (told or often is not None):
        return None
    return _complement(reading, after + 1, end) or last


def _field(reading: Reading, hit: Hit, core: Range, end: int) -> int:
    """Return where the field ends that a programme is in, else its noun: "degree in public finance"."""
    tokens = reading.analysis.tokens
    in_words = reading.lexicon.terms("programmes", "in_words")
    first, last = core
    if last == hit.last and tokens[last - 1].lower in in_words:  # "Bachelor of", "PhD in"
        last -= 1
    if last + 1 >= end or tokens[last].lower not in in_words:
        return last
    stop = last + 1
    while (
        stop < end
        and stop - first < _LONGEST
        and (
            tokens[stop].pos in {"NOUN", "PROPN", "ADJ", "CCONJ"}
            or tokens[stop].text == "-"
            or _is_of_level(reading, stop)
        )
    ):
        stop += 1
    while stop > last + 1 and tokens[stop - 1].pos in {"CCONJ", "ADJ"}:
        stop -= 1
    return stop if stop > last + 1 else last


def _is_of_level(reading: Reading, index: int) -> bool:
    """Tell whether a preposition stands inside the name of a degree: "programme in Bachelor of Science"."""
    tokens = reading.analysis.tokens
    levels = reading.lexicon.terms("programmes", "levels")
    inner = tokens[index].lower in reading.lexicon.terms("phrases", "transparent")
    return inner and tokens[index - 1].lemma in levels


def _seat(reading: Reading, hit: Hit, last: int, end: int) -> int | None:
    """Return where the name ends of the body or town where people are trained: "training at X"."""
    tokens = reading.analysis.tokens
    at = reading.lexicon.terms("programmes", "trained_at")
    index = last - 1 if tokens[last - 1].lower in at else last
    if hit.code != "training" or index >= end or tokens[index].lower not in at:
        return None
    begin = index + 1 + (index + 1 < end and tokens[index + 1].pos == "DET")
    found = [m for m in reading.mentions_in(begin, end) if m.first <= begin and m.type != "person"]
    return max((m.last for m in found), default=None)


def _proper(reading: Reading, core: Range, start: int, end: int) -> Range | None:
    """Return the proper name that a noun phrase goes with: "X, a scholarship", "the programme X"."""
    tokens = reading.analysis.tokens
    first, last = core
    own = {i for m in reading.mentions_in(start, end) for i in range(m.first, m.last)}
    nouns = reading.lexicon.terms("programmes", "nouns")
    stop = last
    while stop < end and tokens[stop].pos == "PROPN" and tokens[stop].text[:1].isupper() and stop not in own:
        stop += 1
    if stop > last and tokens[last - 1].lemma in nouns and not tokens[last - 1].text[:1].isupper():
        return last, stop
    comma = next((i for i in range(first - 1, max(start, first - 4), -1) if tokens[i].text == ","), None)
    if comma is None or not any(tokens[i].pos == "DET" for i in range(comma + 1, first + 1)):
        return None
    begin = comma
    while begin > start and begin - 1 not in own and _is_of_name(reading, begin - 1, comma):
        begin -= 1
    while begin < comma and not tokens[begin].text[:1].isupper():
        begin += 1
    return (begin, comma) if begin < comma else None


def _is_of_name(reading: Reading, index: int, comma: int) -> bool:
    """Tell whether a word stands in a proper name, small prepositions within it included."""
    token = reading.analysis.tokens[index]
    inner = token.lower in reading.lexicon.terms("programmes", "in_words") and index + 1 < comma
    return inner or (token.pos in {"PROPN", "ADJ", "NOUN", "VERB"} and token.text[:1].isupper())


def _complement(reading: Reading, first: int, end: int) -> int | None:
    """Return where those end for whom something is given ("to Uzbek students"); None where nobody is told."""
    tokens = reading.analysis.tokens
    stop = first
    while stop < min(end, first + _LONGEST):
        token = tokens[stop]
        inner = token.pos == "ADP" and token.lower in reading.lexicon.terms("phrases", "transparent")
        if not inner and token.pos not in {"NOUN", "PROPN", "ADJ", "DET", "NUM", "PART"}:
            break
        stop += 1
    while stop > first and tokens[stop - 1].pos in {"ADP", "DET", "ADJ", "PART"}:
        stop -= 1
    return stop if stop > first else None


def known_titles(reading: Reading, number: int) -> Iterator[tuple[Hit, Range]]:
    """Yield the programmes that are known by name where a sentence tells that people study under them."""
    analysis = reading.analysis
    sentence = analysis.sentences[number]
    people = reading.lexicon.terms("programmes", "people")
    if not any(t.lemma in people for t in analysis.tokens[sentence.first : sentence.last]):
        return
    nouns = reading.lexicon.terms("programmes", "nouns")
    for hit in cues_in(reading, "programmes", "known", sentence.first, sentence.last):
        last = hit.last
        while last < sentence.last and (
            analysis.tokens[last].lemma in nouns or analysis.tokens[last].pos == "PROPN"
        ):
            last += 1
        barred = reading.lexicon.terms("programmes", "not_after")
        if last < sentence.last and analysis.tokens[last].lower in barred:
            continue
        yield hit, (hit.first, last)


def _quoted_before(reading: Reading, noun: int, start: int) -> Range | None:
    """Return the title in quotes right before a programme's noun: "«Болашақ» бағдарламасы"."""
    tokens = reading.analysis.tokens
    if noun - 1 <= start or tokens[noun - 1].text not in {"»", "”"}:
        return None
    opening = next((i for i in range(noun - 2, start - 1, -1) if tokens[i].text in QUOTES), None)
    return (opening + 1, noun - 1) if opening is not None and opening + 1 < noun - 1 else None


def _modifies(reading: Reading, index: int) -> bool:
    tokens = reading.analysis.tokens
    token = tokens[index]
    if token.text == "+":
        return tokens[index - 1].pos == "NUM"
    if token.pos == "PUNCT":
        return token.text in "-’'" and index > 0 and tokens[index - 1].pos in {"NOUN", "ADJ", "PROPN"}
    before = reading.mentions_in(max(0, index - 10), index + 1)
    if any(m.last == index + 1 and m.type == "organisation" for m in before):
        return False
    return token.pos in _MODIFIERS and token.text not in {"'s", "’s"}
