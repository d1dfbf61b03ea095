"""Joint works of two organisations, two countries or two people, year by year."""

from collections.abc import Sequence

import ibis
import ibis.expr.types as ir

from kelisim.measure.counting import Level, units
from kelisim.measure.scope import Scope, works_for_pairs
from kelisim.measure.tables import Tables

_EVERYTHING = Scope()
_SINGULAR = {"organisations": "organisation", "countries": "country", "people": "person", "everything": "all"}


def joint_works(
    tables: Tables,
    *,
    level: Level = "organisations",
    scope: Scope = _EVERYTHING,
    of: Sequence[str] = (),
) -> ir.Table:
    """Return the joint works of pairs by year: (first, second, year, works, fractional), first < second.

    `works` counts each joint work 1 for each pair (full counting). `fractional` counts it 1/(n(n−1)/2), n
    being its units, so that it adds up to the number of works that have two units or more. Hyperauthored
    works (more than 100 authors or 30 countries, ISI 2019) are left out unless the scope asks for them;
    `kelisim.measure.scope.left_out` says how many. With `of`, only pairs with one of these units. Works
    without a year stand at year 0.
    """
    sized = sized_units(tables, level=level, scope=scope)
    if len(of) > 0:
        chosen = sized.filter(sized.unit.isin(list(of))).select("work").distinct()
        sized = sized.semi_join(chosen, "work")
    paired = pairs_of_works(sized)
    if len(of) > 0:
        paired = paired.filter(paired.first.isin(list(of)) | paired.second.isin(list(of)))
    return paired.group_by("first", "second", "year").aggregate(
        works=paired.count(), fractional=(2 / (paired.n * (paired.n - 1))).sum()
    )


def organisation_works(
    tables: Tables, *, level: Level = "organisations", scope: Scope = _EVERYTHING
) -> ir.Table:
    """Return the works of units by year over the same works: (organisation, year, works, fractional).

    `works` is full counting; `fractional` gives each of the n units 1/n. The column is called `country` or
    `person` at these levels. Hyperauthored works are left out, as in `joint_works`.
    """
    sized = sized_units(tables, level=level, scope=scope)
    counted = sized.group_by("unit", "year").aggregate(works=sized.count(), fractional=(1 / sized.n).sum())
    return counted.rename({_SINGULAR[level]: "unit"})


def sized_units(tables: Tables, *, level: Level = "organisations", scope: Scope = _EVERYTHING) -> ir.Table:
    """Return (work, unit, year, n): the units of works that count for pairs, and how many the work has."""
    found = units(tables, works_for_pairs(tables, scope), level)
    return found.mutate(n=found.count().over(ibis.window(group_by="work")).cast("float64"))


def pairs_of_works(sized: ir.Table) -> ir.Table:
    """Return (work, first, second, year, n): each pair of units of each work, once, first < second."""
    other = sized.view()
    met = sized.join(other, [sized.work == other.work, sized.unit < other.unit], rname="{name}_other")
    return met.select("work", first=met.unit, second=met.unit_other, year=met.year, n=met.n)
