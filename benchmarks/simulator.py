"""Bias, coverage and false alarms of the verdicts in made worlds, and of comparisons that are often made.

    python -m benchmarks.simulator [--worlds 400] [--jobs 1] [--scenarios "no effect;+50 %"] [--ways "ours"]

In each made world 100 agreements with a known effect are assessed. *Bias* is the mean error of the logarithm
of the rate ratio, in per cent; *coverage* how often the 95 % interval holds the truth; *found* how often the
interval lies above 1: a false alarm where there is no effect. *One by one*: five agreements a world are
judged alone; *coverage* is then how often the works that came lie within the 90 % interval of those expected
without an agreement, *found* the share with the verdict "evidence".
"""

import argparse
import time
from collections.abc import Callable, Sequence
from functools import partial
from multiprocessing import get_context

import numpy as np

from kelisim.measure.effects.controls import Group, rows_of
from kelisim.measure.effects.growth import growth
from kelisim.measure.effects.one import Count, count_of, predicted
from kelisim.measure.effects.panel import Panel, Windows
from kelisim.measure.effects.ratio import rate_ratio
from kelisim.measure.simulator import (
    SCENARIOS,
    World,
    before_and_after,
    matched_on_the_peak,
    panel_of,
    simulate,
)

_WINDOWS = Windows()
_ALONE = 5  # agreements a world that are judged one by one
Found = tuple[float, float, float]


def ours(world: World, group: Group) -> Found:
    """Return our rate ratio and its limits."""
    panel = panel_of(world)
    signed = panel.signed
    rows = rows_of(panel, signed, panel.start[signed], group, _WINDOWS)
    found = rate_ratio(
        growth(panel, rows, _WINDOWS),
        _WINDOWS.reference,
        _WINDOWS.assessed,
        len(panel.start),
        seed=world.seed,
    )
    return (np.nan, np.nan, np.nan) if found is None else (found.value, found.low, found.high)


def one_by_one(world: World) -> tuple[float, float]:
    """Return the shares of evidence, and of works within the interval of those expected."""
    panel = panel_of(world)
    random = np.random.default_rng(world.seed)
    signed = panel.signed
    every = growth(panel, rows_of(panel, signed, panel.start[signed], "same home", _WINDOWS), _WINDOWS)
    evidence, inside = [], []
    for case in random.choice(signed, _ALONE, replace=False):
        alone = _of_one(panel, int(case), every.drift)
        if alone is None:
            continue
        to_come = predicted(alone)
        evidence.append(alone.after > to_come.high)
        inside.append(to_come.low <= alone.after <= to_come.high)
    return float(np.mean(evidence)), float(np.mean(inside))


def _of_one(panel: Panel, case: int, drift: float) -> Count | None:
    cases = np.array([case])
    found = growth(panel, rows_of(panel, cases, panel.start[cases], "matched", _WINDOWS), _WINDOWS)
    return count_of(found, _WINDOWS, _WINDOWS.assessed, drift)


WAYS: dict[str, Callable[[World], Found]] = {
    "ours": partial(ours, group="matched"),
    "before and after": before_and_after,
    "matched on the peak": matched_on_the_peak,
}


def assess(job: tuple[str, int, tuple[str, ...]]) -> list[tuple[float, float, float]]:
    """Return for each way: error of the logarithm, whether the truth is covered, whether it lies above 1."""
    name, seed, ways = job
    world = simulate(SCENARIOS[name], seed=1000 * list(SCENARIOS).index(name) + seed)
    results = []
    for way in ways:
        if way == "one by one":
            evidence, inside = one_by_one(world)
            results.append((np.nan, inside, evidence))
            continue
        measure = WAYS[way] if way in WAYS else partial(ours, group=way)
        value, low, high = measure(world)
        results.append(
            (float(np.log(value / world.truth)), float(low <= world.truth <= high), float(low > 1))
        )
    return results


def main(arguments: Sequence[str] | None = None) -> None:
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--worlds", type=int, default=400)
    parser.add_argument("--jobs", type=int, default=1)
    parser.add_argument("--scenarios", default=";".join(SCENARIOS))
    parser.add_argument("--ways", help="these ways of comparing only, or control groups, separated by ;")
    given = parser.parse_args(arguments)
    ways = tuple(given.ways.split(";")) if given.ways else (*WAYS, "one by one")
    print(f"{given.worlds} worlds a scenario; bias, coverage, found\n")
    print(f"| scenario | {' | '.join(ways)} |\n|---|{'---|' * len(ways)}")
    began = time.perf_counter()
    with get_context("spawn").Pool(given.jobs) as pool:
        for name in given.scenarios.split(";"):
            jobs = [(name, seed, ways) for seed in range(given.worlds)]
            results = np.array(pool.map(assess, jobs, chunksize=10))  # (worlds, ways, 3)
            print(f"| {name} | {' | '.join(_cell(results[:, n]) for n in range(len(ways)))} |", flush=True)
    print(f"\n{time.perf_counter() - began:.0f} s with {given.jobs} processes")


def _cell(results: np.ndarray) -> str:
    told = np.isfinite(results[:, 1])
    error = results[told, 0]
    bias = f"{100 * np.nanmean(error):+.1f} %, " if np.isfinite(error).any() else ""
    return f"{bias}{100 * results[told, 1].mean():.1f} %, {100 * results[told, 2].mean():.1f} %"


if __name__ == "__main__":
    main()
