"""Tables in text: the exports that are rows under a header, and what each must have."""

import csv
import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from functools import partial
from typing import Final, Literal

from kelisim.works.countries import country_in
from kelisim.works.formats import cordis, openalex_csv, scopus, wos
from kelisim.works.formats.words import NOT_UTF8, date_of, is_clean, split, text_lines, type_of
from kelisim.works.record import (
    Affiliation,
    Author,
    Record,
    Rejected,
    Work,
    WorksError,
    doi_of,
    number_of,
    year_of,
)
from kelisim.works.source import LONGEST, Source

Row = dict[str, str]


@dataclass(frozen=True, slots=True)
class Table:
    """A kind of table: the columns that show what it is, those that it must have, and what a row is.

    Where a row has more fields than the header, the surplus stands behind the column `several`.
    """

    name: str
    signs: frozenset[str]
    needs: frozenset[str]
    make: Callable[[Row], Record | str]
    several: str | None = None


def read(source: Source, table: Table) -> Iterator[Record]:
    """Yield the records of a table; raises WorksError where a column that it must have is missing."""
    csv.field_size_limit(LONGEST)
    header, delimiter, skipped = _header(source, table)
    missing = sorted(table.needs - set(header))
    if missing:
        raise WorksError(
            f"{source.name}: has no column {missing[0]!r}, which {table.name} must have; "
            f"export it anew with all columns, or name another format with --format"
        )
    # What is parted by tabs is not quoted: there a quotation mark is one.
    quotes = None if delimiter == "\t" else '"'
    quoting: Literal[0, 3] = csv.QUOTE_MINIMAL if quotes else csv.QUOTE_NONE
    reader = csv.reader(
        text_lines(source, newline=""), delimiter=delimiter, quotechar=quotes, quoting=quoting
    )
    for _ in range(skipped + 1):
        next(reader)
    number = 0
    while True:
        line = reader.line_num + 1
        try:
            cells = next(reader, None)
        except csv.Error as error:
            number += 1
            yield Rejected(number, f"is no row of a table ({error}); mend the line", line)
            continue
        if cells is None:
            return
        if not any(cells):
            continue
        number += 1
        if len(cells) > len(header) and table.several in header:
            after = header.index(table.several) + 1
            del cells[after : after + len(cells) - len(header)]
        if len(cells) != len(header):
            yield Rejected(number, f"has {len(cells)} fields, the header {len(header)}; mend the line", line)
        elif not all(map(is_clean, cells)):
            yield Rejected(number, NOT_UTF8, line)
        else:
            made = table.make({name: cell.strip() for name, cell in zip(header, cells, strict=True)})
            yield Rejected(number, made, line) if isinstance(made, str) else made


def table_of(beginning: bytes) -> Table | None:
    """Return the kind of table that a file's beginning is, None where it is none that we know."""
    text = beginning.decode("utf-8-sig", errors="replace")
    for line in text.splitlines()[:5]:
        for delimiter in ",;\t":
            names = set(_cells(line, delimiter))
            for table in TABLES:
                if table.signs <= names:
                    return table
    return None


def _cells(line: str, delimiter: str) -> list[str]:
    try:
        return [
            cell.strip().removeprefix("\ufeff") for cell in next(csv.reader([line], delimiter=delimiter), [])
        ]
    except csv.Error:
        return []


def _header(source: Source, table: Table) -> tuple[list[str], str, int]:
    """Return the header's names, what parts them, and how many lines stand before it."""
    best: tuple[int, list[str], str, int] = (0, [], ",", 0)
    for skipped, line in enumerate(text_lines(source, newline="")):
        if skipped == 5:
            break
        for delimiter in ",;\t":
            names = _cells(line, delimiter)
            hits = len((table.signs | table.needs) & set(names))
            if hits > best[0]:
                best = (hits, names, delimiter, skipped)
    return best[1:]


