"""What the check of a language model's answers costs: how much of a faultless answer passes, and its time.

    python -m benchmarks.language_model CORPUS_DIR [--lang en] [--verbose ID]

No model is asked. The annotation of each document is put in place of an answer: names and phrases as they
are annotated, dates and numbers with the words that say them, where the language packs find such words. What
is left after the check is scored with the corpus's own scorer: 1.0 would mean that nothing right is dropped.
A model is asked for words as they stand, while annotations are in base form and shorten phrases: a model can
do better than this.
"""

import argparse
import json
import shutil
import subprocess
import sys
import tempfile
import time
from collections import Counter
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

from benchmarks.corpus import annotated, announcement
from kelisim.extract import corpus_format
from kelisim.extract.llm.answer import parse
from kelisim.extract.llm.statements import statements
from kelisim.extract.llm.windows import sentences
from kelisim.extract.pipeline import read_batch
from kelisim.model import KINDS, Document, Slot


def answer(annotation: Mapping[str, Any], document: Document) -> str:
    """Return an annotation as a model that makes no mistake would give it."""
    quotes = dict(_said(document))
    report: dict[str, Any] = {
        name: [
            {"name": each["name"], "mentions": [each["name"], *each["mentions"]]} for each in annotation[name]
        ]
        for name in ("organisations", "people")
    }
    for kind in KINDS.values():
        report[kind.plural] = [
            {"sentences": []} | dict(_slots(entry, kind.slots, quotes, document))
            for entry in annotation.get(kind.plural, ())
        ]
    return json.dumps(report, ensure_ascii=False)


def _said(document: Document) -> Iterator[tuple[str | float, str]]:
    """Yield the dates and numbers that a language pack reads in a text, each with its words."""
    (reading,) = read_batch(str(document.language), [document])
    for date in reading.dates:
        if date.value is not None:
            for value in (date.value[:4], date.value[:7], date.value):
                yield value, reading.analysis.words(date.first, date.last)
    for amount in reading.amounts:
        yield amount.value, reading.analysis.words(amount.first, amount.last)


def _slots(
    entry: Mapping[str, Any], slots: tuple[Slot, ...], quotes: Mapping[Any, str], document: Document
) -> Iterator[tuple[str, Any]]:
    first_word = next(iter(document.text.split()), "")
    for slot in slots:
        value = entry.get(slot.name)
        if value is not None and slot.type in ("date", "number"):
            yield slot.name, {"value": value, "quote": quotes.get(value, "no such words")}
        elif value is not None and slot.type == "code":
            yield slot.name, {"value": value, "quote": first_word}
        elif value is not None:
            yield slot.name, value


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawTextHelpFormatter)
    parser.add_argument("corpus", type=Path)
    parser.add_argument("--lang")
    parser.add_argument("--verbose", metavar="ID")
    args = parser.parse_args()
    dropped: Counter[str] = Counter()
    seconds = kept = characters = documents = 0.0
    with tempfile.TemporaryDirectory() as folder:
        gold, predictions = Path(folder, "gold"), Path(folder, "predictions")
        gold.mkdir()
        predictions.mkdir()
        for id in annotated(args.corpus):
            document, annotation = announcement(args.corpus, id)
            if args.lang not in (None, annotation["lang"]):
                continue
            shutil.copy(args.corpus / "gold" / f"{id}.json", gold)
            told = answer(annotation, document)
            begun = time.process_time()
            found = statements(document, sentences(document.text), [parse(told)], extractor="annotation")
            seconds += time.process_time() - begun
            dropped.update(found.dropped)
            kept += found.values
            characters += len(document.text)
            documents += 1
            result = json.dumps(corpus_format(document, found.extraction), ensure_ascii=False)
            (predictions / f"{id}.json").write_text(result, "utf-8")
        command = [sys.executable, str(args.corpus / "score.py"), str(gold), str(predictions)]
        command += ["--verbose", args.verbose] if args.verbose else []
        code = subprocess.run(command, stdout=subprocess.DEVNULL, check=False).returncode
    print(f"{documents:.0f} documents, {kept:.0f} values kept, dropped: {dict(dropped)}")
    print(f"{1000 * seconds / documents:.1f} ms a document, {characters / seconds:,.0f} characters a second")
    return code


if __name__ == "__main__":
    sys.exit(main())
