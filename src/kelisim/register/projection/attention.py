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
    for slot in disputes(record):
        yield Attention(record.id, "contradiction", slot)
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


def disputes(record: Record) -> Iterable[str]:
    """Return the slots in which sources contradict each other and nobody has decided."""
    for slot in record.slots:
        if slot.contradiction and all(filler.decision is None for filler in slot.fillers):
            yield slot.slot


def heard(record: Record, life: Life, promises: Iterable[Commitment]) -> str | None:
    """Return the last day on which anything was told of what is in force, or of anything that it promised.

    None where the record is not in force, or no date is told.
    """
    days = span(_heard(record, life, promises))
    return None if days is None else date.fromordinal(days.last).isoformat()


def _heard(record: Record, life: Life, promises: Iterable[Commitment]) -> str | None:
    stage = latest(life)
    if record.kind not in _LASTING or stage is None or stage.value not in _LASTING[record.kind]:
        return None
    told = [life.last_told, stage.date, *(e.date for promise in promises for e in promise.evidence)]
    return max((day for day in told if day is not None), default=None)


def _silence(
    record: Record, life: Life, promises: Iterable[Commitment], today: date, limits: Limits
) -> Iterable[Attention]:
    """What is in force, and of which nothing was told for long, nor of anything that it promised."""
    last = _heard(record, life, promises)
    days = span(last)
    if days is not None and days.last + limits.silent < today.toordinal():
        yield Attention(record.id, "silent", None, last)


def awaited(life: Life, limits: Limits = Limits()) -> str | None:
    """Return the last day on which no news of a plan means nothing; None for what is no plan, or undated."""
    found = _awaited(life, limits)
    return None if found is None else date.fromordinal(found[0]).isoformat()


def _awaited(life: Life, limits: Limits) -> tuple[int, str, str | None] | None:
    """Return that day as an ordinal, the slot it comes from, and the date there."""
    stage = latest(life)
    if stage is None or stage.value not in _PLANS:
        return None
    day, last = span(stage.date), span(life.last_told)
    if day is not None:
        return day.last, "date", stage.date
    return None if last is None else (last.last + limits.unconfirmed, "status", life.last_told)


def _unconfirmed(record: Record, life: Life, today: date, limits: Limits) -> Iterable[Attention]:
    """A plan whose day has passed, or that has none and was not told of for long."""
    found = _awaited(life, limits)
    if found is not None and found[0] < today.toordinal():
        yield Attention(record.id, "unconfirmed", found[1], found[2])
