"""Learn the weights of the matcher's features: `python -m benchmarks.registry_train --help`."""

import argparse
import hashlib
import json
from dataclasses import dataclass
from pathlib import Path

import numpy as np

from benchmarks.registry_boost import Tree, boosted, grown
from kelisim.resolve.registry.build import FROM_GRID
from kelisim.resolve.registry.candidates import WHOLE, Match, find
from kelisim.resolve.registry.decide import all_features, matrix
from kelisim.resolve.registry.features import CLASSES, LOCAL, local_features, match_class
from kelisim.resolve.registry.index import Index, load_index
from kelisim.resolve.registry.joint import joint_features, rivals_of
from kelisim.resolve.registry.model import ALL, LEAVES
from kelisim.resolve.registry.reading import Reader
from kelisim.resolve.registry.scene import scene_of
from kelisim.resolve.registry.text import Text

BOOSTING = {"trees": 240, "leaves": LEAVES, "rate": 0.08, "ridge": 3.0}
RIDGE = 1.0  # on the weights that all classes of match share
RIDGE_OF_CLASS = 6.0  # on what a class differs from them by
# A string without ids that holds a whole, weighty name, not from elsewhere, was labelled before the record
# was made: it would teach that a right answer is wrong, and has no weight. The calibration counts it.
NAMED = 6.0
# Records that GRID, closed in 2021, does not have were made after the labels of S2AFF (2021 and 2022): there
# they are no wrong answers, and are left out too.
# And where such a name stands beside the one that was labelled, labels are often incomplete: little weight,
# none where a program gave them.
UNLABELLED = 0.4
# What the ids of rows begin with: strings labelled by people in 2021 and 2022; completely, with the registry
# beside; by a program. All of them are real strings.
DATED, COMPLETE, SILVER = REAL = ("s2aff", "today", "oa-")
FOLDS = 3  # for the calibration
LIKELY = -2.0  # log-odds from which a candidate counts for the calibration: what is never given needs none
# A program's label is left out where no proper name of the organisation stands in the string: it guessed from
# the town.
PROPER = 0.5


def is_held_out(row_id: str) -> bool:
    """Return whether a row of S2AFF is reported, not learned from: a third of them, by the hash of the id."""
    return row_id.startswith("s2aff") and int(hashlib.sha256(row_id.encode()).hexdigest(), 16) % 3 == 0


def logistic(x: np.ndarray, y: np.ndarray, weight: np.ndarray, penalty: np.ndarray) -> np.ndarray:
    """Return bias and weights of a logistic regression with an L2 penalty a weight, by Newton's method."""
    x = np.hstack([np.ones((len(x), 1)), x])
    beta = np.zeros(x.shape[1])
    for _ in range(60):
        p = 1 / (1 + np.exp(-np.clip(x @ beta, -30, 30)))
        gradient = x.T @ (weight * (p - y)) + penalty * beta
        hessian = (x * (weight * p * (1 - p))[:, None]).T @ x + np.diag(penalty)
        step = np.linalg.solve(hessian, gradient)
        beta -= step
        if np.abs(step).max() < 1e-6:
            break
    return beta


@dataclass(frozen=True, slots=True)
class Example:
    """A string with its candidates, the values of the first step, which of them are right, their weights.

    `labelled` are those whose labels are people's.
    """

    text: Text
    matches: list[Match]
    values: list[list[float]]
    right: list[bool]
    weights: list[float]
    fold: int
    labelled: bool


def thought_away(rows: list[dict]) -> list[dict]:
    """Return every second row with organisations again, as if the registry did not have these.

    Of what is found in their place nothing is right: so strings look whose organisation has no record.
    """
    return [
        {**row, "id": f"away-{row['id']}", "ror_ids": [], "without": row["ror_ids"]}
        for row in rows
        if len(row["ror_ids"]) > 0 and row["id"].startswith(REAL) and _hashed(row["id"], "away") % 2 == 0
    ]


