"""Staged tables and the tables that are there → the change that makes them one: every work once.

Records are of one work where they share a DOI or another identifier, or (see `same`) title, year and first
author; never where their DOIs differ. Of several records the leading one is that of the best source
(`RANKS`), of one source the last updated, then the last added. It gives all it has; the others fill gaps.
Authors and affiliations come together from the first that names organisations, else countries, else authors.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path
from typing import Final

import duckdb
import pyarrow as pa

from kelisim.works.columns import ROW
from kelisim.works.same import Candidate, Pair, same_works
from kelisim.works.schema import TABLES
from kelisim.works.tables import WORK, table_files

RANKS: Final = ("openalex", "scopus", "wos", "dimensions", "crossref", "pubmed", "lens", "ieee", "springer")
"""Sources from the one that says most of organisations and topics; all others come last."""

_SETTINGS: Final = (
    "SET preserve_insertion_order = false",
    # Rows wait in memory until a year has so many; OpenAlex's works lie in more than two hundred years.
    "SET partitioned_write_flush_threshold = 100000",
    "SET partitioned_write_max_open_files = 400",
)

_CHILDREN: Final = ("authorships", "affiliations", "topics", "citations")


@dataclass(frozen=True, slots=True)
class Merged:
    """Files that come and go, and how many records were of works that another record had told of already."""

    come: tuple[tuple[Path, Path], ...]
    go: tuple[Path, ...]
    repeats: int


def merge(
    tables: Path, staged: Iterable[Path], *, name: str, memory: str = "1GB", threads: int = 2
) -> Merged:
    """Return the change that takes staged folders into the tables; its files are written, not yet in place.

    `name` is the beginning of the names of new files, different for every change.
    """
    new = tables / WORK / "new"
    with duckdb.connect(config={"threads": threads, "memory_limit": memory}) as connection:
        for setting in _SETTINGS:
            connection.execute(setting)
        connection.execute("SET temp_directory = ?", [str(tables / WORK / "spill")])
        _open(connection, table_files(tables), list(staged))
        _find_same(connection)
        _decide(connection)
        go = _write_works(connection, new)
        go += _write_projects(connection, new)
        repeats = connection.sql("SELECT count(*) - count(DISTINCT final) FROM members").fetchall()[0][0]
    come = []
    for file in sorted(new.rglob("*.parquet")):
        inside = file.relative_to(new)
        come.append((file, tables / inside.parent / f"{name}-{inside.name}"))
    return Merged(tuple(come), tuple(go), repeats)


_Connection = duckdb.DuckDBPyConnection


def _open(connection: _Connection, there: dict[str, list[Path]], staged: list[Path]) -> None:
    """Make views: `old_works` … of what is there (with `filename`), `new_works` … of what is staged."""
    for table, schema in TABLES.items():
        if there[table]:
            _view(connection, f"old_{table}", there[table])
        else:
            _empty(connection, f"old_{table}", schema.append(pa.field("filename", pa.string())))
        files = [file for file in (folder / f"{table}.parquet" for folder in staged) if file.exists()]
        if files:
            connection.read_parquet([str(file) for file in files]).create_view(f"new_{table}")
        else:
            _empty(connection, f"new_{table}", schema.append(ROW))


def _view(connection: _Connection, name: str, files: list[Path]) -> None:
    paths = [str(file) for file in files]
    relation = connection.read_parquet(paths, hive_partitioning=True, filename=True)
    relation.project("* REPLACE (year::SMALLINT AS year)").create_view(name, replace=True)


def _empty(connection: _Connection, name: str, schema: pa.Schema) -> None:
    connection.from_arrow(schema.empty_table()).create(name)


def _some(connection: _Connection, name: str) -> bool:
    return len(connection.table(name).limit(1).fetchall()) > 0


# --- which keys are one work ---------------------------------------------------------------------------


def _find_same(connection: _Connection) -> None:
    """Make `renamed`: keys of works that are the same as a work of another key, with that key."""
    for step in _SHARED:
        connection.execute(step)
    pairs = [Pair(*row) for row in connection.sql(_SAME_ID).fetchall()]
    if len(connection.sql(_SOURCES).fetchall()) > 1:  # one source has each work once
        pairs += [Pair(*row) for row in connection.sql(_SAME_TITLE).fetchall()]
    keys = pa.table({"work": pa.array(sorted({key for pair in pairs for key in pair[:2]}), pa.string())})
    connection.from_arrow(keys).create("asked")
    candidates = [Candidate(*row) for row in connection.sql(_CANDIDATES).fetchall()] if pairs else []
    found = same_works(pairs, candidates)
    columns = {
        "work": pa.array(list(found), pa.string()),
        "final": pa.array(list(found.values()), pa.string()),
    }
    connection.from_arrow(pa.table(columns)).create("renamed")


_SHARED: Final = (
    "CREATE TEMP TABLE new_ids AS SELECT DISTINCT unnest(ids) AS id, work FROM new_works",
    """CREATE TEMP TABLE old_ids AS SELECT id, work FROM (SELECT unnest(ids) AS id, work FROM old_works)
       SEMI JOIN new_ids USING (id)""",
    """CREATE TEMP TABLE ids AS SELECT * FROM new_ids UNION SELECT * FROM old_ids""",
    """CREATE TEMP TABLE shared AS SELECT id, work FROM ids
       SEMI JOIN (SELECT id FROM ids GROUP BY id HAVING min(work) <> max(work)) USING (id)""",
)

_SAME_ID: Final = "SELECT a.work, b.work, a.id FROM shared a JOIN shared b ON a.id = b.id AND a.work < b.work"

_SOURCES: Final = """
    SELECT DISTINCT unnest(sources)
    FROM (SELECT sources FROM new_works UNION ALL SELECT sources FROM old_works)
