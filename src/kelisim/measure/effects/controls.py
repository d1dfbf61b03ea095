"""Control groups: pairs that did not sign, beside those that did.

Each control group is a list of rows: a pair, as it was in the years around the start of a case (a pair that
signed). A pair can stand beside several cases. Several groups are always shown, since results can hang on the
choice (Makkonen & Mitze 2023).
"""

from dataclasses import dataclass
from typing import Final, Literal

import numpy as np

from kelisim.measure.effects.panel import NEVER, Panel, Windows, within
from kelisim.measure.effects.poisson import Floats, Integers, Mask

Group = Literal["matched", "same home", "same partner", "not yet signed"]

GROUPS: Final[dict[Group, str]] = {
    "matched": "pairs not signed, of the same home organisation with like partners and of the same partner "
    "with like home organisations: like in earlier joint works, size, fields and distance",
    "same home": "partners of the same home organisation with which nothing was signed, like or not",
    "same partner": "home organisations with which the same partner signed nothing, like or not",
    "not yet signed": "pairs that signed later, in the years before they did",
}
_NEAREST: Final = 20
_ENOUGH_WORKS: Final = 300  # of the controls of one agreement alone, so that their growth is told surely
_MOST: Final = 300  # of an unmatched group beside one case: more cost time and tell nothing new
_MATCHING_YEARS: Final = 3  # fewer earlier years of joint works say too little to match on


@dataclass(frozen=True, slots=True)
class Rows:
    """Pairs around starts. `pair`, `start`: one a row; `case`: whether the pair signed in that year.

    `several`: whether there are enough to tell each home organisation's years apart.
    """

    pair: Integers
    start: Integers
    case: Mask
    several: bool = True


def rows_of(panel: Panel, cases: Integers, starts: Integers, group: Group, windows: Windows) -> Rows:
    """Return the cases, each with the year in which it started, and the control group's pairs beside them.

    Beside many cases stand the twenty nearest of each; beside one agreement's, so many that their growth is
    told surely.
    """
    works = _ENOUGH_WORKS if len(np.unique(starts)) == 1 else 0
    if group == "not yet signed":
        later = panel.signed
        shift = windows.assessed[1] - windows.reference[1]  # their years up to their own last reference year
        return Rows(
            np.concatenate([cases, later]),
            np.concatenate([starts, panel.start[later] - shift]),
            np.concatenate([np.ones(len(cases), bool), np.zeros(len(later), bool)]),
            several=False,
        )
    chosen: set[tuple[int, int]] = set()
    for case, start in zip(cases.tolist(), starts.tolist(), strict=True):
        at_home, at_partner = unsigned(panel, case, start, windows)
        if group == "matched":
            at_home = nearest(panel, case, start, at_home, windows, works=works)
            at_partner = nearest(panel, case, start, at_partner, windows)
        else:
            at_home, at_partner = _spread(at_home), _spread(at_partner)
        if group != "same partner":
            chosen.update((pair, start) for pair in at_home.tolist())
        if group != "same home":
            chosen.update((pair, start) for pair in at_partner.tolist())
    others = np.array(sorted(chosen), dtype=np.int64).reshape(-1, 2)
    return Rows(
        np.concatenate([cases, others[:, 0]]),
        np.concatenate([starts, others[:, 1]]),
        np.concatenate([np.ones(len(cases), bool), np.zeros(len(others), bool)]),
    )


def unsigned(panel: Panel, case: int, start: int, windows: Windows) -> tuple[Integers, Integers]:
    """Return the pairs of the same home organisation, and of the same partner, that did not sign.

    Pairs that signed after the assessed years count, since nothing of theirs had begun yet; pairs that never
    had a joint work say nothing.
    """
    free = (panel.start == NEVER) | (panel.start - 1 > start + windows.assessed[1])
    free &= panel.joint.any(axis=1)
    free[case] = False
    of_home = np.flatnonzero(free & (panel.home == panel.home[case]))
    return of_home, np.flatnonzero(free & (panel.partner == panel.partner[case]))


def _spread(pool: Integers) -> Integers:
    """Return at most three hundred pairs of a pool, evenly out of all, so that nothing is chosen by works."""
    if len(pool) <= _MOST:
        return pool
    return pool[np.linspace(0, len(pool) - 1, _MOST).astype(np.int64)]


def nearest(
    panel: Panel, case: int, start: int, pool: Integers, windows: Windows, *, works: int = 0
) -> Integers:
    """Return the pairs of a pool that were most like a pair before its start.

    They are twenty, or as many as it takes to have so many joint works in the years around the start.
    """
    if len(pool) <= _NEAREST:
        return pool
    everyone = np.append(pool, case)
    traits = _traits(panel, everyone, start, windows)
    spread = traits[:-1].std(axis=0)
    scaled = (traits[:-1] - traits[-1]) / np.where(spread > 0, spread, 1.0)
    far = np.square(scaled).sum(axis=1)
    order = np.argsort(far, kind="stable")
    around = within(panel.years - start, (windows.reference[0], windows.assessed[1]))
    held = np.cumsum(panel.joint[np.ix_(pool[order], around)].sum(axis=1))
    count = max(_NEAREST, int(np.searchsorted(held, works)) + 1)
    return np.sort(pool[order[:count]])


def _traits(panel: Panel, pairs: Integers, start: int, windows: Windows) -> Floats:
    """Return what pairs are matched on: (pairs, traits); what is not known of all is left out."""
    since = panel.years - start
    earlier = within(since, windows.matching)
    before = earlier if earlier.any() else since < windows.reference[1]
    columns = [
        np.log1p(panel.partner_works[panel.partner[pairs]][:, before].mean(axis=1)),
        np.log1p(panel.home_works[panel.home[pairs]][:, before].mean(axis=1)),
        panel.nearness[pairs],
        np.log1p(panel.distance[pairs]),
    ]
    if earlier.sum() >= _MATCHING_YEARS:
        columns.append(2.0 * np.log(panel.joint[pairs][:, earlier].mean(axis=1) + 0.25))
    told = [column for column in columns if np.isfinite(column[-1])]  # of the case, which comes last
    return np.column_stack(
        [np.where(np.isfinite(column), column, np.nanmean(column)) for column in told]
        or [np.zeros(len(pairs))]
    )
