"""What a body that is founded is called: the noun phrase around its term. Ranges are token indices."""

from collections.abc import Mapping
from typing import Final

from kelisim.extract.analysis import Range
from kelisim.extract.lexicon import Hit
from kelisim.extract.reading import Mention, Reading
from kelisim.extract.syntax import strip_marks

_DASHES: Final = frozenset({"–", "—", "-", ":"})
_APPOSING: Final = _DASHES | {",", "("}
LONGEST: Final = 12  # tokens of a name, and around a term


def named_around(reading: Reading, hit: Hit, within: Range) -> Mention | None:
    """Return the longest name of an organisation that holds the beginning of a term."""
    near = reading.mentions_in(max(within[0], hit.first - LONGEST), min(within[1], hit.last + LONGEST))
    return max(
        (m for m in near if m.type == "organisation" and m.named and m.first <= hit.first < m.last),
        key=lambda m: m.last - m.first,
        default=None,
    )


def name_of_body(reading: Reading, hit: Hit, proper: Mention | None, within: Range) -> Range:
    """Return the noun phrase around the term, with "for …", "of …" after it."""
    tokens = reading.analysis.tokens
    if proper is not None:
        return proper.first, proper.last
    empty = reading.lexicon.terms("establishments", "empty")
    first, last = hit.first, hit.last
    while first > within[0] and hit.first - first < LONGEST and _describes(reading, first - 1):
        first -= 1
    while last < within[1] and "Case=Gen" in tokens[last].features and tokens[last].pos in {"ADJ", "NOUN"}:
        last += 1
    while first < hit.first and (
        tokens[first].lower in empty or tokens[first].pos in {"PUNCT", "PART", "DET"}
    ):
        first += 1
    goes_on = reading.lexicon.terms("establishments", "goes_on")
    if last + 1 < within[1] and tokens[last].lower in goes_on and not _is_spanned(reading, last + 1):
        stop = last + 1
        names = {m.first: m.last for m in reading.mentions_in(stop, within[1])}
        while stop < within[1] and stop - first < LONGEST and _goes_on(reading, stop, names):
            stop = names.get(stop, stop + 1)
        while stop > last and tokens[stop - 1].pos in {"CCONJ", "ADP", "DET", "ADJ", "PUNCT"}:
            stop -= 1
        last = max(last, stop)
    return strip_marks(reading.analysis, first, last)


def name_behind(reading: Reading, hit: Hit, end: int, last: int) -> Mention | None:
    """Return the name told behind a description: "a centre in A – the X Centre", "a hub called X Hub"."""
    tokens = reading.analysis.tokens
    naming = reading.lexicon.cues("projects", "naming")
    seats = {m.first: m.last for m in reading.mentions_in(end, last) if m.type == "place"}
    index = end
    while index < last and (tokens[index].pos == "ADP" or index in seats):
        index = seats.get(index, index + 1)
    if index > end and index not in seats.values():
        return None
    called = naming.at(tokens, index, last) if index < last else None
    if called is None and (index >= last or tokens[index].text not in _APPOSING):
        return None
    index = called.last if called is not None else index + 1
    if called is None and (again := naming.at(tokens, index, last)) is not None:
        called, index = again, again.last
    article = index < last and tokens[index].pos == "DET"
    index += article
    named = [m for m in reading.mentions_in(index, last) if m.first == index and m.type == "organisation"]
    if len(named) == 0 or not (article or called is not None or tokens[index - 1].text in _DASHES):
        return None
    heads = reading.lexicon.cues("establishments", "kind").find(tokens, index, named[0].last)
    alike = any(head.code in {hit.code, "institute"} for head in heads)
    return named[0] if called is not None or alike else None


def _goes_on(reading: Reading, index: int, names: Mapping[int, int]) -> bool:
    """Tell whether what a body is for goes on at a token.

    Arguments:
        names: where the names behind its term begin → where they end.
    """
    content = reading.analysis.tokens[index].pos in {"ADJ", "NOUN", "PROPN", "CCONJ", "DET"}
    return content or index in names or _is_inner(reading, index, names)


def _is_inner(reading: Reading, index: int, names: Mapping[int, int]) -> bool:
    """Tell an "of" within what a body is for: "for the study of soils"; not one that tells whose it is."""
    tokens = reading.analysis.tokens
    if reading.lexicon.inflected or index + 1 >= len(tokens):
        return False
    of = tokens[index].lower in reading.lexicon.terms("establishments", "goes_on")
    nouns = tokens[index - 1].pos == "NOUN" and tokens[index + 1].pos in {"ADJ", "NOUN"}
    return of and nouns and index + 1 not in names


def _is_spanned(reading: Reading, index: int) -> bool:
    """Tell how long or since when, which belongs to no name: "for three years", "for 2027"."""
    counted = any(index <= a.first <= index + 1 for a in reading.amounts_in(index, index + 4))
    return counted or len(reading.dates_in(index, index + 3)) > 0


def _describes(reading: Reading, index: int) -> bool:
    """Tell whether a token before a term belongs to its phrase: an adjective, a noun without a case."""
    token = reading.analysis.tokens[index]
    if "Case=" in token.features and token.pos in {"NOUN", "PROPN"}:
        return False
    if token.pos in {"ADJ", "NOUN", "PROPN"} or token.text in "-–":
        return True
    if token.pos == "CCONJ":
        return reading.analysis.tokens[index - 1].pos == "ADJ"
    return token.pos == "VERB" and token.relation in {"amod", "compound"}
