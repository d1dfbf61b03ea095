"""Measure the registry and the matcher: `python -m benchmarks.registry --ror DUMP --gold ROWS.jsonl…`.

Prints one JSON object: F1 by file, with and without the rows whose ids are not in the registry, `--many` and
`--one`; the share of strings whose right ids are among the first 20 candidates; calibration; strings a
second in batch and milliseconds of one query on one core; loading time and memory; the same with the registry
inflated to `--inflate` records by look-alikes; the slowest of adversarial strings. Of S2AFF only the
held-out third counts.
"""

import argparse
import gzip
import json
import random
import resource
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterable, Iterator
from pathlib import Path

from benchmarks.registry_train import is_held_out
from kelisim.resolve.registry import Registry, candidates, install, load, match_many, match_one

Row = dict
SEED = 7
BINS = ((0.4, 0.5), (0.5, 0.6), (0.6, 0.7), (0.7, 0.8), (0.8, 0.9), (0.9, 0.95), (0.95, 0.99), (0.99, 1.01))


def read_rows(path: Path) -> list[Row]:
    """Return the rows of a gold file that no weight was learned from."""
    rows = [json.loads(line) for line in path.read_text("utf-8").split("\n") if line.strip()]
    return [row for row in rows if not row["id"].startswith("s2aff") or is_held_out(row["id"])]


def f1(gold: Iterable[set[str]], given: Iterable[set[str]]) -> dict[str, float]:
    """Return precision, recall, F1 (micro) and the share of strings whose set is exact."""
    tp = fp = fn = exact = count = 0
    for want, got in zip(gold, given, strict=True):
        tp, fp, fn = tp + len(want & got), fp + len(got - want), fn + len(want - got)
        exact, count = exact + (want == got), count + 1
    precision, recall = tp / max(tp + fp, 1), tp / max(tp + fn, 1)
    score = 2 * precision * recall / max(precision + recall, 1e-9)
    found = {"f1": score, "precision": precision, "recall": recall, "exact": exact / max(count, 1)}
    return {key: round(value, 4) for key, value in found.items()} | {"n": count}


def quality(registry: Registry, rows: list[Row]) -> dict:
    """Return scores of both doors, on all rows and on those whose ids are in the registry."""
    texts = [row["affiliation"] for row in rows]
    many = [{c.id for c in found} for found in match_many(registry, texts)]
    one = [set() if c is None else {c.id} for c in match_one(registry, texts)]
    gold = [set(row["ror_ids"]) for row in rows]
    here = [n for n, row in enumerate(rows) if row["in_registry"]]
    return {
        f"{door} {which}": f1([gold[n] for n in at], [given[n] for n in at])
        for door, given in (("many", many), ("one", one))
        for which, at in (("in registry", here), ("all", range(len(rows))))
    }


def recall_at_20(registry: Registry, rows: list[Row]) -> float:
    """Return the share of strings with ids in the registry whose ids are all among the first 20
    candidates.
    """
    rows = [row for row in rows if row["in_registry"] and len(row["ror_ids"]) > 0]
    hit = sum(
        set(row["ror_ids"]) <= {c.id for c in candidates(registry, row["affiliation"], limit=20)}
        for row in rows
    )
    return round(hit / len(rows), 4)


def calibration(registry: Registry, rows: list[Row]) -> list[dict[str, float]]:
    """Return by bins of probability how many candidates were given and which share of them is right."""
    given = [
        (found.probability, found.id in row["ror_ids"])
        for row in rows
        if row["in_registry"]
        for found in match_many(registry, [row["affiliation"]])[0]
    ]
    result = []
    for low, high in BINS:
        right = [ok for p, ok in given if low <= p < high]
        if len(right) > 0:
            share = round(sum(right) / len(right), 3)
            result.append({"from": low, "to": min(high, 1.0), "n": len(right), "right": share})
    return result


def speed(registry: Registry, texts: list[str]) -> dict[str, float]:
    """Return strings a second in batch and milliseconds of single queries, in time of the processor."""
    best = 0.0
    for _ in range(3):
        started = time.process_time()
        match_many(registry, texts)
        best = max(best, len(texts) / (time.process_time() - started))
    single = []
    for text in texts[:1500]:
        started = time.process_time()
        match_many(registry, [text])
        single.append(1000 * (time.process_time() - started))
    single.sort()
    at = {"p50": 0.5, "p99": 0.99}
    return {"strings a second": round(best)} | {
        f"one query, {name}, ms": round(single[int(share * len(single))], 2) for name, share in at.items()
    }


