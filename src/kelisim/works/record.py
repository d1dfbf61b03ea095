"""What a reader makes of one record of a bibliographic file, whatever its format."""

import re
from typing import Final

from msgspec import Struct

DOI: Final = "https://doi.org/"
_DOI: Final = re.compile(r"10\.\d{4,9}/\S+")


class Affiliation(Struct, frozen=True, gc=False):
    """An affiliation of an author as given, and the organisation that the source sees in it.

    `organisation` is a ROR id without address, or "openalex:I…"; `country` is ISO 3166 alpha-2.
    """

    raw: str | None = None
    organisation: str | None = None
    name: str | None = None
    country: str | None = None


class Author(Struct, frozen=True, gc=False):
    """An author in the order of the work; `countries` are those that the source gives for the person."""

    name: str | None = None
    id: str | None = None
    orcid: str | None = None
    corresponding: bool | None = None
    countries: tuple[str, ...] = ()
    affiliations: tuple[Affiliation, ...] = ()


class Topic(Struct, frozen=True, gc=False):
    """A topic of a work with the subfield, field and domain that it lies in, by their ids."""

    id: str | None = None
    name: str | None = None
    subfield: str | None = None
    field: str | None = None
    domain: str | None = None
    score: float | None = None


class Work(Struct, frozen=True, gc=False, kw_only=True):
    """A work as one source has it.

    `id` is the source's ("openalex:W1"), `ids` are others that it knows ("pubmed:1"); `date` and `updated`
    are ISO 8601, as far as known ("2024", "2024-05", "2024-05-17"); `affiliations` are those of the work
    that the source ties to no author; `cited` are ids ("doi:…", "openalex:W…" or its address).
    """

    source: str
    id: str | None = None
    ids: tuple[str, ...] = ()
    doi: str | None = None
    title: str | None = None
    type: str | None = None
    year: int | None = None
    date: str | None = None
    language: str | None = None
    venue: str | None = None
    cited_by: int | None = None
    fwci: float | None = None
    percentile: float | None = None
    topic: Topic | None = None
    retracted: bool | None = None
    updated: str | None = None
    authors: tuple[Author, ...] = ()
    affiliations: tuple[Affiliation, ...] = ()
    topics: tuple[Topic, ...] = ()
    cited: tuple[str, ...] = ()


class Project(Struct, frozen=True, gc=False, kw_only=True):
    """A funded project; `start` and `end` are ISO 8601, money is in units of `currency`."""

    id: str
    acronym: str | None = None
    title: str | None = None
    programme: str | None = None
    start: str | None = None
    end: str | None = None
    cost: float | None = None
    contribution: float | None = None
    currency: str | None = None
    status: str | None = None


class Participation(Struct, frozen=True, gc=False, kw_only=True):
    """The part of an organisation in a project."""

    project: str
    name: str
    city: str | None = None
    country: str | None = None
    role: str | None = None
    contribution: float | None = None


class Rejected(Struct, frozen=True, gc=False):
    """A record that cannot be read: its number in the file, its line where there are lines, and why."""

    record: int
    why: str
    line: int | None = None


Record = Work | Project | Participation | Rejected


class WorksError(Exception):
    """What is wrong with bibliographic files, tables or a service, and how to mend it."""


def doi_of(text: str | None) -> str | None:
    """Return a DOI in lower case without address or prefix, or None where the text holds none."""
    if text is None:
        return None
    if text.startswith(f"{DOI}10."):  # as OpenAlex writes nearly all
        return text[len(DOI) :].lower()
    found = _DOI.search(text)
    return None if found is None else found[0].rstrip(".,;").lower()


def year_of(text: str | int | None) -> int | None:
    """Return the year in a date or number, or None where there is none that can be true."""
    if text is None:
        return None
    found = re.search(r"(?<!\d)(1[4-9]|20)\d\d(?!\d)", str(text))
    return None if found is None else int(found[0])


def number_of(text: str | None) -> int | None:
    """Return a whole number written with or without separators, or None where it is none."""
    digits = re.sub(r"[\s,']", "", text or "")
    return int(digits) if re.fullmatch(r"\d{1,9}", digits) else None
