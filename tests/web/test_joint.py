"""Joint works of an organisation with each partner: counted from the tables, told where they cannot be."""

import csv
import io
import shutil
from datetime import date

import pyarrow as pa
import pyarrow.parquet as pq
import pytest
from starlette.testclient import TestClient

from kelisim.model import Decision
from kelisim.register import decide, find_workspace, list_entities, open_store
from kelisim.web import create_app
from kelisim.works.schema import TABLES

HOME, LEEDS, ELSEWHERE = "00madekz1", "00madegb1", "00madede1"
WORKS = {
    "w1": (2021, [HOME, LEEDS]),
    "w2": (2023, [HOME, LEEDS, ELSEWHERE]),
    "w3": (2023, [HOME, LEEDS]),
    "w4": (2023, [LEEDS, ELSEWHERE]),
    "w5": (2022, [HOME]),
}


def write_tables(folder):
    """Write works and their organisations as tables; what else a table has stays empty."""
    rows = {
        "works": [{"work": work, "year": year, "authors": 3} for work, (year, _) in WORKS.items()],
        "affiliations": [
            {"work": work, "year": year, "organisation": each, "name": f"Made-up {each}", "position": place}
            for work, (year, organisations) in WORKS.items()
            for place, each in enumerate(organisations, 1)
        ],
    }
    for name, given in rows.items():
        for year in {row["year"] for row in given}:
            to = folder / name / f"year={year}"
            to.mkdir(parents=True)
            some = [row for row in given if row["year"] == year]
            pq.write_table(pa.Table.from_pylist(some, schema=TABLES[name]), to / "part.parquet")


@pytest.fixture(scope="module")
def client(examples_register, tmp_path_factory):
    """The pages of examples/, in which two organisations have made-up ROR ids, with tables of works."""
    folder = tmp_path_factory.mktemp("joint") / "register"
    shutil.copytree(examples_register, folder)
    write_tables(folder / "tables")
    with open_store(find_workspace(folder)) as store:
        for words, ror in (("Farabi", HOME), ("Leeds", LEEDS)):
            given = Decision(
                "",
                "correct",
                organisation(store, words),
                "A. Editor",
                "2026-01-14T09:00:00+00:00",
                slot="ror",
                value=f"https://ror.org/{ror}",
            )
            decide(store, given)
        app = create_app(find_workspace(folder), store=store, today=lambda: date(2026, 1, 15))
        with TestClient(app, "http://127.0.0.1", headers={"accept-language": "en"}) as client:
            client.ids = {words: organisation(store, words) for words in ("Farabi", "Leeds", "Freiberg")}
            yield client


def organisation(store, words):
    """Return the id of the organisation of a name that most names are known of."""
    with store.reading() as connection:
        found = list_entities(connection, "organisation", words=words).entities
    return found[0].id


def test_joint_works_are_counted_by_partner_and_year(client):
    page = client.get(f"/organisations/{client.ids['Farabi']}/works.json").json()
    assert page["years"] == ["2021", "2023"]
    leeds, elsewhere = page["partners"]
    assert (leeds["unit"], leeds["total"], leeds["by_year"]) == (LEEDS, 3, {"2021": 1, "2023": 2})
    assert leeds["entity"] == client.ids["Leeds"]
    assert (elsewhere["unit"], elsewhere["total"], elsewhere["entity"]) == (ELSEWHERE, 1, None)
    assert elsewhere["name"] == f"Made-up {ELSEWHERE}"


def test_table_stands_on_its_page_and_is_brought_to_that_of_the_organisation(client):
    id = client.ids["Farabi"]
    html = client.get(f"/organisations/{id}/works").text
    part = html[html.index('data-part="joint"') :]
    assert f'<a href="/organisations/{client.ids["Leeds"]}">' in part
    assert f'href="/organisations/{id}/works"' in client.get(f"/organisations/{id}").text


def test_every_partner_and_year_is_in_the_csv(client):
    text = client.get(f"/organisations/{client.ids['Leeds']}/works.csv").text
    rows = {(row["ror"], row["year"]): row["works"] for row in csv.DictReader(io.StringIO(text))}
    assert rows == {(HOME, "2021"): "1", (HOME, "2023"): "2", (ELSEWHERE, "2023"): "2"}


def test_what_cannot_be_counted_is_told(client, pages, app):
    without = client.get(f"/organisations/{client.ids['Freiberg']}/works")
    assert "no ROR id is known for it" in without.text
    assert "Joint works by year" not in client.get(f"/organisations/{client.ids['Freiberg']}").text
    bare = pages.get(f"/organisations/{organisation(app.state.site.store, 'Leeds')}/works")
    assert "no tables of works yet" in bare.text
    person = pages.get("/people.json").json()["rows"][0]["entity"]["id"]
    assert pages.get(f"/organisations/{person}/works").status_code == 404


def test_agreement_tells_when_works_can_tell(client):
    of = {"party": client.ids["Leeds"], "status": "signed", "since": "2024"}
    signed = client.get("/agreements.json", params=of).json()["records"][-1]["id"]
    page = client.get(f"/agreements/{signed}.json").json()
    points = {point["kind"]: point for point in page["life"]}
    assert points["measured"]["date"] == "2027-05"
    assert points["measured"]["later"] is True
    assert 'data-bring="delivered"' in client.get(f"/agreements/{signed}").text
