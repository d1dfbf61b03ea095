"""Which records a picture shows, and who stands in them."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Final

import sqlalchemy as sa
from sqlalchemy.engine import Connection

from kelisim.model import KINDS
from kelisim.register import InvalidError, kind_named, schema

KINDS_SHOWN: Final = ("agreement", "project", "programme", "establishment", "event", "funding")
"""The kinds of record that tie organisations together; offices, figures and intentions do not."""

_JOINING: Final = ("agreement", "project", "programme", "establishment")


@dataclass(frozen=True, slots=True)
class Scope:
    """Which records a picture shows: kinds, years (both included), a country (ISO 3166-1 alpha-2)."""

    kinds: tuple[str, ...] = _JOINING
    since: int | None = None
    until: int | None = None
    country: str | None = None

    @property
    def query(self) -> str:
        """The scope as the end of an address's query, beginning with "&"; "" for the default."""
        pairs = [("kind", kind) for kind in self.kinds] if self.kinds != _JOINING else []
        rest = {"since": self.since, "until": self.until, "country": self.country}
        pairs += [(name, str(value)) for name, value in rest.items() if value is not None]
        return "".join(f"&{name}={value}" for name, value in pairs)


@dataclass(frozen=True, slots=True)
class Standing:
    """One entity that one record names: in which slot, and what pictures need to know of both."""

    record: str
    kind: str
    title: str
    date: str | None  # the first day that the record's date may mean
    entity: str
    slot: str


def scope(kinds: Iterable[str], since: int | None, until: int | None, country: str | None) -> Scope:
    """Return the scope that the parameters of an address ask for; no kinds mean those that tie partners.

    Raises UnknownIdError for a kind that does not exist, InvalidError for years or a country that cannot be.
    """
    wanted = tuple(dict.fromkeys(kind_named(kind) for kind in kinds if kind != ""))
    for kind in wanted:
        if kind not in KINDS_SHOWN:
            shown = ", ".join(KINDS[each].plural for each in KINDS_SHOWN)
            raise InvalidError(f"{KINDS[kind].plural} tie no organisations together; there are: {shown}")
    for year in (since, until):
        if year is not None and not 1000 <= year <= 9999:
            raise InvalidError(f"{year} is no year: give four digits")
    if since is not None and until is not None and since > until:
        raise InvalidError(f"from {since} to {until}: the first year is after the last")
    if country is not None and (len(country) != 2 or not country.isascii() or not country.isalpha()):
        raise InvalidError(f"{country!r} is no country: give two letters, as in KZ")
    return Scope(wanted or _JOINING, since, until, None if country is None else country.upper())


def conditions(scope: Scope) -> list[sa.ColumnElement[bool]]:
    """Return the conditions on `schema.record` that a scope means. A record without a date is in no year."""
    record, countries = schema.record, schema.record_country
    found: list[sa.ColumnElement[bool]] = [record.c.kind.in_(scope.kinds)]
    if scope.since is not None:
        found.append(record.c.last_day >= f"{scope.since}-01-01")
    if scope.until is not None:
        found.append(record.c.first_day <= f"{scope.until}-12-31")
    if scope.country is not None:
        held = sa.select(countries.c.record).where(countries.c.country == scope.country)
        found.append(record.c.id.in_(held))
    return found


def countries_named(connection: Connection) -> tuple[str, ...]:
    """Return the countries that a record names, by their codes."""
    country = schema.record_country.c.country
    return tuple(connection.execute(sa.select(country).distinct().order_by(country)).scalars())


def standings(connection: Connection, scope: Scope, types: Iterable[str]) -> list[Standing]:
    """Return who stands in the records of a scope, of these types of entity, in the order of the records."""
    record, link, entity = schema.record, schema.record_entity, schema.entity
    query = (
        sa.select(record.c.id, record.c.kind, record.c.title, record.c.first_day, link.c.entity, link.c.slot)
        .join(link, link.c.record == record.c.id)
        .join(entity, entity.c.id == link.c.entity)
        .where(*conditions(scope), entity.c.type.in_(tuple(types)), link.c.slot != "place")
        .order_by(record.c.id, link.c.entity, link.c.slot)
    )
    return [Standing(*row) for row in connection.execute(query)]
