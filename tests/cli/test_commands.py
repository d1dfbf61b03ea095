"""The commands, as a user calls them."""

import csv
import io
import json
import subprocess

import pytest

from tests.commands import run_kelisim
from tests.conftest import ROOT

pytestmark = pytest.mark.xdist_group("commands")


def ok(*arguments, cwd, stdin=b""):
    done = run_kelisim(*arguments, cwd=cwd, stdin=stdin)
    assert done.returncode == 0, done.stderr.decode()
    return done.stdout.decode()


def data(*arguments, cwd):
    return json.loads(ok(*arguments, "--json", cwd=cwd))


def first(kind, cwd):
    return data("list", kind, cwd=cwd)[0]["id"]


def test_init_makes_a_workspace_and_refuses_a_second_time(tmp_path):
    assert "is a workspace" in ok("init", "w", cwd=tmp_path)
    assert (tmp_path / "w" / "kelisim.toml").is_file()
    again = run_kelisim("init", "w", cwd=tmp_path)
    assert again.returncode == 2
    assert b"is a workspace already" in again.stderr


def test_commands_outside_a_workspace_say_how_to_make_one(tmp_path):
    done = run_kelisim("list", "agreements", cwd=tmp_path)
    assert done.returncode == 2
    assert b"kelisim init" in done.stderr
    assert b"Traceback" not in done.stderr


def test_adding_again_changes_nothing(register_copy):
    before = ok("export", cwd=register_copy)
    told = data("add", str(ROOT / "examples"), cwd=register_copy)["added"]
    assert (len(told["new"]), len(told["changed"]), len(told["known"])) == (0, 0, 14)
    assert ok("export", cwd=register_copy) == before


def test_order_and_jobs_do_not_change_the_register(examples_register, tmp_path):
    ok("init", "w", cwd=tmp_path)
    for path in sorted((ROOT / "examples").iterdir(), reverse=True)[:3]:
        ok("add", str(path), cwd=tmp_path / "w")
    ok("add", str(ROOT / "examples"), "--jobs", "2", cwd=tmp_path / "w")
    assert ok("export", cwd=tmp_path / "w") == ok("export", cwd=examples_register)


def test_rebuild_gives_the_same_bytes(register_copy):
    before = ok("export", cwd=register_copy)
    assert ok("rebuild", cwd=register_copy) == "rebuilt; nothing differed from what was stored\n"
    assert ok("export", cwd=register_copy) == before


@pytest.mark.parametrize(
    "kind",
    [
        "agreements",
        "projects",
        "programmes",
        "establishments",
        "events",
        "offices",
        "figures",
        "funding",
        "intentions",
        "organisations",
        "people",
        "places",
        "documents",
    ],
)
def test_list_shows_every_kind_as_table_json_and_csv(examples_register, kind):
    rows = data("list", kind, cwd=examples_register)
    assert len(rows) > 0
    table = ok("list", kind, cwd=examples_register)
    assert all(row["id"] in table for row in rows)
    read = list(csv.DictReader(io.StringIO(ok("list", kind, "--csv", cwd=examples_register))))
    assert [row["id"] for row in read] == [row["id"] for row in rows]


def test_list_filters_by_country_party_date_and_status(examples_register):
    everything = data("list", "agreements", cwd=examples_register)
    german = data("list", "agreements", "--country", "DE", cwd=examples_register)
    leeds = data("list", "agreements", "--party", "University of Leeds", cwd=examples_register)
    late = data("list", "agreements", "--since", "2024-06", cwd=examples_register)
    signed = data("list", "agreements", "--status", "signed", cwd=examples_register)
    for some in (german, leeds, late, signed):
        assert 0 < len(some) < len(everything)
    assert all("Leeds" in json.dumps(record, ensure_ascii=False) for record in leeds)


def test_list_of_an_unknown_kind_names_the_known_ones(examples_register):
    done = run_kelisim("list", "treaties", cwd=examples_register)
    assert done.returncode == 2
    assert b"agreements" in done.stderr


def test_show_gives_every_source_with_its_quote(examples_register):
    id = first("agreements", examples_register)
    shown = ok("show", id, cwd=examples_register)
    view = data("show", id, cwd=examples_register)
    for source in view["sources"]:
        assert " ".join(source["statement"]["quote"]["text"].split()) in shown
        assert source["document"]["publisher"] in shown
    assert data("show", id[:9], cwd=examples_register) == view


@pytest.mark.parametrize("kind", ["organisations", "people", "places", "documents"])
def test_show_knows_entities_and_documents(examples_register, kind):
    id = first(kind, examples_register)
    assert id in ok("show", id, cwd=examples_register)


def test_show_of_a_statement_leads_to_its_record(examples_register):
    record = data("list", "agreements", cwd=examples_register)[0]
    assert record["id"] in ok("show", record["statements"][0], cwd=examples_register)


