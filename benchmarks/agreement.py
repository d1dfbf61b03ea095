"""How far two readers of the same announcements agree: the first reading is `gold`, the other one `second`.

    python -m benchmarks.agreement CORPUS_DIR [--scorer FILE] [--lang en] [--extraction]

The second reading is held against the first with the corpus's own scorer, as if it were an extraction.
Agreement is the F1 measure, which does not ask which of the two is right. Slots of the vocabulary that the
scorer does not know are counted as its other dates and codes are; identifiers of ROR, which are looked up
and not read, are not. `--extraction` holds what the extraction finds in the same documents against either.
"""

import argparse
import json
import sys
from collections import Counter
from collections.abc import Iterator, Mapping
from pathlib import Path
from types import ModuleType
from typing import Any

from benchmarks.corpus import load_scorer
from benchmarks.seeds import answers
from kelisim.model import KINDS

LANGUAGES = ("en", "ru", "kk", "de")

Counts = Mapping[str, Counter[str]]


def complete(scorer: ModuleType) -> None:
    """Let a scorer that was just loaded count all slots of the vocabulary, and none that is looked up."""
    for kind in KINDS.values():
        known = scorer.KINDS[kind.plural]
        slots = {slot.name: slot.type for slot in kind.slots} | known.slots
        scorer.KINDS[kind.plural] = known._replace(slots=slots)
    organisations = scorer.KINDS["organisations"]
    read = {slot: form for slot, form in organisations.slots.items() if slot != "ror"}
    scorer.KINDS["organisations"] = organisations._replace(slots=read)


def compared(corpus: Path, scorer: ModuleType) -> Iterator[tuple[str, Counts]]:
    """Yield of each document that was read twice its language and the scorer's counts."""
    for path in sorted((corpus / "second").glob("*.json")):
        first = json.loads((corpus / "gold" / path.name).read_text("utf-8"))
        second = json.loads(path.read_text("utf-8"))
        yield first["lang"], scorer.score_document(first, second)


def extracted(corpus: Path, scorer: ModuleType) -> Iterator[tuple[str, Counts, Counts]]:
    """Yield of each document that was read twice the counts of the extraction against either reading."""
    ids = sorted(path.stem for path in (corpus / "second").glob("*.json"))
    for id, (first, answer) in zip(ids, answers(corpus, ids), strict=True):
        second = json.loads((corpus / "second" / f"{id}.json").read_text("utf-8"))
        yield first["lang"], scorer.score_document(first, answer), scorer.score_document(second, answer)


def summed(found: list[tuple[str, Counts]], language: str, name: str) -> Counter[str]:
    """Return the counts of one kind or slot, in one language or in all."""
    total: Counter[str] = Counter()
    for spoken, counts in found:
        if language in (spoken, "all"):
            total.update(counts.get(name, {}))
    return total


def f1(counts: Counter[str]) -> str:
    told = 2 * counts["tp"] + counts["fp"] + counts["fn"]
    return f"{2 * counts['tp'] / told:.2f}" if told > 0 else "–"


def table(found: list[tuple[str, Counts]], slots: Mapping[str, Any]) -> str:
    """Return the agreement by kind and language in Markdown: of entries, and of what fills their slots."""
    columns = [language for language in LANGUAGES if any(spoken == language for spoken, _ in found)] + ["all"]
    lines = [f"| | {' | '.join(columns)} | first | second |", "|---" * (len(columns) + 3) + "|"]

    def row(name: str, totals: list[Counter[str]]) -> None:
        last = totals[-1]
        cells = [*map(f1, totals), str(last["tp"] + last["fn"]), str(last["tp"] + last["fp"])]
        lines.append(f"| {name} | {' | '.join(cells)} |")

    row("all values", [summed(found, language, "overall") for language in columns])
    for kind, of_kind in slots.items():
        row(kind, [summed(found, language, kind) for language in columns])
        values = [[summed(found, language, f"{kind}.{slot}") for slot in of_kind] for language in columns]
        row(f"{kind}: values", [sum(each, Counter()) for each in values])
    return "\n".join(lines)


def against_either(both: list[tuple[str, Counts, Counts]]) -> str:
    """Return how far the extraction agrees with either reader in all values, as a Markdown table."""
    readings = {
        "first": [(language, counts) for language, counts, _ in both],
        "second": [(language, counts) for language, _, counts in both],
    }
    lines = [f"| the extraction against | {' | '.join([*LANGUAGES, 'all'])} |", "|---" * 6 + "|"]
    for name, found in readings.items():
        cells = [f1(summed(found, language, "overall")) for language in (*LANGUAGES, "all")]
        lines.append(f"| the {name} reading | {' | '.join(cells)} |")
    return "\n".join(lines)


def slot_table(found: list[tuple[str, Counts]], slots: Mapping[str, Any]) -> str:
    """Return the agreement slot by slot, the least agreed first."""
    counted = {
        f"{kind}.{slot}": summed(found, "all", f"{kind}.{slot}") for kind, of in slots.items() for slot in of
    }
    ordered = sorted(counted.items(), key=lambda item: f1(item[1]))
    lines = ["| slot | agreement | first | second |", "|---|---|---|---|"]
    lines += [f"| {name} | {f1(c)} | {c['tp'] + c['fn']} | {c['tp'] + c['fp']} |" for name, c in ordered]
    return "\n".join(lines)


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawTextHelpFormatter)
    parser.add_argument("corpus", type=Path)
    parser.add_argument("--scorer", type=Path, help="score.py of the corpus; without it, CORPUS_DIR/score.py")
    parser.add_argument("--lang")
    parser.add_argument("--extraction", action="store_true", help="hold the extraction against either, too")
    args = parser.parse_args()
    scorer = load_scorer(args.scorer or args.corpus / "score.py")
    complete(scorer)
    found = [each for each in compared(args.corpus, scorer) if args.lang in (None, each[0])]
    if len(found) == 0:
        parser.error(f"{args.corpus} has no second reading: there is nothing in {args.corpus / 'second'}")
    slots = {kind: spec.slots for kind, spec in scorer.KINDS.items()}
    print(f"{len(found)} documents read twice\n\n{table(found, slots)}\n\n{slot_table(found, slots)}")
    if args.extraction:
        both = [each for each in extracted(args.corpus, scorer) if args.lang in (None, each[0])]
        print(f"\n{against_either(both)}")
    return 0


if __name__ == "__main__":
    sys.exit(main())
