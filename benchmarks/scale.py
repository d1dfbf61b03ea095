"""How measuring grows with the number of works: time, processor time and memory of whole questions.

    python -m benchmarks.scale --works 200000 500000 1000000 2000000 [--engine duckdb|spark] [--keep DIR]

makes tables of works of our own making (the same for a size), asks each question in a process of its own,
writes the answer to Parquet, and prints a line for each. No work, person or organisation in them exists.
"""

import argparse
import json
import multiprocessing
import os
import resource
import shutil
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path

import numpy as np
import pyarrow as pa
import pyarrow.parquet as pq

from kelisim.measure import open_tables
from kelisim.measure.engines.spark import session
from kelisim.measure.indicators import counted_works, pair_indicators, unit_indicators
from kelisim.works.schema import TABLES

ORGANISATIONS = 20_000
_YEARS = np.arange(2000, 2026)
_CODES = (
    "US",
    "CN",
    "GB",
    "DE",
    "JP",
    "FR",
    "IN",
    "IT",
    "RU",
    "NL",
    "CH",
    "TR",
    "SE",
    "PL",
    "KZ",
    "UZ",
    "KG",
)
_PARTNERS = 24
_SEED = 7


def make_tables(folder: Path, works: int) -> None:
    """Write the tables of so many works: sizes of organisations after Zipf, partners that come again."""
    world = np.random.default_rng(_SEED)
    sizes = 1 / (np.arange(ORGANISATIONS) + 20) ** 0.8
    world.shuffle(sizes)
    chances = sizes / sizes.sum()
    partners = world.choice(ORGANISATIONS, size=(ORGANISATIONS, _PARTNERS), p=chances)
    homes = world.integers(0, len(_CODES), ORGANISATIONS)
    growth = 1.05 ** np.arange(len(_YEARS))
    counts = np.floor(works * growth / growth.sum()).astype(int)
    counts[-1] += works - counts.sum()
    start = 0
    for year, count in zip(_YEARS, counts, strict=True):
        _make_year(folder, int(year), int(count), start, (chances, partners, homes))
        start += count


def _make_year(
    folder: Path, year: int, count: int, start: int, world: tuple[np.ndarray, np.ndarray, np.ndarray]
) -> None:
    chances, partners, homes = world
    draw = np.random.default_rng([_SEED, year])
    authors = 1 + draw.poisson(3.2, count)
    crowded = draw.random(count) < 0.0005
    authors[crowded] = draw.integers(101, 400, crowded.sum())
    numbers = np.repeat(np.arange(count), authors)
    positions = np.arange(len(numbers)) - np.repeat(np.cumsum(authors) - authors, authors) + 1
    first = draw.choice(ORGANISATIONS, size=count, p=chances)[numbers]
    kind = draw.random(len(numbers))
    chosen = np.where(kind < 0.72, first, partners[first, draw.integers(0, _PARTNERS, len(numbers))])
    chosen = np.where(kind > 0.97, draw.choice(ORGANISATIONS, size=len(numbers), p=chances), chosen)
    chosen[positions == 1] = first[positions == 1]
    ids = pa.array([f"doi:10.5555/{start + n}" for n in range(count)])
    names = pa.array([f"0{n:08d}"[:9] for n in range(ORGANISATIONS)])
    codes = pa.array(_CODES)
    of_rows = ids.take(pa.array(numbers))
    organisations, countries = names.take(pa.array(chosen)), codes.take(pa.array(homes[chosen]))
    units = len(numbers)
    parts = {
        "works": {
            "work": ids,
            "type": pa.array(["article"]).take(pa.array(np.zeros(count, int))),
            "cited_by": pa.array(draw.negative_binomial(0.5, 0.04, count).astype("int32")),
            "fwci": pa.array(draw.gamma(0.5, 2.0, count)),
            "percentile": pa.array(draw.random(count)),
            "field": pa.array([str(n) for n in range(11, 37)]).take(pa.array(draw.integers(0, 26, count))),
            "authors": pa.array(authors.astype("int32")),
            "retracted": pa.array(draw.random(count) < 0.0005),
        },
        "authorships": {
            "work": of_rows,
            "position": pa.array(positions.astype("int32")),
            "countries": pa.ListArray.from_arrays(pa.array(np.arange(units + 1, dtype="int32")), countries),
        },
        "affiliations": {
            "work": of_rows,
            "position": pa.array(positions.astype("int32")),
            "raw": organisations,
            "organisation": organisations,
            "name": organisations,
            "country": countries,
        },
    }
    for name, columns in parts.items():
        schema = TABLES[name]
        size = count if name == "works" else units
        full = {f.name: columns.get(f.name, pa.nulls(size, f.type)) for f in schema}
        full["year"] = pa.array(np.full(size, year, "int16"))
        target = folder / name / f"year={year}"
        target.mkdir(parents=True)
        pq.write_table(pa.table(full, schema=schema), target / "part-0.parquet", compression="zstd")


