"""Which works a figure is about."""

from dataclasses import dataclass
from typing import Final

import ibis
import ibis.expr.types as ir

from kelisim.measure.tables import Tables

# Works with more authors or countries say little about a tie of two organisations.
# Institute for Scientific Information, Global Research Report: Multi-authorship and research analytics, 2019.
MOST_AUTHORS: Final = 100
MOST_COUNTRIES: Final = 30


@dataclass(frozen=True, slots=True)
class Scope:
    """Filters of works; an empty one lets all works in that are not retracted.

    `years` are the first and the last; `fields` are ids of fields of the primary topic; `types` are
    OpenAlex's words. `hyperauthored` works are left out of pairs and networks unless asked for.
    """

    years: tuple[int, int] | None = None
    fields: tuple[str, ...] = ()
    types: tuple[str, ...] = ()
    retracted: bool = False
    hyperauthored: bool = False


def works_in(tables: Tables, scope: Scope) -> ir.Table:
    """Return the works within the years, fields and types of a scope, and not retracted unless asked for."""
    works = _asked_for(tables, scope)
    return works if scope.retracted else works.filter(~works.retracted.fill_null(False))


def works_for_pairs(tables: Tables, scope: Scope) -> ir.Table:
    """Return the works of a scope without hyperauthored ones (unless the scope has them in)."""
    works = works_in(tables, scope)
    return works if scope.hyperauthored else works.filter(~is_hyperauthored(works))


def is_hyperauthored(works: ir.Table) -> ir.BooleanValue:
    """Return whether a work has more than 100 authors or more than 30 countries (ISI 2019)."""
    many = works.authors.fill_null(0) > MOST_AUTHORS
    return many | (works.countries.fill_null(0) > MOST_COUNTRIES)


def left_out(tables: Tables, scope: Scope) -> ir.Table:
    """Return one row with the works asked for, and those left out: retracted, hyperauthored, without year.

    Columns: works, retracted, hyperauthored (of those not retracted), undated (of those that stay; they are
    counted in totals and stand at no year).
    """
    works = _asked_for(tables, scope)
    retracted = works.retracted.fill_null(False) & ibis.literal(not scope.retracted)
    hyperauthored = is_hyperauthored(works) & ~retracted & ibis.literal(not scope.hyperauthored)
    return works.aggregate(
        works=works.count(),
        retracted=retracted.sum().fill_null(0),
        hyperauthored=hyperauthored.sum().fill_null(0),
        undated=((works.year == 0) & ~retracted & ~hyperauthored).sum().fill_null(0),
    )


def _asked_for(tables: Tables, scope: Scope) -> ir.Table:
    works = tables.works
    if scope.years is not None:
        works = works.filter(works.year.between(*scope.years))
    if len(scope.fields) > 0:
        works = works.filter(works.field.isin(scope.fields))
    if len(scope.types) > 0:
        works = works.filter(works.type.isin(scope.types))
    return works
