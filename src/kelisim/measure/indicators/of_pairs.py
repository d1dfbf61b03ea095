"""Indicators of pairs: how strong a tie is beside what the sizes of both would lead one to expect."""

from collections.abc import Sequence
from typing import Final, Literal, NamedTuple

import ibis
import ibis.expr.types as ir
from ibis import _

from kelisim.measure.counting import Level
from kelisim.measure.pairs import joint_works, sized_units
from kelisim.measure.scope import Scope
from kelisim.measure.tables import Tables

PairCounting = Literal["full", "fractional"]
_EVERYTHING: Final = Scope()
_Z: Final = 1.959963984540054  # two-sided 95 %


def salton(pairs: ir.Table) -> ir.Value:
    """Salton's cosine, c / √(P_i P_j); full counting (a measure of sets)."""
    return pairs.joint_works / (pairs.works_first * pairs.works_second).cast("float64").sqrt()


def jaccard(pairs: ir.Table) -> ir.Value:
    """Jaccard index, c / (P_i + P_j − c); full counting (a measure of sets)."""
    return pairs.joint_works / (pairs.works_first + pairs.works_second - pairs.joint_works)


def inclusion(pairs: ir.Table) -> ir.Value:
    """Inclusion index, c / min(P_i, P_j); full counting (a measure of sets)."""
    return pairs.joint_works / ibis.least(pairs.works_first, pairs.works_second)


def association(pairs: ir.Table) -> ir.Value:
    """Association strength, 2 T c / (K_i K_j): 1 is what chance would give (van Eck & Waltman 2009)."""
    return 2 * pairs.links * pairs.strength / (pairs.links_first * pairs.links_second)


def pair_indicators(
    tables: Tables,
    level: Level = "organisations",
    counting: PairCounting = "full",
    scope: Scope = _EVERYTHING,
    *,
    by_year: bool = True,
    of: Sequence[str] = (),
) -> ir.Table:
    """Return all indicators of pairs that have joint works, by year or over all years.

    Columns: first, second, year (where by year), joint_works, joint_works_fractional, works_first,
    works_second (P), links_first, links_second (K), links (T), salton, jaccard, inclusion, association, and
    ric_first (of the first towards the second), ric_second, each with _low and _high. K and T are sums of
    joint works under the counting rule. Over all years the RIC is the Mantel-Haenszel ratio with years as
    strata. With `of`, only pairs with one of these units; P, K and T are still those of all works.
    Hyperauthored works are left out.
    """
    counts = _counts(tables, level, counting, scope, of)
    measured = _each_year(counts) if by_year else _all_years(counts)
    return measured.mutate(
        salton=salton(measured),
        jaccard=jaccard(measured),
        inclusion=inclusion(measured),
        association=association(measured),
    ).drop("strength")


class _Counts(NamedTuple):
    """The counts that indicators need, all by year."""

    own: ir.Table  # unit, year, works (P), links (K)
    every: ir.Table  # year, links (T)
    pairs: ir.Table  # first, second, year, joint_works, joint_works_fractional, strength (c under the rule)


def _counts(tables: Tables, level: Level, counting: PairCounting, scope: Scope, of: Sequence[str]) -> _Counts:
    sized = sized_units(tables, level=level, scope=scope)
    # A work of n units gives each n − 1 links, and n(n−1)/2 links in all: no need to count pairs for them.
    others = sized.n - 1
    linked = sized.mutate(links=others if counting == "full" else (others > 0).ifelse(2 / sized.n, 0))
    own = linked.group_by("unit", "year").aggregate(works=linked.count(), links=linked.links.sum())
    every = linked.group_by("year").aggregate(links=linked.links.sum() / 2)
    pairs = joint_works(tables, level=level, scope=scope, of=of)
    pairs = pairs.rename(joint_works="works", joint_works_fractional="fractional")
    strength = pairs.joint_works.cast("float64") if counting == "full" else pairs.joint_works_fractional
    return _Counts(own, every, pairs.mutate(strength=strength))


