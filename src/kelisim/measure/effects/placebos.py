"""Checks that should find nothing: trends before the start, dates and partners that were none."""

import numpy as np

from kelisim.measure.effects.controls import nearest, rows_of, unsigned
from kelisim.measure.effects.growth import Growth, growth
from kelisim.measure.effects.panel import NEVER, Panel, Windows
from kelisim.measure.effects.poisson import Floats, Integers
from kelisim.measure.effects.ratio import Ratio, log_ratio, rate_ratio, shares


def pre_trend(of: Growth, windows: Windows, pairs: int, *, seed: int) -> Ratio | None:
    """Return the rate ratio of the later half of the reference years against the earlier half."""
    first, last = windows.reference
    middle = (first + last) // 2
    return rate_ratio(of, (first, middle), (middle + 1, last), pairs, seed=seed)


def placebo_dates(
    panel: Panel, cases: Integers, starts: Integers, windows: Windows, *, seed: int
) -> Ratio | None:
    """Return the rate ratio as if each pair had started so much earlier that all assessed years lie before.

    None where the data do not reach back so far for any pair.
    """
    shift = windows.assessed[1] - windows.reference[1]
    reach = starts - shift + windows.reference[1] >= panel.years[0]
    if not reach.any():
        return None
    earlier = rows_of(panel, cases[reach], starts[reach] - shift, "matched", windows)
    found = growth(panel, earlier, windows)
    return rate_ratio(found, windows.reference, windows.assessed, len(panel.start), seed=seed)


def placebo_partners(
    panel: Panel, cases: Integers, starts: Integers, windows: Windows, *, draws: int, seed: int
) -> Floats:
    """Return rate ratios as if other partners had signed: in each draw, one like the true one for each case.

    Cases whose home organisation has no other partner fall out. Nan where a draw gives no ratio.
    """
    random = np.random.default_rng(seed)
    likes = [
        nearest(panel, int(case), int(start), unsigned(panel, int(case), int(start), windows)[0], windows)
        for case, start in zip(cases, starts, strict=True)
    ]
    some = [number for number, like in enumerate(likes) if len(like) > 0]
    logs = np.full(draws, np.nan)
    for draw in range(draws if len(some) > 0 else 0):
        chosen = np.array([random.choice(likes[number]) for number in some], dtype=np.int64)
        chosen, first = np.unique(chosen, return_index=True)
        began = starts[np.array(some)[first]]
        pretended = _pretend(panel, chosen, began)
        rows = rows_of(pretended, chosen, began, "same home", windows)
        parts = shares(growth(pretended, rows, windows), windows.reference, windows.assessed)
        logs[draw] = log_ratio(parts, np.ones((1, len(parts.pace))))[0]
    return np.asarray(np.exp(logs))


def _pretend(panel: Panel, chosen: Integers, starts: Integers) -> Panel:
    """Return the panel without the pairs that signed, and with others that are said to have."""
    keep = panel.start == NEVER
    started = np.zeros(len(keep), dtype=np.int64)
    started[chosen] = starts
    return Panel(
        panel.homes,
        panel.partners,
        panel.years,
        panel.home,
        panel.partner,
        started,
        np.where(keep[:, None], panel.joint, 0.0),
        panel.home_works,
        panel.partner_works,
        panel.nearness,
        panel.distance,
    )
