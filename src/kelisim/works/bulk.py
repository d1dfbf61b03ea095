"""Works as OpenAlex has them → Arrow tables, a column at a time.

The same rows as `kelisim.works.formats.openalex.work_of` and `kelisim.works.columns` make of them one by one
(a test holds the two against each other), without an object for each of them: a snapshot has hundreds of
millions.
"""

from collections.abc import Sequence
from itertools import chain
from typing import Final

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc
from numpy.typing import NDArray

from kelisim.works.columns import cited_ids, day, owned, owners_of, positions, table_of, year_among
from kelisim.works.formats.openalex import (
    HOME,
    ORCID,
    ROR,
    Authorship,
    Named,
    OpenAlexWork,
    Organisation,
    Person,
    TopicOfWork,
    paired,
    pubmed_of,
    tail,
    venue_of,
)
from kelisim.works.record import doi_of

_Indices = NDArray[np.int64]


def bulk_batch(
    works: Sequence[tuple[int, OpenAlexWork]], *, file: str, first_row: int
) -> dict[str, pa.Table]:
    """Return the rows of all tables for works of OpenAlex, each given with its number in the file."""
    given = [work for _, work in works]
    people = list(chain.from_iterable([work.authorships or () for work in given]))
    authors = np.array([len(work.authorships or ()) for work in given], dtype=np.int64)
    of_work = np.repeat(np.arange(len(given)), authors)
    raws, organisations, holders = _affiliated(people)
    told = _organisations(organisations)
    of_affiliation = of_work[holders]
    countries = [author.countries or () for author in people]
    places = np.repeat(of_work, [len(each) for each in countries])
    several = pa.array(list(chain.from_iterable(countries)), pa.string())
    base = _works(
        works,
        {
            "authors": authors,
            "organisations": _different(len(given), [(of_affiliation, told["organisation"])]),
            "countries": _different(len(given), [(of_affiliation, told["country"]), (places, several)]),
        },
        file=file,
        first_row=first_row,
    )
    owners = owners_of(base)
    place = positions(authors)
    affiliations = {"position": place[holders], "raw": raws, **told}
    persons = {"position": place, "countries": countries, **_persons(people)}
    return {
        "works": base,
        "authorships": owned("authorships", persons, of_work, owners),
        "affiliations": owned("affiliations", affiliations, of_affiliation, owners),
        "topics": _topics(given, owners),
        "citations": _citations(given, owners),
    }


_Owners = dict[str, pa.Array]


def _works(
    works: Sequence[tuple[int, OpenAlexWork]],
    counts: dict[str, _Indices],
    *,
    file: str,
    first_row: int,
) -> pa.Table:
    given = [work for _, work in works]
    dois = [doi_of(work.doi) for work in given]
    ids = [f"openalex:{tail(work.id)}" for work in given]
    pubmed = [pubmed_of(work) for work in given]
    primary = [work.primary_topic or _NO_TOPIC for work in given]
    percentiles = [work.citation_normalized_percentile for work in given]
    topic = _placed(primary)
    columns: dict[str, object] = {
        "work": [id if doi is None else f"doi:{doi}" for id, doi in zip(ids, dois, strict=True)],
        "doi": dois,
        "title": [work.display_name if work.title is None else work.title for work in given],
        "type": [work.type for work in given],
        "date": [day(work.publication_date) for work in given],
        "language": [work.language for work in given],
        "venue": [venue_of(work) for work in given],
        "cited_by": [work.cited_by_count for work in given],
        "fwci": [work.fwci for work in given],
        "percentile": [None if each is None else each.value for each in percentiles],
        **topic,
        **counts,
        "retracted": [work.is_retracted for work in given],
        "sources": [("openalex",)] * len(given),
        "ids": [(id, *more) for id, more in zip(ids, pubmed, strict=True)],
        "updated": [day(work.updated_date and work.updated_date[:10]) for work in given],
        "file": pa.repeat(file, len(given)),
        "record": [record for record, _ in works],
        "year": [year_among(work.publication_year, work.publication_date) for work in given],
        "row": np.arange(first_row, first_row + len(given)),
    }
    return table_of("works", columns)


_NO_TOPIC: Final = TopicOfWork()
_NOBODY: Final = Person()
_NONE: Final = Organisation()
_UP_TO_SLASH: Final = r"^(?s:.*/)?"
_SLASHES: Final = HOME.count("/")


