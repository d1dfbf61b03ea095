"""Growth to be expected: what the controls tell of the years of those that signed.

A Poisson regression on the controls alone, with effects of pairs, of home organisations in years and of
partners in years, over the sizes of both. Cases take no part in it, so that early and late starts do not
serve one another as controls (group-time effects by imputation: Borusyak, Jaravel & Spiess 2024; for counts:
Wooldridge 2023).
"""

from dataclasses import dataclass
from typing import Final

import numpy as np

from kelisim.measure.effects.controls import Rows
from kelisim.measure.effects.panel import NEVER, Panel, Windows, within
from kelisim.measure.effects.poisson import Cells, Fit, Floats, Integers, fit

_FIRMEST: Final = 1e4  # the shape of a prior that leaves a partner no years of its own


@dataclass(frozen=True, slots=True)
class Growth:
    """The cases' joint works, and at what pace joint works of their kind went in these years.

    `case`: (cases,) numbers of the pairs; `offsets`, `found`, `pace`: (cases, years); only ratios of `pace`
    within a case mean anything; it is nan where no control tells. `levels` are the effects of its cells.
    `pairs`: one a cell of the regression. `drift`: how much more the share of a pair's works that falls into
    the later years varies than chance alone lets it (the intra-class correlation of a beta-binomial).
    """

    case: Integers
    offsets: Integers
    found: Floats
    pace: Floats
    levels: tuple[Integers, Integers]
    fitted: Fit
    pairs: Integers
    drift: float
    controls: int


def growth(panel: Panel, rows: Rows, windows: Windows) -> Growth:
    """Return the growth that a control group tells.

    Of controls, all years from the first reference year to the last assessed one count; of pairs that sign
    later, only those well before their own start.
    """
    offsets = panel.years[None, :] - rows.start[:, None]
    own = panel.start[rows.pair][:, None]
    used = within(offsets, (windows.reference[0], windows.assessed[1])) & ~rows.case[:, None]
    used &= (own == NEVER) | (panel.years[None, :] - own <= windows.reference[1])
    counts = panel.joint[rows.pair]
    used &= ((counts * used).sum(axis=1) > 0)[:, None]
    exposure = (
        _relative(panel.home_works)[panel.home[rows.pair]]
        * _relative(panel.partner_works)[panel.partner[rows.pair]]
    )
    spans = len(panel.years)
    years = np.arange(spans)[None, :]
    homes = panel.home if rows.several else np.zeros_like(panel.home)
    of_home = homes[rows.pair][:, None] * spans + years
    of_partner = panel.partner[rows.pair][:, None] * spans + years
    row = np.broadcast_to(np.arange(len(used))[:, None], used.shape)
    sizes = (len(used), len(panel.homes) * spans, len(panel.partners) * spans)
    levels = (row[used], of_home[used], of_partner[used])
    loose = fit(Cells(counts[used], exposure[used], levels, (0.0, 0.0, _FIRMEST)), sizes)
    pairs = np.broadcast_to(rows.pair[:, None], used.shape)[used]
    firmness = _firmness(loose, pairs, spans)
    fitted = fit(Cells(counts[used], exposure[used], levels, (0.0, 0.0, firmness)), sizes)
    case = rows.case
    pace = exposure[case] * fitted.effects[1][of_home[case]] * fitted.effects[2][of_partner[case]]
    return Growth(
        rows.pair[case],
        offsets[case],
        counts[case],
        np.where(pace > 0, pace, np.nan),
        (of_home[case], of_partner[case]),
        fitted,
        pairs,
        _drift(fitted, offsets[used], windows),
        int(used.any(axis=1).sum()),
    )


def _relative(works: Floats) -> Floats:
    """Return the sizes of organisations over time relative to their mean; 1 where they are not known.

    One work is added to each year, so that a year without any does not forbid joint works.
    """
    more = works + 1.0
    return np.asarray(np.nan_to_num(more / more.mean(axis=1, keepdims=True), nan=1.0))


def _firmness(fitted: Fit, pairs: Integers, years: int) -> float:
    """Return the shape of the prior of partners' years: 1 / variance beyond size and chance.

    Found from products of residuals of *different* pairs of one partner in one year, which share nothing but
    that partner's year. `pairs`: one a cell.
    """
    level = fitted.cells.levels[2]
    both, cell = np.unique(pairs * years + level % years, return_inverse=True)
    partner = np.zeros(len(both), dtype=np.int64)
    partner[cell] = level
    residuals = np.bincount(cell, fitted.cells.counts - fitted.means, len(both))
    means = np.bincount(cell, fitted.means, len(both))
    shared = np.square(np.bincount(partner, residuals)) - np.bincount(partner, residuals**2)
    room = np.square(np.bincount(partner, means)) - np.bincount(partner, means**2)
    total = float(room.sum())
    variance = float(shared.sum()) / total if total > 0 else 0.0
    return min(1.0 / variance, _FIRMEST) if variance > 1.0 / _FIRMEST else _FIRMEST


def _drift(fitted: Fit, offsets: Integers, windows: Windows) -> float:
    """Return the intra-class correlation of controls: later works among those of both windows, by moments."""
    row, size = fitted.cells.levels[0], len(fitted.effects[0])
    later, before = within(offsets, windows.assessed), within(offsets, windows.reference)
    found = np.bincount(row[later], fitted.cells.counts[later], size)
    both = found + np.bincount(row[before], fitted.cells.counts[before], size)
    pace_later = np.bincount(row[later], fitted.means[later], size)
    pace = pace_later + np.bincount(row[before], fitted.means[before], size)
    part = np.divide(pace_later, pace, out=np.zeros(size), where=pace > 0)
    chance = part * (1 - part)
    room = float((both * (both - 1) * chance).sum())
    if room <= 0:
        return 0.0
    beyond = float((np.square(found - part * both) - both * chance).sum())
    return min(max(beyond / room, 0.0), 0.5)
