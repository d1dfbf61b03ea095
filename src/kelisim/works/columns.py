"""Records → Arrow tables of the schema, a batch at a time."""

import re
import unicodedata
from collections.abc import Sequence
from hashlib import blake2b
from typing import Final

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc
from numpy.typing import NDArray

from kelisim.works.record import Participation, Project, Topic, Work, year_of
from kelisim.works.schema import TABLES

ROW: Final = pa.field("row", pa.int64())
"""In tables not yet merged, the number of the record that a row came from, different for every record."""

_NOT_WORD: Final = re.compile(r"[\W_]+")
_LAST_YEAR: Final = 2200
_HOME: Final = "https://openalex.org/"


def works_batch(works: Sequence[tuple[int, Work]], *, file: str, first_row: int) -> dict[str, pa.Table]:
    """Return the rows of all tables for works, each given with its number in the file."""
    given = [work for _, work in works]
    rows = [
        (
            key_of(work),
            work.doi,
            work.title,
            work.type,
            day(work.date),
            work.language,
            work.venue,
            work.cited_by,
            work.fwci,
            work.percentile,
            *_classified(work.topic),
            len(work.authors),
            *_places(work),
            work.retracted,
            (work.source,),
            work.ids if work.id is None else (work.id, *work.ids),
            day(work.updated),
            file,
            record,
            year_among(work.year, work.date),
            row,
        )
        for row, (record, work) in enumerate(works, first_row)
    ]
    base = _table("works", rows)
    owners = owners_of(base)
    return {
        "works": base,
        "authorships": _authorships(given, owners),
        "affiliations": _affiliations(given, owners),
        "topics": _topics(given, owners),
        "citations": _citations(given, owners),
    }


_Owners = dict[str, pa.Array]


def owners_of(works: pa.Table) -> _Owners:
    """Return what the rows of the other tables take from their work."""
    return {name: works[name].combine_chunks() for name in ("work", "year", "row")}


_NO_TOPIC: Final = (None, None, None, None)


def _classified(topic: Topic | None) -> tuple[str | None, ...]:
    return _NO_TOPIC if topic is None else (topic.id, topic.subfield, topic.field, topic.domain)


def _places(work: Work) -> tuple[int, int]:
    """Return how many organisations and countries a work has."""
    organisations = {each.organisation for each in work.affiliations}
    countries = {each.country for each in work.affiliations}
    for author in work.authors:
        countries.update(author.countries)
        for each in author.affiliations:
            organisations.add(each.organisation)
            countries.add(each.country)
    return len(organisations) - (None in organisations), len(countries) - (None in countries)


def _authorships(works: Sequence[Work], owners: _Owners) -> pa.Table:
    people = [author for work in works for author in work.authors]
    counts = np.array([len(work.authors) for work in works], dtype=np.int64)
    columns = {
        "position": positions(counts),
        "author": [each.id for each in people],
        "orcid": [each.orcid for each in people],
        "name": [each.name for each in people],
        "corresponding": [each.corresponding for each in people],
        "countries": [each.countries for each in people],
    }
    return owned("authorships", columns, np.repeat(np.arange(len(works)), counts), owners)


def _affiliations(works: Sequence[Work], owners: _Owners) -> pa.Table:
    """The affiliations of authors, then those of works, whose position is 0."""
    people = [author for work in works for author in work.authors]
    told = [each for author in people for each in author.affiliations]
    loose = [each for work in works for each in work.affiliations]
    per_work = np.array([len(work.authors) for work in works], dtype=np.int64)
    per_author = np.array([len(author.affiliations) for author in people], dtype=np.int64)
    own = np.array([len(work.affiliations) for work in works], dtype=np.int64)
    numbers = np.arange(len(works))
    index = np.concatenate([np.repeat(np.repeat(numbers, per_work), per_author), np.repeat(numbers, own)])
    places = np.concatenate([np.repeat(positions(per_work), per_author), np.zeros(len(loose), np.int64)])
    both = told + loose
    columns = {
        "position": places,
        "raw": [each.raw for each in both],
        "organisation": [each.organisation for each in both],
        "name": [each.name for each in both],
        "country": [each.country for each in both],
        "by": [None if each.organisation is None else "source" for each in both],
        "probability": pa.nulls(len(both), pa.float64()),
    }
    return owned("affiliations", columns, index, owners)


def _topics(works: Sequence[Work], owners: _Owners) -> pa.Table:
    topics = [topic for work in works for topic in work.topics]
    counts = [len(work.topics) for work in works]
    columns = {
        "topic": [each.id for each in topics],
        "name": [each.name for each in topics],
        "subfield": [each.subfield for each in topics],
        "field": [each.field for each in topics],
        "domain": [each.domain for each in topics],
        "score": [each.score for each in topics],
    }
    return owned("topics", columns, np.repeat(np.arange(len(works)), counts), owners)


