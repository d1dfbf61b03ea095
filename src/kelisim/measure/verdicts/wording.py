"""Verdicts in words: sentences that can be read aloud, and that never claim a cause.

Each is made of a message with places for values (`MESSAGES`). They are English here; who speaks another
language knows a sentence by its message, and says the message's translation with the same values.
"""

from collections.abc import Sequence
from datetime import date
from typing import Final

from kelisim.measure.verdicts.agreements import Agreement
from kelisim.measure.verdicts.results import Interval, Party

_FIRST_HALF: Final = ("January", "February", "March", "April", "May", "June")
_SECOND_HALF: Final = ("July", "August", "September", "October", "November", "December")
MONTHS: Final = (*_FIRST_HALF, *_SECOND_HALF)
DEFINITION: Final = (
    "Joint works: works with an affiliation of each side, each counted 1 (full counting), without works of "
    "more than 100 authors or 30 countries. Before: the years 5 to 2 before the start; the last year before "
    "it is left out, since joint work rises just before a signature. After: the years 3 to 5. Expected: what "
    "the pair's own level before and the growth of like pairs that signed nothing lead one to expect "
    "(gamma-Poisson, 90 % interval; Poisson regression with effects of pairs and of organisations in years). "
    "Evidence: more than that, with a chance of 5 % at most if nothing had changed."
)

SIGNED_ON: Final = "signed on {day}"
SIGNED_IN: Final = "signed in {day}"
ANNOUNCED_ON: Final = "announced on {day}"
ANNOUNCED_IN: Final = "announced in {day}"
TOO_EARLY: Final = (
    "Too early: {since}, it can be told from {month}, as it takes about three years from an agreement to its "
    "first papers."
)
STOOD_BEFORE: Final = "{early} {works} stood before the start."
EVIDENCE: Final = (
    "Evidence: {works} in {years}, more than the {expected} to be expected without the agreement. Whether "
    "the agreement is the reason, figures alone cannot say."
)
NONE_YET: Final = (
    "None yet: {works} in {years}, no more than the {expected} to be expected without the agreement. A "
    "doubling would have been seen with a probability of {power}."
)
TOO_FEW: Final = (
    "Cannot be told: {works} in {years}, where {expected} were to be expected without the agreement. At such "
    "numbers even a doubling is seen with a probability of {power} only."
)
AMONG_MANY: Final = (
    "None yet: {works}, more than the {expected} to be expected; but among {agreements} agreements looked "
    "at, so much comes about by chance."
)
HOCHBERG: Final = "after Benjamini-Hochberg the probability is {chance}"
CANNOT: Final = "Cannot be told: {why}."
NO_DATE: Final = "the register knows no date of it; give one: kelisim correct ID date …"
FEW_PARTIES: Final = "the register knows fewer than two parties"
NO_ROR: Final = (
    "no ROR id is known for {names}; install the registry (kelisim registry install FILE) and add the "
    "documents again"
)
NO_WORKS: Final = "the tables hold no works of {names}; fetch them: kelisim works fetch --organisation ID"
TABLES_END: Final = (
    "the tables end in {last} and works of {needed} or later are needed; fetch newer ones: kelisim works "
    "fetch"
)
TABLES_BEGIN: Final = (
    "the tables begin in {first}, and three of the years {since} to {until} are needed to know what was "
    "usual before; fetch older works: kelisim works fetch"
)
NO_PAIR: Final = "no pair without an agreement had joint works to compare with"
BEFORE: Final = "{works} in {years}, the reference years before it"
COMPARED: Final = "compared with {pairs} like pairs that signed nothing"
COMPARED_GROWTH: Final = (
    "compared with {pairs} like pairs that signed nothing, whose joint work a year went {growth} % from then "
    "on"
)
BY_CHANCE: Final = "if nothing had changed, so many or more would come with a probability of {chance}"
ANNOUNCED: Final = "no source gives the date of signature: the first announcement stands for it"
TOGETHER: Final = "the {pairs} pairs of its parties are taken together; a work of three counts for each"
SIGNED_BEFORE: Final = "the same parties signed before, in {year}: the reference years are not free of that"
LEFT_ASIDE: Final = "left aside, as no ROR id is known: {names}"
SIZES_UNKNOWN: Final = (
    "the tables lack the partner's other works; its growth is that of its joint works with others"
)
NOT_ALL_YEARS: Final = "works until {last}; the last of the years to be assessed is {year}"
HYPERAUTHORED: Final = "{n} works with more than 100 authors or 30 countries (ISI 2019)"
RETRACTED: Final = "{n} retracted works"
UNDATED: Final = "{n} works without a year"
LESS_THAN: Final = "less than {chance}"
BETWEEN: Final = "{low} to {high}"
MESSAGES: Final = (
    DEFINITION,
    SIGNED_ON,
    SIGNED_IN,
    ANNOUNCED_ON,
    ANNOUNCED_IN,
    STOOD_BEFORE,
    TOO_EARLY,
    EVIDENCE,
    NONE_YET,
    TOO_FEW,
    AMONG_MANY,
    HOCHBERG,
    CANNOT,
    NO_DATE,
    FEW_PARTIES,
    NO_ROR,
    NO_WORKS,
    TABLES_END,
    TABLES_BEGIN,
    NO_PAIR,
    BEFORE,
    COMPARED_GROWTH,
    COMPARED,
    BY_CHANCE,
    ANNOUNCED,
    TOGETHER,
    SIGNED_BEFORE,
    LEFT_ASIDE,
    SIZES_UNKNOWN,
    NOT_ALL_YEARS,
    HYPERAUTHORED,
    RETRACTED,
    UNDATED,
    LESS_THAN,
    BETWEEN,
)
"""All of them; where two fit a sentence, the first is meant."""


def month(day: date) -> str:
    """Return "January 2029"."""
    return f"{MONTHS[day.month - 1]} {day.year}"


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
    if agreement.start_is == "announced":
        return (ANNOUNCED_ON if len(start) == 10 else ANNOUNCED_IN).format(day=start)
    return (SIGNED_ON if len(start) == 10 else SIGNED_IN).format(day=start)


def bounds(expected: Interval) -> str:
    """Return "3 to 9"; one number where both limits are the same."""
    low, high = f"{expected.low or 0:.0f}", f"{expected.high or 0:.0f}"
    return low if low == high else BETWEEN.format(low=low, high=high)


def chance(probability: float) -> str:
    """Return "0.034"; "less than 0.001" for what is smaller."""
    return f"{probability:.3f}" if probability >= 0.001 else LESS_THAN.format(chance=0.001)


def too_early(agreement: Agreement, told_from: date, before: float | None) -> str:
    """Return the verdict "too early"."""
    early = TOO_EARLY.format(since=since(agreement), month=month(told_from))
    return early if before is None else STOOD_BEFORE.format(early=early, works=works(before))


def evidence(after: float, years: str, expected: Interval) -> str:
    """Return the verdict "evidence"."""
    return EVIDENCE.format(works=works(after), years=years, expected=bounds(expected))


def none_yet(after: float, years: str, expected: Interval, power: float) -> str:
    """Return the verdict "none yet"."""
    said = {"works": works(after), "years": years, "expected": bounds(expected)}
    return NONE_YET.format(**said, power=f"{power:.2f}")


def too_few(after: float, years: str, expected: Interval, power: float) -> str:
    """Return the verdict "cannot be told" for want of numbers."""
    said = {"works": works(after), "years": years, "expected": bounds(expected)}
    return TOO_FEW.format(**said, power=f"{power:.2f}")
