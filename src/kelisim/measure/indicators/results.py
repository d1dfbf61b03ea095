"""Figures with all that is needed to read them: definitions, counting rule, date, filters, works left out."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any, Final

import ibis.expr.types as ir
import numpy as np

from kelisim.measure.counting import COUNTINGS, Counting, Level, units
from kelisim.measure.indicators.catalogue import Indicator, indicators_about
from kelisim.measure.indicators.of_pairs import PairCounting, pair_indicators
from kelisim.measure.indicators.of_units import By, cells, counted_works, unit_indicators
from kelisim.measure.indicators.stability import COVERAGE, REPLICATES, SEED, stability_interval
from kelisim.measure.scope import MOST_AUTHORS, MOST_COUNTRIES, Scope, left_out, works_for_pairs, works_in
from kelisim.measure.tables import Tables

_EVERYTHING: Final = Scope()
_PAIR_RULES: Final = {
    "full": "each joint work counts 1 for each pair",
    "fractional": "each joint work counts 1/(n(n−1)/2) for each pair of its n units",
}


@dataclass(frozen=True, slots=True)
class LeftOut:
    """Works that a figure does not rest on, and why."""

    works: int
    reason: str


@dataclass(frozen=True, slots=True)
class Result:
    """A table of figures: rows still to be fetched, and how to read them.

    `works` is the number of works that the figures rest on. `seed` is that of the stability intervals, where
    there are any.
    """

    rows: ir.Table
    keys: tuple[str, ...]
    definitions: tuple[Indicator, ...]
    counting: str
    scope: Scope
    data_date: str | None
    engine: str
    works: int
    left_out: tuple[LeftOut, ...]
    seed: int | None = None


def measure_units(
    tables: Tables,
    level: Level,
    counting: Counting = "full",
    scope: Scope = _EVERYTHING,
    *,
    by: Sequence[By] = (),
    of: Sequence[str] = (),
    groups: Mapping[str, str] | None = None,
) -> Result:
    """Measure all units of a level, those in `of`, or groups of units (unit → group), by year and field."""
    counted = counted_works(tables, level, counting, scope, groups=groups, of=of)
    works, left = _account(tables, level, scope, pairs=False)
    return Result(
        unit_indicators(counted, by),
        ("unit", *by),
        indicators_about("unit"),
        f"{counting}: {COUNTINGS[counting]}",
        scope,
        tables.read_on.isoformat() if tables.read_on is not None else None,
        tables.engine,
        works,
        left,
    )


def measure_pairs(
    tables: Tables,
    level: Level,
    counting: PairCounting = "full",
    scope: Scope = _EVERYTHING,
    *,
    by_year: bool = False,
    of: Sequence[str] = (),
) -> Result:
    """Measure all pairs of a level that have joint works, or those with a unit in `of`."""
    works, left = _account(tables, level, scope, pairs=True)
    return Result(
        pair_indicators(tables, level, counting, scope, by_year=by_year, of=of),
        ("first", "second", "year") if by_year else ("first", "second"),
        indicators_about("pair"),
        f"{counting}: {_PAIR_RULES[counting]}",
        scope,
        tables.read_on.isoformat() if tables.read_on is not None else None,
        tables.engine,
        works,
        left,
    )


def rows_with_intervals(
    result: Result,
    counted: ir.Table,
    *,
    seed: int = SEED,
    replicates: int = REPLICATES,
) -> tuple[Result, list[dict[str, Any]]]:
    """Return the rows of a result of units, each mean with its stability interval (`…_low`, `…_high`).

    `counted` is what the result was made from (`counted_works`). The same seed gives the same bounds on every
    engine. Takes about 1 ms a thousand works and indicator.
    """
    by: tuple[By, ...] = tuple(key for key in result.keys if key in {"year", "field"})  # type: ignore[misc]
    rows: list[dict[str, Any]] = result.rows.order_by(*result.keys).to_pyarrow().to_pylist()
    index = {tuple(row[key] for key in result.keys): row for row in rows}
    alike = cells(counted, by).order_by(*result.keys, "indicator").to_pyarrow()
    names = [*result.keys, "indicator"]
    keys = list(zip(*(alike.column(name).to_pylist() for name in names), strict=True))
    columns = [alike.column(name).to_numpy() for name in ("value", "weight", "works")]
    start = 0
    while start < len(keys):
        key = keys[start]
        end = start
        while end < len(keys) and keys[end] == key:
            end += 1
        values, weights, works = (column[start:end] for column in columns)
        found = stability_interval(
            values.astype(np.float64),
            weights.astype(np.float64),
            works.astype(np.int64),
            key="|".join(map(str, key)),
            seed=seed,
            replicates=replicates,
        )
        row = index[key[:-1]]
        row[f"{key[-1]}_low"], row[f"{key[-1]}_high"] = found.low, found.high
        start = end
    return replace(result, seed=seed), rows


def about(result: Result) -> dict[str, Any]:
    """Return what stands beside figures, as plain values for JSON."""
    scope = result.scope
    told: dict[str, Any] = {
        "counting": result.counting,
        "data_date": result.data_date,
        "filters": {
            "years": list(scope.years) if scope.years is not None else None,
            "fields": list(scope.fields),
            "types": list(scope.types),
            "retracted": scope.retracted,
            "hyperauthored": scope.hyperauthored,
        },
        "works": result.works,
        "left_out": [{"works": part.works, "reason": part.reason} for part in result.left_out],
        "engine": result.engine,
        "definitions": {
            one.name: {"title": one.title, "formula": one.formula, "unit": one.unit, "source": one.source}
            for one in result.definitions
        },
    }
    if result.seed is not None:
        told["stability"] = {
            "seed": result.seed,
            "replicates": REPLICATES,
            "coverage": COVERAGE,
            "method": "bootstrap over publications (CWTS Leiden Ranking Open Edition)",
        }
    return told


def _account(tables: Tables, level: Level, scope: Scope, *, pairs: bool) -> tuple[int, tuple[LeftOut, ...]]:
    """Return how many works count, and those that do not; all works asked for are in one or the other."""
    row = left_out(tables, scope).to_pyarrow().to_pylist()[0]
    kept = works_for_pairs(tables, scope) if pairs else works_in(tables, scope)
    found = units(tables, kept, level)
    least = 2 if pairs else 1
    sizes = found.group_by("work").aggregate(n=found.count())
    counted = int(sizes.filter(sizes.n >= least).count().to_pyarrow().as_py())
    crowded = row["hyperauthored"] if pairs else 0
    lonely = row["works"] - row["retracted"] - crowded - counted
    reasons = [
        (row["retracted"], "retracted"),
        (crowded, f"more than {MOST_AUTHORS} authors or {MOST_COUNTRIES} countries"),
        (lonely, f"fewer than two {level} known" if pairs else f"no {level} known"),
    ]
    return counted, tuple(LeftOut(int(number), reason) for number, reason in reasons if number > 0)
