"""Choosing records by a filter, and counting how the chosen ones spread, all in columns in memory.

Public: `choose(connection, columns, filter, kind)`, `count_facets(…)`, `page_of(…)`, `spread`.
"""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Final

import numpy as np
import sqlalchemy as sa
from sqlalchemy.engine import Connection

from kelisim.model import KINDS
from kelisim.register import schema
from kelisim.register.columns import KIND_NAMES, Columns, Ints, Mask, falling
from kelisim.register.facets import Facet, Facets
from kelisim.register.ids import find_id
from kelisim.register.listing import Filter, Sort, checked, entities_named, kind_named, sorting
from kelisim.register.rows import days

_ID: Final = re.compile(r"[a-z]{1,3}:[0-9a-f]+")


@dataclass(frozen=True, slots=True)
class Choice:
    """What each part of a filter chooses; a part that asks for nothing is not there."""

    every: Mask
    parts: dict[str, Mask]

    def all_but(self, *parts: str) -> Mask:
        """Return the records that all parts choose, or all but some."""
        found = self.every
        for name, mask in self.parts.items():
            if name not in parts:
                found = found & mask
        return found


def choose(connection: Connection, columns: Columns, filter: Filter, kind: str | None = None) -> Choice:
    """Return what a filter and a kind (None: any) choose. Raises as `list_records` does."""
    parts: dict[str, Mask] = {}
    if kind is not None:
        parts["kind"] = columns.kind == KIND_NAMES.index(kind_named(kind))
    if filter.country is not None:
        parts["country"] = columns.of_country(filter.country.upper())
    if filter.party is not None:
        parts["party"] = columns.having(columns.parties, _meant(connection, columns, filter.party))
    if filter.since is not None:
        parts["since"] = columns.last_day >= _number(days(checked(filter.since, "since"))[0])
    if filter.until is not None:
        last = _number(days(checked(filter.until, "until"))[1])
        parts["until"] = (columns.first_day > 0) & (columns.first_day <= last)
    if filter.status is not None:
        parts["status"] = columns.status == _place(columns.statuses, filter.status)
    if filter.review is not None:
        parts["review"] = columns.review == filter.review
    if filter.contradiction is not None:
        parts["contradiction"] = columns.contradiction == filter.contradiction
    if filter.document is not None:
        parts["document"] = _told_in(connection, columns, find_id(connection, filter.document))
    if filter.publisher is not None:
        wanted = _place(columns.publishers, filter.publisher)
        parts["publisher"] = columns.having(columns.published, (wanted,))
    return Choice(columns.every(), parts)


def page_of(
    columns: Columns, chosen: Mask, sort: Sort = "-date", *, limit: int | None = None, offset: int = 0
) -> list[str]:
    """Return the ids of the chosen records of one kind, sorted; those without a date come last."""
    name, turned = sorting(sort)
    order: Ints = {
        "date": columns.by_date,
        "title": columns.by_title,
        "probability": columns.by_probability,
    }[name]
    if turned:
        known = columns.first_day > 0 if name == "date" else columns.every()
        order = falling(order, known)
    shown = order[chosen[order]][offset : None if limit is None else offset + limit]
    return [columns.ids[place] for place in shown]


def count_facets(columns: Columns, choice: Choice, limit: int = 25) -> Facets:
    """Return how the chosen records spread, each facet as if the filter did not choose by it."""
    return Facets(
        total=int(np.count_nonzero(choice.all_but())),
        countries=countries_of(columns, choice.all_but("country"), limit),
        organisations=organisations_of(columns, choice.all_but("party"), limit),
        years=years_of(columns, choice.all_but("since", "until")),
        statuses=statuses_of(columns, choice.all_but("status")),
        kinds=_kinds(columns, choice.all_but("kind")),
        publishers=_publishers(columns, choice.all_but("publisher"), limit),
    )


def countries_of(columns: Columns, chosen: Mask, limit: int | None = None) -> tuple[Facet, ...]:
    """Return the countries that the chosen records name, the most frequent first."""
    counts = columns.counted(columns.countries, chosen, len(columns.country_codes))
    most = _most(counts, np.arange(len(counts), dtype=np.int32), limit)
    codes = columns.country_codes
    return tuple(Facet(codes[place], codes[place], int(counts[place])) for place in most)


