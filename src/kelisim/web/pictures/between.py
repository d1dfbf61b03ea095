"""What lies behind an edge: the records that name two together, and the sentences that say so."""

from collections.abc import Iterable
from dataclasses import dataclass

import sqlalchemy as sa
from sqlalchemy.engine import Connection

from kelisim.register import DocumentLine, schema
from kelisim.register.views import RecordLine, document_lines, load_statements, record_lines


@dataclass(frozen=True, slots=True)
class Saying:
    """A sentence of a document that a record rests on."""

    statement: str
    quote: str
    document: DocumentLine


@dataclass(frozen=True, slots=True)
class TyingRecord:
    """A record that ties two together, and the sentences that say so, the earliest published first."""

    record: RecordLine
    sayings: tuple[Saying, ...]


def tying_records(connection: Connection, ids: Iterable[str]) -> tuple[TyingRecord, ...]:
    """Return records with their sentences, the latest record first."""
    wanted = sorted(ids)
    table = schema.statement
    held: dict[str, list[str]] = {id: [] for id in wanted}
    query = sa.select(table.c.id, table.c.record).where(table.c.record.in_(wanted)).order_by(table.c.id)
    for row in connection.execute(query):
        held[row.record].append(row.id)
    statements = load_statements(connection, [id for ids in held.values() for id in ids])
    documents = document_lines(connection, sorted({each.document for each in statements.values()}))
    order = {line.id: (place, line) for place, line in enumerate(documents)}
    found = []
    for line in record_lines(connection, wanted):
        sayings = [
            (order[statements[id].document][0], statements[id].quote.start, id)
            for id in held[line.id]
            if id in statements and statements[id].document in order
        ]
        found.append(
            TyingRecord(
                line,
                tuple(
                    Saying(id, statements[id].quote.text, order[statements[id].document][1])
                    for _, _, id in sorted(sayings)
                ),
            )
        )
    return tuple(found)
