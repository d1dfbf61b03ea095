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

from kelisim.works.same import Candidate, Pair, same_works
from kelisim.works.schema import TABLES, WORKS
from kelisim.works.tables import WORK, table_files

RANKS: Final = ("openalex", "scopus", "wos", "dimensions", "crossref", "pubmed", "lens", "ieee", "springer")
"""Sources from the one that says most of organisations and topics; all others come last."""

_CHILDREN: Final = ("authorships", "affiliations", "topics", "citations")
_LISTS: Final = ("sources", "ids")
_ONE_FILE: Final = 32  # files of a year beyond which they are written into one
_SMALL: Final = 64 << 20


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
        connection.execute("SET preserve_insertion_order = false")
        connection.execute(f"SET temp_directory = {_quoted(tables / WORK / 'spill')}")
        _open(connection, table_files(tables), list(staged))
        _match(connection)
        _decide(connection)
        go = _write_works(connection, new)
        go += _write_projects(connection, new)
        repeats = connection.sql("SELECT count(*) - count(DISTINCT final) FROM members").fetchall()[0][0]
    come = []
    for file in sorted(new.rglob("*.parquet")):
        inside = file.relative_to(new)
        come.append((file, tables / inside.parent / f"{name}-{inside.name}"))
    return Merged(tuple(come), tuple(go), repeats)


def _quoted(path: Path | str) -> str:
    return "'" + str(path).replace("'", "''") + "'"


def _from(files: Iterable[Path], options: str = "") -> str:
    return f"read_parquet([{', '.join(map(_quoted, files))}]{options})"


def _open(connection: duckdb.DuckDBPyConnection, there: dict[str, list[Path]], staged: list[Path]) -> None:
    """Make views: `old_works` … of what is there (with `filename`), `new_works` … of what is staged."""
    for table, schema in TABLES.items():
        connection.execute(f"CREATE TEMP TABLE empty_{table} AS SELECT {_typed(schema)} LIMIT 0")
        old = there[table]
        if old:
            files = _from(old, ", hive_partitioning = true, hive_types = {'year': SMALLINT}, filename = true")
            connection.execute(f"CREATE TEMP VIEW old_{table} AS SELECT * FROM {files}")
        else:
            connection.execute(f"CREATE TEMP VIEW old_{table} AS SELECT *, '' AS filename FROM empty_{table}")
        new = [folder / f"{table}.parquet" for folder in staged]
        new = [file for file in new if file.exists()]
        source = _from(new) if new else f"(SELECT *, 0::BIGINT AS row FROM empty_{table})"
        connection.execute(f"CREATE TEMP VIEW new_{table} AS SELECT * FROM {source}")


def _typed(schema: object) -> str:
    import pyarrow as pa  # noqa: PLC0415

    words = {pa.string(): "VARCHAR", pa.int16(): "SMALLINT", pa.int32(): "INTEGER", pa.int64(): "BIGINT"}
    words |= {
        pa.float64(): "DOUBLE",
        pa.bool_(): "BOOLEAN",
        pa.date32(): "DATE",
        pa.list_(pa.string()): "VARCHAR[]",
    }
    return ", ".join(f'NULL::{words[field.type]} AS "{field.name}"' for field in schema)  # type: ignore[attr-defined]


