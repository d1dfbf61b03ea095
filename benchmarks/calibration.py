"""Learn how probable statements are from annotated announcements, and show how far the probabilities hold.

    python -m benchmarks.calibration fit CORPUS     # writes the weights; learns from two thirds
    python -m benchmarks.calibration table CORPUS   # tells of a sixth, never learned from

CORPUS is the folder of the found announcements (`texts`, `gold` and the scorer `score.py`); those of the
project itself, in `data/announcements`, are added. Both are split by the hash of the document's id
(`benchmarks.corpus`).

A statement or a value is right where the scorer matches it. The grammar was written on the two thirds, and is
right there more often than elsewhere: the weights are learned from them, but how sure to be on the whole, one
number for statements and one for values, from half of the third that is only scored (again by hash); the
figures told are of the other half. Nothing is drawn at random: the same files give the same weights.
"""

import argparse
import hashlib
import json
import sys
from collections.abc import Mapping, Sequence
from itertools import pairwise
from pathlib import Path

import numpy as np

from benchmarks.calibration_data import OWN, Judged, digest, judged
from benchmarks.corpus import load_scorer
from benchmarks.registry_train import logistic
from kelisim.extract.confidence import load_weights
from kelisim.extract.confidence.weights import Weights, probability
from kelisim.extract.languages import EXTRACTORS
from kelisim.register.settings import Settings

ANNOUNCEMENTS = Path(__file__).parent.parent / "data" / "announcements"
WEIGHTS = Path(__file__).parent.parent / "src/kelisim/extract/confidence/weights.json"
FOLDS = 5
RIDGES = (1.0, 3.0, 6.0, 10.0, 20.0)
LEAST = 5  # statements (values) that must show a feature before it gets a weight
BINS = (0.0, 0.5, 0.6, 0.7, 0.8, 0.9, 1.0)
# On the found announcements that were looked at the grammar is right more often still. This feature takes
# that up while learning; no document has it when the product runs.
SEEN = "seen"


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawTextHelpFormatter)
    parser.add_argument("what", choices=["fit", "table"])
    parser.add_argument("corpus", type=Path)
    parser.add_argument(
        "--below", type=float, default=None, help="threshold of review; the default setting's"
    )
    args = parser.parse_args()
    scorer = load_scorer(args.corpus / "score.py")
    rows = [*judged(args.corpus, "found", scorer), *judged(ANNOUNCEMENTS, OWN, scorer)]
    unseen = [row for row in rows if row.part == "only-score"]
    if args.what == "fit":
        learned = fit([row for row in rows if row.part == "look-at"])
        shift(learned, [row for row in unseen if not _is_told_of(row)])
        learned["about"]["sha256"] = digest(args.corpus, ANNOUNCEMENTS)
        WEIGHTS.write_text(json.dumps(learned, ensure_ascii=False, indent=1) + "\n", "utf-8")
        print(f"{WEIGHTS.name}: {len(learned['statement'])} and {len(learned['value'])} weights")
    tell([row for row in unseen if _is_told_of(row)], args.below)
    return 0


# ------------------------------------------------------------------ learning


def fit(rows: Sequence[Judged]) -> dict[str, dict]:
    """Return the weights learned from judged statements, and how."""
    fold = np.array([_fold(row.document) for row in rows])
    right = np.array([row.right for row in rows], float)
    features = [{**row.evidence.features, **_seen(row)} for row in rows]
    statement, odds, ridge = _learn(features, right, fold)
    # A value is learned from the log-odds that its statement gets from the other folds, as at run time.
    told = [
        ({"statement": float(odds[n]), **value.features, **_seen(row)}, answer, fold[n])
        for n, row in enumerate(rows)
        for value, answer in zip(row.evidence.values, row.values, strict=True)
        if answer is not None
    ]
    value, _, ridge_of_value = _learn(
        [each for each, _, _ in told],
        np.array([a for _, a, _ in told], float),
        np.array([f for _, _, f in told]),
    )
    about = {
        "command": "python -m benchmarks.calibration fit CORPUS",
        "documents": len({row.document for row in rows}),
        "statements": len(rows),
        "values": len(told),
        "extractors": sorted(EXTRACTORS.values()),
        "ridge": [ridge, ridge_of_value],
        "seed": "none: folds by the hash of the document's id",
    }
    return {"about": about, "statement": statement, "value": value}


