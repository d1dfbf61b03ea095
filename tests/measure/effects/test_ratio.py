"""The rate ratio, its controls and its checks, in worlds whose truth is known."""

from dataclasses import replace

import numpy as np
import pytest

from kelisim.measure.effects.controls import GROUPS, nearest, rows_of, unsigned
from kelisim.measure.effects.events import event_study
from kelisim.measure.effects.firsts import first_joint_works
from kelisim.measure.effects.growth import growth
from kelisim.measure.effects.panel import NEVER, Windows
from kelisim.measure.effects.placebos import placebo_dates, placebo_partners, pre_trend
from kelisim.measure.effects.ratio import Shares, log_ratio, rate_ratio, shares, without_each
from kelisim.measure.simulator import panel_of
from tests.measure.effects.worlds import world

WINDOWS = Windows()


def told(effect=1.0, group="matched", seed=3):
    panel = panel_of(world(effect, seed))
    rows = rows_of(panel, panel.signed, panel.start[panel.signed], group, WINDOWS)
    return panel, growth(panel, rows, WINDOWS)


def ratio_of(effect=1.0, group="matched", seed=3):
    panel, found = told(effect, group, seed)
    return rate_ratio(found, WINDOWS.reference, WINDOWS.assessed, len(panel.start), seed=1)


def test_equal_pace_gives_the_ratio_of_sums():
    parts = Shares(np.array([4.0, 6.0]), np.array([9.0, 6.0]), np.array([0.75, 0.75]), np.ones(2))
    assert np.exp(log_ratio(parts, np.ones((1, 2))))[0] == pytest.approx(15 / 10 / 0.75)


def test_pair_without_work_before_counts():
    parts = Shares(np.array([4.0, 0.0]), np.array([3.0, 3.0]), np.array([0.75, 0.75]), np.ones(2))
    assert np.exp(log_ratio(parts, np.ones((1, 2))))[0] == pytest.approx(6 / 4 / 0.75)


def test_no_finite_ratio_without_works_on_one_side():
    parts = Shares(np.zeros(2), np.array([3.0, 3.0]), np.ones(2), np.ones(2))
    assert np.isnan(log_ratio(parts, np.ones((1, 2))))[0]


def test_leaving_one_out_is_the_ratio_of_the_others():
    parts = Shares(np.array([4.0, 6.0]), np.array([9.0, 6.0]), np.array([0.75, 0.75]), np.ones(2))
    assert without_each(parts) == pytest.approx([6 / 6 / 0.75, 9 / 4 / 0.75])


@pytest.mark.parametrize("group", ["matched", "same home", "same partner"])
@pytest.mark.parametrize("effect", [1.0, 2.0])
def test_interval_holds_the_truth(effect, group):
    found = ratio_of(effect, group)
    assert found.low < effect < found.high
    assert (found.low > 1) == (effect > 1)


def test_same_seed_gives_the_same_interval():
    assert (ratio_of().low, ratio_of().high) == (ratio_of().low, ratio_of().high)


def test_mean_over_worlds_is_the_truth():
    logs = [np.log(ratio_of(1.5, "matched", seed).value / 1.5) for seed in range(10)]
    assert abs(np.mean(logs)) < 0.08  # the standard error of the mean is about 0.03


def test_pairs_that_signed_are_no_controls():
    panel = panel_of(world())
    signed = panel.signed
    for group in ("matched", "same home", "same partner"):
        rows = rows_of(panel, signed, panel.start[signed], group, WINDOWS)
        others = ~rows.case
        own = panel.start[rows.pair[others]]
        assert ((own == NEVER) | (own - 1 > rows.start[others] + WINDOWS.assessed[1])).all()


def test_works_of_controls_after_their_own_start_do_not_count():
    panel, _ = told(group="not yet signed")
    changed = replace(
        panel,
        joint=np.where(
            (panel.start[:, None] != NEVER) & (panel.years >= panel.start[:, None]), 99, panel.joint
        ),
    )
    signed = panel.signed
    rows = rows_of(panel, signed, panel.start[signed], "not yet signed", WINDOWS)
    before, after = growth(panel, rows, WINDOWS), growth(changed, rows, WINDOWS)
    assert np.array_equal(before.pace, after.pace, equal_nan=True)


def test_matching_does_not_look_at_the_reference_years():
    panel = panel_of(world())
    case = int(panel.signed[0])
    start = int(panel.start[case])
    pool, _ = unsigned(panel, case, start, WINDOWS)
    since = panel.years - start
    doubled = replace(panel, joint=np.where(since >= WINDOWS.reference[0], 2 * panel.joint, panel.joint))
    assert len(nearest(panel, case, start, pool, WINDOWS)) == 20
    assert np.array_equal(
        nearest(panel, case, start, pool, WINDOWS), nearest(doubled, case, start, pool, WINDOWS)
    )


def test_event_study_rises_after_the_start_only():
    panel, found = told(2.0)
    events = {event.offset: event for event in event_study(found, WINDOWS, len(panel.start), seed=1)}
    assert min(events) == -5
    assert max(events) == 5
    assert all(events[year].ratio.low < 1 < events[year].ratio.high for year in (-5, -4, -3, -2))
    assert all(events[year].ratio.value > 1.4 for year in (2, 3, 4, 5))


def test_checks_find_nothing_where_nothing_is():
    panel, found = told(2.0)
    starts = panel.start[panel.signed]
    trend = pre_trend(found, WINDOWS, len(panel.start), seed=1)
    assert trend.low < 1 < trend.high
    dates = placebo_dates(panel, panel.signed, starts, WINDOWS, seed=1)
    assert dates.low < 1 < dates.high
    drawn = placebo_partners(panel, panel.signed, starts, WINDOWS, draws=19, seed=1)
    assert 0.8 < np.nanmedian(drawn) < 1.25
    assert (drawn < ratio_of(2.0).value).all()


def test_first_joint_works_beside_like_partners():
    panel = panel_of(world())
    joint = np.zeros_like(panel.joint)
    start = panel.start[panel.signed]
    for pair, year in zip(panel.signed, start, strict=True):
        joint[pair, year + 2 - panel.years[0]] = 1  # each first work in the second year
    some = np.flatnonzero(panel.start == NEVER)[::4]
    joint[some, 14] = 1
    found = first_joint_works(replace(panel, joint=joint), panel.signed, start, within=5, seed=1)
    assert found.met == found.cases == (start + 5 <= panel.years[-1]).sum()
    assert found.low > 1


@pytest.mark.parametrize("group", list(GROUPS))
def test_case_without_any_works_changes_nothing(group):
    panel, _ = told()
    signed = panel.signed
    joint = panel.joint.copy()
    joint[signed] = 0
    rows = rows_of(panel, signed, panel.start[signed], group, WINDOWS)
    found = growth(replace(panel, joint=joint), rows, WINDOWS)
    assert rate_ratio(found, WINDOWS.reference, WINDOWS.assessed, len(panel.start), seed=1) is None
    assert shares(found, WINDOWS.reference, WINDOWS.assessed).weight.sum() == 0
