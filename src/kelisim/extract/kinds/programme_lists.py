"""Programmes of a list: "dual degrees in Robotics and Geosciences with A and B". Ranges are token indices."""

from collections.abc import Iterator
from typing import Final

from kelisim.extract.analysis import Range
from kelisim.extract.lexicon import Hit
from kelisim.extract.lists import cues_in
from kelisim.extract.reading import Mention, Reading
from kelisim.extract.syntax import strip_marks

TOGETHER: Final = frozenset({"dual_degree", "joint_degree", "exchange"})
"""The kinds that two offer together."""

MOST: Final = 8
"""How many programmes a list may hold."""

QUOTES: Final = frozenset('"“”«»„‘')


def listed_at(reading: Reading, first: int, last: int) -> Iterator[tuple[int, int]]:
    """Yield each plural noun of programmes with the token at which their list begins: "degrees in …"."""
    tokens = reading.analysis.tokens
    several = reading.lexicon.terms("programmes", "several")
    for index in range(first, last - 1):
        if tokens[index].lemma in several and "Number=Plur" in tokens[index].features:
            begin = _list_begin(reading, index, last)
            if begin is not None:
                yield index, begin


def _list_begin(reading: Reading, noun: int, last: int) -> int | None:
    """Return where the list after a plural noun begins: after a colon, "in", "such as", or in quotes."""
    tokens = reading.analysis.tokens
    listing = reading.lexicon.cues("programmes", "listing")
    index = noun + 1
    while index < min(last - 1, noun + 4):
        hit = listing.at(tokens, index, last)
        if hit is not None:
            return hit.last
        if tokens[index].text in QUOTES:
            return index
        if tokens[index].text not in {",", "("}:
            return None
        index += 1
    return None


def kind_of_list(reading: Reading, noun: int, first: int) -> Hit:
    """Return the term that says which kind the list is of: at the noun, else told together before it."""
    found = list(cues_in(reading, "programmes", "kind", first, noun + 1))
    at = [hit for hit in found if noun - hit.last <= 2]
    together = [hit for hit in found if hit.code in TOGETHER]
    chosen = [*together[-1:], *at[-1:]]
    return (
        chosen[0] if len(chosen) > 0 else Hit(noun, noun + 1, "degree", reading.analysis.tokens[noun].lemma)
    )


Field = tuple[Range, tuple[Mention, ...]]


def list_fields(reading: Reading, first: int, last: int) -> list[Field]:
    """Return the fields of a list, each with the names that the text pairs it with.

    Names after the last field alone belong to every field: nothing is paired by position, unless the text
    says "respectively".
    """
    found: list[tuple[Range, list[Mention]]] = []
    if reading.analysis.tokens[first].pos == "DET":  # "the postgraduate degree and the diploma"
        return []
    for start, end in _chunks(reading, first, last):
        field = _field_of(reading, start, end)
        own = [m for m in reading.mentions_in(start, end) if m.type == "organisation"]
        if field is not None:
            found.append((field, own))
        elif len(found) > 0 and len(own) > 0:
            found[-1][1].extend(own)
        else:
            break
    names = [own for _, own in found]
    if len(found) > 1 and all(len(own) == 0 for own in names[:-1]):
        every = names[-1]
        respectively = reading.lexicon.terms("programmes", "respectively")
        paired = any(token.lower in respectively for token in reading.analysis.tokens[first:last])
        if paired and len(every) == len(found):
            return [(field, (name,)) for (field, _), name in zip(found, every, strict=True)]
        return [(field, tuple(every)) for field, _ in found]
    return [(field, tuple(own)) for field, own in found]


def _chunks(reading: Reading, first: int, last: int) -> Iterator[Range]:
    """Yield the parts of a list between commas and coordinators that stand in no name."""
    tokens = reading.analysis.tokens
    inside = {i for m in reading.mentions_in(first, last) for i in range(m.first + 1, m.last)}
    commas = [i for i in range(first, last) if tokens[i].text == "," and i not in inside]
    start = first
    for index in range(first, last):
        token = tokens[index]
        if index in inside:
            continue
        stops = token.text in {".", ";"} or (token.pos in {"AUX", "SCONJ"} and index > start)
        joins = token.pos == "CCONJ" and (len(commas) == 0 or index > commas[-1])
        if token.text == "," or joins or stops:
            if index > start:
                yield start, index
            start = index + 1
        if stops:
            return
    if start < last:
        yield start, last


def _field_of(reading: Reading, first: int, last: int) -> Range | None:
    """Return the field that a part of a list names: in quotes, or its words before "with"."""
    tokens = reading.analysis.tokens
    quoted = [i for i in range(first, last) if tokens[i].text in QUOTES]
    if len(quoted) > 1:
        return quoted[0] + 1, quoted[-1]
    partner_words = reading.lexicon.cues("programmes", "partner_words")
    while first < last and tokens[first].pos in {"ADP", "DET", "PUNCT"}:
        if tokens[first].pos == "ADP" and partner_words.at(tokens, first, last) is not None:
            return None
        first += 1
    here = [m for m in reading.mentions_in(first, last) if m.first == first and m.type != "group"]
    if first >= last or len(here) > 0:
        return None
    end = first
    while end < last and tokens[end].pos in {"NOUN", "PROPN", "ADJ", "CCONJ"} and end - first < 7:
        end += 1
    rest = tokens[end:last]
    if end == first or not (len(rest) == 0 or rest[0].pos in {"ADP", "PUNCT", "ADV"}):
        return None
    return strip_marks(reading.analysis, first, end)
