"""What all pictures have in common, and how they become SVG."""

from collections.abc import Iterable, Mapping
from typing import Any, Final

import pyarrow as pa
import vl_convert

WIDTH: Final = 560  # as wide as a column of an A4 page
INK: Final = "#1d2b36"
FAINT: Final = "#8a97a3"
ACCENT: Final = "#0b5a6b"
TONES: Final = {
    "good": "#2f7d4f",
    "middle": "#b7791f",
    "open": "#5b7186",
    "bad": "#b23a48",
    "faint": "#b8c1c9",
}
# Faces with all Kazakh letters; the first is the one that Typst has with it.
_FONT: Final = "Libertinus Serif, Noto Serif, PT Serif, DejaVu Serif, Times New Roman, serif"


def rows_of(rows: Iterable[Mapping[str, object]]) -> Any:
    """Return rows as the data of a chart."""
    return pa.Table.from_pylist([dict(row) for row in rows])


def dressed(chart: Any) -> Any:
    """Return a chart in the clothes that all pictures wear."""
    return (
        chart.configure(font=_FONT, background="white", padding=4)
        .configure_view(stroke=None)
        .configure_axis(
            labelColor=INK,
            titleColor=INK,
            titleFontWeight="normal",
            labelFontSize=12,
            titleFontSize=12,
            gridColor="#e6ebef",
            domainColor=FAINT,
            tickColor=FAINT,
        )
        .configure_text(fontSize=12, color=INK)
    )


def to_svg(chart: Any) -> str:
    """Return a chart as SVG. Text of others is escaped in it, and it holds no script."""
    return str(vl_convert.vegalite_to_svg(chart.to_dict()))
