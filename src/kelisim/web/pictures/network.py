"""The network of those whom records name together: nodes, edges, clusters and a layout, from a fixed seed."""

import random
from collections import Counter, defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache
from itertools import combinations
from typing import Final, Literal

import igraph
import numpy as np
import sqlalchemy as sa
from numpy.typing import NDArray
from sqlalchemy.engine import Connection

from kelisim.register import schema
from kelisim.web.pictures.scope import Scope, Standing, standings

Of = Literal["organisations", "countries", "people"]
SEED: Final = 20_261
_MANY: Final = 40  # named in one record: a list of guests longer than that ties no two of them together


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


def network(connection: Connection, scope: Scope, of: Of = "organisations", *, limit: int = 150) -> Network:
    """Return the network of the `limit` entities (or countries) that most records tie to others."""
    type = "person" if of == "people" else "organisation"
    held = standings(connection, scope, (type,))
    named = _named(connection, {each.entity for each in held})
    home = {id: country for id, (_, country) in named.items() if country is not None}
    if of == "countries":
        key = home
        shown: dict[str, tuple[str, str | None]] = {code: (code, code) for code in home.values()}
    else:
        key, shown = {id: id for id in named}, named
    tied, records = _tied(held, key)
    strength = Counter[str]()
    for pair, together in tied.items():
        for id in pair:
            strength[id] += len(together)
    kept = [id for id, _ in sorted(strength.items(), key=lambda item: (-item[1], item[0]))[:limit]]
    among = set(kept)
    edges = tuple(
        Edge(first, second, tuple(sorted(together)))
        for (first, second), together in sorted(tied.items())
        if first in among and second in among
    )
    weighted = tuple((edge.first, edge.second, len(edge.records)) for edge in edges)
    places, clusters = laid_out(tuple(kept), weighted)
    nodes = tuple(
        Node(id, *shown[id], len(records[id]), clusters[number], *places[number])
        for number, id in enumerate(kept)
    )
    return Network(nodes, edges, len(strength), len(set(clusters)))


def _tied(
    held: Sequence[Standing], key: dict[str, str]
) -> tuple[dict[tuple[str, str], set[str]], dict[str, set[str]]]:
    """Return the records of each pair named together, and those of each one, by key."""
    members: defaultdict[str, set[str]] = defaultdict(set)
    for each in held:
        if each.entity in key:
            members[each.record].add(key[each.entity])
    tied: defaultdict[tuple[str, str], set[str]] = defaultdict(set)
    records: defaultdict[str, set[str]] = defaultdict(set)
    for record, named in members.items():
        for id in named:
            records[id].add(record)
        if len(named) <= _MANY:
            for first, second in combinations(sorted(named), 2):
                tied[first, second].add(record)
    return tied, records


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


def _named(connection: Connection, ids: set[str]) -> dict[str, tuple[str, str | None]]:
    entity = schema.entity
    query = sa.select(entity.c.id, entity.c.name, entity.c.country)
    return {row.id: (str(row.name), row.country) for row in connection.execute(query) if row.id in ids}
