"""`kelisim works` as users call it."""

import gzip
import json

import pytest

from tests.commands import run_kelisim
from tests.conftest import ROOT
from tests.works import made


@pytest.fixture
def workspace(tmp_path):
    folder = tmp_path / "register"
    assert run_kelisim("init", str(folder), cwd=tmp_path).returncode == 0
    return folder


def works(workspace, *arguments):
    return run_kelisim("works", *arguments, "--workspace", str(workspace), cwd=workspace.parent)


def test_samples_are_taken_in_and_counted(workspace):
    done = works(workspace, "add", str(ROOT / "samples" / "works"), "--no-resolve")
    assert done.returncode == 0, done.stderr
    assert "13 records: 13 read, 0 rejected, 2 of works told of already" in done.stdout.decode()
    stats = json.loads(works(workspace, "stats", "--json").stdout)
    assert (stats["works"], stats["records"], stats["projects"], stats["participations"]) == (7, 9, 1, 3)
    assert stats["sources"] == {"openalex": 5, "ris": 2, "scopus": 2}
    assert stats["years"] == {"2020": 1, "2021": 1, "2022": 1, "2023": 2, "2024": 2}
    assert stats["left_out"]["without_country"] == 1
    assert {file["name"].rpartition("/")[2]: file["read"] for file in stats["files"]} == {
        "organization.csv": 3, "project.csv": 1, "library.ris": 2, "openalex.jsonl": 5, "scopus.csv": 2,
    }  # fmt: skip
    again = works(workspace, "add", str(ROOT / "samples" / "works"), "--no-resolve")
    assert again.returncode == 0
    assert "0 files added, 5 known already" in again.stdout.decode()
    for shown in ("sources", "left out", "openalex.jsonl  openalex-jsonl: 5 read, 0 rejected"):
        assert shown in works(workspace, "stats").stdout.decode()


def test_what_is_rejected_is_told_and_exits_with_1(workspace, written):
    file = written("works.jsonl", made.lines(made.openalex(1)) + "{broken\n")
    done = works(workspace, "add", str(file), "--json")
    assert done.returncode == 1
    assert "works.jsonl, line 2, record 2: is no JSON" in done.stderr.decode()
    [report] = json.loads(done.stdout)["files"]
    assert (report["present"], report["read"], report["rejected"]) == (2, 1, 1)


def test_nothing_read_exits_with_2(workspace, written):
    done = works(workspace, "add", str(written("letter.txt", "Dear colleague")), str(workspace / "nowhere"))
    assert done.returncode == 2
    told = done.stderr.decode().splitlines()
    assert "nowhere: is not there" in told[0]
    assert "letter.txt: is of no format that we know" in told[1]


def test_format_can_be_forced_and_a_wrong_one_is_said(workspace, written):
    file = written("a", "@misc is what it begins with\n" + made.RIS)
    assert works(workspace, "add", str(file), "--format", "ris").returncode == 0
    done = works(workspace, "add", str(written("b", made.RIS + " ")), "--format", "marc")
    assert done.returncode == 2
    assert "'marc' is no format; give one of: openalex-jsonl" in done.stderr.decode()


def test_stats_of_an_empty_workspace_are_zero(workspace):
    stats = json.loads(works(workspace, "stats", "--json").stdout)
    assert (stats["works"], stats["files"]) == (0, [])


def test_several_processes_give_the_same_tables(tables, tmp_path, written, monkeypatch):
    from tests.works.conftest import Tables

    monkeypatch.setattr("kelisim.works.adding._WORTH_PROCESSES", 0)
    parts = [
        written(
            f"part_{n}.gz", gzip.compress(made.lines(*map(made.openalex, range(n * 9, n * 9 + 12))).encode())
        )
        for n in range(4)
    ]
    tables.add(*parts, jobs=2)
    alone = Tables(tmp_path / "alone")
    alone.add(*parts)
    assert tables.everything() == alone.everything()
    assert tables.rows("SELECT count(*) FROM works") == [(39,)]
