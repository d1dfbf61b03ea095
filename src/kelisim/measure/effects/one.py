"""One agreement: what its few works can show, by exact distributions."""

from collections.abc import Callable
from dataclasses import dataclass, replace
from typing import Final

import numpy as np
from scipy import optimize, stats

from kelisim.measure.effects.growth import Growth
from kelisim.measure.effects.panel import Window, Windows, within
from kelisim.measure.effects.ratio import influences_of_controls, shares

ALPHA: Final = 0.05  # chance of evidence where nothing changed; one-sided, since less work is no evidence
_MOST: Final = 1 << 20  # works: an end to the search for a limit


@dataclass(frozen=True, slots=True)
class Count:
    """Works before and after a start, and what is known of the pace.

    `pace` is that after relative to before, by the controls; `pace_error` the standard error of its
    logarithm; `drift` the intra-class correlation that pairs show without an agreement; `usual` how many
    works a pair of this kind has before (0: not known).
    """

    before: float
    after: float
    pace: float
    pace_error: float
    drift: float
    usual: float


@dataclass(frozen=True, slots=True)
class Predicted:
    """How many works were to be expected after, and their negative binomial: mean and dispersion."""

    mean: float
    dispersion: float
    low: float
    high: float


def count_of(
    growth: Growth, windows: Windows, after: Window, drift: float, *, pace_error: float | None = None
) -> Count | None:
    """Return the counts of all cases of a growth together; None where no control tells their pace.

    `after` is a window of years since the start. `drift` is that of a wider group, told more surely.
    `pace_error` saves finding it where it is known from another window.
    """
    parts = shares(growth, windows.reference, after)
    told = parts.pace > 0
    if not told.any():
        return None
    both = np.where(told, parts.before + parts.after, 0.0)
    both = both if both.sum() > 0 else told.astype(float)
    share = parts.pace / (1.0 + parts.pace)
    mean_share = float((both * share).sum() / both.sum())
    if pace_error is None:
        information = both * share * (1.0 - share)
        held = influences_of_controls(growth, windows.reference, after, information / information.sum())
        pace_error = float(np.sqrt(np.square(np.bincount(growth.pairs, held)).sum()))
    reference = within(growth.offsets, windows.reference)
    level = float(np.nanmean(growth.fitted.effects[0]))
    return Count(
        float(parts.before.sum()),
        float(parts.after.sum()),
        mean_share / (1.0 - mean_share),
        pace_error,
        drift,
        level * float(np.nansum(np.where(reference & told[:, None], growth.pace, 0.0))),
    )


def predicted(count: Count) -> Predicted:
    """Return the prediction of the works after, with 90 % limits; what lies above them is evidence.

    It is the gamma-Poisson one, but the upper limit is never below that of the conditional test
    (`probability`), which does not rest on a prior.
    """
    plain = gamma_poisson(count)
    return replace(plain, high=max(plain.high, _most_by_chance(count)))


def gamma_poisson(count: Count) -> Predicted:
    """Return the gamma-Poisson prediction of the works after, with its 90 % limits.

    The pair's own level has a gamma prior of shape ½ around what is usual for a pair of its kind, so that a
    pair without any work before is not expected to stay without. To the uncertainty of the level come those
    of the pace and of pairs' drift over time.
    """
    shape = 0.5 + count.before
    usual = count.usual if count.usual > 0 else 0.5
    rate = 0.5 / usual + 1.0
    mean = shape / rate * count.pace
    share = count.pace / (1.0 + count.pace)
    variation = 1.0 / shape + count.drift / (share * (1 - share)) + count.pace_error**2
    low, high = stats.nbinom.ppf([ALPHA, 1 - ALPHA], *_shape(mean, variation))
    return Predicted(float(mean), float(variation), float(low), float(high))


def probability(count: Count) -> float:
    """Return the probability of so many works after, or more, if nothing had changed.

    Given the works of both windows together, so that the pair's level needs no estimate (conditional test),
    with a beta-binomial for drift and the uncertainty of the pace.
    """
    if count.before + count.after == 0 or count.after == 0:
        return 1.0
    return _at_least(count, 1.0, count.after)


def _most_by_chance(count: Count) -> float:
    """Return the greatest number of works after that is not yet evidence by the conditional test."""
    least, most = 0, 1
    while probability(replace(count, after=float(most))) > ALPHA and most < _MOST:
        least, most = most, 2 * most
    while most - least > 1:
        middle = (least + most) // 2
        if probability(replace(count, after=float(middle))) > ALPHA:
            least = middle
        else:
            most = middle
    return float(least)


def limits(count: Count, level: float = 0.95) -> tuple[float, float | None]:
    """Return the limits of the rate ratio; the upper one is None where no work before bounds it."""
    tail = (1 - level) / 2

    def too_low(log: float) -> float:
        return _at_least(count, np.exp(log), count.after) - tail

    def too_high(log: float) -> float:
        return 1.0 - _at_least(count, np.exp(log), count.after + 1) - tail

    if count.before + count.after == 0:
        return 0.0, None
    low = 0.0 if count.after == 0 else float(np.exp(_root(too_low)))
    high = None if count.before == 0 else float(np.exp(_root(too_high)))
    return low, high


def power(expected: float, ratio: float = 2.0, dispersion: float = 0.0) -> float:
    """Return the probability of seeing a multiplication of what was to be expected, at 5 % one-sided.

    With half a work a year and three years (1.5), a doubling is seen with 0.18; with two a year, 0.65.
    """
    if expected <= 0:
        return 0.0
    if dispersion <= 0:
        return float(stats.poisson.sf(stats.poisson.ppf(1 - ALPHA, expected), expected * ratio))
    enough = stats.nbinom.ppf(1 - ALPHA, *_shape(expected, dispersion))
    return float(stats.nbinom.sf(enough, *_shape(expected * ratio, dispersion)))


def _root(function: Callable[[float], float]) -> float:
    return float(optimize.brentq(function, -12.0, 12.0, xtol=1e-6))


def _shape(mean: float, variation: float) -> tuple[float, float]:
    """Return scipy's parameters of the negative binomial whose variance is mean + variation × mean²."""
    return 1.0 / variation, 1.0 / (1.0 + variation * mean)


def _at_least(count: Count, ratio: float, least: float) -> float:
    """Return the probability of so many works after, given those of both windows and the rate ratio."""
    both = int(count.before + count.after)
    share = min(max(ratio * count.pace / (1.0 + ratio * count.pace), 1e-9), 1 - 1e-9)
    correlation = min(count.drift + share * (1 - share) * count.pace_error**2, 0.5)
    if correlation < 1e-6:
        return float(stats.binom.sf(least - 1, both, share))
    shapes = 1.0 / correlation - 1.0
    return float(stats.betabinom.sf(least - 1, both, share * shapes, (1 - share) * shapes))
