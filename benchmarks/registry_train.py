"""Learn the weights of the matcher's features: `python -m benchmarks.registry_train --help`."""

import argparse
import hashlib
import json
from collections.abc import Iterable
from pathlib import Path

import numpy as np

from benchmarks.registry_boost import boosted
from kelisim.resolve.registry.build import FROM_GRID
from kelisim.resolve.registry.candidates import Match, find
from kelisim.resolve.registry.decide import all_features, matrix
from kelisim.resolve.registry.features import CLASSES, LOCAL, local_features, match_class
from kelisim.resolve.registry.index import Index, load_index
from kelisim.resolve.registry.joint import joint_features, rivals_of
from kelisim.resolve.registry.model import ALL, LEAVES
from kelisim.resolve.registry.reading import Reader
from kelisim.resolve.registry.scene import scene_of

BOOSTING = {"trees": 150, "leaves": LEAVES, "rate": 0.08, "ridge": 3.0}
RIDGE = 1.0  # on the weights that all classes of match share
RIDGE_OF_CLASS = 6.0  # on what a class differs from them by
# A string without ids that holds a whole, weighty name, not from elsewhere, was labelled before the record
# was made: it would teach that a right answer is wrong, and is left out.
NAMED = 6.0
# Records that GRID, closed in 2021, does not have were made after the labels of S2AFF (2021 and 2022): there
# they are no wrong answers, and are left out too.
# And where such a name stands beside the one that was labelled, labels are often incomplete: little weight,
# none where a program gave them.
UNLABELLED = 0.4
# A program's label is left out where no proper name of the organisation stands in the string: it guessed from
# the town.
PROPER = 0.5
AWAY = 0.3  # weight of a row whose organisation is thought away, beside the row itself


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


def gather(index: Index, rows: list[dict]) -> list[tuple]:
    """Return per row its candidates with their local features, labels and weights, and the text."""
    reader, result = Reader(index), []
    heirs = {index.id(closed)[-9:]: index.id(heir)[-9:] for closed, heir in index.withdrawn.items()}
    for row in rows:
        text = reader.read(row["affiliation"])
        away = _with_kin(index, row.get("without", ()))
        matches, spots = find(index, text, without=away)
        gold = {heirs.get(i[-9:], i[-9:]) for i in row["ror_ids"]}
        scene = scene_of(index, text, spots)
        rivals = rivals_of(index, matches)
        x = [local_features(index, scene, m, r) for m, r in zip(matches, rivals, strict=True)]
        y = [index.id(m.record)[-9:] in gold for m in matches]
        if len(gold) == 0 and len(away) == 0 and any(_is_named(index, m) for m in matches):
            continue
        silver = row["id"].startswith("oa-")
        if silver and any(
            right and m.cover < 0.999 and v[LOCAL.index("proper")] < PROPER
            for m, v, right in zip(matches, x, y, strict=True)
        ):
            continue
        dated = row["id"].startswith("s2aff")
        named = {p for m, right in zip(matches, y, strict=True) if right for p in m.at}
        if len(away) > 0:
            named |= {p for m in find(index, text)[0] if m.record in away for p in m.at}
        weight = []
        for m, right in zip(matches, y, strict=True):
            new = dated and not right and not index.columns["types"][m.record] & FROM_GRID
            beside = not right and _is_named(index, m) and named.isdisjoint(m.at)
            weight.append(
                row.get("weight", 1.0)
                * (0.0 if new else 1.0)
                * ((0 if silver else UNLABELLED) if beside else 1)
            )
        if len(matches) > 0:
            result.append((matches, x, y, weight, text))
    return result


def _with_kin(index: Index, ids: Iterable[str]) -> set[int]:
    """Return the records of these ids with their parents, parts and relatives: without the one, who knows
    whether another is meant.
    """
    records = {record for id in ids if (record := index.record_of(id)) is not None}
    kin = (k for r in records for k in (*index.parents(r), *index.children(r), *index.related(r)))
    return records | set(kin)


def thought_away(rows: list[dict]) -> list[dict]:
    """Return rows as they would be if the registry did not have their one organisation: nobody is meant."""
    return [
        {**row, "ror_ids": [], "without": row["ror_ids"], "weight": AWAY * row["weight"]}
        for row in rows
        if len(row["ror_ids"]) == 1 and "without" not in row and not row["id"].startswith("made-")
    ]


def _is_named(index: Index, match: Match) -> bool:
    """Return whether the string has a whole, weighty name of several words that is not from elsewhere."""
    proper = CLASSES[match_class(index, match)] in ("university", "whole")
    return proper and match.mass > NAMED and match.place >= 0


def train(index: Index, gathered: list[tuple]) -> dict:
    """Return the learned weights of the first step and the trees of the second."""
    kinds = np.array([match_class(index, m) for matches, *_ in gathered for m in matches])
    y = np.array([v for _, _, ys, *_ in gathered for v in ys], dtype=float)
    weight = np.array([w for _, _, _, ws, _ in gathered for w in ws])
    local = _fit(np.array([v for _, xs, *_ in gathered for v in xs]), y, weight, kinds)
    local = [np.round(beta, 4) for beta in local]
    beside = []
    for matches, xs, _, _, text in gathered:
        found = [match_class(index, m) for m in matches]
        odds = [float(local[k][0] + np.dot(local[k][1:], v)) for k, v in zip(found, xs, strict=True)]
        beside += joint_features(index, text, matches, odds)
    x = all_features(matrix([v for _, xs, *_ in gathered for v in xs]), beside, kinds.tolist())
    used = weight > 0
    bias, trees = boosted(x[used], y[used], weight[used], **BOOSTING)
    return {
        "local": {
            kind: {"bias": beta[0], "weights": dict(zip(LOCAL, beta[1:], strict=True))}
            for kind, beta in zip(CLASSES, local, strict=True)
        },
        "trees": {
            "bias": round(bias, 4),
            "trees": [
                {
                    "splits": [[ALL[f], round(t, 4), low, high] for f, t, low, high in tree.splits],
                    "leaves": [round(v, 4) for v in tree.leaves],
                }
                for tree in trees
            ],
        },
    }


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
    data = train(index, gather(index, [*rows, *thought_away(rows)]))
    data["about"] = {
        "command": "python -m benchmarks.registry_train "
        + " ".join(f"--gold {p.name} --weight {w:g}" for p, w in zip(args.gold, weights, strict=True)),
        "rows": len(rows),
        "sha256": {p.name: hashlib.sha256(p.read_bytes()).hexdigest() for p in args.gold},
        "split": "a row of S2AFF is held out where sha256(id) mod 3 = 0; of the names the test half",
        "method": f"logistic regression, L2 {RIDGE} and {RIDGE_OF_CLASS} of a class; "
        f"boosted trees {BOOSTING}; no random numbers, so no seed",
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
