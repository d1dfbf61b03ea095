"""What a body that is founded is called: the noun phrase around its term. Ranges are token indices."""

from typing import Final

from kelisim.extract.analysis import Range
from kelisim.extract.lexicon import Hit
from kelisim.extract.reading import Mention, Reading
from kelisim.extract.syntax import strip_marks

LONGEST: Final = 12  # tokens of a name, and around a term


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
        while (
            stop < within[1]
            and stop - first < LONGEST
            and (stop in names | _content_at(reading, stop) or _is_inner(reading, stop, names))
        ):
            stop = names.get(stop, stop + 1)
        while stop > last and tokens[stop - 1].pos in {"CCONJ", "ADP", "DET", "ADJ", "PUNCT"}:
            stop -= 1
        last = max(last, stop)
    return strip_marks(reading.analysis, first, last)


def _is_inner(reading: Reading, index: int, names: dict[int, int]) -> bool:
    """Tell an "of" within what a body is for: "for the study of soils"; not one that tells whose it is."""
    tokens = reading.analysis.tokens
    if reading.lexicon.inflected or index + 1 >= len(tokens):
        return False
    of = tokens[index].lower in reading.lexicon.terms("establishments", "goes_on")
    return (
        of
        and tokens[index - 1].pos == "NOUN"
        and tokens[index + 1].pos in {"ADJ", "NOUN"}
        and (index + 1 not in names)
    )


def _content_at(reading: Reading, index: int) -> dict[int, int]:
    return (
        {index: index + 1}
        if reading.analysis.tokens[index].pos in {"ADJ", "NOUN", "PROPN", "CCONJ", "DET"}
        else {}
    )


def _is_spanned(reading: Reading, index: int) -> bool:
    return any(index <= a.first <= index + 1 for a in reading.amounts_in(index, index + 4)) or bool(
        reading.dates_in(index, index + 3)
    )


def _describes(reading: Reading, index: int) -> bool:
    token = reading.analysis.tokens[index]
    if "Case=" in token.features and token.pos in {"NOUN", "PROPN"}:
        return False
    if token.pos in {"ADJ", "NOUN", "PROPN"} or token.text in "-–":
        return True
    if token.pos == "CCONJ":
        return reading.analysis.tokens[index - 1].pos == "ADJ"
    return token.pos == "VERB" and token.relation in {"amod", "compound"}
