"""Who is meant: organisations, people and places across documents."""

from dataclasses import dataclass

from kelisim.model.statement import ReferentType


@dataclass(frozen=True, slots=True, order=True)
class Name:
    """One name of an entity. `language` is ISO 639-1 where known; `source` is "document" or a registry."""

    value: str
    language: str | None = None
    source: str = "document"


@dataclass(frozen=True, slots=True, order=True)
class Identifier:
    """An identifier in a public scheme: ("ror", "https://ror.org/02jx3x895"), ("geonames", "2643743")."""

    scheme: str
    value: str


@dataclass(frozen=True, slots=True, order=True)
class Link:
    """Why a referent belongs to an entity: the rule, and the two names that met."""

    referent: str
    reason: str
    ours: str = ""
    theirs: str = ""


@dataclass(frozen=True, slots=True)
class Entity:
    """An organisation, person or place with all its names and the referents that stand for it.

    `id` comes from the founding referent, the first of `referents`; `former_ids` lead to this entity too.
    """

    id: str
    type: ReferentType
    name: str
    names: tuple[Name, ...] = ()
    country: str | None = None
    identifiers: tuple[Identifier, ...] = ()
    referents: tuple[str, ...] = ()
    links: tuple[Link, ...] = ()
    former_ids: tuple[str, ...] = ()
    latitude: float | None = None
    longitude: float | None = None


@dataclass(frozen=True, slots=True, order=True)
class Doubt:
    """Two entities that may be the same, for a person to decide."""

    first: str
    second: str
    reason: str
