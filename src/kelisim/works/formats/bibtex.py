"""BibTeX of anyone, entry by entry: a broken one is told by its line and spoils no other."""

import re
import unicodedata
from collections.abc import Iterator
from typing import Final

from kelisim.works.countries import country_in
from kelisim.works.formats import scopus, wos
from kelisim.works.formats.words import NOT_UTF8, date_of, is_clean, language_of, split, text_lines, type_of
from kelisim.works.record import Affiliation, Author, Rejected, Work, doi_of, year_of
from kelisim.works.source import Source

_ENTRY: Final = re.compile(r"^\ufeff?\s*@\s*(\w+)\s*[{(]")
_NAME: Final = re.compile(r"\s*([^\s=,{}\"#][^=,{}\"#]*?)\s*=\s*")
_ASIDE: Final = frozenset({"comment", "preamble", "string"})
_LONGEST: Final = 1 << 22  # characters of an entry; Web of Science's with all cited works have some 400,000

_ACCENTS: Final = {
    "`": "\u0300", "'": "\u0301", "^": "\u0302", '"': "\u0308", "~": "\u0303", "=": "\u0304", ".": "\u0307",
    "c": "\u0327", "v": "\u030c", "u": "\u0306", "H": "\u030b", "k": "\u0328", "r": "\u030a", "d": "\u0323",
}  # fmt: skip
_LETTERS: Final = {
    "ss": "ß", "ae": "æ", "AE": "Æ", "oe": "œ", "OE": "Œ", "o": "ø", "O": "Ø", "aa": "å", "AA": "Å", "l": "ł",
    "L": "Ł", "i": "i", "j": "j", "dh": "ð", "th": "þ", "textendash": "–", "textemdash": "—",
}  # fmt: skip
_ACCENT: Final = re.compile(r"""\{?\\(?:([`'^"~=.])\s*|([cvuHkrd])(?=[\s{]))\s*\{?\\?([A-Za-z])\}?\}?""")
_LETTER: Final = re.compile(
    r"\\(ss|ae|AE|oe|OE|aa|AA|dh|th|o|O|l|L|i|j|textendash|textemdash)(?![A-Za-z])\s?(?:\{\})?"
)


def read(source: Source) -> Iterator[Work | Rejected]:
    """Yield the works of a file."""
    number = 0
    strings: dict[str, str] = {}
    for line, kind, text in _entries(source):
        if kind in _ASIDE:
            strings |= _fields(text) or {} if kind == "string" else {}
            continue
        number += 1
        fields = _fields(text.partition(",")[2], strings)
        if fields is None:
            yield Rejected(number, "an entry whose braces or quotes do not close; mend it", line)
        elif not is_clean(text):
            yield Rejected(number, NOT_UTF8, line)
        else:
            made = _work(fields | {"entry": kind, "key": text.partition(",")[0].strip()})
            yield Rejected(number, made, line) if isinstance(made, str) else made


def _entries(source: Source) -> Iterator[tuple[int, str, str]]:
    """Yield entries with their line and kind: from "@kind{" to the next line that begins with "@"."""
    kind, begun = "", 0
    parts: list[str] = []
    held = 0
    for line, text in enumerate(text_lines(source), 1):
        found = _ENTRY.match(text)
        # An indented "@" within an entry is that of a mail address, not the next entry.
        if found is not None and (not text[:1].isspace() or kind == ""):
            if kind:
                yield begun, kind, "".join(parts)
            kind, begun, parts, held = found[1].lower(), line, [text[found.end() :]], 0
        elif kind and held < _LONGEST:
            parts.append(text)
            held += len(text)
    if kind:
        yield begun, kind, "".join(parts)


def _fields(text: str, strings: dict[str, str] | None = None) -> dict[str, str] | None:
    """Return the fields of an entry's text by their names in lower case, None where one does not end."""
    fields: dict[str, str] = {}
    at = 0
    while (found := _NAME.match(text, at)) is not None:
        value, at = _value(text, found.end(), strings or {})
        if value is None:
            return None
        name = found[1].lower()
        fields.setdefault(name, value)
        while at < len(text) and (text[at].isspace() or text[at] == ","):
            at += 1
    return None if text[at:].strip()[:1] not in {"}", ")"} else fields


def _value(text: str, at: int, strings: dict[str, str]) -> tuple[str | None, int]:
    """Return the value that begins at a place, parts joined by "#", and where it ends."""
    parts: list[str] = []
    while True:
        if text[at : at + 1] in {"{", '"'}:
            end = _end(text, at)
            if end is None:
                return None, at
            parts.append(text[at + 1 : end - 1])
            at = end
        else:
            bare = re.match(r"[^\s,#{}]+", text[at:])
            if bare is None:
                return None, at
            parts.append(strings.get(bare[0].lower(), bare[0]))
            at += bare.end()
        more = re.match(r"\s*#\s*", text[at:])
        if more is None:
            return "".join(parts), at
        at += more.end()


def _end(text: str, at: int) -> int | None:
    """Return the place after the brace or quote that closes the one at a place."""
    quoted = text[at] == '"'
    depth = 0
    place = at + 1 if quoted else at
    for found in re.compile(r"""\\.|[{}"]""").finditer(text, place):
        mark = found[0]
        if mark == "{":
            depth += 1
        elif mark == "}":
            depth -= 1
            if depth == 0 and not quoted:
                return found.end()
        elif mark == '"' and quoted and depth == 0:
            return found.end()
    return None


def _work(given: dict[str, str]) -> Work | str:
    fields = {key: unlatex(value) for key, value in given.items()}
    if fields.get("unique-id", "").startswith(("WOS:", "ISI:")) or fields["key"].startswith(("WOS:", "ISI:")):
        return wos.work_of_bibtex({"unique-id": fields["key"]} | fields)
    if fields.get("source", "").lower() == "scopus" or "scopus.com" in fields.get("url", ""):
        return scopus.work_of_bibtex(fields)
    flat = {key: " ".join(value.split()) for key, value in fields.items()}
    title = flat.get("title") or None
    doi = doi_of(flat.get("doi") or (flat.get("url") if "doi.org/" in flat.get("url", "") else None))
    if title is None and doi is None:
        return "has neither title nor DOI"
    year = year_of(flat.get("year") or flat.get("date"))
    pmid = flat.get("pmid", "")
    names = [name.strip() for name in re.split(r"\s+and\s+", flat.get("author", "")) if name.strip()]
    return Work(
        source="bibtex",
        ids=(f"pubmed:{pmid}",) if pmid.isdigit() else (),
        doi=doi,
        title=title,
        type=type_of(flat["entry"]),
        year=year,
        date=flat.get("date") or date_of(year, flat.get("month")),
        language=language_of(flat.get("language")),
        venue=flat.get("journal") or flat.get("journaltitle") or flat.get("booktitle") or None,
        authors=tuple(Author(name) for name in names if name != "others"),
        affiliations=tuple(
            Affiliation(raw, country=country_in(raw))
            for raw in split(flat.get("affiliation") or flat.get("affiliations"))
        ),
    )


def unlatex(text: str) -> str:
    """Return a text with LaTeX's accents and letters as characters, and without its braces."""
    if "\\" in text:
        text = _ACCENT.sub(_accented, text)
        text = _LETTER.sub(lambda found: _LETTERS[found[1]], text)
        text = re.sub(r"\\([&%$#_{}])", r"\1", text)
    return text.replace("{", "").replace("}", "").replace("~", " ") if "{" in text or "~" in text else text


def _accented(found: re.Match[str]) -> str:
    return unicodedata.normalize("NFC", found[3] + _ACCENTS[found[1] or found[2]])
