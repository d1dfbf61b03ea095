"""What several tests rest on: a register of the examples, made by the command line."""

import shutil
from pathlib import Path

import pytest
from hypothesis import HealthCheck, settings

from tests.commands import run_kelisim

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
