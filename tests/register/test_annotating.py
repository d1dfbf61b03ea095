"""A corrected register as gold: what people decided is in it, what the text does not say is not."""

import json

import pytest
from benchmarks.corpus import load_scorer
from tests import test_own_corpus as own
from tests.conftest import SHARED
from typer.testing import CliRunner

from kelisim.cli.app import app
from kelisim.extract import corpus_format
from kelisim.model import KINDS, Decision
from kelisim.register import decide, find_workspace, list_documents, list_records, open_store, show
from kelisim.register.annotating import annotate
from kelisim.register.truth import load_document, load_extraction

NAME = "2024-05-21-leeds-al-farabi-signed"
CHECKS = (
    own.test_annotation_has_the_shape_of_the_vocabulary,
    own.test_no_name_and_no_entry_is_listed_twice,
    own.test_whoever_fills_a_slot_is_listed_or_is_a_place_or_body_of_the_text,
    own.test_names_and_mentions_stand_in_the_text,
    own.test_phrases_are_in_the_words_of_the_text,
    own.test_dates_can_be_read_from_the_text,
    own.test_expiry_comes_after_the_start,
    own.test_numbers_stand_in_the_text,
)


@pytest.fixture
def store(register_copy):
    with open_store(find_workspace(register_copy)) as opened:
        yield opened


def every(store):
    with store.reading() as connection:
        ids = [line.id for line in list_documents(connection).documents]
        return {each.name: each for each in annotate(connection, ids)}


def records(store, kind, document):
    with store.reading() as connection:
        found = list_records(connection, kind).records
    return [record for record in found if document in record.documents]


def office_of(store, person):
    """Return an office that the announcement NAME tells of a person."""
    found = records(store, "offices", every(store)[NAME].document.id)
    return next(each for each in found if each.slot("person").fillers[0].value == person)


def decided(store, action, target, **rest):
    decide(store, Decision("", action, target, "A. Editor", "2026-01-02T00:00:00+00:00", **rest))


def test_every_example_passes_the_checks_of_the_own_corpus(store, tmp_path):
    found = every(store)
    assert len(found) == 14
    for name, each in found.items():
        case = own.Case(tmp_path / f"{name}.txt", each.document.text, each.gold)
        for check in CHECKS:
            check(case)
        assert (each.decided, each.left_out) == (False, ())


def test_without_decisions_nothing_that_was_extracted_is_lost(store):
    for each in every(store).values():
        with store.reading() as connection:
            extraction = load_extraction(connection, each.document.id)
        told = {(s.kind, v.slot) for s in extraction.statements for v in s.values}
        kinds = {kind.plural: kind for kind in KINDS.values()}
        written = {
            (kinds[plural].name, slot)
            for plural in kinds
            for entry in each.gold[plural]
            for slot, value in entry.items()
            if value not in (None, [])
        }
        assert written == told
        assert len(each.gold["people"]) <= sum(r.type == "person" for r in extraction.referents)


def test_rejected_records_are_left_out(store):
    before = every(store)[NAME].gold["offices"]
    decided(store, "reject", office_of(store, "Dina Mukasheva").id)
    each = every(store)[NAME]
    assert each.decided
    assert each.gold["offices"] == [entry for entry in before if entry["person"] != "Dina Mukasheva"]
    assert len(each.gold["offices"]) == len(before) - 1


def test_corrections_that_the_text_bears_out_are_written(store):
    office = office_of(store, "Dina Mukasheva")
    decided(store, "correct", office.id, slot="office", value="Ambassador to the United Kingdom")
    decided(store, "correct", office.statements[0], slot="person", value="Owen Prys-Jones")
    each = every(store)[NAME]
    written = [entry for entry in each.gold["offices"] if entry["office"].startswith("Ambassador")]
    assert written == [
        {
            "person": "Owen Prys-Jones",
            "office": "Ambassador to the United Kingdom",
            "organisation": "Kazakhstan",
        }
    ]
    assert each.left_out == ()


