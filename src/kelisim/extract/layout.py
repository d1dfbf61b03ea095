"""A text's blocks: what is a paragraph, a heading, an item of a list, a dateline, and what is noise."""

import re
from collections.abc import Iterator, Sequence
from typing import Final

from kelisim.extract.analysis import Block, BlockKind

_BULLET: Final = re.compile(r"^[ \t]*(?:[-–—•*▪●·‣◦]|\(?\d{1,2}[.)]|\(?(?:[a-zа-я]|[ivx]{2,4})[)])[ \t]+")
_LINE: Final = re.compile(r"[^\n]*\S[^\n]*")
_SENTENCE_END: Final = re.compile(r"[.!?…:;][\"'”’»)\]]*$")
_WRAP_WIDTHS: Final = range(55, 101)  # the widths at which people and mailers break lines by hand
_HEADING_LENGTH: Final = 140
_LIST_LINES: Final = 3
_OPENING_BLOCKS: Final = 8  # those among which the first paragraph stands
_LONGEST_DATELINE: Final = 90
# No announcement has longer ones; parsers keep a paragraph in memory, and refuse a million characters.
_LONGEST_PARAGRAPH: Final = 20_000
_SENTENCE_ENDS: Final = re.compile(r"[.!?…][\"'”’»)\]]*(?=\s)")

_CAPITAL: Final = r"[^\W\d_a-zа-яёäöüßәғқңөұүһі]"
_TOWN: Final = (
    rf"{_CAPITAL}[\w.'’-]*(?:(?:, ?|/| ){_CAPITAL}[\w.'’-]*){{0,4}}"
    rf"(?: ?[\[(]{_CAPITAL}[\w .]+[\])])?"
)
_DAY: Final = (
    r"(?:[^\W\d_]+,? )?(?:\d{1,2}\.? (?:de )?[^\W\d_]+\.?|[^\W\d_]+\.? \d{1,2}"
    r"|\d{1,2}[./]\d{1,2}[./]\d{2,4}|\d{4}-\d\d-\d\d)(?:,? (?:de )?\d{4})?(?: г(?:ода|\.))?"
)
_AGENCY: Final = rf"[(/\[] ?{_CAPITAL}[\w. /&-]{{1,30}} ?[)/\]]|{_CAPITAL}{{3,}}[\w ]{{0,20}}"
_DASH: Final = r"(?: ?[–—]| -{1,3})"
_DATELINE: Final = re.compile(
    rf"(?P<town>{_TOWN})(?P<told>(?:[,.]? ?[(]?{_DAY}[)]?)?(?:[,.]? ?(?:{_AGENCY}))?)\.?"
    rf"(?P<mark>{_DASH}| ?[:|]|(?<=[)/]) )\s*(?=[\"“«„]?{_CAPITAL})"
)


def blocks(text: str, noise: Sequence[re.Pattern[str]] = ()) -> tuple[Block, ...]:
    """Return the blocks of a text in order; lines broken by hand within a paragraph are one block.

    Three or more lines right under each other that look like headings are items of a list.

    Arguments:
        text: the whole text of a document.
        noise: patterns of a language pack; a block in which one is found says nothing of cooperation.
    """
    found: list[Block] = []
    for start, end in _paragraphs(text):
        if start < end:
            kind = _kind(text[start:end], noise)
            begin = start
            if kind == "paragraph" and len(found) < _OPENING_BLOCKS:
                begin = _after_dateline(text, start, end)
            if begin > start:
                found.append(Block(*_trim(text, start, begin), "dateline"))
            found.append(Block(begin, end, kind))
    for first, last in _runs_of_headings(text, found):
        found[first:last] = [Block(block.start, block.end, "item") for block in found[first:last]]
    return tuple(found)


def _after_dateline(text: str, start: int, end: int) -> int:
    """Return where a paragraph goes on after its dateline: "NICOSIA, May 14 (Agency) –"."""
    found = _DATELINE.match(text, start, min(end, start + _LONGEST_DATELINE))
    if found is None:
        return start
    town, *more = re.split(r"[,.] ", found["town"])  # "BUTTE, Mont. –", "АСТАНА. АГЕНТСТВО –"
    plain = len(more) > 0 and town.isupper() and re.fullmatch(_DASH, found["mark"])
    return found.end() if found["told"].strip() or plain else start


def _runs_of_headings(text: str, found: Sequence[Block]) -> Iterator[tuple[int, int]]:
    """Yield three or more lines right under each other that look like headings: a list without bullets."""
    first = 0
    while first < len(found):
        last = first + 1
        while (
            last < len(found)
            and found[first].kind == found[last].kind == "heading"
            and text[found[last - 1].end : found[last].start].count("\n") == 1
        ):
            last += 1
        if last - first >= _LIST_LINES:
            yield first, last
        first = last


def _paragraphs(text: str) -> Iterator[tuple[int, int]]:
    lines = [match.span() for match in _LINE.finditer(text)]
    wrapped = _is_wrapped(text, lines)
    index = 0
    while index < len(lines):
        start, end = lines[index]
        index += 1
        while wrapped and index < len(lines) and _continues(text, end, lines[index]):
            end = lines[index][1]
            index += 1
        yield from _pieces(text, *_trim(text, start, end))


def _pieces(text: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    """Yield a paragraph whole, or in pieces that can be parsed: cut behind a sentence, else a word."""
    while end - start > _LONGEST_PARAGRAPH:
        limit = start + _LONGEST_PARAGRAPH
        ends = [match.end() for match in _SENTENCE_ENDS.finditer(text, start, limit)]
        cut = ends[-1] if len(ends) > 0 else text.rfind(" ", start, limit)
        cut = cut if cut > start else limit
        yield _trim(text, start, cut)
        start = _trim(text, cut, end)[0]
    yield start, end


def _is_wrapped(text: str, lines: Sequence[tuple[int, int]]) -> bool:
    """Tell whether lines are broken at a fixed width: most are nearly full and end within a sentence."""
    full = [end - start for start, end in lines if end - start > _WRAP_WIDTHS.start]
    if len(full) < 3 or max(full) not in _WRAP_WIDTHS:
        return False
    within = sum(1 for start, end in lines if not _SENTENCE_END.search(text[start:end].rstrip()))
    return within * 2 > len(lines)


def _continues(text: str, end: int, following: tuple[int, int]) -> bool:
    gap = text[end : following[0]]
    return gap.count("\n") == 1 and _BULLET.match(text[slice(*following)]) is None


def _trim(text: str, start: int, end: int) -> tuple[int, int]:
    while start < end and text[start].isspace():
        start += 1
    while end > start and text[end - 1].isspace():
        end -= 1
    return start, end


def after_bullet(text: str, start: int, end: int) -> int:
    """Return where the words of an item begin, behind its bullet, number or letter."""
    found = _BULLET.match(text[start:end])
    return start if found is None else start + found.end()


def _kind(block: str, noise: Sequence[re.Pattern[str]]) -> BlockKind:
    if any(pattern.search(block) for pattern in noise) or not any(c.isalpha() for c in block):
        return "noise"
    if _BULLET.match(block):
        return "item"
    if len(block) <= _HEADING_LENGTH and not _SENTENCE_END.search(block):
        return "heading"
    return "paragraph"
