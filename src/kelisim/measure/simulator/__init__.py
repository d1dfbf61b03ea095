"""The simulator: works and agreements whose effects are known, because they are made.

Comes in: a scenario (effect, anticipation, lag, growth, reversion, hyperauthored works), sizes, a seed. Goes
out: a world, as a panel for the benchmark or as tables of works with agreements beside them, every one marked
as simulated. Never does: touch a register, or make two different worlds from one seed.
"""

from kelisim.measure.simulator.naive import before_and_after, matched_on_the_peak
from kelisim.measure.simulator.scenarios import SCENARIOS, Scenario, Size
from kelisim.measure.simulator.tables import write_world
from kelisim.measure.simulator.world import World, panel_of, simulate

__all__ = [
    "SCENARIOS",
    "Scenario",
    "Size",
    "World",
    "before_and_after",
    "matched_on_the_peak",
    "panel_of",
    "simulate",
    "write_world",
]
