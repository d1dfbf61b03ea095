"""Time the whole extraction against the bare language pipeline on the same texts, turn by turn.

    OPENBLAS_NUM_THREADS=1 python -m benchmarks.extraction TEXTS_DIR [TEXTS_DIR ...] [--lang en] [--rounds 5]

The texts are those whose names tell the language (`en-01.txt`, `own-en-012.txt`; `seed-…` is English).
The bare pipeline is spaCy's for English, natasha's with its lemmas for Russian. German and Kazakh have
none: theirs is the splitting into tokens and parts of speech alone, so beside it stands what English
spaCy's takes for the same texts.

Printed: processor time of a round (median) of both, their ratio by rounds, characters a second, and the peak
of memory after the first and the last round.
"""

import argparse
import re
import resource
import statistics
import time
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path

from kelisim.extract import extract_many
from kelisim.extract.analysis import Block
from kelisim.extract.languages import LANGUAGES, pack
from kelisim.model import Document, document_id

_NAMED = re.compile(r"(?:own-)?([a-z]{2})-|(seed)-")


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawTextHelpFormatter)
    parser.add_argument("texts", type=Path, nargs="+")
    parser.add_argument("--lang", default="en", choices=LANGUAGES)
    parser.add_argument("--rounds", type=int, default=5)
    args = parser.parse_args()
    texts = list(_texts(args.texts, args.lang))
    documents = [Document(document_id(text.encode()), text, args.lang) for text in texts]
    runs = (lambda: bare(texts, args.lang), lambda: whole(documents))
    for run in runs:  # models and lexicons are loaded
        run()
    first = _peak()
    rounds = [[_timed(run) for run in runs] for _ in range(args.rounds)]
    ratios = [extracted / plain for plain, extracted in rounds]
    plain, extracted = (statistics.median(times) for times in zip(*rounds, strict=True))
    characters = sum(map(len, texts))
    print(f"{args.lang}: {len(texts)} documents, {characters} characters, {args.rounds} rounds")
    print(f"bare pipeline  {plain:.3f} s, {characters / plain:,.0f} characters a second")
    print(f"extraction     {extracted:.3f} s, {characters / extracted:,.0f} characters a second")
    print(f"ratio          {statistics.median(ratios):.2f} (min {min(ratios):.2f}, max {max(ratios):.2f})")
    print(f"peak memory    {first:.0f} MB after the first round, {_peak():.0f} MB after the last")
    if args.lang in ("de", "kk"):
        bare(texts, "en")
        english = [_timed(lambda: bare(texts, "en")) for _ in range(args.rounds)]
        print(f"ratio to spaCy's small English pipeline {extracted / statistics.median(english):.2f}")


def _texts(folders: Sequence[Path], language: str) -> Iterator[str]:
    """Yield the texts of a language, by what their files are called."""
    for path in sorted(path for folder in folders for path in folder.glob("*.txt")):
        named = _NAMED.match(path.name)
        if named is not None and (named[1] or "en") == language:
            yield path.read_text("utf-8")


def bare(texts: Sequence[str], language: str) -> None:
    """Run the pipeline of a language alone over texts."""
    grammar = pack(language)
    pipeline = getattr(grammar, "pipeline", None)
    if pipeline is None:
        grammar.analyse([(text, (Block(0, len(text), "paragraph"),)) for text in texts])
        return
    for _ in pipeline.pipe(texts):
        pass


def whole(documents: Sequence[Document]) -> None:
    """Extract documents."""
    for _ in extract_many(documents):
        pass


def _timed(run: Callable[[], None]) -> float:
    start = time.process_time()
    run()
    return time.process_time() - start


def _peak() -> float:
    """Return the most memory that the process held so far, in MB (of Linux, where `ru_maxrss` is in kB)."""
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024


if __name__ == "__main__":
    main()
