"""How long the projection takes, how it grows, and how right it is.

    python -m benchmarks.projection [SIZE …]      sizes in statements; 10,000 to 100,000 where none is given

Registers are made by `benchmarks.generate`; times are of the processor, in one process. Pairs: of all pairs
of statements in one record, how many tell one fact (precision); of all that tell one, how many are (recall).
"""

import sys
import time
from collections import Counter
from collections.abc import Iterable, Mapping
from math import comb

from benchmarks.generate import Register, generate
from benchmarks.pairs.table import Who
from kelisim.register.projection import Projection, project


def main(sizes: Iterable[int]) -> None:
    """Print a line a size."""
    print("statements  records  seconds  per 1,000  precision  recall")
    for size in sizes:
        whole = generate(size)
        seconds, made = _timed(whole)
        statements = len(whole.truth)
        precision, recall = _rightness(made, whole.truth)
        print(
            f"{statements:10,} {len(made.records):8,} {seconds:8.1f} {1000 * seconds / statements:10.3f} "
            f"{precision:10.4f} {recall:7.4f}"
        )


def _timed(register: Register) -> tuple[float, Projection]:
    start = time.process_time()
    made = project(register.documents, register.extractions, Who(register.entities))
    return time.process_time() - start, made


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
