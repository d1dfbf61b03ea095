"""Annotated announcements as the grammar reads them, and what the annotation says of each statement."""

from collections.abc import Iterator, Sequence
from pathlib import Path
from types import ModuleType
from typing import Any

from benchmarks.corpus import annotated, announcement
from kelisim.extract import corpus_format
from kelisim.extract.pipeline import read_batch
from kelisim.extract.reading import Reading
from kelisim.model import KINDS, Document, Extraction, Statement

_BATCH = 16


def readings_of(corpus: Path, language: str | None = None) -> Iterator[tuple[Reading, dict[str, Any]]]:
    """Yield the documents of a corpus as they are read, each with its annotation, language by language."""
    by_language: dict[str, list[tuple[Document, dict[str, Any]]]] = {}
    for id in annotated(corpus):
        document, gold = announcement(corpus, id)
        if language in (None, gold["lang"]):
            by_language.setdefault(gold["lang"], []).append((document, gold))
    for code, pairs in sorted(by_language.items()):
        for start in range(0, len(pairs), _BATCH):
            batch = pairs[start : start + _BATCH]
            readings = read_batch(code, [document for document, _ in batch])
            yield from ((reading, gold) for reading, (_, gold) in zip(readings, batch, strict=True))


def answer_of(reading: Reading, statements: Sequence[Statement]) -> dict[str, Any]:
    """Return what was found in a document as the corpus writes it."""
    document = reading.document
    return corpus_format(document, Extraction(document.id, "", reading.referents, tuple(statements)))


def matched(
    scorer: ModuleType, gold: dict[str, Any], reading: Reading, statements: Sequence[Statement]
) -> tuple[Any, dict[int, dict[str, Any]]]:
    """Return the scorer's pair, and the annotation's entry for each statement that it matches, by number."""
    answer = answer_of(reading, statements)
    pair = scorer.Pair(gold, answer)
    found = {}
    for kind in KINDS.values():
        numbers = [n for n, statement in enumerate(statements) if statement.kind == kind.name]
        number_of = {id(entry): n for n, entry in zip(numbers, answer[kind.plural], strict=True)}
        for want, entry in scorer.match(pair, kind.plural):
            if want is not None and entry is not None:
                found[number_of[id(entry)]] = want
    return pair, found