def test_search_finds_a_name_in_another_spelling(examples_register):
    assert "agreement" in ok("search", "Serikbayev", cwd=examples_register)
    assert "nothing has all of" in ok("search", "xylophone", cwd=examples_register)
    found = data("search", "Freiberg", "--in", "documents", cwd=examples_register)
    assert {hit["type"] for hit in found["hits"]} == {"document"}


def test_decisions_are_kept_followed_and_undone(register_copy):
    before = ok("export", "--kind", "agreements", cwd=register_copy)
    id = first("agreements", register_copy)
    said = ok("correct", id, "place", "Karaganda", "--why", "photograph", cwd=register_copy)
    decision = said.split("kept as ")[1].split(".")[0]
    record = data("show", id, cwd=register_copy)["record"]
    place = next(slot for slot in record["slots"] if slot["slot"] == "place")
    assert place["fillers"][0]["value"] == "Karaganda"
    assert place["fillers"][0]["decision"] == decision
    history = ok("history", id, cwd=register_copy)
    assert "A. Editor" in history
    assert "photograph" in history
    ok("undo", decision, cwd=register_copy)
    assert ok("export", "--kind", "agreements", cwd=register_copy) == before
    assert len(data("history", cwd=register_copy)) == 2


def test_reject_accept_merge_split_and_not_same(register_copy):
    records = [record["id"] for record in data("list", "events", cwd=register_copy)]
    ok("reject", records[0], cwd=register_copy)
    assert records[0] not in ok("list", "events", cwd=register_copy)
    ok("accept", records[1], cwd=register_copy)
    ok("not-same", records[1], records[2], cwd=register_copy)
    offices = [record["id"] for record in data("list", "offices", cwd=register_copy)][:2]
    ok("merge", offices[0], offices[1], cwd=register_copy)
    merged = data("show", offices[1], cwd=register_copy)["record"]
    assert data("show", offices[0], cwd=register_copy)["record"] == merged
    ok("split", merged["id"], merged["statements"][-1], cwd=register_copy)
    assert len(data("list", "offices", cwd=register_copy)) >= len(offices)
    assert "sound" in ok("doctor", cwd=register_copy)


def test_stats_and_doctor(examples_register):
    numbers = data("stats", cwd=examples_register)
    assert numbers["documents"] == 14
    assert "14 documents" in ok("stats", cwd=examples_register)
    assert data("doctor", cwd=examples_register) == []


def test_export_in_every_format(examples_register, tmp_path):
    whole = json.loads(ok("export", cwd=examples_register))
    lines = [
        json.loads(line) for line in ok("export", "--format", "jsonl", cwd=examples_register).splitlines()
    ]
    assert len(lines) == sum(len(rows) for rows in whole.values())
    ok("export", "--format", "csv", "--to", str(tmp_path / "csv"), cwd=examples_register)
    assert (tmp_path / "csv" / "agreements.csv").is_file()
    table = ok("export", "--format", "csv", "--kind", "agreements", cwd=examples_register)
    assert len(list(csv.DictReader(io.StringIO(table)))) == len(whole["agreements"])


def test_add_takes_standard_input_with_hints(tmp_path):
    ok("init", "w", cwd=tmp_path)
    text = b"The University of Leeds and the University of Ghana signed a memorandum of understanding today."
    ok("add", "-", "--published", "2025-03-04", "--publisher", "The Post", cwd=tmp_path / "w", stdin=text)
    document = data("list", "documents", cwd=tmp_path / "w")[0]
    assert (document["published"], document["publisher"]) == ("2025-03-04", "The Post")
    agreement = data("list", "agreements", cwd=tmp_path / "w")[0]
    dates = [f["value"] for slot in agreement["slots"] if slot["slot"] == "date" for f in slot["fillers"]]
    assert dates == ["2025-03-04"]


def test_extract_writes_one_file_a_document(tmp_path):
    done = ok("extract", str(ROOT / "examples"), "--to", str(tmp_path / "out"), "--jobs", "2", cwd=tmp_path)
    assert "14 documents extracted" in done
    stems = {path.stem for path in (ROOT / "examples").iterdir()}
    assert {path.stem for path in (tmp_path / "out").glob("*.json")} == stems


def test_help_and_version(tmp_path):
    assert "agreement" not in ok("--version", cwd=tmp_path)
    helped = ok("--help", cwd=tmp_path)
    for command in ("init", "add", "extract", "list", "show", "search", "export", "doctor", "history"):
        assert command in helped


def test_output_into_a_closed_pipe_is_no_error(examples_register):
    import sys

    command = f"{sys.executable} -c 'from kelisim.cli import main; main()' list offices --json | head -n 1"
    done = subprocess.run(command, shell=True, cwd=examples_register, capture_output=True, check=False)
    assert b"Traceback" not in done.stderr
