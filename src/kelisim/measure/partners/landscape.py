"""Who works on what, and with whom: the matrices that suggestions of partners are computed from."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any, Final

import ibis
import numpy as np
import numpy.typing as npt
import scipy.sparse as sp

from kelisim.measure.counting import Level, units
from kelisim.measure.errors import MeasureError
from kelisim.measure.pairs import joint_works, organisation_works
from kelisim.measure.scope import Scope, works_for_pairs
from kelisim.measure.tables import Tables
from kelisim.places import country, country_name

Floats = npt.NDArray[np.float64]
MOST_UNITS: Final = 20_000  # the largest are kept; what is left out is told


@dataclass(frozen=True, slots=True)
class Landscape:
    """Organisations or countries with their sizes, joint works and topics over some years.

    `works` is (n,), full counting; `links` is (n, n), symmetric, joint works of pairs by full counting;
    `profiles` is (n, t), rows sum to 1 (or 0): the share of each topic in the unit's works. `fields` gives
    the field of each topic as a number. `points` is (n, 2), latitude and longitude in degrees of the capital
    of the unit's country, NaN where it is not known. `homes` numbers the countries; a unit without one is
    alone in its. `left_out` counts units that were too small.
    """

    level: Level
    years: tuple[int, int]
    units: tuple[str, ...]
    names: tuple[str, ...]
    countries: tuple[str | None, ...]
    works: Floats
    links: Any
    profiles: Any
    topics: tuple[str, ...]
    fields: npt.NDArray[np.int64]
    field_names: tuple[str, ...]
    points: Floats
    homes: npt.NDArray[np.int64]
    left_out: int = 0

    @property
    def size(self) -> int:
        """How many units there are."""
        return len(self.units)

    def place(self, unit: str) -> int:
        """Return the row of a unit. Raises MeasureError where it has no works in these years."""
        try:
            return self.units.index(unit)
        except ValueError:
            years = f"{self.years[0]}–{self.years[1]}"
            raise MeasureError(
                f"{unit} has too few works in {years} to suggest partners for it; "
                "add works of it with `kelisim works add`, or lower --min-works"
            ) from None


def landscape(
    tables: Tables, *, level: Level = "organisations", years: tuple[int, int], least: int = 5
) -> Landscape:
    """Return the landscape of some years; units with fewer than `least` works are left out.

    Hyperauthored and retracted works count for nothing here. Raises MeasureError where no unit is left.
    """
    scope = Scope(years=years)
    key = "country" if level == "countries" else "organisation"
    sizes = (
        organisation_works(tables, level=level, scope=scope).group_by(key).aggregate(works=ibis._.works.sum())
    )
    total = int(sizes.count().to_pyarrow().as_py())
    kept = sizes.filter(sizes.works >= least).order_by(ibis.desc("works"), key).limit(MOST_UNITS)
    rows = kept.to_pyarrow().to_pylist()
    if len(rows) == 0:
        raise MeasureError(
            f"no {key} has {least} works in {years[0]}–{years[1]}; add works with `kelisim works add`"
        )
    ids = tuple(sorted(row[key] for row in rows))
    number = {id: place for place, id in enumerate(ids)}
    works = np.zeros(len(ids))
    for row in rows:
        works[number[row[key]]] = row["works"]
    names, countries = _called(tables, level, ids)
    profiles, topics, fields, field_names = _profiles(tables, level, scope, number)
    return Landscape(
        level=level,
        years=years,
        units=ids,
        names=names,
        countries=countries,
        works=works,
        links=_links(tables, level, scope, number),
        profiles=profiles,
        topics=topics,
        fields=fields,
        field_names=field_names,
        points=points_of(countries),
        homes=homes_of(countries),
        left_out=total - len(ids),
    )


def last_years(tables: Tables, span: int = 5) -> tuple[int, int]:
    """Return the last years that the tables have in full: the newest work's year and those before it.

    Raises MeasureError where the tables hold no work with a year.
    """
    dated = tables.works.filter(tables.works.year > 0)
    newest = dated.year.max().to_pyarrow().as_py()
    if newest is None:
        raise MeasureError("the tables hold no works with a year; add some with `kelisim works add PATH`")
    return int(newest) - span + 1, int(newest)


def points_of(countries: Sequence[str | None]) -> Floats:
    """Return latitude and longitude, in degrees, of the capitals of countries; NaN where there is none."""
    known: dict[str | None, tuple[float, float]] = {None: (np.nan, np.nan)}
    for code in set(countries) - {None}:
        try:
            place = country(str(code))
        except KeyError:
            known[code] = (np.nan, np.nan)
            continue
        known[code] = (
            place.latitude if place.latitude is not None else np.nan,
            place.longitude if place.longitude is not None else np.nan,
        )
    return np.array([known[code] for code in countries], dtype=np.float64).reshape(-1, 2)


def homes_of(countries: Sequence[str | None]) -> npt.NDArray[np.int64]:
    """Return a number for each country; those of unknown ones are all different."""
    known = {code: number for number, code in enumerate(sorted({code for code in countries if code}))}
    return np.array([known[code] if code else -1 - row for row, code in enumerate(countries)], dtype=np.int64)


def _links(tables: Tables, level: Level, scope: Scope, number: dict[str, int]) -> Any:
    joint = joint_works(tables, level=level, scope=scope)
    summed = joint.group_by("first", "second").aggregate(works=joint.works.sum()).to_pyarrow()
    triples = [
        (number[first], number[second], works)
        for first, second, works in zip(
            *(summed[name].to_pylist() for name in ("first", "second", "works")), strict=True
        )
        if first in number and second in number
    ]
    triples.sort()
    return symmetric(triples, len(number))


def symmetric(triples: Sequence[tuple[int, int, float]], n: int) -> Any:
    """Return the symmetric sparse (n, n) matrix of (row, column, value), each pair given once."""
    rows = np.array([t[0] for t in triples], dtype=np.int64)
    columns = np.array([t[1] for t in triples], dtype=np.int64)
    values = np.array([t[2] for t in triples], dtype=np.float64)
    half = sp.coo_array((values, (rows, columns)), shape=(n, n)).tocsr()
    return (half + half.T).tocsr()


def _called(
    tables: Tables, level: Level, ids: tuple[str, ...]
) -> tuple[tuple[str, ...], tuple[str | None, ...]]:
    """Return the names and countries of units: for organisations those that most affiliations give."""
    if level == "countries":
        return tuple(_country(id) for id in ids), ids
    chosen = tables.affiliations.filter(tables.affiliations.organisation.isin(list(ids)))
    counted = (
        chosen.group_by("organisation", "name", "country")
        .aggregate(n=chosen.count())
        .to_pyarrow()
        .to_pylist()
    )
    counted.sort(key=lambda row: (row["n"], row["name"] or "", row["country"] or ""))
    names = {row["organisation"]: row["name"] for row in counted if row["name"]}
    countries = {row["organisation"]: row["country"] for row in counted if row["country"]}
    return tuple(names.get(id, id) for id in ids), tuple(countries.get(id) for id in ids)


def _country(code: str) -> str:
    try:
        return country_name(code, "en")
    except KeyError:
        return code


def _profiles(
    tables: Tables, level: Level, scope: Scope, number: dict[str, int]
) -> tuple[Any, tuple[str, ...], npt.NDArray[np.int64], tuple[str, ...]]:
    """Return the topic profiles of units, the topics' names, their fields, and the fields' names."""
    counted = units(tables, works_for_pairs(tables, scope), level)
    topical = tables.topics.select("work", "topic", "name", "field", "score")
    met = counted.join(topical, "work")
    rows = (
        met.group_by("unit", "topic")
        .aggregate(weight=met.score.fill_null(1.0).sum(), name=met.name.max(), field=met.field.max())
        .to_pyarrow()
        .to_pylist()
    )
    rows = sorted((row for row in rows if row["unit"] in number), key=lambda row: (row["topic"], row["unit"]))
    topics: dict[str, int] = {}
    names: dict[str, str] = {}
    fields: dict[str, str] = {}
    for row in rows:
        topics.setdefault(row["topic"], len(topics))
        names[row["topic"]] = row["name"] or row["topic"]
        fields[row["topic"]] = row["field"] or ""
    kinds = sorted(set(fields.values()))
    matrix = sp.coo_array(
        (
            np.array([row["weight"] for row in rows], dtype=np.float64),
            (
                np.array([number[row["unit"]] for row in rows], dtype=np.int64),
                np.array([topics[row["topic"]] for row in rows], dtype=np.int64),
            ),
        ),
        shape=(len(number), max(len(topics), 1)),
    ).tocsr()
    sums = np.asarray(matrix.sum(axis=1)).ravel()
    scale = np.divide(1.0, sums, out=np.zeros_like(sums), where=sums > 0)
    numbers = np.array([kinds.index(fields[topic]) for topic in topics] or [0], dtype=np.int64)
    return (sp.diags_array(scale) @ matrix).tocsr(), tuple(names[t] for t in topics), numbers, tuple(kinds)
