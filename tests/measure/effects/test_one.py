"""One agreement, by exact distributions; many, after Benjamini and Hochberg."""

import pytest
from scipy import stats

from kelisim.measure.effects.many import adjusted, shrunk
from kelisim.measure.effects.one import Count, limits, power, predicted, probability


def count(before, after, pace=0.75, pace_error=0.0, drift=0.0, usual=4.0):
    return Count(before, after, pace, pace_error, drift, usual)


def test_power_is_that_of_the_exact_test():
    assert power(3 * 0.5) == pytest.approx(0.18, abs=0.005)  # half a work a year for three years
    assert power(3 * 2.0) == pytest.approx(0.65, abs=0.005)


def test_power_falls_with_dispersion_and_rises_with_works():
    assert power(6, dispersion=0.2) < power(6) < power(20)
    assert power(0) == 0


def test_probability_without_drift_is_binomial():
    assert probability(count(6, 9)) == pytest.approx(stats.binom.sf(8, 15, 0.75 / 1.75))


def test_drift_and_uncertain_pace_make_evidence_harder():
    plain = probability(count(6, 14))
    assert plain < probability(count(6, 14, drift=0.02))
    assert plain < probability(count(6, 14, pace_error=0.3))


@pytest.mark.parametrize("before", [0, 1, 5, 20])
def test_what_lies_above_the_limit_is_evidence_and_nothing_else(before):
    given = count(before, 0, drift=0.02, pace_error=0.1)
    top = predicted(given).high
    assert probability(count(before, top + 1, drift=0.02, pace_error=0.1)) <= 0.05
    assert predicted(given).low <= predicted(given).mean <= top


def test_more_works_before_let_expect_more():
    means = [predicted(count(before, 0)).mean for before in (0, 2, 8)]
    assert 0 < means[0] < means[1] < means[2]


def test_limits_hold_the_ratio_and_know_no_bound_without_works():
    low, high = limits(count(6, 9))
    assert low < 9 / 6 / 0.75 < high
    assert limits(count(0, 3))[1] is None
    assert limits(count(5, 0))[0] == 0


def test_adjusted_after_benjamini_and_hochberg():
    assert adjusted([0.01, 0.02, 0.03, 0.5]) == pytest.approx([0.04, 0.04, 0.04, 0.5])
    assert adjusted([]) == ()


def test_shrunk_lies_between_its_own_ratio_and_that_of_all():
    found = shrunk([0, 30, 8, 12], [1.0, 10.0, 8.0, 12.0])
    whole = 50 / 31
    assert 0 < found[0].value < whole
    assert whole < found[1].value < 3.0
    assert found[0].high - found[0].low > found[3].high - found[3].low
    assert shrunk([1], [0.0]) == (None,)
