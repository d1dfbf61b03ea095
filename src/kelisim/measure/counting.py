"""Who a work counts for, and how much: organisations, countries, people; whole or in shares.

Rules (printed beside every figure):

- *full*: 1 for each unit of the work.
- *fractional*: 1/n for each of the n units of the work, so that shares add up to the number of works.
- *authors*: each author 1/a, shared equally among the author's affiliations and the units of each (Leiden
  Ranking Open Edition). What is affiliated to no unit is nobody's, so shares add up to less.
"""

from collections.abc import Mapping
from typing import Final, Literal, get_args

import ibis
import ibis.expr.types as ir

from kelisim.measure.errors import MeasureError
from kelisim.measure.tables import Tables

Level = Literal["organisations", "countries", "people", "everything"]
Counting = Literal["full", "fractional", "authors"]

LEVELS: Final[tuple[str, ...]] = get_args(Level)
COUNTINGS: Final[dict[str, str]] = {
    "full": "each work counts 1 for each unit that it has",
    "fractional": "each work counts 1/n for each of its n units; shares add up to the number of works",
    "authors": "each author counts 1/a, shared among the author's affiliations (Leiden Ranking Open Edition)",
}


def units(tables: Tables, works: ir.Table, level: Level = "organisations") -> ir.Table:
    """Return (work, unit, year), each once: the organisations, countries or people of some works.

    Countries are those of the authors and of their organisations together (Leiden Ranking Open Edition). A
    person is an id of the source, else an ORCID; names without either are nobody's. The level "everything"
    has one unit, "all", that every work belongs to.
    """
    if level == "everything":
        return works.select("work", unit=ibis.literal("all"), year="year")
    if level == "organisations":
        found = _of_affiliations(tables.affiliations, tables.affiliations.organisation)
    elif level == "countries":
        listed = tables.authorships.select("work", unit=tables.authorships.countries.unnest())
        found = ibis.union(_of_affiliations(tables.affiliations, tables.affiliations.country), listed)
    elif level == "people":
        found = tables.authorships.select("work", unit=_person(tables.authorships))
    else:
        raise MeasureError(f"there is no level {level!r}: give one of {', '.join(LEVELS)}")
    found = found.filter(found.unit.notnull())
    return found.join(works.select("work", "year"), "work").select("work", "unit", "year").distinct()


def weights(
    tables: Tables,
    works: ir.Table,
    level: Level,
    counting: Counting,
    groups: Mapping[str, str] | None = None,
) -> ir.Table:
    """Return (work, unit, year, weight): what each work counts for each of its units under a rule.

    With `groups`, units are put together: a unit that it maps counts for its group, the others for nobody. A
    work of two members counts once for the group in full counting, and with both shares otherwise.
    """
    if counting == "full":
        counted = units(tables, works, level).mutate(weight=ibis.literal(1).cast("float64"))
    elif counting == "fractional":
        found = units(tables, works, level)
        counted = found.mutate(weight=1 / found.count().over(ibis.window(group_by="work")).cast("float64"))
    elif counting == "authors":
        counted = _author_shares(tables, works, level)
    else:
        raise MeasureError(f"there is no counting rule {counting!r}: give one of {', '.join(COUNTINGS)}")
    return counted if groups is None else _grouped(counted, groups, counting)


def _grouped(counted: ir.Table, groups: Mapping[str, str], counting: Counting) -> ir.Table:
    mapped = ibis.memtable({"unit": list(groups), "group": list(groups.values())})
    joined = counted.join(mapped, "unit").select("work", "group", "year", "weight")
    weight = joined.weight.max() if counting == "full" else joined.weight.sum()
    return joined.group_by("work", "group", "year").aggregate(weight=weight).rename(unit="group")


def _author_shares(tables: Tables, works: ir.Table, level: Level) -> ir.Table:
    if level == "everything":
        return units(tables, works, level).mutate(weight=ibis.literal(1).cast("float64"))
    authors = tables.authorships.join(works.select("work", "year"), "work", rname="{name}_of_work")
    authors = authors.mutate(share=1 / authors.count().over(ibis.window(group_by="work")).cast("float64"))
    if level == "people":
        shares = authors.select("work", "year", "share", unit=_person(authors))
    elif level == "countries":
        authors = authors.mutate(share=authors.share / ibis.greatest(authors.countries.length(), 1))
        shares = authors.select("work", "year", "share", unit=authors.countries.unnest())
    else:
        shares = _organisation_shares(tables, authors.select("work", "position", "year", "share"))
    shares = shares.filter(shares.unit.notnull())
    # Rounded, so that the order in which an engine adds does not show.
    return shares.group_by("work", "unit", "year").aggregate(weight=shares.share.sum().round(12))


def _organisation_shares(tables: Tables, authors: ir.Table) -> ir.Table:
    """Share each author among the different affiliations, and each affiliation among its organisations."""
    rows = tables.affiliations.select(
        "work", "position", "organisation", raw=tables.affiliations.raw.fill_null("")
    )
    rows = rows.distinct()
    named = rows.group_by("work", "position", "raw").aggregate(organisations=rows.organisation.count())
    named = named.mutate(places=named.count().over(ibis.window(group_by=["work", "position"])))
    rows = rows.filter(rows.organisation.notnull()).join(named, ["work", "position", "raw"])
    shared = rows.join(authors, ["work", "position"])
    return shared.select(
        "work", "year", share=shared.share / (shared.places * shared.organisations), unit=shared.organisation
    )


def _of_affiliations(affiliations: ir.Table, unit: ir.Value) -> ir.Table:
    return affiliations.select("work", unit=unit)


def _person(authorships: ir.Table) -> ir.Value:
    return ibis.coalesce(authorships.author, authorships.orcid)
