"""Which records a picture shows, and who stands in them."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Final

import numpy as np

from kelisim.model import KINDS
from kelisim.register import InvalidError, kind_named
from kelisim.register.columns import KIND_NAMES, Columns, Links, Mask

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


def chosen(columns: Columns, scope: Scope) -> Mask:
    """Return the choice of the records of a scope. A record without a date is in no year."""
    found: Mask = np.isin(columns.kind, [KIND_NAMES.index(kind) for kind in scope.kinds])
    if scope.since is not None:
        found &= columns.last_day >= scope.since * 10_000 + 101
    if scope.until is not None:
        found &= (columns.first_day > 0) & (columns.first_day <= scope.until * 10_000 + 1231)
    if scope.country is not None:
        found &= columns.of_country(scope.country)
    return found


def standing(columns: Columns, scope: Scope, type: str) -> Links:
    """Return which records of a scope name which entities of a type, but for the places where it was."""
    links = columns.parties
    mask = chosen(columns, scope)[links.records] & (columns.entity_types == type)[links.values]
    return links.where(mask)


def countries_named(columns: Columns) -> tuple[str, ...]:
    """Return the countries that a record names, by their codes."""
    counts = np.bincount(columns.countries.values, minlength=len(columns.country_codes))
    return tuple(code for code, count in zip(columns.country_codes, counts, strict=True) if count > 0)
