"""Pictures as Vega-Lite specifications, and specifications as SVG and PNG.

Public: `Palette` and its values `PAGE`, `PAPER`, `NIGHT`; `svg(specification)`, `page_svg(specification)`,
`still_svg(specification)`, `png(specification)`, `browser_bundle()`.
"""

import json
import re
from dataclasses import dataclass
from functools import cache, lru_cache
from typing import Any, Final

import vl_convert

_VERSION: Final = "6.4"  # of Vega-Lite: what Altair 6.3 writes

_BUNDLE: Final = "window.kelisimEmbed = vegaEmbed;"
_NUMBER: Final = re.compile(r"(\d\.\d)\d+")
_SHAPE: Final = re.compile(r' d="([^"]*)"')
_FOLLOWED: Final = re.compile(r'</?a(?: [^>]*)?>| (?:aria-[a-z]+|role)="[^"]*"')
_NAMED: Final = re.compile(r'<(path|line|text|rect)( [^<>]*?aria-label="([^"]*)"[^<>]*?)/>')


@dataclass(frozen=True, slots=True)
class Palette:
    """Letters and colours: paper, text, quiet text, lines, land, what is told, and eight groups."""

    font: str
    paper: str
    ink: str
    quiet: str
    line: str
    land: str
    told: str
    groups: tuple[str, ...]


PAPER: Final = Palette(
    "'Noto Sans', 'DejaVu Sans', sans-serif",  # both have the letters of Kazakh
    "#ffffff",
    "#1c2024",
    "#5c6670",
    "#c4cad0",
    "#e6e9ec",
    "#1f5fa8",
    ("#1f5fa8", "#b3541e", "#2f7d4f", "#8a4a9e", "#9a7a10", "#1d7f8c", "#a83a52", "#5a6b2a"),
)
"""For files: printed, or sent to somebody."""

NIGHT: Final = Palette(
    PAPER.font,
    "#11161c",
    "#e8eaed",
    "#9aa4ae",
    "#4a525a",
    "#2b3036",
    "#7fb2ee",
    ("#7fb2ee", "#e8935f", "#7cc598", "#c99ada", "#d9bd5c", "#6fc7d3", "#e88a9e", "#aebf72"),
)
"""For pictures that a page shows by night as files: the colours of its style sheet."""

PAGE: Final = Palette(
    "inherit",
    "none",
    "var(--picture-ink)",
    "var(--picture-quiet)",
    "var(--picture-line)",
    "var(--picture-land)",
    "var(--picture-told)",
    tuple(f"var(--picture-{number})" for number in range(1, 9)),
)
"""For pages: the style sheet gives the colours, by day and by night."""


def svg(specification: dict[str, Any]) -> str:
    """Return a specification drawn as SVG. Its links are those of the specification."""
    return _svg(json.dumps(specification, ensure_ascii=False, sort_keys=True))


def page_svg(specification: dict[str, Any]) -> str:
    """Return a drawing to stand in a page, with the titles that a mouse shows.

    The style sheet makes it as wide as there is room, but for the network: its width leaves each label room.
    """
    drawn = _NAMED.sub(r"<\1\2><title>\3</title></\1>", svg(specification))
    drawn = _SHAPE.sub(lambda shape: _NUMBER.sub(r"\1", shape[0]), drawn)  # a tenth of a pixel is enough
    return re.sub(r'^<svg ([^>]*?) (width="[^"]*") height="[^"]*"', r"<svg \1 \2", drawn, count=1)


def still_svg(specification: dict[str, Any]) -> str:
    """Return a drawing to be looked at in small: nothing to follow or read aloud, whole pixels."""
    drawn = _FOLLOWED.sub("", svg(specification))
    return _SHAPE.sub(lambda shape: _NUMBER.sub(lambda number: number[1][:-2], shape[0]), drawn)


def png(specification: dict[str, Any]) -> bytes:
    """Return a specification drawn as PNG, two pixels to the point."""
    return bytes(
        vl_convert.vegalite_to_png(specification, vl_version=_VERSION, scale=2, allowed_base_urls=[])
    )


@cache
def browser_bundle() -> bytes:
    """Return Vega, Vega-Lite and vega-embed as one script, which leaves `window.kelisimEmbed`."""
    return str(vl_convert.javascript_bundle(_BUNDLE, vl_version=_VERSION)).encode()


@lru_cache(maxsize=32)
def _svg(specification: str) -> str:
    return str(
        vl_convert.vegalite_to_svg(json.loads(specification), vl_version=_VERSION, allowed_base_urls=[])
    )
