"""How well suggestions of partners find links that were hidden from them.

    python -m benchmarks.partners TABLES [--level organisations] [--min-works 3]
    python -m benchmarks.partners --countries WrldCo_years.zip
    python -m benchmarks.partners --generated

The last two years are hidden. Weights are learned from the two years before. For each unit with new links all
units without joint works so far are ranked; AUC and recall@k are averaged over units ("pooled": over all
pairs). Beside our order stand its single features and the product of degrees.

TABLES is the folder `tables/` of a workspace. --countries takes a zip of yearly Pajek networks
(`…2023.net`: vertices by ISO code, arcs with joint works, the diagonal with all works), without topics, and
goes through all years. --generated makes works by organisations with known topics, sizes and places, in which
links come about by all three.
"""

import argparse
import io
import re
import resource
import tempfile
import time
import zipfile
from collections import defaultdict
from collections.abc import Sequence
from dataclasses import replace
from datetime import date
from pathlib import Path

import numpy as np
import pyarrow as pa
import pyarrow.parquet as pq
import scipy.sparse as sp

from kelisim.measure import open_tables
from kelisim.measure.partners import Evaluation, Landscape, evaluate, grounds, hide_and_seek, learn, partners
from kelisim.measure.partners.landscape import homes_of, points_of
from kelisim.works.schema import TABLES

_SPAN = 5


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("tables", nargs="?", type=Path)
    parser.add_argument("--level", default="organisations", choices=["organisations", "countries"])
    parser.add_argument("--min-works", type=int, default=3)
    parser.add_argument("--countries", type=Path)
    parser.add_argument("--generated", action="store_true")
    parser.add_argument("--organisations", type=int, default=2_000)
    given = parser.parse_args()
    if given.countries is not None:
        country_networks(given.countries)
    elif given.generated:
        with tempfile.TemporaryDirectory() as folder:
            began = time.perf_counter()
            generate(Path(folder), given.organisations)
            print(f"generated in {time.perf_counter() - began:.1f} s")
            of_tables(Path(folder), "organisations", given.min_works)
            suggestions(Path(folder))
    elif given.tables is not None:
        of_tables(given.tables, given.level, given.min_works)
    else:
        parser.error("give TABLES, --countries FILE or --generated")


def of_tables(folder: Path, level: str, least: int) -> None:
    began = time.perf_counter()
    seen = hide_and_seek(open_tables(folder), level=level, least=least)  # type: ignore[arg-type]
    shown(f"{level}, at least {least} works", seen)
    print(f"{time.perf_counter() - began:.1f} s\n")


def suggestions(folder: Path) -> None:
    """Time the suggestions for one organisation, from opening the tables on."""
    began = time.perf_counter()
    found = partners(open_tables(folder), "org00001", least=3)
    memory = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1e6
    took = time.perf_counter() - began
    print(f"suggestions for one of {found.compared} organisations: {took:.1f} s, at most {memory:.2f} GB")


def shown(title: str, seen: Evaluation) -> None:
    print(f"{title}: {seen.units} units; {seen.links} new links of {seen.homes}, {seen.candidates} pairs")
    ks = list(seen.scores[0].recall) if len(seen.scores) > 0 else []
    print(f"{'':<16}{'AUC':>7}{'pooled':>8}" + "".join(f"{f'recall@{k}':>11}" for k in ks))
    for score in seen.scores:
        recalls = "".join(f"{score.recall[k]:>11.3f}" for k in ks)
        print(f"{score.method:<16}{score.auc:>7.3f}{score.pooled:>8.3f}{recalls}")


# --- country networks ----------------------------------------------------------------------------------


def country_networks(file: Path) -> None:
    """Hide each pair of years in turn, and give the mean over them."""
    yearly = read_pajek(file)
    last = max(yearly)
    seen = []
    for year in range(min(yearly) + _SPAN + 5, last + 1):
        learned_on = countries_of(yearly, year - 4)
        weights = learn(grounds(learned_on), links_of(yearly, learned_on, (year - 3, year - 2)))
        known = countries_of(yearly, year - 2)
        seen.append((year, evaluate(grounds(known), links_of(yearly, known, (year - 1, year)), weights)))
    shown(f"countries, {last - 1}–{last} hidden", seen[-1][1])
    print(
        f"\nmean over hidden years from {seen[0][0]} to {last} ({sum(e.links for _, e in seen)} new links):"
    )
    for number, score in enumerate(seen[-1][1].scores):
        aucs = [each.scores[number].auc for _, each in seen]
        tens = [each.scores[number].recall[10] for _, each in seen]
        print(f"{score.method:<16}AUC {np.mean(aucs):.3f}   recall@10 {np.mean(tens):.3f}")


Yearly = dict[int, dict[tuple[str, str], float]]


