"""Pictures as SVG, written at once: what pages show, drawn in a few milliseconds.

Public: `page_svg(picture, palette, outlines)`, `small_svg(picture, palette)`.
"""

from collections.abc import Iterable
from itertools import chain
from typing import Final

from markupsafe import escape

from kelisim.web.pictures.drawing import Palette
from kelisim.web.pictures.marks import Bar, Disc, Line, Mark, Picture, Words, World
from kelisim.web.pictures.outlines import SCALE, X, Y, paths

_ANCHORS: Final = {"left": "start", "center": "middle", "right": "end"}


def page_svg(picture: Picture, palette: Palette, outlines: str) -> str:
    """Return a picture to stand in a page; its outlines are those of the SVG file at an address.

    Who walks by keyboard meets places, nodes and bars, not the lines between them.
    """
    world = "" if picture.world is None else _outlined(picture.world, palette, outlines)
    return _svg(picture, palette, world + "".join(_mark(mark, palette) for mark in picture.marks))


def small_svg(picture: Picture, palette: Palette) -> str:
    """Return a picture as a file to be looked at in small: nothing to follow, outlines in whole pixels."""
    world = "" if picture.world is None else _inlined(picture.world, palette)
    marks = "".join(_shape(mark, palette) for mark in picture.marks)
    paper = f'<rect width="{picture.width}" height="{picture.height}" fill="{palette.paper}"/>'
    return _svg(picture, palette, paper + world + marks, ' xmlns="http://www.w3.org/2000/svg"')


def _svg(picture: Picture, palette: Palette, inside: str, names: str = "") -> str:
    wide, high = picture.width, picture.height
    letters = f'font-family="{palette.font}" font-size="11"'
    return f'<svg{names} viewBox="0 0 {wide} {high}" width="{wide}" {letters}>{inside}</svg>'


def _outlined(world: World, palette: Palette, outlines: str) -> str:
    """Return the outlines by reference: land, the countries that stand out, the borders."""
    zoom = world.scale / SCALE
    place = f"translate({world.x - zoom * X:.2f} {world.y - zoom * Y:.2f}) scale({zoom:.5f})"
    homes = "".join(f'<use href="{outlines}#{code}" fill="{palette.line}"/>' for code in _drawn(world.homes))
    return (
        f'<g transform="{place}" aria-hidden="true">'
        f'<use href="{outlines}#land" fill="{palette.land}"/>{homes}'
        f'<use href="{outlines}#borders" fill="none" stroke="{palette.edge}"/></g>'
    )


def _inlined(world: World, palette: Palette) -> str:
    shapes, borders = paths(world.scale, world.x, world.y)
    homes = set(world.homes)
    land = "".join(shape for code, shape in shapes.items() if code not in homes)
    ours = "".join(shape for code, shape in shapes.items() if code in homes)
    return (
        f'<path fill="{palette.land}" d="{land}"/><path fill="{palette.line}" d="{ours}"/>'
        f'<path fill="none" stroke="{palette.edge}" d="{borders}"/>'
    )


def _drawn(codes: Iterable[str]) -> list[str]:
    """Return the countries that have an outline: small ones have none on a map of the world."""
    shapes, _ = paths(SCALE, X, Y)
    return [code for code in codes if code in shapes]


def _mark(mark: Mark, palette: Palette) -> str:
    """Return a mark, as a link with the title that a mouse shows where it leads somewhere."""
    shape = _shape(mark, palette)
    if isinstance(mark, Words) or mark.link is None:
        return shape
    walked = ' tabindex="-1"' if isinstance(mark, Line) else ""
    name = escape(mark.name or "")
    return f'<a href="{escape(mark.link)}" aria-label="{name}"{walked}><title>{name}</title>{shape}</a>'


def _shape(mark: Mark, palette: Palette) -> str:
    colour = palette.colour(mark.colour)
    match mark:
        case Line():
            path = " ".join(chain(("M",), _numbers(*mark.start)))
            between = ("L",) if mark.bend is None else ("Q", *_numbers(*mark.bend))
            path = " ".join((path, *between, *_numbers(*mark.end)))
            opacity = "" if mark.opacity == 1 else f' opacity="{mark.opacity:g}"'
            return (
                f'<path d="{path}" fill="none" stroke="{colour}" stroke-width="{mark.width:.1f}"{opacity}/>'
            )
        case Disc():
            x, y = _numbers(*mark.at)
            inside = colour if mark.filled else palette.land
            rim = "" if mark.filled else f' stroke="{colour}" stroke-width="1.5"'
            return f'<circle cx="{x}" cy="{y}" r="{mark.radius:.1f}" fill="{inside}"{rim}/>'
        case Bar():
            x, y = _numbers(*mark.at)
            size = f'width="{mark.wide:.1f}" height="{mark.high:.1f}"'
            return f'<rect x="{x}" y="{y}" {size} fill="{colour}"/>'
        case Words():
            x, y = _numbers(*mark.at)
            letters = f'font-size="{mark.size:.1f}"' if mark.size != 11 else ""
            heavy = ' font-weight="600"' if mark.bold else ""
            anchor = "" if mark.align == "left" else f' text-anchor="{_ANCHORS[mark.align]}"'
            return (
                f'<text x="{x}" y="{y}" dy=".35em" {letters}{anchor}{heavy} fill="{colour}">'
                f"{escape(mark.text)}</text>"
            )


def _numbers(*numbers: float) -> tuple[str, ...]:
    """Return numbers to a tenth of a pixel."""
    return tuple(f"{number:.1f}".removesuffix(".0") for number in numbers)
