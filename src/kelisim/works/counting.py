"""The tables in numbers: how many works, from where, and what they leave unsaid."""

from dataclasses import dataclass
from pathlib import Path
from typing import Final

import duckdb

from kelisim.works.schema import TABLES
from kelisim.works.staging import FileReport
from kelisim.works.tables import FOLDER, added_files, table_files


@dataclass(frozen=True, slots=True)
class LeftOut:
    """Works that questions by year, organisation or country cannot see, and pairs leave out by rule."""

    without_year: int = 0
    without_authors: int = 0
    without_affiliation: int = 0
    without_organisation: int = 0
    without_country: int = 0
    hyperauthored: int = 0  # more than 100 authors or more than 30 countries
    retracted: int = 0


@dataclass(frozen=True, slots=True)
class WorksStats:
    """The tables of a workspace in numbers; `records` were read, `rejected` could not be."""

    works: int
    works_with_doi: int
    records: int
    rejected: int
    sources: dict[str, int]
    years: dict[int, int]
    authorships: int
    affiliations: int
    resolved: dict[str, int]
    organisations: int
    countries: int
    country_pairs: int
    topics: int
    citations: int
    projects: int
    participations: int
    left_out: LeftOut
    files: tuple[FileReport, ...]


def works_stats(workspace: Path) -> WorksStats:
    """Count the tables of a workspace."""
    tables = workspace / FOLDER
    files = tuple(added_files(tables))
    with duckdb.connect() as connection:
        for name, found in table_files(tables).items():
            if found:
                paths = [str(path) for path in found]
                connection.read_parquet(paths, hive_partitioning=True).create_view(name)
            else:
                connection.from_arrow(TABLES[name].empty_table()).create(name)
        rows = {name: connection.table(name).count("*").fetchall()[0][0] for name in TABLES}
        works, doi, *left = connection.sql(_WORKS).fetchall()[0]
        organisations, affiliated = connection.sql(_AFFILIATED).fetchall()[0]
        connection.execute(_PLACED)
        countries = connection.sql("SELECT count(DISTINCT country) FROM placed").fetchall()[0][0]
        pairs = connection.sql(_PAIRS).fetchall()[0][0]
        return WorksStats(
            works=works,
            works_with_doi=doi,
            records=sum(each.works for each in files),
            rejected=sum(each.rejected for each in files),
            sources=dict(connection.sql(_SOURCES).fetchall()),
            years={int(year): count for year, count in connection.sql(_YEARS).fetchall()},
            authorships=rows["authorships"],
            affiliations=rows["affiliations"],
            resolved=dict(connection.sql(_RESOLVED).fetchall()),
            organisations=organisations,
            countries=countries,
            country_pairs=pairs,
            topics=rows["topics"],
            citations=rows["citations"],
            projects=rows["projects"],
            participations=rows["participations"],
            left_out=LeftOut(left[0], left[1], works - affiliated, *left[2:]),
            files=files,
        )


_WORKS: Final = """
    SELECT count(*), count(doi), count(*) FILTER (year = 0), count(*) FILTER (authors = 0),
        count(*) FILTER (organisations = 0), count(*) FILTER (countries = 0),
        count(*) FILTER (authors > 100 OR countries > 30), count(*) FILTER (retracted) FROM works
"""
_AFFILIATED: Final = "SELECT count(DISTINCT organisation), count(DISTINCT work) FROM affiliations"
_PLACED: Final = """
    CREATE TEMP TABLE placed AS SELECT work, country FROM affiliations WHERE country IS NOT NULL
    UNION SELECT work, unnest(countries) FROM authorships
"""
_PAIRS: Final = """
    SELECT count(*) FROM (SELECT DISTINCT a.country, b.country
    FROM placed a JOIN placed b ON a.work = b.work AND a.country < b.country)
"""
_SOURCES: Final = "SELECT unnest(sources) AS s, count(*) FROM works GROUP BY s ORDER BY 2 DESC, 1"
_YEARS: Final = "SELECT year, count(*) FROM works GROUP BY year ORDER BY year"
_RESOLVED: Final = """
    SELECT coalesce("by", 'none') AS b, count(*) FROM affiliations GROUP BY b ORDER BY 2 DESC, 1
"""
