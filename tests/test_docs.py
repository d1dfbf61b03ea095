"""Every command that the docs show is run, page by page, in a folder that holds examples/."""

import json
import re
import shlex
import shutil
from pathlib import Path

import pytest

from tests.commands import run_kelisim
from tests.conftest import ROOT

PAGES = [ROOT / "README.md", *sorted((ROOT / "docs").glob("*.md"))]
_BLOCK = re.compile(r"^```console\n(.*?)^```", re.MULTILINE | re.DOTALL)
_LINK = re.compile(r"\]\((?!https?:|#|mailto:)([^)#]+)")


def commands(page: Path) -> list[list[str]]:
    lines = [line for block in _BLOCK.findall(page.read_text("utf-8")) for line in block.splitlines()]
    return [shlex.split(line.removeprefix("$ ")) for line in lines if line.startswith("$ kelisim ")]


def listed(what: str, folder: Path) -> list[str]:
    workspaces = sorted(folder.glob("*/kelisim.toml"))
    if len(workspaces) == 0:
        return []
    command = ["history"] if what == "decisions" else ["list", what]
    done = run_kelisim(*command, "--json", "--workspace", str(workspaces[0].parent), cwd=folder)
    rows = json.loads(done.stdout)
    return [row["decision"]["id"] if what == "decisions" else row["id"] for row in rows]


def filled_in(argument: str, folder: Path) -> str:
    """Return an argument with a placeholder replaced by an id of the page's workspace."""
    holders = {"AGREEMENT": "agreements", "ORGANISATION": "organisations", "PERSON": "people"}
    holders |= {"OFFICE": "offices", "EVENT": "events", "DOCUMENT": "documents"}
    match = re.fullmatch(r"([A-Z]+?)([23]?)", argument)
    if match is not None and match[1] in holders:
        return listed(holders[match[1]], folder)[int(match[2] or 1) - 1]
    return listed("decisions", folder)[-1] if argument == "DECISION" else argument


ADDING = ["add", "examples", "--workspace", "partners"]
"""Run as it stands on the first pages; on the others the register that it makes is copied."""


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.name)
def test_commands_of_a_page_run(page, examples_register, tmp_path):
    shutil.copytree(ROOT / "examples", tmp_path / "examples")
    shutil.copytree(ROOT / "samples", tmp_path / "samples")
    for command in commands(page):
        if command[1:] == ADDING and page.name not in {"README.md", "first-steps.md"}:
            shutil.copytree(examples_register, tmp_path / "partners", dirs_exist_ok=True)
            continue
        arguments = [filled_in(argument, tmp_path) for argument in command[1:]]
        done = run_kelisim(*arguments, cwd=tmp_path)
        assert done.returncode == 0, f"{page.name}: {shlex.join(command)}\n{done.stderr.decode()}"


@pytest.mark.parametrize("page", [*PAGES, ROOT / "CONTRIBUTING.md"], ids=lambda page: page.name)
def test_links_lead_somewhere(page):
    for target in _LINK.findall(page.read_text("utf-8")):
        assert (page.parent / target).exists(), f"{page.name} links to {target}"


def test_every_command_is_shown_somewhere():
    shown = {command[1] for page in PAGES for command in commands(page) if len(command) > 1}
    helped = run_kelisim("--help", cwd=ROOT).stdout.decode()
    known = set(re.findall(r"^│ ([a-z][a-z-]+)\s{2,}", helped, re.MULTILINE))
    assert len(known) > 10
    text = "\n".join(page.read_text("utf-8") for page in PAGES)
    for command in known - shown:
        assert f"`kelisim {command}" in text or f"`{command}" in text, f"no page shows kelisim {command}"
