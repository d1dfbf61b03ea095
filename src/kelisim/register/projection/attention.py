"""What needs attention on a day: terms, silence, contradictions, doubtful readings, plans without news."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Final

from kelisim.model import Record
from kelisim.register.projection.commitments import state_on
from kelisim.register.projection.dates import span
from kelisim.register.projection.lives import latest
from kelisim.register.projection.values import Attention, Commitment, Life, Projection

_LASTING: Final = {"agreement": {"signed", "renewed"}, "project": {"running"}, "programme": {"running"}}
_PLANS: Final = frozenset({"planned", "proposed"})


@dataclass(frozen=True, slots=True)
class Limits:
    """From when on something needs attention, in days."""

    expiring: int = 180  # before a term ends
    silent: int = 730  # since a document last told of it
    unconfirmed: int = 365  # since a plan without a date was last told of


def attention(projection: Projection, today: date, limits: Limits = Limits()) -> tuple[Attention, ...]:
    """Return what a person should look at on a day, in the order of the records."""
    promises: dict[str, list[Commitment]] = {}
    for commitment in projection.commitments:
        promises.setdefault(commitment.record, []).append(commitment)
    found: list[Attention] = []
    for record, life in zip(projection.records, projection.lives, strict=True):
        found.extend(attention_of(record, life, promises.get(record.id, ()), today, limits))
    return tuple(found)


def attention_of(
    record: Record,
    life: Life,
    promises: Sequence[Commitment],
    today: date,
    limits: Limits = Limits(),
) -> Iterable[Attention]:
    """Return what a person should look at in one record; `promises` are its commitments."""
    if record.review:
        yield Attention(record.id, "review")
    for slot in record.slots:
        if slot.contradiction and all(filler.decision is None for filler in slot.fillers):
            yield Attention(record.id, "contradiction", slot.slot)
    ended = False
    for term in _term(record, today, limits):
        ended = term.reason == "expired"
        yield term
    if not ended:
        yield from _silence(record, life, promises, today, limits)
    yield from _unconfirmed(record, life, today, limits)
    for promise in promises:
        if state_on(promise, record, today) == "overdue":
            yield Attention(record.id, "commitment_overdue", "commitments", promise.due, promise.id)


def _term(record: Record, today: date, limits: Limits) -> Iterable[Attention]:
    slot = record.slot("expires")
    text = str(slot.fillers[0].value) if slot is not None else None
    days = span(text)
    if days is None:
        return
    if days.last < today.toordinal():
        yield Attention(record.id, "expired", "expires", text)
    elif days.first <= (today + timedelta(days=limits.expiring)).toordinal():
        yield Attention(record.id, "expiring", "expires", text)


def _silence(
    record: Record, life: Life, promises: Iterable[Commitment], today: date, limits: Limits
) -> Iterable[Attention]:
    """What is in force, and of which nothing was told for long, nor of anything that it promised."""
    stage = latest(life)
    if record.kind not in _LASTING or stage is None or stage.value not in _LASTING[record.kind]:
        return
    told = [life.last_told, stage.date, *(e.date for promise in promises for e in promise.evidence)]
    last = max((day for day in told if day is not None), default=None)
    days = span(last)
    if days is not None and days.last + limits.silent < today.toordinal():
        yield Attention(record.id, "silent", None, last)


def _unconfirmed(record: Record, life: Life, today: date, limits: Limits) -> Iterable[Attention]:
    """A plan whose day has passed, or that has none and was not told of for long."""
    stage = latest(life)
    if stage is None or stage.value not in _PLANS:
        return
    day = span(stage.date)
    if day is not None:
        if day.last < today.toordinal():
            yield Attention(record.id, "unconfirmed", "date", stage.date)
        return
    last = span(life.last_told)
    if last is not None and last.last + limits.unconfirmed < today.toordinal():
        yield Attention(record.id, "unconfirmed", "status", life.last_told)
