"""Adding documents that were read and extracted, and taking them into the register.

Public: `add(store, taken)`.
"""

from collections.abc import Iterable
from dataclasses import dataclass

from kelisim.model import Document, Extraction
from kelisim.register.errors import InvalidError
from kelisim.register.refreshing import refresh
from kelisim.register.store import Store
from kelisim.register.truth import put


@dataclass(frozen=True, slots=True)
class Added:
    """The ids of documents that were new, extracted anew, or known already; a line for each refused one."""

    new: tuple[str, ...]
    changed: tuple[str, ...]
    known: tuple[str, ...]
    refused: tuple[str, ...]


def add(store: Store, taken: Iterable[tuple[Document, bytes, Extraction]]) -> Added:
    """Keep each document with its bytes and extraction, then compute the register anew, once.

    A document that breaks an invariant is refused, and the others go on. Killed in between, the documents
    kept so far stay, and the next call takes them into the register. Raises StoreError where the store
    cannot be written.
    """
    ids: dict[str, list[str]] = {"new": [], "changed": [], "known": []}
    refused = []
    for document, content, extraction in taken:
        try:
            ids[put(store, document, content, extraction)].append(document.id)
        except InvalidError as error:
            refused.append(str(error))
    refresh(store)
    return Added(tuple(ids["new"]), tuple(ids["changed"]), tuple(ids["known"]), tuple(refused))
