"""What a picture consists of: marks at their places, in pixels from the left and the top.

Public: `Picture`, `World`, and the marks `Line`, `Disc`, `Bar`, `Words`. A colour is a word of `Palette`:
"ink", "quiet", "line", "land", "told", or the number of a group. A mark with a `link` can be followed; `name`
says what it is.
"""

from dataclasses import dataclass
from typing import Literal

Align = Literal["left", "right", "center"]
Point = tuple[float, float]


@dataclass(frozen=True, slots=True)
class Line:
    """A line from one point to another, straight, or bent towards a third (a quadratic Bézier curve)."""

    start: Point
    end: Point
    width: float
    colour: str
    opacity: float = 1.0
    bend: Point | None = None
    link: str | None = None
    name: str | None = None


@dataclass(frozen=True, slots=True)
class Disc:
    """A disc; a ring where it is not filled."""

    at: Point
    radius: float
    colour: str
    filled: bool = True
    link: str | None = None
    name: str | None = None


@dataclass(frozen=True, slots=True)
class Bar:
    """A bar by its corner at the left and top."""

    at: Point
    wide: float
    high: float
    colour: str
    link: str | None = None
    name: str | None = None


@dataclass(frozen=True, slots=True)
class Words:
    """A text on the middle of its height, that begins, is centred or ends at a point."""

    at: Point
    text: str
    align: Align
    size: float
    bold: bool = False
    colour: str = "ink"


Mark = Line | Disc | Bar | Words


@dataclass(frozen=True, slots=True)
class World:
    """The outlines of the world under the marks (Equal Earth), and the countries that stand out in it.

    `scale` is pixels a radian; `x`, `y` where longitude and latitude 0 stand.
    """

    scale: float
    x: float
    y: float
    homes: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Picture:
    """Marks on a paper of `width` times `height` pixels, the lowest first; perhaps the world under them."""

    title: str
    width: int
    height: int
    marks: tuple[Mark, ...]
    world: World | None = None