"""

# Titles of few letters ("Introduction", "Editorial") tell nothing.
_SAME_TITLE: Final = r"""
    WITH everything AS (
        SELECT work, doi, title, year, sources, true AS fresh FROM new_works
        UNION ALL SELECT work, doi, title, year, sources, false AS fresh FROM old_works),
    telling AS (
        SELECT work, doi, year, sources, fresh,
            regexp_replace(lower(strip_accents(title)), '[^\p{L}\p{N}]+', '', 'g') AS plain
        FROM everything WHERE year > 0 AND length(plain) >= 20)
    SELECT DISTINCT a.work, b.work, NULL FROM telling a JOIN telling b USING (plain, year)
    WHERE a.work <> b.work AND a.doi IS NULL AND (a.fresh OR b.fresh)
        AND NOT list_has_any(a.sources, b.sources)
"""

_CANDIDATES: Final = """
    WITH first_authors AS (
        SELECT work, name FROM new_authorships SEMI JOIN asked USING (work) WHERE position = 1
        UNION ALL SELECT work, name FROM old_authorships SEMI JOIN asked USING (work) WHERE position = 1),
    named AS (
        SELECT work, list(DISTINCT name) AS names FROM first_authors WHERE name IS NOT NULL GROUP BY work),
    every AS (
        SELECT work, doi, sources, ids, updated, row FROM new_works SEMI JOIN asked USING (work)
        UNION ALL SELECT work, doi, sources, ids, updated, -1 FROM old_works SEMI JOIN asked USING (work))
    SELECT work, max(doi), flatten(list(sources)), flatten(list(ids)), coalesce(any_value(names), []),
        coalesce(max(updated)::VARCHAR, ''), max(row)
    FROM every LEFT JOIN named USING (work) GROUP BY work
