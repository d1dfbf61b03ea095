"""Works of OpenAlex as JSON: API pages, lines, author files, single works, parts of the snapshot; all ages.

What the shapes have in common is read; keys that a page does not have (`select=`), or that older and newer
downloads call by other names, are no error. A value of another type than documented is.
"""

from collections.abc import Callable, Iterator
from typing import Annotated, Final

import msgspec
from msgspec import Meta, Struct

from kelisim.works.record import Affiliation, Author, Topic, Work, doi_of

HOME: Final = "https://openalex.org/"
ROR: Final = len("https://ror.org/")
ORCID: Final = len("https://orcid.org/")
Count = Annotated[int, Meta(ge=-(2**31), lt=2**31)]
"""A count that its column has room for."""


class Named(Struct, gc=False):
    """A thing with an id and a name."""

    id: str | None = None
    display_name: str | None = None


class Organisation(Struct, gc=False):
    """An institution of an author."""

    id: str | None = None
    display_name: str | None = None
    ror: str | None = None
    country_code: str | None = None


class _Affiliation(Struct, gc=False):
    raw_affiliation_string: str | None = None
    institution_ids: list[str] | None = None


class Person(Struct, gc=False):
    """Who an author is."""

    id: str | None = None
    display_name: str | None = None
    orcid: str | None = None


class Authorship(Struct, gc=False):
    """An author of a work, with what is said of affiliations by then and now."""

    author: Person | None = None
    institutions: list[Organisation] | None = None
    countries: list[str] | None = None
    is_corresponding: bool | None = None
    raw_author_name: str | None = None
    raw_affiliation_string: str | None = None  # until 2023
    raw_affiliation_strings: list[str] | None = None
    affiliations: list[_Affiliation] | None = None


class _Place(Struct, gc=False):
    id: str | None = None


class TopicOfWork(Struct, gc=False):
    """A topic of a work and what it lies in."""

    id: str | None = None
    display_name: str | None = None
    score: float | None = None
    subfield: _Place | None = None
    field: _Place | None = None
    domain: _Place | None = None


class _Percentile(Struct, gc=False):
    value: float | None = None


class _Location(Struct, gc=False):
    source: Named | None = None
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
    host_venue: Named | None = None  # until 2023
    type: str | None = None
    authorships: list[Authorship] | None = None
    fwci: float | None = None
    cited_by_count: Count | None = None
    citation_normalized_percentile: _Percentile | None = None
    is_retracted: bool | None = None
    primary_topic: TopicOfWork | None = None
    topics: list[TopicOfWork] | None = None
    referenced_works: list[str] | None = None
    updated_date: str | None = None


decode: Final[Callable[[bytes | msgspec.Raw], OpenAlexWork]] = msgspec.json.Decoder(OpenAlexWork).decode
"""Return the keys of a JSON object that are read; raises ValueError as `read_work` does."""


def read_work(data: bytes | msgspec.Raw) -> Work:
    """Return the work that a JSON object is; raises ValueError where a key is missing or of another type."""
    return work_of(decode(data))


def work_of(found: OpenAlexWork) -> Work:
    """Return OpenAlex's work as ours."""
    percentile = found.citation_normalized_percentile
    return Work(
        source="openalex",
        id=f"openalex:{tail(found.id)}",
        ids=pubmed_of(found),
        doi=doi_of(found.doi),
        title=found.title if found.title is not None else found.display_name,
        type=found.type,
        year=found.publication_year,
        date=found.publication_date,
        language=found.language,
        venue=venue_of(found),
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


def venue_of(found: OpenAlexWork) -> str | None:
    """Return the name of the journal, series or conference."""
    if found.primary_location is not None:
        source = found.primary_location.source
        return found.primary_location.raw_source_name if source is None else source.display_name
    return None if found.host_venue is None else found.host_venue.display_name


def pubmed_of(found: OpenAlexWork) -> tuple[str, ...]:
    """Return the number in PubMed, if there is one."""
    pmid = None if found.ids is None else found.ids.pmid
    return () if pmid is None else (f"pubmed:{tail(pmid.rstrip('/'))}",)


def tail(address: str) -> str:
    """Return what stands after the last slash."""
    return address.rpartition("/")[2]


def _last(named: _Place | None) -> str | None:
    return None if named is None or named.id is None else tail(named.id)


def _topic(found: TopicOfWork) -> Topic:
    return Topic(
        None if found.id is None else tail(found.id),
        found.display_name,
        _last(found.subfield),
        _last(found.field),
        _last(found.domain),
        found.score,
    )


def _author(found: Authorship) -> Author:
    person = found.author
    name = found.raw_author_name
    if person is not None and person.display_name is not None:
        name = person.display_name
    return Author(
        name,
        None if person is None or person.id is None else f"openalex:{tail(person.id)}",
        None if person is None or person.orcid is None else person.orcid[ORCID:],
        found.is_corresponding,
        tuple(found.countries or ()),
        tuple(_affiliation(raw, organisation) for raw, organisation in paired(found)),
    )


def paired(found: Authorship) -> Iterator[tuple[str | None, Organisation | None]]:
    """Yield raw strings with their organisations: as told, else the only string with all organisations."""
    organisations = found.institutions or []
    if found.affiliations:
        by_id = {each.id: each for each in organisations}
        told = set()
        for each in found.affiliations:
            if not each.institution_ids:
                yield each.raw_affiliation_string, None
                continue
            for id in each.institution_ids:
                told.add(id)
                yield each.raw_affiliation_string, by_id.get(id) or Organisation(id)
        yield from ((None, each) for each in organisations if each.id not in told)
        return
    raws = found.raw_affiliation_strings or [found.raw_affiliation_string or ""]
    if organisations:
        joined = "; ".join(filter(None, raws)) or None
        yield from ((joined, each) for each in organisations)
    else:
        yield from ((raw, None) for raw in raws if raw)


def _affiliation(raw: str | None, organisation: Organisation | None) -> Affiliation:
    if organisation is None:
        return Affiliation(raw)
    if organisation.ror is not None:
        id: str | None = organisation.ror[ROR:]
    else:
        id = None if organisation.id is None else f"openalex:{tail(organisation.id)}"
    return Affiliation(raw, id, organisation.display_name, organisation.country_code)
