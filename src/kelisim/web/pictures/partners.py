"""Partners on the map: where organisations are, and which places records tie together."""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from kelisim.register.columns import Columns, Ints, Links
from kelisim.web.pictures.scope import Scope, standing
from kelisim.web.pictures.ties import Ties, each_once, ties, together
from kelisim.web.whereabouts import Precision, Whereabouts


@dataclass(frozen=True, slots=True)
class MapPlace:
    """A place of partners: who is there, and which records name them. `geonames` is the id of its town."""

    id: str
    name: str | None  # of the town; None where only the country is known
    geonames: int | None
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
    """What the map shows, and how much of each there is in all.

    `unplaced` are organisations (id, name) whose place and country are unknown.
    """

    places: tuple[MapPlace, ...]
    arcs: tuple[MapArc, ...]
    unplaced: tuple[tuple[str, str], ...]
    places_total: int
    arcs_total: int
    unplaced_total: int


def partners_map(
    columns: Columns, where: Whereabouts, scope: Scope, *, limit: int | None = None
) -> PartnersMap:
    """Return where the organisations of a scope are, and which of these places its records tie together.

    With a limit, that many arcs and places of most records, and every place that an arc leads to.
    """
    held = standing(columns, scope, "organisation")
    there = _placed(held, where)
    tied = ties(there)
    strongest = np.argsort(-tied.counts, kind="stable")[:limit].astype(np.int32)
    counts = np.bincount(there.values, minlength=len(where.keys))
    named = np.flatnonzero(counts)
    most = named[np.argsort(-counts[named], kind="stable")]
    ends = set(tied.first[strongest].tolist()) | set(tied.second[strongest].tolist())
    first = len(most) if limit is None else limit
    shown = [*most[:first].tolist(), *(place for place in most[first:].tolist() if place in ends)]
    entities = np.unique(held.values)
    lost = entities[where.of_entity[entities] < 0]
    return PartnersMap(
        tuple(_places(columns, where, shown, there, entities)),
        tuple(_arcs(columns, where, tied, strongest)),
        tuple((columns.entities[each], columns.names[each]) for each in lost[:limit]),
        len(named),
        len(tied.first),
        len(lost),
    )


def records_between(
    columns: Columns, where: Whereabouts, scope: Scope, first: str, second: str | None = None
) -> tuple[str, ...]:
    """Return the records that tie two places together, or that name organisations of one."""
    if first not in where.keys or (second is not None and second not in where.keys):
        return ()
    there = _placed(standing(columns, scope, "organisation"), where)
    if second is not None:
        return together(columns, there, where.keys.index(first), where.keys.index(second))
    found = columns.having(there, (where.keys.index(first),))
    return tuple(columns.ids[record] for record in np.flatnonzero(found).tolist())


def _placed(held: Links, where: Whereabouts) -> Links:
    """Return which records name organisations of which places."""
    places = where.of_entity[held.values]
    known = places >= 0
    return each_once(Links(held.records[known], places[known]))


def _places(
    columns: Columns, where: Whereabouts, shown: Sequence[int], there: Links, entities: Ints
) -> list[MapPlace]:
    numbers, starts = _grouped(there.records, there.values, len(where.keys))
    records = list(map(columns.ids.__getitem__, numbers))
    placed = entities[where.of_entity[entities] >= 0]
    members, firsts = _grouped(placed, where.of_entity[placed], len(where.keys))  # entities stand by name
    organisations = list(
        zip(map(columns.entities.__getitem__, members), map(columns.names.__getitem__, members), strict=True)
    )
    found = []
    for place in shown:
        spot = where.spots[place]
        found.append(
            MapPlace(
                where.keys[place],
                spot.town,
                spot.geonames,
                spot.country,
                spot.latitude,
                spot.longitude,
                spot.precision,
                tuple(organisations[firsts[place] : firsts[place + 1]]),
                tuple(records[starts[place] : starts[place + 1]]),
            )
        )
    return found


def _grouped(items: Ints, groups: Ints, size: int) -> tuple[list[int], list[int]]:
    """Return items by their group, and where each of the groups 0 to `size` - 1 begins and the last ends."""
    order = np.argsort(groups, kind="stable")
    starts = np.concatenate([[0], np.cumsum(np.bincount(groups, minlength=size))])
    return items[order].tolist(), starts.tolist()


def _arcs(columns: Columns, where: Whereabouts, tied: Ties, strongest: Ints) -> list[MapArc]:
    return [
        MapArc(
            where.keys[tied.first[number]],
            where.keys[tied.second[number]],
            tuple(map(columns.ids.__getitem__, tied.records_of(number).tolist())),
        )
        for number in strongest.tolist()
    ]