def read_pajek(file: Path) -> Yearly:
    """Return for each year the joint works of pairs of countries, and on the diagonal all works."""
    found: Yearly = {}
    with zipfile.ZipFile(file) as archive:
        for name in archive.namelist():
            year = re.fullmatch(r"\D+(\d{4})\.net", name)
            if year is not None:
                found[int(year[1])] = _network(io.TextIOWrapper(archive.open(name), "utf-8-sig"))
    return found


def _network(lines: io.TextIOWrapper) -> dict[tuple[str, str], float]:
    codes: dict[str, str] = {}
    pairs: dict[tuple[str, str], float] = {}
    part = ""
    for line in lines:
        if line.startswith("*"):
            part = line.split()[0].lower()
        elif part == "*vertices" and line.strip():
            number, code = line.split(maxsplit=1)
            codes[number] = code.strip().strip('"')
        elif part in ("*arcs", "*edges") and line.strip():
            first, second, works = line.split()[:3]
            pairs[codes[first], codes[second]] = float(works)
    return pairs


def countries_of(yearly: Yearly, last: int) -> Landscape:
    """Return the landscape of countries in the five years up to `last`."""
    years = (last - _SPAN + 1, last)
    works: dict[str, float] = defaultdict(float)
    for year in range(years[0], last + 1):
        for (first, second), count in yearly[year].items():
            if first == second:
                works[first] += count
    units = tuple(sorted(code for code, count in works.items() if count >= 5))
    made = Landscape(
        level="countries",
        years=years,
        units=units,
        names=units,
        countries=units,
        works=np.array([works[code] for code in units]),
        links=sp.csr_array((len(units), len(units))),
        profiles=sp.csr_array((len(units), 1)),
        topics=(),
        fields=np.zeros(1, np.int64),
        field_names=(),
        points=points_of(units),
        homes=homes_of(units),
    )
    return replace(made, links=links_of(yearly, made, years))


def links_of(yearly: Yearly, known: Landscape, years: tuple[int, int]) -> sp.csr_array:
    number = {code: place for place, code in enumerate(known.units)}
    found = sp.lil_array((known.size, known.size))
    for year in range(years[0], years[1] + 1):
        for (first, second), count in yearly[year].items():
            if first != second and first in number and second in number:
                found[number[first], number[second]] += count
    return found.tocsr()


# --- generated works -----------------------------------------------------------------------------------


def generate(folder: Path, organisations: int, *, seed: int = 7) -> None:
    """Write tables of works by organisations with fields, sizes and countries, 2017 to 2025."""
    rng = np.random.default_rng(seed)
    topics, countries = 60, ["KZ", "UZ", "DE", "GB", "FR", "PL", "US", "CN", "KR", "TR"]
    home = rng.integers(0, len(countries), organisations)
    profile = rng.dirichlet(np.full(topics, 0.08), organisations)
    size = rng.pareto(1.3, organisations) + 1
    size[1] = size.max()  # the one that suggestions are made for
    rows: dict[str, list[dict[str, object]]] = defaultdict(list)
    for number in range(organisations * 15):
        year = int(rng.integers(2017, 2026))
        lead = int(rng.choice(organisations, p=size / size.sum()))
        topic = int(rng.choice(topics, p=profile[lead]))
        pull = size * (profile[:, topic] + 0.002) * np.where(home == home[lead], 4.0, 1.0)
        pull[lead] = 0
        others = rng.choice(organisations, min(int(rng.poisson(0.9)), 4), replace=False, p=pull / pull.sum())
        _work(rows, number, year, topic, [(int(n), countries[home[n]]) for n in (lead, *others)])
    for name, schema in TABLES.items():
        for year in sorted({row["year"] for row in rows[name]}):  # type: ignore[type-var]
            part = folder / name / f"year={year}"
            part.mkdir(parents=True)
            chosen = [row for row in rows[name] if row["year"] == year]
            pq.write_table(pa.Table.from_pylist(chosen, schema), part / "part-0.parquet")


def _work(
    rows: dict[str, list[dict[str, object]]],
    number: int,
    year: int,
    topic: int,
    by: Sequence[tuple[int, str]],
) -> None:
    work = {"work": f"w{number}", "year": year}
    size = {"authors": len(by), "organisations": len(by), "countries": len({code for _, code in by})}
    rows["works"].append(
        {**work, **size, "date": date(year, 6, 1), "retracted": False, "sources": ["generated"]}
    )
    names = {"topic": f"T{topic}", "name": f"Topic {topic}", "field": f"{topic // 6}", "score": 1.0}
    rows["topics"].append({**work, **names})
    for position, (organisation, country) in enumerate(by, start=1):
        id = f"org{organisation:05}"
        one = {"position": position, "organisation": id, "name": id, "country": country, "by": "source"}
        rows["affiliations"].append({**work, **one})


if __name__ == "__main__":
    main()
