"""Small tables of works, written as Parquet from a few words a work."""

from collections import defaultdict
from dataclasses import dataclass
from datetime import date
from pathlib import Path

import pyarrow as pa
import pyarrow.parquet as pq

from kelisim.works.schema import TABLES


@dataclass(frozen=True, slots=True)
class Place:
    """An organisation as a fixture names it; without an id, a raw string only."""

    id: str | None
    country: str | None = None


@dataclass(frozen=True, slots=True)
class Paper:
    """A work of a fixture: `authors` has the affiliations of each author."""

    id: str
    year: int = 2020
    authors: tuple[tuple[Place, ...], ...] = ()
    people: tuple[str, ...] = ()
    countries: tuple[tuple[str, ...], ...] = ()  # of each author, beside those of the affiliations
    type: str = "article"
    field: str | None = "fields/17"
    cited_by: int | None = 0
    fwci: float | None = None
    percentile: float | None = None
    retracted: bool = False
    said_authors: int | None = None  # how many authors the source tells, where not all are listed


def write_tables(folder: Path, papers: list[Paper] | tuple[Paper, ...]) -> Path:
    """Write the tables of some papers below a folder; return the folder."""
    rows: dict[str, list[dict[str, object]]] = defaultdict(list)
    for number, paper in enumerate(papers):
        organisations = {place.id for author in paper.authors for place in author if place.id is not None}
        countries = {place.country for author in paper.authors for place in author if place.country} | {
            country for listed in paper.countries for country in listed
        }
        rows["works"].append(
            {
                "work": paper.id,
                "title": f"Paper {paper.id}",
                "type": paper.type,
                "date": date(paper.year, 6, 1) if paper.year else None,
                "cited_by": paper.cited_by,
                "fwci": paper.fwci,
                "percentile": paper.percentile,
                "field": paper.field,
                "authors": paper.said_authors if paper.said_authors is not None else len(paper.authors),
                "organisations": len(organisations),
                "countries": len(countries),
                "retracted": paper.retracted,
                "sources": ["fixture"],
                "file": "fixture",
                "record": number,
                "year": paper.year,
            }
        )
        for position, author in enumerate(paper.authors, start=1):
            person = paper.people[position - 1] if position <= len(paper.people) else None
            own = paper.countries[position - 1] if position <= len(paper.countries) else ()
            listed = sorted({place.country for place in author if place.country} | set(own))
            rows["authorships"].append(
                {
                    "work": paper.id,
                    "position": position,
                    "author": person,
                    "name": person,
                    "countries": listed,
                    "year": paper.year,
                }
            )
            rows["affiliations"].extend(
                {
                    "work": paper.id,
                    "position": position,
                    "raw": f"Somewhere, {place.id}",
                    "organisation": place.id,
                    "name": f"University of {place.id}" if place.id else None,
                    "country": place.country,
                    "by": "source" if place.id else None,
                    "year": paper.year,
                }
                for place in author
            )
    for name, schema in TABLES.items():
        _write(folder / name, rows[name], schema)
    return folder


def _write(folder: Path, rows: list[dict[str, object]], schema: pa.Schema) -> None:
    for year in sorted({row["year"] for row in rows}):  # type: ignore[type-var]
        part = folder / f"year={year}"
        part.mkdir(parents=True)
        chosen = [row for row in rows if row["year"] == year]
        pq.write_table(pa.Table.from_pylist(chosen, schema), part / "part-0.parquet")
