"""The life of a record as points on a line: what was, what was decided, what is to come.

Public: `LifePoint`, `lifeline(view, today)`.
"""

from dataclasses import dataclass
from datetime import date, timedelta
from typing import Literal

from kelisim.measure.verdicts.agreements import Agreement
from kelisim.register import RecordView
from kelisim.register.projection import Limits

PointKind = Literal["stage", "told", "decided", "due", "ends", "ended", "silent", "measured"]


@dataclass(frozen=True, slots=True)
class LifePoint:
    """One point: the ISO date at its precision, what it is, and what of it.

    `detail` is a status (stage), who decided (decided), or the promise (due). A "told" point is the first
    document, where it came before every stage; "measured" the day from which it can be told whether an
    agreement has delivered. `later` is true for what lies ahead, `now` for the stage that the record is in.
    """

    date: str | None
    kind: PointKind
    detail: str
    later: bool = False
    now: bool = False


def lifeline(view: RecordView, today: date) -> tuple[LifePoint, ...]:
    """Return the points of a record's life in the order of time; those without a date come first."""
    points = [
        LifePoint(stage.date or stage.told, "stage", str(stage.value), _later(stage.date, today))
        for stage in view.life.stages
        if stage.slot == "status"
    ]
    if len(points) > 0:
        last = points[-1]
        points[-1] = LifePoint(last.date, last.kind, last.detail, last.later, now=True)
        first, dated = view.life.first_told, [point.date for point in points if point.date is not None]
        if first is not None and len(dated) > 0 and first < min(dated):
            points.append(LifePoint(first, "told", ""))
    points.extend(
        LifePoint(each.decision.when[:10], "decided", each.decision.who)
        for each in view.decisions
        if each.undone_by is None and each.decision.action != "undo"
    )
    points.extend(
        LifePoint(promise.due, "due", promise.text, _later(promise.due, today))
        for promise in view.commitments
        if promise.due is not None
    )
    points.extend(_end(view, today))
    points.extend(_measured(view, today))
    return tuple(sorted(points, key=lambda point: point.date or ""))


def _end(view: RecordView, today: date) -> list[LifePoint]:
    """Return when the term ends; for what is in force without a term, when two years of silence are full."""
    expires = view.record.slot("expires")
    if expires is not None and len(expires.fillers) > 0:
        day = str(expires.fillers[0].value)
        ahead = _later(day, today)
        return [LifePoint(day, "ends" if ahead else "ended", "", ahead)]
    status = view.record.slot("status")
    in_force = status is not None and str(status.fillers[0].value) in {"signed", "renewed", "running"}
    told = view.life.last_told
    if not in_force or view.record.kind not in {"agreement", "project", "programme"} or told is None:
        return []
    if len(told) < 10:
        return []
    silent = date.fromisoformat(told[:10]) + timedelta(days=Limits().silent)
    return [LifePoint(silent.isoformat()[:7], "silent", "", silent > today)]


def _measured(view: RecordView, today: date) -> list[LifePoint]:
    """Return from when on works can tell whether a signed agreement has delivered."""
    stages = (stage for stage in view.life.stages if stage.value in {"signed", "renewed"})
    signed = [stage.date for stage in stages if stage.date is not None]
    if view.record.kind != "agreement" or len(signed) == 0:
        return []
    day = Agreement(view.record.id, view.record.title, (), min(signed), "signed").told_from
    return [] if day is None else [LifePoint(day.isoformat()[:7], "measured", "", day > today)]


def _later(day: str | None, today: date) -> bool:
    return day is not None and day > today.isoformat()[: len(day)]
