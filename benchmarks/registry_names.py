"""Score names of organisations as the press and papers write them: `python -m benchmarks.registry_names`.

The table `names/organisations.tsv` can be extended by anyone: ROR id, name as written, language, source
(press, paper, query), difficulty. Rows are split by id: test where sha256(id) mod 2 = 0, train elsewhere.
"""

import argparse
import csv
import hashlib
import json
import sys
from collections import Counter
from pathlib import Path

import platformdirs

from kelisim.resolve.registry import Registry, load, match_one

TABLE = Path(__file__).parent / "names" / "organisations.tsv"


def read_table(path: Path = TABLE) -> list[dict[str, str]]:
    """Return the rows of the table."""
    with path.open(encoding="utf-8", newline="") as stream:
        return list(csv.DictReader(stream, delimiter="\t", quoting=csv.QUOTE_NONE))


def is_test(row: dict[str, str]) -> bool:
    """Return whether the row belongs to the half that is reported, by the hash of its id."""
    return int(hashlib.sha256(row["id"].encode()).hexdigest(), 16) % 2 == 0


def score(registry: Registry, rows: list[dict[str, str]]) -> tuple[Counter[str], list[str]]:
    """Return how many names lead to the right id, to a wrong one, to none; and a line for each not right."""
    counts: Counter[str] = Counter(n=len(rows))
    wrong = []
    for row, found in zip(rows, match_one(registry, [row["name"] for row in rows]), strict=True):
        outcome = (
            "none" if found is None else "right" if row["id"] in (found.id, found.successor) else "wrong"
        )
        counts[outcome] += 1
        for what in ("language", "difficulty"):
            counts[f"{row[what]} n"] += 1
            counts[f"{row[what]} {outcome}"] += 1
        if outcome != "right":
            wrong.append(f"{outcome}\t{row['name']}\t{row['id']}\t{'' if found is None else found.name}")
    return counts, wrong


def main() -> None:
    """Print shares of both halves, by language and difficulty for the test half."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--cache", type=Path, default=Path(platformdirs.user_cache_dir("kelisim")))
    parser.add_argument("--errors", choices=("train", "test"), help="also list what went wrong in this half")
    parser.add_argument("--training", type=Path, help="only write the train half as rows to learn from")
    args = parser.parse_args()
    rows = read_table()
    if args.training is not None:
        with args.training.open("w", encoding="utf-8") as out:
            for number, row in enumerate(rows):
                if not is_test(row):
                    learned = {"id": f"names-{number}", "affiliation": row["name"], "ror_ids": [row["id"]]}
                    out.write(json.dumps(learned, ensure_ascii=False) + "\n")
        return
    registry = load(args.cache)
    for half in ("train", "test"):
        counts, wrong = score(registry, [row for row in rows if is_test(row) == (half == "test")])
        n = counts["n"]
        sys.stdout.write(
            f"{half}: {n} names, right {counts['right'] / n:.3f}, wrong {counts['wrong'] / n:.3f}, "
            f"none {counts['none'] / n:.3f}\n"
        )
        groups = sorted({key.rsplit(" ", 1)[0] for key in counts if " " in key})
        for group in groups:
            right, of = counts[f"{group} right"], counts[f"{group} n"]
            sys.stdout.write(f"    {group}: {right} of {of} right, {counts[f'{group} wrong']} wrong\n")
        if args.errors == half:
            sys.stdout.write("\n".join(wrong) + "\n")


if __name__ == "__main__":
    main()
