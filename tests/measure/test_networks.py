"""Networks: who is in, what links weigh, communities and places that can be had again."""

import pytest

from kelisim.measure import open_tables
from kelisim.measure.networks import Link, Network, Node, build_network, find_communities, lay_out
from kelisim.measure.networks.communities import quality_of
from kelisim.measure.networks.network import degrees
from kelisim.publish.networks import read_network
from tests.conftest import SHARED
from tests.measure import oracle
from tests.measure.small_tables import Paper, Place, write_tables
from tests.measure.test_indicators import some_papers

REAL = SHARED / "works" / "vosviewer"
A, B, C, D = (Place(name, "KZ") for name in "abcd")


def two_groups(size):
    """Return a network of two full groups with one link between them."""
    ids = [f"{group}{number:02}" for group in "ab" for number in range(size)]
    links = [
        Link(one, other, 5.0, 5) for one in ids for other in ids if one < other and one[0] == other[0]
    ] + [Link("a00", "b00", 1.0, 1)]
    return Network("two groups", "organisations", tuple(Node(id, id, 10.0) for id in ids), tuple(links))


def test_the_network_is_that_of_joint_works(opened, tmp_path):
    papers = some_papers(5, 60)
    network = build_network(opened(write_tables(tmp_path, papers)), "organisations")
    expected = oracle.pair_indicators(papers, "organisations", "full", by_year=False)
    assert {(link.first, link.second): link.works for link in network.links} == {
        pair: values["joint_works"] for pair, values in expected.items()
    }
    measured = degrees(network.links)
    assert [(node.links, node.strength) for node in network.nodes] == [
        measured[node.id] for node in network.nodes
    ]
    assert "hyperauthored" in network.notes[2]


def test_fractional_strengths_add_up_to_joint_works(tmp_path):
    papers = [Paper("1", 2020, ((A,), (B,), (C,))), Paper("2", 2020, ((A,), (B,))), Paper("3", 2020, ((A,),))]
    network = build_network(open_tables(write_tables(tmp_path, papers)), counting="fractional")
    assert {node.id: node.strength for node in network.nodes} == {"a": 2, "b": 2, "c": 1}
    assert {node.id: node.works for node in network.nodes} == {"a": 3, "b": 2, "c": 1}


def test_the_largest_are_kept_and_those_around_one(tmp_path):
    papers = [
        Paper("1", 2020, ((A,), (B,))),
        Paper("2", 2020, ((A,), (B,))),
        Paper("3", 2020, ((B,), (C,))),
        Paper("4", 2020, ((C,), (D,))),
    ]
    tables = open_tables(write_tables(tmp_path, papers))
    assert [node.id for node in build_network(tables, largest=2).nodes] == ["a", "b"]
    assert [node.id for node in build_network(tables, least=2).nodes] == ["a", "b"]
    assert [node.id for node in build_network(tables, around=["a"]).nodes] == ["a", "b"]
    assert [node.id for node in build_network(tables, around=["d"]).nodes] == ["c", "d"]


def test_communities_are_found_and_can_be_had_again():
    network, found = find_communities(two_groups(6))
    assert {node.id[0]: node.cluster for node in network.nodes} == {"a": 1, "b": 2}
    assert (found.clusters, found.adjusted_rand, found.variation_of_information) == (2, 1, pytest.approx(0))
    assert find_communities(two_groups(6)) == (network, found)
    assert found.seeds == tuple(range(1, 11))
    assert "seeds 1-10" in network.notes[-1]


def test_the_spread_over_seeds_tells_borders_that_are_no_finding():
    ring = [f"{number:02}" for number in range(40)]  # every cut of a ring is as good as its neighbour
    links = [Link(*sorted((ring[n], ring[(n + 1) % 40])), 1.0, 1) for n in range(40)]
    network = Network("ring", "people", tuple(Node(id, id, 1.0) for id in ring), tuple(links))
    _, found = find_communities(network)
    assert found.adjusted_rand < 0.9
    assert found.variation_of_information > 0.1


def test_places_bring_together_what_is_linked_and_can_be_had_again():
    network = lay_out(two_groups(8))
    places = {node.id: complex(node.x, node.y) for node in network.nodes}
    middle = {group: sum(places[id] for id in places if id[0] == group) / 8 for group in "ab"}
    assert all(abs(places[id] - middle[id[0]]) < abs(middle["a"] - middle["b"]) for id in places)
    assert max(max(abs(place.real), abs(place.imag)) for place in places.values()) <= 1
    assert lay_out(two_groups(8)) == network
    assert lay_out(two_groups(8), seed=2) != network


def test_parts_without_a_link_do_not_lie_on_each_other():
    links = tuple(Link(f"{n:02}a", f"{n:02}b", 1.0, 1) for n in range(30))
    ids = sorted({end for link in links for end in (link.first, link.second)})
    network = lay_out(Network("pairs", "people", tuple(Node(id, id, 1.0) for id in ids), links))
    places = [(node.x, node.y) for node in network.nodes]
    assert len(set(places)) == len(places)


def test_one_community_is_the_same_over_all_seeds():
    _, found = find_communities(Network("one", "people", two_groups(1).nodes, two_groups(1).links))
    assert (found.clusters, found.adjusted_rand, found.mutual_information) == (1, 1, 1)


def test_an_empty_network_stays_empty(tmp_path):
    network = build_network(open_tables(tmp_path))
    assert lay_out(find_communities(network)[0]).nodes == ()


@pytest.mark.skipif(not REAL.exists(), reason="the real VOSviewer files are not beside this checkout")
def test_clusters_are_no_worse_than_those_of_vosviewer():
    network = read_network(REAL / "QSS_SM_2020-2021_co-authorship_map.txt")
    theirs = quality_of(network, [node.cluster for node in network.nodes], 1.0)
    assert find_communities(network)[1].quality >= theirs - 1e-9
