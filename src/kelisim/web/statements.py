"""Where the statements of a document went.

Public: `Home`, `homes(connection, document)`.
"""

from dataclasses import dataclass

import sqlalchemy as sa
from sqlalchemy.engine import Connection

from kelisim.register import schema


@dataclass(frozen=True, slots=True)
class Home:
    """The record that a statement went into, and the title of it; None where a decision rejects it.

    `review` tells whether that record waits for review.
    """

    record: str | None
    title: str | None
    review: bool


def homes(connection: Connection, document: str) -> dict[str, Home]:
    """Return the record of each statement of a document, by the statement's id."""
    statement, record = schema.statement, schema.record
    query = (
        sa.select(statement.c.id, record.c.id, record.c.title, record.c.review)
        .outerjoin(record, record.c.id == statement.c.record)
        .where(statement.c.document == document)
    )
    found = connection.execute(query)
    return {id: Home(owner, title, bool(review)) for id, owner, title, review in found}
