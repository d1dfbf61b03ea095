"""What a made world is like."""

from dataclasses import dataclass
from typing import Final


@dataclass(frozen=True, slots=True)
class Scenario:
    """What agreements do, and what only looks as if they did.

    `effect`: the rate ratio from `lag` years after the start on. `anticipation`: the rate ratio in the year
    before and the year of the start. `boom`: how much faster, in logarithm a year, 30 % of the partners grow,
    with which five times as many agreements are signed. `reversion`: whether agreements are signed after a
    year with unusually many joint works. `hyperauthored`: works a year of one large collaboration.
    """

    effect: float = 1.0
    lag: int = 1
    anticipation: float = 1.0
    boom: float = 0.0
    reversion: bool = False
    hyperauthored: float = 0.0


@dataclass(frozen=True, slots=True)
class Size:
    """How large a made world is; `agreements` start between `first_start` and `last_start`."""

    homes: int = 8
    partners: int = 120
    agreements: int = 100
    years: tuple[int, int] = (2000, 2021)
    first_start: int = 2010
    last_start: int = 2016
    joint: float = 1.0  # joint works of a pair a year, in the middle of the years
    works: float = 60.0  # of an organisation a year, its joint works among them


SCENARIOS: Final[dict[str, Scenario]] = {
    "no effect": Scenario(),
    "+50 %": Scenario(effect=1.5),
    "+100 %": Scenario(effect=2.0),
    "no effect, anticipation": Scenario(anticipation=1.8),
    "+50 %, anticipation": Scenario(effect=1.5, anticipation=1.8),
    "+50 %, lag": Scenario(effect=1.5, lag=3),
    "+100 %, lag": Scenario(effect=2.0, lag=3),
    "no effect, common growth": Scenario(boom=0.08),
    "+50 %, common growth": Scenario(effect=1.5, boom=0.08),
    "no effect, reversion": Scenario(reversion=True),
    "+50 %, reversion": Scenario(effect=1.5, reversion=True),
    "no effect, hyperauthored": Scenario(hyperauthored=6.0),
    "+50 %, hyperauthored": Scenario(effect=1.5, hyperauthored=6.0),
}
"""The scenarios of the benchmark."""
