"""Time the whole extraction against the bare language pipeline on the same texts, turn by turn.

    python -m benchmarks.extraction TEXTS_DIR [--lang en] [--rounds 5]

Printed: seconds a round (median) of both, and their ratio.
"""

import argparse
import statistics
import time
from pathlib import Path

from kelisim.extract import extract_many
from kelisim.extract.languages import pack
from kelisim.model import Document, document_id


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawTextHelpFormatter)
    parser.add_argument("texts", type=Path)
    parser.add_argument("--lang", default="en")
    parser.add_argument("--rounds", type=int, default=5)
    args = parser.parse_args()
    texts = [path.read_text("utf-8") for path in sorted(args.texts.glob("*.txt"))]
    if args.lang == "en":
        texts = [p.read_text("utf-8") for p in sorted(args.texts.glob("*.txt")) if p.name[:2] in ("en", "se")]
    else:
        texts = [p.read_text("utf-8") for p in sorted(args.texts.glob(f"{args.lang}*.txt"))]
    documents = [Document(document_id(text.encode()), text, args.lang) for text in texts]
    grammar = pack(args.lang)
    bare = getattr(grammar, "pipeline", None)

    def run_bare() -> None:
        if bare is not None:
            for _ in bare.pipe(texts):
                pass
        else:
            grammar.analyse([(text, ()) for text in texts])

    def run_whole() -> None:
        for _ in extract_many(documents):
            pass

    run_bare()
    run_whole()
    bare_times, whole_times = [], []
    for _ in range(args.rounds):
        for run, times in ((run_bare, bare_times), (run_whole, whole_times)):
            start = time.perf_counter()
            run()
            times.append(time.perf_counter() - start)
    ratios = [whole / plain for whole, plain in zip(whole_times, bare_times, strict=True)]
    characters = sum(map(len, texts))
    print(f"{len(texts)} documents, {characters} characters, {args.rounds} rounds")
    print(f"bare pipeline  {statistics.median(bare_times):.3f} s")
    print(f"extraction     {statistics.median(whole_times):.3f} s")
    print(f"ratio          {statistics.median(ratios):.2f} (min {min(ratios):.2f}, max {max(ratios):.2f})")


if __name__ == "__main__":
    main()
