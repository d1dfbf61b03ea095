"""The house rules that a machine can check."""

import importlib
import pkgutil
from pathlib import Path

import pytest
from importlinter.cli import lint_imports

import kelisim

ROOT = Path(__file__).parent.parent
SOURCE = ROOT / "src" / "kelisim"
PACKAGES = sorted(
    module.name for module in pkgutil.iter_modules([str(SOURCE)], prefix="kelisim.") if module.ispkg
)


def test_imports_follow_the_order_of_the_packages(monkeypatch):
    monkeypatch.chdir(ROOT)
    assert lint_imports(config_filename="pyproject.toml") == 0


@pytest.mark.parametrize("name", PACKAGES)
def test_package_says_what_comes_in_what_goes_out_and_what_it_never_does(name):
    text = importlib.import_module(name).__doc__ or ""
    assert 3 <= len(text.strip().splitlines()) <= 9
    for words in ("Comes in", "Goes out", "Never does"):
        assert words.lower() in text.lower().replace("\n", " "), f"{name} does not say: {words}"


@pytest.mark.parametrize("name", PACKAGES)
def test_exported_names_exist(name):  # their order is ruff's to check (RUF022)
    module = importlib.import_module(name)
    assert all(hasattr(module, exported) for exported in getattr(module, "__all__", []))


@pytest.mark.parametrize("path", sorted(SOURCE.rglob("*.py")), ids=lambda path: str(path.relative_to(SOURCE)))
def test_file_is_one_thing(path):
    assert path.read_text("utf-8").count("\n") <= 500


def test_version_is_that_of_the_project():
    import tomllib

    project = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["project"]
    assert kelisim.__version__ == project["version"]
