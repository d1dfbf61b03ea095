"""Titles that open the items of a list of projects. Ranges are token indices."""

from collections.abc import Iterator
from typing import Final

from kelisim.extract.analysis import Range
from kelisim.extract.reading import Reading

OPENING: Final = frozenset('“"«„‘')
"""Marks that open a title."""

CLOSING: Final = frozenset('”"»“’')
"""Marks that close a title."""

_SEPARATORS: Final = frozenset({":", "–", "—", "-"})
_ENDING: Final = frozenset({")", ";", ".", "(", "|"})
_LONGEST: Final = 20  # tokens of a title


def listed_titles(reading: Reading) -> Iterator[Range]:
    """Yield the titles that open the items of a list of projects: "“Shade by Design”, led by P".

    The text must speak of projects, and the item or the line after it must name people.
    """
    tokens, sentences = reading.analysis.tokens, reading.analysis.sentences
    nouns = reading.lexicon.terms("projects", "nouns")
    if not any(token.lemma in nouns for token in tokens):
        return
    for number, sentence in enumerate(sentences):
        begin = sentence.first
        while (
            begin < sentence.last - 1
            and not tokens[begin].text[0].isalnum()
            and tokens[begin].text not in OPENING
        ):
            begin += 1
        end = sentences[min(number + 1, len(sentences) - 1)].last
        if any(m.type == "person" for m in reading.mentions_in(begin, end)):
            title = _opening_title(reading, begin, sentence.last)
            if title is not None:
                yield title


def labelled_titles(reading: Reading) -> Iterator[Range]:
    """Yield the titles behind a label: "salt in soils, led by P (Project title – SALINA)"."""
    tokens = reading.analysis.tokens
    labels = reading.lexicon.cues("projects", "labels")
    for sentence in reading.analysis.sentences:
        for hit in labels.find(tokens, sentence.first, sentence.last):
            begin = hit.last
            told = tokens[begin - 1].text == ":"
            while begin < sentence.last and tokens[begin].text in _SEPARATORS:
                begin, told = begin + 1, True
            if begin < sentence.last and tokens[begin].text in OPENING:
                begin += 1
            end = begin
            while (
                end < sentence.last and tokens[end].text not in _ENDING | CLOSING and end - begin < _LONGEST
            ):
                end += 1
            opens = hit.first == sentence.first or not tokens[hit.first - 1].text[0].isalnum()
            if told and opens and end > begin and is_name(tokens[begin].text):
                yield begin, end


def _opening_title(reading: Reading, begin: int, end: int) -> Range | None:
    tokens = reading.analysis.tokens
    if tokens[begin].text in OPENING:
        closing = next((i for i in range(begin + 1, min(begin + 12, end)) if tokens[i].text in CLOSING), None)
        if closing is None or closing + 1 >= end or closing == begin + 1:
            return None
        roles = (f"roles.{slot}" for slot in ("leaders", "hosts", "partners"))
        told = tokens[closing + 1].text == "(" or any(
            True for role in roles for _ in reading.lexicon.cues("projects", role).find(tokens, closing, end)
        )
        nominal = tokens[closing - 1].pos in {"NOUN", "PROPN", "ADJ", "NUM", "X"}
        return (begin + 1, closing) if told and nominal else None
    dash = next((i for i in range(begin + 1, min(begin + 7, end)) if tokens[i].text in {"–", "—"}), None)
    if dash is None or not all(is_name(t.text) or t.text == "-" for t in tokens[begin:dash]):
        return None
    if len(reading.mentions_in(begin, dash)) > 0 or len(reading.dates_in(begin, dash)) > 0:
        return None
    following = reading.analysis.sentences[reading.analysis.sentence_of[begin]].last
    leaders = reading.lexicon.cues("projects", "investigators")
    people = [
        m for m in reading.mentions_in(following, min(following + 12, len(tokens))) if m.type == "person"
    ]
    near = leaders.at(tokens, following, len(tokens)) is not None if following < len(tokens) else False
    return (begin, dash) if near or (len(people) > 0 and people[0].first - following <= 2) else None


def is_name(word: str) -> bool:
    """Tell whether a word bears a capital, so may stand in a name."""
    return any(c.isupper() for c in word)
