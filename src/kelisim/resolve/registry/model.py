"""The weights of the features, learned beforehand and stored as a table that people can read."""

import json
import math
from dataclasses import dataclass
from importlib.resources import files
from pathlib import Path

from kelisim.resolve.registry.features import JOINT, LOCAL


@dataclass(frozen=True, slots=True)
class Model:
    """Log-odds: a bias and a weight a feature, for each of the two steps. `about` says how they were learned."""

    local: tuple[float, ...]
    local_bias: float
    joint: tuple[float, ...]
    joint_bias: float
    about: str = ""

    def local_odds(self, values: list[float]) -> float:
        """Return the log-odds of the first step."""
        return self.local_bias + sum(map(_product, self.local, values))

    def joint_odds(self, values: list[float]) -> float:
        """Return the log-odds of the second step."""
        return self.joint_bias + sum(map(_product, self.joint, values))


def _product(first: float, second: float) -> float:
    return first * second


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
    for step, names in (("local", LOCAL), ("joint", JOINT)):
        if set(data[step]["weights"]) != set(names):
            raise ValueError(f"weights.json: the features of step {step!r} are of another version; train anew")
    return Model(
        tuple(data["local"]["weights"][name] for name in LOCAL),
        data["local"]["bias"],
        tuple(data["joint"]["weights"][name] for name in JOINT),
        data["joint"]["bias"],
        json.dumps(data.get("about", {}), ensure_ascii=False),
    )
