"""Indicators of organisations, countries, people, groups, and of all works, by year and field."""

from collections.abc import Callable, Mapping, Sequence
from typing import Final, Literal

import ibis
import ibis.expr.types as ir

from kelisim.measure.counting import Counting, Level, weights
from kelisim.measure.indicators.facts import facts
from kelisim.measure.scope import Scope, works_in
from kelisim.measure.tables import Tables

By = Literal["year", "field"]
Formula = Callable[[ir.Table], ir.Value]
_EVERYTHING: Final = Scope()


def works(counted: ir.Table) -> ir.Value:
    """Σ w: the works of the unit under the counting rule."""
    return counted.weight.sum()


def works_full(counted: ir.Table) -> ir.Value:
    """The number of works of the unit, each counting 1 whatever the rule."""
    return counted.count()


def citations(counted: ir.Table) -> ir.Value:
    """Σ w · citations, to the date of the data (OpenAlex); none where no work has a count."""
    return (counted.weight * counted.citations).sum()


def weighted_mean(counted: ir.Table, value: ir.Value) -> ir.Value:
    """Σ w x / Σ w over the works that have a value x; none where no work has one."""
    known = value.notnull()
    return (counted.weight * value).sum() / known.ifelse(counted.weight, 0).sum().nullif(0)


# What is averaged over the works of a unit: the value of one work from `facts`, null where not known.
VALUES: Final[dict[str, Formula]] = {
    "pp_collab": lambda t: t.collaborative.cast("float64"),
    "pp_int_collab": lambda t: t.international.cast("float64"),
    "share_international": lambda t: (t.kind == "international").cast("float64"),
    "share_national": lambda t: (t.kind == "national").cast("float64"),
    "share_institutional": lambda t: (t.kind == "institutional").cast("float64"),
    "share_single": lambda t: (t.kind == "single").cast("float64"),
    "mcs": lambda t: t.citations.cast("float64"),
    "fwci": lambda t: t.fwci,
    "percentile": lambda t: t.percentile,
    "mncs": lambda t: t.ncs,
    "pp_top_10": lambda t: t.top,
}


def counted_works(
    tables: Tables,
    level: Level,
    counting: Counting = "full",
    scope: Scope = _EVERYTHING,
    *,
    groups: Mapping[str, str] | None = None,
    of: Sequence[str] = (),
) -> ir.Table:
    """Return the works of units with their weight and all that indicators need: (unit, weight, …facts)."""
    counted = weights(tables, works_in(tables, scope), level, counting, groups).drop("year")
    if len(of) > 0:
        counted = counted.filter(counted.unit.isin(list(of)))
    return counted.join(facts(tables, scope), "work")


def unit_indicators(counted: ir.Table, by: Sequence[By] = ()) -> ir.Table:
    """Return all indicators of units: (unit, …by, works, works_full, …), one row for each unit and cut.

    `counted` comes from `counted_works`. Shares of the four types of collaboration add up to 1 over the works
    whose type can be told; `without_type`, `without_fwci` and `without_score` say how many works (full
    counting) a mean could not take in.
    """
    means = {name: weighted_mean(counted, value(counted)) for name, value in VALUES.items()}
    return counted.group_by("unit", *by).aggregate(
        works=works(counted),
        works_full=works_full(counted),
        citations=citations(counted),
        **means,
        without_type=counted.kind.isnull().sum(),
        without_fwci=counted.fwci.isnull().sum(),
        without_score=counted.ncs.isnull().sum(),
    )


def cells(counted: ir.Table, by: Sequence[By] = ()) -> ir.Table:
    """Return (unit, …by, indicator, weight, value, works): how many works of a unit are alike.

    What a bootstrap over publications needs: resampling works is resampling cells, each as often as it has
    works.
    """
    parts = []
    for name, value in VALUES.items():
        told = counted.select("unit", *by, "weight", indicator=ibis.literal(name), value=value(counted))
        told = told.filter(told.value.notnull())
        alike = told.group_by("unit", *by, "indicator", "weight", "value")
        parts.append(alike.aggregate(works=told.count()))
    return ibis.union(*parts)
