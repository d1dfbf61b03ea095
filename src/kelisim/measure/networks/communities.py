"""Communities: who publishes together more than with the rest; how far the answer hangs on chance."""

from collections import Counter
from dataclasses import dataclass, replace
from itertools import combinations
from statistics import fmean
from typing import Final

import igraph

from kelisim.measure.networks.chance import seeded
from kelisim.measure.networks.network import Network, degrees

SEED: Final = 1
RUNS: Final = 10


@dataclass(frozen=True, slots=True)
class Communities:
    """The best of several runs of the Leiden algorithm, and how alike the runs are.

    `quality` is that of the best run. The spread is over all pairs of runs: adjusted Rand index and
    normalised mutual information (1: the same), variation of information (0: the same, in nats). Where runs
    differ much, the borders of the communities are no finding.
    """

    clusters: int
    quality: float
    resolution: float
    seeds: tuple[int, ...]
    best_seed: int
    adjusted_rand: float
    mutual_information: float
    variation_of_information: float


def find_communities(
    network: Network, *, resolution: float = 1.0, seed: int = SEED, runs: int = RUNS
) -> tuple[Network, Communities]:
    """Return the network with the cluster of each node, and how it was found.

    Quality is that of VOSviewer's clustering: the sum over pairs of nodes in one cluster of association
    strength less `resolution` (Waltman, van Eck & Noyons 2010), maximised by the Leiden algorithm (Traag,
    Waltman & van Eck 2019), once for each of the seeds `seed`, `seed` + 1, …. Clusters are numbered from the
    largest; the same network and seeds give the same clusters.
    """
    if len(network.nodes) == 0:
        return network, Communities(0, 0.0, resolution, (), seed, 1.0, 1.0, 0.0)
    graph = _graph(network)
    seeds = tuple(range(seed, seed + runs))
    found = [_leiden(graph, resolution, one) for one in seeds]
    qualities = [quality_of(network, membership, resolution) for membership in found]
    best = max(range(runs), key=lambda run: (qualities[run], -run))
    numbered = _numbered(found[best], [node.id for node in network.nodes])
    pairs = list(combinations(found, 2))
    spread = {
        name: fmean(_likeness(a, b, name, same) for a, b in pairs) if len(pairs) > 0 else same
        for name, same in (("adjusted_rand", 1.0), ("nmi", 1.0), ("vi", 0.0))
    }
    told = Communities(
        clusters=len(set(numbered)),
        quality=qualities[best],
        resolution=resolution,
        seeds=seeds,
        best_seed=seeds[best],
        adjusted_rand=spread["adjusted_rand"],
        mutual_information=spread["nmi"],
        variation_of_information=spread["vi"],
    )
    nodes = tuple(replace(node, cluster=number) for node, number in zip(network.nodes, numbered, strict=True))
    note = (
        f"Communities: Leiden algorithm on association strength, resolution {resolution:g}, best of seeds "
        f"{seeds[0]}-{seeds[-1]} is {told.best_seed}; over seeds: adjusted Rand {told.adjusted_rand:.3f}, "
        f"normalised mutual information {told.mutual_information:.3f}, "
        f"variation of information {told.variation_of_information:.3f}."
    )
    return replace(network, nodes=nodes, notes=(*network.notes, note)), told


def association_weights(network: Network) -> list[float]:
    """Return the association strength of each link, 2 m w / (k_i k_j), k the strengths of its ends."""
    measured = degrees(network.links)
    total = sum(link.weight for link in network.links)
    return [
        2 * total * link.weight / (measured[link.first][1] * measured[link.second][1])
        for link in network.links
    ]


def quality_of(network: Network, membership: list[int], resolution: float) -> float:
    """Return Σ over pairs in one cluster of (association strength − resolution), in strength."""
    place = {node.id: number for node, number in zip(network.nodes, membership, strict=True)}
    weights = association_weights(network)
    inside = sum(
        weight
        for link, weight in zip(network.links, weights, strict=True)
        if place[link.first] == place[link.second]
    )
    pairs = sum(size * (size - 1) / 2 for size in Counter(membership).values())
    total = sum(weights)
    return (inside - resolution * pairs) / total if total > 0 else 0.0


def _leiden(graph: igraph.Graph, resolution: float, seed: int) -> list[int]:
    with seeded(seed):
        found = graph.community_leiden(
            objective_function="CPM", weights="weight", resolution=resolution, n_iterations=-1
        )
    return list(found.membership)


def _likeness(one: list[int], other: list[int], method: str, same: float) -> float:
    if igraph.compare_communities(one, other, method="vi") < 1e-9:  # of one cluster there is no Rand index
        return same
    return float(igraph.compare_communities(one, other, method=method))


def _graph(network: Network) -> igraph.Graph:
    place = {node.id: number for number, node in enumerate(network.nodes)}
    graph = igraph.Graph(
        n=len(network.nodes), edges=[(place[link.first], place[link.second]) for link in network.links]
    )
    graph.es["weight"] = association_weights(network)
    return graph


def _numbered(membership: list[int], ids: list[str]) -> list[int]:
    """Number clusters from 1, the largest first; of two as large, the one with the first id."""
    sizes = Counter(membership)
    firsts: dict[int, str] = {}
    for cluster, id in zip(membership, ids, strict=True):
        firsts[cluster] = min(firsts.get(cluster, id), id)
    order = sorted(sizes, key=lambda cluster: (-sizes[cluster], firsts[cluster]))
    number = {cluster: place for place, cluster in enumerate(order, start=1)}
    return [number[cluster] for cluster in membership]
