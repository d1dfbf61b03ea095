"""Stability intervals: those of a bootstrap over works, the same for a seed, whatever the order of cells."""

import numpy as np
import pytest

from kelisim.measure import open_tables
from kelisim.measure.indicators import (
    about,
    counted_works,
    measure_units,
    rows_with_intervals,
    stability_interval,
)
from tests.measure.small_tables import write_tables
from tests.measure.test_indicators import some_papers


def test_the_interval_is_that_of_drawing_works_one_by_one():
    draw = np.random.default_rng(5)
    values, weights = draw.gamma(1.0, 2.0, 150), draw.choice([1.0, 0.5, 0.25], 150)
    found = stability_interval(values, weights, np.ones(150, int), replicates=4000)
    means = []
    for _ in range(4000):
        chosen = draw.integers(0, 150, 150)
        means.append((values * weights)[chosen].sum() / weights[chosen].sum())
    low, high = np.quantile(means, [0.025, 0.975])
    width = high - low
    assert found.low == pytest.approx(low, abs=0.06 * width)
    assert found.high == pytest.approx(high, abs=0.06 * width)


def test_works_that_are_alike_may_stand_in_one_cell_in_any_order():
    values, weights, works = np.array([0.0, 1.0]), np.array([1.0, 1.0]), np.array([70, 30])
    one = stability_interval(values, weights, works, key="a")
    assert one == stability_interval(values[::-1], weights[::-1], works[::-1], key="a")
    # 30 of 100, binomial: 0.21 to 0.39
    assert (one.low, one.high) == (pytest.approx(0.21, abs=0.02), pytest.approx(0.39, abs=0.02))


def test_draws_hang_on_the_figure_and_the_seed_alone():
    values = np.random.default_rng(6).gamma(1.0, 2.0, 60)
    weights, works = np.ones(60), np.ones(60, int)
    one = stability_interval(values, weights, works, key="a")
    assert one == stability_interval(values, weights, works, key="a")
    assert one.low != stability_interval(values, weights, works, key="b").low
    assert one.low != stability_interval(values, weights, works, key="a", seed=1).low


def test_one_work_has_no_spread():
    found = stability_interval(np.array([2.0]), np.array([0.5]), np.array([1]))
    assert (found.low, found.high) == (2.0, 2.0)


def test_a_result_tells_how_to_read_and_to_repeat_it(opened, tmp_path):
    tables = opened(write_tables(tmp_path, some_papers(11, 50)))
    result = measure_units(tables, "organisations", "fractional")
    result, rows = rows_with_intervals(result, counted_works(tables, "organisations", "fractional"))
    for row in rows:
        for name in ("pp_collab", "mcs", "fwci"):
            if row[name] is not None:
                assert row[f"{name}_low"] <= row[name] + 1e-9
                assert row[name] <= row[f"{name}_high"] + 1e-9
    told = about(result)
    assert told["counting"].startswith("fractional: ")
    assert told["stability"]["seed"] == result.seed
    assert told["works"] + sum(part["works"] for part in told["left_out"]) == 50
    assert told["definitions"]["mncs"]["source"].startswith("Waltman")


@pytest.mark.xdist_group("spark")
def test_intervals_are_the_same_on_every_engine(spark, tmp_path):
    folder = write_tables(tmp_path, some_papers(12, 40))
    found = []
    for engine in ("duckdb", spark):
        tables = open_tables(folder, engine)
        counted = counted_works(tables, "everything")
        found.append(rows_with_intervals(measure_units(tables, "everything"), counted)[1])
    words = [{name: value for name, value in row.items() if isinstance(value, str)} for row in found[1]]
    numbers = [{name: value for name, value in row.items() if not isinstance(value, str)} for row in found[1]]
    for row, said, counted in zip(found[0], words, numbers, strict=True):
        assert {name: row[name] for name in said} == said
        assert {name: row[name] for name in counted} == pytest.approx(counted, rel=1e-9)