def _citations(works: Sequence[Work], owners: _Owners) -> pa.Table:
    cited = pa.array([id for work in works for id in work.cited], pa.string())
    counts = [len(work.cited) for work in works]
    return owned("citations", {"cited": cited_ids(cited)}, np.repeat(np.arange(len(works)), counts), owners)


def cited_ids(cited: pa.Array) -> pa.Array:
    """Return what is cited with OpenAlex's addresses as ids: all at once, there are tens for each work."""
    if pc.all(pc.starts_with(cited, _HOME)).as_py() is not False:  # far faster than an expression
        return pc.binary_replace_slice(cited.cast(pa.binary()), 0, len(_HOME), b"openalex:").cast(pa.string())
    return pc.replace_substring_regex(cited, f"^{_HOME}", "openalex:")


def positions(counts: NDArray[np.int64]) -> NDArray[np.int64]:
    """Return 1, 2, … anew for each count."""
    ends = np.cumsum(counts)
    return np.arange(1, (ends[-1] if len(ends) else 0) + 1) - np.repeat(ends - counts, counts)


def owned(name: str, columns: dict[str, object], index: NDArray[np.int64], owners: _Owners) -> pa.Table:
    """Return a table of rows that belong to works, which are given by their index in the batch.

    The key of the work is a dictionary of Arrow's: it stands once, however many rows name it.
    """
    taken = {owner: owners[owner].take(pa.array(index)) for owner in ("year", "row")}
    taken["work"] = pa.DictionaryArray.from_arrays(pa.array(index, pa.int32()), owners["work"])
    return table_of(name, columns | taken)


def table_of(name: str, columns: dict[str, object]) -> pa.Table:
    """Return a table not yet merged of columns by their names, in the order of the schema."""
    fields = [*TABLES[name], ROW]
    arrays = [array_of(columns[field.name], field.type) for field in fields]
    return pa.Table.from_arrays(arrays, [field.name for field in fields])


def key_of(work: Work) -> str:
    """Return the key of a work: its DOI, else its source's id, else a hash of title, year, first author."""
    if work.doi is not None:
        return f"doi:{work.doi}"
    if work.id is not None:
        return work.id
    author = work.authors[0].name or "" if work.authors else ""
    year = year_among(work.year, work.date)
    text = "\n".join((plain(work.title or ""), str(year), plain(author)))
    return f"hash:{blake2b(text.encode(), digest_size=10).hexdigest()}"


def plain(text: str) -> str:
    """Return a title or name without accents, case, punctuation and blanks."""
    letters = "".join(c for c in unicodedata.normalize("NFKD", text) if not unicodedata.combining(c))
    return _NOT_WORD.sub("", letters).lower()


def year_among(year: int | None, date: str | None) -> int:
    """Return the year of publication, of the date where there is no other; 0 where none can be true."""
    if year is None:
        year = year_of(date)
    return year if year is not None and 0 < year <= _LAST_YEAR else 0


def day(text: str | None) -> str | None:
    """Return an ISO date, the first of month or year where only these are known."""
    if text is None or not text[:4].isdigit():
        return None
    return f"{text}-01-01"[:10] if len(text) in {4, 7} else text[:10]


def _table(name: str, rows: Sequence[tuple[object, ...]]) -> pa.Table:
    names = [*TABLES[name].names, ROW.name]
    columns = list(zip(*rows, strict=True)) if rows else [()] * len(names)
    return table_of(name, dict(zip(names, columns, strict=True)))


def array_of(values: object, type: pa.DataType) -> pa.Array:
    """Return values as an array of Arrow, if they are none yet; days are given in ISO 8601."""
    if isinstance(values, pa.Array):
        return values
    if type == pa.date32():
        days = pc.strptime(pa.array(values, pa.string()), format="%Y-%m-%d", unit="s", error_is_null=True)
        return days.cast(pa.date32())
    return pa.array(values, type)


def projects_batch(projects: Sequence[tuple[int, Project]], *, file: str, first_row: int) -> pa.Table:
    """Return the rows of projects, each given with its number in the file."""
    rows = [
        (
            p.id,
            p.acronym,
            p.title,
            p.programme,
            day(p.start),
            day(p.end),
            p.cost,
            p.contribution,
            p.currency,
            p.status,
            file,
            record,
            year_of(p.start) or 0,
            first_row + index,
        )
        for index, (record, p) in enumerate(projects)
    ]
    return _table("projects", rows)


def participations_batch(given: Sequence[Participation], *, first_row: int) -> pa.Table:
    """Return the rows of participations; the year is that of the project, told when the tables are merged."""
    rows = [
        (
            p.project,
            ", ".join(filter(None, (p.name, p.city))),
            None,
            p.name,
            p.city,
            p.country,
            p.role,
            p.contribution,
            None,
            None,
            0,
            first_row + index,
        )
        for index, p in enumerate(given)
    ]
    return _table("participations", rows)
