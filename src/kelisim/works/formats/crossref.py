"""Works of Crossref's API as JSON."""

from collections.abc import Callable
from typing import Final

import msgspec
from msgspec import Raw, Struct

from kelisim.works.countries import country_in
from kelisim.works.formats.openalex import Count
from kelisim.works.record import Affiliation, Author, Work, doi_of

_TYPES: Final = {
    "journal-article": "article",
    "proceedings-article": "article",
    "posted-content": "preprint",
    "monograph": "book",
    "edited-book": "book",
    "reference-book": "book",
    "book-part": "book-chapter",
    "book-section": "book-chapter",
    "peer-review": "peer-review",
    "report-component": "report",
}
"""Crossref's words for which OpenAlex, whose words we use, has another."""


class _Id(Struct, rename={"type": "id-type"}, gc=False):
    id: str | None = None
    type: str | None = None


class _Place(Struct, gc=False):
    name: str | None = None
    id: list[_Id] | None = None
    place: list[str] | None = None


class _Person(Struct, gc=False):
    given: str | None = None
    family: str | None = None
    name: str | None = None  # of a group of authors
    orcid: str | None = msgspec.field(name="ORCID", default=None)
    affiliation: list[_Place] | None = None


class _Date(Struct, gc=False):
    parts: list[list[int | None]] | None = msgspec.field(name="date-parts", default=None)


class _Reference(Struct, gc=False):
    doi: str | None = msgspec.field(name="DOI", default=None)


class _Update(Struct, gc=False):
    type: str | None = None


class _Indexed(Struct, gc=False):
    at: str | None = msgspec.field(name="date-time", default=None)


class _Item(Struct, gc=False):
    doi: str = msgspec.field(name="DOI")
    title: list[str] | None = None
    type: str | None = None
    author: list[_Person] | None = None
    container: list[str] | None = msgspec.field(name="container-title", default=None)
    published: _Date | None = None
    print: _Date | None = msgspec.field(name="published-print", default=None)
    online: _Date | None = msgspec.field(name="published-online", default=None)
    issued: _Date | None = None
    language: str | None = None
    cited_by: Count | None = msgspec.field(name="is-referenced-by-count", default=None)
    reference: list[_Reference] | None = None
    updates: list[_Update] | None = msgspec.field(name="updated-by", default=None)
    indexed: _Indexed | None = None


_decode: Final[Callable[[bytes | Raw], _Item]] = msgspec.json.Decoder(_Item).decode


def read_work(data: bytes | Raw) -> Work:
    """Return the work that an item is; raises ValueError where a key has another type, or none a DOI."""
    item = _decode(data)
    doi = doi_of(item.doi)
    if doi is None:
        raise ValueError(f"DOI {item.doi!r} is none")
    date = next(filter(None, map(_date, (item.published, item.issued, item.print, item.online))), None)
    cited = (doi_of(each.doi) for each in item.reference or ())
    return Work(
        source="crossref",
        id=f"crossref:{doi}",
        doi=doi,
        title=next(iter(item.title or ()), None),
        type=_TYPES.get(item.type or "", item.type),
        year=None if date is None else int(date[:4]),
        date=date,
        language=item.language,
        venue=next(iter(item.container or ()), None),
        cited_by=item.cited_by,
        retracted=any(each.type == "retraction" for each in item.updates or ()) or None,
        updated=None if item.indexed is None or item.indexed.at is None else item.indexed.at[:10],
        authors=tuple(_author(each) for each in item.author or ()),
        cited=tuple(f"doi:{each}" for each in cited if each is not None),
    )


def _date(found: _Date | None) -> str | None:
    parts = [part for part in (found.parts or [[]])[0] if part is not None] if found is not None else []
    if not parts or not 0 < parts[0] < 3000:
        return None
    return "-".join([f"{parts[0]:04d}", *(f"{part:02d}" for part in parts[1:3])])


def _author(found: _Person) -> Author:
    name = found.name or " ".join(filter(None, (found.given, found.family))) or None
    orcid = None if found.orcid is None else found.orcid.rpartition("/")[2]
    return Author(name, orcid=orcid, affiliations=tuple(map(_affiliation, found.affiliation or ())))


def _affiliation(found: _Place) -> Affiliation:
    ror = next((each.id for each in found.id or () if each.id and "ror.org/" in each.id), None)
    raw = ", ".join(filter(None, (found.name, *(found.place or ()))))
    return Affiliation(
        raw or None,
        None if ror is None else ror.rpartition("/")[2],
        None if ror is None else found.name,
        country_in(raw),
    )
