"""RIS, as reference managers and databases write it."""

import re
from collections.abc import Iterator
from typing import Final

from kelisim.works.countries import country_in
from kelisim.works.formats.tagged import Fields, Layout, joined, read_tagged, rows
from kelisim.works.formats.words import language_of, type_of
from kelisim.works.record import Affiliation, Author, Rejected, Work, doi_of, year_of
from kelisim.works.source import Source

_LAYOUT: Final = Layout(re.compile(r"^\ufeff?(?P<tag>[A-Z][A-Z0-9])  ?-(?P<value>.*)$"), "TY", "ER")
_SCOPUS: Final = re.compile(r"eid=(2-s2\.0-\d+)")
_DATE: Final = re.compile(r"(\d{4})[/-](\d{1,2})(?:[/-](\d{1,2}))?")


def read(source: Source) -> Iterator[Work | Rejected]:
    """Yield the works of a file."""
    return read_tagged(source, _LAYOUT, _work)


def _work(fields: Fields) -> Work | str:
    title = joined(fields, "TI", "T1", "CT", "BT")
    links = " ".join(rows(fields, "UR", "L3", "LK"))
    doi = doi_of(joined(fields, "DO", "DI")) or (doi_of(links) if "doi.org/" in links else None)
    if title is None and doi is None:
        return "has neither title nor DOI"
    year_text = joined(fields, "PY", "Y1", "DA")
    year = year_of(year_text)
    found = _DATE.search(joined(fields, "DA", "PY", "Y1") or "")
    date = None if found is None else "-".join(f"{int(part):02d}" for part in found.groups() if part)
    scopus = _SCOPUS.search(links)
    number = joined(fields, "AN") or ""
    if scopus is not None:
        name, id = "scopus", f"scopus:{scopus[1]}"
    elif number.startswith("WOS:"):
        name, id = "wos", f"wos:{number[4:]}"
    else:
        name, id = "ris", ""
    return Work(
        source=name,
        id=id or None,
        doi=doi,
        title=title,
        type=type_of(joined(fields, "M3")) if joined(fields, "TY") is None else type_of(joined(fields, "TY")),
        year=year,
        date=date if date is not None and year_of(date) == year else None,
        language=language_of(joined(fields, "LA")),
        venue=joined(fields, "JF", "T2", "JO", "JA"),
        authors=tuple(Author(name.rstrip(",")) for name in rows(fields, "AU", "A1") if name.strip(", ")),
        affiliations=tuple(
            Affiliation(each, country=country_in(each))
            for text in rows(fields, "AD")
            for each in text.split("; ")
        ),
    )