def adversarial(registry: Registry) -> dict[str, float]:
    """Return the slowest of hard strings, in milliseconds."""
    chance = random.Random(SEED)
    anything = "".join(
        chr(chance.choice((chance.randrange(32, 0xD7FF), chance.randrange(0xE000, 0x10FFFF))))
        for _ in range(100_000)
    )
    hard = {
        "100 kB of one word": "University " * 9000,
        "100 kB of initials": "A.B." * 25_000,
        "100 kB of Chinese": "大学" * 50_000,
        "100 kB of anything": anything,
        "100 kB of unknown words": " ".join(f"qz{n}xw" for n in range(14_000)),
        "100 kB of markup": "<b &amp;" * 12_500,
    }
    times = {}
    for name, text in hard.items():
        started = time.process_time()
        match_many(registry, [text])
        times[name] = round(1000 * (time.process_time() - started), 1)
    return times


def inflated(dump: Path, count: int) -> Iterator[dict]:
    """Yield the records of a dump and look-alikes of them: other ids and towns, a word of each name
    exchanged.
    """
    chance = random.Random(SEED)
    with (
        gzip.open(dump, "rt", encoding="utf-8")
        if dump.suffix == ".gz"
        else dump.open(encoding="utf-8") as lines
    ):
        records = [json.loads(line) for line in lines]
    yield from records
    active = [r for r in records if r["status"] == "active" and len(r["locations"]) > 0]
    words = [w for r in active for w in r["names"][0]["value"].split() if len(w) > 5 and w[0].isupper()]
    for number in range(count - len(records)):
        like, where = chance.choice(active), chance.choice(active)
        names = []
        for name in like["names"]:
            parts = name["value"].split()
            if len(parts) > 1:
                parts[chance.randrange(len(parts))] = chance.choice(words)
            elif "acronym" not in name["types"]:
                parts = [chance.choice(words), *parts]
            names.append({**name, "value": " ".join(parts)})
        yield {
            **like,
            "id": f"https://ror.org/9{number:08d}",
            "names": names,
            "locations": where["locations"],
            "relationships": [],
            "domains": [],
            "links": [],
        }


def footprint(cache: Path) -> dict[str, float]:
    """Return loading time and memory of a fresh process that loads the registry and answers 200 strings."""
    code = (
        "import sys,time\n"
        "from pathlib import Path\n"
        "from kelisim.resolve.registry import load, match_many\n"
        "t=time.perf_counter(); r=load(Path(sys.argv[1])); t=time.perf_counter()-t\n"
        "match_many(r,['Department of Physics, University of Oslo, Oslo, Norway %d'%i for i in range(200)])\n"
        "peak=[line for line in open('/proc/self/status') if line.startswith('VmHWM')][0]\n"
        "print(t, int(peak.split()[1])/1024)\n"
    )
    done = subprocess.run(
        [sys.executable, "-c", code, str(cache)], capture_output=True, text=True, check=True
    )
    seconds, megabytes = map(float, done.stdout.split())
    return {"load, s": round(seconds, 3), "memory, MB": round(megabytes)}


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--ror", type=Path, required=True, help="dump as .jsonl or .jsonl.gz")
    parser.add_argument("--gold", type=Path, action="append", required=True)
    parser.add_argument("--inflate", type=int, default=120_000, help="records; 0 leaves this out")
    args = parser.parse_args()
    result: dict = {}
    rows = {path.stem: read_rows(path) for path in args.gold}
    with tempfile.TemporaryDirectory() as folder:
        cache = Path(folder)
        result["index"] = {"seconds": install(args.ror, cache).seconds}
        registry = load(cache)
        for name, own in rows.items():
            result[name] = {
                **quality(registry, own),
                "candidates, recall at 20": recall_at_20(registry, own),
                "calibration": calibration(registry, own),
                **speed(registry, [row["affiliation"] for row in own]),
            }
        result["adversarial, ms"] = adversarial(registry)
        result["footprint"] = footprint(cache)
        if args.inflate > 0:
            big = cache / "big.jsonl"
            with big.open("w", encoding="utf-8") as out:
                out.writelines(
                    json.dumps(r, ensure_ascii=False) + "\n" for r in inflated(args.ror, args.inflate)
                )
            large: dict = {"index, seconds": install(big, cache).seconds, **footprint(cache)}
            registry = load(cache)
            for name, own in rows.items():
                texts = [row["affiliation"] for row in own]
                large[name] = {**quality(registry, own), **speed(registry, texts)}
            result[f"inflated to {args.inflate}"] = large
    result["memory of this run, MB"] = round(resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024)
    sys.stdout.write(json.dumps(result, indent=1) + "\n")


if __name__ == "__main__":
    main()
