"""Map, network, timeline: what they show, how they are drawn, what they withstand."""

import csv
import io
import random
import re
from datetime import date
from xml.etree import ElementTree

import pytest
from starlette.testclient import TestClient

from kelisim.model import Decision
from kelisim.register import decide, find_workspace, list_entities, list_records, open_store
from kelisim.web import create_app
from kelisim.web.pictures.drawing import browser_bundle, page_svg
from kelisim.web.pictures.labels import Spot, placed, shortened
from kelisim.web.pictures.map_chart import _equal_earth
from kelisim.web.pictures.network import laid_out
from kelisim.web.pictures.outlines import countries
from kelisim.web.pictures.timeline import decimal_year

NAMES = ("map", "network", "timeline")


def table(answer):
    return list(csv.DictReader(io.StringIO(answer.text)))


def test_map_shows_where_partners_are(pages):
    shown = pages.get("/map.json").json()["shown"]
    places = {place["name"]: place for place in shown["places"] if place["name"] is not None}
    leeds = places["Leeds"]
    assert (leeds["country"], leeds["precision"]) == ("GB", "town")
    assert abs(leeds["latitude"] - 53.8) < 0.1
    assert "University of Leeds" in [name for _, name in leeds["organisations"]]


def test_arc_of_the_map_leads_to_records_of_both_places(pages):
    shown = pages.get("/map.json").json()["shown"]
    held = {place["id"]: set(place["records"]) for place in shown["places"]}
    assert len(shown["arcs"]) > 0
    for arc in shown["arcs"]:
        assert set(arc["records"]) <= held[arc["first"]] & held[arc["second"]]
        parameters = {"first": arc["first"], "second": arc["second"]}
        between = pages.get("/map/between.json", params=parameters).json()
        assert {each["record"]["id"] for each in between["records"]} == set(arc["records"])
        assert all(len(each["sayings"]) > 0 for each in between["records"])


def test_edge_of_the_network_leads_to_the_sentences(pages):
    shown = pages.get("/network.json").json()["shown"]
    edge = max(shown["edges"], key=lambda edge: len(edge["records"]))
    parameters = {"first": edge["first"], "second": edge["second"]}
    html = pages.get("/network/between", params=parameters).text
    between = pages.get("/network/between.json", params=parameters).json()
    assert len(between["records"]) == len(edge["records"])
    assert html.count("<blockquote>") == sum(len(each["sayings"]) for each in between["records"])


@pytest.mark.parametrize("name", NAMES)
def test_drawing_stands_in_the_page_with_a_table_beside_it(pages, name):
    html = pages.get(f"/{name}").text
    svg = re.search(r"<svg .*?</svg>", html, re.DOTALL)[0]
    assert "<a " in svg
    assert "<title>" in svg
    assert 'style="' not in html
    assert "<table" in html
    assert html.count("<script") == 1


@pytest.mark.parametrize("name", NAMES)
def test_drawing_is_given_as_files(pages, name):
    svg = pages.get(f"/{name}.svg")
    assert svg.headers["content-type"] == "image/svg+xml"
    assert ElementTree.fromstring(svg.content).tag.endswith("svg")
    assert "var(" not in svg.text
    assert pages.get(f"/{name}.png").content.startswith(b"\x89PNG")
    rows = table(pages.get(f"/{name}.csv"))
    assert len(rows) > 0
    assert (
        pages.get(f"/{name}.vega.json")
        .json()["$schema"]
        .startswith("https://vega.github.io/schema/vega-lite/")
    )


def test_data_of_the_network_is_what_is_drawn(pages):
    shown = pages.get("/network.json").json()["shown"]
    assert len(table(pages.get("/network.csv"))) == len(shown["edges"])
    assert [row["id"] for row in table(pages.get("/network/nodes.csv"))] == [n["id"] for n in shown["nodes"]]


def test_network_of_countries_is_named_in_the_language_of_the_reader(pages):
    assert "Казахстан" in pages.get("/network?of=countries&lang=ru").text


def test_years_and_kinds_narrow_a_picture(pages):
    all_kinds = pages.get("/timeline.json").json()["shown"]["moments"]
    some = pages.get("/timeline.json?kind=agreement&since=2024&until=2024").json()["shown"]["moments"]
    assert 0 < len(some) < len(all_kinds)
    assert {each["kind"] for each in some} == {"agreement"}
    assert all(each["date"].startswith("2024") for each in some)


@pytest.mark.parametrize(
    "query",
    [
        "kind=office",
        "kind=nothing",
        "since=x",
        "since=2030&until=2020",
        "country=KAZ",
        "country=1;",
        "view=x",
    ],
)
def test_what_makes_no_sense_is_refused(pages, query):
    assert pages.get(f"/map?{query}").status_code in (404, 422)


@pytest.mark.parametrize(
    "path", ["/map/between?first=x&second=y", "/map/at?place=x", "/network/between?first=x&second=y"]
)
def test_unknown_edge_is_a_clear_page(pages, path):
    assert pages.get(path).status_code == 404


