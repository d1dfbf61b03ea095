"""What is computed, as rows of the store's tables. Pure functions."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Any, Final

from kelisim.model import Document, Entity, Record, to_json
from kelisim.register.projection import Commitment, Life
from kelisim.register.projection.attention import awaited, disputes, heard
from kelisim.register.words import words

Row = tuple[Any, ...]
Columns = tuple[tuple[str, ...], tuple[str, ...]]
"""The columns of a table's key, and the others."""

RECORD: Final[Columns] = (
    ("id",),
    (
        "kind",
        "title",
        "status",
        "first_day",
        "last_day",
        "expires",
        "probability",
        "review",
        "contradiction",
        "disputed",
        "heard",
        "awaited",
        "body",
        "life",
    ),
)
COMMITMENT: Final[Columns] = (("id",), ("record", "state", "due", "body"))
ENTITY: Final[Columns] = (("id",), ("type", "name", "country", "body"))
SEARCH: Final[Columns] = (("id", "part"), ("type", "title", "names", "text"))
_SHOWN: Final = 200  # characters of a title that are kept for sorting
_PART: Final = 80_000  # characters: PostgreSQL counts positions up to 16,383 words, and 1 MB a vector


def days(date: str) -> tuple[str, str]:
    """Return the first and the last day that an ISO date may mean: "2026-02" is 2026-02-01 to 2026-02-31."""
    date = date[:10]
    return date + "-01-01"[len(date) - 4 :], date + "-12-31"[len(date) - 4 :]


def record_row(
    record: Record, life: Life, promises: Sequence[Commitment], published: Mapping[str, str | None]
) -> Row:
    """Return the row of a record without its id. Its days are those of its date, else of its first source.

    `promises` are its commitments, `published` the date of each document.
    """
    own = _first(record, "date")
    told = min((day for id in record.documents if (day := published.get(id)) is not None), default=None)
    date = str(own) if own is not None else told
    first, last = (None, None) if date is None else days(date)
    expires = _first(record, "expires")
    status = _first(record, "status")
    return (
        record.kind,
        record.title[:_SHOWN],
        None if status is None else str(status),
        first,
        last,
        None if expires is None else days(str(expires))[1],
        record.probability,
        record.review,
        any(slot.contradiction for slot in record.slots),
        any(True for _ in disputes(record)),
        heard(record, life, promises),
        awaited(life),
        to_json(record).decode(),
        to_json(life).decode(),
    )


def commitment_row(commitment: Commitment) -> Row:
    """Return the row of a commitment without its id."""
    due = None if commitment.due is None else days(commitment.due)[1]
    return commitment.record, commitment.state, due, to_json(commitment).decode()


def entity_row(entity: Entity) -> Row:
    """Return the row of an entity without its id."""
    return entity.type, entity.name[:_SHOWN], entity.country, to_json(entity).decode()


def record_entities(record: Record) -> Iterator[tuple[str, str]]:
    """Give the entities in the slots of a record, each with its slot, once."""
    seen: set[tuple[str, str]] = set()
    for slot in record.slots:
        for filler in slot.fillers:
            if filler.entity is not None and (filler.entity, slot.slot) not in seen:
                seen.add((filler.entity, slot.slot))
                yield filler.entity, slot.slot


def record_search(record: Record, entities: Mapping[str, Entity]) -> Row:
    """Return the searched text of a record: its values, and all names of all that it names."""
    values = [str(filler.value) for slot in record.slots for filler in slot.fillers if filler.entity is None]
    named = sorted({entity for entity, _ in record_entities(record)})
    return (
        record.kind,
        _folded([record.title]),
        _folded(name for id in named if id in entities for name in names(entities[id])),
        _folded(values),
    )


def entity_search(entity: Entity) -> Row:
    """Return the searched text of an entity: its names, and the values of its identifiers."""
    return (
        "entity",
        _folded([entity.name]),
        _folded(names(entity)),
        _folded(identifier.value for identifier in entity.identifiers),
    )


def document_search(document: Document) -> Iterator[Row]:
    """Give the searched texts of a document, part by part; names of its entities are added apart."""
    title = _folded([document.title or "", document.publisher or ""])
    start = 0
    while start == 0 or start < len(document.text):
        end = document.text.find(" ", start + _PART)
        end = len(document.text) if end < 0 else end
        yield "document", title, "", " ".join(words(document.text[start:end]))
        start = max(end, 1)


def document_names(entities: Iterable[Entity]) -> str:
    """Return the searched names of the entities that a document names."""
    return _folded(name for entity in entities for name in names(entity))


def names(entity: Entity) -> list[str]:
    """Return all names of an entity."""
    return [entity.name, *(name.value for name in entity.names if name.value != entity.name)]


def _folded(texts: Iterable[str]) -> str:
    """Return the folded words of the texts, each text once, sorted: the order of sources must not show."""
    return " ".join(sorted({" ".join(words(text)) for text in texts} - {""}))


def _first(record: Record, slot: str) -> str | int | float | None:
    found = record.slot(slot)
    return None if found is None or len(found.fillers) == 0 else found.fillers[0].value
