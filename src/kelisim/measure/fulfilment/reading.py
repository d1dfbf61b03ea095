"""Agreements with all that their commitments are judged by, read in bulk."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Final

import sqlalchemy as sa
from sqlalchemy.engine import Connection

from kelisim.model import Entity, Record, from_json
from kelisim.register import UnknownIdError, find_id, schema
from kelisim.register.projection import Commitment, Life
from kelisim.register.projection.dates import Span, span
from kelisim.register.views import load_statements

_FIRM: Final = frozenset({"signed", "renewed"})
_AT_ONCE: Final = 500  # ids in one question: engines limit how many
Wordings = Mapping[tuple[str, int, int], tuple[str, str | None]]


@dataclass(frozen=True, slots=True)
class Agreement:
    """An agreement, its commitments and parties, the documents that name a party (id → published)."""

    record: Record
    life: Life
    commitments: tuple[Commitment, ...]
    parties: tuple[Entity, ...]
    told: Mapping[str, str | None]

    @property
    def since(self) -> Span | None:
        """The days on which it was signed; else those on which it was first told of."""
        dates = [stage.date or stage.told for stage in self.life.stages if stage.value in _FIRM]
        return span(min((day for day in dates if day is not None), default=self.life.first_told))


def agreements_named(connection: Connection, given: Sequence[str]) -> list[str]:
    """Return the ids of agreements by ids, former ids or beginnings. Raises UnknownIdError for others."""
    ids = [find_id(connection, each) for each in given]
    kinds = {row.id: row.kind for row in _rows(connection, (schema.record.c.id, schema.record.c.kind), ids)}
    for id, each in zip(ids, given, strict=True):
        if kinds.get(id) != "agreement":
            raise UnknownIdError(f"{each} is no agreement; see: kelisim list agreements")
    return ids


def agreements_with_commitments(connection: Connection) -> list[str]:
    """Return the ids of agreements that promise something, the latest first."""
    record, own = schema.record, sa.select(schema.commitment.c.record)
    query = sa.select(record.c.id).where(record.c.id.in_(own))
    return list(
        connection.execute(query.order_by(record.c.first_day.desc().nulls_last(), record.c.id)).scalars()
    )


def read_agreements(connection: Connection, ids: Sequence[str]) -> list[Agreement]:
    """Return agreements by their ids, in that order; those that promise nothing are left out."""
    record, commitment = schema.record, schema.commitment
    promised: dict[str, list[Commitment]] = {}
    columns = (commitment.c.record, commitment.c.body)
    for row in _rows(connection, columns, ids, order=commitment.c.id):
        promised.setdefault(row.record, []).append(from_json(row.body, Commitment))
    kept = [id for id in ids if id in promised]
    rows = {row.id: row for row in _rows(connection, (record.c.id, record.c.body, record.c.life), kept)}
    records = {id: from_json(row.body, Record) for id, row in rows.items()}
    parties = {id: _parties(records[id]) for id in kept}
    named = sorted({party for own in parties.values() for party in own})
    columns = (schema.entity.c.id, schema.entity.c.body)
    entities = {row.id: from_json(row.body, Entity) for row in _rows(connection, columns, named)}
    told = _told(connection, named)
    return [
        Agreement(
            records[id],
            from_json(rows[id].life, Life),
            tuple(promised[id]),
            tuple(entities[party] for party in parties[id] if party in entities),
            {document: day for party in parties[id] for document, day in told.get(party, {}).items()},
        )
        for id in kept
    ]


def read_records(connection: Connection, ids: Sequence[str]) -> Mapping[str, tuple[Record, Life]]:
    """Return records with their lives, by id."""
    record = schema.record
    rows = _rows(connection, (record.c.id, record.c.body, record.c.life), ids)
    return {row.id: (from_json(row.body, Record), from_json(row.life, Life)) for row in rows}


def read_wordings(connection: Connection, commitments: Sequence[Commitment]) -> Wordings:
    """Return the text and language of every support of commitments, by statement and offsets."""
    supports = [place for one in commitments for place in one.support]
    documents = sorted({place.document for place in supports})
    columns = (schema.document.c.id, schema.document.c.language)
    spoken = {row.id: row.language for row in _rows(connection, columns, documents)}
    found: dict[tuple[str, int, int], tuple[str, str | None]] = {}
    wanted = sorted({place.statement for place in supports})
    for part in _parts(wanted):
        for statement in load_statements(connection, part).values():
            for value in statement.all("commitments"):
                place = (statement.id, value.quote.start, value.quote.end)
                found[place] = (str(value.value), spoken.get(statement.document))
    return found


def _parties(record: Record) -> tuple[str, ...]:
    slot = record.slot("parties")
    fillers = slot.fillers if slot is not None else ()
    return tuple(sorted({filler.entity for filler in fillers if filler.entity is not None}))


def _told(connection: Connection, entities: Sequence[str]) -> Mapping[str, dict[str, str | None]]:
    """Return the documents that name entities, with the days on which they were published."""
    referent, document = schema.referent, schema.document
    found: dict[str, dict[str, str | None]] = {}
    for part in _parts(entities):
        query = (
            sa.select(referent.c.entity, document.c.id, document.c.published)
            .join(document, document.c.id == referent.c.document)
            .where(referent.c.entity.in_(part))
        )
        for row in connection.execute(query):
            found.setdefault(row.entity, {})[row.id] = row.published
    return found


def _rows(
    connection: Connection, columns: tuple[sa.Column[Any], ...], ids: Sequence[str], *, order: Any = None
) -> Iterator[sa.Row[Any]]:
    """Give the rows whose first column is one of the ids, in `order`."""
    for part in _parts(ids):
        yield from connection.execute(sa.select(*columns).where(columns[0].in_(part)).order_by(order))


def _parts(ids: Sequence[str]) -> Iterator[Sequence[str]]:
    for start in range(0, len(ids), _AT_ONCE):
        yield ids[start : start + _AT_ONCE]
