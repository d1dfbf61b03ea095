"""The weights of the features, learned beforehand and stored as a table that people can read."""

import json
import math
from dataclasses import dataclass
from importlib.resources import files
from operator import mul
from pathlib import Path

from kelisim.resolve.registry.features import CLASSES, LOCAL
from kelisim.resolve.registry.joint import JOINT


@dataclass(frozen=True, slots=True)
class Model:
    """Log-odds, for each class of match: a bias and a weight a feature. `about` says how they were
    learned.
    """

    local: tuple[tuple[float, ...], ...]
    joint: tuple[tuple[float, ...], ...]
    about: str = ""

    def local_odds(self, kind: int, values: list[float]) -> float:
        """Return the log-odds of the first step for a match of this class."""
        weights = self.local[kind]
        return float(weights[-1] + sum(map(mul, weights, values)))

    def joint_odds(self, kind: int, values: list[float]) -> float:
        """Return the log-odds of the second step for a match of this class."""
        weights = self.joint[kind]
        return float(weights[-1] + sum(map(mul, weights, values)))


def probability(odds: float) -> float:
    """Return the probability of log-odds."""
    return 1 / (1 + math.exp(-max(-40.0, min(40.0, odds))))


def load_model(path: Path | None = None) -> Model:
    """Return the model of a file of weights, by default our own.

    Raises ValueError where the file's features are not those of this version.
    """
    if path is None:
        text = files("kelisim.resolve.registry").joinpath("weights.json").read_text("utf-8")
    else:
        text = path.read_text("utf-8")
    data = json.loads(text)
    tables = {}
    for step, names in (("local", LOCAL), ("joint", JOINT)):
        for kind in CLASSES:
            weights = data[step][kind]["weights"]
            if set(weights) != set(names):
                raise ValueError(
                    f"weights.json: the features of step {step!r} are of another version; train anew"
                )
            tables[step, kind] = (*(float(weights[name]) for name in names), float(data[step][kind]["bias"]))
    return Model(
        tuple(tables["local", kind] for kind in CLASSES),
        tuple(tables["joint", kind] for kind in CLASSES),
        json.dumps(data.get("about", {}), ensure_ascii=False),
    )
