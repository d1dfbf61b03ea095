"""How the commands print: tables for people, JSON and CSV for programs, one line for a problem."""

import csv
import json
import sys
from collections.abc import Iterable, Mapping, Sequence
from typing import Any, Final

import typer

DONE: Final = 0
FAILED: Final = 1
NOTHING: Final = 2


def complain(message: str) -> None:
    """Print one line on the standard error."""
    typer.echo(f"kelisim: {' '.join(message.split())}", err=True)


def as_data(value: Any) -> Any:
    """Return a value of the model or the register as plain dicts, lists and scalars."""
    import msgspec

    return msgspec.to_builtins(value)


def print_json(value: Any) -> None:
    """Print a value as JSON, two blanks deep, in the order given."""
    typer.echo(json.dumps(value, ensure_ascii=False, indent=2))


def print_csv(rows: Iterable[Mapping[str, Any]], columns: Sequence[str]) -> None:
    """Print rows as CSV with a header; lists are joined by "; "."""
    writer = csv.DictWriter(sys.stdout, columns, extrasaction="ignore", lineterminator="\n")
    writer.writeheader()
    for row in rows:
        writer.writerow({name: flat(row.get(name)) for name in columns})


def print_table(rows: Iterable[Mapping[str, Any]], columns: Sequence[str], *, title: str = "") -> None:
    """Print rows as a table as wide as the terminal; on a pipe, cells are not cut."""
    from rich.console import Console
    from rich.table import Table

    table = Table(title=title or None, title_justify="left", header_style="bold", box=None, pad_edge=False)
    for column in columns:
        number = column in {"probability", "count", "documents", "statements"}
        table.add_column(column.replace("_", " "), justify="right" if number else "left", overflow="fold")
    for row in rows:
        table.add_row(*(flat(row.get(column)) for column in columns))
    Console(width=None if sys.stdout.isatty() else 200, highlight=False, markup=False).print(table)


def flat(value: Any) -> str:
    """Return a cell's text."""
    if value is None:
        return ""
    if isinstance(value, (list, tuple)):
        return "; ".join(flat(item) for item in value)
    if isinstance(value, float):
        return f"{value:g}" if not value.is_integer() else str(int(value))
    return str(value)
