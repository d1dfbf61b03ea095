"""Poisson regression with effects of many kinds (PPML): of pairs, of organisations in years.

The mean of a cell is its exposure times one effect of each kind. Each effect has a closed form given the
others, so they are found in turn (Guimarães & Portugal 2010), quickly enough to do it hundreds of times.
Tests hold it against pyfixest. Effects of a kind may have a gamma prior of mean 1: those of an organisation
with few joint works in a year are then drawn to what its exposure says.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

import numpy as np
import numpy.typing as npt
from scipy.sparse.linalg import LinearOperator, cg

Floats = npt.NDArray[np.float64]
Integers = npt.NDArray[np.int64]
Mask = npt.NDArray[np.bool_]

_ROUNDS: Final = 400
_CLOSE: Final = 1e-6  # the largest change of an effect's sum, as a share of all counts


@dataclass(frozen=True, slots=True)
class Cells:
    """Cells of a regression. `levels`: for each kind of effect, the number of the effect, one a cell.

    `counts`, `exposure`: (cells,). `priors`: the shape of each kind's gamma prior, 0 for none; the first kind
    has none.
    """

    counts: Floats
    exposure: Floats
    levels: tuple[Integers, ...]
    priors: tuple[float, ...]


@dataclass(frozen=True, slots=True)
class Fit:
    """The effects of each kind (nan where no cell tells) and the means of the cells they come from."""

    cells: Cells
    effects: tuple[Floats, ...]
    means: Floats


def fit(cells: Cells, sizes: Sequence[int]) -> Fit:
    """Return the effects that make the counts likeliest; `sizes` says how many there are of each kind."""
    kinds = range(len(sizes))
    sums = [np.bincount(cells.levels[k], cells.counts, sizes[k]) + cells.priors[k] for k in kinds]
    effects = [np.ones(size) for size in sizes]
    spread = [np.ones(len(cells.counts)) for _ in kinds]
    limit = _CLOSE * max(float(cells.counts.sum()), 1.0)
    for _ in range(_ROUNDS):
        moved = 0.0
        for k in kinds:
            rest = cells.exposure.copy()
            for other in kinds:
                if other != k:
                    rest *= spread[other]
            room = np.bincount(cells.levels[k], rest, sizes[k]) + cells.priors[k]
            new = np.divide(sums[k], room, out=np.zeros_like(room), where=room > 0)
            moved = max(moved, float((np.abs(new - effects[k]) * room).max(initial=0.0)))
            effects[k] = new
            spread[k] = new[cells.levels[k]]
        if moved <= limit:
            break
    means = cells.exposure * np.prod(spread, axis=0)
    for k in kinds:
        told = np.bincount(cells.levels[k], minlength=sizes[k]) > 0
        effects[k] = np.where(told | (cells.priors[k] > 0), effects[k], np.nan)
    return Fit(cells, tuple(effects), means)


def sensitivities(fitted: Fit, shares: Floats, levels: Sequence[Integers]) -> Floats:
    """Return how a sum of logarithms of predicted means hangs on each cell of the regression: (cells,).

    `shares` say how much each predicted cell adds to the sum, `levels` which effects of the second kind and
    on it has. It is the sum's influence function: gradient × inverse information × score, the first kind of
    effects solved for exactly and the others by conjugate gradients.
    """
    cells, weights = fitted.cells, fitted.means
    sizes = [len(effects) for effects in fitted.effects]
    bounds = np.cumsum([0, *sizes[1:]])
    first = cells.levels[0]
    first_weights = _sums(first, weights, sizes[0])

    def collect(values: Floats, numbers: Sequence[Integers]) -> Floats:
        parts = [np.bincount(n, values, size) for n, size in zip(numbers, sizes[1:], strict=True)]
        return np.concatenate(parts)

    def spread(flat: Floats) -> Floats:
        total = np.zeros(len(weights))
        for k in range(1, len(sizes)):
            total += flat[bounds[k - 1] : bounds[k]][cells.levels[k]]
        return total

    def less_first(values: Floats) -> Floats:
        return values - weights * _over(_sums(first, values, sizes[0]), first_weights)[first]

    gradient = collect(shares, levels)
    penalty = np.concatenate(
        [prior * np.nan_to_num(e) for prior, e in zip(cells.priors[1:], fitted.effects[1:], strict=True)]
    )
    diagonal = collect(weights * (1.0 - _over(weights, first_weights[first])), cells.levels[1:]) + penalty
    ridge = 1e-9 * float(diagonal.max(initial=1.0))
    information = LinearOperator(
        (bounds[-1], bounds[-1]),
        matvec=lambda flat: (
            collect(less_first(weights * spread(flat)), cells.levels[1:]) + (penalty + ridge) * flat
        ),
        dtype=float,
    )
    scale = 1.0 / (np.maximum(diagonal, 0.0) + ridge)
    preconditioner = LinearOperator(information.shape, matvec=lambda flat: scale * flat, dtype=float)
    right = np.where(diagonal > ridge, gradient, 0.0)
    solution, _ = cg(information, right, M=preconditioner, rtol=1e-4, maxiter=200)
    slopes = spread(solution)
    firsts = _over(_sums(first, weights * slopes, sizes[0]), first_weights)
    return np.asarray((cells.counts - weights) * (slopes - firsts[first]))


def _sums(levels: Integers, values: Floats, size: int) -> Floats:
    return np.asarray(np.bincount(levels, values, size), dtype=np.float64)


def _over(above: Floats, below: Floats) -> Floats:
    return np.divide(above, below, out=np.zeros_like(above), where=below > 0)
