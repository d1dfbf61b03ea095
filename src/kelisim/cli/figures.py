"""How figures are printed: numbers with as many digits as they are worth, and how to read them below."""

import sys
from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING, Any, Final

import typer

if TYPE_CHECKING:
    from kelisim.measure.indicators import Result

_COUNTS: Final = ("without_type", "without_fwci", "without_score")


def unit_lines(row: dict[str, Any], result: "Result") -> Iterator[str]:
    """Yield a line for each indicator of a unit, with its stability interval."""
    for one in result.definitions:
        value, low = row[one.name], row.get(f"{one.name}_low")
        bounds = f"  [{figure(low)}, {figure(row[f'{one.name}_high'])}]" if low is not None else ""
        shown = "not known" if value is None else figure(value)
        yield f"  {one.title:<46}{shown:>12}{bounds}"
    for name in _COUNTS:
        if row[name]:
            yield f"  {name.replace('_', ' ')}: {row[name]} works, which the means of it leave out"


def tie_lines(row: dict[str, Any], ends: Sequence[str]) -> Iterator[str]:
    """Yield a line for each indicator of a pair, with the interval of its intensity in both directions."""
    for name in ("joint_works", "joint_works_fractional", "salton", "jaccard", "inclusion", "association"):
        yield f"  {name.replace('_', ' '):<46}{figure(row[name]):>12}"
    for side, (one, other) in zip(("first", "second"), (ends, ends[::-1]), strict=True):
        low, high = row[f"ric_{side}_low"], row[f"ric_{side}_high"]
        bounds = f"  [{figure(low)}, {figure(high)}]" if low is not None else ""
        title = f"relative intensity of {one} towards {other}"
        yield f"  {title:<46}{figure(row[f'ric_{side}']):>12}{bounds}"
    yield f"  {'works of the first, of the second':<46}{row['works_first']:>12} {row['works_second']}"


def foot(result: "Result") -> None:
    """Say how to read the figures above: what was counted, from what, and what was left out."""
    scope = result.scope
    typer.echo("")
    typer.echo(f"Counting: {result.counting}.")
    filters = [
        f"years {scope.years[0]}-{scope.years[1]}" if scope.years is not None else "",
        f"fields {', '.join(scope.fields)}" if len(scope.fields) > 0 else "",
        f"types {', '.join(scope.types)}" if len(scope.types) > 0 else "",
    ]
    asked = "; ".join(part for part in filters if part)
    typer.echo(f"Data of {result.data_date}; {result.works:,} works" + (f"; {asked}." if asked else "."))
    if len(result.left_out) > 0:
        left = "; ".join(f"{part.works:,} {part.reason}" for part in result.left_out)
        typer.echo(f"Left out: {left}.")
    if result.seed is not None:
        typer.echo(f"In brackets: 95 % stability intervals, bootstrap over publications, seed {result.seed}.")
    typer.echo("Definitions and sources: kelisim measure indicators")


def print_figures(rows: Sequence[dict[str, Any]], columns: Sequence[str], *, intervals: bool = False) -> None:
    """Print rows of figures as a table as wide as the terminal; on a pipe, 200 columns."""
    from rich.console import Console
    from rich.table import Table

    table = Table(header_style="bold", box=None, pad_edge=False)
    for column in columns:
        table.add_column(
            column.replace("_", " "),
            justify="left" if column in {"unit", "name", "first", "second"} else "right",
            overflow="fold",
        )
    for row in rows:
        table.add_row(*(_cell(row, column, intervals=intervals) for column in columns))
    Console(width=None if sys.stdout.isatty() else 200, highlight=False, markup=False).print(table)


def _cell(row: dict[str, Any], column: str, *, intervals: bool) -> str:
    value = row.get(column)
    if isinstance(value, str):
        return value
    if column == "year":
        return str(value or "no year")
    low = row.get(f"{column}_low") if intervals else None
    bounds = f" [{figure(low)}, {figure(row[f'{column}_high'])}]" if low is not None else ""
    return "" if value is None else figure(value) + bounds


def figure(value: float | None) -> str:
    """Return a number with as many digits as it is worth."""
    if value is None:
        return "not known"
    if float(value).is_integer():
        return f"{int(value):,}"
    return f"{value:,.1f}" if abs(value) >= 100 else f"{value:.3g}"
