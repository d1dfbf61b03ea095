"""The commands that measure, as users call them."""

import csv
import io
import json

import pytest

from tests.commands import run_kelisim
from tests.conftest import ROOT
from tests.measure.small_tables import Paper, Place, write_tables

A, B, C = Place("05a28rw58", "KZ"), Place("openalex:I7", "DE"), Place("openalex:I8", "KZ")
PAPERS = [
    Paper("1", 2019, ((A,), (B,)), cited_by=4, fwci=1.5),
    Paper("2", 2020, ((A,), (B,), (C,)), cited_by=0, fwci=0.0),
    Paper("3", 2020, ((A,),), cited_by=2),
    Paper("4", 2020, ((A,), (B,)), said_authors=300),
    Paper("5", 2020, ((B,), (C,)), retracted=True),
]


@pytest.fixture(scope="module")
def tables(tmp_path_factory):
    return write_tables(tmp_path_factory.mktemp("tables"), PAPERS)


def kelisim(tables, *arguments, code=0):
    done = run_kelisim(*arguments, "--tables", str(tables), cwd=ROOT)
    assert done.returncode == code, done.stderr.decode()
    return done.stdout.decode() if code == 0 else done.stderr.decode()


def test_the_catalogue_needs_no_data():
    done = run_kelisim("measure", "indicators", "--json", cwd=ROOT)
    rows = {row["name"]: row for row in json.loads(done.stdout)}
    assert rows["salton"]["formula"] == "c / √(P_i P_j)"
    assert all(row["source"] and row["formula"] and row["unit"] for row in rows.values())


def test_an_organisation_is_measured_with_all_that_tells_how_to_read_it(tables):
    shown = kelisim(tables, "measure", "organisation", "University of 05a28rw58")
    assert "PP(int collab), international collaboration           0.75" in shown
    assert "Counting: full: each work counts 1 for each unit that it has." in shown
    assert "Left out: 1 retracted." in shown
    assert "seed 20250101" in shown
    by_id = kelisim(tables, "measure", "organisation", "https://ror.org/05a28rw58")
    assert by_id == shown


def test_a_country_by_year_in_shares(tables):
    data = json.loads(
        kelisim(
            tables, "measure", "country", "Kazakhstan", "--by", "year", "--counting", "fractional", "--json"
        )
    )
    assert [(row["year"], row["works"]) for row in data["rows"]] == [(2019, 0.5), (2020, 2.0)]
    assert data["filters"]["years"] is None
    assert data["left_out"] == [{"works": 1, "reason": "retracted"}]


def test_a_pair_leaves_hyperauthored_works_out_and_says_so(tables):
    shown = kelisim(tables, "measure", "pair", "05a28rw58", "openalex:I7")
    assert "joint works                                              2" in shown
    assert "1 more than 100 authors or 30 countries" in shown


def test_pairs_of_countries_as_csv(tables):
    rows = list(
        csv.DictReader(io.StringIO(kelisim(tables, "measure", "pairs", "--level", "countries", "--csv")))
    )
    assert [(row["first"], row["second"], row["joint_works"]) for row in rows] == [("DE", "KZ", "2")]


def test_all_pairs_are_written_to_a_file(tables, tmp_path):
    kelisim(tables, "measure", "pairs", "--by-year", "--out", str(tmp_path / "pairs.csv"), "--top", "1")
    with (tmp_path / "pairs.csv").open() as lines:
        assert len(list(csv.DictReader(lines))) == 4


def test_organisations_by_their_works(tables):
    rows = list(csv.DictReader(io.StringIO(kelisim(tables, "measure", "organisations", "--csv"))))
    assert [row["unit"] for row in rows] == ["05a28rw58", "openalex:I7", "openalex:I8"]
    assert rows[0]["name"] == "University of 05a28rw58"


def test_a_group_counts_a_joint_work_once(tables):
    data = json.loads(kelisim(tables, "measure", "group", "both", "05a28rw58", "openalex:I8", "--json"))
    assert data["rows"][0]["works"] == 4


@pytest.mark.parametrize(
    ("arguments", "told"),
    [
        (("organisation", "University"), "can mean"),
        (("organisation", "Nowhere"), "no organisation of these works is 'Nowhere'"),
        (("country", "Atlantis"), "no country is called 'Atlantis'"),
        (("pairs", "--counting", "authors"), "shares of authors are not of"),
        (("organisations", "--years", "20-21"), "give two years"),
        (("organisations", "--engine", "oracle"), "no engine 'oracle'"),
        (("organisations", "--out", "figures.xlsx"), ".parquet or .csv"),
    ],
)
def test_what_cannot_be_measured_is_told_in_a_line(tables, arguments, told):
    message = kelisim(tables, "measure", *arguments, code=2)
    assert told in message
    assert "Traceback" not in message


def test_a_workspace_without_works_says_what_to_do(tmp_path):
    assert run_kelisim("init", "here", cwd=tmp_path).returncode == 0
    done = run_kelisim("measure", "everything", "--workspace", "here", cwd=tmp_path)
    assert done.returncode == 2
    assert b"kelisim works add" in done.stderr


def test_a_network_is_shown_and_written(tables, tmp_path):
    out = tmp_path / "network.json"
    shown = kelisim(tables, "network", "--out", str(out), "--out", str(tmp_path / "network.gexf"))
    assert "3 organisations, 3 links, 1 communities" in shown
    assert "Leiden algorithm" in shown
    assert len(json.loads(out.read_text("utf-8"))["network"]["links"]) == 3
    assert (tmp_path / "network.gexf").exists()
    data = json.loads(kelisim(tables, "network", "countries", "--around", "Kazakhstan", "--json"))
    assert [node["id"] for node in data["nodes"]] == ["DE", "KZ"]
    assert data["communities"]["seeds"] == list(range(1, 11))


def test_a_network_in_no_known_format_is_told(tables, tmp_path):
    message = kelisim(tables, "network", "--out", str(tmp_path / "network.docx"), code=2)
    assert ".graphml, .gexf, .json, .txt" in message