def _dimensions(row: Row) -> Work | str:
    id, title = row.get("Publication ID", ""), row.get("Title") or None
    if id == "" and title is None:
        return "has neither Publication ID nor Title"
    pmid = row.get("PMID", "").removesuffix(".0")
    corresponding = {name for name, _ in _people(row.get("Corresponding Authors", ""))}
    people = _people(row.get("Authors (Raw Affiliation)", "")) or [
        (name, "") for name in split(row.get("Authors"))
    ]
    return Work(
        source="dimensions",
        id=f"dimensions:{id}" if id else None,
        ids=(f"pubmed:{pmid}",) if pmid.isdigit() else (),
        doi=doi_of(row.get("DOI")),
        title=title,
        type=type_of(row.get("Publication Type")),
        year=year_of(row.get("PubYear")),
        date=row.get("Publication date") or row.get("Publication Date") or None,
        venue=row.get("Source title") or row.get("Anthology title") or None,
        cited_by=number_of(row.get("Times cited", "").removesuffix(".0")),
        authors=tuple(
            Author(
                name,
                corresponding=name in corresponding if corresponding else None,
                affiliations=tuple(Affiliation(raw, country=country_in(raw)) for raw in split(places)),
            )
            for name, places in people
        ),
    )


def _people(text: str) -> list[tuple[str, str]]:
    """Return the authors and affiliations in "Ann, A (University X; Institute (Y)); Bo, B ()"."""
    people: list[tuple[str, str]] = []
    depth = begun = opened = 0
    for place, mark in enumerate(text):
        if mark == "(":
            opened = place if depth == 0 else opened
            depth += 1
        elif mark == ")":
            depth = max(0, depth - 1)
        if (mark == ";" and depth == 0) or place == len(text) - 1:
            whole = text[begun : place + (mark != ";")].strip()
            inside = text[opened + 1 : text.rfind(")", opened, place + 1)] if opened > begun else ""
            name = text[begun:opened].strip() if opened > begun else whole
            people += [(name, inside)] if name else []
            begun = place + 1
    return people


def _ieee(row: Row) -> Work | str:
    title = row.get("Document Title") or None
    if title is None:
        return "has no Document Title"
    names, places = split(row.get("Authors")), split(row.get("Author Affiliations"))
    paired = len(names) == len(places)
    found = tuple(Affiliation(raw, country=country_in(raw)) for raw in places)
    own = [(each,) for each in found] if paired else [()] * len(names)
    number = re.search(r"arnumber=(\d+)", row.get("PDF Link", ""))
    year = year_of(row.get("Publication Year"))
    return Work(
        source="ieee",
        id=None if number is None else f"ieee:{number[1]}",
        doi=doi_of(row.get("DOI")),
        title=title,
        type="article",
        year=year,
        date=date_of(year, row.get("Online Date")) if str(year) in row.get("Online Date", "") else None,
        venue=row.get("Publication Title") or None,
        cited_by=number_of(row.get("Article Citation Count")),
        authors=tuple(Author(name, affiliations=each) for name, each in zip(names, own, strict=True)),
        affiliations=() if paired else found,
    )


def _springer(row: Row) -> Work | str:
    title = row.get("Item Title") or None
    if title is None and not row.get("Item DOI"):
        return "has neither Item Title nor Item DOI"
    # The export runs the names together ("Ann LeeBo Ray"): a capital after a small letter begins the next.
    names = re.split(
        r"(?<=[a-zß-öø-ÿ])(?<!\bMc)(?<!\bMac)(?<!\bDe)(?<!\bVan)(?=[A-ZÀ-Þ])", row.get("Authors", "")
    )
    return Work(
        source="springer",
        doi=doi_of(row.get("Item DOI")),
        title=title,
        type=type_of(row.get("Content Type")),
        year=year_of(row.get("Publication Year")),
        venue=row.get("Publication Title") or None,
        authors=tuple(Author(name.strip()) for name in names if name.strip()),
    )