def shift(learned: dict[str, dict], rows: Sequence[Judged]) -> None:
    """Move the biases until what is told of these rows is right as often as told: first the statements', then
    the values', which rest on them.
    """
    right = np.array([row.right for row in rows], float)
    weights = Weights(learned["statement"], learned["value"], {})
    odds = np.array([sum(weights.of_statement(row.evidence).values()) for row in rows])
    moved = _shift(odds, right)
    learned["statement"][""] = round(learned["statement"][""] + moved, 4)
    told = [
        (sum(weights.of_value(value, float(whole + moved)).values()), answer)
        for row, whole in zip(rows, odds, strict=True)
        for value, answer in zip(row.evidence.values, row.values, strict=True)
        if answer is not None
    ]
    of_values = _shift(np.array([each for each, _ in told]), np.array([answer for _, answer in told], float))
    learned["value"][""] = round(learned["value"][""] + of_values, 4)
    learned["about"]["shift"] = [round(moved, 4), round(of_values, 4)]


def _shift(odds: np.ndarray, right: np.ndarray) -> float:
    """Return what added to log-odds makes their mean probability the share that is right (by bisection)."""
    low, high = -5.0, 5.0
    for _ in range(50):
        middle = (low + high) / 2
        low, high = (low, middle) if _sigmoid(odds + middle).mean() > right.mean() else (middle, high)
    return (low + high) / 2


def _is_told_of(row: Judged) -> bool:
    """Return whether nothing at all is learned from a row's document: half of those that are only scored."""
    return int(hashlib.sha256(f"shift {row.document}".encode()).hexdigest(), 16) % 2 == 1


def _seen(row: Judged) -> dict[str, float]:
    return {SEEN: 1.0} if row.corpus != OWN and row.part == "look-at" else {}


def _fold(document: str) -> int:
    return int(hashlib.sha256(f"fold {document}".encode()).hexdigest(), 16) % FOLDS


def _learn(
    features: Sequence[Mapping[str, float]], right: np.ndarray, fold: np.ndarray
) -> tuple[dict[str, float], np.ndarray, float]:
    """Return the weights, the log-odds of each row by the other folds, and the ridge that served best."""
    counts: dict[str, int] = {}
    for each in features:
        for name in each:
            counts[name] = counts.get(name, 0) + 1
    names = sorted(name for name, count in counts.items() if count >= LEAST)
    x = np.array([[each.get(name, 0.0) for name in names] for each in features])
    tried = {ridge: _across(x, right, fold, ridge) for ridge in RIDGES}
    best = min(RIDGES, key=lambda ridge: loss(_sigmoid(tried[ridge]), right))
    beta = _solve(x, right, best)
    weights = {"": beta[0], **dict(zip(names, beta[1:], strict=True))}
    kept = {name: round(float(w), 4) for name, w in weights.items() if name != SEEN and abs(w) >= 5e-4}
    return kept, tried[best], best


def _across(x: np.ndarray, right: np.ndarray, fold: np.ndarray, ridge: float) -> np.ndarray:
    odds = np.zeros(len(right))
    for number in range(FOLDS):
        beta = _solve(x[fold != number], right[fold != number], ridge)
        odds[fold == number] = x[fold == number] @ beta[1:] + beta[0]
    return odds


def _solve(x: np.ndarray, right: np.ndarray, ridge: float) -> np.ndarray:
    return logistic(x, right, np.ones(len(right)), np.array([1e-6, *[ridge] * x.shape[1]]))


def _sigmoid(odds: np.ndarray) -> np.ndarray:
    return 1 / (1 + np.exp(-odds))


# ------------------------------------------------------------------ what is told of it


