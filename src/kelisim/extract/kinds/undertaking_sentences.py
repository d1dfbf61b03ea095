"""Sentences that stand apart among those that tell of an agreement: announced lists, somebody's words."""

from collections.abc import Iterator
from typing import Final

from kelisim.extract.analysis import Analysis, Range
from kelisim.extract.layout import after_bullet
from kelisim.extract.reading import Reading

_MOST: Final = 12  # items of one list: more is a text about something else


def announced(reading: Reading, number: int) -> Iterator[Range]:
    """Yield the items of the list that a sentence with a colon announces."""
    analysis = reading.analysis
    block = analysis.sentences[number].block
    seen: set[int] = set()
    for sentence in analysis.sentences[number + 1 :]:
        if analysis.blocks[sentence.block].kind not in {"item", "heading"} or sentence.block == block:
            return
        if sentence.block in seen or len(seen) >= _MOST:
            continue
        item = analysis.blocks[sentence.block]
        words = after_bullet(analysis.text, item.start, item.end)
        first = sentence.first
        while first < sentence.last and (
            analysis.tokens[first].start < words or analysis.tokens[first].pos in {"PUNCT", "SYM", "NUM", "X"}
        ):
            first += 1
        last = sentence.last
        while last > first and analysis.tokens[last - 1].pos in {"PUNCT", "CCONJ"}:
            last -= 1
        if first < last:  # else the number of the item was taken for a sentence
            seen.add(sentence.block)
            yield first, last


def is_speech(analysis: Analysis, first: int, last: int) -> bool:
    """Tell whether a sentence is somebody's words: praise, as a rule, and not the agreement's."""
    text = analysis.tokens[first].text
    opening = sum(t.text in {"“", "„", "«"} for t in analysis.tokens[first:last])
    closing = sum(t.text in {"”", "»"} for t in analysis.tokens[first:last])
    return text in {"“", '"', "„", "«"} or closing > opening or _open_before(analysis, first)


def _open_before(analysis: Analysis, first: int) -> bool:
    """Tell whether a quotation that began before the token, in its block, is still open."""
    block = analysis.blocks[analysis.sentences[analysis.sentence_of[first]].block]
    before = analysis.text[block.start : analysis.tokens[first].start]
    return before.count("“") > before.count("”") or before.count("«") > before.count("»")