def _lens(row: Row) -> Work | str:
    id = row.get("Lens ID", "")
    if id == "":
        return "has no Lens ID"
    pmid = row.get("PMID", "")
    return Work(
        source="lens",
        id=f"lens:{id}",
        ids=(f"pubmed:{pmid}",) if pmid.isdigit() else (),
        doi=doi_of(row.get("DOI")),
        title=row.get("Title") or None,
        type=type_of(row.get("Publication Type")),
        year=year_of(row.get("Publication Year")),
        date=row.get("Date Published") or None,
        venue=row.get("Source Title") or None,
        cited_by=number_of(row.get("Citing Works Count")),
        authors=tuple(Author(name) for name in split(row.get("Author/s"))),
    )


def _embase(row: Row) -> Work | str:
    title = row.get("Title") or None
    if title is None:
        return "has no Title"
    doi = re.search(r"doi:(10\.[^&]+)", row.get("Open URL Link", ""))
    return Work(
        source="embase",
        doi=None
        if doi is None
        else doi_of(doi[1].replace("%2F", "/").replace("%28", "(").replace("%29", ")")),
        title=title,
        year=year_of(row.get("Source")),
        venue=row.get("Source", "").partition(" (")[0] or None,
        authors=tuple(Author(name) for name in split(row.get("Author Names"), ",")),
    )


def _retraction(row: Row) -> Work | str:
    doi = doi_of(row.get("OriginalPaperDOI"))
    if doi is None and not row.get("Title"):
        return "has neither OriginalPaperDOI nor Title"
    pmid = row.get("OriginalPaperPubMedID", "")
    month, _, rest = row.get("OriginalPaperDate", "").partition("/")
    day, _, year = rest.partition("/")
    known = month.isdigit() and day.isdigit() and year[:4].isdigit()
    return Work(
        source="retraction-watch",
        id=f"retraction-watch:{row['Record ID']}" if row.get("Record ID") else None,
        ids=(f"pubmed:{pmid}",) if pmid.isdigit() and pmid != "0" else (),
        doi=doi,
        title=row.get("Title") or None,
        year=year_of(year),
        date=f"{year[:4]}-{int(month):02d}-{int(day):02d}" if known else None,
        venue=row.get("Journal") or None,
        retracted=row.get("RetractionNature") == "Retraction" or None,
        authors=tuple(Author(name) for name in split(row.get("Author"))),
        affiliations=tuple(
            Affiliation(raw, country=country_in(raw)) for raw in split(row.get("Institution"))
        ),
    )


def _of(name: str, signs: str, needs: str, make: Callable[[Row], Record | str]) -> Table:
    return Table(name, frozenset(signs.split("|")), frozenset(needs.split("|")), make)


TABLES: Final = (
    _of("wos-tab", "PT|AU|TI|SO", "UT|PY", wos.work_of_row),
    _of("dimensions-csv", "Publication ID|PubYear", "Title|DOI", _dimensions),
    _of("ieee-csv", "Document Title|Publication Title", "Authors|Publication Year|DOI", _ieee),
    _of("springer-csv", "Item Title|Item DOI", "Authors|Publication Year", _springer),
    _of("lens-csv", "Lens ID", "Title|Publication Year", _lens),
    _of("retraction-watch-csv", "Record ID|OriginalPaperDOI", "Title|RetractionNature", _retraction),
    _of(
        "openalex-csv",
        "id|publication_year|display_name",
        "authorships.author.display_name|doi",
        openalex_csv.work_of_row,
    ),
    replace(
        _of("scopus-csv", "Authors|Title|Source title", "Year|DOI", scopus.work_of_row),
        several="Funding Text 1",
    ),  # Scopus counts several texts of funding as one column
    _of("embase-csv", "Title|Author Names|Source", "Open URL Link", _embase),
    _of("cordis-projects-csv", "acronym|title|objective", "status", cordis.project_of_row),
    _of(
        "cordis-organisations-csv",
        "country|city|netEcContribution",
        "projectID|name|role",
        cordis.part_of_row,
    ),
    _of("cordis-organisations-plain-csv", "project_id|org_name|country", "city", cordis.part_of_row),
)
"""Kinds of tables; the first whose signs a header has is taken."""

READERS: Final[dict[str, Callable[[Source], Iterator[Record]]]] = {
    table.name: partial(read, table=table) for table in TABLES
}
