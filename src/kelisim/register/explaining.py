"""Why the register holds a statement: the words it rests on, how sure it is, who is meant, who decided what.

Public: `explain(connection, id)` and what it returns: `Explanation`, `Meant`.
"""

from collections.abc import Iterator
from dataclasses import dataclass

import sqlalchemy as sa
from sqlalchemy.engine import Connection

from kelisim.extract.stated import rule_of
from kelisim.extract.why import Why, why
from kelisim.model import Entity, Link, Record, Statement, from_json
from kelisim.register import schema
from kelisim.register.errors import UnknownIdError
from kelisim.register.ids import find_id, table_of
from kelisim.register.listing import DocumentLine
from kelisim.register.log import Logged, decisions
from kelisim.register.truth import load_document
from kelisim.register.views import document_lines, load_statements


@dataclass(frozen=True, slots=True)
class Meant:
    """Whom a value of a statement means: the entity, the links that led to it, and decisions about it.

    `value` is the place of the value among the statement's.
    """

    value: int
    entity: Entity
    links: tuple[Link, ...]
    decisions: tuple[Logged, ...]


@dataclass(frozen=True, slots=True)
class Explanation:
    """A statement with everything that led to it and what people made of it.

    `record` is the record that it went into, None where a decision rejects it. `why` is None where the
    grammar of now does not make it, since an older version or a language model did: `note` says who, and by
    which rule a model's statement is as probable as it is.
    Its record waits for review where `review` is true.
    """

    statement: Statement
    document: DocumentLine
    record: str | None
    review: bool
    why: Why | None
    note: str
    meant: tuple[Meant, ...]
    decisions: tuple[Logged, ...]


def explain(connection: Connection, given: str) -> tuple[Explanation, ...]:
    """Return why a statement was made, or, where the id is a record's, each statement that it rests on.

    Raises UnknownIdError where the id is of something else, or of nothing. Each document is read anew.
    """
    id = find_id(connection, given)
    table = table_of(connection, id)
    if table is schema.statement:
        wanted = [id]
    elif table is schema.record:
        wanted = list(_record(connection, id).statements)
    else:
        raise UnknownIdError(f"{id} is no statement and no record: kelisim show {id} tells what it rests on")
    found = load_statements(connection, wanted)
    statements = [found[id] for id in wanted if id in found]
    reasons: dict[str, Why] = {}
    # What a model says may also be what the grammar would, but it was not made by its rules and weights.
    by_grammar = [statement for statement in statements if rule_of(statement) is None]
    for holder in dict.fromkeys(statement.document for statement in by_grammar):
        document = load_document(connection, holder)
        reasons |= {} if document is None else why(document)
    grammars = {statement.id for statement in by_grammar}
    return tuple(
        _explanation(connection, each, reasons.get(each.id) if each.id in grammars else None)
        for each in statements
    )


def _record(connection: Connection, id: str) -> Record:
    query = sa.select(schema.record.c.body).where(schema.record.c.id == id)
    return from_json(connection.execute(query).scalar_one(), Record)


def _explanation(connection: Connection, statement: Statement, reasons: Why | None) -> Explanation:
    held = sa.select(schema.statement.c.record).where(schema.statement.c.id == statement.id)
    record = connection.execute(held).scalar()
    about = [statement.id] if record is None else [statement.id, record]
    made = {each.decision.id: each for id in about for each in decisions(connection, id)}
    return Explanation(
        statement,
        document_lines(connection, [statement.document])[0],
        record,
        record is not None and _record(connection, record).review,
        reasons,
        _note(statement, reasons),
        tuple(_meant(connection, statement)),
        tuple(sorted(made.values(), key=lambda each: (each.decision.when, each.decision.id))),
    )


def _note(statement: Statement, reasons: Why | None) -> str:
    """Return what a reader has to know of the reasons; "" where they are those of the statement itself."""
    rule = rule_of(statement)
    if rule is not None:
        return f"{statement.extractor} made it; {rule}"
    if reasons is None:
        by = statement.extractor
        return f"{by} made it, and the grammar of now does not: which rule led to it cannot be told"
    same = abs(reasons.probability - statement.probability) < 1e-4
    return "" if same else f"with the weights of now it would be {reasons.probability:.2f}"


def _meant(connection: Connection, statement: Statement) -> Iterator[Meant]:
    for place, value in enumerate(statement.values):
        if value.referent is None:
            continue
        table = schema.referent
        owner = connection.execute(sa.select(table.c.entity).where(table.c.id == value.referent)).scalar()
        if owner is None:
            continue
        body = connection.execute(sa.select(schema.entity.c.body).where(schema.entity.c.id == owner))
        entity = from_json(body.scalar_one(), Entity)
        links = tuple(link for link in entity.links if link.referent == value.referent)
        yield Meant(place, entity, links, decisions(connection, owner))
