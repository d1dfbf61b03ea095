"""Web of Science: tagged text, tab-separated, and its BibTeX."""

import re
from collections.abc import Iterator, Sequence
from typing import Final

from kelisim.works.countries import country_in
from kelisim.works.formats.tagged import Fields, Layout, joined, read_tagged, rows
from kelisim.works.formats.words import date_of, language_of, split, type_of
from kelisim.works.record import Affiliation, Author, Rejected, Work, doi_of, number_of, year_of
from kelisim.works.source import Source

_LAYOUT: Final = Layout(
    re.compile(r"^\ufeff?(?P<tag>[A-Z][A-Z0-9])(?: (?P<value>.*)|\s*)$"), "PT", "ER", strict=True
)
_CITED: Final = re.compile(r"\bDOI \[?(?:DOI )?(10\.\d{4,9}/[^\s,;\]]+)")
_OF_AUTHORS: Final = re.compile(r"\[([^\]]*)\]\s*([^\[]+)")
_ORCID: Final = re.compile(r"([^/;]+)/(\d{4}-\d{4}-\d{4}-\d{3}[\dX])")


def read(source: Source) -> Iterator[Work | Rejected]:
    """Yield the works of a tagged file."""
    return read_tagged(source, _LAYOUT, _tagged)


def _tagged(fields: Fields) -> Work | str:
    names = rows(fields, "AF") or rows(fields, "AU")
    places = rows(fields, "C1")
    return _work(
        {tag: joined(fields, tag) or "" for tag, _ in fields},
        names,
        places,
        cited=_CITED.findall("\n".join(rows(fields, "CR"))),
    )


def work_of_row(row: dict[str, str]) -> Work | str:
    """Return the work of a row of a tab-separated file."""
    names = split(row.get("AF")) or split(row.get("AU"))
    places = row.get("C1", "")
    grouped = [f"[{who}] {where}" for who, where in _OF_AUTHORS.findall(places)]
    return _work(row, names, grouped or split(places), cited=_CITED.findall(row.get("CR", "")))


def _work(
    row: dict[str, str], names: Sequence[str], places: Sequence[str], *, cited: Sequence[str]
) -> Work | str:
    id = row.get("UT", "").removeprefix("WOS:").removeprefix("ISI:")
    title = row.get("TI") or None
    if id == "" and title is None:
        return "has neither UT (its number) nor TI (its title)"
    year = year_of(row.get("PY") or row.get("EA"))
    authors, loose = with_affiliations(names, places, _orcids(row.get("OI", "")))
    pmid = row.get("PM", "")
    return Work(
        source="wos",
        id=f"wos:{id}" if id else None,
        ids=(f"pubmed:{pmid}",) if pmid.isdigit() else (),
        doi=doi_of(row.get("DI")),
        title=title,
        type=type_of(row.get("DT")),
        year=year,
        date=date_of(year, row.get("PD")),
        language=language_of(row.get("LA")),
        venue=row.get("SO") or None,
        cited_by=number_of(row.get("Z9") or row.get("TC")),
        retracted="Retracted Publication" in row.get("DT", "") or None,
        authors=authors,
        affiliations=loose,
        cited=tuple(f"doi:{doi.rstrip('.').lower()}" for doi in dict.fromkeys(cited)),
    )


def _orcids(text: str) -> dict[str, str]:
    return {name.strip().lower(): orcid for name, orcid in _ORCID.findall(text)}


def with_affiliations(
    names: Sequence[str], places: Sequence[str], orcids: dict[str, str]
) -> tuple[tuple[Author, ...], tuple[Affiliation, ...]]:
    """Return authors with the addresses that name them in brackets, and the addresses that name none."""
    own: dict[str, list[Affiliation]] = {name: [] for name in names}
    loose: list[Affiliation] = []
    by_plain = {name.lower().rstrip("."): name for name in names}
    for place in places:
        found = _OF_AUTHORS.match(place)
        text = (found[2] if found is not None else place).strip()
        raw = text.rstrip(".; ")
        if raw == "":
            continue
        affiliation = Affiliation(raw, country=country_in(raw))
        whose = (
            [by_plain.get(each.strip().lower().rstrip(".")) for each in found[1].split(";")] if found else []
        )
        known = [name for name in whose if name is not None]
        for name in known:
            own[name].append(affiliation)
        if not known:
            loose.append(affiliation)
    authors = tuple(
        Author(name, orcid=orcids.get(name.lower()), affiliations=tuple(own[name])) for name in names
    )
    return authors, tuple(loose)


def work_of_bibtex(fields: dict[str, str]) -> Work | str:
    """Return the work of an entry of Web of Science's BibTeX."""
    names = [name.strip() for name in re.split(r"\s+and\s+", fields.get("author", "")) if name.strip()]
    places = []
    for row in re.split(r"\.\n", fields.get("affiliation", "")):
        text = " ".join(row.split())
        if "(Corresponding Author" in text:
            continue
        whose = [name for name in names if re.search(rf"(?:^|; ){re.escape(name)}(?:;|,|$)", text)]
        end = max((text.index(name) + len(name) for name in whose), default=0)
        places.append(f"[{'; '.join(whose)}] {text[end:].lstrip(',; ')}" if whose else text)
    row = {
        "UT": fields.get("unique-id", "").replace(" ", ""),
        "TI": fields.get("title", ""),
        "PY": fields.get("year", ""),
        "PD": fields.get("month", ""),
        "DI": fields.get("doi", ""),
        "DT": fields.get("type", ""),
        "LA": fields.get("language", ""),
        "SO": fields.get("journal", "") or fields.get("booktitle", ""),
        "TC": fields.get("times-cited", ""),
        "OI": fields.get("orcid-numbers", "").replace("\n", ";"),
    }
    row = {key: " ".join(value.split()) for key, value in row.items()}
    return _work(row, names, places, cited=_CITED.findall(fields.get("cited-references", "")))
