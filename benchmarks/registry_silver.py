"""Make training rows of works from OpenAlex (CC0): affiliation strings with the ids that OpenAlex gave them.

`python -m benchmarks.registry_silver FOLDER… --out ROWS.jsonl [--without GOLD.jsonl…]`

The ids are a program's, not people's: such rows are learned from with a small weight and never reported on.
"""

import argparse
import gzip
import hashlib
import json
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

MOST_OF_ONE = 25  # rows of one organisation, so that the authors' own university does not outweigh the world


def strings(value: object) -> Iterator[tuple[str, tuple[str, ...]]]:
    """Yield the affiliation strings of authorships anywhere in the JSON, with their ROR ids."""
    if isinstance(value, list):
        for item in value:
            yield from strings(item)
    elif isinstance(value, dict):
        if "affiliations" in value and "raw_author_name" in value:
            ror = {i["id"]: i.get("ror") for i in value.get("institutions") or ()}
            for found in value["affiliations"]:
                ids = {ror.get(i) for i in found.get("institution_ids") or ()} - {None}
                yield found["raw_affiliation_string"], tuple(sorted(map(str, ids)))
        else:
            for item in value.values():
                yield from strings(item)


def bare(text: str) -> str:
    """Return a string as it is compared: small letters, and whatever spaces between its words as one."""
    return " ".join(text.split()).lower()


def main() -> None:
    """Write the rows, sorted by the hash of their string."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("folders", nargs="+", type=Path)
    parser.add_argument("--out", type=Path, required=True)
    parser.add_argument(
        "--without", nargs="*", type=Path, default=[], help="gold files whose strings are left out"
    )
    args = parser.parse_args()
    barred = {bare(json.loads(line)["affiliation"]) for path in args.without for line in path.open("rb")}
    found: dict[str, tuple[str, ...]] = {}
    for folder in args.folders:
        for path in sorted(folder.rglob("*.json*")):
            with gzip.open(path) if path.suffix == ".gz" else path.open("rb") as stream:
                found.update(strings(json.load(stream)))
    order = sorted(found, key=lambda text: hashlib.sha256(text.encode()).hexdigest())
    count: Counter[str] = Counter()
    with args.out.open("w", encoding="utf-8") as out:
        for text in order:
            ids = found[text]
            if len(ids) == 0 or len(ids) > 3 or bare(text) in barred:
                continue
            if all(count[i] < MOST_OF_ONE for i in ids):
                count.update(ids)
                row = {
                    "id": "oa-" + hashlib.sha256(text.encode()).hexdigest()[:12],
                    "affiliation": text,
                    "ror_ids": ids,
                }
                out.write(json.dumps(row, ensure_ascii=False) + "\n")


if __name__ == "__main__":
    main()
