"""What the pictures are made of: labels, axes of pixels, links, colours of groups.

Public: `layer_of`, `texts`, `axes`, `named`, `layered`, `specification`, `group`, `records`.
"""

from collections.abc import Iterable, Sequence
from typing import Any

import altair as alt

from kelisim.web.languages import Language
from kelisim.web.pictures.drawing import Palette
from kelisim.web.pictures.labels import Label


def layer_of(data: str | Iterable[Any]) -> alt.Chart:
    """Return a layer over rows, or over a data set of the specification by its name."""
    given: Any = {"name": data} if isinstance(data, str) else {"values": list(data)}
    return alt.Chart(given)


def texts(labels: Sequence[Label], width: float, height: float, palette: Palette) -> Iterable[alt.Chart]:
    """Give the labels."""
    x, y = axes(width, height)
    for align in ("left", "right", "center"):
        rows = [
            {"x": label.x, "y": label.y, "text": label.text, "size": label.size}
            for label in labels
            if label.align == align
        ]
        if len(rows) == 0:
            continue
        chart = layer_of(rows)
        texts = chart.mark_text(align=align, baseline="middle", color=palette.ink, aria=False)
        yield texts.encode(x=x, y=y, text="text:N", size=alt.Size("size:Q", scale=None))


def axes(width: float, height: float) -> tuple[alt.X, alt.Y]:
    """Return axes that take pixels from the left and the top."""
    x = alt.X("x:Q", scale=alt.Scale(domain=[0, width], nice=False), axis=None)
    y = alt.Y("y:Q", scale=alt.Scale(domain=[0, height], range=[0, height], nice=False), axis=None)
    return x, y


def named() -> dict[str, Any]:
    """Return the encodings by which a mark can be followed, and says what it is."""
    return {"href": "href:N", "description": "named:N", "tooltip": alt.Tooltip("named:N", title=" ")}


def layered(layers: Sequence[alt.Chart]) -> Any:
    return alt.layer(*layers).interactive() if len(layers) > 0 else layer_of([]).mark_point()


def specification(chart: Any, palette: Palette, width: int, height: int, title: str) -> dict[str, Any]:
    sized = chart.properties(width=width, height=height, description=title, background=palette.paper)
    styled = (
        sized.configure(font=palette.font, padding=4)
        .configure_view(stroke=None)
        .configure_axis(
            labelColor=palette.quiet,
            gridColor=palette.line,
            domainColor=palette.line,
            tickColor=palette.line,
            gridOpacity=0.5,
            labelFontSize=12,
        )
    )
    found: dict[str, Any] = styled.to_dict(validate=False)
    return found


def group(number: int, palette: Palette) -> str:
    return palette.groups[number] if number < len(palette.groups) else palette.quiet


def records(count: int, language: Language) -> str:
    return language.ngettext("%(num)s record", "%(num)s records", count) % {"num": language.number(count)}
