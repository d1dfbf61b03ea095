"""Extract the evaluation corpus and score it with the corpus's own scorer.

    python -m benchmarks.corpus CORPUS_DIR [--part PART] [--lang en] [--verbose ID] [--scorer FILE]
        [--registry FOLDER]

The corpus is split once, by the SHA-256 of the document's id: a third is only ever scored, never looked at.
"""

import argparse
import hashlib
import importlib.util
import json
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path
from types import ModuleType
from typing import Any

from kelisim.api import meant
from kelisim.extract import corpus_format, extract_many
from kelisim.model import Document, document_id
from kelisim.resolve.registry import load


def part_of(id: str) -> str:
    """Return the part of the split that a document belongs to."""
    return "only-score" if int(hashlib.sha256(id.encode()).hexdigest(), 16) % 3 == 0 else "look-at"


def announcement(corpus: Path, id: str) -> tuple[Document, dict[str, Any]]:
    """Return a document of a corpus, as its text file has it, and its annotation."""
    gold: dict[str, Any] = json.loads((corpus / "gold" / f"{id}.json").read_text("utf-8"))
    name = f"{id}.txt"
    content = (corpus / "texts" / name).read_bytes()
    text = content.decode("utf-8").replace("\r\n", "\n")
    return Document(document_id(content), text, gold["lang"], published=gold["published"], name=name), gold


def annotated(corpus: Path, pattern: str = "*") -> list[str]:
    """Return the ids of the annotated documents of a corpus, in order."""
    return sorted(path.stem for path in (corpus / "gold").glob(f"{pattern}.json"))


def load_scorer(path: Path) -> ModuleType:
    """Return the corpus's own scorer as a module."""
    spec = importlib.util.spec_from_file_location("corpus_score", path)
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawTextHelpFormatter)
    parser.add_argument("corpus", type=Path)
    parser.add_argument("--part", choices=["look-at", "only-score", "all"], default="all")
    parser.add_argument("--lang")
    parser.add_argument("--verbose", metavar="ID")
    parser.add_argument("--scorer", type=Path, help="score.py of the corpus; without it, CORPUS_DIR/score.py")
    parser.add_argument("--registry", type=Path, help="folder of an installed registry: who is meant, too")
    args = parser.parse_args()
    if args.verbose and part_of(args.verbose) == "only-score":
        parser.error(f"{args.verbose} belongs to the part that is only scored")
    with tempfile.TemporaryDirectory() as folder:
        gold, predictions = Path(folder, "gold"), Path(folder, "predictions")
        gold.mkdir()
        predictions.mkdir()
        documents = []
        for id in annotated(args.corpus):
            document, annotation = announcement(args.corpus, id)
            if args.part in ("all", part_of(id)) and args.lang in (None, annotation["lang"]):
                shutil.copy(args.corpus / "gold" / f"{id}.json", gold)
                documents.append(document)
        registry = None if args.registry is None else load(args.registry)
        for document, extraction in zip(documents, extract_many(documents), strict=True):
            known = None if registry is None else meant(document, extraction, registry)
            result = corpus_format(document, extraction, meant=known)
            (predictions / f"{result['id']}.json").write_text(
                json.dumps(result, ensure_ascii=False, indent=1), "utf-8"
            )
        command = [sys.executable, str(args.scorer or args.corpus / "score.py"), str(gold), str(predictions)]
        if args.verbose:
            command += ["--verbose", args.verbose]
        return subprocess.run(command, stdout=subprocess.DEVNULL, check=False).returncode


if __name__ == "__main__":
    sys.exit(main())
