"""Many agreements at once: false discoveries held down, small cells drawn to the whole."""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from scipy import stats


@dataclass(frozen=True, slots=True)
class Shrunk:
    """A rate ratio drawn towards that of all, with its 95 % limits."""

    value: float
    low: float
    high: float


def adjusted(probabilities: Sequence[float]) -> tuple[float, ...]:
    """Return the probabilities after Benjamini & Hochberg 1995, in the order given."""
    if len(probabilities) == 0:
        return ()
    return tuple(float(p) for p in stats.false_discovery_control(np.asarray(probabilities, dtype=float)))


def shrunk(found: Sequence[float], expected: Sequence[float]) -> tuple[Shrunk | None, ...]:
    """Return rate ratios shrunk by a gamma-Poisson model: found ~ Poisson(ratio × expected).

    The ratios have a gamma prior whose mean is that of all together and whose spread is what the counts vary
    beyond chance (moments: Clayton & Kaldor 1987). None where nothing was to be expected.
    """
    counts, means = np.asarray(found, dtype=float), np.asarray(expected, dtype=float)
    total = means.sum()
    if total <= 0 or counts.sum() <= 0:
        return tuple(None for _ in counts)
    middle = counts.sum() / total
    beyond = np.square(counts - middle * means).sum() - (middle * means).sum()
    variance = max(float(beyond / np.square(means).sum()), 1e-3 * middle**2)
    shape = middle**2 / variance
    posteriors = stats.gamma(shape + counts, scale=1.0 / (shape / middle + means))
    low, high, mean = posteriors.ppf(0.025), posteriors.ppf(0.975), posteriors.mean()
    return tuple(
        Shrunk(float(mean[i]), float(low[i]), float(high[i])) if means[i] > 0 else None
        for i in range(len(means))
    )