def _match(connection: duckdb.DuckDBPyConnection) -> None:
    """Make `renamed`: keys of works that are the same as a work of another key."""
    connection.execute("CREATE TEMP TABLE renamed (work VARCHAR, final VARCHAR)")
    connection.execute("CREATE TEMP TABLE new_ids AS SELECT DISTINCT unnest(ids) AS id, work FROM new_works")
    connection.execute(
        """CREATE TEMP TABLE shared AS SELECT DISTINCT id, work FROM (
             SELECT id, work FROM new_ids
             UNION ALL SELECT o.id, o.work FROM (SELECT unnest(ids) AS id, work FROM old_works) o
               SEMI JOIN new_ids USING (id))
           QUALIFY min(work) OVER (PARTITION BY id) <> max(work) OVER (PARTITION BY id)"""
        if _some(connection, "old_works")
        else """CREATE TEMP TABLE shared AS SELECT id, work FROM new_ids SEMI JOIN (
             SELECT id FROM new_ids GROUP BY id HAVING min(work) <> max(work)) USING (id)"""
    )
    pairs = [Pair(*row) for row in connection.sql(_SAME_ID).fetchall()]
    sources = connection.sql(
        "SELECT DISTINCT unnest(sources) FROM (SELECT sources FROM new_works UNION ALL SELECT sources FROM old_works)"
    ).fetchall()
    if len(sources) > 1:
        pairs += [Pair(*row) for row in connection.sql(_SAME_TITLE).fetchall()]
    if pairs:
        keys = {key for pair in pairs for key in (pair.one, pair.other)}
        connection.execute("CREATE TEMP TABLE asked (work VARCHAR)")
        connection.executemany("INSERT INTO asked VALUES (?)", [(key,) for key in sorted(keys)])
        candidates = [Candidate(*row) for row in connection.sql(_CANDIDATES).fetchall()]
        found = same_works(pairs, candidates)
        if found:
            connection.executemany("INSERT INTO renamed VALUES (?, ?)", sorted(found.items()))


_SAME_ID: Final = """
    SELECT a.work, b.work, a.id FROM shared a JOIN shared b ON a.id = b.id AND a.work < b.work
"""

_PLAIN_TITLE: Final = r"regexp_replace(lower(strip_accents(title)), '[^\p{L}\p{N}]+', '', 'g')"

# Titles of few letters ("Introduction", "Editorial") tell nothing.
_SAME_TITLE: Final = f"""
    WITH everything AS (
        SELECT work, doi, {_PLAIN_TITLE} AS title, year, sources, true AS fresh FROM new_works WHERE year > 0
        UNION ALL
        SELECT work, doi, {_PLAIN_TITLE} AS title, year, sources, false AS fresh FROM old_works WHERE year > 0),
    telling AS (SELECT * FROM everything WHERE length(title) >= 20)
    SELECT DISTINCT a.work, b.work, NULL FROM telling a JOIN telling b USING (title, year)
    WHERE a.work <> b.work AND a.doi IS NULL AND (a.fresh OR b.fresh) AND NOT list_has_any(a.sources, b.sources)
"""

_CANDIDATES: Final = """
    WITH first_authors AS (
        SELECT work, name FROM new_authorships SEMI JOIN asked USING (work) WHERE position = 1
        UNION ALL SELECT work, name FROM old_authorships SEMI JOIN asked USING (work) WHERE position = 1),
    named AS (SELECT work, list(DISTINCT name) AS names FROM first_authors WHERE name IS NOT NULL GROUP BY work),
    every AS (
        SELECT work, doi, sources, ids, updated, row FROM new_works SEMI JOIN asked USING (work)
        UNION ALL SELECT work, doi, sources, ids, updated, -1 FROM old_works SEMI JOIN asked USING (work))
    SELECT work, max(doi), flatten(list(sources)), flatten(list(ids)), coalesce(any_value(names), []),
        coalesce(max(updated)::VARCHAR, ''), max(row)
    FROM every LEFT JOIN named USING (work) GROUP BY work
"""


def _some(connection: duckdb.DuckDBPyConnection, view: str) -> bool:
    return len(connection.sql(f"SELECT 1 FROM {view} LIMIT 1").fetchall()) > 0