def organisations_of(columns: Columns, chosen: Mask, limit: int, without: str = "") -> tuple[Facet, ...]:
    """Return the organisations, but for one, that the chosen records name most often."""
    counts = columns.counted(columns.parties, chosen, len(columns.entities))
    counts = np.where(columns.organisation, counts, 0).astype(np.int32)
    if without in columns.entity_places:
        counts[columns.entity_places[without]] = 0
    most = _most(counts, columns.entity_ranks, limit)
    return tuple(Facet(columns.entities[place], columns.names[place], int(counts[place])) for place in most)


def years_of(columns: Columns, chosen: Mask) -> tuple[Facet, ...]:
    """Return the years of the chosen records, the latest first; those without a date are counted last."""
    counts = np.bincount(columns.first_day[chosen] // 10_000)
    found = [(int(year), int(counts[year])) for year in np.flatnonzero(counts)[::-1]]
    dated = [Facet(f"{year:04}", f"{year:04}", count) for year, count in found if year > 0]
    return (*dated, *(Facet(None, "", count) for year, count in found if year == 0))


def dated(years: Sequence[Facet]) -> tuple[Facet, ...]:
    """Return years without the count of what has no date."""
    return tuple(year for year in years if year.value is not None)


def kinds_of(columns: Columns, chosen: Mask) -> dict[str, int]:
    """Return how many of the chosen records each kind has, in the order in which kinds are shown."""
    counts = np.bincount(columns.kind[chosen], minlength=len(KIND_NAMES))
    return {name: int(counts[place]) for place, name in enumerate(KIND_NAMES) if counts[place] > 0}


def _kinds(columns: Columns, chosen: Mask) -> tuple[Facet, ...]:
    found = kinds_of(columns, chosen)
    return tuple(Facet(name, KINDS[name].plural, count) for name, count in found.items())


def statuses_of(columns: Columns, chosen: Mask) -> tuple[Facet, ...]:
    """Return the statuses of the chosen records, the most frequent first."""
    return _values(columns.statuses, np.bincount(columns.status[chosen], minlength=len(columns.statuses)))


def _publishers(columns: Columns, chosen: Mask, limit: int) -> tuple[Facet, ...]:
    counts = columns.counted(columns.published, chosen, len(columns.publishers))
    return _values(columns.publishers, counts)[:limit]


def _values(names: Sequence[str | None], counts: Iterable[int]) -> tuple[Facet, ...]:
    """Return values that came with their counts, the most frequent first, among equals by name."""
    found = [(name, int(count)) for name, count in zip(names, counts, strict=True) if count > 0]
    found.sort(key=lambda each: (-each[1], each[0] is None, each[0] or ""))
    return tuple(Facet(name, name or "", count) for name, count in found)


def _most(counts: Ints, ranks: Ints, limit: int | None) -> Ints:
    """Return the places of the highest counts above 0, among equals by rank."""
    found = np.flatnonzero(counts).astype(np.int32)
    if limit is not None and len(found) > limit:
        least = np.partition(counts[found], len(found) - limit)[len(found) - limit]
        found = found[counts[found] >= least]
    return found[np.lexsort((ranks[found], -counts[found]))][:limit]


def _meant(connection: Connection, columns: Columns, party: str) -> list[int]:
    """Return the places of the entities that an id, or words of a name, mean."""
    if _ID.fullmatch(party) is not None:
        ids = [find_id(connection, party)]
    else:
        ids = list(connection.execute(entities_named(connection, party)).scalars())
    return [columns.entity_places[id] for id in ids if id in columns.entity_places]


def _told_in(connection: Connection, columns: Columns, document: str) -> Mask:
    table = schema.statement
    query = sa.select(table.c.record).where(table.c.document == document, table.c.record.is_not(None))
    found = np.zeros(len(columns.ids), dtype=np.bool_)
    found[[columns.places[id] for id in connection.execute(query).scalars()]] = True
    return found


def _place(values: Sequence[str | None], value: str) -> int:
    """Return the number of a value; one that no record has where none has it."""
    return next((place for place, each in enumerate(values) if each == value), -1)


def _number(day: str) -> int:
    return int(day.replace("-", ""))
