"""The tables in numbers: how many works, from where, and what they leave unsaid."""

from dataclasses import dataclass
from pathlib import Path

import duckdb

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
        rows = {name: 0 for name in table_files(tables)}
        for name, found in table_files(tables).items():
            if found:
                paths = ", ".join("'" + str(path).replace("'", "''") + "'" for path in found)
                connection.execute(
                    f"CREATE VIEW {name} AS SELECT * FROM read_parquet([{paths}], hive_partitioning = true)"
                )
                rows[name] = connection.sql(f"SELECT count(*) FROM {name}").fetchall()[0][0]
        if rows["works"] == 0:
            return WorksStats(
                0, 0, *_read(files), {}, {}, 0, 0, {}, 0, 0, 0, 0, 0,
                rows["projects"], rows["participations"], LeftOut(), files,
            )  # fmt: skip
        return _counted(connection, rows, files)


def _read(files: tuple[FileReport, ...]) -> tuple[int, int]:
    return sum(each.works for each in files), sum(each.rejected for each in files)


def _counted(
    connection: duckdb.DuckDBPyConnection, rows: dict[str, int], files: tuple[FileReport, ...]
) -> WorksStats:
    def pairs_of(query: str) -> dict[str, int]:
        return dict(connection.sql(query).fetchall())

    works, doi, *left = connection.sql(
        """SELECT count(*), count(doi), count(*) FILTER (year = 0), count(*) FILTER (authors = 0),
             count(*) FILTER (organisations = 0), count(*) FILTER (countries = 0),
             count(*) FILTER (authors > 100 OR countries > 30), count(*) FILTER (retracted) FROM works"""
    ).fetchall()[0]
    empty_affiliations = '(SELECT NULL AS work, NULL AS country, NULL AS organisation, NULL AS "by" LIMIT 0)'
    affiliations = "affiliations" if rows["affiliations"] else empty_affiliations
    authorships = (
        "authorships" if rows["authorships"] else "(SELECT NULL AS work, [NULL] AS countries LIMIT 0)"
    )
    affiliated = connection.sql(f"SELECT count(DISTINCT work) FROM {affiliations}").fetchall()[0][0]
    placed = f"""SELECT work, country FROM {affiliations} WHERE country IS NOT NULL
                 UNION SELECT work, unnest(countries) FROM {authorships}"""
    countries, pairs = connection.sql(
        f"""WITH placed AS ({placed}) SELECT (SELECT count(DISTINCT country) FROM placed),
            (SELECT count(*) FROM (SELECT DISTINCT a.country, b.country
             FROM placed a JOIN placed b ON a.work = b.work AND a.country < b.country))"""
    ).fetchall()[0]
    organisations = connection.sql(f"SELECT count(DISTINCT organisation) FROM {affiliations}").fetchall()[0][
        0
    ]
    return WorksStats(
        works,
        doi,
        *_read(files),
        pairs_of("SELECT unnest(sources) s, count(*) FROM works GROUP BY s ORDER BY 2 DESC, 1"),
        {
            int(k): v
            for k, v in pairs_of("SELECT year, count(*) FROM works GROUP BY year ORDER BY year").items()
        },
        rows["authorships"],
        rows["affiliations"],
        pairs_of(
            f"""SELECT coalesce("by", 'none') b, count(*) FROM {affiliations}
                GROUP BY b ORDER BY 2 DESC, 1"""
        ),
        organisations,
        countries,
        pairs,
        rows["topics"],
        rows["citations"],
        rows["projects"],
        rows["participations"],
        LeftOut(left[0], left[1], works - affiliated, *left[2:]),
        files,
    )
