"""Load, country matrix and organisation network of one real file, beside a peer that does the same.

    python -m venv PEERS && PEERS/bin/pip install biblium
    python -m benchmarks.peers FILE --python PEERS/bin/python [--source oa] [--column Affiliations]
        [--registry FOLDER] [--limit SECONDS]

FILE is a CSV export of OpenAlex (`--source oa`) or Scopus (`--source scopus`), packed or not. Each tool runs
in a process of its own; the table gives the median of the rounds: seconds of the processor with and without
what it takes to import the tool, the highest memory, and how many countries and pairs of them were found.
Organisations: ours by identifier, which a registry that is installed (`--registry`) gives to strings without;
none without it, where the file has none. The peer's are the strings of the column that is named. What takes
longer than the limit is told so.
"""

import argparse
import gzip
import json
import os
import statistics
import subprocess
import sys
import tempfile
import threading
from collections.abc import Sequence
from pathlib import Path

_TOLD = ("seconds", "whole", "memory", "countries", "pairs", "ties")
_OURS = """
import json, sys, time
from pathlib import Path
from kelisim.measure import open_tables
from kelisim.measure.networks import build_network
from kelisim.works import add_works
imported = time.process_time()
file, folder, *registry = sys.argv[1:]
add_works(Path(folder), [Path(file)], registry=Path(registry[0]) if registry else None)
tables = open_tables(Path(folder) / "tables")
countries = build_network(tables, "countries", largest=1000)
organisations = build_network(tables, "organisations", largest=100_000)
told = {"countries": len(countries.nodes), "pairs": len(countries.links), "ties": len(organisations.links)}
print(json.dumps(told | {"seconds": time.process_time() - imported}))
"""
_BIBLIUM = """
import json, os, sys, time
os.environ["MPLBACKEND"] = "Agg"
from biblium.bibstats import BiblioStats
imported = time.process_time()
file, _, source, column = sys.argv[1:]
read = BiblioStats(f_name=file, db=source, res_folder=None, label_docs=False)
read.get_country_collaboration(normalization=None)
matrix = read.country_collab_matrix.to_numpy()
read.get_institution_collaboration(institutions_col=column, sep="; ", normalization=None)
links = read.institutions_links_df
told = {"countries": len(matrix), "pairs": int((matrix > 0).sum() - (matrix.diagonal() > 0).sum()) // 2}
told["ties"] = 0 if links is None else len(links)
print(json.dumps(told | {"seconds": time.process_time() - imported}))
"""


def _run(limit: float, python: str, program: str, *arguments: str) -> dict[str, float] | None:
    """Run a program; return what it tells, with seconds of the processor and memory of its process.

    None where it takes longer than `limit` seconds.
    """
    process = subprocess.Popen(
        (python, "-c", program, *arguments), stdout=subprocess.PIPE, stderr=subprocess.DEVNULL
    )
    assert process.stdout is not None
    clock = threading.Timer(limit, process.kill)
    clock.start()
    told = process.stdout.read().splitlines()
    _, status, used = os.wait4(process.pid, 0)
    late = not clock.is_alive()
    clock.cancel()
    if late:
        return None
    process.returncode = os.waitstatus_to_exitcode(status)
    if process.returncode != 0:
        sys.exit(f"{python}: ended with {process.returncode}")
    whole = used.ru_utime + used.ru_stime
    found: dict[str, float] = json.loads(told[-1])
    return found | {"whole": whole, "memory": used.ru_maxrss / 1e3}


def main() -> None:
    """Time both and print a table."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("file", type=Path)
    parser.add_argument("--python", required=True, help="the interpreter that the peer is installed for")
    parser.add_argument("--source", default="oa")
    parser.add_argument("--column", default="Affiliations")
    parser.add_argument("--rounds", type=int, default=3)
    parser.add_argument("--registry", help="folder of an installed registry of organisations")
    parser.add_argument("--limit", type=float, default=600, help="seconds on the clock for one run")
    given = parser.parse_args()
    print("| tool | s of the processor | with imports | MB | countries | pairs of them | ties |")
    print(f"|{'---|' * 7}")
    with tempfile.TemporaryDirectory() as scratch:
        file = Path(scratch) / "works.csv"
        packed = given.file.suffix == ".gz"
        file.write_bytes(gzip.decompress(given.file.read_bytes()) if packed else given.file.read_bytes())
        for tool, python, program in (
            ("Kelisim", sys.executable, _OURS),
            ("biblium", given.python, _BIBLIUM),
        ):
            rounds = []
            for number in range(given.rounds):
                folder = str(Path(scratch) / f"{tool}-{number}")
                ours = () if given.registry is None else (given.registry,)
                more = ours if tool == "Kelisim" else (given.source, given.column)
                rounds.append(_run(given.limit, python, program, str(file), folder, *more))
                if rounds[-1] is None:
                    break
            print(f"| {tool} | {_row(rounds, given.limit)} |", flush=True)


def _row(rounds: Sequence[dict[str, float] | None], limit: float) -> str:
    done = [each for each in rounds if each is not None]
    if len(done) < len(rounds):
        return f"not done after {limit:.0f} s | | | | | "
    found = [statistics.median(each[name] for each in done) for name in _TOLD]
    return " | ".join([*(f"{each:.2f}" for each in found[:2]), *(f"{each:.0f}" for each in found[2:])])


if __name__ == "__main__":
    main()
