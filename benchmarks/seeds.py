"""Entry by entry what the extraction finds in the documents that the project started from.

    python -m benchmarks.seeds CORPUS_DIR [--scorer FILE] [--unseen]

Prints Markdown: of each seed every entry of the annotation, found or not, with the values of its slots that
were right, missed and false; then every entry that was made up; and totals. Seeds of the part of the corpus
that is only scored are given by their totals. `--unseen` lists them, too: for whoever has read that list they
are no longer unseen.
"""

import argparse
import sys
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from types import ModuleType
from typing import Any

from benchmarks.corpus import annotated, announcement, load_scorer, part_of
from kelisim.extract import corpus_format, extract_many

TOLD_BY = {"agreements": "parties", "programmes": "title", "projects": "title", "offices": "person"}
TOLD_BY |= {"figures": "what", "funding": "amount", "intentions": "what"}  # all others by their name

Filled = tuple[str, Any]  # slot and what fills it


@dataclass(frozen=True, slots=True)
class Line:
    """One entry held against the other side: what it is told by and what became of its values."""

    kind: str
    told_by: str
    annotated: bool
    found: bool
    right: tuple[Filled, ...]
    missed: tuple[Filled, ...]
    false: tuple[Filled, ...]


def lines(gold: Mapping[str, Any], answer: Mapping[str, Any], scorer: ModuleType) -> Iterator[Line]:
    """Yield every entry of an annotation and every made-up one, as the scorer pairs them."""
    pair = scorer.Pair(gold, answer)
    for kind, spec in scorer.KINDS.items():
        for want, got in scorer.match(pair, kind):
            right: list[Filled] = []
            missed: list[Filled] = []
            false: list[Filled] = []
            for slot, form in spec.slots.items():
                told, said = scorer.fillers(want or {}, slot), scorer.fillers(got or {}, slot)
                if form.endswith("?") and want is not None and len(told) == 0:
                    continue  # null means unknown there: not judged
                hits = pair.hits(form, told, said)
                right += [(slot, value) for value, _ in hits]
                missed += [(slot, value) for value in _without(told, [value for value, _ in hits])]
                false += [(slot, value) for value in _without(said, [value for _, value in hits])]
            key = scorer.fillers(want or got, TOLD_BY.get(kind, "name"))
            told_by = ", ".join(map(str, key)) or "–"
            annotated, found = want is not None, got is not None
            yield Line(kind, told_by, annotated, found, tuple(right), tuple(missed), tuple(false))


def _without(values: list[Any], taken: list[Any]) -> list[Any]:
    left = list(values)
    for value in taken:
        left.remove(value)
    return left


def answers(corpus: Path, ids: list[str]) -> Iterator[tuple[dict[str, Any], dict[str, Any]]]:
    """Yield each annotation with what the extraction makes of its text."""
    read = [announcement(corpus, id) for id in ids]
    extractions = extract_many([document for document, _ in read])
    for (document, gold), extraction in zip(read, extractions, strict=True):
        yield gold, corpus_format(document, extraction)


def listed(found: list[Line]) -> str:
    """Return the entries of one document as two Markdown tables: those annotated, those made up."""
    annotated = ["| kind | entry | found | right | missed | false |", "|---|---|---|---|---|---|"]
    made_up = ["| made up: kind | entry | values |", "|---|---|---|"]
    for line in found:
        if line.annotated:
            values = " | ".join(map(_cell, (line.right, line.missed, line.false)))
            annotated.append(
                f"| {line.kind} | {_safe(line.told_by)} | {'yes' if line.found else 'no'} | {values} |"
            )
        else:
            made_up.append(f"| {line.kind} | {_safe(line.told_by)} | {_cell(line.false)} |")
    return "\n".join([*annotated, "", *made_up])


def _cell(filled: tuple[Filled, ...]) -> str:
    return _safe("; ".join(f"{slot}: {value}" for slot, value in filled))


def _safe(text: str) -> str:
    return " ".join(text.replace("|", "\\|").split())


def counted(found: Sequence[Line]) -> Counter[str]:
    """Return how many values are right, false and missed, as the scorer calls them: tp, fp, fn."""
    return Counter(
        tp=sum(len(line.right) for line in found),
        fp=sum(len(line.false) for line in found),
        fn=sum(len(line.missed) for line in found),
    )


def totals(by_seed: Mapping[str, list[Line]], scorer: ModuleType) -> str:
    """Return entries and values of each seed as a Markdown table."""
    rows = [
        "| | entries | found | made up | values | right | false | precision | recall | F1 |",
        "|---|---|---|---|---|---|---|---|---|---|",
    ]
    every = [line for found in by_seed.values() for line in found]
    for name, found in [*by_seed.items(), ("all", every)]:
        entries = [line for line in found if line.annotated]
        hit = sum(line.found for line in entries)
        told = scorer.rates(counted(found))
        rows.append(
            f"| {name} | {len(entries)} | {hit} | {len(found) - len(entries)} "
            f"| {told['tp'] + told['fn']} | {told['tp']} | {told['fp']} "
            f"| {told['precision']:.3f} | {told['recall']:.3f} | {told['f1']:.3f} |"
        )
    return "\n".join(rows)


def by_kind(by_seed: Mapping[str, list[Line]], scorer: ModuleType) -> str:
    """Return how many entries of a kind were found of how many annotated, and how many more were made up."""
    every = [line for found in by_seed.values() for line in found]
    rows = [
        f"| kind | {' | '.join(by_seed)} | all | made up |",
        "|---" * (len(by_seed) + 3) + "|",
    ]
    for kind in scorer.KINDS:
        columns = [*by_seed.values(), every]
        cells = [
            f"{sum(line.found for line in own)} of {len(own)}"
            for own in ([line for line in c if line.kind == kind and line.annotated] for c in columns)
        ]
        made_up = sum(line.kind == kind and not line.annotated for line in every)
        rows.append(f"| {kind} | {' | '.join(cells)} | {made_up} |")
    return "\n".join(rows)


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawTextHelpFormatter)
    parser.add_argument("corpus", type=Path)
    parser.add_argument("--scorer", type=Path, help="score.py of the corpus; without it, CORPUS_DIR/score.py")
    parser.add_argument("--unseen", action="store_true", help="list seeds that are only scored, too")
    args = parser.parse_args()
    ids = annotated(args.corpus, "seed-*")
    if len(ids) == 0:
        parser.error(f"{args.corpus} has no seeds: there is no seed-*.json in {args.corpus / 'gold'}")
    scorer = load_scorer(args.scorer or args.corpus / "score.py")
    by_seed = {gold["id"]: list(lines(gold, answer, scorer)) for gold, answer in answers(args.corpus, ids)}
    for id, found in by_seed.items():
        if part_of(id) == "only-score" and not args.unseen:
            print(f"## {id}\n\nonly scored: in the totals below\n")
        else:
            print(f"## {id}\n\n{listed(found)}\n")
    print(f"## All seeds\n\n{totals(by_seed, scorer)}\n\n{by_kind(by_seed, scorer)}")
    return 0


if __name__ == "__main__":
    sys.exit(main())
