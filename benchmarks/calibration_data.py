"""Statements and values of annotated announcements, each with its evidence and whether it is right."""

import hashlib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from types import ModuleType
from typing import Any

from benchmarks.corpus import part_of
from benchmarks.corpus_readings import matched, readings_of
from kelisim.extract.confidence import Evidence, examine
from kelisim.extract.pipeline import found_in
from kelisim.extract.reading import Reading
from kelisim.model import KINDS

OWN = "own"
"""Name of the project's own corpus; the other is "found"."""


@dataclass(frozen=True, slots=True)
class Judged:
    """One statement: its document, corpus and part, its evidence, and what the scorer says of it.

    `values` tell of each value whether it is right; None where the annotation does not cover its slot.
    """

    document: str
    corpus: str
    part: str
    language: str
    evidence: Evidence
    right: bool
    values: tuple[bool | None, ...]


def judged(corpus: Path, name: str, scorer: ModuleType) -> Iterator[Judged]:
    """Yield every statement that the grammar finds in a corpus, judged as its scorer matches."""
    for reading, gold in readings_of(corpus):
        yield from _judged(reading, gold, name, scorer)


def _judged(reading: Reading, gold: dict[str, Any], name: str, scorer: ModuleType) -> Iterator[Judged]:
    statements = found_in(reading)
    pair, told = matched(scorer, gold, reading, statements)
    every = list(enumerate(examine(reading, statements)))
    for kind in KINDS.values():
        for number, evidence in every:
            if evidence.statement.kind == kind.name:
                found = told.get(number)
                values = tuple(_values(evidence, found, pair))
                yield Judged(
                    gold["id"], name, part_of(gold["id"]), gold["lang"], evidence, found is not None, values
                )


def _values(evidence: Evidence, gold: Mapping[str, Any] | None, pair: Any) -> Iterator[bool | None]:
    """Yield of each value whether it answers one of the annotation's; each of those is used once."""
    kind = KINDS[evidence.statement.kind]
    left = {}
    for slot in kind.slots:
        if gold is not None and slot.name in gold:
            told = gold[slot.name]
            want = [v for v in (told if isinstance(told, list) else [told]) if v not in (None, "")]
            got = [value.value for value in evidence.statement.all(slot.name)]
            left[slot.name] = [hit for _, hit in pair.hits(slot.type, want, got)]
    for value in evidence.statement.values:
        if gold is None:
            yield False
        elif value.slot not in left:
            yield None
        elif value.value in left[value.slot]:
            left[value.slot].remove(value.value)
            yield True
        else:
            yield False


def digest(*corpora: Path) -> str:
    """Return the SHA-256 of the texts and annotations of corpora: what was learned from."""
    state = hashlib.sha256()
    for corpus in corpora:
        for path in sorted([*(corpus / "gold").glob("*.json"), *(corpus / "texts").glob("*.txt")]):
            state.update(path.name.encode() + b"\0" + path.read_bytes())
    return state.hexdigest()
