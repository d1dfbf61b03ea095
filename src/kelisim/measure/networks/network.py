"""A network as plain values."""

from collections.abc import Iterable
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Node:
    """An organisation, country or person.

    `works` are those of the unit under the scope, with or without partners; `links` is how many nodes of the
    network it is linked to, `strength` the sum of the weights of these links. `cluster` counts from 1.
    """

    id: str
    label: str
    works: float
    links: int = 0
    strength: float = 0.0
    cluster: int | None = None
    x: float | None = None
    y: float | None = None
    country: str | None = None


@dataclass(frozen=True, slots=True)
class Link:
    """A tie of two nodes, first < second: its weight under the counting rule, and its joint works."""

    first: str
    second: str
    weight: float
    works: int


@dataclass(frozen=True, slots=True)
class Network:
    """Nodes and links, sorted, with what is needed to read them and to make them again.

    `notes` are lines for people: counting rule, data date, filters, works left out, seeds.
    """

    title: str
    level: str
    nodes: tuple[Node, ...]
    links: tuple[Link, ...]
    notes: tuple[str, ...] = ()


def degrees(links: Iterable[Link]) -> dict[str, tuple[int, float]]:
    """Return the number of links and the total link strength of each node that has any."""
    counts: dict[str, int] = {}
    strengths: dict[str, float] = {}
    for link in links:
        for end in (link.first, link.second):
            counts[end] = counts.get(end, 0) + 1
            strengths[end] = strengths.get(end, 0.0) + link.weight
    return {end: (counts[end], strengths[end]) for end in counts}
