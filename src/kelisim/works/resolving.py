"""Affiliation strings without an organisation → organisations, by the matcher; each string once."""

import os
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Final

import duckdb
import pyarrow as pa
import pyarrow.compute as pc
import pyarrow.parquet as pq

from kelisim.places import country_name
from kelisim.resolve.registry import Candidate, info, load, match_many
from kelisim.works.staging import Progress
from kelisim.works.tables import ANSWERS, WORK

_BATCH: Final = 2000
_FOUND: Final = pa.schema(
    [
        ("raw", pa.string()),
        ("organisation", pa.string()),
        ("name", pa.string()),
        ("country", pa.string()),
        ("probability", pa.float64()),
    ]
)


@dataclass(frozen=True, slots=True)
class Counts:
    """Strings that stand without an organisation, and those to which the matcher gives one."""

    asked: int
    resolved: int


def resolve_staged(tables: Path, folders: list[Path], registry: Path, *, progress: Progress) -> Counts:
    """Give the staged affiliations without an organisation those that their strings name.

    A string that names several becomes several rows; one that names none stays. What the matcher said is kept
    in the folder of the tables, so that no later file asks it again, until another registry is installed.
    """
    told = info(registry)
    answers = tables / WORK / ANSWERS / f"{told.installed}-{told.records}.parquet".replace(":", "")
    answers.parent.mkdir(exist_ok=True)
    files = [file for file in (folder / "affiliations.parquet" for folder in folders) if file.exists()]
    with duckdb.connect() as connection:
        connection.execute("CREATE TABLE strings (raw VARCHAR)")
        for file in files:
            connection.execute(
                "INSERT INTO strings SELECT DISTINCT raw FROM read_parquet(?) WHERE organisation IS NULL",
                [str(file)],
            )
        connection.execute("CREATE TABLE asked AS SELECT DISTINCT raw FROM strings WHERE raw IS NOT NULL")
        parts = [file for file in (folder / "participations.parquet" for folder in folders) if file.exists()]
        for file in parts:
            pq.write_table(_asking(pq.read_table(file)), file.with_name("asking.parquet"))
            connection.execute(
                "INSERT INTO asked SELECT DISTINCT asking FROM read_parquet(?)",
                [str(file.with_name("asking.parquet"))],
            )
        _open_answers(connection, answers)
        new = connection.sql("SELECT raw FROM asked ANTI JOIN answers USING (raw) ORDER BY raw").fetchall()
        for rows in _matched([raw for (raw,) in new], registry, progress):
            connection.register("rows", rows)
            connection.execute("INSERT INTO answers SELECT * FROM rows")
        if new:
            _keep(connection, answers)
        connection.execute("CREATE TABLE found AS SELECT * FROM answers SEMI JOIN asked USING (raw)")
        connection.execute("DELETE FROM found WHERE organisation IS NULL")
        for file in files:
            _rewrite(connection, file)
        for file in parts:
            _rewrite_parts(connection, file)
        asked = connection.sql("SELECT count(*) FROM asked").fetchall()[0][0]
        return Counts(asked, connection.sql("SELECT count(DISTINCT raw) FROM found").fetchall()[0][0])


def _open_answers(connection: duckdb.DuckDBPyConnection, file: Path) -> None:
    connection.register("nothing", _FOUND.empty_table())
    connection.execute("CREATE TABLE answers AS SELECT * FROM nothing")
    if file.exists():
        connection.execute("INSERT INTO answers SELECT * FROM read_parquet(?)", [str(file)])


def _matched(raws: list[str], registry: Path, progress: Progress) -> Iterator[pa.Table]:
    if not raws:
        return
    loaded = load(registry)
    for first in range(0, len(raws), _BATCH):
        batch = raws[first : first + _BATCH]
        rows = [
            row
            for raw, found in zip(batch, match_many(loaded, batch), strict=True)
            for row in ([_row(raw, each) for each in found] or [(raw, None, None, None, None)])
        ]
        columns = zip(*rows, strict=True)
        yield pa.Table.from_arrays(
            [pa.array(values, field.type) for values, field in zip(columns, _FOUND, strict=True)],
            schema=_FOUND,
        )
        progress("resolve", first + len(batch), len(raws))


