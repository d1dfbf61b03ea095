"""Pictures as Vega-Lite specifications, made with Altair: for files, and for readers who move and zoom.

Public: `specification(picture, palette)`.
"""

from collections.abc import Iterable, Sequence
from math import pi
from typing import Any, Final

import altair as alt

from kelisim.web.pictures import outlines
from kelisim.web.pictures.drawing import Palette
from kelisim.web.pictures.marks import Bar, Disc, Line, Mark, Picture, Point, Words, World

_STEPS: Final = 12  # points of a curve
_FOLLOWED: Final[dict[str, Any]] = {
    "href": "href:N",
    "description": "named:N",
    "tooltip": alt.Tooltip("named:N", title=" "),
}
_COLOUR: Final = alt.Color("colour:N", scale=None)


def specification(picture: Picture, palette: Palette) -> dict[str, Any]:
    """Return a picture as a Vega-Lite specification; one without the world can be moved and zoomed."""
    world = [] if picture.world is None else _world(palette)
    layers: Sequence[Any] = [*world, *_layers(picture, palette)]
    chart: Any = alt.layer(*layers) if len(layers) > 0 else _over([]).mark_point()
    if picture.world is not None:
        place = [picture.world.x, picture.world.y]
        chart = chart.project(
            type="equalEarth", scale=picture.world.scale, translate=place, rotate=[outlines.TURN, 0, 0]
        )
    elif len(layers) > 0:
        chart = chart.interactive()
    sized = chart.properties(
        width=picture.width, height=picture.height, description=picture.title, background=palette.paper
    )
    found: dict[str, Any] = (
        sized.configure(font=palette.font, padding=4).configure_view(stroke=None).to_dict(validate=False)
    )
    if picture.world is None:
        return found
    return found | {"datasets": found.get("datasets", {}) | _outlines(picture.world)}


def _layers(picture: Picture, palette: Palette) -> Iterable[alt.Chart]:
    x = alt.X("x:Q", scale=alt.Scale(domain=[0, picture.width], nice=False), axis=None)
    scale = alt.Scale(domain=[0, picture.height], range=[0, picture.height], nice=False)
    y = alt.Y("y:Q", scale=scale, axis=None)
    lines = [mark for mark in picture.marks if isinstance(mark, Line)]
    if len(lines) > 0:
        rows = [row for number, line in enumerate(lines) for row in _points(number, line, palette)]
        yield (
            _over(rows)
            .mark_line(interpolate="basis" if any(line.bend is not None for line in lines) else "linear")
            .encode(
                x=x,
                y=y,
                detail="line:N",
                order="step:Q",
                strokeWidth=alt.StrokeWidth("wide:Q", scale=None),
                opacity=alt.Opacity("opacity:Q", scale=None),
                color=_COLOUR,
                **_FOLLOWED,
            )
        )
    bars = [mark for mark in picture.marks if isinstance(mark, Bar)]
    if len(bars) > 0:
        yield (
            _over([_bar(bar, palette) for bar in bars])
            .mark_rect()
            .encode(x=x, x2="x2:Q", y=y, y2="y2:Q", color=_COLOUR, **_FOLLOWED)
        )
    for filled in (False, True):
        rows = [
            {"x": mark.at[0], "y": mark.at[1], "size": pi * mark.radius**2, **_said(mark, palette)}
            for mark in picture.marks
            if isinstance(mark, Disc) and mark.filled == filled
        ]
        if len(rows) > 0:
            discs = _over(rows).mark_point(shape="circle", strokeWidth=1.5, opacity=0.95)
            fill = alt.Fill("colour:N", scale=None) if filled else alt.value(palette.land)
            size = alt.Size("size:Q", scale=None)
            yield discs.encode(
                x=x, y=y, size=size, fill=fill, stroke=alt.Stroke("colour:N", scale=None), **_FOLLOWED
            )
    yield from _texts(picture.marks, x, y, palette)


def _texts(marks: Sequence[Mark], x: alt.X, y: alt.Y, palette: Palette) -> Iterable[alt.Chart]:
    words = [mark for mark in marks if isinstance(mark, Words)]
    for align, bold in sorted({(mark.align, mark.bold) for mark in words}):
        rows = [
            {"x": mark.at[0], "y": mark.at[1], "text": mark.text, "size": mark.size, **_said(mark, palette)}
            for mark in words
            if (mark.align, mark.bold) == (align, bold)
        ]
        texts = _over(rows).mark_text(
            align=align, baseline="middle", aria=False, fontWeight=600 if bold else 400
        )
        yield texts.encode(x=x, y=y, text="text:N", size=alt.Size("size:Q", scale=None), color=_COLOUR)


def _points(number: int, line: Line, palette: Palette) -> Iterable[dict[str, Any]]:
    steps = 1 if line.bend is None else _STEPS
    for step in range(steps + 1):
        x, y = _on(line, step / steps)
        where = {"line": number, "step": step, "x": round(x, 1), "y": round(y, 1)}
        yield {**where, "wide": line.width, "opacity": line.opacity, **_said(line, palette)}


def _on(line: Line, t: float) -> Point:
    """Return the point of a line after a part of its way."""
    (ax, ay), (bx, by) = line.start, line.end
    if line.bend is None:
        return ax + t * (bx - ax), ay + t * (by - ay)
    mx, my = line.bend
    return (
        (1 - t) ** 2 * ax + 2 * t * (1 - t) * mx + t**2 * bx,
        (1 - t) ** 2 * ay + 2 * t * (1 - t) * my + t**2 * by,
    )


def _bar(bar: Bar, palette: Palette) -> dict[str, Any]:
    (x, y), wide, high = bar.at, bar.wide, bar.high
    return {"x": x, "x2": x + wide, "y": y, "y2": y + high, **_said(bar, palette)}


def _said(mark: Mark, palette: Palette) -> dict[str, Any]:
    """Return the colour of a mark, where it leads and what it is."""
    if isinstance(mark, Words):
        return {"colour": palette.colour(mark.colour)}
    return {"colour": palette.colour(mark.colour), "href": mark.link, "named": mark.name}


def _over(data: str | Iterable[Any]) -> alt.Chart:
    """Return a layer over rows, or over a data set of the specification by its name."""
    given: Any = {"name": data} if isinstance(data, str) else {"values": list(data)}
    return alt.Chart(given)


def _world(palette: Palette) -> list[alt.Chart]:
    shapes: list[alt.Chart] = [
        _over("land").mark_geoshape(aria=False, fill=palette.land),
        _over("ours").mark_geoshape(aria=False, fill=palette.line),
        _over("borders").mark_geoshape(aria=False, filled=False, stroke=palette.edge),
    ]
    return shapes


def _outlines(world: World) -> dict[str, Any]:
    homes = set(world.homes)
    return {
        "land": [each for each in outlines.countries() if each["id"] not in homes],
        "ours": [each for each in outlines.countries() if each["id"] in homes],
        "borders": [outlines.borders()],
    }
