"""Precision and recall of resolution on the table of pairs: `python -m benchmarks.names.pairs`.

Each line of `pairs.tsv` is two names as two documents write them. Same: the resolution makes them one entity.
Candidates: it makes them one, or raises a doubt for a person to decide. Posts: "post @ organisation".
"""

import argparse
import csv
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from kelisim.model import Quote, Referent, Statement, Value, referent_id, statement_id
from kelisim.resolve import resolve

TABLE = Path(__file__).with_name("pairs.tsv")


@dataclass(frozen=True, slots=True)
class Outcome:
    """What came of one pair: whether they are the same, were made one, and were made one or doubted."""

    line: dict[str, str]
    same: bool
    joined: bool
    candidate: bool


def side(row: dict[str, str], whose: str, document: str) -> tuple[list[Referent], list[Statement]]:
    """Return one document that names one side of a pair, with its post."""
    first = Quote(0, 1, "x")
    main = Referent(
        referent_id(document, row["type"], first),
        document,
        row["type"],
        row["ours" if whose == "our" else "theirs"],
        (),
        (first,),
        row[f"{whose} country"] or None,
    )
    post = row[f"{whose} post"]
    if not post:
        return [main], []
    office, organisation = post.split(" @ ")
    second = Quote(10, 11, "x")
    body = Referent(
        referent_id(document, "organisation", second),
        document,
        "organisation",
        organisation,
        (),
        (second,),
        None,
    )
    values = (
        Value("person", main.name, first, main.id),
        Value("office", office, second),
        Value("organisation", organisation, second, body.id),
    )
    statement = Statement(
        statement_id(document, "office", values, first), document, "office", values, first, 1.0, "table"
    )
    return [main, body], [statement]


def outcomes(rows: list[dict[str, str]]) -> Iterator[Outcome]:
    """Resolve each pair by itself."""
    for row in rows:
        ours, our_offices = side(row, "our", "d:1")
        theirs, their_offices = side(row, "their", "d:2")
        found = resolve([*ours, *theirs], offices=[*our_offices, *their_offices])
        owner = {referent: entity.id for entity in found.entities for referent in entity.referents}
        pair = {owner[ours[0].id], owner[theirs[0].id]}
        joined = len(pair) == 1
        doubted = any({doubt.first, doubt.second} == pair for doubt in found.doubts)
        yield Outcome(row, row["same"] == "yes", joined, joined or doubted)


def read(path: Path) -> list[dict[str, str]]:
    """Return the lines of the table."""
    with path.open(encoding="utf-8", newline="") as stream:
        return list(csv.DictReader(stream, delimiter="\t"))


def figures(results: list[Outcome]) -> str:
    """Return pairs, precision, recall and recall of candidates in one line."""
    right = sum(each.same and each.joined for each in results)
    joined = sum(each.joined for each in results)
    same = sum(each.same for each in results)
    candidates = sum(each.same and each.candidate for each in results)

    def share(part: int, whole: int) -> str:
        return f"{part / whole:9.3f}" if whole else "        –"

    return f"{len(results):6}{share(right, joined)}{share(right, same)}{share(candidates, same)}"


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("table", nargs="?", type=Path, default=TABLE)
    parser.add_argument("--wrong", action="store_true", help="also list the pairs that went wrong")
    options = parser.parse_args()
    results = list(outcomes(read(options.table)))
    groups: dict[tuple[str, str], list[Outcome]] = defaultdict(list)
    for each in results:
        groups[each.line["type"], each.line["difficulty"]].append(each)
        groups[each.line["type"], "all"].append(each)
    print(f"{'':28} pairs precision recall candidates")
    for (kind, difficulty), group in sorted(groups.items()):
        print(f"{kind:13}{difficulty:15}{figures(group)}")
    print(f"{'all':28}{figures(results)}")
    if options.wrong:
        for each in results:
            if each.same != each.joined:
                fate = "joined" if each.joined else "doubted" if each.candidate else "apart"
                print(f"{fate:8}{each.line['ours']}  ~  {each.line['theirs']}")


if __name__ == "__main__":
    main()
