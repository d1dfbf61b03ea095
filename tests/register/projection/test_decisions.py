"""Decisions of people: which count, what they do, and what is said of those that find nothing."""

from tests.register.projection.scenes import Scene, decide, scene, signed, told

from kelisim.register.projection.decisions import in_force
from kelisim.register.projection.items import potential_id


def two_tellings() -> Scene:
    return scene(
        signed("d1", date="2026-01-22", place="London"),
        signed("d2", "2026-01-23", date="2026-01-22", place="Astana", signatories=["Kevin MacDonald"]),
    )


def values(made: Scene, slot: str, *decisions: object) -> list[object]:
    (record,) = made.project(*decisions).records  # type: ignore[arg-type]
    found = record.slot(slot)
    return [] if found is None else [filler.value for filler in found.fillers]


def test_an_undo_that_is_undone_does_not_count() -> None:
    first, undo = decide(1, "reject", "a:1"), decide(2, "undo", "x:1")
    assert in_force([first, undo])[0] == []
    assert in_force([first, undo, decide(3, "undo", "x:2")])[0] == [first]


def test_an_undo_of_nothing_or_of_a_later_decision_is_reported() -> None:
    counted, lost = in_force([decide(1, "undo", "x:2"), decide(2, "reject", "a:1")])
    assert [d.id for d in counted] == ["x:2"]
    assert [one.decision for one in lost] == ["x:1"]


def test_a_correction_comes_first_and_keeps_what_the_sources_say_beside_it() -> None:
    one = two_tellings()
    record = one.project().records[0]
    decision = decide(1, "correct", record.id, slot="place", value="Astana")
    corrected = one.project(decision).records[0].slot("place")
    assert [f.value for f in corrected.fillers] == ["Astana", "London"]
    assert corrected.fillers[0].decision == decision.id
    assert len(corrected.fillers[0].support) == 1
    assert corrected.contradiction


def test_the_later_correction_counts_and_undoing_it_brings_back_the_earlier() -> None:
    one = two_tellings()
    id = one.project().records[0].id
    first = decide(1, "correct", id, slot="place", value="Leeds")
    second = decide(2, "correct", id, slot="place", value="Paris")
    assert values(one, "place", first, second)[0] == "Paris"
    assert values(one, "place", first, second, decide(3, "undo", "x:2"))[0] == "Leeds"


def test_a_correction_of_one_filler_of_many_leaves_the_others() -> None:
    one = two_tellings()
    id = one.project().records[0].id
    replaced = decide(1, "correct", id, slot="parties", value="KAIST", old="University College London")
    assert values(one, "parties", replaced) == [
        "East Kazakhstan Technical University",
        "Korea Advanced Institute of Science and Technology",
    ]
    added = decide(1, "correct", id, slot="parties", value="Leeds", old="")
    assert values(one, "parties", added)[2] == "University of Leeds"
    gone = decide(1, "correct", id, slot="parties", value="", old="EKTU")
    assert len(values(one, "parties", gone)) == 2  # no filler is shown by that name
    gone = decide(1, "correct", id, slot="parties", value="", old="East Kazakhstan Technical University")
    assert values(one, "parties", gone) == ["University College London"]


def test_a_corrected_name_is_that_entity_by_name_or_by_id() -> None:
    one = two_tellings()
    record = one.project().records[0]
    kaist = next(e for e in one.who.entities if e.name.startswith("Korea"))
    for value in ("KAIST", kaist.id):
        decision = decide(1, "correct", record.id, slot="parties", value=value)
        (filler,) = one.project(decision).records[0].slot("parties").fillers
        assert (filler.entity, filler.value) == (kaist.id, kaist.name)


def test_an_emptied_slot_is_not_there() -> None:
    one = two_tellings()
    record = one.project().records[0]
    assert values(one, "place", decide(1, "correct", record.id, slot="place", value="")) == []


def test_a_correction_of_a_statement_keeps_its_quote() -> None:
    one = two_tellings()
    decision = decide(1, "correct", one.statements[1].id, slot="place", value="London")
    slot = one.project(decision).records[0].slot("place")
    (filler,) = slot.fillers
    assert len(filler.support) == 2
    assert filler.decision == decision.id
    assert not slot.contradiction


def test_a_rejected_statement_leaves_its_id_to_the_record_that_it_was_in() -> None:
    one = two_tellings()
    before = one.project().records[0]
    founding = next(s for s in one.statements if potential_id(s) == before.id)
    (after,) = one.project(decide(1, "reject", founding.id)).records
    assert founding.id not in after.statements
    assert before.id in after.former_ids
    assert values(one, "place", decide(1, "reject", founding.id)) == ["Astana"]


def test_a_decision_on_the_former_id_of_a_rejected_statement_still_finds_its_record() -> None:
    one = two_tellings()
    before = one.project().records[0]
    founding = next(s for s in one.statements if potential_id(s) == before.id)
    made = one.project(
        decide(1, "reject", founding.id), decide(2, "correct", before.id, slot="place", value="Paris")
    )
    assert made.unapplied == ()
    assert made.records[0].slot("place").fillers[0].value == "Paris"


