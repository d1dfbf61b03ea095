"""How long the projection takes, how it grows, how long again after one more document, and how right it is.

    python -m benchmarks.projection [SIZE …]      sizes in statements; 10,000 to 100,000 where none is given

Registers are made by `benchmarks.generate`; times are of the processor, in one process. Pairs: of all pairs
of statements in one record, how many tell one fact (precision); of all that tell one, how many are (recall).
"""

import sys
import time
from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import replace
from math import comb

from benchmarks.generate import Register, generate
from benchmarks.pairs.table import Who
from kelisim.register.projection import Projection
from kelisim.register.projection.projecting import Remembered, project_again


def main(sizes: Iterable[int]) -> None:
    """Print a line a size."""
    print("statements  records  seconds  per 1,000    again  precision  recall")
    for size in sizes:
        whole = generate(size)
        all_but_one = replace(whole, documents=whole.documents[:-1], extractions=whole.extractions[:-1])
        _, _, remembered = _timed(all_but_one, Remembered())
        seconds, made, _ = _timed(whole, Remembered())
        again, same, _ = _timed(whole, remembered)
        assert same == made
        statements = len(whole.truth)
        precision, recall = _rightness(made, whole.truth)
        print(
            f"{statements:10,} {len(made.records):8,} {seconds:8.1f} {1000 * seconds / statements:10.3f} "
            f"{again:8.1f} {precision:10.4f} {recall:7.4f}"
        )


def _timed(register: Register, remembered: Remembered) -> tuple[float, Projection, Remembered]:
    start = time.process_time()
    made, kept = project_again(remembered, register.documents, register.extractions, Who(register.entities))
    return time.process_time() - start, made, kept


def _rightness(made: Projection, truth: Mapping[str, str]) -> tuple[float, float]:
    """Return precision and recall over pairs of statements."""
    together = sum(comb(len(record.statements), 2) for record in made.records)
    right = sum(
        comb(n, 2) for record in made.records for n in Counter(truth[s] for s in record.statements).values()
    )
    same = sum(comb(n, 2) for n in Counter(truth.values()).values())
    return right / together, right / same


if __name__ == "__main__":
    main([int(size.replace(",", "")) for size in sys.argv[1:]] or [10_000, 25_000, 50_000, 100_000])
