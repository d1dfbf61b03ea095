"""Works of OpenAlex as JSON: API pages, lines, author files, single works, parts of the snapshot; all ages.

What the shapes have in common is read; keys that a page does not have (`select=`), or that older and newer
downloads call by other names, are no error. A value of another type than documented is.
"""

from collections.abc import Callable
from typing import Final

import msgspec
from msgspec import Struct

from kelisim.works.record import Affiliation, Author, Topic, Work, doi_of

_HOME: Final = len("https://openalex.org/")
_ROR: Final = len("https://ror.org/")
_ORCID: Final = len("https://orcid.org/")


class _Named(Struct, gc=False):
    id: str | None = None
    display_name: str | None = None


class _Organisation(Struct, gc=False):
    id: str | None = None
    display_name: str | None = None
    ror: str | None = None
    country_code: str | None = None


class _Affiliation(Struct, gc=False):
    raw_affiliation_string: str | None = None
    institution_ids: list[str] | None = None


class _Person(Struct, gc=False):
    id: str | None = None
    display_name: str | None = None
    orcid: str | None = None


class _Authorship(Struct, gc=False):
    author: _Person | None = None
    institutions: list[_Organisation] | None = None
    countries: list[str] | None = None
    is_corresponding: bool | None = None
    raw_author_name: str | None = None
    raw_affiliation_string: str | None = None  # until 2023
    raw_affiliation_strings: list[str] | None = None
    affiliations: list[_Affiliation] | None = None


class _Topic(Struct, gc=False):
    id: str | None = None
    display_name: str | None = None
    score: float | None = None
    subfield: _Named | None = None
    field: _Named | None = None
    domain: _Named | None = None


class _Percentile(Struct, gc=False):
    value: float | None = None


class _Location(Struct, gc=False):
    source: _Named | None = None
    raw_source_name: str | None = None


class _Ids(Struct, gc=False):
    pmid: str | None = None


class OpenAlexWork(Struct, gc=False):
    """The keys of OpenAlex's work that are read."""

    id: str
    doi: str | None = None
    title: str | None = None
    display_name: str | None = None
    publication_year: int | None = None
    publication_date: str | None = None
    ids: _Ids | None = None
    language: str | None = None
    primary_location: _Location | None = None
    host_venue: _Named | None = None  # until 2023
    type: str | None = None
    authorships: list[_Authorship] | None = None
    fwci: float | None = None
    cited_by_count: int | None = None
    citation_normalized_percentile: _Percentile | None = None
    is_retracted: bool | None = None
    primary_topic: _Topic | None = None
    topics: list[_Topic] | None = None
    referenced_works: list[str] | None = None
    updated_date: str | None = None


_decode: Final[Callable[[bytes | msgspec.Raw], OpenAlexWork]] = msgspec.json.Decoder(OpenAlexWork).decode


def read_work(data: bytes | msgspec.Raw) -> Work:
    """Return the work that a JSON object is; raises ValueError where a key is missing or of another type."""
    return work_of(_decode(data))


def work_of(found: OpenAlexWork) -> Work:
    """Return OpenAlex's work as ours."""
    venue = None
    if found.primary_location is not None:
        source = found.primary_location.source
        venue = found.primary_location.raw_source_name if source is None else source.display_name
    elif found.host_venue is not None:
        venue = found.host_venue.display_name
    percentile = found.citation_normalized_percentile
    pmid = found.ids.pmid if found.ids is not None else None
    return Work(
        source="openalex",
        id=f"openalex:{_tail(found.id)}",
        ids=() if pmid is None else (f"pubmed:{pmid.rstrip('/').rpartition('/')[2]}",),
        doi=doi_of(found.doi),
        title=found.title if found.title is not None else found.display_name,
        type=found.type,
        year=found.publication_year,
        date=found.publication_date,
        language=found.language,
        venue=venue,
        cited_by=found.cited_by_count,
        fwci=found.fwci,
        percentile=None if percentile is None else percentile.value,
        topic=None if found.primary_topic is None else _topic(found.primary_topic),
        retracted=found.is_retracted,
        updated=None if found.updated_date is None else found.updated_date[:10],
        authors=tuple([_author(each) for each in found.authorships or ()]),
        topics=tuple([_topic(each) for each in found.topics or ()]),
        cited=tuple(found.referenced_works or ()),
    )


def _tail(id: str) -> str:
    return id[_HOME:] if id.startswith("https://openalex.org/") else id.rpartition("/")[2]


def _last(named: _Named | None) -> str | None:
    return None if named is None or named.id is None else str(named.id).rpartition("/")[2]


def _topic(found: _Topic) -> Topic:
    return Topic(
        None if found.id is None else _tail(found.id),
        found.display_name,
        _last(found.subfield),
        _last(found.field),
        _last(found.domain),
        found.score,
    )


def _author(found: _Authorship) -> Author:
    person = found.author
    name = found.raw_author_name
    if person is not None and person.display_name is not None:
        name = person.display_name
    return Author(
        name,
        None if person is None or person.id is None else f"openalex:{_tail(person.id)}",
        None if person is None or person.orcid is None else person.orcid[_ORCID:],
        found.is_corresponding,
        tuple(found.countries or ()),
        tuple(_affiliations(found)),
    )


def _affiliations(found: _Authorship) -> list[Affiliation]:
    """Pair raw strings with organisations: as told, else the only string with all organisations."""
    organisations = found.institutions or []
    if found.affiliations:
        by_id = {each.id: each for each in organisations}
        rows = []
        told = set()
        for each in found.affiliations:
            if not each.institution_ids:
                rows.append(Affiliation(each.raw_affiliation_string))
                continue
            for id in each.institution_ids:
                told.add(id)
                rows.append(_paired(each.raw_affiliation_string, by_id.get(id) or _Organisation(id)))
        rows += [_paired(None, each) for each in organisations if each.id not in told]
        return rows
    raws = found.raw_affiliation_strings or [found.raw_affiliation_string or ""]
    joined = "; ".join(filter(None, raws)) or None
    if organisations:
        return [_paired(joined, each) for each in organisations]
    return [Affiliation(raw) for raw in raws if raw]


def _paired(raw: str | None, organisation: _Organisation) -> Affiliation:
    if organisation.ror is not None:
        id: str | None = organisation.ror[_ROR:]
    else:
        id = None if organisation.id is None else f"openalex:{_tail(organisation.id)}"
    return Affiliation(raw, id, organisation.display_name, organisation.country_code)
