"""Trees of HTML, and of what trafilatura makes of it, to text: a paragraph a block."""

import re
from collections.abc import Iterator
from typing import Any, Final

_PARAGRAPH: Final = frozenset(
    """
    address article aside blockquote body center dd details div dl dt fieldset figcaption figure footer form
    h1 h2 h3 h4 h5 h6 header hgroup hr legend main nav ol p pre section summary table tbody tfoot thead ul
    head list quote
    """.split()  # noqa: SIM905 - the last three: headings, lists and quotes as trafilatura calls them (TEI)
)
_ITEM: Final = frozenset(("li", "item"))
_ROW: Final = frozenset(("tr", "row"))
_CELL: Final = frozenset(("td", "th", "cell"))
_BREAK: Final = frozenset(("br", "lb"))
_UNSEEN: Final = frozenset(
    """
    script style noscript template svg math iframe object embed title meta link select option textarea button
    input audio video canvas graphic img map
    """.split()  # noqa: SIM905
)
_SPACE: Final = re.compile(r"[ \t\r\n\f]+")  # as HTML folds it: a no-break space stays


def blocks(root: Any) -> str:
    """Return the text under an element, which is not the head of a page.

    Blocks are parted by an empty line, items and rows by a line end.
    Items of lists begin with "- ", cells of a row are parted by " | ".
    """
    lines: list[str] = []
    before = "p"
    for kind, text in _lines(root):
        if len(lines) > 0 and (kind == "p" or kind != before):
            lines.append("")
        lines.append(text)
        before = kind
    return "\n".join(lines)


def _lines(root: Any) -> Iterator[tuple[str, str]]:
    """Yield the blocks in order, each with its kind: "p", "item" or "row"."""
    inline: list[str] = []
    cells: list[str] | None = None  # of the row that is open
    kind = "p"
    for event, value in _events(root):
        if event == "text":
            inline.append(value)
            continue
        text = _folded(inline)
        inline.clear()
        if text != "" and cells is not None:
            cells.append(text.replace("\n", " "))
        elif text != "":
            yield kind, f"- {text}" if kind == "item" else text
            kind = "p"
        if value in _ITEM:
            kind = "item" if event == "open" else "p"
        elif value in _ROW and event == "open":
            cells = [] if cells is None else cells
        elif value in _ROW and cells is not None:
            row, cells = " | ".join(cells), None
            if row != "":
                yield "row", row


def _events(root: Any) -> Iterator[tuple[str, str]]:
    """Yield the text under an element, and where blocks open and close, in order; at last a close."""
    # A tree from a stranger may be deep: the walk keeps its own stack.
    stack: list[tuple[Any, bool]] = [(root, False)]
    while len(stack) > 0:
        element, leaving = stack.pop()
        tag = _name(element)
        is_block = tag in _PARAGRAPH or tag in _ITEM or tag in _ROW or tag in _CELL
        seen = tag is not None and tag not in _UNSEEN  # comments and instructions have no name
        if not leaving and seen:
            if is_block:
                yield "open", str(tag)
            yield "text", "\0" if tag in _BREAK else element.text or ""
            stack.append((element, True))
            stack.extend((child, False) for child in reversed(element))
            continue
        if leaving and is_block:
            yield "close", str(tag)
        if element is not root and element.tail is not None:
            yield "text", element.tail
    yield "close", "p"


def _name(element: Any) -> str | None:
    if not isinstance(element.tag, str):
        return None
    return str(element.tag).rpartition("}")[2].lower()  # broken pages have names that no QName may have


def _folded(inline: list[str]) -> str:
    """Return inline text as it is shown: white space folded, a line end where a break is."""
    text = _SPACE.sub(" ", "".join(inline))
    return "\n".join(line for part in text.split("\0") if (line := part.strip(" ")) != "")
