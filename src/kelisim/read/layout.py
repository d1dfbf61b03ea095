"""Lines of printed pages to paragraphs: headers and page numbers go, words torn at line ends are joined."""

import re
import tomllib
from collections import Counter, defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from importlib import resources
from itertools import pairwise
from statistics import median
from typing import Final

_EDGE: Final = 3  # lines at the top and at the bottom of a page that may be headers, footers, page numbers
_SAME_HEIGHT: Final = 0.012  # of the page: headers stand at the same height on every page
_GAP: Final = 1.35  # times the usual distance of lines: more, and a new paragraph begins
_SIZE: Final = 0.12  # lines whose letters differ by more than this part are no one paragraph
_INDENT: Final = 0.8  # times the size of the letters
_LOOSE: Final = 1.15  # words are wider where a line is spaced out
_SAME_COLUMN: Final = 4.0  # times the size of the letters: lines that begin further apart share no column
_MOST_LINES: Final = 500  # a page with more is a drawing
_TALL: Final = 3.0  # times the size of the letters: no distance of lines, but a jump on the page

_BULLET: Final = re.compile(r"^(?:[•◦▪▫‣⁃●○■□♦➢➤✓\uf0b7\uf0a7]|[–—*-](?=\s))\s*")
_NUMBER: Final = re.compile(r"^(?:\(?\d{1,2}[.)]|\(?[a-zа-я][)])\s+\S", re.IGNORECASE)
_DIGITS: Final = re.compile(r"\d+|\b[ivxlc]+\b", re.IGNORECASE)  # pages are numbered in Roman, too
_PAGE_NUMBER: Final = re.compile(
    r"[\s|–—-]*(?:(?:page|p\.|seite|s\.|стр\.?|страница|бет)\s*)?\d{1,3}(?:\s*(?:of|/|von|из)\s*\d{1,3})?(?:\s*-?бет)?[\s|–—-]*",
    re.IGNORECASE,
)
_ENDS: Final = (".", "!", "?", "…", ":", ";")
_CLOSING: Final = "\"'”’»)]"
_WHOLE_WORD: Final = 4  # letters: shorter second parts are endings
_HYPHENS: Final = "-\u00ad\u2010"
_COMPOUND: Final = re.compile(r"[^\W\d_]+(?:-[^\W\d_]+)*")
_WORD_AT_END: Final = re.compile(r"([^\W\d_]+(?:-[^\W\d_]+)*)$")
_WORD_AT_START: Final = re.compile(r"^([^\W\d_]+)")


@dataclass(frozen=True, slots=True)
class Line:
    """One line of a page: its text, its box in points from the lower left corner, the size of its letters."""

    text: str
    left: float
    right: float
    bottom: float
    top: float
    size: float
    hyphenated: bool = False  # its last word goes on in the next line, as PDFium found


@dataclass(frozen=True, slots=True)
class Sheet:
    """The lines of one page in reading order, and its height."""

    lines: tuple[Line, ...]
    height: float


def paragraphs(sheets: Sequence[Sheet]) -> str:
    """Return the text of the pages, paragraphs parted by an empty line, items of a list by a line end."""
    kept = _without_margins(sheets)
    words = Counter(word.lower() for lines in kept for line in lines for word in _COMPOUND.findall(line.text))
    blocks: list[list[Line]] = []
    edge = 0.0  # of the column that the last block stands in
    for lines in kept:
        edges = _right_edges(lines)
        groups = _grouped(lines, edges)
        if len(blocks) > 0 and len(groups) > 0 and _goes_on(blocks[-1][-1], groups[0][0], edge):
            blocks[-1].extend(groups.pop(0))
        blocks.extend(groups)
        edge = edges[lines[-1]] if len(lines) > 0 else edge
    return _written([_joined(block, words) for block in blocks])


