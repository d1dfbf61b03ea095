"""Boosted trees of a few leaves each, the matcher's second step: Newton boosting, no random numbers."""

from dataclasses import dataclass

import numpy as np

BINS = 250  # values of a feature that are told apart
LEAST = 15  # examples in a leaf


@dataclass(frozen=True, slots=True)
class Tree:
    """Splits (feature, threshold, where to go up to it, where to go above) and leaves, which are -1, -2 …"""

    splits: list[list]
    leaves: list[float]


def boosted(
    x: np.ndarray, y: np.ndarray, weight: np.ndarray, *, trees: int, leaves: int, rate: float, ridge: float
) -> tuple[float, list[Tree]]:
    """Return the bias and the trees that together give the log-odds of y.

    Each tree is grown by the best split of any of its leaves, on the gradient and curvature of the log-loss
    (Friedman 2001; the gain with `ridge` after Chen and Guestrin 2016).
    """
    binned = _Binned(x)
    share = float((weight * y).sum() / weight.sum())
    bias = float(np.log(share / (1 - share)))
    odds, found = np.full(len(x), bias), []
    for _ in range(trees):
        p = 1 / (1 + np.exp(-odds))
        tree, rows, values = _tree(binned, weight * (y - p), weight * p * (1 - p), leaves, ridge)
        for each, value in zip(rows, values, strict=True):
            odds[each] += rate * value
        found.append(Tree(tree, [rate * value for value in values]))
    return bias, found


def grown(tree: Tree, x: np.ndarray) -> np.ndarray:
    """Return the value of the leaf that each example comes to."""
    found = np.zeros(len(x))
    waiting = [(0 if len(tree.splits) > 0 else -1, np.arange(len(x)))]
    while len(waiting) > 0:
        at, rows = waiting.pop()
        if at < 0:
            found[rows] = tree.leaves[-1 - at]
        else:
            feature, threshold, low, high = tree.splits[at]
            above = x[rows, feature] > threshold
            waiting += [(low, rows[~above]), (high, rows[above])]
    return found


class _Binned:
    """Examples with each feature's value as the number of its bin, counted through over all features."""

    def __init__(self, x: np.ndarray) -> None:
        self.edges = [_edges(column) for column in x.T]
        sizes = np.array([len(edges) + 1 for edges in self.edges])
        self.first = np.concatenate([[0], np.cumsum(sizes)[:-1]])
        self.size = int(sizes.sum())
        self.width = x.shape[1]
        self.bins = np.stack([np.searchsorted(e, c) for e, c in zip(self.edges, x.T, strict=True)], axis=1)
        self.bins += self.first[None, :]
        self.feature = np.repeat(np.arange(self.width), sizes)
        self.splits = np.ones(self.size, dtype=bool)
        self.splits[self.first + sizes - 1] = False

    def sums(self, rows: np.ndarray, *values: np.ndarray) -> list[np.ndarray]:
        """Return how many of the rows are in each bin, and the sums of the values there."""
        at = self.bins[rows].ravel()
        return [
            np.bincount(at, minlength=self.size),
            *(np.bincount(at, np.repeat(v[rows], self.width), self.size) for v in values),
        ]

    def best(self, sums: list[np.ndarray], ridge: float) -> tuple[float, int]:
        """Return the gain of the best split and the last bin that goes left."""
        left = []
        for each in sums:
            running = each.cumsum()
            left.append(running - (running[self.first] - each[self.first])[self.feature])
        ends = np.append(self.first[1:], self.size) - 1
        count, gradient, curve = (each[ends][self.feature] for each in left)
        gain = (
            left[1] ** 2 / (left[2] + ridge)
            + (gradient - left[1]) ** 2 / (curve - left[2] + ridge)
            - gradient**2 / (curve + ridge)
        )
        gain[~self.splits | (left[0] < LEAST) | (count - left[0] < LEAST)] = -1.0
        at = int(gain.argmax())
        return float(gain[at]), at


def _edges(column: np.ndarray) -> np.ndarray:
    held = np.unique(column)
    if len(held) > BINS:
        held = np.unique(np.quantile(column, np.linspace(0, 1, BINS + 1), method="nearest"))
    return (held[1:] + held[:-1]) / 2


def _tree(
    binned: _Binned, gradient: np.ndarray, curve: np.ndarray, leaves: int, ridge: float
) -> tuple[list[list], list[np.ndarray], list[float]]:
    """Return a tree's splits, the rows of each leaf and the leaves' values."""
    rows = [np.arange(len(gradient))]
    sums = [binned.sums(rows[0], gradient, curve)]
    best = [binned.best(sums[0], ridge)]
    splits: list[list] = []
    above: list[tuple[int, int] | None] = [None]  # the split above each leaf, and on which side
    while len(rows) < leaves:
        leaf = max(range(len(rows)), key=lambda n: best[n][0])
        gain, at = best[leaf]
        if gain <= 0:
            break
        feature = int(binned.feature[at])
        goes = binned.bins[rows[leaf], feature] <= at
        low, high = rows[leaf][goes], rows[leaf][~goes]
        of_low = binned.sums(low, gradient, curve)
        of_high = [whole - part for whole, part in zip(sums[leaf], of_low, strict=True)]
        new = len(splits)
        threshold = float(binned.edges[feature][at - binned.first[feature]])
        splits.append([feature, threshold, -1 - leaf, -1 - len(rows)])
        held = above[leaf]
        if held is not None:
            splits[held[0]][held[1]] = new
        rows[leaf], sums[leaf], best[leaf], above[leaf] = low, of_low, binned.best(of_low, ridge), (new, 2)
        rows.append(high)
        sums.append(of_high)
        best.append(binned.best(of_high, ridge))
        above.append((new, 3))
    values = [float(gradient[each].sum() / (curve[each].sum() + ridge)) for each in rows]
    return splits, rows, values
