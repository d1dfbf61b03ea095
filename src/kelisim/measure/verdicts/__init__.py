"""Verdicts: has an agreement delivered?

Comes in: agreements of the register and the tables of works. Goes out: for each agreement a `Verdict` (one of
four states, with the joint works before and after beside what was to be expected), for many a `Portfolio`
(rate ratio with interval, event study, checks). Never does: say that an agreement caused anything, count the
growth of both sides, or take "nothing found" for "nothing done".
"""

from kelisim.measure.verdicts.agreements import Agreement, read_agreements
from kelisim.measure.verdicts.asking import portfolio, portfolio_on, verdicts, verdicts_on
from kelisim.measure.verdicts.phases import phase_of
from kelisim.measure.verdicts.results import (
    STATES,
    Check,
    Comparison,
    EventYear,
    Interval,
    Party,
    Portfolio,
    State,
    Verdict,
    YearOfWork,
)

__all__ = [
    "STATES",
    "Agreement",
    "Check",
    "Comparison",
    "EventYear",
    "Interval",
    "Party",
    "Portfolio",
    "State",
    "Verdict",
    "YearOfWork",
    "phase_of",
    "portfolio",
    "portfolio_on",
    "read_agreements",
    "verdicts",
    "verdicts_on",
]