def test_what_the_text_does_not_say_is_left_out_and_told(store):
    before = every(store)[NAME]
    agreement = records(store, "agreements", before.document.id)[0]
    decided(store, "correct", agreement.id, slot="occasion", value="Zanzibar Biennial Gala")
    decided(store, "correct", agreement.id, slot="signatories", value="Quentin Nowhere", old="")
    each = every(store)[NAME]
    assert each.left_out == (
        f"{agreement.id}, occasion: the text does not say 'Zanzibar Biennial Gala'",
        f"{agreement.id}, signatories: the text does not say 'Quentin Nowhere'",
    )
    assert each.gold["agreements"] == before.gold["agreements"]
    assert each.gold["people"] == before.gold["people"]


def test_values_that_were_emptied_are_gone(store):
    before = every(store)[NAME]
    agreement = next(e for e in records(store, "agreements", before.document.id) if e.slot("parties"))
    party = agreement.slot("parties").fillers[0].value
    decided(store, "correct", agreement.id, slot="parties", value="", old=party)
    each = every(store)[NAME]
    count = sum(len(entry["parties"]) for entry in before.gold["agreements"])
    assert sum(len(entry["parties"]) for entry in each.gold["agreements"]) == count - 1


def test_merged_organisations_are_one_with_both_names(store):
    before = every(store)[NAME].gold["organisations"]
    with store.reading() as connection:
        referents = load_extraction(connection, every(store)[NAME].document.id).referents
        known = {each.name: show(connection, each.id).entity.id for each in referents}
    names = ("University of Central Asia", "Kyrgyz Institute of Water Problems")
    decided(store, "merge", known[names[0]], others=(known[names[1]],))
    organisations = every(store)[NAME].gold["organisations"]
    assert len(organisations) == len(before) - 1
    merged = next(each for each in organisations if set(names) <= {each["name"], *each["mentions"]})
    assert merged["name"] == names[1]  # the fullest


@pytest.mark.skipif(not (SHARED / "corpus").is_dir(), reason="the corpus with its scorer is not at hand")
def test_scorer_takes_it_and_sees_what_was_corrected(store):
    scorer = load_scorer(SHARED / "corpus" / "score.py")

    def score():
        gold = every(store)[NAME]
        with store.reading() as connection:
            document = load_document(connection, gold.document.id)
            answer = corpus_format(document, load_extraction(connection, document.id))
        return scorer.score_document(gold.gold, answer)

    before = score()
    assert before["offices"]["fp"] == before["offices"]["fn"] == 0
    decided(store, "reject", office_of(store, "Dina Mukasheva").id)
    hartley = office_of(store, "Simon Hartley").id
    decided(store, "correct", hartley, slot="office", value="Funded Research Council")
    after = score()
    assert after["offices"]["tp"] == before["offices"]["tp"] - 2
    assert (after["offices"]["fp"], after["offices"]["fn"]) == (2, 1)


def test_command_writes_texts_and_gold(register_copy, tmp_path):
    run = CliRunner().invoke
    out = tmp_path / "gold"
    done = run(app, ["annotate", "--all", "--out", str(out), "--workspace", str(register_copy)])
    assert done.exit_code == 0, done.output
    assert "14 documents written" in done.output
    assert "Nobody decided anything about 14 of them" in done.output
    texts, gold = ({p.stem for p in (out / part).iterdir()} for part in ("texts", "gold"))
    assert texts == gold
    assert json.loads((out / "gold" / f"{NAME}.json").read_text("utf-8"))["id"] == NAME
    both = run(app, ["annotate", "d:12345", "--all", "--out", str(out), "-w", str(register_copy)])
    assert both.exit_code == 2
    none = run(app, ["annotate", "--all", "--decided", "--out", str(out), "-w", str(register_copy)])
    assert (none.exit_code, "0 documents written" in none.output) == (2, True)
