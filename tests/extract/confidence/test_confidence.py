"""Probabilities of statements and values: what they rest on, and that they change nothing else."""

import json
import math
from dataclasses import replace

import pytest

from kelisim.extract.confidence import Weights, calibrated, examine, load_weights
from kelisim.extract.confidence.rules import rule_of
from kelisim.extract.confidence.weights import probability
from kelisim.extract.confidence.words import feature_in_words, has_words, rule_in_words
from kelisim.extract.kinds.evidence import AGREEMENT, COMMITMENT, EVENT, INTENTION, PARTY
from kelisim.extract.languages import EXTRACTORS
from kelisim.extract.pipeline import extract, found_in, read_batch
from kelisim.extract.why import why
from kelisim.model import KINDS, Document, document_id

TEXT = (
    "The University of Leeds and Al-Farabi Kazakh National University signed a memorandum of understanding "
    "in Almaty on 14 March 2024.\n\n"
    "Professor Karen Holloway, Rector of the University of Leeds, said that 34 students had spent a year in "
    "Almaty since 2019. Leeds has expressed interest in a joint laboratory of hydrology.\n\n"
    "The British Council granted £2 million for joint research.\n"
)


def document(text=TEXT, language="en"):
    return Document(document_id(text.encode()), text, language, published="2024-03-15", name="leeds.txt")


@pytest.fixture(scope="module")
def reading():
    return next(read_batch("en", [document()]))


@pytest.fixture(scope="module")
def found(reading):
    return found_in(reading)


def of_kind(statements, kind):
    return next(each for each in statements if each.kind == kind)


def test_only_probabilities_change(reading, found):
    def plain(statement):
        values = tuple(replace(value, probability=0.0) for value in statement.values)
        return replace(statement, probability=0.0, values=values)

    assert {each.kind for each in found} >= {"agreement", "office", "funding", "intention"}
    assert [plain(each) for each in calibrated(reading, found)] == [plain(each) for each in found]


def test_extraction_gives_calibrated_probabilities(reading, found):
    assert extract(document()).statements == calibrated(reading, found)


def test_value_is_never_more_probable_than_its_statement(reading, found):
    for statement in calibrated(reading, found):
        assert 0 < statement.probability < 1
        for value in statement.values:
            assert 0 < value.probability <= statement.probability


def test_weights_count_by_the_feature_that_they_name(reading, found):
    weights = Weights({"": 1.0, "kind funding": -2.0}, {"": 9.0, "named person": -9.5}, {})
    made = calibrated(reading, found, weights)
    assert of_kind(made, "funding").probability == probability(-1.0)
    office = of_kind(made, "office")
    assert office.probability == probability(1.0) == 0.7311
    assert office.first("person").probability == probability(-0.5)
    assert office.first("office").probability == office.probability  # 9.0, bounded by its statement


def test_probability_is_the_logistic_function_to_four_digits():
    assert probability(0.0) == 0.5
    assert probability(math.log(3)) == 0.75
    assert probability(-1000.0) == 0.0
    assert probability(1000.0) == 1.0


# ------------------------------------------------------------------ rules, triggers, words


def test_rules_and_triggers_of_a_text(reading, found):
    evidence = {each.statement.kind: each for each in examine(reading, found)}
    agreement, intention = evidence["agreement"], evidence["intention"]
    assert agreement.rule == "agreement/signed"
    assert [quote.text for quote in agreement.triggers] == ["signed", "memorandum of understanding"]
    assert intention.rule == "intention/wish"
    assert [quote.text for quote in intention.triggers] == ["expressed interest in"]
    assert evidence["funding"].rule == "funding/sum"
    assert "granted" in [quote.text for quote in evidence["funding"].triggers]
    parties = [each.rule for each in agreement.values if each.value.slot == "parties"]
    assert parties == ["agreement.parties/told"] * 2


def test_features_tell_where_a_value_stands(reading, found):
    agreement = next(e for e in examine(reading, found) if e.statement.kind == "agreement")
    features = {each.value.slot: each.features for each in agreement.values}
    assert features["status"]["distance"] == 0.0  # it is the trigger itself
    assert features["date"]["distance"] > features["kind"]["distance"]
    assert features["parties"]["named organisation"] == 1.0
    assert "relative" not in features["date"]
    assert agreement.features["two_parties"] == 1.0


@pytest.mark.parametrize("few", [True, False])
@pytest.mark.parametrize("status", AGREEMENT)
def test_rule_of_an_agreement_is_read_from_its_first_estimate(found, status, few):
    agreement = of_kind(found, "agreement")
    values = tuple(v for v in agreement.values if not few or v != agreement.all("parties")[1])
    estimate = AGREEMENT[status] * (0.7 if few else 1.0)
    changed = replace(agreement, probability=round(estimate, 4), values=values)
    assert rule_of(changed) == f"agreement/{status}" + ("_few" if few else "")
    assert rule_of(replace(changed, probability=0.123)) == "agreement/other"


def test_every_rule_has_words():
    rules = {"agreement": AGREEMENT, "event": EVENT, "intention": INTENTION}
    rules |= {"agreement.parties": PARTY, "agreement.commitments": COMMITMENT}
    named = [f"{owner}/{name}" for owner, table in rules.items() for name in [*table, "other"]]
    named += [kind for kind in KINDS if kind not in ("event", "intention", "funding")]
    named += ["funding/sum", "funding/no_sum"]
    assert [rule for rule in named if not has_words(rule)] == []
    assert rule_in_words("agreement/signed_gathered_heading") == (
        "somebody signed it; parties were gathered from posts or other sentences; only the headline tells it"
    )


def test_every_weight_has_words():
    weights = load_weights()
    assert [name for name in {*weights.statement, *weights.value} if feature_in_words(name) == name] == []


def test_weights_tell_how_they_were_learned():
    about = load_weights().about
    assert set(about) >= {"command", "documents", "statements", "values", "ridge", "seed", "sha256"}
    learned_from = {extractor.split()[0] for extractor in about["extractors"]}
    assert learned_from == {extractor.split()[0] for extractor in EXTRACTORS.values()}


def test_file_that_holds_no_weights_is_refused(tmp_path):
    path = tmp_path / "weights.json"
    path.write_text(json.dumps({"statement": {"": 1}}), "utf-8")
    with pytest.raises(ValueError, match="learn them anew"):
        load_weights(path)


# ------------------------------------------------------------------ why


def test_reasons_add_up_to_the_probability_that_is_stored():
    told = why(document())
    statements = extract(document()).statements
    assert set(told) == {each.id for each in statements}
    for statement in statements:
        reasons = told[statement.id]
        assert reasons.probability == statement.probability
        assert [value.probability for value in reasons.values] == [v.probability for v in statement.values]
        assert [value.quote for value in reasons.values] == [v.quote for v in statement.values]
        odds = sum(reason.odds for reason in reasons.reasons)
        assert probability(odds) == pytest.approx(reasons.probability, abs=0.005)
        assert reasons.reasons[0].feature == ""


def test_triggers_stand_in_the_text():
    for reasons in why(document()).values():
        assert len(reasons.triggers) > 0
        for trigger in reasons.triggers:
            assert TEXT[trigger.start : trigger.end] == trigger.text


def test_language_without_a_grammar_has_no_reasons():
    assert why(document("合作", "zh")) == {}
