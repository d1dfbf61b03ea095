"""What the store keeps as truth: documents with their bytes, extractions, and reading them again.

Public: `put(store, document, content, extraction)`, `known(store, document, extractor)`,
`load_document(connection, id)`, `load_extraction(connection, document)`.
"""

import hashlib
import os
from pathlib import Path
from typing import Any, Final, Literal

import sqlalchemy as sa
from sqlalchemy.engine import Connection

from kelisim.model import Document, Extraction, from_json, to_json
from kelisim.register import schema
from kelisim.register.checks import check_document, check_extraction
from kelisim.register.store import Store

Put = Literal["new", "changed", "known"]

_SUFFIXES: Final = {
    "text/plain": ".txt",
    "text/markdown": ".md",
    "text/html": ".html",
    "application/xhtml+xml": ".html",
    "application/pdf": ".pdf",
    "application/vnd.openxmlformats-officedocument.wordprocessingml.document": ".docx",
}
_FIELDS: Final = tuple(Document.__dataclass_fields__)


def put(store: Store, document: Document, content: bytes, extraction: Extraction) -> Put:
    """Keep a document, its bytes and what was extracted from it: all of it, or nothing.

    The register shows it once it is computed again (`refresh`). Returns "new"; "changed" where the document
    was there and the extraction is another; "known" where nothing changed. Raises InvalidError where an
    invariant is broken, DiskFullError and BusyError as `Store.writing` does.
    """
    check_document(document, content)
    check_extraction(document, extraction)
    file = document_file(document)
    body = to_json(extraction).decode()
    with store.writing() as connection:
        stored = load_document(connection, document.id)
        if stored is None:
            # The bytes come first: a row never stands without its file, while a file without a row, left by
            # a killed process, is the same file when the document comes again.
            save_bytes(store.documents / file, content)
            row = {name: getattr(document, name) for name in _FIELDS}
            connection.execute(sa.insert(schema.document), [row | {"file": file, "size": len(content)}])
            _add_revision(connection, document.id, 1, extraction.extractor, body)
            return "new"
        _keep_first_name(connection, stored, document.name)
        latest = _latest(connection, document.id)
        if latest.body == body:
            return "known"
        if stored.text != document.text:
            check_extraction(stored, extraction)
        connection.execute(
            sa.update(schema.extraction)
            .where(schema.extraction.c.document == document.id, schema.extraction.c.state == "waiting")
            .values(state="former")
        )
        _add_revision(connection, document.id, latest.revision + 1, extraction.extractor, body)
        return "changed"


def known(store: Store, document: str, extractor: str) -> bool:
    """Return whether this extractor, in this version, has seen the document already."""
    with store.reading() as connection:
        query = (
            sa.select(schema.extraction.c.extractor)
            .where(schema.extraction.c.document == document)
            .order_by(schema.extraction.c.revision.desc())
            .limit(1)
        )
        return connection.execute(query).scalar() == extractor


def load_document(connection: Connection, id: str) -> Document | None:
    """Return the stored document, or None. Extract again from this, not from the file: its text is kept."""
    columns = [schema.document.c[name] for name in _FIELDS]
    row = connection.execute(sa.select(*columns).where(schema.document.c.id == id)).one_or_none()
    return None if row is None else Document(**row._mapping)


def load_extraction(connection: Connection, document: str) -> Extraction | None:
    """Return the extraction of a document that the register stands on, or None before it was registered."""
    query = sa.select(schema.extraction.c.body).where(
        schema.extraction.c.document == document, schema.extraction.c.state == "current"
    )
    body = connection.execute(query).scalar()
    return None if body is None else from_json(body, Extraction)


def document_file(document: Document) -> str:
    """Return where the bytes of a document lie in the folder of documents."""
    digits = document.id.partition(":")[2]
    return f"{digits[:2]}/{digits}{_SUFFIXES.get(document.media_type, '.bin')}"


def save_bytes(path: Path, content: bytes) -> None:
    """Write a file whole or not at all, and to the disk; where it holds the same already, leave it."""
    if path.exists() and hashlib.sha256(path.read_bytes()).digest() == hashlib.sha256(content).digest():
        return
    path.parent.mkdir(parents=True, exist_ok=True)
    partial = path.with_name(f".{path.name}.{os.getpid()}.part")
    try:
        with partial.open("wb") as file:
            file.write(content)
            file.flush()
            os.fsync(file.fileno())
        os.replace(partial, path)
    except BaseException:
        partial.unlink(missing_ok=True)
        raise


def _latest(connection: Connection, document: str) -> sa.Row[Any, Any]:
    query = (
        sa.select(schema.extraction.c.revision, schema.extraction.c.body)
        .where(schema.extraction.c.document == document)
        .order_by(schema.extraction.c.revision.desc())
        .limit(1)
    )
    return connection.execute(query).one()


def _add_revision(connection: Connection, document: str, revision: int, extractor: str, body: str) -> None:
    row = {
        "document": document,
        "revision": revision,
        "extractor": extractor,
        "state": "waiting",
        "body": body,
    }
    connection.execute(sa.insert(schema.extraction), [row])


def _keep_first_name(connection: Connection, stored: Document, name: str) -> None:
    """Of several names for the same bytes keep the first in the alphabet, whichever came first."""
    if name < stored.name:
        connection.execute(
            sa.update(schema.document).where(schema.document.c.id == stored.id).values(name=name)
        )
