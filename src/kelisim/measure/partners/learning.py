"""How much each feature says: learned from which links came about in the years before."""

from dataclasses import dataclass
from typing import Final

import numpy as np
import numpy.typing as npt
import scipy.optimize

from kelisim.measure.partners.features import FEATURES, Grounds, feature_rows
from kelisim.measure.partners.landscape import Floats

_RIDGE: Final = 1.0
_FEWEST_LINKS: Final = 30  # with fewer new links nothing is learned
_MOST_HOMES: Final = 300


@dataclass(frozen=True, slots=True)
class Weights:
    """The logistic model of a new link: per feature its mean, its spread and its weight; and the constant.

    `learned_from` is the number of new links; 0 for weights that were given.
    """

    means: tuple[float, ...]
    spreads: tuple[float, ...]
    weights: tuple[float, ...]
    constant: float
    learned_from: int

    def probability(self, rows: Floats) -> Floats:
        """Return the probability of a new link within two years for rows of features."""
        scaled = (rows - np.array(self.means)) / np.array(self.spreads)
        chance: Floats = 1 / (1 + np.exp(-np.clip(self.constant + scaled @ np.array(self.weights), -50, 50)))
        return chance


# For registers too small to learn from: equal parts for topics, neighbours and expectation, less for the
# complement; scales as in the real works of docs/partners.md. The constant gives probabilities below 0.5.
GIVEN: Final = Weights((0.1, 0.4, 0.5, -4.0), (0.15, 0.2, 0.7, 2.0), (0.5, 0.1, 0.5, 0.5), -4.0, 0)


def learn(ready: Grounds, later: npt.NDArray[np.bool_] | object, *, seed: int = 0) -> Weights:
    """Return the weights by which a landscape foretells the links of later years.

    `later` is a sparse (n, n) matrix, above 0 where a pair has joint works in the years after. Unlinked pairs
    are the cases. At most 300 units are looked at (those with new links first drawn, by `seed`), and of the
    pairs that stay unlinked at most twenty to each new link, weighted so that the base rate stays true.
    """
    rng = np.random.default_rng(seed)
    cases, labels, counts = _cases(ready, later, rng)
    new = int(labels.sum())
    if new < _FEWEST_LINKS:
        return GIVEN
    means, spreads = cases.mean(axis=0), cases.std(axis=0)
    spreads = np.where(spreads < 1e-9, 1.0, spreads)
    z = np.column_stack([np.ones(len(cases)), (cases - means) / spreads])
    sign = np.where(labels, 1.0, -1.0)

    def loss(beta: Floats) -> tuple[float, Floats]:
        margin = np.clip(sign * (z @ beta), -50, 50)
        miss = 1 / (1 + np.exp(margin))
        value = float(counts @ np.logaddexp(0, -margin) + _RIDGE * beta[1:] @ beta[1:])
        slope: Floats = -z.T @ (counts * sign * miss)
        slope[1:] += 2 * _RIDGE * beta[1:]
        return value, slope

    beta = scipy.optimize.minimize(loss, np.zeros(len(FEATURES) + 1), jac=True, method="L-BFGS-B").x
    return Weights(
        tuple(float(v) for v in means),
        tuple(float(v) for v in spreads),
        tuple(float(v) for v in beta[1:]),
        float(beta[0]),
        new,
    )


def _cases(
    ready: Grounds, later: object, rng: np.random.Generator
) -> tuple[Floats, npt.NDArray[np.bool_], Floats]:
    """Return features, labels and weights of unlinked pairs."""
    rows, labels, counts = [], [], []
    n = ready.landscape.size
    homes = np.sort(rng.permutation(n)[:_MOST_HOMES])
    for home in homes:
        new = later[[home]].toarray().ravel() > 0  # type: ignore[index]
        open_ = ready.linked[[home]].toarray().ravel() == 0
        open_[home] = False
        came, stayed = np.flatnonzero(open_ & new), np.flatnonzero(open_ & ~new)
        kept = np.sort(rng.permutation(stayed)[: max(20 * len(came), 20)])
        features = feature_rows(ready, int(home))
        rows += [features[came], features[kept]]
        labels += [np.ones(len(came), bool), np.zeros(len(kept), bool)]
        counts += [np.ones(len(came)), np.full(len(kept), len(stayed) / max(len(kept), 1))]
    return np.vstack(rows), np.concatenate(labels), np.concatenate(counts)