def test_a_rejected_record_stays_rejected_when_another_document_tells_of_it() -> None:
    one = two_tellings()
    first = scene(signed("d1", date="2026-01-22", place="London"))
    id = first.project().records[0].id
    assert one.project(decide(1, "reject", id)).records == ()
    assert len(one.project(decide(1, "reject", id), decide(2, "accept", id)).records) == 1


def test_a_statement_accepted_for_itself_survives_its_record() -> None:
    one = two_tellings()
    id = one.project().records[0].id
    made = one.project(decide(1, "reject", id), decide(2, "accept", one.statements[0].id))
    assert [record.statements for record in made.records] == [(one.statements[0].id,)]


def test_what_the_extractor_is_not_sure_of_asks_for_review_until_it_is_accepted() -> None:
    one = scene(signed("d1", probability=0.4))
    record = one.project().records[0]
    assert record.review
    assert not one.project(decide(1, "accept", record.id)).records[0].review
    assert not one.project(decide(1, "accept", one.statements[0].id)).records[0].review


def test_decisions_on_an_id_that_led_into_a_merged_record_are_applied_there() -> None:
    one = scene(signed("d1", date="2013-01-01"), signed("d2", date="2026-01-22"))
    first, second = one.project().records
    merge = decide(1, "merge", first.id, second.id)
    made = one.project(merge, decide(2, "correct", second.id, slot="place", value="Leeds"))
    (record,) = made.records
    assert record.slot("place").fillers[0].value == "Leeds"
    assert made.unapplied == ()


def test_a_merge_after_not_the_same_joins_and_not_the_same_after_a_merge_parts() -> None:
    one = two_tellings()
    first, second = one.statements
    apart = one.project(decide(1, "not_same", first.id, second.id))
    assert len(apart.records) == 2
    assert apart.doubts == ()
    joined = one.project(decide(1, "not_same", first.id, second.id), decide(2, "merge", first.id, second.id))
    assert len(joined.records) == 1
    parted = one.project(decide(1, "merge", first.id, second.id), decide(2, "not_same", first.id, second.id))
    assert len(parted.records) == 2


def test_a_split_after_a_merge_and_a_merge_after_a_split_both_count() -> None:
    one = two_tellings()
    first, second = one.statements
    id = one.project().records[0].id
    split = decide(1, "split", id, second.id)
    assert len(one.project(split).records) == 2
    assert len(one.project(split, decide(2, "merge", first.id, second.id)).records) == 1


def test_a_later_telling_joins_the_side_that_stayed_after_a_split() -> None:
    third = signed("d3", "2026-01-24", date="2026-01-22")
    before = two_tellings()
    founding = next(s for s in before.statements if potential_id(s) == before.project().records[0].id)
    (other,) = (s for s in before.statements if s.id != founding.id)
    split = decide(1, "split", before.project().records[0].id, other.id)
    one = scene(
        signed("d1", date="2026-01-22", place="London"),
        signed("d2", "2026-01-23", date="2026-01-22", place="Astana", signatories=["Kevin MacDonald"]),
        third,
    )
    made = one.project(split)
    home = {s: record for record in made.records for s in record.statements}
    assert home[one.statements[2].id].id == home[founding.id].id != home[other.id].id


def test_a_doubt_that_a_person_answered_is_no_doubt() -> None:
    one = scene(signed("d1", "2013-09-14", date="2013-09-12"), signed("d2", "2025-04-16"))
    (doubt,) = one.project().doubts
    assert one.project(decide(1, "not_same", doubt.first, doubt.second)).doubts == ()
    assert len(one.project(decide(1, "merge", doubt.first, doubt.second)).records) == 1


def test_decisions_that_find_no_target_are_reported_with_a_reason() -> None:
    one = scene(signed("d1"), told("d1", "office", person="Kevin MacDonald", office="Director"))
    agreement, office = (potential_id(s) for s in one.statements)
    made = one.project(
        decide(1, "reject", "a:gone"),
        decide(2, "merge", agreement, office),
        decide(3, "correct", agreement, slot="colour", value="red"),
        decide(4, "correct", agreement, slot="place"),
        decide(5, "split", agreement, one.statements[0].id),
        decide(6, "merge", "o:entity", "o:other"),
        decide(7, "correct", "fi:gone", slot="value", value="many"),
        decide(8, "undo", "x:99"),
    )
    assert [one.decision for one in made.unapplied] == ["x:1", "x:2", "x:3", "x:4", "x:5", "x:7", "x:8"]
    assert "is not in the register any more" in made.unapplied[0].reason
    assert "kind" in made.unapplied[1].reason
    assert len(made.records) == 2


def test_a_number_is_corrected_by_a_number() -> None:
    one = scene(told("d1", "figure", value=34, what="foreign branches", scope="Kazakhstan"))
    id = potential_id(one.statements[0])
    wrong = one.project(decide(1, "correct", id, slot="value", value="many"))
    assert [u.reason for u in wrong.unapplied] == ["the slot value holds a number"]
    right = one.project(decide(1, "correct", id, slot="value", value=37))
    assert [f.value for f in right.records[0].slot("value").fillers] == [37, 34]
    assert right.records[0].title == "37 foreign branches"
