"""What many agreements show together, in words: messages with places for values, as in `wording`."""

from typing import Final

from kelisim.measure.effects.controls import GROUPS
from kelisim.measure.verdicts.results import Interval

FEW_ASSESSED: Final = "Cannot be told: {n} pairs of organisations can be assessed."
FEW_WORKING: Final = (
    "Cannot be told: {n} pairs had joint works in the years to be compared, and at least {needed} are needed."
)
MORE: Final = (
    "From the third year on, {pairs} pairs of organisations with an agreement had {change} % more "
    "joint works "
    "than were to be expected without it ({interval})."
)
FEWER: Final = (
    "From the third year on, {pairs} pairs of organisations with an agreement had {change} % fewer "
    "joint works "
    "than were to be expected without it ({interval})."
)
NO_DIFFERENCE: Final = (
    "The joint works of {pairs} pairs of organisations with an agreement do not differ clearly from what was "
    "to be expected without it ({change} %, {interval})."
)
DOUBTED: Final = "{said} Take it with doubt: {checks} did not come out as they should."
UNSURE: Final = (
    "{said} It may be growth of the partners alone: the tables hold hardly any works of theirs without the "
    "home organisations."
)
WITHIN: Final = "95 % interval {low} % to {high} %"
RATIO: Final = "{value} ({level} % interval {low} to {high})"
RATIO_UNBOUNDED: Final = "{value} ({level} % interval {low} to no upper limit)"
FOUND: Final = (
    "{works} in the years 3 to 5 after the start, where {expected} were to be expected; {pairs} pairs had "
    "joint works"
)
AGAINST: Final = "against {group}: {ratio}"
WITHOUT_ONE: Final = "with any one pair left out, the rate ratio stays between {low} and {high}"
FRACTIONAL: Final = "fractional counting: rate ratio {ratio}"
FIRST_WORKS: Final = "first joint works within {years} years, pairs without any before: rate ratio {ratio}"
FEW_PAIRS: Final = "fewer than {many} pairs: the interval is wide, and one partner weighs much"
SIZES_UNKNOWN: Final = (
    "for {n} of {pairs} pairs the tables lack the partner's other works: growth of its own cannot be "
    "told from "
    "an effect; fetch them: kelisim works fetch --organisation ID"
)
ANNOUNCED: Final = (
    "{n} agreements stand at the date of their announcement, as no source gives that of signature"
)
TREND: Final = (
    "pre-trend: in the reference years already, the later two against the earlier two, the rate "
    "ratio is {ratio}"
)
NO_TREND: Final = "pre-trend: not possible, no two halves of the reference years can be compared"
DATES: Final = "placebo dates: as if each had been signed seven years earlier, the rate ratio is {ratio}"
NO_DATES: Final = "placebo dates: not possible, the tables do not reach back to 12 years before a start"
PARTNERS: Final = (
    "placebo partners: with {n} random choices of like partners that signed nothing, the rate ratio "
    "is {value} "
    "(95 % of them between {low} and {high}); a share of {share} is as far from 1 as the true one"
)
NO_PARTNERS: Final = "placebo partners: not possible, too few partners without an agreement"
PRE_TREND: Final = "pre-trend"
PLACEBO_DATES: Final = "placebo dates"
PLACEBO_PARTNERS: Final = "placebo partners"
LEFT_EARLY: Final = "{n} agreements for which it is too early"
LEFT_UNDATED: Final = "{n} agreements without a date"
LEFT_UNKNOWN: Final = "{n} agreements without two parties that the tables know"
PORTFOLIO_MESSAGES: Final = (
    DOUBTED,  # before what they are said of, which is a message of its own
    UNSURE,
    FEW_ASSESSED,
    FEW_WORKING,
    MORE,
    FEWER,
    NO_DIFFERENCE,
    WITHIN,
    RATIO_UNBOUNDED,
    RATIO,
    FOUND,
    AGAINST,
    WITHOUT_ONE,
    FRACTIONAL,
    FIRST_WORKS,
    FEW_PAIRS,
    SIZES_UNKNOWN,
    ANNOUNCED,
    TREND,
    NO_TREND,
    DATES,
    NO_DATES,
    PARTNERS,
    NO_PARTNERS,
    PRE_TREND,
    PLACEBO_DATES,
    PLACEBO_PARTNERS,
    LEFT_EARLY,
    LEFT_UNDATED,
    LEFT_UNKNOWN,
    *GROUPS.values(),
)
"""All of them; where two fit a sentence, the first is meant."""


def ratio(found: Interval) -> str:
    """Return "1.42 (95 % interval 1.20 to 1.68)"."""
    said = {
        "value": f"{found.value:.2f}",
        "level": f"{found.level * 100:.0f}",
        "low": f"{found.low or 0:.2f}",
    }
    if found.high is None:
        return RATIO_UNBOUNDED.format(**said)
    return RATIO.format(**said, high=f"{found.high:.2f}")


def change(value: float, low: float, high: float, pairs: int) -> str:
    """Return the sentence on a rate ratio and its interval: more, fewer, or no difference that is clear."""
    by, least, most = ((each - 1) * 100 for each in (value, low, high))
    within = WITHIN.format(low=f"{least:+.0f}", high=f"{most:+.0f}")
    if low <= 1 <= high:
        return NO_DIFFERENCE.format(pairs=pairs, change=f"{by:+.0f}", interval=within)
    return (MORE if by >= 0 else FEWER).format(pairs=pairs, change=f"{abs(by):.0f}", interval=within)
