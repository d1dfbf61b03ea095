"""What each work is in itself, before it is counted for anybody: who collaborated, how it is cited."""

from typing import Final, Literal

import ibis
import ibis.expr.types as ir

from kelisim.measure.counting import units
from kelisim.measure.scope import Scope, works_in
from kelisim.measure.tables import Tables

Normalisation = Literal["field", "subfield", "topic"]
TOP: Final = 0.1
_CHINA: Final = ("HK", "MO")  # the Leiden Ranking counts Hong Kong and Macao to China


def collaboration(tables: Tables, works: ir.Table) -> ir.Table:
    """Return (work, international, collaborative, kind) of works.

    A work is international with more than one country (of its authors and organisations together; Hong Kong
    and Macao count to China), collaborative with more than one organisation or country: `p_int_collab` and
    `p_collab` of the Leiden Ranking Open Edition. `kind` is "international", else "national" (more than one
    organisation), else "institutional" (more than one author), else "single" (SciVal); none where there are
    several authors and no organisation or country of any is known, or the number of authors is not known.
    """
    countries = units(tables, works, "countries")
    mapped = countries.unit.isin(_CHINA).ifelse("CN", countries.unit)
    in_countries = countries.group_by("work").aggregate(n_countries=mapped.nunique())
    organisations = units(tables, works, "organisations")
    in_organisations = organisations.group_by("work").aggregate(n_organisations=organisations.count())
    joined = works.select("work", "authors").left_join(in_countries, "work").drop("work_right")
    joined = joined.left_join(in_organisations, "work").drop("work_right")
    n_countries, n_organisations = (
        joined.n_countries.fill_null(0),
        joined.n_organisations.fill_null(0),
    )
    known = (n_countries > 0) | (n_organisations > 0)
    kind = ibis.cases(
        (n_countries > 1, "international"),
        (n_organisations > 1, "national"),
        ((joined.authors > 1) & known, "institutional"),
        (joined.authors == 1, "single"),
        else_=ibis.null("string"),
    )
    return joined.select(
        "work",
        international=n_countries > 1,
        collaborative=(n_countries > 1) | (n_organisations > 1),
        kind=kind,
    )


def citation_scores(tables: Tables, by: Normalisation = "field") -> ir.Table:
    """Return (work, ncs, top) against all works of the tables of the same field and year.

    `ncs` is citations over their mean (none where the mean is 0), as in the mean normalised citation score of
    Waltman et al. 2011. `top` is 1 for works in the most cited tenth; where several tie at its edge each is
    in by the same part, so that exactly a tenth is in (Waltman & Schreiber 2013). Works without citations,
    field or year given, and retracted ones, are no part of the reference and get no score.
    """
    works = works_in(tables, Scope())
    works = works.filter(works.cited_by.notnull() & works[by].notnull() & (works.year > 0))
    works = works.select("work", "cited_by", "year", group=works[by])
    peers = ibis.window(group_by=["group", "year"])
    tied = ibis.window(group_by=["group", "year", "cited_by"])
    ranked = ibis.window(group_by=["group", "year"], order_by=ibis.desc("cited_by"))
    ranks = works.mutate(
        mean=works.cited_by.mean().over(peers),
        size=works.count().over(peers).cast("float64"),
        ties=works.count().over(tied),
        above=ibis.rank().over(ranked),  # from 0: how many are cited more
    )
    # The tenth is told in tenths of a work, so that 0.1 · 30 is not a little more than 3.
    part = (ranks.size * TOP).round(9) - ranks.above
    inside = ibis.least(ibis.greatest(part / ranks.ties, 0), 1)
    return ranks.select("work", ncs=ranks.cited_by / ranks["mean"].nullif(0), top=inside)


def facts(tables: Tables, scope: Scope, by: Normalisation = "field") -> ir.Table:
    """Return one row for each work of a scope with all that indicators of units need.

    Columns: work, year, field, citations, fwci, percentile, international, collaborative, kind, ncs, top.
    """
    works = works_in(tables, scope)
    told = collaboration(tables, works)
    scores = citation_scores(tables, by)
    own = works.select("work", "field", "fwci", "percentile", year="year", citations="cited_by")
    joined = own.left_join(told, "work").drop("work_right")
    return joined.left_join(scores, "work").drop("work_right")
