"""Map, network, timeline: what they show, how they are drawn, what they withstand."""

import csv
import gzip
import io
import random
import re
import sys
from collections import defaultdict
from datetime import date
from xml.etree import ElementTree

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from starlette.testclient import TestClient

from kelisim.model import Decision
from kelisim.places import city
from kelisim.register import decide, find_workspace, list_entities, list_records, open_store
from kelisim.register.columns import Links, load_columns
from kelisim.web import create_app
from kelisim.web.pictures.compile import OUTLINES
from kelisim.web.pictures.drawing import PAGE, PAPER, browser_bundle
from kelisim.web.pictures.labels import Spot, placed, shortened
from kelisim.web.pictures.marks import Disc, Picture, Words
from kelisim.web.pictures.network import laid_out
from kelisim.web.pictures.outlines import SCALE, X, Y, countries, equal_earth, paths, world_file
from kelisim.web.pictures.partners import partners_map
from kelisim.web.pictures.scope import KINDS_SHOWN, Scope
from kelisim.web.pictures.svg import page_svg, small_svg
from kelisim.web.pictures.ties import each_once, ties
from kelisim.web.pictures.timeline import decimal_years, timeline
from kelisim.web.towns import own_names
from kelisim.web.whereabouts import HeldWhereabouts

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


def test_texts_of_marks_are_escaped_and_only_links_have_titles():
    text = 'a "b" <c> & d'
    marks = (
        Disc((1, 2), 3, "told", link='/x?a=1&b="', name=text),
        Disc((4, 5), 6, "0"),
        Words((7, 8), text, "left", 11),
    )
    drawn = ElementTree.fromstring(page_svg(Picture("t", 10, 10, marks), PAGE, "/outlines.svg"))
    assert [link.attrib["href"] for link in drawn.iter("a")] == ['/x?a=1&b="']
    assert [title.text for title in drawn.iter("title")] == [text]
    assert [words.text for words in drawn.iter("text")] == [text]
    small = small_svg(Picture("t", 10, 10, marks), PAPER)
    assert "<a " not in small
    assert "<title" not in small


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
    assert equal_earth(180 + 11, 0)[0] == pytest.approx(2.70663, abs=1e-4)
    assert equal_earth(11, 90)[1] == pytest.approx(1.31736, abs=1e-4)


def test_outlines_follow_iso_3166():
    codes = {feature["id"] for feature in countries()}
    assert {"KZ", "GB", "DE", "UA", "CY", "TW"} <= codes
    assert "AQ" not in codes
    ukraine = next(feature for feature in countries() if feature["id"] == "UA")
    points = [point for polygon in ukraine["geometry"]["coordinates"] for ring in polygon for point in ring]
    assert any(33 < x < 36 and 44 < y < 45.5 for x, y in points)


def test_file_of_outlines_is_what_the_package_compiles():
    assert OUTLINES.read_text(encoding="utf-8") == world_file()
    assert len(gzip.compress(OUTLINES.read_bytes())) < 30_000


def test_page_of_the_map_refers_to_the_outlines_by_a_name_that_may_be_kept(pages):
    html = pages.get("/map").text
    address = re.search(r'<use href="(/static/pictures/world\.svg\?v=[0-9a-f]+)#land"', html)[1]
    file = pages.get(address)
    assert "immutable" in file.headers["cache-control"]
    for shape in set(re.findall(r'<use href="[^"]*#([A-Za-z]+)"', html)):
        assert f'id="{shape}"' in file.text
    assert len(html) < 60_000


def test_outlines_stand_where_the_places_do():
    # Kazakhstan holds Almaty and not Moscow, on the outlines of the page as on those of the file.
    shapes, _ = paths(SCALE, X, Y)
    rings = []
    for ring in shapes["KZ"].split("z")[:-1]:
        x, y, rest = re.match(r"M(\d+) (\d+)l(.*)", ring).groups()
        steps = [int(each) for each in re.findall(r"-?\d+", rest)]
        rings.append(np.cumsum([(int(x), int(y)), *zip(steps[::2], steps[1::2], strict=True)], axis=0))

    def inside(longitude, latitude):
        east, north = equal_earth(longitude, latitude)
        x, y = X + SCALE * east, Y - SCALE * north
        crossed = False
        for ring in rings:
            for (ax, ay), (bx, by) in zip(ring, np.roll(ring, -1, axis=0), strict=True):
                if (ay > y) != (by > y) and x < ax + (y - ay) / (by - ay) * (bx - ax):
                    crossed = not crossed
        return crossed

    assert inside(76.9, 43.3)
    assert not inside(37.6, 55.8)


