"""Scopus: CSV of several years' headers, and its BibTeX."""

import re
from collections.abc import Sequence
from html import unescape
from typing import Final

from kelisim.works.columns import plain
from kelisim.works.countries import country_in
from kelisim.works.formats.words import language_of, split, type_of
from kelisim.works.record import Affiliation, Author, Work, doi_of, number_of, year_of

_EID: Final = re.compile(r"2-s2\.0-\d+")
_NUMBERED: Final = re.compile(r"^(.*?)\s*\((\d+)\)$")
_CITED: Final = re.compile(r"cited by:?\s*(\d+)", re.IGNORECASE)


def work_of_row(row: dict[str, str]) -> Work | str:
    """Return the work of a row of a CSV file."""
    row = {name: unescape(cell) for name, cell in row.items()}
    title = row.get("Title") or None
    eid = _EID.search(f"{row.get('EID', '')} {row.get('Link', '')}")
    if title is None and eid is None:
        return "has neither Title nor EID"
    pmid = row.get("PubMed ID", "").removesuffix(".0")
    authors, loose = _people(row)
    return Work(
        source="scopus",
        id=None if eid is None else f"scopus:{eid[0]}",
        ids=(f"pubmed:{pmid}",) if pmid.isdigit() else (),
        doi=doi_of(row.get("DOI")),
        title=title,
        type=type_of(row.get("Document Type")),
        year=year_of(row.get("Year")),
        language=language_of(row.get("Language of Original Document")),
        venue=row.get("Source title") or None,
        cited_by=number_of(row.get("Cited by", "").removesuffix(".0")),
        retracted=row.get("Document Type") == "Retracted" or None,
        authors=authors,
        affiliations=loose,
    )


def _people(row: dict[str, str]) -> tuple[tuple[Author, ...], tuple[Affiliation, ...]]:
    names, ids = _names(row)
    affiliations = split(row.get("Affiliations"))
    entries = split(row.get("Authors with affiliations"), "; ")
    full = [_NUMBERED.sub(r"\1", name) for name in split(row.get("Author full names"))]
    shown = full if len(full) == len(names) else names
    rests: list[str | None] = [None]
    if len(entries) == len(names) > 0:
        rests = [_rest(e, name, other) for e, name, other in zip(entries, names, shown, strict=True)]
    if None in rests:
        loose = tuple(Affiliation(raw, country=country_in(raw)) for raw in affiliations)
        own: list[tuple[Affiliation, ...]] = [()] * len(names)
    else:
        own = [_affiliations(rest or "", affiliations) for rest in rests]
        told = {each.raw for one in own for each in one}
        loose = tuple(Affiliation(raw, country=country_in(raw)) for raw in affiliations if raw not in told)
    people = zip(shown, ids, own, strict=True)
    return tuple(Author(name, id, affiliations=places) for name, id, places in people), loose


def _names(row: dict[str, str]) -> tuple[list[str], list[str | None]]:
    """Return the names and numbers of authors; older files part names by commas, newer ones by semicolons."""
    numbers = split(row.get("Author(s) ID"))
    names = split(row.get("Authors"))
    if names and names[0].lower() in {"[no author name available]", "no author name available"}:
        return [], []
    if len(names) == 1 and len(numbers) != 1:
        parts = split(row.get("Authors"), ", ")
        names = parts if len(parts) == len(numbers) else names
    ids = [f"scopus:{each}" for each in numbers] if len(numbers) == len(names) else [None] * len(names)
    return names, list(ids)


def _rest(entry: str, *names: str) -> str | None:
    """Return what follows a name in "Phillips, J.C., Beckman Institute, …", or None."""
    for letters in map(plain, names):
        at = 0
        while at < len(entry) and len(plain(entry[:at])) < len(letters):
            at += 1
        if plain(entry[:at]) == letters and entry[at : at + 1] in {"", ",", ".", " "}:
            return entry[at:].lstrip("., ")
    return None


def _affiliations(rest: str, of_work: Sequence[str]) -> tuple[Affiliation, ...]:
    """Return those of the work's affiliations that stand in an author's text, in its order; else the text."""
    found = sorted((rest.index(raw), raw) for raw in dict.fromkeys(of_work) if raw in rest)
    inside = [raw for _, raw in found if not any(raw != other and raw in other for _, other in found)]
    raws = inside or ([rest] if rest else [])
    return tuple(Affiliation(raw, country=country_in(raw)) for raw in raws)


def work_of_bibtex(fields: dict[str, str]) -> Work | str:
    """Return the work of an entry of Scopus's BibTeX: affiliations are of the work, not of its authors."""
    flat = {key: " ".join(value.split()) for key, value in fields.items()}
    eid = _EID.search(flat.get("url", ""))
    title = flat.get("title") or None
    if title is None and eid is None:
        return "has neither title nor EID"
    places = split(flat.get("affiliation") or flat.get("affiliations"))
    cited = _CITED.search(flat.get("note", ""))
    pmid = flat.get("pubmed_id", "")
    names = [name.strip() for name in re.split(r"\s+and\s+", flat.get("author", "")) if name.strip()]
    return Work(
        source="scopus",
        id=None if eid is None else f"scopus:{eid[0]}",
        ids=(f"pubmed:{pmid}",) if pmid.isdigit() else (),
        doi=doi_of(flat.get("doi")),
        title=title,
        type=type_of(flat.get("document_type") or flat.get("type") or flat.get("entry")),
        year=year_of(flat.get("year")),
        language=language_of(flat.get("language")),
        venue=flat.get("journal") or flat.get("booktitle") or None,
        cited_by=None if cited is None else int(cited[1]),
        authors=tuple(Author(name) for name in names),
        affiliations=tuple(Affiliation(raw, country=country_in(raw)) for raw in places),
    )
