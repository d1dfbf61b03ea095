"""Build a register of generated documents, and time what users wait for.

    python -m benchmarks.register [--documents 10000] [--folder DIR] [--rebuild]

Each document is a newsletter of five announcements: ten statements, about sixteen names, 250 words that no
other document has in this order. Times are wall and processor milliseconds, the better of three runs.
"""

import argparse
import random
import resource
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import date
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parent.parent / "tests" / "register"))

from register_samples import Sample, joined, many, sample

from kelisim.model import Decision
from kelisim.register import (
    Filter,
    Store,
    attention,
    create_workspace,
    decide,
    facets,
    list_documents,
    list_entities,
    list_records,
    open_store,
    put,
    rebuild,
    refresh,
    search,
    show,
    stats,
)

_SYLLABLES = (
    "ka",
    "ter",
    "min",
    "lo",
    "sha",
    "ru",
    "ven",
    "dos",
    "pil",
    "ag",
    "no",
    "bi",
    "tur",
    "sel",
    "my",
)


def newsletters(count: int) -> Iterator[Sample]:
    """Documents of five announcements each, with prose around them."""
    chance = random.Random(1)
    held: list[Sample] = []
    for one in many(count * 5):
        held.append(one)
        if len(held) == 5:
            prose = " ".join("".join(chance.choices(_SYLLABLES, k=3)) for _ in range(250))
            yield joined([*held[:4], _with_prose(held[4], prose)])
            held = []


def _with_prose(one: Sample, prose: str) -> Sample:
    document, content, extraction = one
    return replace(document, text=f"{document.text} {prose}."), content, extraction


def timed(label: str, work: Callable[[], object], runs: int = 3) -> None:
    best = (float("inf"), float("inf"))
    for _ in range(runs):
        wall, processor = time.perf_counter(), time.process_time()
        work()
        best = min(best, ((time.perf_counter() - wall) * 1000, (time.process_time() - processor) * 1000))
    print(f"{label:44}{best[0]:12,.1f} ms {best[1]:12,.1f} ms", flush=True)


def ask(store: Store) -> None:
    with store.reading() as connection:
        page = list_records(connection, "agreements", limit=50)
        first, name = page.records[0].id, "tomsk technical university"
        print(f"agreements: {page.total:,}")
        timed("stats", lambda: stats(connection, today=date(2026, 1, 1)))
        timed("list agreements", lambda: list_records(connection, "agreements", limit=50))
        for label, wanted in (
            ("list … --country KZ", Filter(country="KZ")),
            ("list … --party 'tomsk technical university'", Filter(party=name)),
            ("list … --party university --since 2020", Filter(party="university", since="2020")),
        ):
            timed(label, lambda wanted=wanted: list_records(connection, "agreements", wanted, limit=50))
        timed("facets of all records", lambda: facets(connection))
        timed(
            "facets of agreements --country KZ",
            lambda: facets(connection, Filter(country="KZ"), "agreements"),
        )
        timed("what needs attention", lambda: attention(connection, date(2026, 1, 1)))
        timed("list organisations", lambda: list_entities(connection, "organisation", limit=50))
        timed("list documents", lambda: list_documents(connection, limit=50))
        timed("show a record", lambda: show(connection, first))
        for query in ("kosherbaev", "laboratory", f"{name} memorandum", "university", "katerkater*"):
            total = search(connection, query).total
            timed(f"search {query} ({total:,} found)", lambda query=query: search(connection, query))


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawTextHelpFormatter)
    parser.add_argument("--documents", type=int, default=10_000)
    parser.add_argument("--folder", type=Path, help="where the workspace is made; default: a temporary one")
    parser.add_argument("--rebuild", action="store_true", help="time a rebuild too")
    args = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        workspace = create_workspace((args.folder or Path(folder)) / "register")
        with open_store(workspace) as store:
            timed("keep the documents", lambda: [put(store, *one) for one in newsletters(args.documents)], 1)
            timed("compute the register", lambda: refresh(store), 1)
            ask(store)
            put(store, *sample("Tomsk Technical University", "Brand New Academy", day="2026-05-05"))
            timed("add one document more", lambda: refresh(store), 1)
            with store.reading() as connection:
                record = list_records(connection, "agreements", limit=1).records[0].id
            one = Decision("", "accept", record, "A. Editor", "2026-01-01T00:00:00")
            timed("decide on a record", lambda: decide(store, one), 1)
            if args.rebuild:
                timed("rebuild", lambda: rebuild(store), 1)
            peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024
            size = (workspace.folder / "register.sqlite").stat().st_size // 2**20
            print(f"memory at most {peak:,} MB, store {size:,} MB")
    return 0


if __name__ == "__main__":
    sys.exit(main())
