"""What several tests rest on: the command line as users call it, and a register of the examples."""

import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest
from hypothesis import HealthCheck, settings

# The same cases in every run: red then means that a change broke something. `make explore` draws new ones.
settings.register_profile(
    "fixed", derandomize=True, deadline=None, suppress_health_check=[HealthCheck.too_slow]
)
settings.register_profile(
    "explore", max_examples=500, deadline=None, suppress_health_check=[HealthCheck.too_slow]
)
settings.load_profile("fixed")

ROOT = Path(__file__).parent.parent
SHARED = ROOT.parent / "shared"


def run_kelisim(
    *arguments: str, cwd: Path, stdin: bytes = b"", timeout: float = 300
) -> subprocess.CompletedProcess:
    """Run the command line in a process of its own; return its exit code and output."""
    environment = {key: value for key, value in os.environ.items() if not key.startswith("KELISIM_")}
    return subprocess.run(
        [sys.executable, "-c", "from kelisim.cli import main; main()", *arguments],
        cwd=cwd,
        input=stdin,
        capture_output=True,
        timeout=timeout,
        env=environment
        | {"COLUMNS": "200", "KELISIM_WHO": "A. Editor", "KELISIM_CACHE": str(cwd / "no-cache")},
        check=False,
    )


@pytest.fixture(autouse=True)
def no_registry_of_the_account(monkeypatch, tmp_path):
    """Let no test find what is installed on this machine."""
    monkeypatch.setenv("KELISIM_CACHE", str(tmp_path / "no-cache"))


@pytest.fixture(scope="session")
def examples_register(tmp_path_factory):
    """A workspace with the register of examples/: not to be written to; copy it (see `register_copy`)."""
    folder = tmp_path_factory.mktemp("examples") / "register"
    assert run_kelisim("init", str(folder), cwd=ROOT).returncode == 0
    done = run_kelisim("add", "examples", "--workspace", str(folder), cwd=ROOT)
    assert done.returncode == 0, done.stderr.decode()
    return folder


@pytest.fixture
def register_copy(examples_register, tmp_path):
    """A workspace with the register of examples/ that a test may change."""
    folder = tmp_path / "register"
    shutil.copytree(examples_register, folder)
    return folder
