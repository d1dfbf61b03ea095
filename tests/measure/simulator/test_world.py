"""Made worlds: the same for a seed, true to their scenario, and the same as tables."""

import csv
import json
from datetime import date

import numpy as np
import pytest

from kelisim.measure import Scope, open_tables
from kelisim.measure.simulator import (
    SCENARIOS,
    Scenario,
    Size,
    before_and_after,
    matched_on_the_peak,
    panel_of,
    simulate,
    write_world,
)
from kelisim.measure.simulator.world import hyperauthored
from kelisim.measure.verdicts import read_agreements
from kelisim.measure.verdicts.evidence import gather

TINY = Size(homes=3, partners=10, agreements=8, years=(2004, 2019), joint=2.0, works=15.0)


def test_a_seed_gives_one_world():
    one, same, other = (simulate(Scenario(), seed=seed, size=TINY) for seed in (1, 1, 2))
    assert np.array_equal(one.joint, same.joint)
    assert np.array_equal(one.start, same.start)
    assert not np.array_equal(one.joint, other.joint)


@pytest.mark.parametrize("effect", [1.0, 1.5, 2.0])
def test_truth_is_the_effect_and_nothing_before_the_start_knows_of_it(effect):
    plain = simulate(Scenario(), seed=4, size=TINY)
    raised = simulate(Scenario(effect=effect), seed=4, size=TINY)
    before = raised.years[None, :] < np.where(raised.start == 0, 9999, raised.start)[:, None]
    assert raised.truth == pytest.approx(effect)
    assert np.array_equal(plain.joint[before], raised.joint[before])
    assert raised.joint.sum() >= plain.joint.sum()


def test_lag_leaves_the_first_years_alone():
    early, late = (simulate(Scenario(effect=3.0, lag=lag), seed=4, size=TINY) for lag in (1, 3))
    since = early.years[None, :] - early.start[:, None]
    first = (early.start[:, None] != 0) & (since >= 1) & (since < 3)
    assert late.joint[first].sum() < early.joint[first].sum()
    assert late.truth == pytest.approx(3.0)


def test_reversion_signs_after_a_good_year():
    def excess(reversion):
        over = []
        for seed in range(5):
            world = simulate(Scenario(reversion=reversion), seed=seed)
            signed = np.flatnonzero(world.start)
            since = world.years[None, :] - world.start[signed][:, None]
            joint = world.joint[signed]
            over.append(joint[since == -1].mean() / joint[(since >= -5) & (since <= -3)].mean())
        return np.mean(over)

    assert excess(True) > 1.2 * excess(False)


def test_naive_comparisons_see_effects_where_there_are_none():
    alarms = [before_and_after(simulate(SCENARIOS["no effect"], seed=seed))[1] > 1 for seed in range(5)]
    assert all(alarms)
    peak = [matched_on_the_peak(simulate(SCENARIOS["no effect"], seed=seed))[1] > 1 for seed in range(5)]
    assert sum(peak) >= 3


def test_tables_hold_the_world(tmp_path):
    world = simulate(Scenario(hyperauthored=3.0), seed=4, size=TINY)
    made = write_world(world, tmp_path)
    agreements = read_agreements(tmp_path / "agreements.csv")
    tables = open_tables(tmp_path / "tables")
    assert made["works"] == tables.works.count().to_pyarrow().as_py()
    assert made["agreements"] == len(agreements) == 8
    evidence, known = gather(tables, agreements, Scope())
    panel, truth = evidence.panel, panel_of(world)
    for row, (home, partner) in enumerate(zip(panel.home, panel.partner, strict=True)):
        ours, theirs = panel.homes[home], panel.partners[partner]
        one = (truth.home == truth.homes.index(ours)) & (truth.partner == truth.partners.index(theirs))
        assert np.array_equal(panel.joint[row], truth.joint[one][0])
        assert panel.start[row] == truth.start[one][0]
    assert hyperauthored(world).sum() > 0
    assert f"{int(world.collaboration.sum())} works with more than 100 authors" in evidence.left_out[0]
    assert {party.country for each in known for party in each.parties} >= {"KZ"}
    assert all(party.works > 0 for each in known for party in each.parties)


def test_everything_written_says_that_it_is_simulated(tmp_path):
    write_world(simulate(Scenario(), seed=4, size=TINY), tmp_path)
    works = open_tables(tmp_path / "tables").works
    assert works.filter(~works.title.startswith("Simulated")).count().to_pyarrow().as_py() == 0
    assert set(works.file.to_pyarrow().to_pylist()) == {"simulated"}
    with (tmp_path / "agreements.csv").open(encoding="utf-8") as file:
        rows = list(csv.DictReader(file))
    assert all(row["id"].startswith("simulated-") for row in rows)
    assert all(date.fromisoformat(row["signed"]) for row in rows)
    assert json.loads((tmp_path / "truth.json").read_text("utf-8"))["rate_ratio"] == 1.0


def test_tables_are_not_written_over(tmp_path):
    world = simulate(Scenario(), seed=4, size=TINY)
    write_world(world, tmp_path)
    with pytest.raises(FileExistsError, match="choose another folder"):
        write_world(world, tmp_path)
