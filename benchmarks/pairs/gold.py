"""False merges on annotated announcements: `python -m benchmarks.pairs.gold [CORPUS …]`.

Each agreement of a corpus's gold is another one, unless one renews the other. All its documents make one
register; of the pairs of agreements of one document, and of those of two documents that name a party in
common, it is counted how many are in one record. An agreement that was not read, or cannot be told from
another of the same parties in its document, is left out.
"""

import json
import sys
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import combinations
from pathlib import Path
from typing import Any, Final

from benchmarks.pairs.stories import ROOT, extracted, register
from kelisim.model import Document, Statement
from kelisim.read import Hints, read_bytes
from kelisim.register.computing import Computed
from kelisim.spelling import fold

CORPORA: Final = (ROOT / "data/announcements", ROOT / "../shared/corpus")


@dataclass(frozen=True, slots=True)
class Agreement:
    """An agreement of the gold: its document, its parties by identifier or name, and the statements of it."""

    document: str
    parties: frozenset[str]
    renewed: bool
    statements: frozenset[str]


def agreements(corpus: Path) -> tuple[list[Agreement], Computed]:
    """Return the agreements of a corpus that were read, and the register that its documents make."""
    golds = [json.loads(path.read_text("utf-8")) for path in sorted((corpus / "gold").glob("*.json"))]
    texts = {gold["id"]: _document(corpus, gold) for gold in golds}
    extractions = extracted(tuple(texts.values()))
    found = [one for gold in golds for one in _of(gold, extractions[texts[gold["id"]].id].statements)]
    return found, register(texts.values(), extractions)


def _document(corpus: Path, gold: Mapping[str, Any]) -> Document:
    content = (corpus / "texts" / f"{gold['id']}.txt").read_bytes()
    hints = Hints(published=gold["published"], language=gold["lang"])
    (document,) = read_bytes(content, name=f"{gold['id']}.txt", hints=hints)
    return document


def _of(gold: Mapping[str, Any], statements: Sequence[Statement]) -> Iterator[Agreement]:
    forms = {
        each["name"]: frozenset(fold(name) for name in (each["name"], *each["mentions"]))
        for each in gold["organisations"]
    }
    ids = {each["name"]: each.get("ror") or fold(each["name"]) for each in gold["organisations"]}
    parties = [
        [forms.get(name, frozenset((fold(name),))) for name in each["parties"]] for each in gold["agreements"]
    ]
    homes: dict[int, set[str]] = {}
    for statement in statements:
        if statement.kind == "agreement":
            home = _home(statement, parties)
            if home is not None:
                homes.setdefault(home, set()).add(statement.id)
    for number, agreement in enumerate(gold["agreements"]):
        if number in homes:
            yield Agreement(
                document=gold["id"],
                parties=frozenset(ids.get(name, fold(name)) for name in agreement["parties"]),
                renewed=agreement["status"] == "renewed",
                statements=frozenset(homes[number]),
            )


def _home(statement: Statement, parties: Sequence[Sequence[frozenset[str]]]) -> int | None:
    """Return the agreement of which a statement names two parties, where there is one that it fits best."""
    named = {fold(str(value.value)) for value in statement.all("parties")}
    hits = [sum(not party.isdisjoint(named) for party in each) for each in parties]
    best = max(hits, default=0)
    return hits.index(best) if best >= 2 and hits.count(best) == 1 else None


def counted(
    found: Sequence[Agreement], made: Computed, wanted: Callable[[Agreement, Agreement], bool]
) -> tuple[int, list[tuple[Agreement, Agreement]]]:
    """Return how many pairs are as `wanted`, and those of them that are in one record."""
    home = {statement: record.id for record in made.records for statement in record.statements}
    pairs = [(a, b) for a, b in combinations(found, 2) if wanted(a, b) and not a.renewed and not b.renewed]
    merged = [
        (a, b)
        for a, b in pairs
        if not {home.get(s) for s in a.statements}.isdisjoint(home.get(s) for s in b.statements)
    ]
    return len(pairs), merged


def main(corpora: Sequence[Path]) -> None:
    """Print a line a corpus."""
    print("corpus                        agreements read  in one text  merged  of one party  merged")
    for corpus in corpora:
        if not (corpus / "gold").is_dir():
            continue
        found, made = agreements(corpus)
        inside, wrong = counted(found, made, lambda a, b: a.document == b.document)
        across, far = counted(
            found, made, lambda a, b: a.document != b.document and not a.parties.isdisjoint(b.parties)
        )
        name = "/".join(corpus.parts[-2:])
        print(f"{name:30}{len(found):15} {inside:12} {len(wrong):7} {across:13} {len(far):7}")
        for one, other in (*wrong, *far):
            print(
                f"  merged: {one.document} {sorted(one.parties)} – {other.document} {sorted(other.parties)}"
            )


if __name__ == "__main__":
    main([Path(name) for name in sys.argv[1:]] or CORPORA)
