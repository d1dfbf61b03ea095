"""The table of affiliation strings of today: what it promises to those who extend it."""

import json
import re
import sys

import pytest
from benchmarks.registry_today import digest, gold, is_test, main, read_table
from benchmarks.registry_train import thought_away


def test_rows_have_a_hash_of_their_own_and_ids_that_fit_their_difficulty():
    rows = read_table()
    assert len({row["sha256"] for row in rows}) == len(rows) >= 600
    for row in rows:
        assert re.fullmatch("[0-9a-f]{64}", row["sha256"])
        assert re.fullmatch("-|0[0-9a-z]{8}( 0[0-9a-z]{8})*", row["ids"])
        count = 0 if row["ids"] == "-" else len(row["ids"].split())
        expected = {0: {"absent", "unnamed"}, 1: {"plain", "abbreviated"}}.get(count, {"several", "kin"})
        assert row["difficulty"] in expected


def test_a_third_of_the_rows_is_held_out():
    rows = read_table()
    assert 0.3 < sum(map(is_test, rows)) / len(rows) < 0.37


def test_a_row_finds_its_string_in_the_file_whatever_spaces_it_has(tmp_path):
    text = "Heatherby University,  Boston"
    work = {
        "id": "https://openalex.org/W1",
        "title": "Heather",
        "authorships": [
            {
                "raw_author_name": "Ann Ling",
                "author": {"id": "https://openalex.org/A1", "display_name": "Ann Ling"},
                "institutions": [],
                "raw_affiliation_strings": [text],
            }
        ],
    }
    (tmp_path / "works.jsonl").write_text(json.dumps(work) + "\n", "utf-8")
    row = {"file": "works.jsonl", "drawn": "random", "difficulty": "plain"}
    rows = [
        {**row, "sha256": digest("Heatherby University, Boston"), "ids": "00heather"},
        {**row, "sha256": digest("Elsewhere"), "ids": "-", "difficulty": "absent"},
        {**row, "sha256": digest(text), "ids": "00heather", "file": "missing.jsonl"},
    ]
    found = gold(rows[:2], tmp_path)
    assert [(each["affiliation"], each["ror_ids"]) for each in found] == [
        ("Heatherby University, Boston", ["https://ror.org/00heather"])
    ]
    assert gold(rows[2:], tmp_path) == []


def test_every_second_real_string_is_learned_from_again_as_if_its_organisations_had_no_record():
    ids = ["https://ror.org/00heather"]
    rows = [{"id": f"{source}-{n}", "ror_ids": ids} for source in ("today", "made") for n in range(100)]
    away = thought_away([*rows, {"id": "today-x", "ror_ids": []}])
    assert 30 < len(away) < 70
    for row in away:
        assert row["id"].startswith("away-today-")
        assert (row["ror_ids"], row["without"]) == ([], ids)


@pytest.mark.parametrize(
    ("given", "told"),
    [
        ([], "--works"),
        (["--works", "nowhere"], "nowhere: none of the table's files"),
        (["--row", "only a file"], "the file and the string"),
    ],
)
def test_what_is_asked_wrongly_is_told_in_a_line(given, told, monkeypatch, capsys):
    monkeypatch.setattr(sys, "argv", ["registry_today", *given])
    with pytest.raises(SystemExit) as ended:
        main()
    assert ended.value.code == 2
    assert told in capsys.readouterr().err.splitlines()[-1]
