"""What a verdict and a portfolio say: plain values, ready for JSON, reports and pages."""

from dataclasses import dataclass
from typing import Final, Literal

State = Literal["evidence", "none yet", "too early", "cannot be told"]
Phase = Literal["earlier", "reference", "left out", "build-up", "assessed", "later"]

STATES: Final[tuple[State, ...]] = ("evidence", "none yet", "too early", "cannot be told")


@dataclass(frozen=True, slots=True)
class Interval:
    """A value between its limits; `level` is the coverage aimed at. A limit of None is not bounded."""

    value: float
    low: float | None
    high: float | None
    level: float = 0.95


@dataclass(frozen=True, slots=True)
class Party:
    """A party of an agreement, tied to the tables of works by its ROR id.

    `entity` is the register's id; `organisation` the id in the tables ("05a28rw58"), None where the register
    knows none; `works` are the organisation's works in the tables over all years.
    """

    entity: str | None
    name: str
    organisation: str | None
    country: str | None
    works: int


@dataclass(frozen=True, slots=True)
class YearOfWork:
    """Joint works of the parties in one year, and how many were to be expected without the agreement.

    `joint` counts each work 1 (without hyperauthored ones), `fractional` in shares. `expected` is None for
    years to which nothing can be compared.
    """

    year: int
    joint: int
    fractional: float
    phase: Phase
    expected: Interval | None


@dataclass(frozen=True, slots=True)
class Comparison:
    """What one control group says: who is in it, what was to be expected, and the rate ratio against it.

    `probability` is that of the works found, or more, if the agreement had changed nothing (one-sided for
    one agreement, two-sided for a portfolio).
    """

    group: str
    description: str
    pairs: int
    expected: Interval | None
    rate_ratio: Interval | None
    probability: float | None


@dataclass(frozen=True, slots=True)
class Verdict:
    """What the measurement says of one agreement; never that the agreement caused anything.

    `sentence` is the verdict in words; `reasons` what it rests on; `left_out` what was not counted and why.
    `start` is the ISO date of signature (`start_is` "signed"), else of the first announcement ("announced");
    `told_from` the ISO date from which it can be told. `before` and `after` are joint works in the reference
    years and in the assessed years; `expected` is for the latter, by the first of `comparisons`.
    `shrunk` is the rate ratio drawn towards that of all agreements; `adjusted` the probability after
    Benjamini-Hochberg, both only where several agreements were assessed at once.
    """

    agreement: str
    title: str
    parties: tuple[Party, ...]
    state: State
    sentence: str
    reasons: tuple[str, ...]
    start: str | None
    start_is: Literal["signed", "announced"] | None
    told_from: str | None
    years: tuple[YearOfWork, ...]
    before: int
    after: int
    first_joint_work: int | None
    expected: Interval | None
    rate_ratio: Interval | None
    probability: float | None
    power: float | None
    comparisons: tuple[Comparison, ...]
    shrunk: Interval | None
    adjusted: float | None
    left_out: tuple[str, ...]
    definition: str
    data_date: str | None


@dataclass(frozen=True, slots=True)
class EventYear:
    """The rate ratio so many years after (or, below 0, before) the start; the reference years give 1."""

    offset: int
    pairs: int
    joint: int
    rate_ratio: Interval | None


@dataclass(frozen=True, slots=True)
class Check:
    """A test that should find nothing: pre-trend, placebo dates, placebo partners.

    `passed` is None where the data do not allow the test; `sentence` says what was done and what came out.
    """

    name: str
    rate_ratio: Interval | None
    probability: float | None
    passed: bool | None
    sentence: str


@dataclass(frozen=True, slots=True)
class Portfolio:
    """What the measurement says of many agreements together.

    `rate_ratio` is by the first of `comparisons`, None where too few can be assessed. `first_works` compares
    the shares of pairs without earlier joint works that had one within `within` years. `without` is the
    range of the rate ratio when each pair in turn is left out.
    """

    filter: str
    agreements: int
    pairs: int
    assessed: int
    states: dict[str, int]
    sentence: str
    reasons: tuple[str, ...]
    joint: int
    expected: float | None
    rate_ratio: Interval | None
    fractional: Interval | None
    first_works: Interval | None
    within: int
    comparisons: tuple[Comparison, ...]
    events: tuple[EventYear, ...]
    checks: tuple[Check, ...]
    without: tuple[float, float] | None
    verdicts: tuple[Verdict, ...]
    left_out: tuple[str, ...]
    definition: str
    data_date: str | None
    seed: int
