"""Read and extract many documents: documents a second by number of processes, and memory as it grows.

    python -m benchmarks.intake [--documents 1000] [--texts FOLDER] [--jobs 1 2]

The texts of the folder (default: data/announcements/texts, the English ones) are repeated, each copy with a
number in it, until there are as many. Resident memory of the main process and of its children is told at a
tenth of the documents and at the end. With more than one process, starting them and loading their models is
counted in; "after start" leaves out the first tenth.
"""

import argparse
import tempfile
import time
from pathlib import Path

from kelisim.intake import intake


def memory() -> float:
    """Return the resident megabytes of this process and its children together."""
    total = 0
    own = Path("/proc/self")
    children = [
        Path("/proc") / pid for task in own.glob("task/*/children") for pid in task.read_text().split()
    ]
    for process in [own, *children]:
        for line in (process / "status").read_text().splitlines():
            if line.startswith("VmRSS:"):
                total += int(line.split()[1])
    return total / 1024


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawTextHelpFormatter)
    parser.add_argument("--documents", type=int, default=1000)
    parser.add_argument("--texts", type=Path, default=Path("data/announcements/texts"))
    parser.add_argument("--jobs", type=int, nargs="+", default=[1, 2])
    args = parser.parse_args()
    texts = [path.read_text("utf-8") for path in sorted(args.texts.glob("*.txt")) if "-en-" in path.name]
    with tempfile.TemporaryDirectory() as folder:
        paths = []
        for number in range(args.documents):
            path = Path(folder, f"{number:06d}.txt")
            path.write_text(f"{texts[number % len(texts)]}\n\nDocument {number}.\n", encoding="utf-8")
            paths.append(path)
        for jobs in args.jobs:
            measure(paths, jobs)


def measure(paths: list[Path], jobs: int) -> None:
    """Print time and memory of taking in the paths with so many processes."""
    start, tenth = time.perf_counter(), max(len(paths) // 10, 1)
    first_time, first_memory, statements = 0.0, 0.0, 0
    for number, result in enumerate(intake(paths, jobs=jobs), 1):
        statements += sum(len(taken.extraction.statements) for taken in result)
        if number == tenth:
            first_time, first_memory = time.perf_counter(), memory()
        if number == len(paths):
            last_memory = memory()
    took = time.perf_counter() - start
    after = (len(paths) - tenth) / (time.perf_counter() - first_time)
    print(
        f"{jobs} processes: {len(paths)} documents, {statements} statements in {took:.1f} s "
        f"({len(paths) / took:.1f} a second; {after:.1f} after start); "
        f"memory {first_memory:.0f} MB at a tenth, {last_memory:.0f} MB at the end"
    )


if __name__ == "__main__":
    main()
