"""What stands behind a word of undertaking: where it begins, ends and parts."""

from collections.abc import Iterator
from typing import Final

from kelisim.extract.kinds.commitment_clauses import behind_colon
from kelisim.extract.kinds.commitment_parts import before_other_verb, split
from kelisim.extract.kinds.inflected.undertakings import after_colon
from kelisim.extract.lexicon import Hit
from kelisim.extract.phrases import phrase_end
from kelisim.extract.reading import Reading
from kelisim.extract.roles import is_finite

_DATED: Final = 4  # words before a date: "by the end of"
_MEANS: Final = 14  # words of "strengthen the long cooperation between the two sides through"
_HEADING: Final = 8  # words of "an array of collaborative initiatives, including"


def object_of(reading: Reading, hit: Hit, last: int) -> tuple[int, int]:
    """Return what is undertaken, behind its date and the general words that head it."""
    tokens = reading.analysis.tokens
    begin = _after_date(reading, hit.last, last)
    while begin < last and tokens[begin].text in {":", ";"}:
        begin += 1
    begin = behind_colon(reading, begin, last)
    end = before_other_verb(reading, begin, phrase_end(reading, begin, last))
    begin = _after_heading(reading, begin, end)
    items = after_colon(reading, begin, end, last)
    return (begin, end) if items is None else (items, phrase_end(reading, items, last))


def is_thing(reading: Reading, hit: Hit, begin: int) -> bool:
    """Tell whether a thing follows a verb that wants a deed: "agreed to a partnership"."""
    tokens = reading.analysis.tokens
    opens = tokens[hit.last - 1].lower in reading.lexicon.terms("intentions", "infinitive")
    return opens and begin < len(tokens) and tokens[begin].pos == "DET"


def deeds_of(reading: Reading, first: int, end: int, last: int) -> Iterator[tuple[int, int]]:
    """Yield the parts of an object, and the deeds behind semicolons: "exchange staff; hold schools"."""
    tokens = reading.analysis.tokens
    yield from split(reading, first, end)
    while end + 1 < last and tokens[end].text == ";":
        first = end + 1
        while first < last and tokens[first].pos in {"CCONJ", "ADV", "PART", "DET"}:
            first += 1
        if first >= last or tokens[first].pos not in {"VERB", "NOUN", "ADJ", "NUM"}:
            return
        if "Tense=Past" in tokens[first].features or _has_clause(reading, first, last):
            return
        end = phrase_end(reading, first, last)
        yield from split(reading, first, end)


def _has_clause(reading: Reading, first: int, last: int) -> bool:
    """Tell whether a noun behind a semicolon is the subject of a clause of its own, no further deed."""
    tokens = reading.analysis.tokens
    stop = next((i for i in range(first, last) if tokens[i].text == ";"), last)
    return tokens[first].pos != "VERB" and any(is_finite(reading.analysis, i) for i in range(first, stop))


def _after_date(reading: Reading, first: int, last: int) -> int:
    """Return where an object begins after a date before it: "undertake by the end of 2026 to open"."""
    for date in reading.dates_in(first, last):
        before = reading.analysis.tokens[first : date.first]
        if len(before) < _DATED and any(t.pos == "ADP" for t in before[:1]):
            return date.last
    return first


def _after_heading(reading: Reading, first: int, last: int) -> int:
    """Return where the items begin that a general word announces: "a range of activities, including | …"."""
    tokens = reading.analysis.tokens
    openers = reading.lexicon.cues("agreements", "including")
    for hit in openers.find(tokens, first, min(last, first + _HEADING)):
        if hit.last < last:
            return hit.last
    return after_means(reading, first, last)


def after_means(reading: Reading, first: int, last: int) -> int:
    """Return where the deeds begin by which cooperation is to grow: "strengthen cooperation through | …"."""
    tokens = reading.analysis.tokens
    means = reading.lexicon.cues("agreements", "means")
    for hit in means.find(tokens, first, min(last, first + _MEANS)):
        if hit.last < last and _is_general(reading, first, hit.first):
            return hit.last
    return first


def _is_general(reading: Reading, first: int, last: int) -> bool:
    """Tell whether words only say that there is to be more or better cooperation."""
    tokens = reading.analysis.tokens[first:last]
    verbs = reading.lexicon.terms("agreements", "rhetoric") | reading.lexicon.terms(
        "intentions", "strengthening"
    )
    things = reading.lexicon.terms("agreements", "general")
    nouns = [t for t in tokens if t.pos == "NOUN"]
    return all(t.lemma in verbs for t in tokens if t.pos == "VERB") and all(t.lemma in things for t in nouns)


def is_vague(reading: Reading, first: int, last: int) -> bool:
    """Tell whether the object is empty of matter: "provides an opportunity for"."""
    tokens = reading.analysis.tokens
    vague = reading.lexicon.terms("agreements", "vague")
    for index in range(first, min(first + 5, last)):
        if tokens[index].pos in {"NOUN", "PROPN"}:
            following = tokens[index + 1].pos if index + 1 < last else ""
            if following not in {"NOUN", "PROPN"}:
                return tokens[index].lower in vague
    return False
