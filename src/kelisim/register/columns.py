"""The register's records as columns in memory: what lists, facets and pages of countries are counted from.

Public: `Columns`, `load_columns(connection)`, `HeldColumns`. Records, entities and their links as arrays of
numbers: 100,000 statements take about 10 MB, and a count over them a millisecond, whatever the filter.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from threading import Lock
from typing import Any, Final, TypeVar

import numpy as np
import sqlalchemy as sa
from numpy.typing import NDArray
from sqlalchemy.engine import Connection

from kelisim.model import KINDS
from kelisim.register import schema
from kelisim.register.editions import edition

KIND_NAMES: Final = tuple(KINDS)
Ints = NDArray[np.int32]
Mask = NDArray[np.bool_]
T = TypeVar("T", str, str | None)
_CHUNK: Final = 500


@dataclass(frozen=True, slots=True)
class Links:
    """Which records have which values: pairs of places, each pair once."""

    records: Ints
    values: Ints

    def where(self, mask: Mask) -> "Links":
        """Return those of a choice."""
        return Links(self.records[mask], self.values[mask])


@dataclass(frozen=True, slots=True)
class Columns:
    """All records of one edition, by their place in the order of ids; entities by type, name and id.

    `kind` are places in `KIND_NAMES`; `status`, `country_codes`, `publishers` name what the numbers of
    their columns stand for, -1 for the country of an entity where it is unknown; days are numbers such as
    20260226, 0 for none. `parties` are the entities in any slot but the place, `named` those in any, and
    `naming_each` how many records name each. `by_date`, `by_title`, `by_probability` give places of records
    in the ascending order of that and then the id; what has no date stands last. `names` are those of the
    entities, `entity_ranks` the places of the entities' ids among all ids.
    """

    edition: int
    ids: Sequence[str]
    places: dict[str, int]
    kind: Ints
    statuses: Sequence[str | None]
    status: Ints
    first_day: Ints
    last_day: Ints
    review: Mask
    contradiction: Mask
    by_date: Ints
    by_title: Ints
    by_probability: Ints
    country_codes: Sequence[str]
    countries: Links
    publishers: Sequence[str | None]
    published: Links
    entities: Sequence[str]
    names: Sequence[str]
    entity_places: dict[str, int]
    entity_ranks: Ints
    entity_types: NDArray[np.str_]
    entity_country: Ints
    organisation: Mask
    parties: Links
    named: Links
    naming_each: Ints

    def every(self) -> Mask:
        """Return the choice of all records."""
        return np.ones(len(self.ids), dtype=np.bool_)

    def having(self, links: Links, values: Iterable[int]) -> Mask:
        """Return the choice of the records that have one of the values."""
        wanted = np.fromiter(values, dtype=np.int32)
        found = np.zeros(len(self.ids), dtype=np.bool_)
        if len(wanted) == 1:
            found[links.records[links.values == wanted[0]]] = True
        elif len(wanted) > 1:
            among = np.zeros(int(max(links.values.max(initial=0), wanted.max())) + 1, dtype=np.bool_)
            among[wanted] = True
            found[links.records[among[links.values]]] = True
        return found

    def of_country(self, code: str) -> Mask:
        """Return the choice of the records that name somebody of a country."""
        numbers = [number for number, each in enumerate(self.country_codes) if each == code]
        return self.having(self.countries, numbers)

    def in_country(self, code: str | None) -> Mask:
        """Return the choice of the entities of a country; of all without one."""
        if not code:
            return np.ones(len(self.entities), dtype=np.bool_)
        numbers = [number for number, each in enumerate(self.country_codes) if each == code.upper()]
        return np.isin(self.entity_country, numbers)

    def naming(self, entity: str) -> Mask:
        """Return the choice of the records that name an entity, by its current id."""
        place = self.entity_places.get(entity)
        return self.having(self.named, () if place is None else (place,))

    def counted(self, links: Links, chosen: Mask, size: int) -> Ints:
        """Return how many of the chosen records have each of the values 0 to `size` - 1."""
        return np.bincount(links.values[chosen[links.records]], minlength=size).astype(np.int32)

    def latest(self, chosen: Mask) -> Ints:
        """Return the places of the chosen records, the latest first; those without a date come last."""
        order = falling(self.by_date, self.first_day > 0)
        return order[chosen[order]]


def falling(order: Ints, known: Mask) -> Ints:
    """Return an ascending order the other way round; what is not known stays at the end, turned round too."""
    turned = order[::-1]
    has = known[turned]
    return np.concatenate([turned[has], turned[~has]])


@dataclass(slots=True)
class HeldColumns:
    """The columns of the latest edition that was asked for, shared by who reads it."""

    lock: Lock = field(default_factory=Lock)
    held: Columns | None = None

    def of(self, connection: Connection) -> Columns:
        """Return the columns of the edition that a connection sees."""
        number = edition(connection)
        found = self.held
        if found is not None and found.edition == number:
            return found
        with self.lock:  # one reads, the others wait for it
            if self.held is not None and self.held.edition == number:
                return self.held
            made = load_columns(connection)
            if self.held is None or self.held.edition < number:
                self.held = made
            return made


def load_columns(connection: Connection) -> Columns:
    """Return the columns of the edition that a connection sees; a second for 100,000 statements."""
    number = edition(connection)
    record = schema.record
    rows = _all(
        connection,
        sa.select(
            *(record.c[name] for name in ("id", "kind", "first_day", "last_day", "status")),
            *(record.c[name] for name in ("probability", "review", "contradiction")),
        ).order_by(record.c.kind, record.c.first_day, record.c.id),
    )
    rows.sort()  # by id
    ids = [row[0] for row in rows]
    places = {id: place for place, id in enumerate(ids)}
    kinds = {name: place for place, name in enumerate(KIND_NAMES)}
    statuses, status = _numbered(row[4] for row in rows)
    first = _days(row[2] for row in rows)
    probability = np.array([row[5] for row in rows], dtype=np.float64)
    entities = _entities(connection)
    entity_ids = [row[0] for row in entities]
    types = np.array([row[1] for row in entities], dtype=np.str_)
    entity_places = {id: place for place, id in enumerate(entity_ids)}
    parties, named = _named(connection, places, entity_places)
    links = _all(connection, sa.select(schema.record_country.c.record, schema.record_country.c.country))
    codes = sorted({code for _, code in links} | {row[2] for row in entities} - {None})
    numbers: dict[str | None, int] = {None: -1, **{code: place for place, code in enumerate(codes)}}
    publishers, published = _publishers(connection, places)
    return Columns(
        edition=number,
        ids=ids,
        places=places,
        kind=np.array([kinds[row[1]] for row in rows], dtype=np.int32),
        statuses=statuses,
        status=status,
        first_day=first,
        last_day=_days(row[3] for row in rows),
        review=np.array([row[6] for row in rows], dtype=np.bool_),
        contradiction=np.array([row[7] for row in rows], dtype=np.bool_),
        by_date=_order(np.where(first == 0, np.iinfo(np.int32).max, first)),
        by_title=_titles(connection, places),
        by_probability=_order(probability),
        country_codes=codes,
        countries=_linked(((places[record], numbers[code]) for record, code in links)),
        publishers=publishers,
        published=published,
        entities=entity_ids,
        names=[row[3] for row in entities],
        entity_places=entity_places,
        entity_ranks=_ranks(entity_ids),
        entity_types=types,
        entity_country=np.array([numbers[row[2]] for row in entities], dtype=np.int32),
        organisation=types == "organisation",
        parties=parties,
        named=named,
        naming_each=np.bincount(named.values, minlength=len(entity_ids)).astype(np.int32),
    )


def _all(connection: Connection, query: sa.Select[Any]) -> list[Any]:
    """Return all rows as plain tuples, as the driver gives them: a quarter of the time of others."""
    text = str(query.compile(connection, compile_kwargs={"literal_binds": True}))
    cursor = connection.connection.cursor()
    try:
        cursor.execute(text)
        return list(cursor.fetchall())
    finally:
        cursor.close()


def _entities(connection: Connection) -> list[Any]:
    entity = schema.entity
    query = sa.select(entity.c.id, entity.c.type, entity.c.country, entity.c.name)
    return _all(connection, query.order_by(entity.c.type, entity.c.name, entity.c.id))


def _named(connection: Connection, places: dict[str, int], entities: dict[str, int]) -> tuple[Links, Links]:
    """Return the entities in the records: the parties, and those of any slot."""
    link = schema.record_entity
    rows = _all(connection, sa.select(link.c.record, link.c.entity, link.c.slot))
    parties = ((places[record], entities[entity]) for record, entity, slot in rows if slot != "place")
    return _linked(parties), _linked((places[record], entities[entity]) for record, entity, _ in rows)


def _publishers(connection: Connection, places: dict[str, int]) -> tuple[list[str | None], Links]:
    statement, document = schema.statement, schema.document
    names = dict(_all(connection, sa.select(document.c.id, document.c.publisher)))
    held = _all(
        connection,
        sa.select(statement.c.record, statement.c.document).where(statement.c.record.is_not(None)),
    )
    publishers = sorted({names[row[1]] for row in held}, key=lambda name: (name is None, name or ""))
    known = {name: place for place, name in enumerate(publishers)}
    return publishers, _linked((places[record], known[names[id]]) for record, id in held)


def _titles(connection: Connection, places: dict[str, int]) -> Ints:
    """Return the places of the records by kind, title and id."""
    record = schema.record
    query = sa.select(record.c.id).order_by(record.c.kind, record.c.title, record.c.id)
    return np.array([places[row[0]] for row in _all(connection, query)], dtype=np.int32)


def _linked(pairs: Iterable[tuple[int, int]]) -> Links:
    """Return pairs as links, each once, by record."""
    both = np.fromiter((record << 32 | value for record, value in pairs), dtype=np.int64)
    found = np.unique(both)
    return Links((found >> 32).astype(np.int32), (found & 0xFFFFFFFF).astype(np.int32))


def _numbered(values: Iterable[str | None]) -> tuple[list[str | None], Ints]:
    """Return the different values and, for each that came, its number among them."""
    known: dict[str | None, int] = {}
    numbers = [known.setdefault(value, len(known)) for value in values]
    return list(known), np.array(numbers, dtype=np.int32)


def _days(days: Iterable[str | None]) -> Ints:
    known: dict[str | None, int] = {None: 0}
    found = []
    for day in days:
        if day not in known:
            known[day] = int((day or "").replace("-", ""))
        found.append(known[day])
    return np.array(found, dtype=np.int32)


def _order(values: NDArray[Any]) -> Ints:
    return np.argsort(values, kind="stable").astype(np.int32)


def _ranks(ids: Sequence[str]) -> Ints:
    ranks = np.empty(len(ids), dtype=np.int32)
    ranks[sorted(range(len(ids)), key=lambda place: ids[place])] = np.arange(len(ids), dtype=np.int32)
    return ranks
