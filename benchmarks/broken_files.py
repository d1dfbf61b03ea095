"""Add many files of which some are broken, as a user does, and check that nothing else is lost.

    python -m benchmarks.broken_files [--files 10000] [--broken 100] [--jobs 2]

Good files are short announcements, no two alike; broken ones are empty, binary, truncated, bombs or blank.
Says how long it took and what the command said; fails where a line, the exit code or the store is wrong.
"""

import argparse
import io
import os
import random
import subprocess
import sys
import tempfile
import time
import zipfile
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from kelisim.register import examine, find_workspace, list_documents, open_store

_TOWNS = ("Almaty", "Astana", "Cardiff", "Coventry", "Freiberg", "Tomsk", "Oslo", "Turin", "Utrecht", "Kyoto")
_FIELDS = ("Technical", "Medical", "Agrarian", "State", "Pedagogical", "Polytechnic", "Northern", "Maritime")


@dataclass(frozen=True, slots=True)
class Outcome:
    """What `kelisim add` did: its exit code, its lines about files, and what is in the store then."""

    code: int
    lines: tuple[str, ...]
    documents: int
    findings: tuple[str, ...]
    seconds: float


def run(folder: Path, files: int, broken: int, jobs: int) -> tuple[Outcome, list[str]]:
    """Write the files below `folder`, add them to a workspace; return what came of it, and the bad names."""
    source = folder / "in"
    bad = write(source, files, broken)
    environment = {name: value for name, value in os.environ.items() if not name.startswith("KELISIM_")}
    environment["KELISIM_CACHE"] = str(folder / "no-cache")
    command = [sys.executable, "-c", "from kelisim.cli import main; main()"]
    subprocess.run([*command, "init", "w"], cwd=folder, check=True, capture_output=True, env=environment)
    start = time.perf_counter()
    done = subprocess.run(
        [*command, "add", "in", "--workspace", "w", "--jobs", str(jobs)],
        cwd=folder,
        capture_output=True,
        env=environment,
        check=False,
    )
    seconds = time.perf_counter() - start
    with open_store(find_workspace(folder / "w")) as store:
        with store.reading() as connection:
            documents = list_documents(connection, limit=1).total
        findings = tuple(map(str, examine(store)))
    return Outcome(
        done.returncode, tuple(done.stderr.decode().splitlines()), documents, findings, seconds
    ), bad


def problems(outcome: Outcome, bad: list[str], files: int) -> Iterator[str]:
    """Give what is not as it should be."""
    if outcome.code != 1:
        yield f"exit code {outcome.code}, not 1"
    if outcome.documents != files - len(bad):
        yield f"{outcome.documents} documents stored, not {files - len(bad)}"
    for name in bad:
        about = [line for line in outcome.lines if name in line]
        if len(about) != 1 or ";" not in about[0]:
            yield f"{name}: {len(about)} lines say what is wrong and what to do"
    if any("Traceback" in line for line in outcome.lines):
        yield "a traceback was shown"
    yield from outcome.findings


def write(folder: Path, files: int, broken: int) -> list[str]:
    """Write the files, a hundred a folder, the broken ones at random places; return the names of those."""
    chance = random.Random(5)
    places = set(chance.sample(range(files), broken))
    sorts = list(_broken())
    bad = []
    for number in range(files):
        home = folder / f"{number // 100:03}"
        home.mkdir(parents=True, exist_ok=True)
        if number in places:
            ending, content = sorts[len(bad) % len(sorts)]
            bad.append(f"{number:05}{ending}")
            (home / bad[-1]).write_bytes(content)
        else:
            (home / f"{number:05}.txt").write_text(_announcement(number, chance), "utf-8")
    return bad


def _announcement(number: int, chance: random.Random) -> str:
    first, second = chance.sample(_TOWNS, 2)
    day = f"{chance.randrange(1, 29)} March {2010 + number % 15}"
    ours, theirs = chance.choice(_FIELDS), chance.choice(_FIELDS)
    return (
        f"{first} {ours} University and {second} {theirs} University signed a memorandum of "
        f"cooperation on {day}. It is number {number} in the list of the office. The parties "
        "will open a joint laboratory and exchange students.\n"
    )


def _broken() -> Iterator[tuple[str, bytes]]:
    yield ".txt", b""
    yield ".bin", bytes(range(256)) * 40
    yield ".pdf", b"%PDF-1.7\n1 0 obj\n<< /Type /Catalog"
    yield ".docx", b"PK\x03\x04\x14\x00\x06\x00"
    yield ".html", b"<html><body><nav><a href='/'>Home</a></nav></body></html>"
    yield ".txt", b" \n\t \n"
    bomb = io.BytesIO()
    with zipfile.ZipFile(bomb, "w", zipfile.ZIP_DEFLATED) as file:
        file.writestr("word/document.xml", b"<w:document>" + b"0" * 120_000_000)
    yield ".docx", bomb.getvalue()


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawTextHelpFormatter)
    parser.add_argument("--files", type=int, default=10_000)
    parser.add_argument("--broken", type=int, default=100)
    parser.add_argument("--jobs", type=int, default=2)
    args = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        outcome, bad = run(Path(folder), args.files, args.broken, args.jobs)
    wrong = list(problems(outcome, bad, args.files))
    stored = f"{outcome.documents:,} documents in {outcome.seconds:,.0f} s"
    print(f"{args.files:,} files, {len(bad)} broken: {stored}")
    print(f"exit code {outcome.code}, {len(outcome.lines)} lines, {len(wrong)} problems")
    for each in wrong[:10]:
        print(f"  {each}")
    return 1 if len(wrong) > 0 else 0


if __name__ == "__main__":
    sys.exit(main())
