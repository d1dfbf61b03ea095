"""Learn the weights of the matcher's features: `python -m benchmarks.registry_train --help`."""

import argparse
import hashlib
import json
from pathlib import Path

import numpy as np

from kelisim.resolve.registry.candidates import find
from kelisim.resolve.registry.features import JOINT, LOCAL, joint_features, local_features, rivals_of
from kelisim.resolve.registry.index import Index, load_index
from kelisim.resolve.registry.reading import Reader

CONSIDERED = 16
RIDGE = 1.0


def is_held_out(row_id: str) -> bool:
    """Return whether a row belongs to the part that is reported, not learned from: a third, by hash of its id."""
    return int(hashlib.sha256(row_id.encode()).hexdigest(), 16) % 3 == 0


def logistic(x: np.ndarray, y: np.ndarray, weight: np.ndarray, ridge: float) -> np.ndarray:
    """Return bias and weights of a logistic regression with an L2 penalty, by Newton's method."""
    x = np.hstack([np.ones((len(x), 1)), x])
    beta = np.zeros(x.shape[1])
    penalty = np.full(x.shape[1], ridge)
    penalty[0] = 1e-6
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
    """Return per row its candidates with their local features and labels."""
    reader, result = Reader(index), []
    for row in rows:
        text = reader.read(row["affiliation"])
        matches, spots = find(index, text)
        matches = matches[:CONSIDERED]
        gold = {i[-9:] for i in row["ror_ids"]}
        rivals = rivals_of(matches)
        x = [local_features(index, text, spots, m, r) for m, r in zip(matches, rivals, strict=True)]
        y = [index.id(m.record)[-9:] in gold for m in matches]
        result.append((matches, x, y, row.get("weight", 1.0)))
    return result


def train(index: Index, rows: list[dict]) -> dict:
    """Return the learned weights of both steps."""
    gathered = gather(index, rows)
    x = np.array([v for _, xs, _, _ in gathered for v in xs])
    y = np.array([v for _, _, ys, _ in gathered for v in ys], dtype=float)
    weight = np.array([w for _, _, ys, w in gathered for _ in ys])
    local = logistic(x, y, weight, RIDGE)
    second = []
    for matches, xs, _, _ in gathered:
        odds = [float(local[0] + np.dot(local[1:], v)) for v in xs]
        second += joint_features(index, matches, odds)
    joint = logistic(np.array(second), y, weight, RIDGE)
    return {
        "local": {"bias": round(local[0], 4), "weights": dict(zip(LOCAL, np.round(local[1:], 4), strict=True))},
        "joint": {"bias": round(joint[0], 4), "weights": dict(zip(JOINT, np.round(joint[1:], 4), strict=True))},
    }


def read_rows(path: Path, weight: float = 1.0) -> list[dict]:
    """Return the rows of a gold file that are not held out."""
    rows = [json.loads(line) for line in path.read_text("utf-8").splitlines() if line.strip()]
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
    data = train(load_index(args.index), rows)
    data["about"] = {
        "command": "python -m benchmarks.registry_train "
        + " ".join(f"--gold {p.name} --weight {w:g}" for p, w in zip(args.gold, weights, strict=True)),
        "rows": len(rows),
        "sha256": {p.name: hashlib.sha256(p.read_bytes()).hexdigest() for p in args.gold},
        "split": "a row is held out where sha256(id) mod 3 = 0",
        "method": f"logistic regression, L2 {RIDGE}, Newton; no random numbers, so no seed",
    }
    args.out.write_text(json.dumps(data, indent=1, ensure_ascii=False, default=float) + "\n", "utf-8")


if __name__ == "__main__":
    main()