def _row(raw: str, found: Candidate) -> tuple[object, ...]:
    id = (found.successor or found.id).removeprefix("https://ror.org/")
    return raw, id, found.name, found.country, found.probability


def _keep(connection: duckdb.DuckDBPyConnection, file: Path) -> None:
    partial = file.with_name(f".{file.name}.part")
    pq.write_table(connection.sql("SELECT * FROM answers").to_arrow_table(), partial, compression="zstd")
    os.replace(partial, file)


def _rewrite(connection: duckdb.DuckDBPyConnection, file: Path) -> None:
    """Write a file's staged affiliations with what was found, and its works with what they then count."""
    connection.from_parquet(str(file)).create_view("given", replace=True)
    joined = connection.sql(
        """SELECT g.work, g.position, g.raw, coalesce(g.organisation, f.organisation) AS organisation,
             coalesce(g.name, f.name) AS name, coalesce(f.country, g.country) AS country,
             CASE WHEN f.raw IS NULL THEN g.by ELSE 'matcher' END AS "by",
             coalesce(g.probability, f.probability) AS probability, g.year, g.row
           FROM given g LEFT JOIN found f ON g.raw = f.raw AND g.organisation IS NULL"""
    ).to_arrow_table()
    schema = pq.read_schema(file)
    if joined.num_rows == 0 or not pc.any(pc.equal(joined["by"], "matcher")).as_py():
        return
    connection.register("joined", joined)
    works = file.with_name("works.parquet")
    connection.from_parquet(str(works)).create_view("works", replace=True)
    connection.from_parquet(str(file.with_name("authorships.parquet"))).create_view("authors", replace=True)
    counted = connection.sql(
        """WITH placed AS (
             SELECT row, country FROM joined WHERE country IS NOT NULL
             UNION SELECT row, unnest(countries) FROM authors),
           places AS (SELECT row, count(DISTINCT country) AS n FROM placed GROUP BY row),
           named AS (SELECT row, count(DISTINCT organisation) AS n FROM joined GROUP BY row)
           SELECT w.* REPLACE (coalesce(named.n, 0)::INTEGER AS organisations,
             coalesce(places.n, 0)::INTEGER AS countries)
           FROM works w LEFT JOIN places USING (row) LEFT JOIN named USING (row) ORDER BY w.row"""
    ).to_arrow_table()
    _replace(works, counted.cast(pq.read_schema(works)))
    _replace(file, joined.cast(schema))


def _asking(parts: pa.Table) -> pa.Table:
    """Return participations with what the matcher is asked: name, city and country by its name."""
    names = {code: country_name(code) for code in parts["country"].unique().to_pylist() if code}
    given = zip(parts["raw"].to_pylist(), parts["country"].to_pylist(), strict=True)
    asking = [f"{raw}, {names[code]}" if code else raw for raw, code in given]
    return parts.append_column("asking", pa.array(asking, pa.string()))


def _rewrite_parts(connection: duckdb.DuckDBPyConnection, file: Path) -> None:
    """Write a file's staged participations with the likeliest organisation of each; a row stays a row."""
    asking = file.with_name("asking.parquet")
    connection.from_parquet(str(asking)).create_view("parts", replace=True)
    found = connection.sql(
        """WITH best AS (
             SELECT raw, arg_max(organisation, probability) AS organisation,
               arg_max(name, probability) AS name, max(probability) AS probability
             FROM found GROUP BY raw)
           SELECT p.* EXCLUDE (asking) REPLACE (
             b.organisation AS organisation, coalesce(b.name, p.name) AS name,
             CASE WHEN b.raw IS NOT NULL THEN 'matcher' END AS "by", b.probability AS probability)
           FROM parts p LEFT JOIN best b ON p.asking = b.raw ORDER BY p.row"""
    ).to_arrow_table()
    schema = pq.read_schema(file)
    asking.unlink()
    _replace(file, found.cast(schema))


def _replace(file: Path, table: pa.Table) -> None:
    partial = file.with_name(f".{file.name}.part")
    pq.write_table(table, partial, compression="lz4")
    os.replace(partial, file)
