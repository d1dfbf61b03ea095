"""Which statements tell of one agreement."""

import pytest
from benchmarks.pairs.table import outcomes
from tests.register.projection.scenes import scene, signed


def records(*statements: dict) -> int:
    return len(scene(*statements).project().records)


def test_no_pair_of_the_table_is_joined_wrongly_but_those_that_only_the_texts_could_part() -> None:
    wrong = [o.difficulty for o in outcomes() if o.joined and not o.same]
    assert wrong == ["hard: two of one kind on one day"]


def test_pairs_that_are_not_hard_are_all_judged_rightly() -> None:
    assert [
        o.difficulty for o in outcomes() if o.joined != o.same and not o.difficulty.startswith("hard")
    ] == []


def test_most_hard_pairs_that_are_missed_are_asked_about() -> None:
    missed = [o for o in outcomes() if o.same and not o.joined]
    assert sum(o.doubted for o in missed) >= 0.8 * len(missed)


def test_spellings_and_languages_of_one_entity_make_one_record() -> None:
    made = scene(
        signed("d1", date="2026-01-22", parties=["East Kazakhstan Technical University", "UCL"]),
        signed(
            "d2",
            "2026-01-23",
            language="ru",
            date="2026-01-22",
            parties=["ВКТУ", "University College London"],
        ),
    ).project()
    (record,) = made.records
    assert len(record.documents) == 2
    assert len(record.slot("parties").fillers) == 2


def test_an_undated_telling_between_two_agreements_joins_neither_and_is_asked_about() -> None:
    made = scene(
        signed("d1", "2026-01-23", date="2026-01-21"),
        signed("d2", "2026-01-23", date="2026-01-24", signatories=["Thomas Hale", "Kevin MacDonald"]),
        signed("d3", "2026-01-25"),
    ).project()
    assert len(made.records) == 3
    assert len(made.doubts) >= 2


def test_a_chain_of_tellings_does_not_join_what_is_apart() -> None:
    one = scene(
        signed("d1", "2026-01-22", date="2026-01-22", kind="memorandum"),
        signed("d2", "2026-01-22", date="2026-01-22", kind="contract"),
        signed("d3", "2026-01-22", date="2026-01-22", kind="agreement"),
    )
    made = one.project()
    assert one.home(made, 0).id != one.home(made, 1).id
    assert len(made.records) == 3


def test_a_renewal_is_a_stage_of_the_agreement_that_it_renews() -> None:
    one = scene(
        signed("d1", "2005-10-03", kind="agreement", date="2005-10-01"),
        signed("d2", "2015-10-03", kind="agreement", status="renewed", date="2015-10-01"),
        signed("d3", "2025-10-03", kind="agreement", status="renewed", date="2025-10-01"),
    )
    made = one.project()
    (record,) = made.records
    assert [(s.value, s.date) for s in made.lives[0].stages] == [
        ("signed", "2005-10-01"),
        ("renewed", "2015-10-01"),
        ("renewed", "2025-10-01"),
    ]
    assert record.slot("date").fillers[0].value == "2005-10-01"
    assert not record.slot("date").contradiction


def test_a_renewal_where_two_agreements_could_be_meant_stands_alone_and_is_asked_about() -> None:
    made = scene(
        signed("d1", "2005-10-03", kind="agreement", date="2005-10-01"),
        signed("d2", "2010-10-03", kind="agreement", date="2010-10-01"),
        signed("d3", "2025-10-03", kind="agreement", status="renewed", date="2025-10-01"),
    ).project()
    assert len(made.records) == 3
    assert len(made.doubts) == 2


@pytest.mark.parametrize("wait", ["2026-03-01", "2026-11-30"])
def test_a_plan_and_its_signing_are_two_stages_of_one_record(wait: str) -> None:
    made = scene(signed("d1", status="planned", date=None), signed("d2", wait, date=wait)).project()
    assert [stage.value for stage in made.lives[0].stages] == ["planned", "signed"]
    (record,) = made.records
    assert [filler.value for filler in record.slot("status").fillers] == ["signed", "planned"]
    assert not record.slot("status").contradiction


def test_a_signing_before_the_plan_was_told_is_another_agreement() -> None:
    assert (
        records(signed("d1", "2025-01-02", date="2025-01-01"), signed("d2", status="planned", date="2026-05"))
        == 2
    )


def test_the_headline_of_a_document_with_two_agreements_joins_neither() -> None:
    one = scene(
        signed("d1", parties=["EKTU"]),
        signed("d1", parties=["EKTU", "UCL"], commitments=["student exchange"]),
        signed("d1", parties=["EKTU", "Leeds"], commitments=["student exchange"]),
    )
    assert len(one.project().records) == 3


def test_many_universities_signing_with_one_on_one_day_are_many_agreements() -> None:
    others = ["UCL", "Leeds", "KAIST", "European Research Council"]
    assert (
        records(
            *(
                signed(f"d{n}", date="2026-01-22", place="London", parties=["EKTU", o])
                for n, o in enumerate(others)
            )
        )
        == 4
    )
