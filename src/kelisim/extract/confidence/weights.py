"""The weights of what counts for and against a statement, learned beforehand: a file that people can read."""

import json
import math
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from pathlib import Path
from typing import Final

from kelisim.extract.confidence.evidence import Evidence, ValueEvidence

_SURE: Final = 20.0  # log-odds beyond which nothing changes


@dataclass(frozen=True, slots=True)
class Weights:
    """Two logistic regressions: of statements, and of values given their statement's log-odds.

    The weight of "" is the bias; a feature without a weight counts nothing. `about` says how they were
    learned.
    """

    statement: Mapping[str, float]
    value: Mapping[str, float]
    about: Mapping[str, object]

    def of_statement(self, evidence: Evidence) -> dict[str, float]:
        """Return what each feature adds to the log-odds that the statement is right."""
        return _added(self.statement, evidence.features)

    def of_value(self, evidence: ValueEvidence, statement: float) -> dict[str, float]:
        """Return what each feature adds to the log-odds that a value is right.

        Arguments:
            statement: the log-odds of its statement.
        """
        return _added(self.value, {"statement": statement, **evidence.features})


def _added(weights: Mapping[str, float], features: Mapping[str, float]) -> dict[str, float]:
    found = {name: weights[name] * value for name, value in features.items() if name in weights}
    return {"": weights.get("", 0.0), **found}


def probability(odds: float) -> float:
    """Return the probability of log-odds, to four digits."""
    return round(1 / (1 + math.exp(-max(-_SURE, min(_SURE, odds)))), 4)


def load_weights(path: Path | None = None) -> Weights:
    """Return the weights of a file, by default our own. Raises ValueError where it is no file of weights."""
    if path is None:
        return _own()
    return _read(path.read_text("utf-8"))


@cache
def _own() -> Weights:
    return _read(files("kelisim.extract.confidence").joinpath("weights.json").read_text("utf-8"))


def _read(text: str) -> Weights:
    data = json.loads(text)
    try:
        return Weights(_table(data["statement"]), _table(data["value"]), data["about"])
    except (KeyError, TypeError, AttributeError) as error:
        raise ValueError(f"no file of weights: {error!r}; learn them anew") from error


def _table(data: Mapping[str, float]) -> dict[str, float]:
    return {name: float(weight) for name, weight in data.items()}