Told = tuple[float, bool, str]
"""A probability, whether it came true, and the language."""


def tell(rows: Sequence[Judged], below: float | None) -> None:
    """Print how far the probabilities hold, by bins and languages, and what waits below the threshold."""
    threshold = Settings().review.below if below is None else below
    weights = load_weights(WEIGHTS)
    statements: list[Told] = []
    values: list[Told] = []
    first: list[Told] = []
    for row in rows:
        odds = sum(weights.of_statement(row.evidence).values())
        statements.append((probability(odds), row.right, row.language))
        first.append((row.evidence.statement.probability, row.right, row.language))
        for value, answer in zip(row.evidence.values, row.values, strict=True):
            if answer is not None:
                p = min(probability(odds), probability(sum(weights.of_value(value, odds).values())))
                values.append((p, answer, row.language))
    if weights.about["extractors"] != sorted(EXTRACTORS.values()):
        print("the weights were learned with other versions of the rules: learn them anew with fit")
    documents = len({row.document for row in rows})
    print(f"nothing learned from: {documents} documents, {len(statements)} statements, {len(values)} values")
    for what, told in (("statements", statements), ("values", values), ("first estimates", first)):
        print(f"\n{what}")
        _reliability(told)
    print()
    for what, told in (("statements", statements), ("values", values)):
        _waiting(what, told, threshold)


def _reliability(told: Sequence[Told]) -> None:
    print("| probability | number | told | right |")
    print("|---|---|---|---|")
    for low, high in pairwise(BINS):
        inside = [each for each in told if low <= each[0] < high or (high == 1.0 and each[0] == 1.0)]
        if len(inside) > 0:
            _row(f"{low:.1f} to {high:.1f}", inside)
    for language in sorted({language for _, _, language in told}):
        _row(language, [each for each in told if each[2] == language])
    _row("all", told)
    p, right = np.array([each[0] for each in told]), np.array([each[1] for each in told], float)
    print(f"calibration error {gap(p, right):.3f}, log loss {loss(p, right):.3f}, area {area(p, right):.3f}")


def _row(name: str, told: Sequence[Told]) -> None:
    mean = sum(p for p, _, _ in told) / len(told)
    print(f"| {name} | {len(told)} | {mean:.2f} | {sum(right for _, right, _ in told) / len(told):.2f} |")


def _waiting(what: str, told: Sequence[Told], threshold: float) -> None:
    for limit in sorted({0.5, 0.6, 0.7, 0.8, threshold}):
        waits = [right for p, right, _ in told if p < limit]
        passes = [right for p, right, _ in told if p >= limit]
        mark = "  ← the setting" if limit == threshold else ""
        print(
            f"{what} below {limit}: {len(waits) / len(told):.1%} wait, {_share(waits)} of them right; "
            f"of the rest {_share(passes)}{mark}"
        )


def _share(right: Sequence[bool]) -> str:
    return "–" if len(right) == 0 else f"{sum(right) / len(right):.2f}"


def loss(p: np.ndarray, right: np.ndarray) -> float:
    """Return the mean log loss of probabilities."""
    kept = np.clip(p, 1e-4, 1 - 1e-4)
    return float(-np.mean(right * np.log(kept) + (1 - right) * np.log(1 - kept)))


def gap(p: np.ndarray, right: np.ndarray) -> float:
    """Return the expected calibration error: how far told and right differ, over ten bins of equal width."""
    bins = np.minimum((p * 10).astype(int), 9)
    return float(sum(abs(p[bins == n].sum() - right[bins == n].sum()) for n in range(10)) / len(p))


def area(p: np.ndarray, right: np.ndarray) -> float:
    """Return how often a right one has the higher probability of a right and a wrong one; ties count half."""
    yes, no = p[right == 1], p[right == 0]
    above = (yes[:, None] > no[None, :]).mean() + 0.5 * (yes[:, None] == no[None, :]).mean()
    return float(above)


if __name__ == "__main__":
    sys.exit(main())
