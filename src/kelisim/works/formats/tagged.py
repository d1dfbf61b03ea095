"""Texts of one record after another, each of lines with a tag: Web of Science, RIS, MEDLINE."""

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass

from kelisim.works.formats.words import NOT_UTF8, is_clean, text_lines
from kelisim.works.record import Rejected, Work
from kelisim.works.source import Source

Fields = list[tuple[str, str]]
"""Tags and values in their order; a value that goes on over several lines has these joined by "\\n"."""


@dataclass(frozen=True, slots=True)
class Layout:
    """How records are laid out: `tagged` has groups `tag` and `value`; a record begins with the tag `first`.

    Where `strict`, a record without its end tag is not read: the file has been cut.
    """

    tagged: re.Pattern[str]
    first: str
    last: str | None
    strict: bool = False


def read_tagged(
    source: Source, layout: Layout, make: Callable[[Fields], Work | str]
) -> Iterator[Work | Rejected]:
    """Yield the works of a file; `make` gives a work, or says why a record is none."""
    for number, (line, fields, ended) in enumerate(_records(source, layout), 1):
        if not ended and layout.strict:
            yield Rejected(number, f"has no end ({layout.last}); the file is cut short: export it anew", line)
        elif not all(is_clean(value) for _, value in fields):
            yield Rejected(number, NOT_UTF8, line)
        else:
            made = make(fields)
            yield Rejected(number, made, line) if isinstance(made, str) else made


def _records(source: Source, layout: Layout) -> Iterator[tuple[int, Fields, bool]]:
    """Yield records with the line that they begin at, and whether they have an end."""
    fields: Fields = []
    begun = 0
    for line, text in enumerate(text_lines(source), 1):
        found = layout.tagged.match(text)
        if found is None:
            if begun and text.strip() != "":
                last, before = fields[-1]
                fields[-1] = (last, f"{before}\n{text.strip()}")
            continue
        tag, value = found["tag"], (found["value"] or "").strip()
        if tag == layout.first:
            if begun:
                yield begun, fields, layout.last is None
            fields, begun = [], line
        elif tag == layout.last:
            if begun:
                yield begun, fields, True
            begun = 0
            continue
        if begun:
            fields.append((tag, value))
    if begun:
        yield begun, fields, layout.last is None


def values(fields: Fields, *tags: str) -> list[str]:
    """Return the values of tags that are not empty, in the order of the tags."""
    return [value for tag in tags for each, value in fields if each == tag and value.strip() != ""]


def joined(fields: Fields, *tags: str) -> str | None:
    """Return the first value of the first tag that has one, as one line."""
    found = values(fields, *tags)
    return " ".join(found[0].split()) if found else None


def rows(fields: Fields, *tags: str) -> list[str]:
    """Return the values of tags, and the lines of values, each as one row."""
    return [row.strip() for value in values(fields, *tags) for row in value.split("\n") if row.strip() != ""]