def gather(index: Index, rows: list[dict]) -> list[Example]:
    """Return the examples of the rows, those without weight that would teach what is wrong."""
    reader, result = Reader(index), []
    heirs = {index.id(closed)[-9:]: index.id(heir)[-9:] for closed, heir in index.withdrawn.items()}
    for row in rows:
        text = reader.read(row["affiliation"])
        ((matches, spots),) = find(index, [text])
        away = [m for m in matches if index.id(m.record) in row.get("without", ())]
        if row["id"].startswith("away") and len(away) == 0:
            continue
        unknown = {k for m in away for k in (m.record, *_kin(index, m.record))}
        matches = [m for m in matches if m.record not in unknown]
        gold = {heirs.get(i[-9:], i[-9:]) for i in row["ror_ids"]}
        scene = scene_of(index, text, spots)
        rivals = rivals_of(index, matches)
        x = [local_features(index, scene, m, r) for m, r in zip(matches, rivals, strict=True)]
        y = [index.id(m.record)[-9:] in gold for m in matches]
        source = row["id"].removeprefix("away-")
        silver, dated, whole = (source.startswith(each) for each in (SILVER, DATED, COMPLETE))
        unsure = len(gold) == 0 and "without" not in row and any(_is_named(index, m) for m in matches)
        if silver and any(
            right and m.cover < WHOLE and v[LOCAL.index("proper")] < PROPER
            for m, v, right in zip(matches, x, y, strict=True)
        ):
            continue
        named = {p for m, right in zip(matches, y, strict=True) if right for p in m.at}
        named.update(p for m in away for p in m.at)
        weight = []
        for m, right in zip(matches, y, strict=True):
            new = dated and not right and not index.columns["types"][m.record] & FROM_GRID
            beside = not right and _is_named(index, m) and named.isdisjoint(m.at)
            weight.append(
                row.get("weight", 1.0)
                * (0.0 if new or (unsure and not whole) else 1.0)
                * ((0 if silver else 1 if whole else UNLABELLED) if beside else 1)
            )
        if len(matches) > 0:
            fold = _hashed(source, "fold") % FOLDS
            labelled = (dated or whole) and source == row["id"]
            result.append(Example(text, matches, x, y, weight, fold, labelled))
    return result


def _hashed(row_id: str, what: str) -> int:
    return int(hashlib.sha256(f"{what} {row_id}".encode()).hexdigest(), 16)


def _kin(index: Index, record: int) -> tuple[int, ...]:
    """Return the records of which it is unknown whether a string names them beside the record."""
    return (*index.parents(record), *index.children(record), *index.related(record))


def _is_named(index: Index, match: Match) -> bool:
    """Return whether the string has a whole, weighty name of several words that is not from elsewhere."""
    proper = CLASSES[match_class(index, match)] in ("university", "whole")
    return proper and match.mass > NAMED and match.place >= 0


def train(index: Index, examples: list[Example]) -> dict:
    """Return the learned weights of the first step and the trees of the second, calibrated."""
    slope, shift = calibrated(index, examples)
    local, bias, trees = _learned(index, examples)
    return {
        "local": {
            kind: {"bias": beta[0], "weights": dict(zip(LOCAL, beta[1:], strict=True))}
            for kind, beta in zip(CLASSES, local, strict=True)
        },
        "trees": {
            "bias": round(slope * bias + shift, 4),
            "trees": [
                {
                    "splits": [[ALL[f], round(t, 4), low, high] for f, t, low, high in tree.splits],
                    "leaves": [round(slope * v, 4) for v in tree.leaves],
                }
                for tree in trees
            ],
        },
        "calibration": {"slope": round(slope, 4), "shift": round(shift, 4)},
    }


def _learned(index: Index, examples: list[Example]) -> tuple[list[np.ndarray], float, list[Tree]]:
    """Return the weights of the first step by class, bias first; bias and trees of the second."""
    kinds = np.array([match_class(index, m) for e in examples for m in e.matches])
    right = np.array([v for e in examples for v in e.right], dtype=float)
    weight = np.array([w for e in examples for w in e.weights])
    local = _fit(np.array([v for e in examples for v in e.values]), right, weight, kinds)
    local = [np.round(beta, 4) for beta in local]
    used = weight > 0
    bias, trees = boosted(_second(index, examples, local)[used], right[used], weight[used], **BOOSTING)
    return local, bias, trees


def _second(index: Index, examples: list[Example], local: list[np.ndarray]) -> np.ndarray:
    """Return the values of the second step of all candidates."""
    beside, kinds = [], []
    for e in examples:
        own = [match_class(index, m) for m in e.matches]
        odds = [float(local[k][0] + np.dot(local[k][1:], v)) for k, v in zip(own, e.values, strict=True)]
        beside += joint_features(index, e.text, e.matches, odds)
        kinds += own
    return all_features(matrix([v for e in examples for v in e.values]), beside, kinds)


