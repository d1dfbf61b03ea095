"""Every address of the pages of a register."""

from collections.abc import Iterator

from kelisim.model import KINDS
from kelisim.register import list_documents, list_entities, list_records

ENTITIES = {"organisation": "organisations", "person": "people", "place": "places"}


def every_page(store, each=2) -> Iterator[str]:
    """Give the addresses of all pages: lists, and of things of each kind the first few."""
    yield from ("/", "/attention", "/search", "/search?q=Leeds", "/countries", "/countries/KZ", "/documents")
    with store.reading() as connection:
        for kind in KINDS.values():
            yield f"/{kind.plural}"
            for record in list_records(connection, kind.name, limit=each).records:
                yield f"/{kind.plural}/{record.id}"
        for type, plural in ENTITIES.items():
            yield f"/{plural}"
            for entity in list_entities(connection, type, limit=each).entities:
                yield f"/{plural}/{entity.id}"
        for document in list_documents(connection, limit=each).documents:
            yield f"/documents/{document.id}"


def twin(address: str) -> str:
    """Return the address of a page's JSON."""
    path, mark, query = address.partition("?")
    return "/overview.json" if path == "/" else f"{path}.json{mark}{query}"
