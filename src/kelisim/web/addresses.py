"""Where things are shown: an id's first letters say what it is, and so its address.

Public: `address_of(id)`, `COLLECTIONS`.
"""

from typing import Final
from urllib.parse import quote

from kelisim.model import KINDS

ENTITIES: Final = {"organisations": "organisation", "people": "person", "places": "place"}
"""The types of entity by the word in addresses."""

_PREFIXES: Final = {
    **{kind.prefix: kind.plural for kind in KINDS.values()},
    "o": "organisations",
    "p": "people",
    "pl": "places",
    "d": "documents",
}


def address_of(id: str) -> str:
    """Return the address of the page of a record, entity or document; of other ids, one that leads there."""
    room = _PREFIXES.get(id.partition(":")[0])
    return f"/{room or 'id'}/{quote(id, safe=':')}"


def type_of(id: str) -> str:
    """Return what an id stands for: a kind of record, a type of entity, statement, document."""
    if id.startswith("s:"):
        return "statement"
    room = _PREFIXES.get(id.partition(":")[0], "")
    kinds = {kind.plural: kind.name for kind in KINDS.values()} | ENTITIES
    return kinds.get(room, "document")


def collection_of(kind: str) -> str:
    """Return the word in addresses for a kind of record, a type of entity, countries or documents."""
    if kind in KINDS:
        return KINDS[kind].plural
    return {"organisation": "organisations", "person": "people", "place": "places"}.get(kind, f"{kind}s")
