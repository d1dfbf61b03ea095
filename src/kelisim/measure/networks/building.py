"""Tables of works → a network."""

from collections.abc import Sequence
from typing import Any, Final, Literal

import ibis
import ibis.expr.types as ir

from kelisim.measure.counting import Level
from kelisim.measure.networks.network import Link, Network, Node, degrees
from kelisim.measure.pairs import pairs_of_works, sized_units
from kelisim.measure.scope import Scope, left_out
from kelisim.measure.tables import Tables
from kelisim.measure.units import unit_names
from kelisim.places.names import country_name

LinkCounting = Literal["full", "fractional"]
RULES: Final[dict[str, str]] = {
    "full": "a link weighs its number of joint works",
    "fractional": "a joint work of n weighs 1/(n−1) on each link, so that strengths add up to joint works "
    "(Perianes-Rodriguez, Waltman & van Eck 2016)",
}
_EVERYTHING: Final = Scope()


def build_network(
    tables: Tables,
    level: Level = "organisations",
    counting: LinkCounting = "full",
    scope: Scope = _EVERYTHING,
    *,
    largest: int = 500,
    least: int = 1,
    around: Sequence[str] = (),
) -> Network:
    """Return the co-publication network of the `largest` units that have links of `least` joint works.

    The largest are those with most joint works among all. With `around`, only these units, those linked to
    them, and the links among all of these. Hyperauthored works are left out. The works of a node are all of
    its works under the scope, those without partners too.
    """
    sized = sized_units(tables, level=level, scope=scope)
    met = pairs_of_works(sized)
    linked = met.group_by("first", "second").aggregate(works=met.count(), fractional=(1 / (met.n - 1)).sum())
    linked = linked.filter(linked.works >= least)
    linked = linked.inner_join(_chosen(linked, largest, around).rename(first="unit"), "first")
    linked = linked.inner_join(_chosen(linked, largest, around).rename(second="unit"), "second")
    rows = linked.select("first", "second", "works", "fractional").to_pyarrow().to_pylist()
    weight = "works" if counting == "full" else "fractional"
    links = sorted(
        (Link(r["first"], r["second"], round(float(r[weight]), 9), int(r["works"])) for r in rows),
        key=lambda link: (link.first, link.second),
    )
    ends = sorted({end for link in links for end in (link.first, link.second)})
    return Network(
        f"Co-publication of {level}",
        level,
        _nodes(tables, level, sized, ends, links),
        tuple(links),
        _notes(tables, counting, scope, least),
    )


def _chosen(linked: ir.Table, largest: int, around: Sequence[str]) -> ir.Table:
    """Return the units of the network as a table (unit)."""
    both = ibis.union(
        linked.select(unit="first", other="second", works="works"),
        linked.select(unit="second", other="first", works="works"),
    )
    if len(around) > 0:
        near = both.filter(both.other.isin(list(around)) | both.unit.isin(list(around)))
        both = both.semi_join(near.select("unit").distinct(), "unit")
    strength = both.group_by("unit").aggregate(strength=both.works.sum())
    if len(around) > 0:  # those asked for are in whatever their size
        first = strength.unit.isin(list(around)).ifelse(0, 1)
        strength = strength.order_by(first, ibis.desc("strength"), "unit")
    else:
        strength = strength.order_by(ibis.desc("strength"), "unit")
    return strength.limit(largest).select("unit")


def _nodes(
    tables: Tables, level: Level, sized: ir.Table, ends: Sequence[str], links: Sequence[Link]
) -> tuple[Node, ...]:
    if len(ends) == 0:
        return ()
    wanted = sized.filter(sized.unit.isin(list(ends)))
    counted = wanted.group_by("unit").aggregate(works=wanted.count()).to_pyarrow().to_pylist()
    works = {row["unit"]: row["works"] for row in counted}
    labels = _labels(tables, level, ends)
    countries = _countries(tables, level, ends)
    measured = degrees(links)
    return tuple(
        Node(
            end,
            labels.get(end, end),
            float(works[end]),
            measured[end][0],
            round(measured[end][1], 9),
            country=countries.get(end),
        )
        for end in ends
    )


def _labels(tables: Tables, level: Level, ends: Sequence[str]) -> dict[str, str]:
    if level == "countries":
        return {end: country_name(end) for end in ends}
    named = unit_names(tables, level)
    rows: list[dict[str, Any]] = named.filter(named.unit.isin(list(ends))).to_pyarrow().to_pylist()
    return {row["unit"]: row["name"] for row in rows}


def _countries(tables: Tables, level: Level, ends: Sequence[str]) -> dict[str, str]:
    """Return the country in which each organisation is named most often."""
    if level == "countries":
        return {end: end for end in ends}
    if level != "organisations":
        return {}
    placed = tables.affiliations.filter(
        tables.affiliations.organisation.isin(list(ends)) & tables.affiliations.country.notnull()
    )
    counted = placed.group_by("organisation", "country").aggregate(times=placed.count())
    rows = counted.order_by("times", ibis.desc("country")).to_pyarrow().to_pylist()
    return {row["organisation"]: row["country"] for row in rows}  # the last, most frequent, stays


def _notes(tables: Tables, counting: LinkCounting, scope: Scope, least: int) -> tuple[str, ...]:
    row = left_out(tables, scope).to_pyarrow().to_pylist()[0]
    years = f"years {scope.years[0]}-{scope.years[1]}" if scope.years is not None else "all years"
    return (
        f"Counting: {counting}: {RULES[counting]}.",
        f"Data of {tables.read_on}; {years}; links of {least} joint works or more.",
        f"Left out: {row['retracted']} retracted works, {row['hyperauthored']} hyperauthored.",
    )
