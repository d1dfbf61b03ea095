"""Verdicts in words: sentences that can be read aloud, and that never claim a cause."""

from collections.abc import Sequence
from datetime import date
from typing import Final

from kelisim.measure.verdicts.agreements import Agreement
from kelisim.measure.verdicts.results import Interval, Party

_MONTHS: Final = ("January", "February", "March", "April", "May", "June", "July")
_MONTHS_ON: Final = ("August", "September", "October", "November", "December")
DEFINITION: Final = (
    "Joint works: works with an affiliation of each side, each counted 1 (full counting), without works of "
    "more than 100 authors or 30 countries. Before: the years 5 to 2 before the start; the last year before "
    "it is left out, since joint work rises just before a signature. After: the years 3 to 5. Expected: what "
    "the pair's own level before and the growth of like pairs that signed nothing lead one to expect "
    "(gamma-Poisson, 90 % interval; Poisson regression with effects of pairs and of organisations in years). "
    "Evidence: more than that, with a chance of 5 % at most if nothing had changed."
)


def month(day: date) -> str:
    """Return "January 2029"."""
    return f"{(*_MONTHS, *_MONTHS_ON)[day.month - 1]} {day.year}"


def names(parties: Sequence[Party]) -> str:
    """Return the names of parties: "A, B and C"."""
    called = [party.name for party in parties]
    return called[0] if len(called) == 1 else f"{', '.join(called[:-1])} and {called[-1]}" if called else ""


def works(count: float) -> str:
    """Return "1 joint work", "3 joint works"."""
    number = f"{count:g}" if float(count).is_integer() else f"{count:.1f}"
    return f"{number} joint work{'' if number == '1' else 's'}"


def since(agreement: Agreement) -> str:
    """Return "signed on 2026-01-22", "signed in 2018", "announced on …"."""
    start = agreement.start or ""
    return f"{agreement.start_is} {'on' if len(start) == 10 else 'in'} {start}"


def bounds(expected: Interval) -> str:
    """Return "3 to 9"; one number where both limits are the same."""
    low, high = f"{expected.low or 0:.0f}", f"{expected.high or 0:.0f}"
    return low if low == high else f"{low} to {high}"


def ratio(value: Interval) -> str:
    """Return "1.42 (95 % interval 1.20 to 1.68)"."""
    low = "0" if value.low is None else f"{value.low:.2f}"
    high = "no upper limit" if value.high is None else f"{value.high:.2f}"
    return f"{value.value:.2f} ({value.level:.0%} interval {low} to {high})".replace("%", " %")


def chance(probability: float) -> str:
    """Return "0.034"; "less than 0.001" for what is smaller."""
    return f"{probability:.3f}" if probability >= 0.001 else "less than 0.001"


def too_early(agreement: Agreement, told_from: date, before: float | None) -> str:
    """Return the verdict "too early"."""
    stood = "" if before is None else f" {works(before)} stood before the start."
    return (
        f"Too early: {since(agreement)}, it can be told from {month(told_from)}, as it takes about three "
        f"years from an agreement to its first papers.{stood}"
    )


def evidence(after: float, years: str, expected: Interval) -> str:
    """Return the verdict "evidence"."""
    return (
        f"Evidence: {works(after)} in {years}, more than the {bounds(expected)} to be expected without the "
        "agreement. Whether the agreement is the reason, figures alone cannot say."
    )


def none_yet(after: float, years: str, expected: Interval, power: float) -> str:
    """Return the verdict "none yet"."""
    return (
        f"None yet: {works(after)} in {years}, no more than the {bounds(expected)} to be expected without "
        f"the agreement. A doubling would have been seen with a probability of {power:.2f}."
    )


def too_few(after: float, years: str, expected: Interval, power: float) -> str:
    """Return the verdict "cannot be told" for want of numbers."""
    return (
        f"Cannot be told: {works(after)} in {years}, where {bounds(expected)} were to be expected without "
        f"the agreement. At such numbers even a doubling is seen with a probability of {power:.2f} only."
    )
