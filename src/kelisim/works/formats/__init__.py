"""The formats that are read, and how each is known by its content."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import partial
from typing import Final

import msgspec

from kelisim.works.formats import json_files
from kelisim.works.record import Record, WorksError
from kelisim.works.source import Source, head, whole


@dataclass(frozen=True, slots=True)
class Format:
    """A form of bibliographic file, and the function that yields its records in their order."""

    name: str
    read: Callable[[Source], Iterator[Record]]


FORMATS: Final[dict[str, Format]] = {
    each.name: each
    for each in (
        Format("openalex-jsonl", partial(json_files.read_lines, format="openalex")),
        Format("openalex-json", partial(json_files.read_document, format="openalex")),
        Format("crossref-jsonl", partial(json_files.read_lines, format="crossref")),
        Format("crossref-json", partial(json_files.read_document, format="crossref")),
    )
}


def format_named(name: str) -> Format:
    """Return a format by its name; raises WorksError where there is none of that name."""
    if name not in FORMATS:
        raise WorksError(f"{name!r} is no format; give one of: {', '.join(FORMATS)}")
    return FORMATS[name]


def recognise(source: Source) -> Format:
    """Return the format of a file by its content; raises WorksError where it is none that we know."""
    beginning = head(source).removeprefix(b"\xef\xbb\xbf")
    name = _json(source, beginning) if beginning.lstrip()[:1] in {b"{", b"["} else None
    if name is None:
        raise WorksError(
            f"{source.name}: is of no format that we know; name it with --format: {', '.join(FORMATS)}"
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
