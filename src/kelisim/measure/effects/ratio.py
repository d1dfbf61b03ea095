"""The rate ratio: joint works after a start against those expected from before it and from the controls.

Given how many works a pair has in the years before and after together, how many of them fall after is a
matter of shares: with the pace r that the controls tell and a rate ratio θ, the share is θr / (1 + θr). The
pair's own level drops out (conditional Poisson likelihood, the same as effects of pairs), so a pair without
any joint work before counts rightly. Pairs vary more than chance; those with many works are weighted down
accordingly, so that no single one carries the result.
"""

from dataclasses import dataclass
from typing import Final

import numpy as np
from scipy import stats

from kelisim.measure.effects.growth import Growth
from kelisim.measure.effects.panel import Window, within
from kelisim.measure.effects.poisson import Floats, Mask, sensitivities

DRAWS: Final = 999
_STEPS: Final = 60
_WIDEST: Final = 12.0  # of the logarithm of a rate ratio


@dataclass(frozen=True, slots=True)
class Shares:
    """For each case: works before and after, the pace after relative to before, the weight of a work."""

    before: Floats
    after: Floats
    pace: Floats
    weight: Floats


@dataclass(frozen=True, slots=True)
class Ratio:
    """A rate ratio with its 95 % interval; `error` is the standard error of its logarithm.

    `cases` had joint works before or after; `found` and `expected` are their works after. `influences`: one
    a pair of the panel, what each adds to the logarithm's error.
    """

    value: float
    low: float
    high: float
    error: float
    probability: float
    cases: int
    found: float
    expected: float
    influences: Floats


def shares(growth: Growth, before: Window, after: Window) -> Shares:
    """Return what falls into two windows of years since the start, as far as controls tell their pace."""
    first, second = _masks(growth, before, after)
    pace = np.nan_to_num(growth.pace)
    ahead, behind = (pace * first).sum(axis=1), (pace * second).sum(axis=1)
    relative = np.divide(behind, ahead, out=np.zeros(len(ahead)), where=ahead > 0)
    told = relative > 0
    works_before = np.where(told, (growth.found * first).sum(axis=1), 0.0)
    works_after = np.where(told, (growth.found * second).sum(axis=1), 0.0)
    both = works_before + works_after
    weight = np.where(both > 0, 1.0 / (1.0 + np.maximum(both - 1.0, 0.0) * growth.drift), 0.0)
    return Shares(works_before, works_after, relative, weight)


def _masks(growth: Growth, before: Window, after: Window) -> tuple[Mask, Mask]:
    """Return the cells of the two windows; a year that is in both counts as after."""
    known = np.isfinite(growth.pace)
    second = within(growth.offsets, after) & known
    return within(growth.offsets, before) & known & ~second, second


def log_ratio(parts: Shares, multipliers: Floats) -> Floats:
    """Return the logarithm of the rate ratio for each row of weights of the cases, (draws, cases).

    Nan where all works fall before, or all after: no ratio is finite then.
    """
    room = multipliers * (parts.weight * (parts.before + parts.after))
    after = multipliers @ (parts.weight * parts.after)
    ratio = np.zeros(len(room))
    low, high = np.full(len(room), -_WIDEST), np.full(len(room), _WIDEST)
    for _ in range(_STEPS):  # Newton's steps, halved back where they leave the bracket
        scaled = np.exp(ratio)[:, None] * parts.pace
        share = scaled / (1.0 + scaled)
        gap = after - (room * share).sum(axis=1)
        low, high = np.where(gap > 0, ratio, low), np.where(gap < 0, ratio, high)
        slope = (room * share * (1.0 - share)).sum(axis=1)
        stepped = ratio + np.divide(gap, slope, out=np.zeros_like(gap), where=slope > 0)
        stepped = np.where((stepped < low) | (stepped > high), (low + high) / 2, stepped)
        moved = float(np.abs(stepped - ratio).max(initial=0.0))
        ratio = stepped
        if moved < 1e-8:
            break
    finite = (after > 0) & (after < room.sum(axis=1) * (1 - 1e-12))
    return np.where(finite, ratio, np.nan)


