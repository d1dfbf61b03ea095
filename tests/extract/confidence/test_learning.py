"""Learning of probabilities: what is known is recovered, and measured by hand-counted figures."""

import json

import numpy as np
import pytest
from benchmarks.calibration import area, fit, gap, loss, shift
from benchmarks.calibration_data import OWN, Judged, judged
from benchmarks.corpus import load_scorer

from kelisim.extract.confidence import Evidence, ValueEvidence
from kelisim.model import Quote, Statement, Value
from tests.conftest import ROOT, SHARED

QUOTE = Quote(0, 1, "x")


def row(number, *, good, right, corpus=OWN):
    """Return a judged statement with one value; `good` is its one telling feature."""
    value = Value("person", "x", QUOTE)
    features = {"good": 1.0} if good else {}
    evidence = Evidence(
        Statement("s:1", "d:1", "office", (value,), QUOTE, 0.9, "test"),
        "office",
        (),
        features,
        (ValueEvidence(value, "office.person", features),),
    )
    return Judged(f"own-{number}", corpus, "look-at", "en", evidence, right, (right,))


def rows(corpus=OWN):
    """Return 400 statements: nine of ten right with the feature, half of them without."""
    return [
        row(n, good=n % 2 == 0, right=n % 20 != 0 if n % 2 == 0 else n % 4 == 1, corpus=corpus)
        for n in range(400)
    ]


def test_shares_that_are_known_are_learned():
    learned = fit(rows())
    bias, good = learned["statement"][""], learned["statement"]["good"]
    assert 1 / (1 + np.exp(-bias)) == pytest.approx(0.5, abs=0.03)
    assert 1 / (1 + np.exp(-bias - good)) == pytest.approx(0.9, abs=0.03)
    assert learned["about"]["statements"] == learned["about"]["values"] == 400


def test_how_sure_to_be_on_the_whole_is_learned_from_documents_nobody_looked_at():
    learned, unseen = fit(rows()), [row(n, good=False, right=n % 5 == 0) for n in range(100)]
    shift(learned, unseen)
    assert 1 / (1 + np.exp(-learned["statement"][""])) == pytest.approx(0.2, abs=0.01)
    of_values = learned["value"][""] + learned["value"].get("statement", 0.0) * learned["statement"][""]
    assert 1 / (1 + np.exp(-of_values)) == pytest.approx(0.2, abs=0.01)
    before = fit(rows())["statement"]
    assert learned["statement"]["good"] == before["good"]


def test_learning_twice_gives_the_same_weights():
    assert json.dumps(fit(rows())) == json.dumps(fit(rows()))


def test_documents_that_the_grammar_was_written_on_do_not_raise_the_others():
    plain = [row(n, good=False, right=n % 2 == 0) for n in range(200)]
    seen = [row(n, good=False, right=True, corpus="found") for n in range(200, 400)]
    learned = fit(plain + seen)["statement"]
    assert set(learned) == {""}
    assert 1 / (1 + np.exp(-learned[""])) == pytest.approx(0.5, abs=0.05)


def test_value_that_the_annotation_does_not_cover_teaches_nothing():
    rest = [
        Judged(
            *[getattr(r, f) for f in ("document", "corpus", "part", "language", "evidence", "right")], (None,)
        )
        for r in rows()[:10]
    ]
    assert fit(rows() + rest)["about"]["values"] == 400


def test_measures_of_probabilities_by_hand():
    p, right = np.array([0.9, 0.9, 0.6, 0.2]), np.array([1.0, 1.0, 0.0, 0.0])
    assert gap(p, right) == pytest.approx((0.2 + 0.6 + 0.2) / 4)
    assert area(p, right) == 1.0
    assert area(np.array([0.5, 0.5]), np.array([1.0, 0.0])) == 0.5
    assert loss(np.array([0.5]), np.array([1.0])) == pytest.approx(np.log(2))


@pytest.mark.skipif(not (SHARED / "corpus").is_dir(), reason="the corpus with its scorer is not at hand")
def test_statement_is_right_where_the_scorer_matches_it(tmp_path):
    for folder in ("texts", "gold"):
        (tmp_path / folder).mkdir()
    text = (
        "Karen Holloway, Rector of the University of Leeds, came to Almaty. "
        "Marat Ospanov, Dean of the Medical School, received her.\n"
    )
    gold = json.loads((ROOT / "data/announcements/gold/own-en-001.json").read_text("utf-8"))
    gold = {name: [] if isinstance(value, list) else value for name, value in gold.items()}
    gold |= {
        "id": "own",
        "offices": [{"person": "Karen Holloway", "office": "Rector", "organisation": "Leeds Beckett"}],
    }
    (tmp_path / "texts" / "own.txt").write_text(text, "utf-8")
    (tmp_path / "gold" / "own.json").write_text(json.dumps(gold), "utf-8")
    found = list(judged(tmp_path, OWN, load_scorer(SHARED / "corpus" / "score.py")))
    offices = {
        each.evidence.statement.first("person").value: each
        for each in found
        if each.evidence.rule == "office"
    }
    holloway, ospanov = offices["Karen Holloway"], offices["Marat Ospanov"]
    slots = [value.value.slot for value in holloway.evidence.values]
    assert holloway.right
    assert dict(zip(slots, holloway.values, strict=True)) == {
        "person": True,
        "office": True,
        "organisation": False,
    }
    assert not ospanov.right
    assert not any(ospanov.values)
