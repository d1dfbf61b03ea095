"""Where words stand in a text: in another writing of the same letters, with other endings, or nearly so.

What is found is always a span of the text between borders of words; what is returned is never the words that
were looked for. A near match has the same numbers in it and is as good as the bar says.
"""

import re
import unicodedata
from bisect import bisect_left
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache
from itertools import pairwise
from typing import Final

from rapidfuzz import fuzz
from rapidfuzz.distance import Prefix

_BAR: Final = 90.0  # of 100: a misprint in eleven letters, an ending of a long name
_SMALL: Final = 3  # letters of words that a phrase may do without: of, the, der, мен
_SPREAD: Final = 2.5  # words of a stretch for each word of a phrase that is gathered from it
_SENTENCE_END: Final = re.compile(r"[.!?]\s|\n\s*\n")
_SHORTEST_STEM: Final = 3
_SHORTEST_WORD: Final = 5  # letters of what may be found with another ending
_SAME_IN_SHORT: Final = 0.7  # the same in words of less than ten letters together: Астана, Астане
_SHORTEST: Final = 10  # letters of what may be found nearly: in short words every letter tells
_PLAIN: Final = str.maketrans(
    dict.fromkeys("“”„‟«»″", '"') | dict.fromkeys("‘’‚‛ʼʻ`´′", "'") | dict.fromkeys("‐‑‒–—―−", "-")
)
_EDGES: Final = " \"'.,;:!?()[]…-"
_DIGITS: Final = re.compile(r"\d+")
_WORD: Final = re.compile(r"\w+")
_APART: Final = re.compile(r"[^\w.!?;:]{1,4}|\. ")  # what may stand between two words of one name or phrase
_SAME_BEGINNING: Final = 0.5  # of a word's letters, where only its ending differs


@dataclass(frozen=True, slots=True)
class Span:
    """A range of characters of a text, and how near (0 to 1) it comes to what was looked for."""

    start: int
    end: int
    nearness: float = 1.0


@dataclass(frozen=True, slots=True)
class Folded:
    """A text in plain letters; character `i` of it comes from `origins[i]` of the text."""

    text: str
    origins: tuple[int, ...]


@lru_cache(maxsize=16)
def folded(text: str) -> Folded:
    """Return a text in lower case, without accents, with plain quotes and dashes and single blanks."""
    letters: list[str] = []
    origins: list[int] = []
    for place, letter in enumerate(text):
        if letter.isspace():
            if len(letters) > 0 and letters[-1] != " ":
                letters.append(" ")
                origins.append(place)
            continue
        plain = letter if letter.isascii() else unicodedata.normalize("NFKD", letter.translate(_PLAIN))
        for part in plain.casefold().translate(_PLAIN):
            if unicodedata.category(part) not in ("Mn", "Cf", "Cc"):
                letters.append(" " if part.isspace() else part)
                origins.append(place)
    return Folded("".join(letters), tuple(origins))


def places(text: str, wanted: str) -> Iterator[Span]:
    """Yield every place, between borders of words, where the letters of `wanted` stand in a text."""
    whole, looked_for = folded(text), folded(wanted).text.strip(_EDGES)
    if looked_for == "":
        return
    start = whole.text.find(looked_for)
    while start >= 0:
        end = start + len(looked_for)
        if _is_border(whole.text, start) and _is_border(whole.text, end):
            yield _span(text, whole, start, end)
        start = whole.text.find(looked_for, start + 1)


def find(text: str, wanted: str, within: tuple[int, int], near: int) -> Span | None:
    """Return where `wanted` stands in a part of a text: the place nearest to `near`.

    Where its letters do not stand there, its words with other endings do, or words that are nearly the same.
    """
    for looked_for in (places, inflected):
        found = [
            span for span in looked_for(text, wanted) if within[0] <= span.start and span.end <= within[1]
        ]
        if len(found) > 0:
            return min(found, key=lambda span: (abs(span.start - near), span.start))
    return _nearly(text, wanted, within)


def same_word(one: str, other: str, beginning: float = _SAME_BEGINNING) -> bool:
    """Return whether two words, folded, differ in their endings alone. Numbers have none.

    Arguments:
        beginning: the share of the longer word's letters that both must begin with.
    """
    if one == other:
        return True
    if _DIGITS.search(one + other) is not None:
        return False
    shared = Prefix.similarity(one, other)
    return shared >= _SHORTEST_STEM and shared >= beginning * max(len(one), len(other))


@lru_cache(maxsize=4)
def _words(text: str) -> tuple[tuple[str, int, int], ...]:
    """Return the words of a text, folded, with their offsets."""
    whole = folded(text)
    return tuple(
        (match[0], whole.origins[match.start()], whole.origins[match.end() - 1] + 1)
        for match in _WORD.finditer(whole.text)
    )


