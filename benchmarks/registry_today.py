"""Score strings of today's papers: `python -m benchmarks.registry_today --works FOLDER`.

The table `names/affiliations.tsv` holds no strings, but their SHA-256, the file of the folder in which each
stands, the ids of the organisations of the registry that it names (`-`: none of them), how it was drawn and
its kind of difficulty. Test is where the hash mod 3 = 0, train elsewhere. A row to add is printed by
`--row FILE STRING ID…`.
"""

import argparse
import csv
import hashlib
import json
import sys
from collections.abc import Iterable, Iterator
from pathlib import Path

import platformdirs

from benchmarks.registry import calibration, quality
from kelisim.resolve.registry import Registry, RegistryError, load, match_many
from kelisim.works.formats import recognise
from kelisim.works.record import Work
from kelisim.works.source import Source

TABLE = Path(__file__).parent / "names" / "affiliations.tsv"
ROR = "https://ror.org/"


def digest(text: str) -> str:
    """Return the hash by which a string is known, whatever spaces stand between its words."""
    return hashlib.sha256(" ".join(text.split()).encode()).hexdigest()


def is_test(row: dict[str, str]) -> bool:
    """Return whether the row is reported, not learned from: a third of them, by the hash of its string."""
    return int(row["sha256"], 16) % 3 == 0


def read_table(path: Path = TABLE) -> list[dict[str, str]]:
    """Return the rows of the table."""
    with path.open(encoding="utf-8", newline="") as stream:
        return list(csv.DictReader(stream, delimiter="\t", quoting=csv.QUOTE_NONE))


def strings(path: Path) -> Iterator[str]:
    """Yield the affiliation strings of a bibliographic file, as its format has them."""
    source = Source(path)
    for work in recognise(source).read(source):
        if isinstance(work, Work):
            for held in (work, *work.authors):
                yield from (" ".join(a.raw.split()) for a in held.affiliations if a.raw)


def gold(rows: Iterable[dict[str, str]], works: Path) -> list[dict]:
    """Return the rows with their strings, as gold rows of `benchmarks.registry`; those not found are left
    out.
    """
    rows = list(rows)
    found: dict[str, str] = {}
    for name in sorted({row["file"] for row in rows}):
        if (works / name).is_file():
            found.update((digest(text), text) for text in strings(works / name))
    return [
        {
            "id": f"today-{row['sha256'][:12]}",
            "affiliation": found[row["sha256"]],
            "ror_ids": [] if row["ids"] == "-" else [ROR + id for id in row["ids"].split()],
            "in_registry": True,
            "drawn": row["drawn"],
            "difficulty": row["difficulty"],
        }
        for row in rows
        if row["sha256"] in found
    ]


def main() -> None:
    """Print scores of both parts; or write rows to learn from; or print a row of the table."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--works", type=Path, help="folder that the files of the table lie in")
    parser.add_argument("--cache", type=Path, default=Path(platformdirs.user_cache_dir("kelisim")))
    parser.add_argument("--training", type=Path, help="only write the train part as rows to learn from")
    parser.add_argument("--held-out", type=Path, help="only write the test part: rows not to be learned from")
    parser.add_argument("--errors", choices=("train",), help="also list what went wrong there")
    parser.add_argument("--row", nargs="+", help="FILE STRING ID…: only print the row of the table")
    args = parser.parse_args()
    if args.row is not None:
        if len(args.row) < 2:
            parser.error("--row takes the file and the string, then the ids if there are any")
        file, text, *ids = args.row
        kind = "several" if len(ids) > 1 else "plain" if len(ids) == 1 else "absent"
        names = " ".join(sorted(id.removeprefix(ROR) for id in ids)) or "-"
        sys.stdout.write("\t".join((digest(text), file, names, "chosen", kind)) + "\n")
        return
    if args.works is None:
        parser.error("give the folder of the files with --works")
    table = read_table()
    if not any((args.works / row["file"]).is_file() for row in table):
        parser.error(f"{args.works}: none of the table's files lie there; the first is {table[0]['file']}")
    try:
        if args.training is None and args.held_out is None:
            _score(load(args.cache), table, args.works, errors=args.errors)
        for path, held_out in ((args.training, False), (args.held_out, True)):
            if path is not None:
                _write(path, [row for row in table if is_test(row) == held_out], args.works)
    except (RegistryError, OSError) as error:
        parser.error(str(error))


def _write(path: Path, table: list[dict[str, str]], works: Path) -> None:
    """Write rows to learn from."""
    rows = ({k: row[k] for k in ("id", "affiliation", "ror_ids")} for row in gold(table, works))
    path.write_text("".join(f"{json.dumps(row)}\n" for row in rows), "utf-8")


def _score(registry: Registry, table: list[dict[str, str]], works: Path, *, errors: str | None) -> None:
    """Print the scores of both parts, by how rows were drawn and by difficulty."""
    for part in ("train", "test"):
        wanted = [row for row in table if is_test(row) == (part == "test")]
        rows = gold(wanted, works)
        result: dict = {"part": part, "rows": len(rows), "of": len(wanted)}
        for what in ("drawn", "difficulty"):
            for kind in sorted({row[what] for row in rows}):
                scores = quality(registry, [row for row in rows if row[what] == kind])
                result[f"{what} {kind}"] = scores["many in registry"]
        scores = quality(registry, rows)
        result |= {door: scores[f"{door} in registry"] for door in ("many", "one")}
        result["calibration"] = calibration(registry, rows)
        sys.stdout.write(json.dumps(result, indent=1) + "\n")
        if errors == part:
            for row, found in zip(rows, match_many(registry, [r["affiliation"] for r in rows]), strict=True):
                given, right = {c.id for c in found}, set(row["ror_ids"])
                if given != right:
                    more, less = sorted(given - right), sorted(right - given)
                    sys.stdout.write(f"{row['affiliation']}\n    given: {more}; missing: {less}\n")


if __name__ == "__main__":
    main()
