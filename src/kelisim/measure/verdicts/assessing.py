"""Many agreements together: the rate ratio, and everything that should make one doubt it."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import replace
from datetime import date
from typing import Final

import numpy as np

from kelisim.measure.effects.controls import GROUPS, Group, rows_of
from kelisim.measure.effects.events import event_study
from kelisim.measure.effects.firsts import first_joint_works
from kelisim.measure.effects.growth import Growth, growth
from kelisim.measure.effects.panel import Panel, Windows
from kelisim.measure.effects.placebos import placebo_dates, placebo_partners, pre_trend
from kelisim.measure.effects.poisson import Integers
from kelisim.measure.effects.ratio import Ratio, rate_ratio, shares, without_each
from kelisim.measure.verdicts import portfolio_wording as words
from kelisim.measure.verdicts import wording
from kelisim.measure.verdicts.agreements import Agreement
from kelisim.measure.verdicts.evidence import Evidence
from kelisim.measure.verdicts.judging import judge_all
from kelisim.measure.verdicts.results import (
    STATES,
    Check,
    Comparison,
    EventYear,
    Interval,
    Portfolio,
)

_WINDOWS: Final = Windows()
_WITHIN: Final = 5  # years to a first joint work
_FEWEST: Final = 10  # pairs with joint works below which no rate ratio is told
_MANY: Final = 100  # pairs for which the coverage of the interval was measured
_PLACEBOS: Final = 99


def assess(
    agreements: Sequence[Agreement],
    evidence: Evidence,
    today: date,
    *,
    filter: str = "all",
    seed: int = 1,
) -> Portfolio:
    """Return what the agreements together show, with the verdict on each.

    Each pair of organisations counts once, from its first agreement on. Deterministic for a seed.
    """
    panel = evidence.panel
    verdicts = judge_all(agreements, evidence, today)
    cases, starts = _cases(agreements, evidence, today)
    blank = Portfolio(
        filter=filter,
        agreements=len(agreements),
        pairs=len({pair for each in agreements for pair in evidence.pairs.get(each.id, ())}),
        assessed=len(cases),
        states={state: count for state in STATES if (count := Counter(v.state for v in verdicts)[state])},
        sentence=words.FEW_ASSESSED.format(n=len(cases)),
        reasons=(),
        joint=0,
        expected=None,
        rate_ratio=None,
        fractional=None,
        first_works=None,
        within=_WITHIN,
        comparisons=(),
        events=(),
        checks=(),
        without=None,
        verdicts=verdicts,
        left_out=(*evidence.left_out, *_left_out(agreements, evidence, today)),
        definition=wording.DEFINITION,
        data_date=evidence.data_date,
        seed=seed,
    )
    if len(cases) == 0:
        return blank
    found = {group: _growth(panel, cases, starts, group) for group in GROUPS}
    ratios = {group: _ratio(each, panel, seed) for group, each in found.items()}
    main = ratios["matched"]
    firsts = first_joint_works(panel, cases, starts, within=_WITHIN, seed=seed)
    first = None if firsts is None else Interval(firsts.value, firsts.low, firsts.high)
    blank = replace(
        blank,
        reasons=_first_works(first),
        first_works=first,
        comparisons=tuple(_comparison(group, found[group], ratio) for group, ratio in ratios.items()),
    )
    if main is None or main.cases < _FEWEST:
        return replace(
            blank,
            sentence=words.FEW_WORKING.format(n=0 if main is None else main.cases, needed=_FEWEST),
        )
    in_shares = _ratio(
        _growth(replace(panel, joint=evidence.fractional), cases, starts, "matched"), panel, seed
    )
    checks = _checks(panel, cases, starts, found["matched"], main, seed)
    unknown = _unknown_sizes(panel, cases)
    each = without_each(shares(found["matched"], _WINDOWS.reference, _WINDOWS.assessed))
    without = float(np.nanmin(each)), float(np.nanmax(each))
    return replace(
        blank,
        sentence=_sentence(main, len(cases), checks, unsure=len(unknown) > 0),
        reasons=(
            *_reasons(len(cases), main, blank.comparisons, checks),
            words.WITHOUT_ONE.format(low=f"{without[0]:.2f}", high=f"{without[1]:.2f}"),
            *_shares(_interval(in_shares)),
            *_first_works(first),
            *unknown,
            *_announced(agreements),
        ),
        joint=int(main.found),
        expected=main.expected,
        rate_ratio=_interval(main),
        fractional=_interval(in_shares),
        events=tuple(
            EventYear(event.offset, event.pairs, int(event.joint), _interval(event.ratio))
            for event in event_study(found["matched"], _WINDOWS, len(panel.start), seed=seed)
        ),
        checks=checks,
        without=without,
    )


def _cases(agreements: Sequence[Agreement], evidence: Evidence, today: date) -> tuple[Integers, Integers]:
    """Return the pairs that can be assessed, and the year of the first agreement of each."""
    years = evidence.panel.years
    first: dict[int, int] = {}
    for each in agreements:
        told_from = each.told_from
        if each.year is None or told_from is None or told_from > today:
            continue
        reaches = years[0] <= each.year + _WINDOWS.reference[1] - 2
        if reaches and each.year + _WINDOWS.assessed[0] <= years[-1]:
            for pair in evidence.pairs.get(each.id, ()):
                first[pair] = min(first.get(pair, each.year), each.year)
    own = evidence.panel.start
    kept = sorted((pair, year) for pair, year in first.items() if own[pair] == year)
    return (
        np.array([pair for pair, _ in kept], dtype=np.int64),
        np.array([year for _, year in kept], dtype=np.int64),
    )


def _left_out(agreements: Sequence[Agreement], evidence: Evidence, today: date) -> tuple[str, ...]:
    said = []
    early = sum(1 for each in agreements if each.told_from is not None and each.told_from > today)
    undated = sum(1 for each in agreements if each.year is None)
    unknown = sum(1 for each in agreements if len(evidence.pairs.get(each.id, ())) == 0)
    for count, what in (
        (early, words.LEFT_EARLY),
        (undated, words.LEFT_UNDATED),
        (unknown, words.LEFT_UNKNOWN),
    ):
        if count > 0:
            said.append(what.format(n=count))
    return tuple(said)


def _unknown_sizes(panel: Panel, cases: Integers) -> tuple[str, ...]:
    known = np.isfinite(panel.partner_works[panel.partner[cases]]).all(axis=1)
    if known.mean() >= 0.5:
        return ()
    return (words.SIZES_UNKNOWN.format(n=int((~known).sum()), pairs=len(cases)),)


def _shares(ratio: Interval | None) -> tuple[str, ...]:
    return () if ratio is None else (words.FRACTIONAL.format(ratio=words.ratio(ratio)),)


def _first_works(ratio: Interval | None) -> tuple[str, ...]:
    return () if ratio is None else (words.FIRST_WORKS.format(years=_WITHIN, ratio=words.ratio(ratio)),)


def _announced(agreements: Sequence[Agreement]) -> tuple[str, ...]:
    count = sum(1 for each in agreements if each.start_is == "announced")
    return () if count == 0 else (words.ANNOUNCED.format(n=count),)


def _growth(panel: Panel, cases: Integers, starts: Integers, group: Group) -> Growth:
    return growth(panel, rows_of(panel, cases, starts, group, _WINDOWS), _WINDOWS)


def _ratio(found: Growth, panel: Panel, seed: int) -> Ratio | None:
    return rate_ratio(found, _WINDOWS.reference, _WINDOWS.assessed, len(panel.start), seed=seed)


def _interval(ratio: Ratio | None) -> Interval | None:
    if ratio is None:
        return None
    low, high = (limit if np.isfinite(limit) else None for limit in (ratio.low, ratio.high))
    return Interval(ratio.value, low, high)


def _comparison(group: Group, found: Growth, ratio: Ratio | None) -> Comparison:
    interval = _interval(ratio)
    if ratio is None:
        return Comparison(group, GROUPS[group], found.controls, None, None, None)
    expected = Interval(ratio.expected, None, None)
    return Comparison(group, GROUPS[group], found.controls, expected, interval, ratio.probability)


def _checks(
    panel: Panel, cases: Integers, starts: Integers, found: Growth, main: Ratio, seed: int
) -> tuple[Check, ...]:
    trend = pre_trend(found, _WINDOWS, len(panel.start), seed=seed)
    dates = placebo_dates(panel, cases, starts, _WINDOWS, seed=seed)
    drawn = placebo_partners(panel, cases, starts, _WINDOWS, draws=_PLACEBOS, seed=seed)
    drawn = drawn[np.isfinite(drawn)]
    return (
        _quiet(words.PRE_TREND, trend, words.TREND, words.NO_TREND),
        _quiet(words.PLACEBO_DATES, dates, words.DATES, words.NO_DATES),
        _partners(drawn.tolist(), main),
    )


def _quiet(name: str, ratio: Ratio | None, found: str, lacking: str) -> Check:
    interval = _interval(ratio)
    if ratio is None or interval is None or ratio.cases < _FEWEST:
        return Check(name, None, None, None, lacking)
    passed = ratio.low <= 1.0 <= ratio.high
    return Check(name, interval, ratio.probability, passed, found.format(ratio=words.ratio(interval)))


def _partners(drawn: Sequence[float], main: Ratio) -> Check:
    if len(drawn) < _PLACEBOS // 2:
        return Check(words.PLACEBO_PARTNERS, None, None, None, words.NO_PARTNERS)
    far = abs(np.log(main.value))
    as_far = sum(1 for value in drawn if abs(np.log(value)) >= far)
    chance = (1 + as_far) / (1 + len(drawn))
    low, middle, high = np.quantile(drawn, [0.025, 0.5, 0.975])
    interval = Interval(float(middle), float(low), float(high))
    said = words.PARTNERS.format(
        n=len(drawn),
        value=f"{middle:.2f}",
        low=f"{low:.2f}",
        high=f"{high:.2f}",
        share=f"{chance:.2f}",
    )
    return Check(words.PLACEBO_PARTNERS, interval, chance, bool(low <= 1.0 <= high), said)


def _sentence(main: Ratio, pairs: int, checks: Sequence[Check], *, unsure: bool) -> str:
    said = words.change(main.value, main.low, main.high, pairs)
    failed = [check.name for check in checks if check.passed is False]
    if len(failed) > 0:
        said = words.DOUBTED.format(said=said, checks=", ".join(failed))
    return words.UNSURE.format(said=said) if unsure else said


def _reasons(
    cases: int, main: Ratio, comparisons: Sequence[Comparison], checks: Sequence[Check]
) -> tuple[str, ...]:
    expected, found = f"{main.expected:.0f}", wording.works(main.found)
    reasons = [words.FOUND.format(works=found, expected=expected, pairs=main.cases)]
    for each in comparisons[1:]:
        if each.rate_ratio is not None:
            reasons.append(words.AGAINST.format(group=each.description, ratio=words.ratio(each.rate_ratio)))
    reasons.extend(check.sentence for check in checks)
    if cases < _MANY:
        reasons.append(words.FEW_PAIRS.format(many=_MANY))
    return tuple(reasons)
