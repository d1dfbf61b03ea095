"""Names are resolved by the public doors, Python and files, as the docs show it."""

import csv
import json
import re

import pytest
from registry_samples import COAST, STEPPE, install_small
from tests.conftest import ROOT
from typer.testing import CliRunner

import kelisim
from kelisim.cli.app import app
from kelisim.resolve.registry import RegistryError

BOTH = "Zharkyn National Steppe University, Almaty; Penarth University of the Coast, Cardiff"


@pytest.fixture(scope="module")
def cache(tmp_path_factory):
    folder = tmp_path_factory.mktemp("cache")
    install_small(folder, STEPPE, COAST)
    return folder


def test_each_string_has_its_organisations(cache):
    registry = kelisim.load_registry(cache)
    texts = (text for text in [BOTH, "nobody", "", BOTH])
    found = kelisim.resolve_names(registry, texts)
    assert [[each.id for each in some] for some in found] == [
        ["https://ror.org/00steppe1", "https://ror.org/00coast01"],
        [],
        [],
        ["https://ror.org/00steppe1", "https://ror.org/00coast01"],
    ]
    likeliest = kelisim.resolve_names(registry, [BOTH, "nobody"], many=False)
    assert [len(some) for some in likeliest] == [1, 0]
    assert likeliest[0][0].probability == max(each.probability for each in found[0])


def test_the_cache_is_the_one_of_the_environment(cache, monkeypatch):
    monkeypatch.setenv("KELISIM_CACHE", str(cache))
    assert len(kelisim.resolve_names(kelisim.load_registry(), ["Penarth University of the Coast"])[0]) == 1


def test_what_cannot_be_done_is_said(cache, tmp_path):
    with pytest.raises(RegistryError, match="kelisim registry install"):
        kelisim.load_registry(tmp_path)
    with pytest.raises(TypeError, match="give a list of strings"):
        kelisim.resolve_names(kelisim.load_registry(cache), "Penarth University of the Coast")


def test_files_out_have_the_rows_in_and_the_columns_that_the_docs_say(cache, tmp_path):
    rows = [{"id": "r1", "affiliation": BOTH, "note": "x"}, {"id": "r2", "affiliation": "", "note": "y"}]
    with (tmp_path / "in.csv").open("w", encoding="utf-8", newline="") as stream:
        writer = csv.DictWriter(stream, list(rows[0]))
        writer.writeheader()
        writer.writerows(rows)
    for name in ("out.csv", "out.jsonl"):
        files = ["--in", str(tmp_path / "in.csv"), "--out", str(tmp_path / name), "--cache", str(cache)]
        assert CliRunner().invoke(app, ["resolve", *files]).exit_code == 0
    with (tmp_path / "out.csv").open(encoding="utf-8", newline="") as stream:
        assert [{**row, "ror_ids": ""} for row in csv.DictReader(stream)] == [
            {**row, "ror_ids": ""} for row in rows
        ]
    written = [json.loads(line) for line in (tmp_path / "out.jsonl").read_text("utf-8").splitlines()]
    assert [row["id"] for row in written] == ["r1", "r2"]
    assert [len(row["ror_ids"]) for row in written] == [2, 0]


def test_the_example_of_the_docs_runs(cache, monkeypatch, capsys):
    monkeypatch.setenv("KELISIM_CACHE", str(cache))
    page = (ROOT / "docs" / "registry.md").read_text("utf-8")
    (example,) = re.findall(r"^```python\n(.*?)^```", page, re.MULTILINE | re.DOTALL)
    assert "Univ. of Oxford, UK" in example
    exec(example.replace("Univ. of Oxford, UK", "Penarth Univ. of the Coast, Cardiff"), {})
    (line,) = capsys.readouterr().out.splitlines()
    text, id, name, probability = line.split(" | ")
    assert (text, id) == ("Penarth Univ. of the Coast, Cardiff", "https://ror.org/00coast01")
    assert name == "Penarth University of the Coast"
    assert 0.5 <= float(probability) <= 1
