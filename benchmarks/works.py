"""A snapshot of works read to tables, beside what DuckDB takes to parse the same files.

    python -m benchmarks.works_generate DIR --works 2000000
    python -m benchmarks.works DIR/works [--jobs 2] [--again] [--whole]
    python -m benchmarks.works DIR --sizes 200000,500000,1000000,2000000

Prints seconds on the clock and of the processor, and the highest memory of a process. "DuckDB parses" is its
read_json on as many threads, nothing written: of all columns as it finds them itself (`--whole`), and of only
those that the tables hold, their types declared. `--again` adds the first part once more, changed in nothing
but its bytes: what an update costs. `--sizes` makes, times and removes a snapshot of each size below DIR.
"""

import argparse
import gzip
import os
import shutil
import subprocess
import sys
import tempfile
import time
from pathlib import Path

from benchmarks.works_generate import generate

_PARSE = """
import sys, duckdb
files, threads = sys.argv[1:]
named = "STRUCT(id VARCHAR, display_name VARCHAR)"
topic = f"STRUCT(id VARCHAR, display_name VARCHAR, score DOUBLE, subfield {named}, "
topic += f"field {named}, domain {named})"
organisation = "STRUCT(id VARCHAR, display_name VARCHAR, ror VARCHAR, country_code VARCHAR)"
authorship = "STRUCT(author STRUCT(id VARCHAR, display_name VARCHAR, orcid VARCHAR), "
authorship += f"institutions {organisation}[], countries VARCHAR[], is_corresponding BOOLEAN, "
authorship += "raw_author_name VARCHAR, "
authorship += "affiliations STRUCT(raw_affiliation_string VARCHAR, institution_ids VARCHAR[])[])"
columns = {
    "id": "VARCHAR", "doi": "VARCHAR", "title": "VARCHAR", "publication_year": "INTEGER",
    "publication_date": "VARCHAR", "language": "VARCHAR", "primary_location": f"STRUCT(source {named})",
    "type": "VARCHAR", "authorships": f"{authorship}[]", "fwci": "DOUBLE", "cited_by_count": "INTEGER",
    "citation_normalized_percentile": 'STRUCT("value" DOUBLE)', "is_retracted": "BOOLEAN",
    "primary_topic": topic, "topics": f"{topic}[]", "referenced_works": "VARCHAR[]",
    "updated_date": "VARCHAR",
}
given = ", ".join(f"{name}: '" + kind.replace("'", "''") + "'" for name, kind in columns.items())
used = ", ".join(f"count({name})" for name in columns)
connection = duckdb.connect(config={"threads": int(threads)})
connection.sql(
    f"SELECT {used} FROM read_json('{files}', format = 'newline_delimited', columns = {{{given}}})"
).fetchall()
"""
_WHOLE = """
import sys, duckdb
files, threads = sys.argv[1:]
connection = duckdb.connect(config={"threads": int(threads)})
connection.sql(f"SELECT count(COLUMNS(*)) FROM read_json('{files}', format = 'newline_delimited')").fetchall()
"""


def timed(what: str, *command: str) -> None:
    """Run a command and print how long it took, on the clock and of the processor, and its highest memory."""
    started = time.perf_counter()
    with tempfile.TemporaryFile() as told:
        process = subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=told)
        _, status, used = os.wait4(process.pid, 0)
        process.returncode = os.waitstatus_to_exitcode(status)
        wall, processor = time.perf_counter() - started, used.ru_utime + used.ru_stime
        print(
            f"{what:<28}{wall:8.1f} s {processor:8.1f} s processor {used.ru_maxrss / 1e6:6.2f} GB", flush=True
        )
        if process.returncode != 0:
            told.seek(0)
            sys.exit(told.read()[-2000:].decode())


def main() -> None:
    """Time both."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("folder", type=Path, help="the works of a snapshot")
    parser.add_argument("--jobs", type=int, default=2)
    parser.add_argument("--again", action="store_true")
    parser.add_argument("--whole", action="store_true")
    parser.add_argument("--sizes", help="make snapshots of so many works: 200000,2000000")
    given = parser.parse_args()
    if given.sizes is None:
        compare(given.folder, given)
        return
    for size in map(int, given.sizes.split(",")):
        made = given.folder / str(size)
        print(f"\n{size:,} works", flush=True)
        compare(generate(made, works=size, parts=max(2, size // 50_000), jobs=given.jobs), given)
        shutil.rmtree(made)


def compare(folder: Path, given: argparse.Namespace) -> None:
    """Time ours and DuckDB on one snapshot."""
    kelisim = (sys.executable, "-c", "from kelisim.cli import main; main()")
    with tempfile.TemporaryDirectory() as scratch:
        workspace = str(Path(scratch) / "register")
        subprocess.run([*kelisim, "init", workspace], check=True, capture_output=True)
        add = (*kelisim, "works", "add", "--no-resolve", "--jobs", str(given.jobs), "-w", workspace)
        timed("kelisim works add", *add, str(folder))
        size = sum(file.stat().st_size for file in Path(workspace).rglob("*.parquet"))
        print(f"{'tables':<28}{size / 1e6:8.0f} MB")
        timed("kelisim works stats", *kelisim, "works", "stats", "--json", "-w", workspace)
        if given.again:
            part = sorted(folder.rglob("*.gz"))[0]
            again = Path(scratch) / "again.gz"
            again.write_bytes(part.read_bytes() + gzip.compress(b"\n"))
            timed("one part again", *add, str(again))
    files = str(folder / "*" / "*.gz")
    timed("DuckDB parses our columns", sys.executable, "-c", _PARSE, files, str(given.jobs))
    if given.whole:
        timed("DuckDB parses all", sys.executable, "-c", _WHOLE, files, str(given.jobs))


if __name__ == "__main__":
    main()
