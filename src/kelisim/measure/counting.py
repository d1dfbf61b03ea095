"""Who a work counts for, and how much: organisations, countries, people; whole or in shares.

Rules (printed beside every figure):

- *full*: 1 for each unit of the work.
- *fractional*: 1/n for each of the n units of the work, so that shares add up to the number of works.
- *authors*: each author 1/a, shared equally among the author's affiliations and the units of each (Leiden
  Ranking Open Edition). What is affiliated to no unit is nobody's, so shares add up to less.
"""

from typing import Final, Literal, get_args

import ibis
import ibis.expr.types as ir

from kelisim.measure.errors import MeasureError
from kelisim.measure.tables import Tables

Level = Literal["organisations", "countries", "people"]
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
    person is an id of the source, else an ORCID; names without either are nobody's.
    """
    if level == "organisations":
        found = _of_affiliations(tables.affiliations, tables.affiliations.organisation)
    elif level == "countries":
        listed = tables.authorships.select("work", unit=tables.authorships.countries.unnest())
        found = ibis.union(_of_affiliations(tables.affiliations, tables.affiliations.country), listed)
    elif level == "people":
        who = ibis.coalesce(tables.authorships.author, tables.authorships.orcid)
        found = tables.authorships.select("work", unit=who)
    else:
        raise MeasureError(f"there is no level {level!r}: give one of {', '.join(LEVELS)}")
    found = found.filter(found.unit.notnull())
    return found.join(works.select("work", "year"), "work").select("work", "unit", "year").distinct()


def _of_affiliations(affiliations: ir.Table, unit: ir.Value) -> ir.Table:
    return affiliations.select("work", unit=unit)