def _decide(connection: duckdb.DuckDBPyConnection) -> None:
    """Make `members` (every record of a work that has several) and `chosen` (whose rows each table takes)."""
    ranks = ", ".join(f"'{source}'" for source in RANKS)
    steps = [
        """CREATE TEMP TABLE fresh AS SELECT coalesce(r.final, w.work) AS final, w.row
           FROM new_works w LEFT JOIN renamed r USING (work)""",
        """CREATE TEMP TABLE met AS SELECT coalesce(r.final, w.work) AS final, w.work
           FROM old_works w LEFT JOIN renamed r USING (work)
           WHERE coalesce(r.final, w.work) IN (SELECT final FROM fresh)""",
        """CREATE TEMP TABLE several AS SELECT final FROM fresh GROUP BY final HAVING count(*) > 1
           UNION SELECT final FROM met""",
        f"""CREATE TEMP TABLE members AS WITH every AS (
             SELECT f.final, w.* FROM fresh f SEMI JOIN several USING (final) JOIN new_works w USING (row)
             UNION ALL BY NAME
             SELECT m.final, -1::BIGINT AS row, w.* EXCLUDE (filename) FROM met m JOIN old_works w USING (work))
           SELECT *, row_number() OVER (PARTITION BY final ORDER BY
             coalesce(nullif(list_position([{ranks}], sources[1]), 0), 99), updated DESC NULLS LAST, row DESC
           ) AS place FROM every""",
        """CREATE TEMP TABLE people AS SELECT final, work, row FROM members QUALIFY row_number() OVER (
             PARTITION BY final ORDER BY organisations > 0 DESC, countries > 0 DESC, authors > 0 DESC, place) = 1""",
    ]
    steps += [
        f"""CREATE TEMP TABLE having_{child} AS SELECT m.final, m.work, m.row FROM members m
            WHERE CASE WHEN row < 0 THEN work IN (
                SELECT work FROM old_{child} WHERE work IN (SELECT work FROM members WHERE row < 0))
            ELSE row IN (SELECT row FROM new_{child}) END
            QUALIFY row_number() OVER (PARTITION BY final ORDER BY place) = 1"""
        for child in ("topics", "citations")
    ]
    for step in steps:
        connection.execute(step)
    connection.execute(f"CREATE TEMP TABLE united AS {_united()}")


def _united() -> str:
    """The merged row of each work of several records, by the columns of the schema."""
    columns = ["final AS work"]
    for field in WORKS:
        name = field.name
        if name == "work":
            continue
        if name in {"authors", "organisations", "countries"}:
            columns.append(f"any_value(p_{name}) AS {name}")
        elif name in _LISTS:
            # DuckDB's list_distinct keeps no order: an item stays where it stands first
            every = f"flatten(list({name} ORDER BY place))"
            columns.append(f"list_filter({every}, lambda x, i: list_position({every}, x) = i) AS {name}")
        elif name in {"file", "record", "updated"}:
            columns.append(f"arg_min({name}, place) AS {name}")
        elif name == "year":
            columns.append("coalesce(first(year ORDER BY place) FILTER (year > 0), 0) AS year")
        else:
            columns.append(f"first({name} ORDER BY place) FILTER ({name} IS NOT NULL) AS {name}")
    text = ",\n".join(columns)
    return f"""WITH counted AS (
        SELECT m.*, q.authors AS p_authors, q.organisations AS p_organisations, q.countries AS p_countries
        FROM members m JOIN people p USING (final) JOIN members q
          ON q.final = m.final AND q.work = p.work AND q.row = p.row)
        SELECT {text} FROM counted GROUP BY final"""


