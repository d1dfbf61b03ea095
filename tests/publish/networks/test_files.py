"""Files of networks: what is written is read back; real files of VOSviewer are read to the last weight."""

import csv
import gzip
import json

import igraph
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from kelisim.measure.networks import Link, Network, Node
from kelisim.measure.networks.network import degrees
from kelisim.publish.networks import NetworkFileError, read_network, write_network
from tests.conftest import SHARED

REAL = SHARED / "works" / "vosviewer"
real = pytest.mark.skipif(not REAL.exists(), reason="the real VOSviewer files are not beside this checkout")


def made(nodes, links, notes=("Counting: full.",)):
    """Return a network whose degrees and strengths are right."""
    measured = degrees(links)
    return Network(
        "A & <B>",
        "organisations",
        tuple(
            Node(id, label, 7.0, *measured.get(id, (0, 0.0)), cluster, x, y, country)
            for id, label, cluster, x, y, country in nodes
        ),
        tuple(links),
        tuple(notes),
    )


SMALL = made(
    [
        ("05a28rw58", 'Univ. "Ä" & <Co>\tKazakh', 1, 0.25, -1.0, "KZ"),
        ("openalex:I7", "Университет", 2, 0.5, 0.125, None),
        ("x", "X", None, None, None, None),
    ],
    [Link("05a28rw58", "openalex:I7", 2.5, 3)],
)


@pytest.mark.parametrize("ending", ["graphml", "gexf"])
def test_a_network_comes_back_whole(tmp_path, ending):
    (path,) = write_network(SMALL, tmp_path / f"small.{ending}")
    assert read_network(path) == SMALL


def test_the_json_of_vosviewer_keeps_nodes_links_and_places(tmp_path):
    (path,) = write_network(SMALL, tmp_path / "small.json")
    back = read_network(path)
    assert (back.nodes, back.links, back.title) == (SMALL.nodes, SMALL.links, SMALL.title)
    data = json.loads(path.read_text("utf-8"))
    assert data["network"]["items"][0]["url"] == "https://ror.org/05a28rw58"
    assert data["info"]["description"] == "<p>Counting: full.</p>"
    assert all(isinstance(item["weights"]["Links"], int) for item in data["network"]["items"])


def test_map_and_network_text_keep_nodes_and_links(tmp_path):
    paths = write_network(SMALL, tmp_path / "small.txt")
    assert [path.name for path in paths] == ["small_map.txt", "small_network.txt"]
    back = read_network(paths[0])
    assert [(n.id, n.label, n.x, n.cluster, n.strength) for n in back.nodes] == [
        (n.id, n.label.replace("\t", " "), n.x, n.cluster, n.strength) for n in SMALL.nodes
    ]
    assert [(link.first, link.second, link.weight) for link in back.links] == [
        (link.first, link.second, link.weight) for link in SMALL.links
    ]
    with paths[0].open(encoding="utf-8") as lines:
        assert [row["id"] for row in csv.DictReader(lines, delimiter="\t")] == ["1", "2", "3"]


def test_igraph_reads_our_graphml(tmp_path):
    (path,) = write_network(SMALL, tmp_path / "small.graphml")
    graph = igraph.Graph.Read_GraphML(str(path))
    assert (graph.vcount(), graph.ecount(), graph.is_directed()) == (3, 1, False)
    assert graph.vs["label"] == [node.label for node in SMALL.nodes]
    assert graph.es["weight"] == [2.5]
    assert graph.degree() == [node.links for node in SMALL.nodes]


labels = st.text(st.characters(exclude_categories=["Cs"]), min_size=1, max_size=12)


@settings(max_examples=50, deadline=None)
@given(labels, st.sampled_from(["graphml", "gexf", "json", "txt"]))
def test_no_label_breaks_a_file(tmp_path_factory, label, ending):
    network = made([("a", label, 1, 0.0, 0.0, None), ("b", "b", 1, 0.0, 0.0, None)], [Link("a", "b", 1.0, 1)])
    paths = write_network(network, tmp_path_factory.mktemp("labels") / f"one.{ending}")
    assert [(link.first, link.second) for link in read_network(paths[0]).links] == [("a", "b")]


@pytest.mark.parametrize(
    ("name", "text"),
    [
        ("half.json", '{"network": {"items": ['),
        ("other.json", "[1, 2]"),
        ("no.graphml", "<graphml>"),
        ("no.gexf", "<html/>"),
        ("no_map.txt", "name\tx\nA\t1\n"),
    ],
)
def test_a_file_of_something_else_is_told_by_name(tmp_path, name, text):
    (tmp_path / name).write_text(text)
    with pytest.raises(NetworkFileError, match=name):
        read_network(tmp_path / name)


def test_an_unknown_ending_is_told(tmp_path):
    with pytest.raises(NetworkFileError, match=r"\.graphml, \.gexf, \.json, \.txt"):
        write_network(SMALL, tmp_path / "small.xlsx")


@real
@pytest.mark.parametrize(
    ("name", "nodes", "links"),
    [("JOI_2007-2016_co-authorship", 252, 568), ("QSS_SM_2020-2021_co-authorship", 112, 225)],
)
def test_weights_of_real_maps_are_degree_and_strength(name, nodes, links):
    network = read_network(REAL / f"{name}_map.txt")
    assert (len(network.nodes), len(network.links)) == (nodes, links)
    assert {n.id: (n.links, pytest.approx(n.strength)) for n in network.nodes} == {
        n.id: degrees(network.links)[n.id] for n in network.nodes
    }


@real
def test_the_map_of_the_leiden_ranking_agrees_with_its_links(tmp_path):
    name = "Leiden_Ranking_2015_university_collaboration"
    (tmp_path / f"{name}_map.txt").write_bytes((REAL / f"{name}_map.txt").read_bytes())
    packed = (REAL / f"{name}_network.txt.gz").read_bytes()
    (tmp_path / f"{name}_network.txt").write_bytes(gzip.decompress(packed))
    network = read_network(tmp_path / f"{name}_map.txt")
    assert (len(network.nodes), len(network.links)) == (750, 151_644)
    measured = degrees(network.links)
    assert all(node.links == measured[node.id][0] for node in network.nodes)
    assert all(node.strength == pytest.approx(measured[node.id][1], abs=0.01) for node in network.nodes)


@real
@pytest.mark.parametrize(
    ("name", "nodes", "links"),
    [
        ("JOI_2007-2016_co-authorship_network.json.gz", 252, 568),
        ("QSS_SM_2020-2021_co-authorship_network.json", 112, 225),
        ("Dimensions_COVID19_research_organization_co-authorship_network.json.gz", 100, 2_878),
        ("Dimensions_scientometrics_researcher_co-authorship_network.json", 115, 353),
    ],
)
def test_real_json_of_vosviewer_is_read(tmp_path, name, nodes, links):
    data = (REAL / name).read_bytes()
    path = tmp_path / name.removesuffix(".gz")
    path.write_bytes(gzip.decompress(data) if name.endswith(".gz") else data)
    network = read_network(path)
    assert (len(network.nodes), len(network.links)) == (nodes, links)
    assert all(node.works > 0 and node.x is not None for node in network.nodes)
