"""How the times of two statements about agreements stand to each other."""

from enum import IntEnum
from typing import Final

from kelisim.register.projection.dates import Span
from kelisim.register.projection.kinds.agreement_facts import Facts

_FRESH: Final = 14  # days within which a document tells of a signing as news, without dating it
_NEWS: Final = 30  # days by which two dates of one signing differ at most, and a plan may come early
_RECALLED: Final = 60  # days from which a document recalls a signing rather than reports it
_SAME_NEWS: Final = 10  # days between two undated tellings of one event
_ECHO: Final = 45  # and days up to which the later one may still be of it
SLIP: Final = 2  # days by which one outlet misdates an event that another dates rightly
_DELAY: Final = 365  # days by which a plan may come late and still be the plan


class Time(IntEnum):
    """How the times of two statements stand to each other."""

    CLASH = 0
    FAR = 1  # too far for one agreement in the ordinary way, too near to exclude it
    UNKNOWN = 2
    NEAR = 3
    FITS = 4
    SAME = 5


def recalled(ours: Facts, theirs: Facts) -> bool:
    """Return whether a document dates one of two long before it was published, and the other not at all."""
    date = ours.date or theirs.date
    if (ours.date is None) == (theirs.date is None) or date is None or ours.told is None:
        return False
    return date.last < ours.told.first - _RECALLED


def time_of(ours: Facts, theirs: Facts) -> Time:
    """Return how the times of two statements stand to each other, of plans and of what was done."""
    if ours.plan and not theirs.plan:
        return _plan_then_done(ours, theirs)
    if theirs.plan and not ours.plan:
        return _plan_then_done(theirs, ours)
    if ours.plan:
        return _both_planned(ours, theirs)
    return both_done(ours, theirs)


def both_done(ours: Facts, theirs: Facts) -> Time:
    """Return how the times of two statements stand to each other that tell of what was done."""
    if ours.date is not None and theirs.date is not None:
        return _two_dates(ours.date, theirs.date, renewals="renewed" in {ours.status, theirs.status})
    if ours.date is None and theirs.date is None:
        return both_told(ours.told, theirs.told)
    if (ours.status == "renewed") != (theirs.status == "renewed"):
        return Time.UNKNOWN
    if ours.date is not None:
        return _dated_and_told(ours.date, theirs.told)
    assert theirs.date is not None
    return _dated_and_told(theirs.date, ours.told)


def _two_dates(ours: Span, theirs: Span, renewals: bool) -> Time:
    gap = ours.gap(theirs)
    if gap == 0:
        return Time.SAME if ours.precision == theirs.precision == 3 else Time.FITS
    if gap <= SLIP and ours.precision == theirs.precision == 3:
        return Time.NEAR
    if renewals:
        return Time.FAR
    return Time.FAR if gap <= _NEWS else Time.CLASH


def _dated_and_told(date: Span, told: Span | None) -> Time:
    """A dated telling against one that dates nothing: fresh news, or it may recall what is long past."""
    if told is None:
        return Time.UNKNOWN
    if date.first > told.last + 1:
        return Time.CLASH
    if date.precision == 1:
        return Time.NEAR if told.precision > 1 and told.within(date) else Time.UNKNOWN
    return Time.FITS if date.last >= told.first - _FRESH else Time.UNKNOWN


def both_told(ours: Span | None, theirs: Span | None) -> Time:
    """Return how the times of two tellings stand to each other by the days on which they were published."""
    if ours is None or theirs is None or ours.precision == 1 or theirs.precision == 1:
        return Time.UNKNOWN
    gap = ours.gap(theirs)
    if gap <= _SAME_NEWS:
        return Time.FITS
    return Time.NEAR if gap <= _ECHO else Time.UNKNOWN


def _both_planned(ours: Facts, theirs: Facts) -> Time:
    if ours.date is not None and theirs.date is not None:
        gap = ours.date.gap(theirs.date)
        if gap == 0:
            return Time.SAME if ours.date.precision == theirs.date.precision == 3 else Time.FITS
        return Time.FAR if gap <= _DELAY else Time.CLASH
    if ours.told is None or theirs.told is None:
        return Time.UNKNOWN
    gap = ours.told.gap(theirs.told)
    if gap <= 2 * _NEWS:
        return Time.FITS
    return Time.UNKNOWN if gap <= 2 * _DELAY else Time.FAR


def _plan_then_done(plan: Facts, done: Facts) -> Time:
    """A plan and a signing: the signing comes after the plan was told, about when it was planned for."""
    signed = done.date or done.told
    if signed is None:
        return Time.UNKNOWN
    if plan.told is not None and signed.last < plan.told.first - SLIP:
        return Time.CLASH
    if plan.date is not None:
        return _planned_for(plan.date, signed)
    if plan.told is None:
        return Time.UNKNOWN
    wait = signed.first - plan.told.last
    if wait <= 4 * _NEWS:
        return Time.FITS
    return Time.NEAR if wait <= _DELAY else Time.FAR


def _planned_for(planned: Span, signed: Span) -> Time:
    late = signed.first - planned.last
    early = planned.first - signed.last
    if late <= 0 and early <= 0:
        return Time.FITS
    if early > _DELAY or late > 3 * _DELAY:
        return Time.CLASH
    return Time.NEAR if early <= _NEWS and late <= _DELAY else Time.FAR


def told_long_before(first: Facts, renewed: Facts) -> bool:
    """Return whether one was told so long before the other that it cannot be news of the same day."""
    if first.told is None or renewed.told is None:
        return False
    return first.told.last < renewed.told.first - _RECALLED