def _without_margins(sheets: Sequence[Sheet]) -> list[list[Line]]:
    """Return the lines of each page without what repeats at the same height, and without page numbers."""
    seen: defaultdict[str, list[tuple[int, float]]] = defaultdict(list)
    for number, sheet in enumerate(sheets):
        for line in _edges(sheet):
            seen[_DIGITS.sub("#", line.text).strip()].append((number, line.bottom / sheet.height))

    def repeats(line: Line, number: int, height: float) -> bool:
        return any(
            other != number and abs(place - line.bottom / height) <= _SAME_HEIGHT
            for other, place in seen[_DIGITS.sub("#", line.text).strip()]
        )

    kept = []
    for number, sheet in enumerate(sheets):
        edges = _edges(sheet)
        outermost = {_extreme(edges, upper=True), _extreme(edges, upper=False)}
        kept.append(
            [
                line
                for line in sheet.lines
                if not (line in edges and repeats(line, number, sheet.height))
                and not (line in outermost and _PAGE_NUMBER.fullmatch(line.text) is not None)
            ]
        )
    return kept


def _edges(sheet: Sheet) -> list[Line]:
    """Return the outermost lines of a page that stand in the upper or the lower seventh of it."""
    by_height = sorted(sheet.lines, key=lambda line: line.bottom)
    low = [line for line in by_height[:_EDGE] if line.bottom < sheet.height / 7]
    high = [line for line in by_height[-_EDGE:] if line.bottom > sheet.height * 6 / 7]
    return [*low, *(line for line in high if line not in low)]


def _extreme(lines: list[Line], *, upper: bool) -> Line | None:
    if len(lines) == 0:
        return None
    return max(lines, key=lambda line: line.bottom if upper else -line.bottom)


def _right_edges(lines: list[Line]) -> dict[Line, float]:
    """Return for each line where the column that it stands in ends on the right.

    That is the end of the longest line that begins below or above it, in letters of its size, and does not
    reach into a column beside it.
    """
    if len(lines) > _MOST_LINES:
        return {line: line.right for line in lines}
    edges = {}
    for line in lines:
        beside = [
            other.left
            for other in lines
            if other.left > line.right and abs(other.bottom - line.bottom) < line.size
        ]
        limit = min(beside, default=float("inf"))
        edges[line] = max(
            other.right
            for other in lines
            if other is line
            or (
                other.right < limit
                and abs(other.left - line.left) < _SAME_COLUMN * line.size
                and abs(other.size - line.size) <= _SIZE * line.size
            )
        )
    return edges


def _grouped(lines: list[Line], edges: dict[Line, float]) -> list[list[Line]]:
    """Return the lines of a page as paragraphs."""
    if len(lines) == 0:
        return []
    usual = _usual_distance(lines)
    groups = [[lines[0]]]
    for before, line in pairwise(lines):
        if before.hyphenated or (before.text[-1:] in _HYPHENS and before.text[-2:-1].isalnum()):
            groups[-1].append(line)
        elif _begins(line, groups[-1], usual, edges[before]):
            groups.append([line])
        else:
            groups[-1].append(line)
    return groups


