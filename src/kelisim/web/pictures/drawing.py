"""Colours, and Vega-Lite specifications as SVG and PNG.

Public: `Palette` and its values `PAGE`, `PAPER`, `NIGHT`; `svg(specification)`, `png(specification)`,
`browser_bundle()`.
"""

import json
from dataclasses import dataclass
from functools import cache, lru_cache
from typing import Any, Final

import vl_convert

_VERSION: Final = "6.4"  # of Vega-Lite: what Altair 6.3 writes

_BUNDLE: Final = "window.kelisimEmbed = vegaEmbed;"


@dataclass(frozen=True, slots=True)
class Palette:
    """Letters and colours: paper, text, quiet text, lines, land, what is told, and eight groups.

    `edge` is what borders are drawn in: the colour of the paper, even where a picture has none of its own.
    """

    font: str
    paper: str
    edge: str
    ink: str
    quiet: str
    line: str
    land: str
    told: str
    groups: tuple[str, ...]

    def colour(self, word: str) -> str:
        """Return a colour by its word ("told"), or that of a group by its number; those beyond are quiet."""
        if not word.isdigit():
            return str(getattr(self, word))
        return self.groups[int(word)] if int(word) < len(self.groups) else self.quiet


PAPER: Final = Palette(
    "'Noto Sans', 'DejaVu Sans', sans-serif",  # both have the letters of Kazakh
    "#ffffff",
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
    "var(--picture-paper)",
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