def calibrated(index: Index, examples: list[Example]) -> tuple[float, float]:
    """Return slope and shift that make log-odds of unseen strings those of what people labelled (Platt 1999).

    Trees see each string too often to be told by it how sure they may be: what is said of strings that
    nothing was learned from is held against their labels.
    """
    odds, right = [], []
    for fold in range(FOLDS):
        local, bias, trees = _learned(index, [e for e in examples if e.fold != fold])
        left_out = [e for e in examples if e.fold == fold and e.labelled]
        x = _second(index, left_out, local)
        odds.append(bias + sum(grown(tree, x) for tree in trees))
        right += [v for e in left_out for v in e.right]
    given, labels = np.concatenate(odds), np.array(right, dtype=float)
    likely = given > LIKELY
    x, ones = given[likely, None], np.ones(likely.sum())
    shift, slope = logistic(x, labels[likely], ones, np.full(2, 1e-6))
    return float(slope), float(shift)


def _fit(x: np.ndarray, y: np.ndarray, weight: np.ndarray, kinds: np.ndarray) -> list[np.ndarray]:
    """Return per class its bias and weights: what all classes share, and what the class differs by."""
    used = weight > 0
    x, y, weight, kinds = x[used], y[used], weight[used], kinds[used]
    own = [np.hstack([np.ones((len(x), 1)), x]) * (kinds == k)[:, None] for k in range(len(CLASSES))]
    width = x.shape[1] + 1
    ridge = np.concatenate(
        [[1e-6], np.full(width - 1, RIDGE), *([np.full(width, RIDGE_OF_CLASS)] * len(CLASSES))]
    )
    beta = logistic(np.hstack([x, *own]), y, weight, ridge)
    return [beta[:width] + beta[width * (k + 1) : width * (k + 2)] for k in range(len(CLASSES))]


def read_rows(path: Path, weight: float = 1.0) -> list[dict]:
    """Return the rows of a gold file that are not held out."""
    rows = [json.loads(line) for line in path.read_text("utf-8").split("\n") if line.strip()]
    return [{**row, "weight": weight} for row in rows if not is_held_out(row["id"])]


def main() -> None:
    """Train and write."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--index", type=Path, required=True, help="folder of an installed registry's index")
    parser.add_argument("--gold", type=Path, action="append", required=True, help="JSONL; twice for more")
    parser.add_argument("--weight", type=float, action="append", help="of each gold file's rows, default 1")
    parser.add_argument("--out", type=Path, required=True)
    args = parser.parse_args()
    weights = args.weight or [1.0] * len(args.gold)
    rows = [row for path, weight in zip(args.gold, weights, strict=True) for row in read_rows(path, weight)]
    index = load_index(args.index)
    data = train(index, gather(index, rows + thought_away(rows)))
    data["about"] = {
        "command": "python -m benchmarks.registry_train "
        + " ".join(f"--gold {p.name} --weight {w:g}" for p, w in zip(args.gold, weights, strict=True)),
        "rows": len(rows),
        "sha256": {p.name: hashlib.sha256(p.read_bytes()).hexdigest() for p in args.gold},
        "split": "a row of S2AFF is held out where sha256(id) mod 3 = 0, a string of today by its own; "
        "of the names the test half",
        "method": f"logistic regression, L2 {RIDGE} and {RIDGE_OF_CLASS} of a class; "
        f"boosted trees {BOOSTING}, calibrated on {FOLDS} folds of S2AFF and of today's strings left out in "
        "turn; no random numbers, so no seed",
    }
    args.out.write_text(_laid_out(data), "utf-8")


def _laid_out(data: dict) -> str:
    """Return the JSON with a tree a line."""
    trees = data["trees"].pop("trees")
    lines = ",\n   ".join(json.dumps(tree) for tree in trees)
    text = json.dumps(data, indent=1, ensure_ascii=False, default=float)
    bias = f'"bias": {data["trees"]["bias"]}'
    head, tail = text.split(f'"trees": {{\n  {bias}\n', 1)
    return f'{head}"trees": {{\n  {bias},\n  "trees": [\n   {lines}\n  ]\n{tail}\n'


if __name__ == "__main__":
    main()
