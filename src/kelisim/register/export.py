"""The whole register as JSON, JSON Lines or CSV: the same register gives the same bytes.

Public: `export_json(connection)`, `export_jsonl(connection, kind=None)`, `export_csv(connection, kind)`, all
of which give the bytes piece by piece, and `export_folder(connection, folder)`, a CSV file a table.
"""

import csv
import io
import os
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Final

import sqlalchemy as sa
from sqlalchemy.engine import Connection

from kelisim.model import KINDS, Entity, Extraction, Record, from_json, to_json
from kelisim.register import schema
from kelisim.register.errors import DiskFullError, StoreError
from kelisim.register.listing import DocumentLine, document_columns, kind_named

_STREAM: Final = 1_000
_TABLES: Final = ("documents", "statements", "entities", "commitments", "doubts", "near", "decisions")
Table = Iterator[list[str]]


def export_json(connection: Connection) -> Iterator[bytes]:
    """Give the register as one JSON object: a list for each kind of record and for each other table."""
    yield b"{"
    for number, name in enumerate((*(kind.plural for kind in KINDS.values()), *_TABLES)):
        yield (b"\n" if number == 0 else b",\n") + f'"{name}":['.encode()
        for place, line in enumerate(_lines(connection, name)):
            yield (b"\n" if place == 0 else b",\n") + line
        yield b"]"
    yield b"\n}\n"


def export_jsonl(connection: Connection, kind: str | None = None) -> Iterator[bytes]:
    """Give one JSON object a line, {"in": table, "row": …}; with `kind`, the records of that kind alone."""
    if kind is not None:
        for line in _lines(connection, KINDS[kind_named(kind)].plural):
            yield line + b"\n"
        return
    for name in (*(kind.plural for kind in KINDS.values()), *_TABLES):
        for line in _lines(connection, name):
            yield f'{{"in":"{name}","row":'.encode() + line + b"}\n"


def export_csv(connection: Connection, kind: str) -> Iterator[bytes]:
    """Give the records of a kind as CSV (UTF-8, a line of headings, several values parted by " | ")."""
    return _csv(_record_table(connection, kind_named(kind)))


def export_folder(connection: Connection, folder: Path) -> tuple[Path, ...]:
    """Write a CSV file for each kind of record, and for documents, statements and entities; return the files.

    Each is written whole or not at all. Raises DiskFullError or StoreError where it cannot be.
    """
    tables = {kind.plural: _record_table(connection, kind.name) for kind in KINDS.values()}
    tables |= {
        "documents": _document_table(connection),
        "statements": _statement_table(connection),
        "entities": _entity_table(connection),
    }
    files = []
    for name, table in tables.items():
        files.append(folder / f"{name}.csv")
        write_whole(files[-1], _csv(table))
    return tuple(files)


def write_whole(file: Path, pieces: Iterable[bytes]) -> None:
    """Write a file whole, or leave what was there. Raises DiskFullError or StoreError where it cannot be."""
    partial = file.with_name(f".{file.name}.{os.getpid()}.part")
    try:
        file.parent.mkdir(parents=True, exist_ok=True)
        with partial.open("wb") as target:
            for piece in pieces:
                target.write(piece)
        os.replace(partial, file)
    except OSError as error:
        full = error.errno in (28, 122)  # ENOSPC, EDQUOT
        type = DiskFullError if full else StoreError
        raise type(f"{file}: cannot be written: {error.strerror}; choose another place") from error
    finally:
        partial.unlink(missing_ok=True)


# --- JSON ----------------------------------------------------------------------------------------------


def _lines(connection: Connection, name: str) -> Iterator[bytes]:
    """Give the rows of a table as JSON, in the order of their ids."""
    if name == "documents":
        for row in _stream(connection, _documents()):
            yield to_json(DocumentLine(**row._mapping))
    elif name == "statements":
        for row in _stream(connection, _extractions()):
            for statement in from_json(row.body, Extraction).statements:
                yield to_json(statement)
    elif name in ("doubts", "near"):
        table = schema.doubt if name == "doubts" else schema.near
        for row in _stream(connection, sa.select(table).order_by(table.c.first, table.c.second)):
            yield to_json(dict(row._mapping))
    else:
        for row in _stream(connection, _bodies(name)):
            yield row.body.encode()


