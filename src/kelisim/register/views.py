"""One thing out of the register with all that belongs to it.

Public: `show(connection, id)` and what it returns: `RecordView`, `EntityView`, `DocumentView`,
`StatementView`, `Logged`.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import sqlalchemy as sa
from sqlalchemy.engine import Connection

from kelisim.model import Document, Doubt, Entity, Extraction, Record, Statement, from_json
from kelisim.register import schema
from kelisim.register.errors import UnknownIdError
from kelisim.register.ids import find_id, table_of
from kelisim.register.listing import DocumentLine, document_columns
from kelisim.register.log import Logged, decisions
from kelisim.register.projection import Commitment, Life
from kelisim.register.truth import load_document, load_extraction


@dataclass(frozen=True, slots=True)
class Source:
    """One statement that a record rests on, and the document it stands in."""

    statement: Statement
    document: DocumentLine


@dataclass(frozen=True, slots=True)
class EntityLine:
    """An entity in brief."""

    id: str
    type: str
    name: str
    country: str | None


@dataclass(frozen=True, slots=True)
class RecordLine:
    """A record in brief. `first_day` is the first day that its date may mean."""

    id: str
    kind: str
    title: str
    status: str | None
    first_day: str | None


@dataclass(frozen=True, slots=True)
class RecordView:
    """A record, its life and commitments, every source, whom it names, and what people decided on it."""

    record: Record
    life: Life
    commitments: tuple[Commitment, ...]
    sources: tuple[Source, ...]
    entities: tuple[EntityLine, ...]
    doubts: tuple[Doubt, ...]
    decisions: tuple[Logged, ...]


@dataclass(frozen=True, slots=True)
class EntityView:
    """An entity, the records that name it (the latest first), and what people decided on it."""

    entity: Entity
    records: tuple[RecordLine, ...]
    documents: tuple[DocumentLine, ...]
    doubts: tuple[Doubt, ...]
    decisions: tuple[Logged, ...]


@dataclass(frozen=True, slots=True)
class DocumentView:
    """A document, what was extracted from it, where that went, and documents that tell nearly the same.

    `waiting` are the statements (ids) whose record waits for review.
    """

    document: Document
    extraction: Extraction
    records: tuple[RecordLine, ...]
    waiting: tuple[str, ...]
    near: tuple[tuple[DocumentLine, float], ...]


@dataclass(frozen=True, slots=True)
class StatementView:
    """A statement, its document, the record it went into, if any, and what people decided on it.

    `waiting` is true where that record waits for review.
    """

    source: Source
    record: RecordLine | None
    waiting: bool
    decisions: tuple[Logged, ...]


View = RecordView | EntityView | DocumentView | StatementView | Logged


def show(connection: Connection, given: str) -> View:
    """Return what an id stands for: current, former, or the unambiguous beginning of one.

    A commitment shows the record it belongs to, a referent its entity. Raises UnknownIdError where nothing,
    or more than one thing, goes by it.
    """
    id = find_id(connection, given)
    table = table_of(connection, id)
    if table is schema.commitment:
        return show_record(connection, _owner(connection, table, "record", id))
    if table is schema.referent:
        return show_entity(connection, _owner(connection, table, "entity", id))
    if table is schema.decision:
        return next(each for each in decisions(connection, id) if each.decision.id == id)
    if table is schema.document:
        return show_document(connection, id)
    if table is schema.statement:
        return show_statement(connection, id)
    return show_record(connection, id) if table is schema.record else show_entity(connection, id)


def show_record(connection: Connection, id: str) -> RecordView:
    """Return a record by its current id."""
    row = connection.execute(
        sa.select(schema.record.c.body, schema.record.c.life).where(schema.record.c.id == id)
    ).one()
    record = from_json(row.body, Record)
    named = sa.select(schema.record_entity.c.entity).where(schema.record_entity.c.record == id)
    table = schema.commitment
    commitments = connection.execute(
        sa.select(table.c.body).where(table.c.record == id).order_by(table.c.id)
    ).scalars()
    return RecordView(
        record,
        from_json(row.life, Life),
        tuple(from_json(body, Commitment) for body in commitments),
        tuple(_sources(connection, record.statements)),
        entity_lines(connection, named),
        _doubts(connection, id),
        decisions(connection, id),
    )


def show_entity(connection: Connection, id: str) -> EntityView:
    """Return an entity by its current id."""
    body = connection.execute(sa.select(schema.entity.c.body).where(schema.entity.c.id == id)).scalar_one()
    naming = sa.select(schema.record_entity.c.record).where(schema.record_entity.c.entity == id)
    holding = sa.select(schema.referent.c.document).where(schema.referent.c.entity == id)
    return EntityView(
        from_json(body, Entity),
        record_lines(connection, naming),
        tuple(document_lines(connection, holding)),
        _doubts(connection, id),
        decisions(connection, id),
    )


def show_document(connection: Connection, id: str) -> DocumentView:
    """Return a document by its id. One that waits for the register to be computed shows no statements."""
    document = load_document(connection, id)
    if document is None:
        raise UnknownIdError(f"no document goes by {id!r}")
    held = sa.select(schema.statement.c.record).where(schema.statement.c.document == id)
    near = schema.near
    likeness = {
        (row.second if row.first == id else row.first): row.likeness
        for row in connection.execute(sa.select(near).where(sa.or_(near.c.first == id, near.c.second == id)))
    }
    lines = document_lines(connection, sorted(likeness))
    return DocumentView(
        document,
        load_extraction(connection, id) or Extraction(id, ""),
        record_lines(connection, held),
        _waiting(connection, schema.statement.c.document == id),
        tuple((line, likeness[line.id]) for line in lines),
    )


def show_statement(connection: Connection, id: str) -> StatementView:
    """Return a statement by its current id."""
    held = sa.select(schema.statement.c.record).where(schema.statement.c.id == id)
    records = record_lines(connection, held)
    return StatementView(
        next(_sources(connection, (id,))),
        records[0] if len(records) > 0 else None,
        len(_waiting(connection, schema.statement.c.id == id)) > 0,
        decisions(connection, id),
    )


def _waiting(connection: Connection, which: sa.ColumnElement[bool]) -> tuple[str, ...]:
    """Return the statements that meet a condition and whose record waits for review."""
    statement, record = schema.statement, schema.record
    query = (
        sa.select(statement.c.id)
        .join(record, record.c.id == statement.c.record)
        .where(which, record.c.review.is_(True))
        .order_by(statement.c.id)
    )
    return tuple(connection.execute(query).scalars())


def load_statements(connection: Connection, ids: Sequence[str]) -> dict[str, Statement]:
    """Return the statements of the register with these ids."""
    table = schema.statement
    found: dict[str, Statement] = {}
    holders = sa.select(table.c.document).where(table.c.id.in_(ids)).distinct()
    bodies = connection.execute(
        sa.select(schema.extraction.c.body).where(
            schema.extraction.c.document.in_(holders), schema.extraction.c.state == "current"
        )
    ).scalars()
    wanted = set(ids)
    for body in bodies:
        extraction = from_json(body, Extraction)
        found |= {each.id: each for each in extraction.statements if each.id in wanted}
    return found


def document_lines(connection: Connection, ids: sa.Select[str] | Sequence[str]) -> list[DocumentLine]:
    """Return documents without their text, the earliest published first."""
    table = schema.document
    query = (
        sa.select(*document_columns())
        .where(table.c.id.in_(ids))
        .order_by(table.c.published.nulls_last(), table.c.id)
    )
    return [DocumentLine(**row._mapping) for row in connection.execute(query)]


def _sources(connection: Connection, ids: Sequence[str]) -> Iterator[Source]:
    """Give the statements, the earliest published first, each with its document."""
    statements = load_statements(connection, ids)
    held: dict[str, list[Statement]] = {}
    for id in ids:
        if id in statements:
            held.setdefault(statements[id].document, []).append(statements[id])
    for line in document_lines(connection, sorted(held)):
        for statement in sorted(held[line.id], key=lambda each: (each.quote, each.id)):
            yield Source(statement, line)


def entity_lines(connection: Connection, ids: sa.Select[str] | Sequence[str]) -> tuple[EntityLine, ...]:
    """Return entities in brief, by type and name."""
    table = schema.entity
    query = (
        sa.select(table.c.id, table.c.type, table.c.name, table.c.country)
        .where(table.c.id.in_(ids))
        .order_by(table.c.type, table.c.name, table.c.id)
    )
    return tuple(EntityLine(*row) for row in connection.execute(query))


def record_lines(connection: Connection, ids: sa.Select[str] | Sequence[str]) -> tuple[RecordLine, ...]:
    """Return records in brief, the latest first."""
    table = schema.record
    query = (
        sa.select(table.c.id, table.c.kind, table.c.title, table.c.status, table.c.first_day)
        .where(table.c.id.in_(ids))
        .order_by(table.c.first_day.desc().nulls_last(), table.c.id)
    )
    return tuple(RecordLine(*row) for row in connection.execute(query))


def _doubts(connection: Connection, id: str) -> tuple[Doubt, ...]:
    table = schema.doubt
    query = (
        sa.select(table.c.first, table.c.second, table.c.reason)
        .where(sa.or_(table.c.first == id, table.c.second == id))
        .order_by(table.c.first, table.c.second)
    )
    return tuple(Doubt(*row) for row in connection.execute(query))


def _owner(connection: Connection, table: sa.Table, column: str, id: str) -> str:
    owner = connection.execute(sa.select(table.c[column]).where(table.c.id == id)).scalar()
    if owner is None:
        raise UnknownIdError(f"{id} belongs to no {column} at present")
    return str(owner)