def rate_ratio(growth: Growth, before: Window, after: Window, pairs: int, *, seed: int) -> Ratio | None:
    """Return the rate ratio of two windows of years since the start; None where none is finite.

    `pairs` is how many the panel has. The 95 % interval is a bootstrap-t over pairs, of cases and controls.
    """
    parts = shares(growth, before, after)
    log = float(log_ratio(parts, np.ones((1, len(parts.pace))))[0])
    if not np.isfinite(log):
        return None
    own, information = _influences_of_cases(parts, log)
    held = influences_of_controls(growth, before, after, information)
    controls = np.bincount(growth.pairs, held, pairs)
    # A case draws the ratio towards itself, which its influence is freed from (HC2, MacKinnon & White 1985).
    firm = np.square(own) / np.maximum(1.0 - information, 0.05)
    error = float(np.sqrt(firm.sum() + np.square(controls).sum()))
    if error <= 0:
        return None
    lower, upper = _bootstrap_t(parts, log, controls[controls != 0], seed)
    found, expected = float(parts.after.sum()), float((parts.before * parts.pace).sum())
    return Ratio(
        float(np.exp(log)),
        float(np.exp(log - upper * error)),
        float(np.exp(log - lower * error)),
        error,
        float(2 * stats.norm.sf(abs(log) / error)),
        int((parts.weight > 0).sum()),
        found,
        expected,
        np.asarray(np.bincount(growth.case, own, pairs) - controls, dtype=np.float64),
    )


def without_each(parts: Shares) -> Floats:
    """Return the rate ratio with each case left out in turn, (cases,)."""
    return np.asarray(np.exp(log_ratio(parts, 1.0 - np.eye(len(parts.pace)))))


def _influences_of_cases(parts: Shares, log: float) -> tuple[Floats, Floats]:
    """Return what each case adds to the logarithm's error, and its part of all information."""
    both = parts.before + parts.after
    scaled = np.exp(log) * parts.pace
    share = scaled / (1.0 + scaled)
    information = parts.weight * both * share * (1.0 - share)
    total = information.sum()
    return parts.weight * (parts.after - both * share) / total, information / total


def influences_of_controls(growth: Growth, before: Window, after: Window, information: Floats) -> Floats:
    """Return what each cell of the regression adds to the error of the cases' pace, in logarithm.

    `information` says how much each case counts, (cases,), and sums to 1.
    """
    first, second = _masks(growth, before, after)
    pace = np.nan_to_num(growth.pace)
    part = np.zeros(pace.shape)
    for mask, sign in ((second, 1.0), (first, -1.0)):
        sums = (pace * mask).sum(axis=1, keepdims=True)
        part += sign * np.divide(pace * mask, sums, out=np.zeros_like(pace), where=sums > 0)
    part *= information[:, None]
    some = part != 0
    return sensitivities(growth.fitted, part[some], tuple(level[some] for level in growth.levels))


def _bootstrap_t(parts: Shares, log: float, controls: Floats, seed: int) -> tuple[float, float]:
    """Return the quantiles of (estimate − truth) / standard error, from drawing pairs at random.

    Cases are drawn anew and the ratio is solved for again; controls move it by their influences.
    """
    random = np.random.default_rng(seed)
    drawn = random.poisson(1.0, (DRAWS, len(parts.pace))).astype(float)
    drawn_controls = random.poisson(1.0, (DRAWS, len(controls))).astype(float)
    solved = log_ratio(parts, drawn)
    moved = solved - (drawn_controls - 1.0) @ controls
    both = parts.before + parts.after
    scaled = np.exp(np.nan_to_num(solved))[:, None] * parts.pace
    share = scaled / (1.0 + scaled)
    information = (drawn * parts.weight * both * share * (1.0 - share)).sum(axis=1)
    squares = (drawn * np.square(parts.weight * (parts.after - both * share))).sum(axis=1)
    own = np.divide(squares, np.square(information), out=np.zeros(DRAWS), where=information > 0)
    errors = np.sqrt(own + drawn_controls @ np.square(controls))
    usable = np.isfinite(moved) & (errors > 0)
    if usable.sum() < DRAWS / 2:
        return -np.inf, np.inf
    low, high = np.quantile((moved[usable] - log) / errors[usable], [0.025, 0.975])
    return float(low), float(high)
