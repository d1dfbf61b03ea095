"""Small made worlds for tests."""

from functools import cache

from kelisim.measure.simulator import Scenario, Size, World, simulate

SMALL = Size(homes=5, partners=40, agreements=40, joint=1.5)


@cache
def world(effect: float = 1.0, seed: int = 3) -> World:
    """Return a small world; worlds are not changed, so each is made once."""
    return simulate(Scenario(effect=effect), seed=seed, size=SMALL)