"""

# --- which record of a work leads ----------------------------------------------------------------------


def _decide(connection: _Connection) -> None:
    """Make `members` (the records of works of several), `united` (their rows), `taken_…` (whose count)."""
    ranks = {"source": list(RANKS), "rank": list(range(len(RANKS)))}
    connection.from_arrow(pa.table(ranks)).create("ranks")
    for step in _DECIDE:
        connection.execute(step)
    for child in _CHILDREN:
        if child in {"authorships", "affiliations"}:
            connection.table("people").create_view(f"taken_{child}")
        else:
            connection.table(f"new_{child}").create_view("new_child", replace=True)
            connection.table(f"old_{child}").create_view("old_child", replace=True)
            connection.sql(_HAVING).create(f"taken_{child}")


_DECIDE: Final = (
    """CREATE TEMP TABLE fresh AS SELECT coalesce(r.final, w.work) AS final, w.row
       FROM new_works w LEFT JOIN renamed r USING (work)""",
    """CREATE TEMP TABLE met AS SELECT coalesce(r.final, w.work) AS final, w.work
       FROM old_works w LEFT JOIN renamed r USING (work)
       WHERE coalesce(r.final, w.work) IN (SELECT final FROM fresh)""",
    """CREATE TEMP TABLE several AS SELECT final FROM fresh GROUP BY final HAVING count(*) > 1
       UNION SELECT final FROM met""",
    """CREATE TEMP TABLE members AS
       WITH every AS (
           SELECT f.final, w.* FROM fresh f SEMI JOIN several USING (final) JOIN new_works w USING (row)
           UNION ALL BY NAME
           SELECT m.final, -1::BIGINT AS row, w.* EXCLUDE (filename)
           FROM met m JOIN old_works w USING (work))
       SELECT e.*, row_number() OVER (
           PARTITION BY final ORDER BY coalesce(rank, 99), updated DESC NULLS LAST, row DESC) AS place
       FROM every e LEFT JOIN ranks r ON r.source = e.sources[1]""",
    # Authors and affiliations belong together: their positions are one record's.
    """CREATE TEMP TABLE people AS SELECT final, work, row, authors, organisations, countries FROM members
       QUALIFY row_number() OVER (PARTITION BY final ORDER BY
           organisations > 0 DESC, countries > 0 DESC, authors > 0 DESC, place) = 1""",
    # Sources and ids stand in one order, that of the ranks, in whatever order the records came.
    """CREATE TEMP TABLE listed AS
       WITH every AS (
           SELECT final, 'source' AS what, unnest(sources) AS item FROM members
           UNION SELECT final, 'id' AS what, unnest(ids) AS item FROM members),
       ranked AS (
           SELECT e.*, coalesce(r.rank, 99) AS rank FROM every e
           LEFT JOIN ranks r ON r.source = split_part(e.item, ':', 1))
       SELECT final, list(item ORDER BY rank, item) FILTER (what = 'source') AS sources,
           coalesce(list(item ORDER BY rank, item) FILTER (what = 'id'), []) AS ids
       FROM ranked GROUP BY final""",
    """CREATE TEMP TABLE united AS SELECT final AS work,
           first(m.doi ORDER BY place) FILTER (m.doi IS NOT NULL) AS doi,
           first(title ORDER BY place) FILTER (title IS NOT NULL) AS title,
           first(type ORDER BY place) FILTER (type IS NOT NULL) AS type,
           first(date ORDER BY place) FILTER (date IS NOT NULL) AS date,
           first(language ORDER BY place) FILTER (language IS NOT NULL) AS language,
           first(venue ORDER BY place) FILTER (venue IS NOT NULL) AS venue,
           first(cited_by ORDER BY place) FILTER (cited_by IS NOT NULL) AS cited_by,
           first(fwci ORDER BY place) FILTER (fwci IS NOT NULL) AS fwci,
           first(percentile ORDER BY place) FILTER (percentile IS NOT NULL) AS percentile,
           first(topic ORDER BY place) FILTER (topic IS NOT NULL) AS topic,
           first(subfield ORDER BY place) FILTER (topic IS NOT NULL) AS subfield,
           first(field ORDER BY place) FILTER (topic IS NOT NULL) AS field,
           first(domain ORDER BY place) FILTER (topic IS NOT NULL) AS domain,
           any_value(p.authors) AS authors,
           any_value(p.organisations) AS organisations,
           any_value(p.countries) AS countries,
           bool_or(retracted) AS retracted,
           any_value(l.sources) AS sources,
           any_value(l.ids) AS ids,
           arg_min(updated, place) AS updated,
           arg_min(file, place) AS file,
           arg_min(record, place) AS record,
           coalesce(first(year ORDER BY place) FILTER (year > 0), 0)::SMALLINT AS year
       FROM members m JOIN people p USING (final) JOIN listed l USING (final) GROUP BY final""",
)

_HAVING: Final = """
    SELECT final, work, row FROM members m
    WHERE CASE WHEN row < 0
        THEN work IN (SELECT work FROM old_child WHERE work IN (SELECT work FROM members WHERE row < 0))
        ELSE row IN (SELECT row FROM new_child WHERE row IN (SELECT row FROM members)) END
    QUALIFY row_number() OVER (PARTITION BY final ORDER BY place) = 1