def _bodies(name: str) -> sa.Select[str]:
    if name == "entities":
        return sa.select(schema.entity.c.body).order_by(schema.entity.c.id)
    if name == "commitments":
        return sa.select(schema.commitment.c.body).order_by(schema.commitment.c.id)
    if name == "decisions":
        return sa.select(schema.decision.c.body).order_by(schema.decision.c.number)
    record = schema.record
    return sa.select(record.c.body).where(record.c.kind == kind_named(name)).order_by(record.c.id)


def _documents() -> sa.Select[tuple[object, ...]]:
    current = sa.select(schema.extraction.c.document).where(schema.extraction.c.state == "current")
    return (
        sa.select(*document_columns()).where(schema.document.c.id.in_(current)).order_by(schema.document.c.id)
    )


def _extractions() -> sa.Select[str]:
    table = schema.extraction
    return sa.select(table.c.body).where(table.c.state == "current").order_by(table.c.document)


def _stream(connection: Connection, query: sa.Select[object]) -> Iterator[sa.Row[object]]:
    """Give the rows of a query without holding all of them."""
    yield from connection.execute(query.execution_options(yield_per=_STREAM))


# --- CSV -----------------------------------------------------------------------------------------------


def _csv(table: Table) -> Iterator[bytes]:
    for row in table:
        line = io.StringIO()
        csv.writer(line, lineterminator="\r\n").writerow(_harmless(cell) for cell in row)
        yield line.getvalue().encode()


def _harmless(cell: str) -> str:
    """Keep a spreadsheet from taking a text of others for a formula."""
    return f"'{cell}" if cell.startswith(("=", "+", "-", "@", "\t", "\r")) and not _is_number(cell) else cell


def _is_number(cell: str) -> bool:
    try:
        float(cell)
    except ValueError:
        return False
    return True


def _record_table(connection: Connection, kind: str) -> Table:
    slots = [slot.name for slot in KINDS[kind].slots]
    yield ["id", "record", *slots, "contradictions", "probability", "review", "statements", "documents"]
    for row in _stream(connection, _bodies(kind)):
        record = from_json(row.body, Record)
        yield [
            record.id,
            record.title,
            *(_values(record, slot) for slot in slots),
            " | ".join(slot.slot for slot in record.slots if slot.contradiction),
            f"{record.probability:.4g}",
            "yes" if record.review else "no",
            " | ".join(record.statements),
            " | ".join(record.documents),
        ]


def _values(record: Record, slot: str) -> str:
    found = record.slot(slot)
    return "" if found is None else " | ".join(str(filler.value) for filler in found.fillers)


def _document_table(connection: Connection) -> Table:
    yield list(DocumentLine.__dataclass_fields__)
    for row in _stream(connection, _documents()):
        yield ["" if cell is None else str(cell) for cell in row]


def _statement_table(connection: Connection) -> Table:
    """Give a row for each statement, with no slot, and one for each value, each with its probability."""
    columns = ["id", "document", "kind", "slot", "value", "start", "end", "quote"]
    yield [*columns, "probability", "extractor", "review"]
    waiting = set(connection.execute(_waiting()).scalars())
    for row in _stream(connection, _extractions()):
        for statement in from_json(row.body, Extraction).statements:
            head = [statement.id, statement.document, statement.kind]
            tail = [statement.extractor, "yes" if statement.id in waiting else "no"]
            quote = statement.quote
            span = [str(quote.start), str(quote.end), quote.text]
            yield [*head, "", "", *span, f"{statement.probability:.4g}", *tail]
            for value in statement.values:
                span = [str(value.quote.start), str(value.quote.end), value.quote.text]
                yield [*head, value.slot, str(value.value), *span, f"{value.probability:.4g}", *tail]


def _waiting() -> sa.Select[str]:
    statement, record = schema.statement, schema.record
    return (
        sa.select(statement.c.id)
        .join(record, record.c.id == statement.c.record)
        .where(record.c.review.is_(True))
    )


def _entity_table(connection: Connection) -> Table:
    yield ["id", "type", "name", "country", "names", "identifiers", "latitude", "longitude"]
    for row in _stream(connection, _bodies("entities")):
        entity = from_json(row.body, Entity)
        yield [
            entity.id,
            entity.type,
            entity.name,
            entity.country or "",
            " | ".join(name.value for name in entity.names),
            " | ".join(f"{each.scheme}:{each.value}" for each in entity.identifiers),
            "" if entity.latitude is None else str(entity.latitude),
            "" if entity.longitude is None else str(entity.longitude),
        ]