def test_name_with_script_in_it_is_drawn_as_text(register_copy):
    workspace = find_workspace(register_copy)
    hostile = "Leeds</text><script>alert(1)</script>\"'><img src=x onerror=alert(1)>"
    with open_store(workspace) as store:
        with store.reading() as connection:
            linked = {
                e
                for record in list_records(connection, "agreements").records
                for slot in record.slots
                for f in slot.fillers
                if (e := f.entity)
            }
            target = next(
                e.id
                for e in list_entities(connection, "organisation").entities
                if e.id in linked and "Leeds" in e.name
            )
        time = "2026-01-01T00:00:00+00:00"
        decide(store, Decision("", "correct", target, "somebody", time, slot="name", value=hostile))
    client = TestClient(create_app(workspace, today=lambda: date(2026, 1, 1)), "http://127.0.0.1")
    for path in ("/map", "/network", "/timeline", "/map.svg", "/network.svg"):
        answer = client.get(path)
        assert answer.status_code == 200
        assert "<script>alert" not in answer.text
        assert "<img" not in answer.text
    ElementTree.fromstring(client.get("/network.svg").content)


def test_browser_bundle_brings_its_own_interpreter():
    assert b"expressionInterpreter" in browser_bundle()
    assert b"https://cdn" not in browser_bundle()


def test_titles_are_put_only_where_a_mark_has_a_name():
    drawn = page_svg(
        {
            "data": {"values": [{"n": 'a "b" <c> & d'}]},
            "mark": "point",
            "encoding": {"description": {"field": "n"}},
        }
    )
    assert ElementTree.fromstring(drawn) is not None


def test_same_network_is_laid_out_the_same():
    chance = random.Random(1)
    nodes = tuple(f"o:{number}" for number in range(60))
    edges = tuple((*sorted(chance.sample(nodes, 2)), chance.randint(1, 5)) for _ in range(120))
    first = laid_out(nodes, edges)
    laid_out.cache_clear()
    assert laid_out(nodes, edges) == first
    assert all(0 <= x <= 1 and 0 <= y <= 1 for x, y in first[0])


def test_two_groups_with_one_bridge_are_two_clusters():
    groups = [[f"a{n}" for n in range(6)], [f"b{n}" for n in range(6)]]
    edges = [(x, y, 1) for group in groups for x in group for y in group if x < y] + [("a0", "b0", 1)]
    _, clusters = laid_out(tuple(groups[0] + groups[1]), tuple(edges))
    assert len(set(clusters[:6])) == len(set(clusters[6:])) == 1
    assert clusters[0] != clusters[6]


@pytest.mark.parametrize("count", [1, 50, 500])
def test_labels_cover_neither_discs_nor_one_another(count):
    chance = random.Random(count)
    spots = [
        Spot(
            str(n), chance.uniform(40, 1760), chance.uniform(40, 1200), chance.uniform(3, 14), "Name " * 4, n
        )
        for n in range(count)
    ]
    labels = placed(spots, 1800, 1260)
    boxes = []
    for label in labels:
        wide, high = len(label.text) * label.size * 0.6, label.size * 1.15
        left = label.x - {"left": 0, "right": wide, "center": wide / 2}[label.align]
        boxes.append((left, label.y - high / 2, left + wide, label.y + high / 2))
    for number, (a, b, c, d) in enumerate(boxes):
        assert min(a, b, 1800 - c, 1260 - d) >= 0
        assert not any(a < g and e < c and b < h and f < d for e, f, g, h in boxes[:number])
    assert len(labels) >= 0.9 * min(count, 100)


def test_names_are_cut_at_a_word():
    assert shortened("Ministry of Science and Higher Education") == "Ministry of Science and…"
    assert shortened("short") == "short"


def test_projection_is_equal_earth():
    # At 180 degrees on the equator x is 2.70663, at the pole y is 1.31736 (Šavrič et al. 2018).
    assert _equal_earth(180 + 11, 0)[0] == pytest.approx(2.70663, abs=1e-4)
    assert _equal_earth(11, 90)[1] == pytest.approx(1.31736, abs=1e-4)


def test_outlines_follow_iso_3166():
    codes = {feature["id"] for feature in countries()}
    assert {"KZ", "GB", "DE", "UA", "CY", "TW"} <= codes
    assert "AQ" not in codes
    ukraine = next(feature for feature in countries() if feature["id"] == "UA")
    points = [point for polygon in ukraine["geometry"]["coordinates"] for ring in polygon for point in ring]
    assert any(33 < x < 36 and 44 < y < 45.5 for x, y in points)


def test_days_are_parts_of_years():
    assert decimal_year("2026-01-01") == 2026.0
    assert decimal_year("2026-07-02") == pytest.approx(2026.5, abs=0.002)
    assert decimal_year("2026-02-31") == pytest.approx(2026 + 61 / 365, abs=0.01)
    assert decimal_year(None) is None