"""

# --- writing -------------------------------------------------------------------------------------------


def _write_works(connection: _Connection, new: Path) -> list[Path]:
    """Write the rows that come, by table and year; return the old files that they replace."""
    merging = _some(connection, "several")
    connection.table("new_works").create_view("new_child", replace=True)
    _write(connection.sql(_WORKS if merging else _ALL), new / "works")
    for child in _CHILDREN:
        connection.table(f"new_{child}").create_view("new_child", replace=True)
        connection.table(f"old_{child}").create_view("old_child", replace=True)
        connection.table(f"taken_{child}").create_view("taken", replace=True)
        _write(connection.sql(_ROWS if merging else _ALL), new / child)
    go: list[Path] = []
    for table in ("works", *_CHILDREN) if _some(connection, "met") else ():
        go += _write_rest(connection, table, new)
    return go


_ALL: Final = "SELECT * EXCLUDE (row) FROM new_child"

_WORKS: Final = """
    SELECT * EXCLUDE (row) FROM new_works ANTI JOIN members USING (row)
    UNION ALL BY NAME SELECT * FROM united
"""

_ROWS: Final = """
    SELECT * EXCLUDE (row) FROM new_child ANTI JOIN members USING (row)
    UNION ALL BY NAME
    SELECT c.* EXCLUDE (row, work, year), t.final AS work, u.year
    FROM new_child c JOIN taken t USING (row) JOIN united u ON u.work = t.final
    UNION ALL BY NAME
    SELECT c.* EXCLUDE (filename, work, year), t.final AS work, u.year
    FROM old_child c JOIN taken t ON t.row < 0 AND t.work = c.work JOIN united u ON u.work = t.final
"""


def _write_rest(connection: _Connection, table: str, new: Path) -> list[Path]:
    """Write the files of a table anew that hold rows of works which come again; return the old ones."""
    connection.table(f"old_{table}").create_view("old_child", replace=True)
    files = [Path(file) for (file,) in connection.sql(_TOUCHED).fetchall()]
    for file in files:
        connection.read_parquet(str(file), hive_partitioning=False).create_view("here", replace=True)
        left = connection.sql("SELECT * FROM here ANTI JOIN met USING (work)")
        if left.limit(1).fetchall():
            target = new / table / file.parent.name / f"rest-{file.name}"
            target.parent.mkdir(parents=True, exist_ok=True)
            left.write_parquet(str(target), compression="zstd")
    return files


_TOUCHED: Final = """
    SELECT DISTINCT filename FROM old_child
    WHERE year IN (SELECT year FROM members WHERE row < 0) AND work IN (SELECT work FROM met) ORDER BY 1
"""


def _write(rows: duckdb.DuckDBPyRelation, folder: Path) -> None:
    """Write rows by year; the columns come in the order of the schema."""
    order = [name for name in TABLES[folder.name].names if name != "year"]
    folder.mkdir(parents=True, exist_ok=True)
    chosen = rows.project(", ".join(f'"{name}"' for name in [*order, "year"]))
    chosen.write_parquet(str(folder), compression="zstd", partition_by=["year"], overwrite=True)


def _write_projects(connection: _Connection, new: Path) -> list[Path]:
    """Write all projects and participations anew where there are new ones: they are few."""
    if not _some(connection, "new_projects") and not _some(connection, "new_participations"):
        return []
    connection.execute(_PROJECTS)
    connection.execute(_PARTICIPATIONS)
    _write(connection.table("every_project"), new / "projects")
    _write(connection.table("every_participation"), new / "participations")
    return [Path(file) for (file,) in connection.sql(_PROJECT_FILES).fetchall()]


_PROJECTS: Final = """
    CREATE TEMP TABLE every_project AS SELECT * EXCLUDE (row) FROM (
        SELECT * FROM new_projects
        UNION ALL BY NAME SELECT -1::BIGINT AS row, * EXCLUDE (filename) FROM old_projects)
    QUALIFY row_number() OVER (PARTITION BY project ORDER BY row DESC) = 1
"""

# A project's participations come whole from the last file that has any: `row` begins with the file's number.
_PARTICIPATIONS: Final = """
    CREATE TEMP TABLE every_participation AS
    WITH every AS (
        SELECT *, row >> 36 AS source FROM new_participations
        UNION ALL BY NAME
        SELECT -1::BIGINT AS row, -1::BIGINT AS source, * EXCLUDE (filename) FROM old_participations)
    SELECT e.* EXCLUDE (row, source, year), coalesce(p.year, 0)::SMALLINT AS year
    FROM (SELECT * FROM every QUALIFY source = max(source) OVER (PARTITION BY project)) e
    LEFT JOIN every_project p USING (project)
"""

_PROJECT_FILES: Final = """
    SELECT DISTINCT filename FROM old_projects UNION SELECT DISTINCT filename FROM old_participations
"""
