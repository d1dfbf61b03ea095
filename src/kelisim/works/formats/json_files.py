"""JSON of OpenAlex and Crossref: one document, a list, pages, or a record a line."""

from collections.abc import Callable, Iterator
from typing import Final

import msgspec
import pyarrow as pa
from msgspec import Raw

from kelisim.works.formats import crossref, openalex
from kelisim.works.formats.openalex_arrow import line_parser
from kelisim.works.record import Rejected, Work, WorksError
from kelisim.works.source import LONGEST, Source, blocks, lines, lines_of, whole

Read = Callable[[bytes | Raw], Work]
READERS: Final[dict[str, Read]] = {"openalex": openalex.read_work, "crossref": crossref.read_work}

_CONTAINERS: Final = ("results", "works", "items", "message")
_FIELDS: Final[Callable[[bytes | Raw], dict[str, Raw]]] = msgspec.json.Decoder(dict[str, Raw]).decode
_LIST: Final[Callable[[bytes | Raw], list[Raw]]] = msgspec.json.Decoder(list[Raw]).decode
_OTHERS: Final = {
    "A": "authors",
    "I": "institutions",
    "S": "sources",
    "T": "topics",
    "P": "publishers",
    "F": "funders",
    "C": "concepts",
}


def format_of(data: bytes | Raw) -> str | None:
    """Return whose record, or container of records, a JSON value is: "openalex", "crossref" or None.

    Raises WorksError where it is OpenAlex's and of something else than works.
    """
    for record in _records(data):
        fields = _FIELDS(record)
        id = _text(fields.get("id"))
        if "DOI" in fields and ("type" in fields or "title" in fields):
            return "crossref"
        if id is not None and id.startswith("https://openalex.org/W"):
            return "openalex"
        if id is not None and id.startswith("https://openalex.org/") and id[21:22] in _OTHERS:
            raise WorksError(f"holds {_OTHERS[id[21]]} of OpenAlex; give files of works")
        return "openalex" if "authorships" in fields or "referenced_works" in fields else None
    return None


def _text(value: Raw | None) -> str | None:
    found = None if value is None else msgspec.json.decode(value)
    return found if isinstance(found, str) else None


def _records(data: bytes | Raw) -> Iterator[Raw]:
    """Yield the records in a JSON value: itself, or those of the list, page or answer that it is."""
    text = bytes(data).lstrip()
    if text[:1] == b"[":
        for each in _LIST(text):
            yield from _records(each)
        return
    fields = _FIELDS(text)
    inside = next((fields[key] for key in _CONTAINERS if _holds(fields, key)), None)
    if inside is None:
        yield Raw(text)
    else:
        yield from _records(inside)


def _holds(fields: dict[str, Raw], key: str) -> bool:
    """Tell whether a key holds records; a record itself has an id or a DOI and no such key."""
    return key in fields and "authorships" not in fields and bytes(fields[key])[:1] in {b"[", b"{"}


def is_in_lines(head: bytes) -> bool:
    """Tell whether the beginning of a JSON file is that of one with a value a line."""
    first, newline, rest = head.lstrip().partition(b"\n")
    if newline == b"":
        return False
    try:
        msgspec.json.decode(first)
    except msgspec.DecodeError:
        return False
    return rest.lstrip()[:1] in {b"{", b"["}


def read_lines(source: Source, format: str) -> Iterator[Work | Rejected]:
    """Yield the works of a file with a value a line; what cannot be read is told with its line."""
    number = 0
    for line, text in enumerate(lines(source), 1):
        for found in _of_line(text, READERS[format], number, line):
            number += 1
            yield found


def read_blocks(source: Source) -> Iterator[pa.RecordBatch | list[Work | Rejected]]:
    """Yield the works of OpenAlex of such a file: columns, or records where a line does not fit these."""
    number = line = 0
    with line_parser() as parse:
        for block in blocks(source):
            batch = None if block is None else parse(block)
            if batch is not None:
                yield batch
                number, line = number + len(batch), line + len(batch)
                continue
            records: list[Work | Rejected] = []
            for text in lines_of(block):
                line += 1
                records += _of_line(text, openalex.read_work, number + len(records), line)
            if records:
                yield records
                number += len(records)


def _of_line(text: bytes | None, read: Read, number: int, line: int) -> Iterator[Work | Rejected]:
    """Yield the records of a line, of which `number` come before: none, one, or those of an answer."""
    if text is None:
        yield Rejected(number + 1, f"is longer than {LONGEST >> 20} MB; cut it up", line)
        return
    if text.strip() == b"":
        return
    try:
        work = read(text.removeprefix(b"\xef\xbb\xbf"))
    except (ValueError, msgspec.DecodeError) as error:
        if b'"results"' in text or b'"message"' in text or b'"works"' in text:
            yield from _each(text, read, number, line)
        else:
            yield Rejected(number + 1, explain(error), line)
    else:
        yield work


def read_document(source: Source, format: str) -> Iterator[Work | Rejected]:
    """Yield the works of a file that is one JSON value."""
    yield from _each(whole(source).removeprefix(b"\xef\xbb\xbf"), READERS[format], 0, None)


def _each(data: bytes, read: Read, number: int, line: int | None) -> Iterator[Work | Rejected]:
    try:
        for record in _records(data):
            number += 1
            try:
                yield read(record)
            except (ValueError, msgspec.DecodeError) as error:
                yield Rejected(number, explain(error), line)
    except (ValueError, msgspec.DecodeError) as error:
        yield Rejected(number + 1, explain(error), line)


def explain(error: Exception) -> str:
    """Return what is wrong with a JSON record: the field, and what to do."""
    text = str(error)
    if isinstance(error, msgspec.ValidationError):
        what, _, field = text.partition(" - at `")
        field = field.rstrip("`").removeprefix("$.")
        at = f"field {field}: " if field else ""
        return f"{at}{what[:1].lower()}{what[1:]}; the source has changed: get a newer Kelisim or mend it"
    return f"is no JSON ({text}); mend the line or fetch the file anew"


def first_line(source: Source) -> bytes | None:
    """Return the first line of a file that has more than one."""
    several = iter(lines(source))
    first = next(several, None)
    if first is None or next((line for line in several if line is None or line.strip() != b""), b"") == b"":
        return None
    return first
