"""Records → Arrow tables of the schema, a batch at a time."""

import re
import unicodedata
from collections.abc import Sequence
from hashlib import blake2b
from typing import Final

import pyarrow as pa
import pyarrow.compute as pc

from kelisim.works.record import Affiliation, Participation, Project, Work, year_of
from kelisim.works.schema import TABLES

ROW: Final = pa.field("row", pa.int64())
"""In tables not yet merged, the number of the record that a row came from, different for every record."""

_NOT_WORD: Final = re.compile(r"[\W_]+")
_LAST_YEAR: Final = 2200


def works_batch(works: Sequence[tuple[int, Work]], *, file: str, first_row: int) -> dict[str, pa.Table]:
    """Return the rows of all tables for works, each given with its number in the file."""
    rows: list[tuple[object, ...]] = []
    authors: list[tuple[object, ...]] = []
    affiliations: list[tuple[object, ...]] = []
    topics: list[tuple[object, ...]] = []
    cited: list[str] = []
    counts: list[int] = []
    for index, (record, work) in enumerate(works):
        key = key_of(work)
        organisations: set[str] = set()
        countries: set[str] = set()
        for affiliation in work.affiliations:
            affiliations.append(_affiliation(index, 0, affiliation, organisations, countries))
        for position, author in enumerate(work.authors, 1):
            authors.append(
                (
                    index,
                    position,
                    author.id,
                    author.orcid,
                    author.name,
                    author.corresponding,
                    author.countries,
                )
            )
            countries.update(author.countries)
            for affiliation in author.affiliations:
                affiliations.append(_affiliation(index, position, affiliation, organisations, countries))
        for each in work.topics:
            topics.append((index, each.id, each.name, each.subfield, each.field, each.domain, each.score))
        cited.extend(work.cited)
        counts.append(len(work.cited))
        topic = work.topic
        rows.append(
            (
                key,
                work.doi,
                work.title,
                work.type,
                _day(work.date),
                work.language,
                work.venue,
                work.cited_by,
                work.fwci,
                work.percentile,
                None if topic is None else topic.id,
                None if topic is None else topic.subfield,
                None if topic is None else topic.field,
                None if topic is None else topic.domain,
                len(work.authors),
                len(organisations),
                len(countries),
                work.retracted,
                (work.source,),
                work.ids if work.id is None else (work.id, *work.ids),
                _day(work.updated),
                file,
                record,
                _year(work),
                first_row + index,
            )
        )
    base = _table("works", rows)
    owners = {name: base[name].combine_chunks() for name in ("work", "year", "row")}
    return {
        "works": base,
        "authorships": _owned("authorships", authors, owners),
        "affiliations": _owned("affiliations", affiliations, owners),
        "topics": _owned("topics", topics, owners),
        "citations": _citations(cited, counts, owners),
    }


def _affiliation(
    index: int, position: int, given: Affiliation, organisations: set[str], countries: set[str]
) -> tuple[object, ...]:
    if given.organisation is not None:
        organisations.add(given.organisation)
    if given.country is not None:
        countries.add(given.country)
    by = None if given.organisation is None else "source"
    return (index, position, given.raw, given.organisation, given.name, given.country, by, None)


def key_of(work: Work) -> str:
    """Return the key of a work: its DOI, else its source's id, else a hash of title, year, first author."""
    if work.doi is not None:
        return f"doi:{work.doi}"
    if work.id is not None:
        return work.id
    author = work.authors[0].name or "" if work.authors else ""
    text = "\n".join((plain(work.title or ""), str(_year(work)), plain(author)))
    return f"hash:{blake2b(text.encode(), digest_size=10).hexdigest()}"


def plain(text: str) -> str:
    """Return a title or name without accents, case, punctuation and blanks."""
    letters = "".join(c for c in unicodedata.normalize("NFKD", text) if not unicodedata.combining(c))
    return _NOT_WORD.sub("", letters).lower()


def _year(work: Work) -> int:
    year = work.year if work.year is not None else year_of(work.date)
    return year if year is not None and 0 < year <= _LAST_YEAR else 0


def _day(text: str | None) -> str | None:
    """Return an ISO date, the first of month or year where only these are known."""
    if text is None or not text[:4].isdigit():
        return None
    return f"{text}-01-01"[:10] if len(text) in {4, 7} else text[:10]


def _table(name: str, rows: Sequence[tuple[object, ...]]) -> pa.Table:
    fields = [*TABLES[name], ROW]
    columns = list(zip(*rows, strict=True)) if rows else [()] * len(fields)
    arrays = [_array(values, field.type) for values, field in zip(columns, fields, strict=True)]
    return pa.Table.from_arrays(arrays, schema=pa.schema(fields))


def _owned(name: str, rows: Sequence[tuple[object, ...]], owners: dict[str, pa.Array]) -> pa.Table:
    """Return the table of rows that begin with the index of their work in the batch."""
    fields = list(TABLES[name])[1:-1]
    columns = list(zip(*rows, strict=True)) if rows else [()] * (len(fields) + 1)
    index = pa.array(columns[0], pa.int32())
    arrays = [_array(values, field.type) for values, field in zip(columns[1:], fields, strict=True)]
    taken = {owner: values.take(index) for owner, values in owners.items()}
    return pa.Table.from_arrays(
        [taken["work"], *arrays, taken["year"], taken["row"]], schema=pa.schema([*TABLES[name], ROW])
    )


def _citations(cited: list[str], counts: list[int], owners: dict[str, pa.Array]) -> pa.Table:
    offsets = [0]
    for count in counts:
        offsets.append(offsets[-1] + count)
    values = pa.array(cited, pa.string())
    index = pa.ListArray.from_arrays(pa.array(offsets, pa.int32()), values).value_parent_indices()
    arrays = [owners["work"].take(index), values, owners["year"].take(index), owners["row"].take(index)]
    return pa.Table.from_arrays(arrays, schema=pa.schema([*TABLES["citations"], ROW]))


def _array(values: Sequence[object], type: pa.DataType) -> pa.Array:
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
            _day(p.start),
            _day(p.end),
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