@given(st.lists(st.tuples(st.integers(0, 6), st.integers(0, 5)), max_size=40))
def test_ties_are_the_pairs_of_every_record(pairs):
    records, values = np.array(pairs, dtype=np.int32).reshape(-1, 2).T
    links = each_once(Links(records, values))
    expected = defaultdict(set)
    for record, first in set(pairs):
        for other, second in set(pairs):
            if record == other and first < second:
                expected[first, second].add(record)
    tied = ties(links)
    found = {
        (int(first), int(second)): tied.records_of(number).tolist()
        for number, (first, second) in enumerate(zip(tied.first, tied.second, strict=True))
    }
    assert found == {pair: sorted(records) for pair, records in expected.items()}


def test_more_than_forty_in_one_record_are_not_tied():
    many = Links(np.zeros(41, dtype=np.int32), np.arange(41, dtype=np.int32))
    assert len(ties(many).first) == 0
    assert len(ties(Links(many.records[:40], many.values[:40])).first) == 40 * 39 // 2


def test_limited_map_keeps_the_strongest_and_says_how_many_there_are(app):
    site = app.state.site
    with site.store.reading() as connection:
        columns = site.columns.of(connection)
        where = site.whereabouts.of(connection, columns)
    whole, some = (partners_map(columns, where, Scope(), limit=limit) for limit in (None, 3))
    assert (some.arcs, some.arcs_total) == (whole.arcs[:3], len(whole.arcs))
    assert some.places_total == len(whole.places) > len(some.places)
    ends = {id for arc in some.arcs for id in (arc.first, arc.second)}
    assert ends <= {place.id for place in some.places}


def test_towns_of_the_map_are_named_in_the_language_of_the_reader(pages):
    assert ">Лидс</text>" in pages.get("/map?lang=ru").text
    assert ">Leeds</text>" in pages.get("/map?lang=en").text
    places = pages.get("/map.json").json()["shown"]["places"]
    leeds = next(place["id"] for place in places if place["name"] == "Leeds")
    assert "<h1>Лидс</h1>" in pages.get("/map/at", params={"place": leeds, "lang": "kk"}).text


def test_names_of_towns_are_those_of_the_gazetteers_towns():
    for place, names in own_names().items():
        plain, _, country = place.rpartition(", ")
        town = city(plain, (country,))
        assert (town.name, town.country) == (plain, country)
        for name in names.values():
            other = city(name, (country,))
            assert other is None or other.geonames == town.geonames


def test_whereabouts_are_worked_out_anew_only_where_something_changed(register_copy):
    workspace = find_workspace(register_copy)
    held = HeldWhereabouts()
    with open_store(workspace) as store:
        with store.reading() as connection:
            columns = load_columns(connection)
            first = held.of(connection, columns)
            assert held.of(connection, columns) is first
            target = next(
                e.id for e in list_entities(connection, "organisation").entities if "Leeds" in e.name
            )
        time = "2026-01-01T00:00:00+00:00"
        decide(
            store,
            Decision("", "correct", target, "somebody", time, slot="name", value="University of Exeter"),
        )
        with store.reading() as connection:
            columns = load_columns(connection)
            second = held.of(connection, columns)
            assert second.edition > first.edition
            assert HeldWhereabouts().of(connection, columns).of_entity.tolist() == second.of_entity.tolist()


def test_very_many_records_give_bars_and_the_latest(app, monkeypatch):
    monkeypatch.setattr(sys.modules["kelisim.web.pictures.timeline"], "DOTS", 5)
    site = app.state.site
    with site.store.reading() as connection:
        columns = site.columns.of(connection)
        whole = timeline(connection, columns, Scope(KINDS_SHOWN))
        some = timeline(connection, columns, Scope(KINDS_SHOWN), latest=4)
    assert some.moments == whole.moments[-4:]
    assert (some.years, some.dated, some.undated) == (whole.years, whole.dated, whole.undated)
    assert whole.dated == len(whole.moments) == sum(each.records for each in whole.years)


def test_days_are_parts_of_years():
    days = np.array([20260101, 20260702, 20260231, 20240229, 20231231, 19000301, 20000301], dtype=np.int32)
    parts = [2026, 2026 + 182 / 365, 2026 + 61 / 365, 2024 + 59 / 366, 2023 + 364 / 365]
    assert decimal_years(days).tolist() == pytest.approx([*parts, 1900 + 59 / 365, 2000 + 60 / 366])
