"""What a person should look at on a day: reasons, how many records each has, and the records themselves.

Public: `attention(connection, on)`, `list_doubts(connection)`. What each reason means is defined by
`kelisim.register.projection.attention`.
"""

from calendar import monthrange
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any, Final, Literal

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
Order = sa.ColumnElement[Any]
_CHUNK: Final = 500


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
    record = schema.record
    soon, later = _months_after(on, 6), _months_after(on, 12)
    limits = Limits(expiring=(later - on).days)
    day, quiet = on.isoformat(), (on - timedelta(days=limits.silent)).isoformat()
    latest = (record.c.first_day.desc().nulls_last(), record.c.id.desc())
    open_term = sa.or_(record.c.expires.is_(None), record.c.expires >= day)
    ask = _Question(connection, on, limits, limit)
    terms = ask.all_of(record.c.expires <= f"{later.year}-12-31", "expired", "expiring")
    expiring = [need for need in terms["expiring"] if _begins_by(need.date, soon)]
    disputes = ask.all_of(record.c.disputed.is_(True), "contradiction", order=latest)["contradiction"]
    return (
        _overdue(connection, day, limit),
        _first("expiring", expiring, limit),
        _first("expiring_later", [need for need in terms["expiring"] if need not in expiring], limit),
        _first("expired", terms["expired"], limit),
        _first("contradiction", disputes, limit),
        ask.first_of("review", record.c.review.is_(True), latest),
        ask.first_of("unconfirmed", record.c.awaited < day, (record.c.awaited, record.c.id)),
        ask.first_of("silent", sa.and_(record.c.heard < quiet, open_term), (record.c.heard, record.c.id)),
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


@dataclass(frozen=True, slots=True)
class _Question:
    """What is asked of the records: what needs attention in them on a day."""

    connection: Connection
    on: date
    limits: Limits
    limit: int | None

    def first_of(
        self, reason: AttentionReason, condition: sa.ColumnElement[bool], order: Sequence[Order]
    ) -> Needs:
        """Return the needs of one reason, one for each record that meets the condition; few are read."""
        counted = sa.select(sa.func.count()).select_from(schema.record).where(condition)
        total = self.connection.execute(counted).scalar_one()
        needs = self._needs(condition, order, self.limit)
        return Needs(reason, total, tuple(need for found, need in needs if found == reason))

    def all_of(
        self, condition: sa.ColumnElement[bool], *reasons: AttentionReason, order: Sequence[Order] = ()
    ) -> dict[str, list[Need]]:
        """Return all needs of these reasons in the records that meet the condition, by date or as ordered."""
        found: dict[str, list[Need]] = {reason: [] for reason in reasons}
        for reason, need in self._needs(condition, order, None):
            if reason in found:
                found[reason].append(need)
        if len(order) == 0:
            for needs in found.values():
                needs.sort(key=lambda need: (need.date or "", need.record.id))
        return found

    def _needs(
        self, condition: sa.ColumnElement[bool], order: Sequence[Order], limit: int | None
    ) -> Iterator[tuple[str, Need]]:
        table = schema.record
        query = sa.select(table).where(condition).order_by(*order).limit(limit)
        rows = self.connection.execute(query).all()
        promises = _promises(self.connection, [row.id for row in rows])
        for row in rows:
            line = RecordLine(row.id, row.kind, row.title, row.status, row.first_day)
            record, life = from_json(row.body, Record), from_json(row.life, Life)
            for one in attention_of(record, life, promises.get(row.id, ()), self.on, self.limits):
                if one.commitment is None:
                    yield one.reason, Need(line, one.slot, one.date)


def _promises(connection: Connection, records: Sequence[str]) -> dict[str, list[Commitment]]:
    table = schema.commitment
    found: dict[str, list[Commitment]] = {}
    for start in range(0, len(records), _CHUNK):
        chunk = records[start : start + _CHUNK]
        for body in connection.execute(sa.select(table.c.body).where(table.c.record.in_(chunk))).scalars():
            commitment = from_json(body, Commitment)
            found.setdefault(commitment.record, []).append(commitment)
    return found


def _overdue(connection: Connection, day: str, limit: int | None) -> Needs:
    """Return the commitments that nothing was told of and whose day has passed."""
    table, record = schema.commitment, schema.record
    condition = sa.and_(table.c.state == "promised", table.c.due < day)
    total = connection.execute(sa.select(sa.func.count()).select_from(table).where(condition)).scalar_one()
    query = (
        sa.select(table.c.body, record.c.id, record.c.kind, record.c.title, record.c.status)
        .add_columns(record.c.first_day)
        .join(record, record.c.id == table.c.record)
        .where(condition)
        .order_by(table.c.due, table.c.id)
        .limit(limit)
    )
    needs = []
    for row in connection.execute(query):
        promise = from_json(row.body, Commitment)
        line = RecordLine(row.id, row.kind, row.title, row.status, row.first_day)
        needs.append(Need(line, "commitments", promise.due, promise.id, promise.text))
    return Needs("commitment_overdue", total, tuple(needs))


def _first(reason: Reason, needs: Sequence[Need], limit: int | None) -> Needs:
    return Needs(reason, len(needs), tuple(needs[:limit]))


def _begins_by(text: str | None, day: date) -> bool:
    days = span(text)
    return days is not None and days.first <= day.toordinal()


def _months_after(day: date, months: int) -> date:
    """Return the same day of a later month, or the last that the month has."""
    year, month = divmod(day.year * 12 + day.month - 1 + months, 12)
    return date(year, month + 1, min(day.day, monthrange(year, month + 1)[1]))