def _write_works(connection: duckdb.DuckDBPyConnection, new: Path) -> list[Path]:
    """Write the rows that come, by table and year; return the old files that they replace."""
    merging = _some(connection, "several")
    connection.execute("CREATE TEMP TABLE leaving AS SELECT work FROM met")
    single = "ANTI JOIN (SELECT row FROM members WHERE row >= 0) USING (row)" if merging else ""
    rows = f"SELECT * EXCLUDE (row) FROM new_works {single}"
    if merging:
        rows += " UNION ALL BY NAME SELECT * FROM united"
    _copy(connection, rows, new / "works")
    for child in _CHILDREN:
        rows = f"SELECT * EXCLUDE (row) FROM new_{child} {single}"
        if merging:
            taken = "people" if child in {"authorships", "affiliations"} else f"having_{child}"
            rows += f""" UNION ALL BY NAME
                SELECT c.* EXCLUDE (row, work, year), t.final AS work, u.year
                FROM new_{child} c JOIN {taken} t USING (row) JOIN united u ON u.work = t.final
                UNION ALL BY NAME
                SELECT c.* EXCLUDE (filename, work, year), t.final AS work, u.year FROM old_{child} c
                JOIN (SELECT * FROM {taken} WHERE row < 0) t USING (work) JOIN united u ON u.work = t.final"""
        _copy(connection, rows, new / child)
    go: list[Path] = []
    for table in ("works", *_CHILDREN) if _some(connection, "leaving") else ():
        go += _without_leaving(connection, table, new)
    return go


def _without_leaving(connection: duckdb.DuckDBPyConnection, table: str, new: Path) -> list[Path]:
    """Write the files of a table anew that hold rows of works which come again; return the old ones."""
    years = "SELECT DISTINCT year FROM members WHERE row < 0"
    files = connection.sql(
        f"""SELECT DISTINCT filename FROM old_{table}
            WHERE year IN ({years}) AND work IN (SELECT work FROM leaving) ORDER BY 1"""
    ).fetchall()
    for (file,) in files:
        path = Path(file)
        target = new / table / path.parent.name / f"rest-{path.name}"
        target.parent.mkdir(parents=True, exist_ok=True)
        left = f"SELECT * FROM {_from([path], ', hive_partitioning = false')} ANTI JOIN leaving USING (work)"
        connection.execute(f"COPY ({left}) TO {_quoted(target)} (FORMAT parquet, COMPRESSION zstd)")
        if connection.sql(f"SELECT count(*) FROM {_from([target])}").fetchall()[0][0] == 0:
            target.unlink()
    return [Path(file) for (file,) in files]


def _copy(connection: duckdb.DuckDBPyConnection, rows: str, folder: Path) -> None:
    if not _some(connection, f"({rows})"):
        return
    folder.mkdir(parents=True, exist_ok=True)
    connection.execute(
        f"""COPY ({rows}) TO {_quoted(folder)}
            (FORMAT parquet, COMPRESSION zstd, PARTITION_BY (year), OVERWRITE_OR_IGNORE)"""
    )


def _write_projects(connection: duckdb.DuckDBPyConnection, new: Path) -> list[Path]:
    """Write all projects and participations anew where there are new ones: they are few."""
    if not _some(connection, "new_projects") and not _some(connection, "new_participations"):
        return []
    connection.execute(
        """CREATE TEMP TABLE every_project AS SELECT * EXCLUDE (row) FROM (
             SELECT * FROM new_projects
             UNION ALL BY NAME SELECT -1::BIGINT AS row, * EXCLUDE (filename) FROM old_projects)
           QUALIFY row_number() OVER (PARTITION BY project ORDER BY row DESC) = 1"""
    )
    # A project's participations come from the last file that has any, whole.
    connection.execute(
        """CREATE TEMP TABLE every_participation AS WITH every AS (
             SELECT *, row >> 36 AS source FROM new_participations
             UNION ALL BY NAME
             SELECT -1::BIGINT AS row, -1::BIGINT AS source, * EXCLUDE (filename) FROM old_participations)
           SELECT e.* EXCLUDE (row, source, year), coalesce(p.year, 0)::SMALLINT AS year
           FROM (SELECT * FROM every QUALIFY source = max(source) OVER (PARTITION BY project)) e
           LEFT JOIN every_project p USING (project)"""
    )
    _copy(connection, "SELECT * FROM every_project", new / "projects")
    _copy(connection, "SELECT * FROM every_participation", new / "participations")
    old = "SELECT DISTINCT filename FROM old_projects UNION SELECT DISTINCT filename FROM old_participations"
    return [Path(file) for (file,) in connection.sql(old).fetchall()]
