"""Partners on the map: where organisations are, and which places records tie together."""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import combinations
from typing import Final, Literal

import sqlalchemy as sa
from sqlalchemy.engine import Connection

from kelisim.model import Entity, from_json
from kelisim.places import country as country_place
from kelisim.places import find_places
from kelisim.register import schema
from kelisim.web.pictures.scope import Scope, Standing, standings
from kelisim.web.pictures.towns import town_at

Precision = Literal["exact", "town", "country"]
_MANY: Final = 40  # places of one record: a list of guests from more ties no two of them together
_CHUNK: Final = 500


@dataclass(frozen=True, slots=True)
class Spot:
    """Where an organisation is, in degrees (WGS 84), and how that is known.

    "exact": from a registry, and the town by its names or by the gazetteer; "town": its name names one;
    "country": no more than that, drawn at the capital.
    """

    latitude: float
    longitude: float
    precision: Precision
    town: str | None
    country: str | None


@dataclass(frozen=True, slots=True)
class MapPlace:
    """A place of partners: who is there, and how many records name them."""

    id: str
    name: str | None  # of the town; None where only the country is known
    country: str | None
    latitude: float
    longitude: float
    precision: Precision
    organisations: tuple[tuple[str, str], ...]  # id and name
    records: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class MapArc:
    """Two places that records tie together, by their ids."""

    first: str
    second: str
    records: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class PartnersMap:
    """What the map shows. `unplaced` are the organisations (id, name) whose place and country are unknown."""

    places: tuple[MapPlace, ...]
    arcs: tuple[MapArc, ...]
    unplaced: tuple[tuple[str, str], ...]


def partners_map(connection: Connection, scope: Scope) -> PartnersMap:
    """Return where the organisations of a scope are, and which of these places its records tie together."""
    held = standings(connection, scope, ("organisation",))
    entities = load_entities(connection, {each.entity for each in held})
    spots = {id: spot_of(entity) for id, entity in entities.items()}
    place_of = {id: _key(spot) for id, spot in spots.items() if spot is not None}
    unplaced = sorted((entities[id].name, id) for id, spot in spots.items() if spot is None)
    return PartnersMap(
        tuple(_places(held, entities, spots, place_of)),
        tuple(_arcs(held, place_of)),
        tuple((id, name) for name, id in unplaced),
    )


def load_entities(connection: Connection, ids: Iterable[str]) -> dict[str, Entity]:
    """Return the entities with these ids."""
    wanted, found = sorted(ids), {}
    for start in range(0, len(wanted), _CHUNK):
        query = sa.select(schema.entity.c.body).where(schema.entity.c.id.in_(wanted[start : start + _CHUNK]))
        for body in connection.execute(query).scalars():
            entity = from_json(body, Entity)
            found[entity.id] = entity
    return found


def spot_of(entity: Entity) -> Spot | None:
    """Return where an organisation is: by registry, else by a town in its names, else by its country."""
    town = _town_in_names(entity)
    if entity.latitude is not None and entity.longitude is not None:
        name = town.town if town is not None and _near(town, entity) else None
        name = name or town_at(entity.latitude, entity.longitude, entity.country)
        return Spot(entity.latitude, entity.longitude, "exact", name, entity.country)
    if town is not None:
        return town
    if entity.country is None:
        return None
    capital = country_place(entity.country)
    if capital.latitude is None or capital.longitude is None:
        return None
    return Spot(capital.latitude, capital.longitude, "country", None, entity.country)


def _town_in_names(entity: Entity) -> Spot | None:
    countries = () if entity.country is None else (entity.country,)
    for name in dict.fromkeys((entity.name, *(name.value for name in entity.names))):
        for found in find_places(name, countries):
            place = found.place
            if place.type != "city" or place.latitude is None or place.longitude is None:
                continue
            # Without a country any word may be a town somewhere: only what can hardly be another is taken.
            if place.country == entity.country or (entity.country is None and found.sure):
                return Spot(place.latitude, place.longitude, "town", place.name, place.country)
    return None


def _near(spot: Spot, entity: Entity) -> bool:
    """Return whether a town is where the registry says that the organisation is, within half a degree."""
    assert entity.latitude is not None
    assert entity.longitude is not None
    return abs(spot.latitude - entity.latitude) < 0.5 and abs(spot.longitude - entity.longitude) < 0.5


def _key(spot: Spot) -> str:
    """Return what tells places apart: a country as a whole, or a tenth of a degree."""
    if spot.precision == "country":
        return str(spot.country)
    return f"{spot.latitude:.1f},{spot.longitude:.1f}"


def _places(
    held: Sequence[Standing],
    entities: dict[str, Entity],
    spots: dict[str, Spot | None],
    place_of: dict[str, str],
) -> Iterable[MapPlace]:
    records: defaultdict[str, set[str]] = defaultdict(set)
    members: defaultdict[str, set[str]] = defaultdict(set)
    for each in held:
        if each.entity in place_of:
            records[place_of[each.entity]].add(each.record)
            members[place_of[each.entity]].add(each.entity)
    for key in sorted(records, key=lambda key: (-len(records[key]), key)):
        there = sorted(members[key])
        known = [spot for id in there if (spot := spots[id]) is not None]
        best = min(known, key=lambda spot: (spot.precision != "exact", spot.latitude, spot.longitude))
        yield MapPlace(
            key,
            next((spot.town for spot in known if spot.town is not None), None),
            best.country,
            best.latitude,
            best.longitude,
            best.precision,
            tuple(sorted(((id, entities[id].name) for id in there), key=lambda each: each[1])),
            tuple(sorted(records[key])),
        )


def _arcs(held: Sequence[Standing], place_of: dict[str, str]) -> Iterable[MapArc]:
    places: defaultdict[str, set[str]] = defaultdict(set)
    for each in held:
        if each.entity in place_of:
            places[each.record].add(place_of[each.entity])
    tied: defaultdict[tuple[str, str], list[str]] = defaultdict(list)
    for record in sorted(places):
        if len(places[record]) <= _MANY:
            for first, second in combinations(sorted(places[record]), 2):
                tied[first, second].append(record)
    for (first, second), records in sorted(tied.items(), key=lambda item: (-len(item[1]), item[0])):
        yield MapArc(first, second, tuple(records))
