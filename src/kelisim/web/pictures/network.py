"""The network of those whom records name together: nodes, edges, clusters and a layout, from a fixed seed."""

import random
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import Final, Literal

import igraph
import numpy as np
from numpy.typing import NDArray

from kelisim.register.columns import Columns, Links
from kelisim.web.pictures.scope import Scope, standing
from kelisim.web.pictures.ties import each_once, ties, together

Of = Literal["organisations", "countries", "people"]
SEED: Final = 20_261


@dataclass(frozen=True, slots=True)
class Node:
    """Somebody in the network. `cluster` counts from 0, the largest first; x and y lie between 0 and 1."""

    id: str
    name: str
    country: str | None
    records: int
    cluster: int
    x: float
    y: float


@dataclass(frozen=True, slots=True)
class Edge:
    """Two whom records name together; the records by id."""

    first: str
    second: str
    records: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Network:
    """The most connected of a scope and their ties. `total` says how many there would be without the limit.

    Clusters: Leiden, modularity, weighted by the number of records. Layout: Fruchterman and Reingold.
    """

    nodes: tuple[Node, ...]
    edges: tuple[Edge, ...]
    total: int
    clusters: int
    seed: int = SEED


def network(columns: Columns, scope: Scope, of: Of = "organisations", *, limit: int = 150) -> Network:
    """Return the network of the `limit` entities (or countries) that most records tie to others."""
    named, ids = _named(columns, scope, of)
    tied = ties(named)
    records = np.bincount(named.values, minlength=len(ids))
    strength = np.bincount(tied.first, tied.counts, len(ids)) + np.bincount(
        tied.second, tied.counts, len(ids)
    )
    linked = np.flatnonzero(strength)
    kept = linked[np.argsort(-strength[linked], kind="stable")][:limit]
    among = np.zeros(len(ids), dtype=np.bool_)
    among[kept] = True
    inside = np.flatnonzero(among[tied.first] & among[tied.second])
    edges = tuple(
        Edge(
            ids[tied.first[number]],
            ids[tied.second[number]],
            tuple(map(columns.ids.__getitem__, tied.records_of(number).tolist())),
        )
        for number in inside.tolist()
    )
    weighted = tuple((edge.first, edge.second, len(edge.records)) for edge in edges)
    places, clusters = laid_out(tuple(ids[each] for each in kept), weighted)
    nodes = tuple(
        Node(
            ids[each], *_shown(columns, of, ids[each]), int(records[each]), clusters[number], *places[number]
        )
        for number, each in enumerate(kept.tolist())
    )
    return Network(nodes, edges, len(linked), len(set(clusters)))


def records_naming(columns: Columns, scope: Scope, of: Of, first: str, second: str) -> tuple[str, ...]:
    """Return the records that name two together, by the ids of entities or the codes of countries."""
    named, ids = _named(columns, scope, of)
    if first not in ids or second not in ids or first == second:
        return ()
    return together(columns, named, ids.index(first), ids.index(second))


def _named(columns: Columns, scope: Scope, of: Of) -> tuple[Links, Sequence[str]]:
    """Return which records name whom, as numbers in the order of ids, and these ids."""
    held = standing(columns, scope, "person" if of == "people" else "organisation")
    if of == "countries":
        home = columns.entity_country[held.values]
        return each_once(Links(held.records[home >= 0], home[home >= 0])), columns.country_codes
    entities, numbers = np.unique(columns.entity_ranks[held.values], return_inverse=True)
    of_rank = np.argsort(columns.entity_ranks)  # places of entities in the order of ids
    ids = [columns.entities[place] for place in of_rank[entities]]
    return each_once(Links(held.records, numbers.astype(np.int32))), ids


def _shown(columns: Columns, of: Of, id: str) -> tuple[str, str | None]:
    """Return name and country of a node."""
    if of == "countries":
        return id, id
    place = columns.entity_places[id]
    country = columns.entity_country[place]
    return columns.names[place], columns.country_codes[country] if country >= 0 else None


@lru_cache(maxsize=16)
def laid_out(
    nodes: tuple[str, ...], edges: tuple[tuple[str, str, int], ...]
) -> tuple[tuple[tuple[float, float], ...], tuple[int, ...]]:
    """Return a place between 0 and 1 and a cluster for each node. The same input gives the same picture."""
    if len(nodes) == 0:
        return (), ()
    number = {id: place for place, id in enumerate(nodes)}
    graph = igraph.Graph(len(nodes), [(number[first], number[second]) for first, second, _ in edges])
    weights = [weight for *_, weight in edges]
    igraph.set_random_number_generator(random.Random(SEED))  # noqa: S311 — a layout, not a secret
    found = graph.community_leiden(objective_function="modularity", weights=weights, n_iterations=-1)
    layout = graph.layout_fruchterman_reingold(
        weights=weights, niter=1000, seed=_circle(len(nodes)), grid=False
    )
    sizes = Counter(found.membership)
    rank = {cluster: place for place, (cluster, _) in enumerate(sizes.most_common())}
    places = _spread(np.array(layout.coords))
    return tuple((float(x), float(y)) for x, y in places), tuple(rank[each] for each in found.membership)


def _circle(count: int) -> list[tuple[float, float]]:
    """Return where the nodes begin: on a spiral, the most connected in the middle."""
    turns = np.arange(count) * 2.399963  # the golden angle: evenly spread
    radius = np.sqrt(np.arange(count) + 0.5)
    return [(float(x), float(y)) for x, y in zip(radius * np.cos(turns), radius * np.sin(turns), strict=True)]


def _spread(places: NDArray[np.float64]) -> NDArray[np.float64]:
    """Return places between 0 and 1, partly by rank: far ones come in, dense ones open up."""
    count = len(places)
    if count == 1:
        return np.array([[0.5, 0.5]])
    low, high = places.min(axis=0), places.max(axis=0)
    linear = (places - low) / np.where(high > low, high - low, 1.0)
    ranks = places.argsort(axis=0, kind="stable").argsort(axis=0, kind="stable") / (count - 1)
    spread: NDArray[np.float64] = np.clip(0.4 * linear + 0.6 * ranks, 0.0, 1.0)
    return spread
