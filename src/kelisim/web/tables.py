"""Rows as CSV that no spreadsheet takes for a program.

Public: `CsvResponse(rows, name)`, `record_columns(kind)`, `record_row(record)`.
"""

import csv
import io
from collections.abc import Iterable, Iterator, Sequence

from fastapi.responses import StreamingResponse

from kelisim.model import KINDS, Record

Cell = str | int | float | bool | None


class CsvResponse(StreamingResponse):
    """Rows, the headings first, as a file to be saved under a name."""

    media_type = "text/csv"

    def __init__(self, rows: Iterable[Sequence[Cell]], name: str, status_code: int = 200) -> None:
        headers = {"content-disposition": f'attachment; filename="{name}.csv"', "cache-control": "no-store"}
        super().__init__(_lines(rows), status_code, headers)


def _lines(rows: Iterable[Sequence[Cell]]) -> Iterator[bytes]:
    """Give rows as CSV (RFC 4180, UTF-8), the headings first."""
    for row in rows:
        line = io.StringIO()
        csv.writer(line, lineterminator="\r\n").writerow([_harmless(cell) for cell in row])
        yield line.getvalue().encode("utf-8", "replace")


def record_columns(kind: str) -> list[str]:
    """Return the headings of a table of records of a kind."""
    slots = [slot.name for slot in KINDS[kind].slots]
    ends = ["contradictions", "probability", "review", "statements", "documents"]
    return ["id", "record", *slots, *ends]


def record_row(record: Record) -> list[Cell]:
    """Return a record as a row of such a table; several values are parted by " | "."""
    filled = {slot.slot: slot for slot in record.slots}
    values = [
        " | ".join(str(filler.value) for filler in filled[slot.name].fillers) if slot.name in filled else ""
        for slot in KINDS[record.kind].slots
    ]
    clashes = " | ".join(slot.slot for slot in record.slots if slot.contradiction)
    return [
        record.id,
        record.title,
        *values,
        clashes,
        record.probability,
        record.review,
        " | ".join(record.statements),
        " | ".join(record.documents),
    ]


def _harmless(cell: Cell) -> Cell:
    """Keep a spreadsheet from taking a text of others for a formula."""
    if not isinstance(cell, str) or not cell.startswith(("=", "+", "-", "@", "\t", "\r", "\n")):
        return cell
    try:
        float(cell)
    except ValueError:
        return f"'{cell}"
    return cell
