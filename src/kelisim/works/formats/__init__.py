"""The formats that are read, and how each is known by its content."""

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import partial
from typing import Final

import msgspec
import pyarrow as pa

from kelisim.works.formats import bibtex, cordis, csv_files, json_files, parquet, pubmed, ris, wos
from kelisim.works.record import Record, Rejected, Work, WorksError
from kelisim.works.source import Source, head, whole


@dataclass(frozen=True, slots=True)
class Format:
    """A form of bibliographic file, and the function that yields its records in their order.

    `bulk`, for files that may have millions, yields them as columns of Arrow (`openalex_arrow.SCHEMA`), or as
    records where they do not fit these.
    """

    name: str
    read: Callable[[Source], Iterator[Record]]
    bulk: Callable[[Source], Iterator[pa.RecordBatch | list[Work | Rejected]]] | None = None


FORMATS: Final[dict[str, Format]] = {
    each.name: each
    for each in (
        Format("openalex-jsonl", partial(json_files.read_lines, format="openalex"), json_files.read_blocks),
        Format("openalex-json", partial(json_files.read_document, format="openalex")),
        Format("crossref-jsonl", partial(json_files.read_lines, format="crossref")),
        Format("crossref-json", partial(json_files.read_document, format="crossref")),
        Format("openalex-parquet", parquet.read, parquet.read_batches),
        Format("wos", wos.read),
        Format("pubmed", pubmed.read),
        Format("ris", ris.read),
        Format("bibtex", bibtex.read),
        Format("cordis-sqlite", cordis.read_sqlite),
        *(Format(name, read) for name, read in csv_files.READERS.items()),
    )
}

_SIGNS: Final = (
    (re.compile(rb"\A(FN |\s*PT [A-Z]\s)|^(FN Clarivate|FN Thomson|FN ISI)", re.MULTILINE), "wos"),
    (re.compile(rb"^PMID- ", re.MULTILINE), "pubmed"),
    (re.compile(rb"^TY  ?-", re.MULTILINE), "ris"),
    (re.compile(rb"^\s*@\s*[A-Za-z]+\s*[{(]", re.MULTILINE), "bibtex"),
)
"""What texts that are no table begin with."""


def format_named(name: str) -> Format:
    """Return a format by its name; raises WorksError where there is none of that name."""
    if name not in FORMATS:
        raise WorksError(f"{name!r} is no format; give one of: {', '.join(FORMATS)}")
    return FORMATS[name]


def recognise(source: Source) -> Format:
    """Return the format of a file by its content; raises WorksError where it is none that we know."""
    beginning = head(source).removeprefix(b"\xef\xbb\xbf")
    if beginning.startswith((b"\xff\xfe", b"\xfe\xff")):
        beginning = beginning.decode("utf-16", errors="replace").encode()
    if beginning.startswith(b"PAR1"):
        name: str | None = "openalex-parquet"
    elif beginning.startswith(b"SQLite format 3"):
        name = "cordis-sqlite"
    elif beginning.lstrip()[:1] in {b"{", b"["}:
        name = _json(source, beginning)
    else:
        table = csv_files.table_of(beginning)
        name = table.name if table is not None else None
        name = name or next((form for sign, form in _SIGNS if sign.search(beginning) is not None), None)
    if name is None:
        raise WorksError(
            f"{source.name}: is of no format that we know; give an export of works, or name its --format"
        )
    return FORMATS[name]


def _json(source: Source, beginning: bytes) -> str | None:
    try:
        if json_files.is_in_lines(beginning):
            found = json_files.format_of(beginning.lstrip().partition(b"\n")[0])
            return None if found is None else f"{found}-jsonl"
        if b"\n" not in beginning:
            first = json_files.first_line(source)
            if first is not None:
                found = json_files.format_of(first)
                return None if found is None else f"{found}-jsonl"
        found = json_files.format_of(whole(source).removeprefix(b"\xef\xbb\xbf"))
    except WorksError as error:
        raise WorksError(f"{source.name}: {str(error).removeprefix(f'{source.name}: ')}") from error
    except (ValueError, msgspec.DecodeError) as error:
        raise WorksError(f"{source.name}: {json_files.explain(error)}") from error
    return None if found is None else f"{found}-json"
