"""Words of the sources → those of the tables: types of work, languages, months; text of any encoding."""

import re
from collections.abc import Iterator
from functools import cache
from io import TextIOWrapper
from typing import Final

from babel import Locale

from kelisim.works.source import Source, opened

_TYPES: Final = {
    "article": "article",
    "journal article": "article",
    "journal": "article",
    "jour": "article",
    "proceedings paper": "article",
    "conference paper": "article",
    "conference proceedings article": "article",
    "inproceedings": "article",
    "conference": "article",
    "proceeding": "article",
    "cpaper": "article",
    "conf": "article",
    "article; early access": "article",
    "data paper": "article",
    "review": "review",
    "conference review": "review",
    "book chapter": "book-chapter",
    "chapter": "book-chapter",
    "incollection": "book-chapter",
    "inbook": "book-chapter",
    "chap": "book-chapter",
    "book": "book",
    "monograph": "book",
    "edited book": "book",
    "preprint": "preprint",
    "editorial": "editorial",
    "editorial material": "editorial",
    "letter": "letter",
    "note": "letter",
    "erratum": "erratum",
    "correction": "erratum",
    "retracted": "retraction",
    "retraction": "retraction",
    "thesis": "dissertation",
    "phdthesis": "dissertation",
    "mastersthesis": "dissertation",
    "thes": "dissertation",
    "dissertation": "dissertation",
    "rprt": "report",
    "techreport": "report",
    "report": "report",
    "data set": "dataset",
    "dataset": "dataset",
    "data": "dataset",
}
"""Types as the sources call them, by OpenAlex's word; others are kept as they are, in lower case."""

_LANGUAGES: Final = {
    "eng": "en", "rus": "ru", "kaz": "kk", "ger": "de", "deu": "de", "fre": "fr", "fra": "fr", "spa": "es",
    "chi": "zh", "zho": "zh", "jpn": "ja", "por": "pt", "ita": "it", "pol": "pl", "tur": "tr", "kor": "ko",
    "ukr": "uk", "cze": "cs", "ces": "cs", "hun": "hu", "dut": "nl", "nld": "nl", "ara": "ar", "per": "fa",
    "fas": "fa", "swe": "sv", "nor": "no", "dan": "da", "fin": "fi", "rum": "ro", "ron": "ro", "bul": "bg",
    "gre": "el", "ell": "el", "heb": "he", "uzb": "uz", "kir": "ky", "aze": "az",
}  # fmt: skip
"""ISO 639-2 → 639-1."""

_MONTHS: Final = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")


def type_of(text: str | None) -> str | None:
    """Return a source's type of work in OpenAlex's words."""
    plain = (text or "").strip().lower()
    if plain == "":
        return None
    first = plain.partition(";")[0].strip()
    return _TYPES.get(plain) or _TYPES.get(first) or first.replace(" ", "-")


def language_of(text: str | None) -> str | None:
    """Return a language by its ISO 639-1 code, from its English name or another code."""
    first = re.split(r"[;,]", text or "")[0].strip().lower()
    if len(first) == 2:
        return first
    return _LANGUAGES.get(first) or _languages().get(first)


@cache
def _languages() -> dict[str, str]:
    return {name.lower(): code for code, name in Locale("en").languages.items() if len(code) == 2}


def date_of(year: int | None, rest: str | None) -> str | None:
    """Return an ISO date of a year and what follows it: "NOV 7", "JAN-FEB", "2024 Nov 7"."""
    if year is None:
        return None
    text = (rest or "").lower().replace(str(year), " ")
    month = next((n for n, name in enumerate(_MONTHS, 1) if re.search(rf"\b{name}", text)), None)
    if month is None:
        return f"{year:04d}"
    day = re.search(r"\b([0-2]?\d|3[01])\b", text)
    return f"{year:04d}-{month:02d}" + (f"-{int(day[1]):02d}" if day and int(day[1]) > 0 else "")


def split(text: str | None, by: str = ";") -> list[str]:
    """Return the parts of a list in a cell, without blanks around them; none for an empty cell."""
    return [part.strip() for part in (text or "").split(by) if part.strip() != ""]


def text_lines(source: Source, *, newline: str | None = None) -> Iterator[str]:
    """Yield the lines of a text in UTF-8 (or UTF-16 with its mark), each with its end.

    Bytes that are not UTF-8 come as surrogates (see `is_clean`), so that one bad record spoils no other.
    """
    with opened(source) as stream:
        beginning = stream.read(2)
    encoding = "utf-16" if beginning in {b"\xff\xfe", b"\xfe\xff"} else "utf-8-sig"
    with (
        opened(source) as stream,
        TextIOWrapper(stream, encoding=encoding, errors="surrogateescape", newline=newline) as text,
    ):
        yield from text


NOT_UTF8: Final = "is not in UTF-8; save the file in UTF-8 (not the records: the file as a whole)"


def is_clean(text: str) -> bool:
    """Tell whether a text held nothing but characters."""
    return not any("\udc80" <= c <= "\udcff" for c in text) if not text.isascii() else True
