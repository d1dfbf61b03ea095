"""From tables to suggestions: learn from the years before, suggest from the last ones."""

from dataclasses import dataclass
from typing import Any, Final

from kelisim.measure.counting import Level
from kelisim.measure.pairs import joint_works
from kelisim.measure.partners.evaluating import Evaluation, evaluate
from kelisim.measure.partners.features import FEATURES, grounds
from kelisim.measure.partners.landscape import Landscape, landscape, last_years, symmetric
from kelisim.measure.partners.learning import Weights, learn
from kelisim.measure.partners.suggesting import ANYONE, Suggestion, Wanted, suggest
from kelisim.measure.scope import Scope
from kelisim.measure.tables import Tables

HIDDEN: Final = 2  # years
DEFINITION: Final = (
    "Partners without joint works, or with fewer than half of those that a gravity model (sizes, "
    "distance, same country; Poisson regression) lets expect, ranked by a logistic model of new links: "
    "similarity of topics (cosine of tf-idf), complement (new topics in common fields), partners in "
    "common (Adamic–Adar) and the expectation. Weights are learned from the links that came about in the "
    "last two years, out of the years before. Full counting; hyperauthored and retracted works are left "
    "out."
)


@dataclass(frozen=True, slots=True)
class Partners:
    """Suggestions with what they rest on: the years, the units compared, the weight of each feature.

    `learned_from` is the number of new links that the weights were learned from; 0 where there were too
    few and given weights were used.
    """

    home: str
    name: str
    years: tuple[int, int]
    compared: int
    left_out: int
    weights: dict[str, float]
    learned_from: int
    suggestions: tuple[Suggestion, ...]
    definition: str
    data_date: str | None


def partners(
    tables: Tables,
    home: str,
    *,
    level: Level = "organisations",
    wanted: Wanted = ANYONE,
    limit: int = 10,
    span: int = 5,
    least: int = 5,
) -> Partners:
    """Return with whom a unit should work next, by its works of the last `span` years.

    Units with fewer than `least` works in these years are left out. Raises MeasureError where the tables know
    too little.
    """
    years = last_years(tables, span)
    now = landscape(tables, level=level, years=years, least=least)
    weights = learned(tables, level=level, years=years, least=least)
    found = suggest(grounds(now), weights, home, wanted=wanted, limit=limit)
    return Partners(
        home,
        now.names[now.place(home)],
        years,
        now.size,
        now.left_out,
        {name: round(weight, 3) for name, weight in zip(FEATURES, weights.weights, strict=True)},
        weights.learned_from,
        found,
        DEFINITION,
        tables.read_on.isoformat() if tables.read_on is not None else None,
    )


def learned(tables: Tables, *, level: Level, years: tuple[int, int], least: int) -> Weights:
    """Return the weights that foretell the links of the last two of some years from as many years before."""
    past = landscape(tables, level=level, years=_earlier(years), least=least)
    return learn(grounds(past), links_in(tables, past, (years[1] - HIDDEN + 1, years[1])))


def hide_and_seek(
    tables: Tables, *, level: Level = "organisations", span: int = 5, least: int = 5
) -> Evaluation:
    """Return how well suggestions find the links of the last two years when these are hidden.

    The weights are learned from the two years before those, so that nothing hidden is seen.
    """
    years = last_years(tables, span)
    seen = _earlier(years)
    weights = learned(tables, level=level, years=seen, least=least)
    past = landscape(tables, level=level, years=seen, least=least)
    return evaluate(grounds(past), links_in(tables, past, (years[1] - HIDDEN + 1, years[1])), weights)


def links_in(tables: Tables, known: Landscape, years: tuple[int, int]) -> Any:
    """Return the joint works of some years between the units of a landscape: sparse (n, n), symmetric."""
    number = {unit: place for place, unit in enumerate(known.units)}
    joint = joint_works(tables, level=known.level, scope=Scope(years=years))
    summed = joint.group_by("first", "second").aggregate(works=joint.works.sum()).to_pyarrow().to_pylist()
    triples = sorted(
        (number[row["first"]], number[row["second"]], float(row["works"]))
        for row in summed
        if row["first"] in number and row["second"] in number
    )
    return symmetric(triples, len(known.units))


def _earlier(years: tuple[int, int]) -> tuple[int, int]:
    return years[0] - HIDDEN, years[1] - HIDDEN
