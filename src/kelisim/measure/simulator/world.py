"""A made world: who works with whom how much, who signs, and what that changes.

The level of a pair is a gravity of sizes, nearness of fields and distance, times a gamma of its own. Its
years follow the growth of both organisations (which their sizes show), attention that a partner gives to all
(which its size does not show), and a slowly fading chance of its own. Pairs with more joint work sign more
often.
"""

from dataclasses import dataclass
from typing import Final

import numpy as np

from kelisim.measure.effects.panel import NEVER, Panel, Windows, within
from kelisim.measure.effects.poisson import Floats, Integers, Mask
from kelisim.measure.simulator.scenarios import Scenario, Size

_FIELDS: Final = 8
_FADING: Final = 0.5  # correlation of a pair's chance from year to year
_CHANCE: Final = 0.3  # its standard deviation, in logarithm
_ATTENTION: Final = 0.05  # of a partner's year, in logarithm
_USUAL: Final = Size()
_SHOCK: Final = 0.08  # of an organisation's size in a year, in logarithm


@dataclass(frozen=True, slots=True)
class World:
    """A made world. `joint`: (pairs, years) works without hyperauthored ones; `collaboration`: (years,) works
    of the one large collaboration, in which the pairs of `members` are (both organisations).

    `truth`: what the agreements multiplied joint works by in the assessed years.
    """

    scenario: Scenario
    seed: int
    years: Integers
    home: Integers
    partner: Integers
    start: Integers
    joint: Floats
    home_works: Floats
    partner_works: Floats
    home_fields: Floats
    partner_fields: Floats
    distance: Floats
    collaboration: Integers
    home_members: Integers
    partner_members: Integers
    truth: float


def simulate(scenario: Scenario, *, seed: int, size: Size = _USUAL) -> World:
    """Return a world; the same scenario, size and seed give the same one."""
    random = np.random.default_rng(seed)
    years = np.arange(size.years[0], size.years[1] + 1)
    homes, partners = size.homes, size.partners
    home, partner = np.divmod(np.arange(homes * partners), partners)
    home_size, partner_size = random.lognormal(0, 0.6, homes), random.lognormal(0, 1.0, partners)
    home_fields = random.dirichlet(np.ones(_FIELDS), homes)
    partner_fields = random.dirichlet(np.ones(_FIELDS), partners)
    distance = random.lognormal(8.0, 0.5, partners)  # km, about 3,000
    near = nearness(home_fields, partner_fields)
    level = np.outer(home_size, partner_size) ** 0.8 * np.exp(2 * near) * distance**-0.5
    level = (level * random.gamma(1.0, 1.0, level.shape)).ravel()
    level *= size.joint / level.mean()
    fast = random.random(partners) < 0.3
    partner_growth = random.normal(0.03, 0.02, partners) + np.where(fast, scenario.boom, 0.0)
    home_course = _course(random, random.normal(0.03, 0.02, homes), years)
    partner_course = _course(random, partner_growth, years)
    attention = np.exp(random.normal(0, _ATTENTION, partner_course.shape))
    chance = _fading(random, len(home), len(years))
    usual = level[:, None] * home_course[home] * (partner_course * attention)[partner] * chance
    unsigned = random.poisson(usual).astype(float)
    begun = random.integers(size.first_start, size.last_start + 1, len(home))
    inclined = np.sqrt(level) * np.where(fast[partner] & (scenario.boom > 0), 5.0, 1.0)
    if scenario.reversion:
        year_before = np.arange(len(home)), begun - 1 - years[0]
        inclined = inclined * (unsigned[year_before] + 0.2) / (usual.mean(axis=1) + 0.2)
    signed = random.choice(len(home), size.agreements, replace=False, p=inclined / inclined.sum())
    start = np.full(len(home), NEVER)
    start[signed] = begun[signed]
    since = np.where(start[:, None] != NEVER, years[None, :] - start[:, None], -99)
    raised = np.where(since >= scenario.lag, scenario.effect, 1.0)
    ahead = np.where((since == -1) | (since == 0), scenario.anticipation, 1.0)
    # What was signed after is drawn from the same chances, so that signing changes nothing before it.
    more = random.poisson(usual * np.maximum(raised * ahead - 1.0, 0.0))
    counted = within(since, Windows().assessed)
    return World(
        scenario,
        seed,
        years,
        home,
        partner,
        start,
        unsigned + more,
        size.works * home_size[:, None] / home_size.mean() * home_course,
        size.works * partner_size[:, None] / partner_size.mean() * partner_course,
        home_fields,
        partner_fields,
        distance,
        random.poisson(scenario.hyperauthored * np.where(years >= size.first_start, 1.0, 0.1)),
        _some(random.random(homes) < 0.6),
        _some(random.random(partners) < 0.4),
        float((usual * raised)[counted].sum() / usual[counted].sum()),
    )


def panel_of(world: World) -> Panel:
    """Return the panel of a world, as it is made from tables: without hyperauthored works."""
    near = nearness(world.home_fields, world.partner_fields)
    return Panel(
        tuple(home_id(number) for number in range(len(world.home_works))),
        tuple(partner_id(number) for number in range(len(world.partner_works))),
        world.years,
        world.home,
        world.partner,
        world.start,
        world.joint,
        world.home_works,
        world.partner_works,
        near[world.home, world.partner],
        world.distance[world.partner],
    )


def hyperauthored(world: World) -> Floats:
    """Return the works of the large collaboration that each pair shares: (pairs, years)."""
    both = np.isin(world.home, world.home_members) & np.isin(world.partner, world.partner_members)
    return np.asarray(both[:, None] * world.collaboration[None, :], dtype=float)


def home_id(number: int) -> str:
    """Return the made-up identifier of a home organisation."""
    return f"simulated-home-{number + 1}"


def partner_id(number: int) -> str:
    """Return the made-up identifier of a partner."""
    return f"simulated-partner-{number + 1}"


def nearness(ours: Floats, theirs: Floats) -> Floats:
    """Return the cosines of field profiles: (homes, partners)."""
    lengths = np.linalg.norm(ours, axis=1)[:, None] * np.linalg.norm(theirs, axis=1)[None, :]
    return np.asarray(np.divide(ours @ theirs.T, lengths, out=np.zeros(lengths.shape), where=lengths > 0))


def _some(chosen: Mask) -> Integers:
    """Return the numbers chosen, at least the first."""
    return np.flatnonzero(chosen) if chosen.any() else np.zeros(1, dtype=np.int64)


def _course(random: np.random.Generator, growth: Floats, years: Integers) -> Floats:
    """Return sizes over time relative to the middle year, with ups and downs."""
    since = years - years[len(years) // 2]
    return np.asarray(np.exp(growth[:, None] * since + random.normal(0, _SHOCK, (len(growth), len(years)))))


def _fading(random: np.random.Generator, pairs: int, years: int) -> Floats:
    """Return chances of mean 1 that fade from year to year: (pairs, years)."""
    now = random.normal(0, _CHANCE, pairs)
    course = [now]
    for _ in range(years - 1):
        now = _FADING * now + np.sqrt(1 - _FADING**2) * random.normal(0, _CHANCE, pairs)
        course.append(now)
    return np.asarray(np.exp(np.column_stack(course) - _CHANCE**2 / 2))
