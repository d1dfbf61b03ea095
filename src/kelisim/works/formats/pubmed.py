"""PubMed's text form (MEDLINE, .nbib)."""

import re
from collections.abc import Iterator
from typing import Final

from kelisim.works.countries import country_in
from kelisim.works.formats.tagged import Fields, Layout, joined, read_tagged, values
from kelisim.works.formats.words import date_of, language_of, type_of
from kelisim.works.record import Affiliation, Author, Rejected, Work, doi_of, year_of
from kelisim.works.source import Source

_LAYOUT: Final = Layout(re.compile(r"^\ufeff?(?P<tag>[A-Z]{2,4}) *- ?(?P<value>.*)$"), "PMID", None)
_TELLING: Final = ("review", "editorial", "letter", "article")
"""Of the several types that PubMed gives a work, the first of these that is among them."""


def read(source: Source) -> Iterator[Work | Rejected]:
    """Yield the works of a file."""
    return read_tagged(source, _LAYOUT, _work)


def _work(fields: Fields) -> Work | str:
    pmid = joined(fields, "PMID")
    if pmid is None:
        return "has no PMID"
    ids = values(fields, "LID", "AID")
    types = [" ".join(each.split()) for each in values(fields, "PT")]
    kinds = [type_of(each) for each in types]
    published = joined(fields, "DP")
    year = year_of(published)
    return Work(
        source="pubmed",
        id=f"pubmed:{pmid}",
        doi=next((doi_of(each) for each in ids if each.endswith("[doi]")), None),
        title=joined(fields, "TI", "BTI", "TT"),
        type=next((kind for kind in _TELLING if kind in kinds), next(iter(kinds), None)),
        year=year,
        date=date_of(year, published),
        language=language_of(joined(fields, "LA")),
        venue=joined(fields, "JT", "TA"),
        retracted="Retracted Publication" in types or None,
        updated=_day(joined(fields, "LR")),
        authors=tuple(_authors(fields)),
    )


def _day(text: str | None) -> str | None:
    return None if text is None or len(text) != 8 else f"{text[:4]}-{text[4:6]}-{text[6:]}"


def _authors(fields: Fields) -> Iterator[Author]:
    """Yield the authors with the affiliations that stand below each."""
    groups: list[Fields] = []
    for tag, value in fields:
        if tag in {"FAU", "CN"} or (tag == "AU" and (not groups or groups[-1][0][0] == "AU")):
            groups.append([(tag, value)])
        elif groups and tag in {"AU", "AUID", "AD"}:
            groups[-1].append((tag, value))
    for group in groups:
        orcid = re.search(r"\d{4}-\d{4}-\d{4}-\d{3}[\dX]", " ".join(values(group, "AUID")))
        raws = [" ".join(value.split()) for value in values(group, "AD")]
        yield Author(
            " ".join(group[0][1].split()),
            orcid=None if orcid is None else orcid[0],
            affiliations=tuple(Affiliation(raw, country=country_in(raw)) for raw in raws),
        )
