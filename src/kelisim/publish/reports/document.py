"""A report as plain values: sections of blocks. What makes PDF and HTML of it knows no register.

Every text here is text: whoever shows it escapes it. Only `Drawing.svg` is markup, and made by us.
"""

from dataclasses import dataclass
from typing import Literal

Tone = Literal["good", "middle", "open", "bad", "faint"]


@dataclass(frozen=True, slots=True)
class Paragraph:
    """A paragraph; "lead" stands out, "small" explains."""

    text: str
    manner: Literal["plain", "lead", "small"] = "plain"
    block: Literal["paragraph"] = "paragraph"


@dataclass(frozen=True, slots=True)
class Facts:
    """Names of things and what they are."""

    rows: tuple[tuple[str, str], ...]
    block: Literal["facts"] = "facts"


@dataclass(frozen=True, slots=True)
class Tile:
    """A figure to be seen at once, and what it counts."""

    value: str
    label: str


@dataclass(frozen=True, slots=True)
class Tiles:
    """Figures in a row."""

    tiles: tuple[Tile, ...]
    block: Literal["tiles"] = "tiles"


@dataclass(frozen=True, slots=True)
class Table:
    """A table. `numeric` numbers the columns of figures.

    `shares` are the columns' parts of the width; without them, column `wide` takes what room is left.
    """

    head: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]
    numeric: tuple[int, ...] = ()
    wide: int = 0
    shares: tuple[float, ...] = ()
    note: str = ""
    block: Literal["table"] = "table"


@dataclass(frozen=True, slots=True)
class Drawing:
    """A picture as SVG, what it shows, and the same in words for those who do not see it."""

    svg: str
    title: str
    description: str
    note: str = ""
    block: Literal["drawing"] = "drawing"


@dataclass(frozen=True, slots=True)
class Notice:
    """What is missing, and how to add it: `commands` to type."""

    title: str
    text: str
    commands: tuple[str, ...] = ()
    block: Literal["notice"] = "notice"


@dataclass(frozen=True, slots=True)
class Card:
    """A thing with its state: `label` names the state, `tone` colours it, `lines` explain."""

    text: str
    label: str
    tone: Tone
    lines: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Cards:
    """Things with their states."""

    cards: tuple[Card, ...]
    block: Literal["cards"] = "cards"


@dataclass(frozen=True, slots=True)
class Source:
    """A document that the report rests on, with the sentences quoted from it."""

    number: int
    title: str
    about: str
    url: str | None
    language: str | None
    quotes: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Sources:
    """The documents that the report rests on."""

    sources: tuple[Source, ...]
    block: Literal["sources"] = "sources"


Block = Paragraph | Facts | Tiles | Table | Drawing | Notice | Cards | Sources


@dataclass(frozen=True, slots=True)
class Section:
    """A part of a report."""

    title: str
    blocks: tuple[Block, ...]


@dataclass(frozen=True, slots=True)
class Report:
    """A report in one language. `kicker` says what sort it is, `made` when and from what it was made."""

    language: str
    kicker: str
    title: str
    subtitle: str
    made: str
    page: str
    contents: str
    sections: tuple[Section, ...]
