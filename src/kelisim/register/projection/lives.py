"""How a record stood over time: stages from planned to renewed, values of a figure, when it was told of."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Final

from kelisim.model import Support, Value
from kelisim.register.projection.dates import Span, span
from kelisim.register.projection.items import Item
from kelisim.register.projection.told import STAGES
from kelisim.register.projection.values import Life, Stage

_ONE_STAGE: Final = 31  # days within which two dates of one status are dates of one stage


@dataclass(frozen=True, slots=True)
class _Step:
    """One statement's word on a stage."""

    date: str | None
    days: Span | None
    told: str | None
    source: str
    support: tuple[Support, ...]


def life_of(record: str, kind: str, members: Sequence[Item]) -> Life:
    """Return the life of a record from its statements in their order."""
    told = sorted(item.document.published for item in members if item.document.published is not None)
    stages = _value_stages(members) if kind == "figure" else _status_stages(kind, members)
    return Life(
        record, tuple(stages), told[0] if len(told) > 0 else None, told[-1] if len(told) > 0 else None
    )


def _status_stages(kind: str, members: Sequence[Item]) -> list[Stage]:
    order = STAGES.get(kind, ())
    stages: list[Stage] = []
    for status in order:
        steps = [_step(item, status) for item in members if item.text("status") == status]
        stages.extend(_stage("status", status, part) for part in _parts(steps))
    place = {status: number for number, status in enumerate(order)}
    return sorted(stages, key=lambda s: (place[str(s.value)], s.date or s.told or "9999", s.told or ""))


def _step(item: Item, status: str) -> _Step:
    date = item.statement.first("date")
    values = [v for v in item.statement.values if v.slot == "status" and v.value == status]
    if date is not None:
        values.append(date)
    text = str(date.value) if date is not None else None
    source = item.document.publisher or item.document.id
    return _Step(text, span(text), item.document.published, source, _support(item, values))


def _support(item: Item, values: Sequence[Value]) -> tuple[Support, ...]:
    found = {(v.quote.start, v.quote.end) for v in values}
    return tuple(Support(item.statement.id, item.document.id, *place) for place in sorted(found))


def _parts(steps: Sequence[_Step]) -> list[list[_Step]]:
    """Return the steps of one status by stages: dates near to one another; undated steps are of the first."""
    dated = sorted((step for step in steps if step.days is not None), key=_days)
    undated = [step for step in steps if step.days is None]
    precise = [step for step in dated if step.days is not None and step.days.precision > 1]
    years = [step for step in dated if step.days is not None and step.days.precision == 1]
    parts: list[list[_Step]] = []
    last: Span | None = None
    for step in precise:
        if step.days is not None and last is not None and last.gap(step.days) <= _ONE_STAGE:
            parts[-1].append(step)
        else:
            parts.append([step])
        last = step.days
    for step in years:
        home = next((p for p in parts if any(_within(other, step) for other in p)), None)
        if home is None:
            parts.append([step])
        else:
            home.append(step)
    if len(parts) == 0:
        return [undated] if len(undated) > 0 else []
    parts[0].extend(undated)
    return parts


def _within(narrow: _Step, wide: _Step) -> bool:
    return narrow.days is not None and wide.days is not None and narrow.days.within(wide.days)


def _days(step: _Step) -> tuple[int, int]:
    return (step.days.first, step.days.last) if step.days is not None else (0, 0)


def _stage(slot: str, value: str | int | float, steps: Sequence[_Step]) -> Stage:
    """Return the stage that steps make; its date is the most precise, then the one that most sources tell."""
    sources: dict[str, set[str]] = {}
    for step in steps:
        if step.date is not None:
            sources.setdefault(step.date, set()).add(step.source)
    date = min(sources, key=lambda d: (-_precision(d), -len(sources[d]), d), default=None)
    told = min((step.told for step in steps if step.told is not None), default=None)
    support = {support for step in steps for support in step.support}
    ordered = sorted(support, key=lambda s: (s.document, s.start, s.end, s.statement))
    return Stage(slot, value, date, told, tuple(ordered))


def _precision(date: str) -> int:
    days = span(date)
    return 0 if days is None else days.precision


def _value_stages(members: Sequence[Item]) -> list[Stage]:
    """Return the values of a figure, each from when it was first told."""
    steps: dict[str | int | float, list[_Step]] = {}
    for item in members:
        value = item.statement.first("value")
        if value is not None:
            source = item.document.publisher or item.document.id
            step = _Step(None, None, item.document.published, source, _support(item, [value]))
            steps.setdefault(value.value, []).append(step)
    stages = [_stage("value", value, part) for value, part in steps.items()]
    return sorted(stages, key=lambda stage: (stage.told or "9999", str(stage.value)))


def latest(life: Life) -> Stage | None:
    """Return the stage that a record is in: the last of its life, whose stages stand in their order."""
    return life.stages[-1] if len(life.stages) > 0 else None


def by_record(lives: Sequence[Life]) -> Mapping[str, Life]:
    """Return lives by the id of their record."""
    return {life.record: life for life in lives}
