"""Where the organisations of a register are: places on a map, worked out once for an edition.

Public: `Spot`, `spot_of(entity)`, `Whereabouts`, `HeldWhereabouts`.
"""

from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from threading import Lock
from typing import Final, Literal

import numpy as np
import sqlalchemy as sa
from sqlalchemy.engine import Connection

from kelisim.model import Entity, from_json
from kelisim.places import country as country_place
from kelisim.places import find_places
from kelisim.register import schema
from kelisim.register.columns import Columns, Ints
from kelisim.web.towns import town_at

Precision = Literal["exact", "town", "country"]
_BEST: Final[tuple[Precision, ...]] = ("exact", "town", "country")


@dataclass(frozen=True, slots=True)
class Spot:
    """Where an organisation is, in degrees (WGS 84), and how that is known.

    "exact": from a registry, and the town by its names or by the gazetteer; "town": its name names one;
    "country": no more than that, drawn at the capital. `geonames` is the id of the town.
    """

    latitude: float
    longitude: float
    precision: Precision
    town: str | None
    geonames: int | None
    country: str | None


@dataclass(frozen=True, slots=True)
class Whereabouts:
    """The places of all organisations of one edition.

    `keys` are the ids of the places, in order; `spots` what is known of each; `of_entity` the number of its
    place for each entity of the columns, -1 where it is unknown.
    """

    edition: int
    keys: Sequence[str]
    spots: Sequence[Spot]
    of_entity: Ints


@dataclass(slots=True)
class HeldWhereabouts:
    """The whereabouts of the latest edition that was asked for; only what is new in it is worked out."""

    lock: Lock = field(default_factory=Lock)
    held: Whereabouts | None = None
    known: dict[str, tuple[int, Spot | None]] = field(default_factory=dict)  # by entity: hash of its body

    def of(self, connection: Connection, columns: Columns) -> Whereabouts:
        """Return the whereabouts for the columns of the edition that the connection sees."""
        found = self.held
        if found is not None and found.edition == columns.edition:
            return found
        with self.lock:  # one works them out, the others wait for it
            if self.held is not None and self.held.edition == columns.edition:
                return self.held
            known = _spots(connection, self.known)
            made = _gathered(columns, {id: spot for id, (_, spot) in known.items()})
            if self.held is None or self.held.edition < made.edition:
                self.held, self.known = made, known
            return made


def spot_of(entity: Entity) -> Spot | None:
    """Return where an organisation is: by registry, else by a town in its names, else by its country."""
    town = _town_in_names(entity)
    if entity.latitude is not None and entity.longitude is not None:
        where = entity.latitude, entity.longitude
        if town is not None and abs(town.latitude - where[0]) < 0.5 and abs(town.longitude - where[1]) < 0.5:
            return Spot(*where, "exact", town.town, town.geonames, entity.country)
        near = town_at(*where, entity.country)
        name, geonames = (None, None) if near is None else (near.name, near.geonames)
        return Spot(*where, "exact", name, geonames, entity.country)
    if town is not None:
        return town
    if entity.country is None:
        return None
    capital = country_place(entity.country)
    if capital.latitude is None or capital.longitude is None:
        return None
    return Spot(capital.latitude, capital.longitude, "country", None, None, entity.country)


def _town_in_names(entity: Entity) -> Spot | None:
    countries = () if entity.country is None else (entity.country,)
    for name in dict.fromkeys((entity.name, *(name.value for name in entity.names))):
        for found in find_places(name, countries):
            place = found.place
            if place.type != "city" or place.latitude is None or place.longitude is None:
                continue
            # Without a country any word may be a town somewhere: only what can hardly be another is taken.
            if place.country == entity.country or (entity.country is None and found.sure):
                return Spot(
                    place.latitude, place.longitude, "town", place.name, place.geonames, place.country
                )
    return None


def _spots(
    connection: Connection, known: dict[str, tuple[int, Spot | None]]
) -> dict[str, tuple[int, Spot | None]]:
    """Return where each organisation is; those whose body is as it was are taken from what is known."""
    entity = schema.entity
    query = sa.select(entity.c.id, entity.c.body).where(entity.c.type == "organisation")
    found = {}
    for id, body in connection.execute(query):
        before, now = known.get(id), hash(body)
        if before is None or before[0] != now:
            before = now, spot_of(from_json(body, Entity))
        found[id] = before
    return found


def _gathered(columns: Columns, spots: dict[str, Spot | None]) -> Whereabouts:
    """Return organisations put together by place: the best known position of a place stands for it."""
    best: dict[str, Spot] = {}
    towns: dict[str, tuple[str, int | None]] = {}
    place_of: dict[str, str] = {}
    for id in sorted(spots):
        spot = spots[id]
        if spot is None:
            continue
        key = place_of[id] = _key(spot)
        if key not in best or _order(spot) < _order(best[key]):
            best[key] = spot
        if spot.town is not None:
            towns.setdefault(key, (spot.town, spot.geonames))
    keys = sorted(best)
    numbers = {key: number for number, key in enumerate(keys)}
    return Whereabouts(
        columns.edition,
        keys,
        [_named(best[key], towns.get(key)) for key in keys],
        np.array([numbers.get(place_of.get(id, ""), -1) for id in columns.entities], dtype=np.int32),
    )


def _named(spot: Spot, town: tuple[str, int | None] | None) -> Spot:
    name, geonames = (None, None) if town is None else town
    return replace(spot, town=name, geonames=geonames)


def _order(spot: Spot) -> tuple[int, float, float]:
    return _BEST.index(spot.precision), spot.latitude, spot.longitude


def _key(spot: Spot) -> str:
    """Return what tells places apart: a country as a whole, or a tenth of a degree."""
    if spot.precision == "country":
        return str(spot.country)
    return f"{spot.latitude:.1f},{spot.longitude:.1f}"
