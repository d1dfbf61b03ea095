"""Organisations and countries by name: which unit a user means, and what a unit is called."""

import ibis
import ibis.expr.types as ir

from kelisim.measure.counting import Level
from kelisim.measure.errors import MeasureError
from kelisim.measure.tables import Tables
from kelisim.places import country_of

_MOST_SHOWN = 8


def unit_names(tables: Tables, level: Level) -> ir.Table:
    """Return (unit, name): what the tables call each organisation or person most often."""
    if level == "people":
        named = tables.authorships.select(
            "name", unit=ibis.coalesce(tables.authorships.author, tables.authorships.orcid)
        )
    else:
        named = tables.affiliations.select("name", unit="organisation")
    named = named.filter(named.unit.notnull() & named.name.notnull())
    counted = named.group_by("unit", "name").aggregate(times=named.count())
    first = ibis.window(group_by="unit", order_by=[ibis.desc("times"), ibis.asc("name")])
    ranked = counted.mutate(place=ibis.row_number().over(first))
    return ranked.filter(ranked.place == 0).select("unit", "name")


def find_country(text: str) -> str:
    """Return the ISO code that a code or a name of a country means. Raises MeasureError for no country."""
    if len(text) == 2 and text.isascii() and text.isalpha():
        return text.upper()
    code = country_of(text)
    if code is None:
        raise MeasureError(f"no country is called {text!r}: give its name, or its code such as KZ")
    return code


def find_organisation(tables: Tables, text: str) -> str:
    """Return the id of the organisation that an id, an address at ror.org or a name means.

    A name must be that of one organisation in the tables, else be part of one only. Raises MeasureError
    which names those that come into question.
    """
    wanted = text.strip().removeprefix("https://ror.org/").removeprefix("ror.org/")
    affiliations = tables.affiliations
    if affiliations.filter(affiliations.organisation == wanted).limit(1).count().to_pyarrow().as_py():
        return wanted
    named = affiliations.filter(affiliations.organisation.notnull() & affiliations.name.notnull())
    lowered = named.name.lower()
    found = named.filter(lowered.contains(wanted.lower()))
    found = found.group_by("organisation", "name").aggregate(times=found.count())
    rows = found.order_by(ibis.desc("times"), "name").to_pyarrow().to_pylist()
    exact = {row["organisation"] for row in rows if row["name"].lower() == wanted.lower()}
    ids = exact or {row["organisation"] for row in rows}
    if len(ids) == 1:
        return str(next(iter(ids)))
    if len(ids) == 0:
        raise MeasureError(
            f"no organisation of these works is {text!r}: `kelisim measure organisations` lists them"
        )
    first: dict[str, str] = {}
    for row in rows:
        first.setdefault(row["organisation"], row["name"])
    shown = [f"{name} ({id})" for id, name in first.items() if id in ids][:_MOST_SHOWN]
    more = f" and {len(ids) - len(shown)} more" if len(ids) > len(shown) else ""
    raise MeasureError(f"{text!r} can mean {', '.join(shown)}{more}: give the id")
