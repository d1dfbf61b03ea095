"""The list of entries, found or not, counts as the scorer of the corpus does."""

import json
from pathlib import Path

import pytest
from benchmarks.corpus import load_scorer
from benchmarks.seeds import by_kind, counted, lines, listed, totals

ROOT = Path(__file__).parent.parent.parent
SCORER = ROOT.parent / "shared" / "corpus" / "score.py"

pytestmark = pytest.mark.skipif(
    not SCORER.exists(), reason="the scorer of the evaluation corpus is not at hand"
)


@pytest.fixture(scope="module")
def scorer():
    return load_scorer(SCORER)


def annotation(folder, id):
    return json.loads((ROOT / "data/announcements" / folder / f"{id}.json").read_text("utf-8"))


@pytest.mark.parametrize("id", ["own-en-036", "own-kk-109"])
def test_values_are_counted_as_the_scorer_counts_them(scorer, id):
    gold, answer = annotation("gold", id), annotation("second", id)
    found = list(lines(gold, answer, scorer))
    told = scorer.score_document(gold, answer)["overall"]
    values = counted(found)
    assert values == {name: told[name] for name in ("tp", "fp", "fn")}
    assert min(values.values()) > 0


def test_every_entry_stands_in_a_table_found_missed_or_made_up(scorer):
    gold = {"events": [{"name": "Tag der | Tür", "kind": "other"}, {"name": "Empfang", "kind": "other"}]}
    answer = {"events": [{"name": "Empfang", "kind": "visit"}, {"name": "Konferenz", "kind": "conference"}]}
    found = list(lines(gold, answer, scorer))
    assert listed(found).splitlines() == [
        "| kind | entry | found | right | missed | false |",
        "|---|---|---|---|---|---|",
        "| events | Empfang | yes | name: Empfang | kind: other | kind: visit |",
        "| events | Tag der \\| Tür | no |  | name: Tag der \\| Tür; kind: other |  |",
        "",
        "| made up: kind | entry | values |",
        "|---|---|---|",
        "| events | Konferenz | name: Konferenz; kind: conference |",
    ]
    assert "| one | 2 | 1 | 1 | 4 | 1 | 3 | 0.250 | 0.250 | 0.250 |" in totals({"one": found}, scorer)
    assert "| events | 1 of 2 | 1 of 2 | 1 |" in by_kind({"one": found}, scorer)
