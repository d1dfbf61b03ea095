"""Where labels can stand in a picture without covering one another."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Final

from kelisim.web.pictures.marks import Align

_WIDTH: Final = 0.6  # of a letter, as a part of its height: the mean of Latin and Cyrillic sans-serif letters
_LONGEST: Final = 30  # letters; the whole name is in the table and in the title of the mark
_CELL: Final = 64.0  # pixels: boxes are looked up by the cells of a grid they lie in

Box = tuple[float, float, float, float]


@dataclass(frozen=True, slots=True)
class Spot:
    """Something to be labelled: a disc at x, y (pixels); the heavier is labelled first."""

    key: str
    x: float
    y: float
    radius: float
    text: str
    weight: float
    size: float = 11.0


@dataclass(frozen=True, slots=True)
class Label:
    """A label that found room: where its text begins, is centred or ends, on the middle of its height."""

    key: str
    x: float
    y: float
    align: Align
    text: str
    size: float


def shortened(text: str, longest: int = _LONGEST) -> str:
    """Return a text of at most so many letters, cut at a word where that leaves most of it."""
    if len(text) <= longest:
        return text
    cut = text[: longest - 1]
    at = cut.rfind(" ")
    return f"{(cut[:at] if at > longest // 2 else cut).rstrip(' ,-–')}…"


def placed(spots: Sequence[Spot], width: float, height: float) -> list[Label]:
    """Return labels for as many spots as have room, the heaviest first; none covers a disc or another label.

    Each is tried to the right, to the left, above and below its disc, within the picture's width and height.
    """
    taken = _Grid()
    for spot in spots:
        r = spot.radius
        taken.add((spot.x - r, spot.y - r, spot.x + r, spot.y + r), spot.key)
    found = []
    for spot in sorted(spots, key=lambda each: (-each.weight, each.key)):
        for label, box in _tried(spot):
            inside = box[0] >= 0 and box[1] >= 0 and box[2] <= width and box[3] <= height
            if inside and not taken.meets(box, spot.key):
                taken.add(box, f"{spot.key} label")
                found.append(label)
                break
    return found


def _tried(spot: Spot) -> Iterable[tuple[Label, Box]]:
    text = shortened(spot.text)
    wide, high, gap = len(text) * spot.size * _WIDTH, spot.size * 1.15, spot.radius + 3
    tries: tuple[tuple[Align, float, float], ...] = (
        ("left", spot.x + gap, spot.y),
        ("right", spot.x - gap, spot.y),
        ("center", spot.x, spot.y - gap - high / 2),
        ("center", spot.x, spot.y + gap + high / 2),
    )
    for align, x, y in tries:
        left = x - {"left": 0.0, "right": wide, "center": wide / 2}[align]
        label = Label(spot.key, x, y, align, text, spot.size)
        yield label, (left, y - high / 2, left + wide, y + high / 2)


class _Grid:
    """Boxes, found by the cells that they lie in."""

    def __init__(self) -> None:
        self._cells: dict[tuple[int, int], list[tuple[Box, str]]] = {}

    def add(self, box: Box, key: str) -> None:
        for cell in self._of(box):
            self._cells.setdefault(cell, []).append((box, key))

    def meets(self, box: Box, but: str) -> bool:
        return any(
            key != but and box[0] < other[2] and other[0] < box[2] and box[1] < other[3] and other[1] < box[3]
            for cell in self._of(box)
            for other, key in self._cells.get(cell, ())
        )

    @staticmethod
    def _of(box: Box) -> Iterable[tuple[int, int]]:
        left, top, right, bottom = (int(side // _CELL) for side in box)
        return ((x, y) for x in range(left, right + 1) for y in range(top, bottom + 1))