def _affiliated(people: Sequence[Authorship]) -> tuple[list[str | None], list[Organisation], _Indices]:
    """Return the raw string and the organisation of each affiliation, and whose it is."""
    raws: list[str | None] = []
    organisations: list[Organisation] = []
    holders: list[int] = []
    for number, author in enumerate(people):
        institutions, affiliations = author.institutions, author.affiliations
        # One affiliation that is of one organisation: nearly all authors have it so.
        if (
            affiliations
            and institutions
            and len(affiliations) == 1
            and len(institutions) == 1
            and affiliations[0].institution_ids == [institutions[0].id]
        ):
            raws.append(affiliations[0].raw_affiliation_string)
            organisations.append(institutions[0])
            holders.append(number)
            continue
        for raw, organisation in paired(author):
            raws.append(raw)
            organisations.append(_NONE if organisation is None else organisation)
            holders.append(number)
    return raws, organisations, np.array(holders, dtype=np.int64)


def _organisations(found: Sequence[Organisation]) -> dict[str, pa.Array]:
    rors = _text([each.ror and each.ror[ROR:] for each in found])
    id = pc.coalesce(rors, _after("openalex:", [each.id for each in found]))
    return {
        "organisation": id.dictionary_encode(),
        "name": _text([each.display_name for each in found]).dictionary_encode(),
        "country": _text([each.country_code for each in found]).dictionary_encode(),
        "by": pc.if_else(pc.is_valid(id), pa.scalar("source"), pa.scalar(None, pa.string())),
        "probability": pa.nulls(len(found), pa.float64()),
    }


def _persons(people: Sequence[Authorship]) -> dict[str, object]:
    known = [author.author or _NOBODY for author in people]
    names = [
        author.raw_author_name if person.display_name is None else person.display_name
        for author, person in zip(people, known, strict=True)
    ]
    return {
        "author": _after("openalex:", [person.id for person in known]),
        "orcid": [person.orcid and person.orcid[ORCID:] for person in known],
        "name": names,
        "corresponding": [author.is_corresponding for author in people],
    }


def _placed(topics: Sequence[TopicOfWork]) -> dict[str, object]:
    """Return topics by their ids, with the subfield, field and domain that they lie in."""
    return {
        "topic": _tails([each.id for each in topics]),
        "subfield": _tails(_ids([each.subfield for each in topics])),
        "field": _tails(_ids([each.field for each in topics])),
        "domain": _tails(_ids([each.domain for each in topics])),
    }


def _ids(found: Sequence[Named | None]) -> list[str | None]:
    return [None if each is None else each.id for each in found]


def _tails(addresses: Sequence[str | None]) -> pa.Array:
    """Return what stands after the last slash of addresses of which there are few different ones."""
    given = _text(addresses).dictionary_encode()
    different = pc.replace_substring_regex(given.dictionary, _UP_TO_SLASH, "", max_replacements=1)
    return pa.DictionaryArray.from_arrays(given.indices, different)


def _topics(works: Sequence[OpenAlexWork], owners: _Owners) -> pa.Table:
    topics = list(chain.from_iterable([work.topics or () for work in works]))
    columns = {
        **_placed(topics),
        "name": [each.display_name for each in topics],
        "score": [each.score for each in topics],
    }
    counts = [len(work.topics or ()) for work in works]
    return owned("topics", columns, np.repeat(np.arange(len(works)), counts), owners)


def _citations(works: Sequence[OpenAlexWork], owners: _Owners) -> pa.Table:
    cited = _text(list(chain.from_iterable([work.referenced_works or () for work in works])))
    counts = [len(work.referenced_works or ()) for work in works]
    return owned("citations", {"cited": cited_ids(cited)}, np.repeat(np.arange(len(works)), counts), owners)


def _text(values: Sequence[str | None]) -> pa.Array:
    return pa.array(values, pa.string())


def _after(prefix: str, addresses: Sequence[str | None]) -> pa.Array:
    """Return what stands after the last slash of each address, behind a prefix."""
    given = _text(addresses)
    usual = pc.and_(pc.starts_with(given, HOME), pc.equal(pc.count_substring(given, "/"), _SLASHES))
    if pc.all(usual).as_py() is not False:  # a slice is far quicker than an expression
        cut = pc.binary_replace_slice(given.cast(pa.binary()), 0, len(HOME), prefix.encode())
        return cut.cast(pa.string())
    return pc.replace_substring_regex(given, _UP_TO_SLASH, prefix, max_replacements=1)


def _different(works: int, given: Sequence[tuple[_Indices, pa.Array]]) -> _Indices:
    """Return how many different values each work has, of values given with the index of their work."""
    index = np.concatenate([index for index, _ in given])
    values = pa.concat_arrays([values.cast(pa.string()) for _, values in given])
    codes = values.dictionary_encode()
    some = np.asarray(codes.is_valid())
    width = len(codes.dictionary) + 1
    code = np.asarray(codes.indices.fill_null(0)).astype(np.int64)
    return np.bincount(np.unique((index * width + code)[some]) // width, minlength=works).astype(np.int64)
