"""From the announcements of examples/ and works made to fit to verdicts: the works are made up, every one."""

import json
from dataclasses import replace

import numpy as np
import pytest

from kelisim.measure.simulator import Scenario, Size, simulate, write_world
from kelisim.measure.simulator.tables import Organisations
from tests.commands import run_kelisim
from tests.conftest import ROOT

pytestmark = pytest.mark.xdist_group("delivered")

KAZNU, LEEDS = "00madekz1", "00madegb1"
NAMED = {
    KAZNU: ("Al-Farabi Kazakh National University", "Almaty", 1526384, "KZ", 43.25, 76.95),
    "00madekz2": (
        "D. Serikbayev East Kazakhstan Technical University",
        "Oskemen",
        1520316,
        "KZ",
        49.95,
        82.61,
    ),
    LEEDS: ("University of Leeds", "Leeds", 2644688, "GB", 53.8, -1.55),
    "00madede1": ("Freiberg University of Mining and Technology", "Freiberg", 2925192, "DE", 50.91, 13.34),
}


def ror_record(id, name, town, number, country, lat, lng):
    """Return a record of ROR in schema 2 with a made-up identifier."""
    details = {"country_code": country, "country_name": country, "lat": lat, "lng": lng, "name": town}
    return {
        "id": f"https://ror.org/{id}",
        "status": "active",
        "types": ["education"],
        "names": [{"value": name, "types": ["ror_display", "label"], "lang": "en"}],
        "locations": [{"geonames_id": number, "geonames_details": details}],
        "established": None,
        "domains": [],
        "links": [],
        "external_ids": [],
        "relationships": [],
    }


def made_works(folder):
    """Write works for the named organisations and forty others; one pair's jump in the third year on."""
    size = Size(homes=2, partners=42, agreements=1, years=(2003, 2025), joint=2.0, works=20.0)
    world = simulate(Scenario(), seed=11, size=size)
    joint = world.joint.copy()
    joint[0] = np.select([world.years < 2016, world.years < 2019], [1.0, 2.0], 14.0)
    ids = [KAZNU, "00madekz2", LEEDS, "00madede1", *(f"00other{n:02}" for n in range(40))]
    names = [NAMED[id][0] if id in NAMED else f"Made-up University {id}" for id in ids]
    countries = ["KZ", "KZ", "GB", "DE", *("DE", "GB", "PL", "KR") * 10]
    write_world(
        replace(world, joint=joint), folder, Organisations(tuple(ids), tuple(names), tuple(countries))
    )


@pytest.fixture(scope="module")
def workspace(tmp_path_factory):
    """A register of the examples whose parties have identifiers, with works made to fit."""
    folder = tmp_path_factory.mktemp("delivered") / "register"

    def run(*arguments):
        done = run_kelisim(*arguments, cwd=ROOT)
        assert done.returncode == 0, done.stderr.decode()

    run("init", str(folder))
    dump = folder.parent / "dump.jsonl"
    dump.write_text(
        "".join(json.dumps(ror_record(id, *rest)) + "\n" for id, rest in NAMED.items()), encoding="utf-8"
    )
    run("registry", "install", str(dump), "--cache", str(folder))
    run("add", "examples", "--workspace", str(folder))
    made_works(folder)
    return folder


def delivered(workspace, *arguments):
    done = run_kelisim("delivered", *arguments, "--on", "2026-11-22", cwd=workspace)
    assert done.returncode == 0, done.stderr.decode()
    return done.stdout.decode()


@pytest.fixture(scope="module")
def verdicts(workspace):
    """The verdicts on all agreements of the register."""
    return json.loads(delivered(workspace, "--all", "--json"))


def test_every_agreement_of_the_register_gets_a_verdict(workspace, verdicts):
    listed = json.loads(run_kelisim("list", "agreements", "--json", cwd=workspace).stdout)
    assert {each["agreement"] for each in verdicts} == {each["id"] for each in listed}
    assert {each["state"] for each in verdicts} >= {"evidence", "too early", "cannot be told"}
    for each in verdicts:
        assert each["sentence"]
        assert each["data_date"]
        assert (each["state"] == "too early") == (
            each["told_from"] is not None and each["told_from"] > "2026-11-22"
        )


