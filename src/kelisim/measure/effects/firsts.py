"""First joint works: how many pairs without any began within some years of the start, beside like pairs."""

from dataclasses import dataclass
from typing import Final

import numpy as np

from kelisim.measure.effects.panel import NEVER, Panel
from kelisim.measure.effects.poisson import Floats, Integers

_NEAREST: Final = 50
_DRAWS: Final = 999
_NEVER_MET: Final = 9999


@dataclass(frozen=True, slots=True)
class Firsts:
    """Cases without a joint work before the start; how many met within the years, and how many were to."""

    cases: int
    met: int
    expected: float
    low: float
    high: float

    @property
    def value(self) -> float:
        """Met over expected."""
        return self.met / self.expected


def first_joint_works(
    panel: Panel, cases: Integers, starts: Integers, *, within: int, seed: int
) -> Firsts | None:
    """Return first joint works within so many years after the start; None where there is nothing to compare.

    Beside each case stand the fifty partners nearest in size with which its home organisation had no joint
    work either by then. The 95 % interval is a bootstrap over cases.
    """
    first = np.full((len(panel.homes), len(panel.partners)), _NEVER_MET)
    signed = np.zeros(first.shape, dtype=bool)
    met = panel.joint > 0
    years = np.where(met.any(axis=1), panel.years[met.argmax(axis=1)], _NEVER_MET)
    first[panel.home, panel.partner] = years
    signed[panel.home, panel.partner] = panel.start != NEVER
    size = np.log1p(np.nan_to_num(panel.partner_works, nan=0.0).mean(axis=1))
    rows: list[tuple[float, float]] = []
    for case, start in zip(cases.tolist(), starts.tolist(), strict=True):
        if years[case] < start or start + within > panel.years[-1]:
            continue
        of_home, partner = first[panel.home[case]], panel.partner[case]
        pool = np.flatnonzero((of_home >= start) & ~signed[panel.home[case]])
        if len(pool) == 0:
            continue
        like = pool[np.argsort(np.abs(size[pool] - size[partner]), kind="stable")[:_NEAREST]]
        last = start + within
        rows.append((float(years[case] <= last), float((of_home[like] <= last).mean())))
    return _compared(np.array(rows), seed) if len(rows) > 0 else None


def _compared(rows: Floats, seed: int) -> Firsts | None:
    met, expected = rows[:, 0].sum(), rows[:, 1].sum()
    if expected <= 0:
        return None
    drawn = np.random.default_rng(seed).poisson(1.0, (_DRAWS, len(rows))).astype(float)
    above, below = drawn @ rows[:, 0], drawn @ rows[:, 1]
    ratios = np.divide(above, below, out=np.full(_DRAWS, np.nan), where=below > 0)
    low, high = np.nanquantile(ratios, [0.025, 0.975])
    return Firsts(len(rows), int(met), float(expected), float(low), float(high))
