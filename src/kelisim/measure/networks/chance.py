"""Chance that can be had again: igraph draws from one generator for the whole process."""

import random
from collections.abc import Iterator
from contextlib import contextmanager

import igraph


@contextmanager
def seeded(seed: int) -> Iterator[None]:
    """Let igraph draw from a seed, and as before afterwards."""
    igraph.set_random_number_generator(random.Random(seed))  # noqa: S311
    try:
        yield
    finally:
        igraph.set_random_number_generator(random)
