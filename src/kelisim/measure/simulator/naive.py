"""Comparisons that are often made and do not hold: they stand beside ours in the benchmark."""

import numpy as np
from scipy import stats

from kelisim.measure.effects.panel import NEVER, within
from kelisim.measure.simulator.world import World, hyperauthored

Naive = tuple[float, float, float]
"""A rate ratio and its 95 % limits."""


def before_and_after(world: World) -> Naive:
    """Compare all joint works, hyperauthored ones too, of the five years after and the five before."""
    signed = world.start != NEVER
    joint = (world.joint + hyperauthored(world))[signed]
    since = world.years[None, :] - world.start[signed][:, None]
    return _ratio(joint[within(since, (-5, -1))].sum(), joint[within(since, (1, 5))].sum())


def matched_on_the_peak(world: World) -> Naive:
    """Compare five years after with those of pairs that had as many joint works in the year before."""
    signed = np.flatnonzero(world.start != NEVER)
    others = np.flatnonzero(world.start == NEVER)
    found, expected = 0.0, 0.0
    for case in signed:
        since = world.years - world.start[case]
        year_before = int(np.flatnonzero(since == -1)[0])
        pool = others[world.home[others] == world.home[case]]
        far = np.abs(world.joint[pool, year_before] - world.joint[case, year_before])
        after = within(since, (1, 5))
        found += world.joint[case, after].sum()
        expected += world.joint[np.ix_(pool[far == far.min()], after)].sum(axis=1).mean()
    return _ratio(expected, found)


def _ratio(before: float, after: float) -> Naive:
    """Return the ratio of two Poisson counts with the interval of its logarithm."""
    error = float(np.sqrt(1 / before + 1 / after))
    far = float(stats.norm.ppf(0.975)) * error
    ratio = float(after / before)
    return ratio, ratio * float(np.exp(-far)), ratio * float(np.exp(far))
