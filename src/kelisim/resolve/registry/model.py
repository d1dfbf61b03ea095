"""The weights of the features, learned beforehand and stored as tables that people can read.

Two steps: by itself a candidate gets log-odds from weighted features; then small trees weigh these beside
the same features and those of the other candidates.
"""

import json
import math
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from pathlib import Path
from typing import Any, Final

import numpy as np

from kelisim.resolve.registry.features import CLASSES, LOCAL
from kelisim.resolve.registry.joint import JOINT
from kelisim.resolve.registry.store import Array

ALL: Final = (*LOCAL, *JOINT, *(f"as_{kind}" for kind in CLASSES))
"""The features of the second step: those of the first, those beside the others, the class of the match."""
LEAVES: Final = 8  # of a tree at most: which are left is a byte


@dataclass(frozen=True, slots=True)
class Model:
    """Weights of the first step by class of match, bias last; trees of the second. `about` says how they
    were learned.

    Of the trees: per split its feature, its threshold and the leaves that are left where the value is above
    it, the first splits of all trees, then the second ones; their leaves' values, `first` is where each
    tree's begin; the log-odds that all begin with.
    """

    local: Array
    features: Array
    thresholds: Array
    left: Array
    values: Array
    first: Array
    bias: float
    about: str = ""

    def local_odds(self, kinds: Sequence[int], rows: Array) -> list[float]:
        """Return the log-odds of the first step for matches of these classes, a row of LOCAL each."""
        weights = self.local.take(kinds, axis=0)
        odds: list[float] = ((weights[:, :-1] * rows).sum(axis=1) + weights[:, -1]).tolist()
        return odds

    def odds(self, rows: Array) -> list[float]:
        """Return the log-odds of the second step for rows of the values of ALL.

        A split that is passed on its upper side crosses out leaves; the lowest leaf that remains is reached.
        """
        found = np.empty(len(rows))
        for start in range(0, len(rows), _AT_ONCE):
            part = rows[start : start + _AT_ONCE]
            above = part.take(self.features, axis=1) > self.thresholds
            left = self.left | (above.view(np.uint8) - np.uint8(1))  # 255 where the split is not passed above
            left = np.bitwise_and.reduce(left.reshape(len(part), LEAVES - 1, -1), axis=1)
            # Laid out row by row, so that the sum of one candidate does not hang on how many there are.
            leaves = self.values.take(_LOWEST.take(left) + self.first)
            found[start : start + len(part)] = leaves.sum(axis=1)
        odds: list[float] = (found + self.bias).tolist()
        return odds


_AT_ONCE: Final = 64  # candidates: what is worked on stays in the processor's cache
_LOWEST: Final = np.array([8, *((n & -n).bit_length() - 1 for n in range(1, 256))], dtype=np.intp)


def probability(odds: float) -> float:
    """Return the probability of log-odds."""
    return 1 / (1 + math.exp(-max(-40.0, min(40.0, odds))))


def load_model(path: Path | None = None) -> Model:
    """Return the model of a file of weights, by default our own.

    Raises ValueError where the file's features are not those of this version.
    """
    if path is None:
        return _own()
    return _read(path.read_text("utf-8"))


@cache
def _own() -> Model:
    return _read(files("kelisim.resolve.registry").joinpath("weights.json").read_text("utf-8"))


def _read(text: str) -> Model:
    data = json.loads(text)
    local = []
    for kind in CLASSES:
        table = data["local"].get(kind, {"weights": {}})
        if set(table["weights"]) != set(LOCAL):
            raise ValueError("weights.json: the features are of another version; train anew")
        local.append([*(float(table["weights"][name]) for name in LOCAL), float(table["bias"])])
    place = {name: number for number, name in enumerate(ALL)}
    splits: list[list[tuple[int, float, int]]] = []
    values = []
    for tree in data["trees"]["trees"]:
        own = [_split(tree["splits"], number, place) for number in range(len(tree["splits"]))]
        splits.append([*own, *[(0, math.inf, 255)] * (LEAVES - 1 - len(own))])
        values.append(_in_order(tree))
    in_turn = [split for each in zip(*splits, strict=True) for split in each]
    return Model(
        local=np.array(local),
        features=np.array([feature for feature, _, _ in in_turn], dtype=np.intp),
        thresholds=np.array([threshold for _, threshold, _ in in_turn]),
        left=np.array([left for _, _, left in in_turn], dtype=np.uint8),
        values=np.array(values).ravel(),
        first=np.arange(0, LEAVES * len(values), LEAVES),
        bias=float(data["trees"]["bias"]),
        about=json.dumps(data.get("about", {}), ensure_ascii=False),
    )


def _split(splits: list[list[Any]], number: int, place: dict[str, int]) -> tuple[int, float, int]:
    """Return a split as feature, threshold and the leaves, from the left, that remain above it."""
    name, threshold, low, _ = splits[number]
    order = _leaves(splits, 0)
    crossed = sum(1 << order.index(leaf) for leaf in _leaves(splits, low))
    return place[name], float(threshold), 255 - crossed


def _leaves(splits: list[list[Any]], at: int) -> list[int]:
    """Return the leaves below a split, from the left; a leaf is a number under zero."""
    if at < 0:
        return [at]
    return [*_leaves(splits, splits[at][2]), *_leaves(splits, splits[at][3])]


def _in_order(tree: dict[str, Any]) -> list[float]:
    order = _leaves(tree["splits"], 0) if len(tree["splits"]) > 0 else [-1]
    found = [float(tree["leaves"][-1 - leaf]) for leaf in order]
    return [*found, *[0.0] * (LEAVES - len(found))]
