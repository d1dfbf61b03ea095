"""Build a register of generated documents and time its pages while several readers turn them at once.

    python -m benchmarks.web [--documents 10000] [--readers 20] [--seconds 30] [--pause 1.0] [--folder DIR]

Each document gives ten statements. Readers ask for pages as people do: lists and what they lead to, search,
the overview; `--pause` is how long each looks at a page (0 for a closed loop). Reader and server share the
machine. Prints, for each sort of page, how many were asked for and the milliseconds of half and of 95 in 100;
and how much processor a page takes, which tells more than the rest where others use the machine as well.
"""

import argparse
import asyncio
import os
import random
import re
import socket
import subprocess
import sys
import tempfile
import time
from collections.abc import Mapping, Sequence
from pathlib import Path

from benchmarks.register import newsletters
from kelisim.register import create_workspace, open_store, put, refresh

_SORTS = {
    "overview": ("/",),
    "list": ("/agreements", "/offices", "/organisations", "/people", "/documents", "/events"),
    "filtered": (
        "/agreements?status=signed",
        "/agreements?country=GB&sort=title",
        "/agreements?year=2026",
        "/organisations?country=KZ",
    ),
    "search": ("/search?q=laboratory", "/search?q=university+cardiff", "/search?q=Almaty&scope=agreement"),
}
_WEIGHTS = {"overview": 1, "list": 3, "filtered": 2, "search": 2, "record": 4, "entity": 3, "document": 2}
_THINGS = {
    "record": ("agreements", "offices", "events"),
    "entity": ("organisations", "people"),
    "document": ("documents",),
}


def build(folder: Path, documents: int) -> None:
    """Make a workspace with a register of so many documents, unless it is there."""
    if (folder / "kelisim.toml").exists():
        return
    began = time.perf_counter()
    with open_store(create_workspace(folder)) as store:
        for each in newsletters(documents):
            put(store, *each)
        refresh(store)
    print(f"built {documents} documents in {time.perf_counter() - began:.0f} s", flush=True)


async def fetch(port: int, path: str) -> tuple[int, bytes]:
    """Return status and body of a page."""
    reader, writer = await asyncio.open_connection("127.0.0.1", port)
    writer.write(
        f"GET {path} HTTP/1.1\r\nHost: 127.0.0.1\r\nAccept-Language: en\r\nConnection: close\r\n\r\n".encode()
    )
    answer = await reader.read()
    writer.close()
    head, _, body = answer.partition(b"\r\n\r\n")
    return int(head[9:12]), body


async def things(port: int) -> dict[str, list[str]]:
    """Return addresses of pages of every sort; those of single things are where lists lead to."""
    found = {sort: list(paths) for sort, paths in _SORTS.items()}
    for sort, collections in _THINGS.items():
        found[sort] = []
        for name in collections:
            for number in (1, 2, 5, 10, 20):
                _, body = await fetch(port, f"/{name}?page={number}")
                found[sort] += re.findall(rf'href="(/{name}/[^"#?]+)"', body.decode())
    return found


async def read(
    port: int, pages: Mapping[str, Sequence[str]], readers: int, seconds: float, pause: float
) -> dict[str, list[float]]:
    """Let readers turn pages; return the seconds that each took, by the sort of page."""
    times: dict[str, list[float]] = {sort: [] for sort in pages}
    until = time.perf_counter() + seconds

    async def reader(seed: int) -> None:
        chance = random.Random(seed)
        await asyncio.sleep(chance.random() * pause)
        while time.perf_counter() < until:
            sort = chance.choices(list(_WEIGHTS), list(_WEIGHTS.values()))[0]
            began = time.perf_counter()
            status, _ = await fetch(port, chance.choice(pages[sort]))
            times[sort].append(time.perf_counter() - began)
            assert status == 200, status
            if pause:
                await asyncio.sleep(chance.uniform(0.5, 1.5) * pause)

    await asyncio.gather(*(reader(seed) for seed in range(readers)))
    return times


def show(times: Mapping[str, Sequence[float]], seconds: float) -> None:
    """Print the times by the sort of page, and those of all."""
    everything = sorted(value for values in times.values() for value in values)
    print(f"{'page':<10}{'asked':>7}{'half ms':>9}{'95 % ms':>9}")
    for sort, values in (*times.items(), ("all", everything)):
        ordered = sorted(values)
        if len(ordered) > 0:
            half, most = (ordered[int(len(ordered) * part)] * 1000 for part in (0.5, 0.95))
            print(f"{sort:<10}{len(ordered):>7}{half:>9.1f}{most:>9.1f}")
    print(f"{len(everything) / seconds:.0f} pages a second")


def memory(process: int) -> int:
    """Return the megabytes that a process holds."""
    text = Path(f"/proc/{process}/status").read_text()
    return int(re.findall(r"VmRSS:\s+(\d+)", text)[0]) // 1024


def processor(process: int) -> float:
    """Return the seconds of processor that a process has used."""
    fields = Path(f"/proc/{process}/stat").read_text().rpartition(")")[2].split()
    return (int(fields[11]) + int(fields[12])) / os.sysconf("SC_CLK_TCK")


def main() -> int:
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--documents", type=int, default=10_000)
    parser.add_argument("--readers", type=int, default=20)
    parser.add_argument("--seconds", type=float, default=30)
    parser.add_argument("--pause", type=float, default=1.0)
    parser.add_argument("--folder", type=Path)
    given = parser.parse_args()
    with tempfile.TemporaryDirectory() as temporary:
        folder = given.folder or Path(temporary) / "register"
        build(folder, given.documents)
        with socket.create_server(("127.0.0.1", 0)) as free:
            port = free.getsockname()[1]
        command = [
            sys.executable,
            "-c",
            "from kelisim.cli import main; main()",
            "serve",
            "-p",
            str(port),
            "-w",
            str(folder),
        ]
        server = subprocess.Popen(command, stdout=subprocess.DEVNULL, env=os.environ)
        try:
            asyncio.run(_measure(port, server.pid, given))
        finally:
            server.terminate()
            server.wait(10)
    return 0


async def _measure(port: int, process: int, given: argparse.Namespace) -> None:
    for _ in range(300):
        try:
            await fetch(port, "/")
            break
        except OSError:
            await asyncio.sleep(0.2)
    pages = await things(port)
    for paths in pages.values():  # templates are compiled when first used
        await fetch(port, paths[0])
    before, used = memory(process), processor(process)
    times = await read(port, pages, given.readers, given.seconds, given.pause)
    show(times, given.seconds)
    each = (processor(process) - used) * 1000 / sum(map(len, times.values()))
    print(f"server: {each:.1f} ms of processor a page; {before} MB before, {memory(process)} MB after")


if __name__ == "__main__":
    sys.exit(main())
