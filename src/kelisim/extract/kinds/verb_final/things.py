"""What a clause that closes with its verb is about: objects of verbal nouns, and what "ол", "жоба" mean."""

from collections.abc import Iterator
from typing import Final

from kelisim.extract.analysis import Range
from kelisim.extract.reading import Reading
from kelisim.extract.verb_final import arguments, noun_phrase_before

_LONGEST: Final = 14  # tokens of what is done
_QUOTES: Final = frozenset('»”"')
_BOUNDS: Final = frozenset({"ADP", "ADV", "AUX", "PRON", "SCONJ"})


def object_of(reading: Reading, first: int, last: int) -> Range | None:
    """Return what the verbal noun that ends before `last` does: its object and circumstances, no subject.

    A bare name is the subject: what is done begins behind it.
    """
    tokens = reading.analysis.tokens
    subjects = [
        a.mention.last
        for a in arguments(reading, first, last)
        if a.case == "Nom" and a.postposition == "" and not a.modifies and a.mention.type != "place"
    ]
    dates = {i for d in reading.dates_in(first, last) for i in range(d.first, d.last)}
    start = max([first, last - _LONGEST, *subjects])
    lowest = start
    for index in range(last - 2, lowest - 1, -1):
        if tokens[index].text in {",", ";", ":", "–", "—"} or tokens[index].pos in _BOUNDS or index in dates:
            start = index + 1
            break
    while start < last and (tokens[start].pos in {"PUNCT", "CCONJ"} and tokens[start].text not in "«“„"):
        start += 1
    return (start, last) if start < last else None


def meant_thing(reading: Reading, index: int, things: frozenset[str]) -> Range | None:
    """Return the thing in a noun phrase that a bare noun ("жобаға") or a pronoun ("оған") takes up.

    The nearest before it that has a title or says more than its head; of the same head where a noun asks.

    Arguments:
        things: the nouns that may be meant.
    """
    tokens = reading.analysis.tokens
    wanted = tokens[index].lemma
    asks = {wanted} if wanted in things else things
    plain: Range | None = None
    for at in range(index - 1, -1, -1):
        if tokens[at].lemma not in asks and not any(tokens[at].lower.startswith(a) for a in asks):
            continue
        first = reading.analysis.sentences[reading.analysis.sentence_of[at]].first
        start = noun_phrase_before(reading, at, first)
        if any(t.text in _QUOTES for t in tokens[start:at]):
            return start, at + 1
        if plain is None and at - start > 0:
            plain = start, at + 1
    return plain


def items(reading: Reading, first: int, last: int) -> Iterator[Range]:
    """Yield what a list tells to be done, or its noun phrases: "курс ашу, студент алмасу және зерттеу".

    Verbal nouns end their items; where none does, commas and "және" part the list: "мен" joins within items.
    """
    tokens = reading.analysis.tokens
    joins = reading.lexicon.terms("grammar", "joins")
    marks = [i for i in range(first + 1, last - 1) if tokens[i].text == "," or tokens[i].pos == "CCONJ"]
    ends = [i for i in marks if "VerbForm=Vnoun" in tokens[i - 1].features]
    closes = "VerbForm=Vnoun" in tokens[last - 1].features
    if not closes:
        ends = [i for i in marks if tokens[i].text == "," or tokens[i].lower in joins]
    start = first
    for end in [*ends, last]:
        begin, stop = start, end
        while begin < stop and tokens[begin].pos in {"CCONJ", "PUNCT"} and tokens[begin].text not in "«“„":
            begin += 1
        while (
            stop > begin
            and tokens[stop - 1].pos in {"CCONJ", "PUNCT", "ADP"}
            and tokens[stop - 1].text not in "»”"
        ):
            stop -= 1
        if begin < stop:
            yield begin, stop
        start = end + 1
