"""The command line as users call it, each command in a process of its own.

The processes are forked from one that has loaded the libraries and the languages (see `tests.warm`): commands
are many, and most of a short one's time is its start.
"""

import multiprocessing
import os
import subprocess
import sys
import tempfile
from collections.abc import Mapping
from pathlib import Path

_FORKED = multiprocessing.get_context("forkserver")
_FORKED.set_forkserver_preload(["tests.warm"])


def run_kelisim(
    *arguments: str, cwd: Path, stdin: bytes = b"", timeout: float = 300
) -> subprocess.CompletedProcess[bytes]:
    """Run the command line; return its exit code and output.

    Raises TimeoutExpired where it takes longer than `timeout` seconds.
    """
    given = {key: value for key, value in os.environ.items() if not key.startswith("KELISIM_")}
    given |= {"COLUMNS": "200", "KELISIM_WHO": "A. Editor", "KELISIM_CACHE": str(cwd / "no-cache")}
    with tempfile.TemporaryDirectory() as folder:
        streams = [Path(folder, name) for name in ("stdin", "stdout", "stderr")]
        for stream in streams:
            stream.write_bytes(stdin if stream.name == "stdin" else b"")
        process = _FORKED.Process(target=_run, args=(arguments, cwd, given, streams))
        process.start()
        process.join(timeout)
        if process.exitcode is None:
            process.kill()
            process.join()
            raise subprocess.TimeoutExpired(["kelisim", *arguments], timeout)
        output, errors = (stream.read_bytes() for stream in streams[1:])
        return subprocess.CompletedProcess(["kelisim", *arguments], process.exitcode, output, errors)


def _run(arguments: tuple[str, ...], cwd: Path, environment: Mapping[str, str], streams: list[Path]) -> None:
    """Become the command: its arguments, folder, environment and streams."""
    for number, path in enumerate(streams):
        os.dup2(os.open(path, os.O_RDWR | os.O_APPEND), number)
    sys.stdin, sys.stdout, sys.stderr = open(0), open(1, "w"), open(2, "w")  # noqa: SIM115
    os.environ.clear()
    os.environ.update(environment)
    os.chdir(cwd)
    sys.argv = ["kelisim", *arguments]
    from kelisim.cli import main

    main()
