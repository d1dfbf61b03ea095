"""A worker of a Spark cluster is killed in the middle of a question: the answer is the same.

    python -m benchmarks.scale_cluster [--works 100000]

starts a cluster of two workers on this machine (`local-cluster`), asks for all indicators of all pairs of
organisations by year, kills one worker's executor while tasks run, and compares the answer, row by row, with
that of DuckDB. Linux only: processes are found in /proc.
"""

import argparse
import math
import os
import signal
import tempfile
import threading
import time
from pathlib import Path
from typing import Any

from benchmarks.scale import make_tables
from kelisim.measure import open_tables
from kelisim.measure.engines.spark import session
from kelisim.measure.indicators import pair_indicators

KEYS = ("first", "second", "year")


def executors(parent: int) -> list[int]:
    """Return the processes of executors below a process of Spark."""
    found = []
    for entry in Path("/proc").iterdir():
        if not entry.name.isdigit():
            continue
        try:
            before, _, after = (entry / "stat").read_text().rpartition(")")
            command = (entry / "cmdline").read_bytes()
        except OSError:  # it ended meanwhile
            continue
        if before and int(after.split()[1]) == parent and b"CoarseGrainedExecutorBackend" in command:
            found.append(int(entry.name))
    return sorted(found)


def answer(folder: Path, engine: str) -> dict[tuple[Any, ...], dict[str, Any]]:
    """Return all indicators of pairs by year, by their keys."""
    rows = pair_indicators(open_tables(folder, engine)).to_pyarrow().to_pylist()
    return {tuple(row[key] for key in KEYS): row for row in rows}


def kill_one(context: Any, killed: list[int]) -> None:
    """Wait until some tasks are done and others run; then kill an executor."""
    tracker = context.statusTracker()
    while len(killed) == 0:
        stages = [tracker.getStageInfo(stage) for stage in tracker.getActiveStageIds()]
        busy = [
            stage for stage in stages if stage is not None and 0 < stage.numCompletedTasks < stage.numTasks
        ]
        pids = executors(context._gateway.proc.pid)
        if len(busy) > 0 and len(pids) == 2:
            os.kill(pids[0], signal.SIGKILL)
            killed.append(pids[0])
            stage = busy[0]
            print(
                f"killed executor {pids[0]} in stage {stage.stageId}: "
                f"{stage.numCompletedTasks} of {stage.numTasks} tasks were done"
            )
        time.sleep(0.05)


def differing(
    one: dict[tuple[Any, ...], dict[str, Any]], other: dict[tuple[Any, ...], dict[str, Any]]
) -> int:
    """Return how many rows differ: in their keys, or in a figure by more than a billionth."""
    return len(one.keys() ^ other.keys()) + sum(
        not all(_alike(row[name], other[key][name]) for name in row)
        for key, row in one.items()
        if key in other
    )


def _alike(one: Any, other: Any) -> bool:
    if isinstance(one, float) and isinstance(other, float):
        return math.isclose(one, other, rel_tol=1e-9, abs_tol=1e-12)
    return bool(one == other)


def main() -> None:
    """Run the question on both engines and compare."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--works", type=int, default=100_000)
    works = parser.parse_args().works
    with tempfile.TemporaryDirectory(prefix="kelisim-cluster-") as scratch:
        folder = Path(scratch)
        make_tables(folder, works)
        expected = answer(folder, "duckdb")
        running = session("local-cluster[2,1,1024]")
        killed: list[int] = []
        killer = threading.Thread(target=kill_one, args=(running.sparkContext, killed), daemon=True)
        start = time.perf_counter()
        killer.start()
        found = answer(folder, "spark")
        seconds = time.perf_counter() - start
        wrong = differing(expected, found)
        print(
            f"{works:,} works, {len(found):,} rows in {seconds:.0f} s on two workers, "
            f"{len(killed)} killed; {wrong} rows differ from DuckDB's"
        )
        running.stop()
    if wrong > 0 or len(killed) == 0:
        raise SystemExit(1)


if __name__ == "__main__":
    main()
