"""What a person should look at on a day: reasons, how many records each has, and the records themselves.

Public: `attention(connection, on)`, `list_doubts(connection)`. What each reason means is defined by
`kelisim.register.projection.attention`.
"""

from calendar import monthrange
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Final, Literal

import sqlalchemy as sa
from sqlalchemy.engine import Connection

from kelisim.model import Doubt, Record, from_json
from kelisim.register import schema
from kelisim.register.projection import Commitment, Life, Limits
from kelisim.register.projection.attention import attention_of
from kelisim.register.projection.dates import span
from kelisim.register.projection.values import AttentionReason
from kelisim.register.views import EntityLine, RecordLine, entity_lines, record_lines

Reason = Literal[AttentionReason, "expiring_later"]
REASONS: Final[tuple[Reason, ...]] = (
    "commitment_overdue",
    "expiring",
    "expiring_later",
    "expired",
    "contradiction",
    "review",
    "unconfirmed",
    "silent",
)
"""In the order in which they press."""


@dataclass(frozen=True, slots=True)
class Need:
    """A record that a person should look at.

    `slot` is where, `date` the ISO date that it is about, at its precision; `commitment` and `text` are the
    id and the wording of a commitment that is overdue.
    """

    record: RecordLine
    slot: str | None = None
    date: str | None = None
    commitment: str | None = None
    text: str | None = None


@dataclass(frozen=True, slots=True)
class DoubtLine:
    """Two records, or two entities, that may be the same, and why."""

    first: RecordLine | EntityLine
    second: RecordLine | EntityLine
    reason: str


@dataclass(frozen=True, slots=True)
class DoubtPage:
    """Some of the doubts, and how many there are in all."""

    doubts: tuple[DoubtLine, ...]
    total: int


@dataclass(frozen=True, slots=True)
class Needs:
    """What needs attention for one reason: how much in all, and the first of it."""

    reason: Reason
    total: int
    needs: tuple[Need, ...]


def attention(connection: Connection, on: date, *, limit: int | None = 50) -> tuple[Needs, ...]:
    """Return what needs attention on the day `on`, for every reason, in the order of `REASONS`.

    "expiring" ends within six months, "expiring_later" within the six months after; "silent" is what is in
    force and was not told of for two years. `limit` is for each reason; the most pressing come first.
    """
    soon, later = _months_after(on, 6).toordinal(), _months_after(on, 12)
    limits = Limits(expiring=(later - on).days)
    found: dict[Reason, list[Need]] = {reason: [] for reason in REASONS}
    candidates = _candidates(on, later, limits)
    promises = _promises(connection, candidates)
    for line, record, life in _records(connection, candidates):
        held = promises.get(record.id, [])
        texts = {each.id: each.text for each in held}
        for one in attention_of(record, life, held, on, limits):
            days = span(one.date)
            far = one.reason == "expiring" and days is not None and days.first > soon
            need = Need(line, one.slot, one.date, one.commitment, texts.get(one.commitment or ""))
            found["expiring_later" if far else one.reason].append(need)
    return tuple(
        Needs(reason, len(needs), tuple(_pressing(reason, needs)[:limit])) for reason, needs in found.items()
    )


def list_doubts(connection: Connection, *, limit: int | None = None, offset: int = 0) -> DoubtPage:
    """Return the pairs of records and entities that may be the same, for a person to decide."""
    doubt = schema.doubt
    total = connection.execute(sa.select(sa.func.count()).select_from(doubt)).scalar_one()
    query = sa.select(doubt).order_by(doubt.c.first, doubt.c.second).limit(limit).offset(offset)
    doubts = [Doubt(row.first, row.second, row.reason) for row in connection.execute(query)]
    ids = sorted({id for doubt in doubts for id in (doubt.first, doubt.second)})
    known: dict[str, RecordLine | EntityLine] = {
        **{line.id: line for line in record_lines(connection, ids)},
        **{line.id: line for line in entity_lines(connection, ids)},
    }
    return DoubtPage(tuple(DoubtLine(known[d.first], known[d.second], d.reason) for d in doubts), total)


def _candidates(on: date, later: date, limits: Limits) -> sa.ColumnElement[bool]:
    """Return the condition that every record that needs attention meets, and few others."""
    record, commitment = schema.record, schema.commitment
    overdue = sa.select(commitment.c.record).where(
        commitment.c.state == "promised", commitment.c.due < on.isoformat()
    )
    return sa.or_(
        record.c.review,
        record.c.disputed,
        record.c.expires <= f"{later.year}-12-31",
        record.c.awaited < on.isoformat(),
        record.c.id.in_(overdue),
        record.c.heard < (on - timedelta(days=limits.silent)).isoformat(),
    )


def _records(
    connection: Connection, candidates: sa.ColumnElement[bool]
) -> Iterator[tuple[RecordLine, Record, Life]]:
    table = schema.record
    for row in connection.execute(sa.select(table).where(candidates).order_by(table.c.id)):
        line = RecordLine(row.id, row.kind, row.title, row.status, row.first_day)
        yield line, from_json(row.body, Record), from_json(row.life, Life)


def _promises(connection: Connection, candidates: sa.ColumnElement[bool]) -> dict[str, list[Commitment]]:
    table = schema.commitment
    records = sa.select(schema.record.c.id).where(candidates)
    query = sa.select(table.c.body).where(table.c.record.in_(records)).order_by(table.c.id)
    found: dict[str, list[Commitment]] = {}
    for body in connection.execute(query).scalars():
        commitment = from_json(body, Commitment)
        found.setdefault(commitment.record, []).append(commitment)
    return found


def _pressing(reason: Reason, needs: list[Need]) -> list[Need]:
    """Return the needs, the most pressing first: what is due or ends first, what was silent longest.

    Contradictions and readings to review have no day of their own: the latest records come first.
    """
    if reason in ("contradiction", "review"):
        return sorted(needs, key=lambda need: (need.record.first_day or "", need.record.id), reverse=True)
    return sorted(needs, key=lambda need: (need.date or "", need.record.id))


def _months_after(day: date, months: int) -> date:
    """Return the same day of a later month, or the last that the month has."""
    year, month = divmod(day.year * 12 + day.month - 1 + months, 12)
    return date(year, month + 1, min(day.day, monthrange(year, month + 1)[1]))