@lru_cache(maxsize=4)
def _by_beginning(text: str) -> dict[str, list[int]]:
    """Return where words begin with which letters: two that differ in their endings share them."""
    found: dict[str, list[int]] = {}
    for place, (word, _, _) in enumerate(_words(text)):
        found.setdefault(word[:_SHORTEST_STEM], []).append(place)
    return found


def inflected(text: str, wanted: str) -> Iterator[Span]:
    """Yield the places where the words of `wanted` stand one after the other, with these or other endings."""
    words, looked_for = _words(text), [word for word, _, _ in _words(wanted)]
    size, letters = len(looked_for), sum(map(len, looked_for))
    if letters < _SHORTEST_WORD:
        return
    beginning = _SAME_BEGINNING if letters >= _SHORTEST else _SAME_IN_SHORT
    for first in _by_beginning(text).get(looked_for[0][:_SHORTEST_STEM], ()):
        part = words[first : first + size]
        if len(part) < size or not all(
            same_word(one, other[0], beginning) for one, other in zip(looked_for, part, strict=True)
        ):
            continue
        if all(_APART.fullmatch(text[one[2] : other[1]]) for one, other in pairwise(part)):
            likeness = fuzz.ratio(" ".join(looked_for), " ".join(word for word, _, _ in part)) / 100
            yield Span(part[0][1], part[-1][2], likeness)


def gathered(text: str, wanted: str, within: tuple[int, int]) -> Span | None:
    """Return the shortest stretch of one sentence in which all words of a phrase stand, if it is not long.

    "students of foreign branches" is found in "students at branches of foreign universities".
    """
    words = _words(text)
    shift, last = (bisect_left(words, place, key=lambda word: word[1]) for place in within)
    looked_for = [word for word, _, _ in _words(wanted) if len(word) > _SMALL]
    if len(looked_for) < 2 or sum(map(len, looked_for)) < _SHORTEST:
        return None
    index = _by_beginning(text)
    met = sorted(
        (place, number)
        for number, word in enumerate(looked_for)
        for place in index.get(word[:_SHORTEST_STEM], ())
        if shift <= place < last and same_word(word, words[place][0])
    )
    best: tuple[int, int] | None = None
    seen: dict[int, int] = {}
    for place, number in met:
        seen[number] = place
        if len(set(seen.values())) == len(looked_for):  # a word said twice has to stand there twice
            first = min(seen.values())
            if best is None or place - first < best[1] - best[0]:
                best = (first, place)
    if best is None or best[1] - best[0] >= len(looked_for) * _SPREAD:
        return None
    start, end = words[best[0]][1], words[best[1]][2]
    if _SENTENCE_END.search(text[start:end]) is not None:
        return None
    return Span(start, end, len(looked_for) / (best[1] - best[0] + 1))


def _nearly(text: str, wanted: str, within: tuple[int, int]) -> Span | None:
    whole, looked_for = folded(text), folded(wanted).text.strip(_EDGES)
    shift, last = (bisect_left(whole.origins, place) for place in within)
    part = whole.text[shift:last]
    if len(looked_for) < _SHORTEST or len(looked_for) > len(part):
        return None
    found = fuzz.partial_ratio_alignment(looked_for, part, score_cutoff=_BAR - 10)
    if found is None:
        return None
    start, end = found.dest_start, found.dest_end
    while not _is_border(part, start):
        start -= 1
    while not _is_border(part, end):
        end += 1
    likeness = fuzz.ratio(looked_for, part[start:end].strip(_EDGES))
    if likeness < _BAR or _DIGITS.findall(looked_for) != _DIGITS.findall(part[start:end]):
        return None
    span = _span(text, whole, shift + start, shift + end)
    return Span(span.start, span.end, likeness / 100)


def _span(text: str, whole: Folded, start: int, end: int) -> Span:
    """Return the span of the text, without blanks and stray marks at its ends."""
    while start < end and whole.text[start] in " ,;:":
        start += 1
    while end > start and whole.text[end - 1] in " ,;:":
        end -= 1
    last = whole.origins[end - 1] + 1
    while last < len(text) and unicodedata.category(text[last]) == "Mn":  # accents written after their letter
        last += 1
    return Span(whole.origins[start], last)


def _is_border(text: str, place: int) -> bool:
    """Return whether no word goes on here. Scripts without blanks have borders everywhere."""
    if place <= 0 or place >= len(text):
        return True
    return not (_in_word(text[place - 1]) and _in_word(text[place]))


def _in_word(letter: str) -> bool:
    return letter.isalnum() and unicodedata.category(letter) != "Lo"
