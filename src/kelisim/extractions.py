"""Extractions as Parquet: what was read and extracted elsewhere, in files that `add` takes in.

Comes in: what sources held (`kelisim.intake`). Goes out: Parquet with one row a document (its JSON, its
bytes, the JSON of its extraction) or a failure, and the same back. Never does: trust a file blindly. A
document whose id is not that of its bytes is refused, one extracted by another version is extracted anew.
"""

from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Final

import pyarrow as pa
import pyarrow.parquet as pq

from kelisim.extract import GRAMMAR, Extractor, NotExtracted
from kelisim.intake import Failed, Taken
from kelisim.model import Document, Extraction, document_id, from_json, to_json

SCHEMA: Final = pa.schema(
    [
        pa.field("source", pa.string()),
        pa.field("document", pa.string()),  # JSON of `kelisim.model.Document`; none where reading failed
        pa.field("content", pa.binary()),
        pa.field("extraction", pa.string()),  # JSON of `kelisim.model.Extraction`
        pa.field("failure", pa.string()),  # the line for people, where reading failed
    ]
)
_AT_ONCE: Final = 64  # documents in memory at a time


def to_batch(results: Iterable[tuple[Taken | Failed, ...]]) -> pa.RecordBatch:
    """Return the rows of what some sources held."""
    rows = [_row(each) for result in results for each in result]
    return pa.RecordBatch.from_pylist(rows, schema=SCHEMA)


def is_extractions_file(path: Path) -> bool:
    """Return whether a file is Parquet with the columns of extractions."""
    if path.suffix != ".parquet":
        return False
    try:
        return set(SCHEMA.names) <= set(pq.read_schema(path).names)
    except (OSError, pa.ArrowInvalid):
        return False


def read_extractions(path: Path, extractor: Extractor = GRAMMAR) -> Iterator[tuple[Taken | Failed, ...]]:
    """Yield what each row of a file holds; a row that is not whole is a failure with its place.

    What another extractor found, or another version of this one, is extracted anew. Memory is bounded by
    some documents, whatever the size of the file.
    """
    number = 0
    for batch in pq.ParquetFile(path).iter_batches(batch_size=_AT_ONCE, columns=SCHEMA.names):
        for row in batch.to_pylist():
            number += 1
            yield (_taken(row, f"{path}, row {number}", extractor),)


def _row(each: Taken | Failed) -> dict[str, str | bytes | None]:
    if isinstance(each, Failed):
        return {"source": each.source, "failure": each.message}
    return {
        "source": each.source,
        "document": to_json(each.document).decode(),
        "content": each.content,
        "extraction": to_json(each.extraction).decode(),
    }


def _taken(row: dict[str, str | bytes | None], place: str, extractor: Extractor) -> Taken | Failed:
    source, failure = str(row["source"]), row["failure"]
    document, content, extraction = row["document"], row["content"], row["extraction"]
    if isinstance(failure, str):
        return Failed(source, failure)
    if not (isinstance(document, str) and isinstance(content, bytes) and isinstance(extraction, str)):
        return Failed(source, f"{place}: not whole; extract it anew")
    try:
        read = from_json(document, Document)
        found = from_json(extraction, Extraction)
    except ValueError as error:
        return Failed(source, f"{place}: {error}; extract it anew with this version")
    if read.id != document_id(content) or found.document != read.id:
        return Failed(source, f"{place}: the document is not that of its bytes; extract it anew")
    if found.extractor != extractor.name(read.language):
        (anew,) = extractor.read([read])
        if isinstance(anew, NotExtracted):
            return Failed(source, f"{place}: {anew.message}")
        found = anew
    return Taken(source, content, read, found)
