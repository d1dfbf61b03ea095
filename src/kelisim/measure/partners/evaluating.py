"""Do suggestions foretell? The last years are hidden, and it is seen which new links were at the top."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, Final

import numpy as np
import numpy.typing as npt

from kelisim.measure.partners.features import FEATURES, Grounds, feature_rows
from kelisim.measure.partners.landscape import Floats
from kelisim.measure.partners.learning import Weights

METHODS: Final = ("kelisim", "similarity", "neighbours", "expected", "degree product")


@dataclass(frozen=True, slots=True)
class Score:
    """How well one method found the hidden links.

    `auc` is the chance that a hidden new link stands before a pair that stayed apart, over all unlinked pairs
    of one unit, averaged over the units that had new links; `pooled` is the same over all pairs at once.
    `recall` gives, by k, the share of a unit's new links among its first k suggestions, averaged likewise.
    """

    method: str
    auc: float
    pooled: float
    recall: Mapping[int, float]


@dataclass(frozen=True, slots=True)
class Evaluation:
    """What hiding the last years showed: how many units and links it rests on, and each method's score."""

    units: int
    homes: int
    links: int
    candidates: int
    scores: tuple[Score, ...]


def evaluate(
    ready: Grounds, hidden: Any, weights: Weights, *, ks: tuple[int, ...] = (10, 20), most: int = 1_000
) -> Evaluation:
    """Return how well suggestions from a landscape find the links that came about in the hidden years.

    `hidden` is a sparse (n, n) matrix of joint works in those years. Every unlinked pair of every unit that
    has a new link is a candidate; where there are more than `most` such units, every k-th is taken.
    """
    n = ready.landscape.size
    degree = np.asarray(ready.linked.sum(axis=1)).ravel()
    per: dict[str, list[tuple[float, list[float]]]] = {name: [] for name in METHODS}
    pooled: dict[str, list[Floats]] = {name: [] for name in METHODS}
    truth: list[npt.NDArray[np.bool_]] = []
    fresh = [home for home in range(n) if len(_new(ready, hidden, home)[1]) > 0]
    for home in fresh[:: max(1, -(-len(fresh) // most))]:
        open_, new = _new(ready, hidden, home)
        rows = feature_rows(ready, home)[open_]
        came = np.isin(open_, new)
        truth.append(came)
        scored = dict(zip(FEATURES, rows.T, strict=True))
        scored |= {"kelisim": weights.probability(rows), "degree product": degree[open_] * degree[home]}
        for name in METHODS:
            pooled[name].append(scored[name])
            per[name].append((_auc(scored[name], came), [_recall(scored[name], came, k) for k in ks]))
    all_true = np.concatenate(truth) if len(truth) > 0 else np.zeros(0, bool)
    scores = tuple(
        Score(
            name,
            float(np.nanmean([auc for auc, _ in per[name]])) if len(truth) > 0 else float("nan"),
            _auc(np.concatenate(pooled[name]), all_true) if len(truth) > 0 else float("nan"),
            {k: float(np.mean([r[i] for _, r in per[name]])) for i, k in enumerate(ks)}
            if len(truth) > 0
            else {},
        )
        for name in METHODS
    )
    return Evaluation(n, len(truth), int(all_true.sum()), len(all_true), scores)


def _new(ready: Grounds, hidden: Any, home: int) -> tuple[npt.NDArray[np.int64], npt.NDArray[np.int64]]:
    """Return the units not linked with `home`, and those of them that are in the hidden years."""
    apart = ready.linked[[home]].toarray().ravel() == 0
    apart[home] = False
    came = hidden[[home]].toarray().ravel() > 0
    return np.flatnonzero(apart), np.flatnonzero(apart & came)


def _auc(scores: Floats, came: npt.NDArray[np.bool_]) -> float:
    """Return the area under the curve by ranks, ties counted half (Mann & Whitney)."""
    new, old = int(came.sum()), int((~came).sum())
    if new == 0 or old == 0:
        return float("nan")
    _, place, times = np.unique(scores, return_inverse=True, return_counts=True)
    ranks = (np.cumsum(times) - (times - 1) / 2)[place]
    return float((ranks[came].sum() - new * (new + 1) / 2) / (new * old))


def _recall(scores: Floats, came: npt.NDArray[np.bool_], k: int) -> float:
    """Return the share of new links among the first k; what is tied at the edge counts by its chance."""
    order = np.argsort(-scores, kind="stable")
    edge = scores[order[min(k, len(order)) - 1]]
    above, tied = scores > edge, scores == edge
    room = (min(k, len(order)) - above.sum()) / max(int(tied.sum()), 1)
    return float((came[above].sum() + room * came[tied].sum()) / came.sum())
