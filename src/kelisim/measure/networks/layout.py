"""Places of nodes on a plane: those who publish together lie together."""

from dataclasses import replace
from typing import Final

import igraph
import numpy as np

from kelisim.measure.networks.chance import seeded
from kelisim.measure.networks.communities import association_weights
from kelisim.measure.networks.network import Network

SEED: Final = 1
_ROUNDS: Final = 500
_MANY: Final = 1000  # from so many nodes on, forces are computed on a grid
_FAR: Final = 98.0  # per cent of nodes that lie within the unit circle; loose ones are drawn in to it


def lay_out(network: Network, *, seed: int = SEED) -> Network:
    """Return the network with places between −1 and 1; the same network and seed give the same places.

    Force-directed (Fruchterman & Reingold 1991) on the root of association strength, from places drawn with
    the seed. Parts without a link to each other are laid out apart and set side by side.
    """
    if len(network.nodes) == 0:
        return network
    place = {node.id: number for number, node in enumerate(network.nodes)}
    graph = igraph.Graph(
        n=len(network.nodes), edges=[(place[link.first], place[link.second]) for link in network.links]
    )
    graph.es["weight"] = np.sqrt(association_weights(network)).tolist()
    generator = np.random.default_rng(seed)
    parts = list(graph.connected_components())
    with seeded(seed):
        layouts = [_component(graph.subgraph(part), generator) for part in parts]
    points = _side_by_side(layouts, parts)
    points -= points.mean(axis=0)
    radius = float(np.percentile(np.hypot(points[:, 0], points[:, 1]), _FAR)) or 1.0
    points = np.clip(points / radius, -1, 1).round(4) + 0.0  # no −0
    nodes = tuple(
        replace(node, x=float(x), y=float(y)) for node, (x, y) in zip(network.nodes, points, strict=True)
    )
    return replace(
        network, nodes=nodes, notes=(*network.notes, f"Layout: Fruchterman-Reingold, seed {seed}.")
    )


def _component(graph: igraph.Graph, generator: np.random.Generator) -> np.ndarray:
    """Return places of a part: about one unit of area for each node, its middle at 0."""
    size = graph.vcount()
    start = generator.uniform(-1, 1, size=(size, 2)) * np.sqrt(size)
    if size == 1:
        return np.zeros((1, 2))
    found = graph.layout_fruchterman_reingold(
        weights="weight", niter=_ROUNDS, seed=start.tolist(), grid="grid" if size >= _MANY else "nogrid"
    )
    points: np.ndarray = np.asarray(found.coords, dtype=np.float64)
    points = points - points.mean(axis=0)
    reach = float(np.hypot(points[:, 0], points[:, 1]).max()) or 1.0
    points *= np.sqrt(size) / reach
    return points


def _side_by_side(layouts: list[np.ndarray], parts: list[list[int]]) -> np.ndarray:
    """Put the largest part in the middle and the others on rings around it."""
    placed = np.zeros((sum(len(part) for part in parts), 2))
    order = sorted(range(len(parts)), key=lambda number: (-len(parts[number]), parts[number][0]))
    radius, angle, widest = 0.0, 0.0, 0.0
    for rank, number in enumerate(order):
        reach = float(np.sqrt(len(parts[number]))) + 0.5
        if rank == 0:
            radius = reach
            placed[parts[number]] = layouts[number]
            continue
        widest = max(widest, reach)
        step = 2 * np.arcsin(min(1.0, reach / (radius + widest)))
        if angle + step > 2 * np.pi:
            radius, angle, widest = radius + 2 * widest, 0.0, reach
            step = 2 * np.arcsin(min(1.0, reach / (radius + widest)))
        centre = (radius + widest) * np.array([np.cos(angle + step / 2), np.sin(angle + step / 2)])
        placed[parts[number]] = layouts[number] + centre
        angle += step
    return placed
