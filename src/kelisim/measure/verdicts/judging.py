"""The verdict on one agreement."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import Final

import numpy as np

from kelisim.measure.effects.controls import GROUPS, Group, rows_of
from kelisim.measure.effects.growth import Growth, growth
from kelisim.measure.effects.many import adjusted, shrunk
from kelisim.measure.effects.one import (
    ALPHA,
    Count,
    count_of,
    gamma_poisson,
    limits,
    power,
    predicted,
    probability,
)
from kelisim.measure.effects.panel import Panel, Windows, within
from kelisim.measure.effects.poisson import Integers
from kelisim.measure.verdicts import wording
from kelisim.measure.verdicts.agreements import Agreement
from kelisim.measure.verdicts.evidence import Evidence
from kelisim.measure.verdicts.phases import phase_of
from kelisim.measure.verdicts.results import Comparison, Interval, State, Verdict, YearOfWork

_WINDOWS: Final = Windows()
_REFERENCE_YEARS: Final = 3  # of the four, to tell what was usual
_ENOUGH: Final = 0.5  # the power from which "nothing seen" says something
_ONE_PAIR: Final[tuple[Group, ...]] = ("matched", "same home", "same partner")


@dataclass(frozen=True, slots=True)
class _Case:
    """An agreement whose pairs can be looked at: their numbers in the panel and the year of the start."""

    agreement: Agreement
    pairs: Integers
    start: int


def judge(agreement: Agreement, evidence: Evidence, today: date) -> Verdict:
    """Return the verdict on an agreement by the evidence.

    `today` is the day as of which it is told; the tables may be older, which the verdict says.
    """
    blank = _blank(agreement, evidence)
    why = _without_answer(agreement, evidence)
    told_from = agreement.told_from
    if told_from is None or agreement.year is None:
        return _cannot(blank, why or (wording.NO_DATE,))
    pairs = np.array(evidence.pairs.get(agreement.id, ()), dtype=np.int64)
    case = _Case(agreement, pairs, agreement.year)
    if today < told_from:
        early = _with_counts(blank, case, evidence) if len(pairs) > 0 else blank
        before = _before_start(case, evidence.panel) if len(why) == 0 else None
        return replace(
            early, state="too early", sentence=wording.too_early(agreement, told_from, before), reasons=why
        )
    why = why or _without_years(case, evidence.panel)
    if len(why) > 0:
        return _cannot(_with_counts(blank, case, evidence) if len(pairs) > 0 else blank, why)
    return _judged(_with_counts(blank, case, evidence), case, evidence)


def judge_all(agreements: Sequence[Agreement], evidence: Evidence, today: date) -> tuple[Verdict, ...]:
    """Return the verdicts on several agreements.

    Among many, some look like evidence by chance: those whose probability does not hold after Benjamini &
    Hochberg are "none yet". Rate ratios are drawn towards that of all (gamma-Poisson).
    """
    verdicts = [judge(each, evidence, today) for each in agreements]
    told = [
        n for n, each in enumerate(verdicts) if each.probability is not None and each.expected is not None
    ]
    if len(told) < 2:
        return tuple(verdicts)
    chances = adjusted([verdicts[n].probability or 0.0 for n in told])
    drawn = shrunk(
        [verdicts[n].after for n in told], [e.value for n in told if (e := verdicts[n].expected) is not None]
    )
    for n, chance, ratio in zip(told, chances, drawn, strict=True):
        interval = None if ratio is None else Interval(ratio.value, ratio.low, ratio.high)
        held = replace(verdicts[n], adjusted=chance, shrunk=interval)
        if held.state == "evidence" and chance > ALPHA and held.expected is not None:
            held = replace(
                held,
                state="none yet",
                sentence=wording.AMONG_MANY.format(
                    works=wording.works(held.after),
                    expected=wording.bounds(held.expected),
                    agreements=len(told),
                ),
                reasons=(*held.reasons, wording.HOCHBERG.format(chance=wording.chance(chance))),
            )
        verdicts[n] = held
    return tuple(verdicts)


def _blank(agreement: Agreement, evidence: Evidence) -> Verdict:
    told_from = agreement.told_from
    return Verdict(
        agreement=agreement.id,
        title=agreement.title,
        parties=agreement.parties,
        state="cannot be told",
        sentence="",
        reasons=(),
        start=agreement.start,
        start_is=agreement.start_is,
        told_from=told_from.isoformat() if told_from is not None else None,
        years=(),
        before=0,
        after=0,
        first_joint_work=None,
        expected=None,
        rate_ratio=None,
        probability=None,
        power=None,
        comparisons=(),
        shrunk=None,
        adjusted=None,
        left_out=evidence.left_out,
        definition=wording.DEFINITION,
        data_date=evidence.data_date,
    )


def _cannot(verdict: Verdict, why: Sequence[str]) -> Verdict:
    return replace(
        verdict,
        state="cannot be told",
        sentence=wording.CANNOT.format(why="; ".join(why)),
        reasons=tuple(why),
    )


def _without_answer(agreement: Agreement, evidence: Evidence) -> tuple[str, ...]:
    """Return why the tables cannot know the joint works of the parties, with the remedy."""
    known = [party for party in agreement.parties if party.organisation is not None]
    lacking = [party for party in agreement.parties if party.organisation is None]
    if len(known) < 2:
        if len(agreement.parties) < 2:
            return (wording.FEW_PARTIES,)
        return (wording.NO_ROR.format(names=wording.names(lacking)),)
    silent = [party for party in known if evidence.works.get(party.organisation or "", 0) == 0]
    if len(known) - len(silent) < 2 or len(evidence.pairs.get(agreement.id, ())) == 0:
        return (wording.NO_WORKS.format(names=wording.names(silent or known)),)
    return ()


def _without_years(case: _Case, panel: Panel) -> tuple[str, ...]:
    """Return why the years of the tables do not do."""
    first, last = case.start + _WINDOWS.reference[0], case.start + _WINDOWS.reference[1]
    assessed = case.start + _WINDOWS.assessed[0]
    if panel.years[-1] < assessed:
        return (wording.TABLES_END.format(last=panel.years[-1], needed=assessed),)
    if ((panel.years >= first) & (panel.years <= last)).sum() < _REFERENCE_YEARS:
        return (wording.TABLES_BEGIN.format(first=panel.years[0], since=first, until=last),)
    return ()


def _before_start(case: _Case, panel: Panel) -> float:
    return float(panel.joint[np.ix_(case.pairs, panel.years < case.start)].sum())


def _with_counts(verdict: Verdict, case: _Case, evidence: Evidence) -> Verdict:
    """Return the verdict with joint works by year, nothing expected yet."""
    panel = evidence.panel
    joint = panel.joint[case.pairs].sum(axis=0)
    shares = evidence.fractional[case.pairs].sum(axis=0)
    offsets = panel.years - case.start
    met = panel.years[joint > 0]
    return replace(
        verdict,
        years=tuple(
            YearOfWork(int(year), int(joint[n]), float(shares[n]), phase_of(int(offsets[n])), None)
            for n, year in enumerate(panel.years)
        ),
        before=int(joint[within(offsets, _WINDOWS.reference)].sum()),
        after=int(joint[within(offsets, _WINDOWS.assessed)].sum()),
        first_joint_work=int(met[0]) if len(met) > 0 else None,
    )


def _judged(verdict: Verdict, case: _Case, evidence: Evidence) -> Verdict:
    panel = evidence.panel
    growths = {group: _growth(panel, case, group) for group in _ONE_PAIR}
    drift = growths["same home"].drift
    counts = {
        group: count
        for group, found in growths.items()
        if (count := count_of(found, _WINDOWS, _WINDOWS.assessed, drift)) is not None
    }
    if len(counts) == 0:
        return _cannot(verdict, (wording.NO_PAIR,))
    first = next(iter(counts))
    count = counts[first]
    ahead = predicted(count)
    expected = Interval(ahead.mean, ahead.low, ahead.high, 0.9)
    chance = probability(count)
    seen = power(ahead.mean, dispersion=ahead.dispersion)
    last = min(int(panel.years[-1]), case.start + _WINDOWS.assessed[1])
    years = f"{case.start + _WINDOWS.assessed[0]}–{last}" if last > case.start + 3 else f"{last}"
    state: State
    if count.after > ahead.high:
        state, sentence = "evidence", wording.evidence(count.after, years, expected)
    elif seen >= _ENOUGH:
        state, sentence = "none yet", wording.none_yet(count.after, years, expected, seen)
    else:
        state, sentence = "cannot be told", wording.too_few(count.after, years, expected, seen)
    low, high = limits(count)
    return replace(
        verdict,
        state=state,
        sentence=sentence,
        reasons=_reasons(case, count, chance, growths[first], panel),
        years=_expected_years(verdict.years, case, growths[first], count),
        expected=expected,
        rate_ratio=None if count.before + count.after == 0 else Interval(_ratio(count), low, high),
        probability=chance,
        power=seen,
        comparisons=tuple(_comparison(group, growths[group], counts.get(group)) for group in _ONE_PAIR),
    )


def _growth(panel: Panel, case: _Case, group: Group) -> Growth:
    starts = np.full(len(case.pairs), case.start)
    return growth(panel, rows_of(panel, case.pairs, starts, group, _WINDOWS), _WINDOWS)


def _ratio(count: Count) -> float:
    """Return the rate ratio, half a work added on both sides so that a side without any has one."""
    return (count.after + 0.5) / ((count.before + 0.5) * count.pace)


def _comparison(group: Group, found: Growth, count: Count | None) -> Comparison:
    if count is None:
        return Comparison(group, GROUPS[group], found.controls, None, None, None)
    ahead = predicted(count)
    low, high = limits(count)
    return Comparison(
        group,
        GROUPS[group],
        found.controls,
        Interval(ahead.mean, ahead.low, ahead.high, 0.9),
        None if count.before + count.after == 0 else Interval(_ratio(count), low, high),
        probability(count),
    )


def _expected_years(
    years: Sequence[YearOfWork], case: _Case, found: Growth, whole: Count
) -> tuple[YearOfWork, ...]:
    told = []
    for each in years:
        offset = each.year - case.start
        expected = None
        if _WINDOWS.reference[0] <= offset <= _WINDOWS.assessed[1]:
            count = count_of(found, _WINDOWS, (offset, offset), whole.drift, pace_error=whole.pace_error)
            if count is not None:
                ahead = gamma_poisson(count)
                expected = Interval(ahead.mean, ahead.low, ahead.high, 0.9)
        told.append(replace(each, expected=expected))
    return tuple(told)


def _reasons(case: _Case, count: Count, chance: float, found: Growth, panel: Panel) -> tuple[str, ...]:
    agreement = case.agreement
    whole = panel.years[0] <= case.start - 5 and panel.years[-1] >= case.start + 5
    growth_of_like = (count.pace * 4 / 3 - 1) * 100 if whole else None  # 4 years before, 3 after
    compared = wording.COMPARED if growth_of_like is None else wording.COMPARED_GROWTH
    growth_told = "" if growth_of_like is None else f"{growth_of_like:+.0f}"
    before = f"{case.start - 5}–{case.start - 2}"
    reasons = [
        wording.BEFORE.format(works=wording.works(count.before), years=before),
        compared.format(pairs=found.controls, growth=growth_told),
        wording.BY_CHANCE.format(chance=wording.chance(chance)),
    ]
    if agreement.start_is == "announced":
        reasons.append(wording.ANNOUNCED)
    if len(case.pairs) > 1:
        reasons.append(wording.TOGETHER.format(pairs=len(case.pairs)))
    earlier = panel.start[case.pairs]
    if (earlier < case.start).any():
        reasons.append(wording.SIGNED_BEFORE.format(year=int(earlier[earlier > 0].min())))
    unknown = [party for party in agreement.parties if party.organisation is None]
    if len(unknown) > 0:
        reasons.append(wording.LEFT_ASIDE.format(names=wording.names(unknown)))
    if not np.isfinite(panel.partner_works[panel.partner[case.pairs]]).all():
        reasons.append(wording.SIZES_UNKNOWN)
    if panel.years[-1] < case.start + _WINDOWS.assessed[1]:
        reasons.append(wording.NOT_ALL_YEARS.format(last=panel.years[-1], year=case.start + 5))
    return tuple(reasons)