def pairs_by_year(folder: Path, engine: str, out: Path) -> int:
    """All indicators of all pairs of organisations, year by year."""
    return _written(open_tables(folder, engine), pair_indicators, out, by_year=True)


def pairs_pooled(folder: Path, engine: str, out: Path) -> int:
    """All indicators of all pairs of organisations over all years."""
    return _written(open_tables(folder, engine), pair_indicators, out, by_year=False)


def units_by_year(folder: Path, engine: str, out: Path) -> int:
    """All indicators of all organisations, year by year, fractional counting."""
    tables = open_tables(folder, engine)
    return _written(
        tables, lambda t: unit_indicators(counted_works(t, "organisations", "fractional"), ["year"]), out
    )


QUESTIONS: dict[str, Callable[[Path, str, Path], int]] = {
    "pairs_by_year": pairs_by_year,
    "pairs_pooled": pairs_pooled,
    "units_by_year": units_by_year,
}


def _written(tables, expression, out: Path, **options) -> int:
    found = expression(tables, **options)
    if tables.engine == "duckdb":
        found.to_parquet(out)
    else:  # the cluster writes its own parts
        session().sql(tables.backend.compile(found)).write.mode("overwrite").parquet(str(out))
    files = [out] if out.is_file() else sorted(out.glob("*.parquet"))
    return sum(pq.ParquetFile(file).metadata.num_rows for file in files)


def _ask(question: str, folder: Path, engine: str, out: Path, answers: "multiprocessing.Queue[dict]") -> None:
    start, busy = time.perf_counter(), time.process_time()
    rows = QUESTIONS[question](folder, engine, out)
    answers.put(
        {
            "question": question,
            "rows": rows,
            "seconds": round(time.perf_counter() - start, 1),
            "processor_seconds": round(time.process_time() - busy, 1),
            "peak_mb": resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024,
        }
    )


def ask(question: str, folder: Path, engine: str) -> dict:
    """Ask one question in a new process; return its time, memory and number of rows."""
    context = multiprocessing.get_context("spawn")
    answers = context.Queue()
    with tempfile.TemporaryDirectory() as scratch:
        process = context.Process(
            target=_ask, args=(question, folder, engine, Path(scratch) / "out.parquet", answers)
        )
        process.start()
        process.join()
        if process.exitcode != 0:
            raise SystemExit(f"{question} failed with {process.exitcode}")
        return answers.get()


def main() -> None:
    """Make tables of each size and ask each question."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--works", type=int, nargs="+", default=[200_000, 500_000, 1_000_000, 2_000_000])
    parser.add_argument("--engine", default="duckdb")
    parser.add_argument("--questions", nargs="+", default=list(QUESTIONS), choices=list(QUESTIONS))
    parser.add_argument("--keep", type=Path, help="keep the tables here, and use those that are")
    given = parser.parse_args()
    root = given.keep or Path(tempfile.mkdtemp(prefix="kelisim-scale-"))
    print(f"{os.cpu_count()} processors, load {os.getloadavg()[0]:.1f}", file=sys.stderr)
    try:
        for works in given.works:
            folder = root / str(works)
            if not folder.exists():
                start = time.perf_counter()
                make_tables(folder, works)
                print(f"made {works:,} works in {time.perf_counter() - start:.0f} s", file=sys.stderr)
            for question in given.questions:
                print(
                    json.dumps({"works": works, "engine": given.engine} | ask(question, folder, given.engine))
                )
                sys.stdout.flush()
            if given.keep is None:
                shutil.rmtree(folder)
    finally:
        if given.keep is None:
            shutil.rmtree(root)


if __name__ == "__main__":
    main()
