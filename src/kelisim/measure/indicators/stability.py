"""Stability intervals: how much a figure would move had slightly other works been published."""

import hashlib
from dataclasses import dataclass
from typing import Final

import numpy as np
from numpy.typing import NDArray

SEED: Final = 20250101
REPLICATES: Final = 1000
COVERAGE: Final = 0.95
_AT_ONCE: Final = 4_000_000  # numbers drawn at a time: 32 MB


@dataclass(frozen=True, slots=True)
class Interval:
    """The bounds of a stability interval, with what is needed to compute it again."""

    low: float
    high: float
    coverage: float
    replicates: int
    seed: int


def stability_interval(
    values: NDArray[np.float64],
    weights: NDArray[np.float64],
    works: NDArray[np.int64],
    *,
    key: str = "",
    seed: int = SEED,
    replicates: int = REPLICATES,
) -> Interval:
    """Return the 95 % interval of a weighted mean under resampling of publications with replacement.

    `values` and `weights` are those of cells of works that are alike, `works` how many a cell has; drawing
    the cells from the multinomial distribution is drawing the works one by one. Bounds are the replicates at
    places ⌊0.025 B⌋ and ⌊0.975 B⌋ in order, as in the Leiden Ranking Open Edition. `key` names the figure: it
    makes its draws its own, whatever else is computed beside it.
    """
    order = np.lexsort((weights, values))  # an engine may give the cells in any order
    values, weights, works = values[order], weights[order], works[order]
    generator = np.random.default_rng([seed, *hashlib.sha256(key.encode()).digest()[:8]])
    total = int(works.sum())
    chances = works / total
    means = np.empty(replicates)
    step = max(1, _AT_ONCE // len(works))
    for start in range(0, replicates, step):
        drawn = generator.multinomial(total, chances, size=min(step, replicates - start)) * weights
        means[start : start + len(drawn)] = (drawn @ values) / drawn.sum(axis=1)
    means.sort()
    tail = (1 - COVERAGE) / 2
    low, high = int(tail * replicates), int((1 - tail) * replicates)
    return Interval(float(means[low]), float(means[high]), COVERAGE, replicates, seed)