def _usual_distance(lines: list[Line]) -> float:
    """Return the distance of the lines of running text, in sizes of letters."""
    distances = [
        (before.bottom - line.bottom) / max(line.size, 1)
        for before, line in pairwise(lines)
        if 0 < before.bottom - line.bottom < _TALL * max(line.size, 1)
    ]
    # The lower third: in a page of headings and items the median is that between paragraphs.
    return sorted(distances)[len(distances) // 3] if len(distances) > 0 else 1.2


def _begins(line: Line, group: list[Line], usual: float, edge: float) -> bool:
    """Return whether a line begins a new paragraph after a group of lines.

    `usual` is the distance of lines in sizes of letters, `edge` where the column ends on the right.
    """
    before = group[-1]
    if _is_item(line) or not _same_size(before, line):
        return True
    distance = before.bottom - line.bottom
    if distance < -line.size:  # the next column
        return not _goes_on(before, line, edge)
    if distance > _GAP * usual * line.size:
        return True
    if distance <= 0.3 * line.size or line.text[:1].islower():  # goes on in the same line, or mid-sentence
        return False
    shifted = line.left - before.left
    # Items hang: their second line stands further right than the first, as that of some paragraphs does.
    indented = shifted > _INDENT * line.size and not (len(group) == 1 and _is_item(before))
    back = shifted < -_INDENT * line.size and len(group) > 1
    return indented or back or _broke_early(before, line, edge)


def _is_item(line: Line) -> bool:
    return _BULLET.match(line.text) is not None or _NUMBER.match(line.text) is not None


def _same_size(one: Line, other: Line) -> bool:
    return abs(one.size - other.size) <= _SIZE * max(one.size, other.size)


def _goes_on(before: Line, line: Line, edge: float) -> bool:
    """Return whether a paragraph goes on in another column or on another page."""
    if before.hyphenated:
        return True
    if not _same_size(before, line) or _is_item(line):
        return False
    if before.text.rstrip(_CLOSING + " ").endswith(_ENDS):
        return False
    return line.text[:1].islower() or not _broke_early(before, line, edge)


def _broke_early(before: Line, line: Line, edge: float) -> bool:
    """Return whether the first word of a line would have fitted behind the line before."""
    first = len(line.text.split(maxsplit=1)[0]) if line.text.strip() != "" else 0
    width = (line.right - line.left) / max(len(line.text), 1)
    return edge - before.right > (first + 1) * width * _LOOSE


def _joined(block: list[Line], words: Counter[str]) -> str:
    text = ""
    for line in block:
        piece = line.text.strip()
        if text == "":
            text = piece
        elif text[-1] in _HYPHENS and piece[:1].isalnum():
            text = _mended(text, piece, words)
        else:
            text = f"{text} {piece}"
    return text


def _mended(text: str, piece: str, words: Counter[str]) -> str:
    """Return two lines joined where a hyphen ends the first.

    The hyphen belongs to the word where the pages say so elsewhere, where a capital letter follows
    ("Nur-Sultan"), and after first parts that are known for it; else it only shows where the word was torn.
    """
    stem, hyphen = text[:-1], text[-1]
    first, second = _WORD_AT_END.search(stem), _WORD_AT_START.match(piece)
    if first is None or second is None:  # "10-", "–": no word that could be torn
        return f"{text}{piece}" if stem[-1:].isalnum() else f"{text} {piece}"
    if hyphen == "\u00ad":
        return stem + piece
    one, two = first.group(1).lower(), second.group(1).lower()
    whole, parted = words[one + two], words[f"{one}-{two}"]
    if whole == parted:
        keeps = piece[0].isupper() or _takes_hyphen(one, two) or (words[one] > 1 and words[two] > 1)
    else:
        keeps = parted > whole
    return f"{stem}-{piece}" if keeps else stem + piece


def _takes_hyphen(one: str, two: str) -> bool:
    parts, endings = _compounds()
    last = one.rpartition("-")[2]
    return len(two) >= _WHOLE_WORD and (last in parts or (len(last) > _WHOLE_WORD and last.endswith(endings)))


@cache
def _compounds() -> tuple[frozenset[str], tuple[str, ...]]:
    data = tomllib.loads(resources.files("kelisim.read").joinpath("compounds.toml").read_text("utf-8"))
    return frozenset(data["parts"]), tuple(data["endings"])


def _written(texts: list[str]) -> str:
    lines: list[str] = []
    before_item = False
    for text in texts:
        bullet = _BULLET.match(text)
        item = bullet is not None
        if len(lines) > 0 and not (item and before_item):
            lines.append("")
        lines.append(f"- {text[bullet.end() :]}" if bullet is not None else text)
        before_item = item
    return "\n".join(lines)


def middle_size(lines: Sequence[Line]) -> float:
    """Return the size of the letters that running text is set in."""
    return median(line.size for line in lines) if len(lines) > 0 else 0.0
