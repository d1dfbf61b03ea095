"""The register in numbers.

Public: `stats(connection, today=…, expiring_days=…)`.
"""

from dataclasses import dataclass
from datetime import date, timedelta

import sqlalchemy as sa
from sqlalchemy.engine import Connection

from kelisim.model import KINDS
from kelisim.register import schema


@dataclass(frozen=True, slots=True)
class NeedsAttention:
    """How many records and pairs a person should look at, by reason.

    `contradictions` are those that nobody has decided; `expired` and `expiring` count agreements that end
    before today, or within the settings' days from it; `overdue` promised commitments whose date has passed;
    `doubts` pairs that may be the same; `unapplied` decisions that found no target.
    """

    review: int
    contradictions: int
    expired: int
    expiring: int
    overdue: int
    doubts: int
    unapplied: int


@dataclass(frozen=True, slots=True)
class Stats:
    """What the register holds. `waiting` documents are stored and not computed into it yet."""

    documents: int
    waiting: int
    languages: dict[str, int]
    statements: dict[str, int]
    records: dict[str, int]
    entities: dict[str, int]
    near_duplicates: int
    decisions: int
    attention: NeedsAttention


def stats(connection: Connection, *, today: date, expiring_days: int = 180) -> Stats:
    """Return the register in numbers, as it stands on the day `today`."""
    extraction, document = schema.extraction, schema.document
    current = extraction.c.state == "current"
    language = sa.func.coalesce(document.c.language, "")
    languages = _grouped(
        connection,
        sa.select(language, sa.func.count())
        .join(extraction, extraction.c.document == document.c.id)
        .where(current)
        .group_by(language),
    )
    waiting = sa.select(extraction.c.document).where(extraction.c.state == "waiting").distinct()
    return Stats(
        documents=_count(connection, sa.select(extraction.c.document).where(current)),
        waiting=_count(connection, waiting),
        languages=languages,
        statements=_by_kind(connection, schema.statement),
        records=_by_kind(connection, schema.record),
        entities=_grouped(
            connection, sa.select(schema.entity.c.type, sa.func.count()).group_by(schema.entity.c.type)
        ),
        near_duplicates=_count(connection, sa.select(schema.near.c.first)),
        decisions=_count(connection, sa.select(schema.decision.c.id)),
        attention=_attention(connection, today, expiring_days),
    )


def _attention(connection: Connection, today: date, expiring_days: int) -> NeedsAttention:
    record, commitment = schema.record, schema.commitment
    day, soon = today.isoformat(), (today + timedelta(days=expiring_days)).isoformat()
    promised = commitment.c.state == "promised"
    ends = record.c.expires
    return NeedsAttention(
        review=_count(connection, sa.select(record.c.id).where(record.c.review.is_(True))),
        contradictions=_count(connection, sa.select(record.c.id).where(record.c.disputed.is_(True))),
        expired=_count(connection, sa.select(record.c.id).where(ends < day)),
        expiring=_count(connection, sa.select(record.c.id).where(ends >= day, ends <= soon)),
        overdue=_count(connection, sa.select(commitment.c.id).where(promised, commitment.c.due < day)),
        doubts=_count(connection, sa.select(schema.doubt.c.first)),
        unapplied=_count(connection, sa.select(schema.unapplied.c.decision)),
    )


def _by_kind(connection: Connection, table: sa.Table) -> dict[str, int]:
    counted = _grouped(connection, sa.select(table.c.kind, sa.func.count()).group_by(table.c.kind))
    return {kind: counted.get(kind, 0) for kind in KINDS}


def _grouped(connection: Connection, query: sa.Select[str, int]) -> dict[str, int]:
    return dict(sorted((str(name), count) for name, count in connection.execute(query)))


def _count(connection: Connection, query: sa.Select[str]) -> int:
    return connection.execute(sa.select(sa.func.count()).select_from(query.subquery())).scalar_one()