def of_kaznu_and_leeds(verdicts, start):
    both = {KAZNU, LEEDS}
    return next(
        each
        for each in verdicts
        if each["start"] == start and {party["organisation"] for party in each["parties"]} == both
    )


def test_the_pair_whose_work_jumped_has_evidence_and_its_later_agreement_is_too_early(verdicts):
    old = of_kaznu_and_leeds(verdicts, "2016")
    assert old["state"] == "evidence"
    assert (old["before"], old["after"]) == (4, 42)
    assert old["expected"]["high"] < 42
    new = of_kaznu_and_leeds(verdicts, "2024-05-20")
    assert new["state"] == "too early"
    assert new["told_from"] == "2027-05-20"
    assert "May 2027" in new["sentence"]


def test_one_agreement_is_told_in_full_and_drawn(workspace, verdicts, tmp_path):
    id = of_kaznu_and_leeds(verdicts, "2016")["agreement"]
    picture = tmp_path / "verdict.svg"
    told = delivered(workspace, id, "--picture", str(picture))
    for said in ("Evidence: 42 joint works", "University of Leeds", "Data of ", "full counting", "assessed"):
        assert said in told
    assert picture.read_text("utf-8").startswith("<svg")


def test_verdict_is_said_in_russian(workspace, verdicts):
    id = of_kaznu_and_leeds(verdicts, "2016")["agreement"]
    told = delivered(workspace, id, "--language", "ru")
    assert "Есть свидетельство: 42 совместные работы за 2019–2021" in told
    assert "Совместные работы: работы с аффилиациями обеих сторон" in told
    for english in ("to be expected without", "compared with", "like pairs"):
        assert english not in told


def test_portfolio_of_few_says_that_it_cannot_be_told(workspace):
    found = json.loads(delivered(workspace, "--portfolio", "country=GB", "--json"))
    assert found["filter"] == "country=GB"
    assert found["rate_ratio"] is None
    assert found["sentence"].startswith("Cannot be told")


def test_without_tables_the_remedy_is_named(examples_register):
    done = run_kelisim("delivered", "--all", cwd=examples_register)
    assert done.returncode == 2
    assert b"kelisim works add" in done.stderr
    assert b"Traceback" not in done.stderr


def test_a_made_world_gives_its_effect_back(tmp_path):
    made = run_kelisim(
        "simulate",
        "made",
        "--effect",
        "1",
        "--homes",
        "5",
        "--partners",
        "40",
        "--agreements",
        "40",
        cwd=tmp_path,
    )
    assert made.returncode == 0, made.stderr.decode()
    again = run_kelisim("simulate", "made", cwd=tmp_path)
    assert again.returncode == 2
    assert b"choose another folder" in again.stderr
    arguments = ("--agreements", "made/agreements.csv", "--tables", "made/tables", "--on", "2026-11-22")
    done = run_kelisim(
        "delivered", "--portfolio", "all", *arguments, "--json", "--picture", "events.png", cwd=tmp_path
    )
    assert done.returncode == 0, done.stderr.decode()
    found = json.loads(done.stdout)
    assert found["rate_ratio"]["low"] < 2.0 < found["rate_ratio"]["high"]
    assert (tmp_path / "events.png").read_bytes().startswith(b"\x89PNG")
    rows = run_kelisim("delivered", "--all", *arguments, "--csv", cwd=tmp_path).stdout.decode().splitlines()
    assert rows[0].startswith("agreement,title,start,state")
    assert len(rows) == 41


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (("--all", "--portfolio", "all"), b"one of"),
        (("--portfolio", "colour=red"), b"colour=red"),
        (("--all", "--picture", "x.svg"), b"picture"),
        (("a:00000000000000000000",), b"a:00000000000000000000"),
    ],
)
def test_wrong_use_is_one_clear_line(workspace, arguments, said):
    done = run_kelisim("delivered", *arguments, cwd=workspace)
    assert done.returncode == 2
    assert said in done.stderr
    assert b"Traceback" not in done.stderr
