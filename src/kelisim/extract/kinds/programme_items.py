"""Programmes told as the items of a list below a line: "We offer dual degrees with A and B:", "• MBA (A)"."""

from collections.abc import Iterator
from typing import Final

from kelisim.extract.analysis import Range, Sentence
from kelisim.extract.kinds.programme_lists import TOGETHER
from kelisim.extract.kinds.programme_partners import partners_of
from kelisim.extract.lexicon import Hit
from kelisim.extract.lists import cues_in
from kelisim.extract.reading import Mention, Reading
from kelisim.extract.roles import is_finite, outermost
from kelisim.extract.syntax import strip_marks

Item = tuple[int, Hit, Range, tuple[Mention, ...]]
"""The sentence of an item, the term for its kind, its title, those who offer it."""

_DEGREES: Final = TOGETHER | {"degree"}
_LONGEST: Final = 14  # tokens of a title
_HEADING: Final = 5  # tokens of a line that heads the ones below
_DASHES: Final = frozenset({"–", "—", "-", ":"})
_ENDS: Final = frozenset({"(", ",", ";", ":", "–", "—", "|"})


def items_below(reading: Reading, number: int) -> Iterator[Item]:
    """Yield the programmes in the items right below a sentence that announces several of them."""
    analysis = reading.analysis
    below = _items_after(reading, number)
    hit = _announced(reading, number) if len(below) > 0 else None
    if hit is None:
        return
    noun = (hit.first, hit.last)
    offered = (
        () if analysis.is_heading(analysis.sentences[number]) else partners_of(reading, hit, noun, number)
    )
    acting = tuple(m for m in offered if m.last <= hit.first)
    for item in below:
        sentence = analysis.sentences[item]
        title = _title(reading, sentence)
        terms = list(cues_in(reading, "programmes", "kind", sentence.first, sentence.last))
        if title is None or not (hit.code in _DEGREES or any(term.code in _DEGREES for term in terms)):
            continue
        within = outermost(reading.mentions_in(sentence.first, sentence.last)).values()
        own = tuple(m for m in within if m.type == "organisation" and not title[0] <= m.first < title[1])
        chosen = hit if hit.code in TOGETHER or len(terms) == 0 else terms[0]
        partners = {*acting, *own} if len(own) > 0 else set(offered)
        yield item, chosen, title, tuple(sorted(partners, key=lambda m: m.first))


def _items_after(reading: Reading, number: int) -> list[int]:
    """Return the first sentences of the items of a list that begins right after a sentence."""
    analysis = reading.analysis
    block = analysis.sentences[number].block
    found: list[int] = []
    for other in range(number + 1, len(analysis.sentences)):
        here = analysis.sentences[other].block
        if here == block:
            continue
        if here != block + 1 or analysis.blocks[here].kind != "item":
            return found
        found.append(other)
        block = here
    return found


def _announced(reading: Reading, number: int) -> Hit | None:
    """Return the term for several programmes in a heading or a sentence that ends with a colon."""
    analysis, tokens = reading.analysis, reading.analysis.tokens
    sentence = analysis.sentences[number]
    alone = (
        sentence.last - sentence.first <= _HEADING
        and len(reading.mentions_in(sentence.first, sentence.last)) == 0
    )
    if not (analysis.is_heading(sentence) or alone or tokens[sentence.last - 1].text == ":"):
        return None
    if any(True for _ in cues_in(reading, "programmes", "not_told", sentence.first, sentence.last)):
        return None
    nouns = reading.lexicon.terms("programmes", "nouns")
    for hit in cues_in(reading, "programmes", "kind", sentence.first, sentence.last):
        if any(
            tokens[i].lemma in nouns or tokens[i].lower.removesuffix("s") in nouns
            for i in range(hit.first, min(hit.last + 2, sentence.last))
            if tokens[i].lower.endswith("s")
        ):
            return hit
    return None


def _title(reading: Reading, sentence: Sentence) -> Range | None:
    """Return what an item calls its programme: the words before its partners, or behind them and a colon."""
    tokens = reading.analysis.tokens
    first = sentence.first
    while first < sentence.last and not tokens[first].text[0].isalpha():
        first += 1
    names = {m.first: m.last for m in outermost(reading.mentions_in(first, sentence.last)).values()}
    start = first
    while start < sentence.last and (
        start in names or tokens[start].pos in {"CCONJ", "DET"} or tokens[start].text == ","
    ):
        start = names.get(start, start + 1)
    if start > first and start < sentence.last and tokens[start].text in _DASHES:
        first = start + 1
    if first in names:
        return None
    with_words = reading.lexicon.cues("programmes", "partner_words")
    end = first
    while end < min(sentence.last, first + _LONGEST):
        token = tokens[end]
        if token.text in _ENDS or (end > first and end in names) or is_finite(reading.analysis, end):
            break
        if end > first and with_words.at(tokens, end, sentence.last) is not None:
            break
        end += 1
    while end > first and tokens[end - 1].pos in {"ADP", "DET", "CCONJ", "PUNCT"}:
        end -= 1
    return strip_marks(reading.analysis, first, end) if end > first else None
