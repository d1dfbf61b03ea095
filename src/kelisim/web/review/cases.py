"""One item of the queue with all that a person needs to decide on it.

Public: `Case` and its parts, `case(connection, item)`, `fingerprint(connection, item)`, `titles`, `score`.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from hashlib import blake2b
from typing import Final

import sqlalchemy as sa
from sqlalchemy.engine import Connection

from kelisim.model import KINDS, Entity, Quote, Record, Slot, Statement, from_json, to_json
from kelisim.register import DocumentLine, Logged, decisions, load_document, schema
from kelisim.register.projection import Commitment
from kelisim.register.views import (
    EntityView,
    RecordLine,
    RecordView,
    document_lines,
    entity_lines,
    load_statements,
    record_lines,
    show_entity,
    show_record,
)
from kelisim.web.pieces import Piece, cut
from kelisim.web.review.queue import Item

_AROUND: Final = 400  # characters of the document before and after a sentence
_PASSAGES: Final = 6  # shown of one thing
_MENTIONS: Final = 4  # of an entity


@dataclass(frozen=True, slots=True)
class Passage:
    """Where a document says it: the text around, the quotes marked; `statement` may be rejected alone."""

    document: DocumentLine
    pieces: tuple[Piece, ...]
    statement: str | None = None


@dataclass(frozen=True, slots=True)
class Reading:
    """One slot and the values that were read for it; how sure they are is not told here."""

    slot: Slot
    values: tuple[str | int | float, ...]
    contradiction: bool


@dataclass(frozen=True, slots=True)
class Side:
    """One of a pair, or the one thing that is asked about: what it is, what is known of it, who says so.

    A record has readings; an entity has names, country, identifiers and the records that name it.
    """

    id: str
    kind: str
    title: str
    readings: tuple[Reading, ...]
    names: tuple[str, ...]
    country: str | None
    identifiers: tuple[tuple[str, str], ...]
    records: tuple[RecordLine, ...]
    passages: tuple[Passage, ...]
    more: int  # passages that are not shown


@dataclass(frozen=True, slots=True)
class Case:
    """An item with what is to be seen before deciding. The score of a reading is not among it.

    - item: what is asked about
    - sides: one, or the two of a pair
    - reason: why the two may be the same
    - promise: the commitment that is overdue
    - decisions: what people decided on it before
    - seen: a word for the state that is shown; a decision on another state is refused
    """

    item: Item
    sides: tuple[Side, ...]
    reason: str | None
    promise: Commitment | None
    decisions: tuple[Logged, ...]
    seen: str


def case(connection: Connection, item: Item) -> Case | None:
    """Return the case of an item, None where there is no such thing any more."""
    seen = fingerprint(connection, item)
    if seen is None:
        return None
    if item.sort == "promise":
        promise = _commitment(connection, item.ids[0])
        assert promise is not None
        view = show_record(connection, promise.record)
        made = (*decisions(connection, promise.record), *decisions(connection, promise.id))
        return Case(item, (_promise_side(connection, view, promise),), None, promise, made, seen)
    sides = tuple(_side(connection, id) for id in item.ids)
    reason = _reason(connection, item) if item.sort == "pair" else None
    made = tuple({each.decision.id: each for id in item.ids for each in decisions(connection, id)}.values())
    return Case(item, sides, reason, None, made, seen)


def fingerprint(connection: Connection, item: Item) -> str | None:
    """Return a word for the state of what an item is about; None where that is no more.

    It changes when anybody decides on it, and when a document changes what is known of it.
    """
    digest = blake2b(digest_size=12)
    for id in item.ids:
        body = _body(connection, id)
        if body is None:
            return None
        digest.update(body.encode())
        about = decisions(connection, id)
        digest.update(to_json([(each.decision.id, each.undone_by) for each in about]))
    if item.sort == "pair" and _reason(connection, item) is None:
        return None
    return digest.hexdigest()


def titles(connection: Connection, ids: Iterable[str]) -> dict[str, str]:
    """Return what the records, entities and commitments with these ids are called."""
    wanted = sorted(set(ids))
    found = {line.id: line.title for line in record_lines(connection, wanted)}
    found |= {line.id: line.name for line in entity_lines(connection, wanted)}
    table = schema.commitment
    query = sa.select(table.c.body).where(table.c.id.in_(wanted))
    told = (from_json(body, Commitment) for body in connection.execute(query).scalars())
    return found | {each.id: each.text for each in told}


def score(connection: Connection, id: str) -> float | None:
    """Return how sure the reading of a record is, to be told once somebody has decided on it."""
    query = sa.select(schema.record.c.probability).where(schema.record.c.id == id)
    return connection.execute(query).scalar()


def _body(connection: Connection, id: str) -> str | None:
    for table in (schema.record, schema.entity, schema.commitment):
        body = connection.execute(sa.select(table.c.body).where(table.c.id == id)).scalar()
        if body is not None:
            return str(body)
    return None


def _reason(connection: Connection, item: Item) -> str | None:
    table = schema.doubt
    query = sa.select(table.c.reason).where(table.c.first == item.ids[0], table.c.second == item.ids[1])
    return connection.execute(query).scalar()


def _commitment(connection: Connection, id: str) -> Commitment | None:
    body = connection.execute(
        sa.select(schema.commitment.c.body).where(schema.commitment.c.id == id)
    ).scalar()
    return None if body is None else from_json(body, Commitment)


def _side(connection: Connection, id: str) -> Side:
    is_record = id.partition(":")[0] in {kind.prefix for kind in KINDS.values()}
    if is_record:
        return _record_side(connection, show_record(connection, id))
    return _entity_side(connection, show_entity(connection, id))


def _record_side(connection: Connection, view: RecordView) -> Side:
    record = view.record
    statements = [source.statement for source in view.sources]
    passages = tuple(_passages(connection, statements[:_PASSAGES]))
    return _of_record(record, passages, len(statements) - len(passages))


def _of_record(record: Record, passages: tuple[Passage, ...], more: int) -> Side:
    filled = {slot.slot: slot for slot in record.slots}
    readings = tuple(
        Reading(
            slot,
            tuple(filler.value for filler in filled[slot.name].fillers) if slot.name in filled else (),
            slot.name in filled and filled[slot.name].contradiction,
        )
        for slot in KINDS[record.kind].slots
    )
    return Side(record.id, record.kind, record.title, readings, (), None, (), (), passages, more)


def _promise_side(connection: Connection, view: RecordView, promise: Commitment) -> Side:
    places = [(support.document, Quote(support.start, support.end, "")) for support in promise.support]
    passages = tuple(_around(connection, places[:_PASSAGES]))
    return _of_record(view.record, passages, len(places) - len(passages))


def _entity_side(connection: Connection, view: EntityView) -> Side:
    entity: Entity = view.entity
    mentions = _mentions(connection, entity)
    passages = tuple(_around(connection, mentions[:_MENTIONS]))
    return Side(
        entity.id,
        entity.type,
        entity.name,
        (),
        tuple(dict.fromkeys(name.value for name in entity.names)),
        entity.country,
        tuple((each.scheme, each.value) for each in entity.identifiers),
        record_lines(connection, [line.id for line in view.records[:8]]),
        passages,
        max(0, len(mentions) - len(passages)),
    )


def _mentions(connection: Connection, entity: Entity) -> list[tuple[str, Quote]]:
    """Return where documents name an entity, each by its first mention."""
    table = schema.referent
    query = (
        sa.select(table.c.document, table.c.start, table.c.end)
        .where(table.c.entity == entity.id)
        .order_by(table.c.document, table.c.start)
    )
    return [(row.document, Quote(row.start, row.end, "")) for row in connection.execute(query)]


def _passages(connection: Connection, statements: Sequence[Statement]) -> Iterable[Passage]:
    held = load_statements(connection, [each.id for each in statements])
    lines = {
        line.id: line for line in document_lines(connection, sorted({each.document for each in statements}))
    }
    for each in statements:
        document = load_document(connection, each.document)
        if document is None or each.id not in held:
            continue
        start, end = max(0, each.quote.start - _AROUND), each.quote.end + _AROUND
        values = [(value.quote, 1) for value in each.values]
        pieces = cut(document.text[start:end], values, [(each.quote, 1)], offset=start)
        yield Passage(lines[each.document], pieces, each.id)


def _around(connection: Connection, places: Sequence[tuple[str, Quote]]) -> Iterable[Passage]:
    """Give the text around places of documents, each with its quote marked."""
    lines = {
        line.id: line for line in document_lines(connection, sorted({document for document, _ in places}))
    }
    for id, quote in places:
        document = load_document(connection, id)
        if document is None:
            continue
        start, end = max(0, quote.start - _AROUND), quote.end + _AROUND
        yield Passage(lines[id], cut(document.text[start:end], [(quote, 1)], offset=start))
