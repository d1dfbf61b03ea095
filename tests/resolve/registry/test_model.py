"""The two steps of weighing, held against what their tables say."""

import json
from importlib.resources import files

import numpy as np
import pytest
from benchmarks.registry_boost import boosted, grown

from kelisim.resolve.registry.features import CLASSES, LOCAL
from kelisim.resolve.registry.model import ALL, LEAVES, load_model, probability


def stored():
    return json.loads(files("kelisim.resolve.registry").joinpath("weights.json").read_text("utf-8"))


def walked(trees, row):
    """Return the log-odds of one candidate by going down each tree."""
    odds = trees["bias"]
    for tree in trees["trees"]:
        at = 0 if len(tree["splits"]) > 0 else -1
        while at >= 0:
            feature, threshold, low, high = tree["splits"][at]
            at = high if row[ALL.index(feature)] > threshold else low
        odds += tree["leaves"][-1 - at]
    return odds


def test_odds_are_those_of_going_down_the_trees():
    trees, model = stored()["trees"], load_model()
    rows = np.random.default_rng(11).uniform(-1, 2, size=(200, len(ALL))).round(2)
    assert model.odds(rows) == pytest.approx([walked(trees, row) for row in rows], abs=1e-9)


def test_local_odds_are_the_weighted_sum():
    table, model = stored()["local"], load_model()
    row = [0.5] * len(LOCAL)
    for number, kind in enumerate(CLASSES):
        expected = table[kind]["bias"] + 0.5 * sum(table[kind]["weights"].values())
        assert model.local_odds([number], np.array([row])) == pytest.approx([expected])


def test_odds_of_a_candidate_do_not_hang_on_the_others():
    model = load_model()
    rows = np.random.default_rng(5).uniform(0, 1, size=(7, len(ALL)))
    assert model.odds(rows) == [model.odds(row[None])[0] for row in rows]


def test_weights_of_another_version_are_refused(tmp_path):
    data = stored()
    del data["local"]["part"]["weights"]["cover"]
    path = tmp_path / "weights.json"
    path.write_text(json.dumps(data), "utf-8")
    with pytest.raises(ValueError, match="train anew"):
        load_model(path)


def test_weights_say_how_they_were_learned():
    about = json.loads(load_model().about)
    assert set(about) >= {"command", "rows", "sha256", "split", "method"}
    assert all(len(tree["leaves"]) <= LEAVES for tree in stored()["trees"]["trees"])


def test_probability_takes_any_odds():
    assert probability(0.0) == 0.5
    assert 0 <= probability(-1e6) < probability(1e6) <= 1


def test_boosted_trees_learn_what_no_single_feature_tells():
    x = np.random.default_rng(3).uniform(size=(2000, 4))
    y = ((x[:, 0] > 0.5) == (x[:, 1] > 0.5)).astype(float)
    bias, trees = boosted(x, y, np.ones(len(x)), trees=40, leaves=4, rate=0.3, ridge=1.0)
    table = {"bias": bias, "trees": [{"splits": t.splits, "leaves": t.leaves} for t in trees]}
    for tree in table["trees"]:
        tree["splits"] = [[ALL[f], *rest] for f, *rest in tree["splits"]]
    right = sum((walked(table, row) > 0) == bool(label) for row, label in zip(x.tolist(), y, strict=True))
    assert right / len(x) > 0.97
    told = bias + sum(grown(tree, x) for tree in trees)
    assert told.tolist() == pytest.approx([walked(table, row) for row in x.tolist()], abs=1e-9)


def test_calibration_is_stored_with_the_weights():
    calibration = stored()["calibration"]
    assert set(calibration) == {"slope", "shift"}
    assert 0 < calibration["slope"] < 1.5