def _each_year(counts: _Counts) -> ir.Table:
    joined = _with_sizes(counts.pairs, counts.own, ["year"]).join(counts.every, "year")
    for side in ("first", "second"):
        joined = _with_ratio(joined.mutate(**_stratum(joined, side)), side)
    return joined


def _all_years(counts: _Counts) -> ir.Table:
    """Add up the years, and pool the RIC over all of them, those without joint works too."""
    pairs = counts.pairs.group_by("first", "second").aggregate(
        **{name: counts.pairs[name].sum() for name in ("joint_works", "joint_works_fractional", "strength")}
    )
    own = counts.own.group_by("unit").aggregate(works=counts.own.works.sum(), links=counts.own.links.sum())
    every = counts.every.aggregate(links=counts.every.links.sum())
    added = _with_sizes(pairs, own, []).cross_join(every)
    ratios = _pooled(counts, pairs.select("first", "second"))
    return added.join(ratios, ["first", "second"])


def _pooled(counts: _Counts, pairs: ir.Table) -> ir.Table:
    """Return the RIC of pairs after Mantel and Haenszel; years are the strata."""
    firsts = counts.own.select("year", first="unit", links_first="links")
    seconds = counts.own.select("year", second="unit", links_second="links")
    years = pairs.join(firsts, "first").join(seconds, ["second", "year"]).join(counts.every, "year")
    years = years.filter(years.links > 0)
    joint = counts.pairs.select("first", "second", "year", "strength")
    years = years.left_join(joint, ["first", "second", "year"], rname="{name}_joint")
    years = years.mutate(strength=years.strength.fill_null(0))
    terms = {**_stratum(years, "first"), **_stratum(years, "second")}
    summed = years.mutate(**terms).group_by("first", "second").aggregate(**{n: _[n].sum() for n in terms})
    return _with_ratio(_with_ratio(summed, "first"), "second")


def _with_sizes(pairs: ir.Table, own: ir.Table, by: list[str]) -> ir.Table:
    first = own.select(*by, first="unit", works_first="works", links_first="links")
    second = own.select(*by, second="unit", works_second="works", links_second="links")
    return pairs.join(first, ["first", *by]).join(second, ["second", *by])


def _with_ratio(table: ir.Table, side: str) -> ir.Table:
    """Turn the terms of strata, added up, into ratio and interval (variance: Greenland & Robins 1985)."""
    above, below, spread = (table[f"{part}_{side}"] for part in ("above", "below", "spread"))
    ratio = above / below.nullif(0)
    error = (spread / (above * below).nullif(0)).sqrt()
    return table.mutate(
        **{
            f"ric_{side}": ratio,
            f"ric_{side}_low": ratio * (-_Z * error).exp(),
            f"ric_{side}_high": ratio * (_Z * error).exp(),
        }
    ).drop(*(f"{part}_{side}" for part in ("above", "below", "spread")))


def _stratum(t: ir.Table, side: str) -> dict[str, ir.Value]:
    """Return the terms of a year for the RIC of `side` towards the other.

    Of the links of i (n₁ = K_i) those with j are a = c; of the others (n₀ = T − K_i), b = K_j − c. The terms
    are a n₀/T, b n₁/T and, for the variance, (n₁ n₀ (a + b) − a b T)/T².
    """
    other = "second" if side == "first" else "first"
    a, exposed, cases, every = t.strength, t[f"links_{side}"], t[f"links_{other}"], t.links
    # Fractions that should cancel leave some 1e-16 where there is nothing.
    b, rest = (cases - a).round(12), (every - exposed).round(12)
    spread = (exposed * rest * cases - a * b * every) / (every * every)
    return {
        f"above_{side}": a * rest / every,
        f"below_{side}": b * exposed / every,
        f"spread_{side}": ibis.greatest(spread, 0),
    }
