"""Which statements tell of one agreement."""

from dataclasses import replace

import pytest
from benchmarks.pairs.table import outcomes
from tests.register.projection.scenes import scene, signed, told

from kelisim.model import Doubt
from kelisim.register.projection import Projection, project


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


def doubtful(*statements: dict, doubts: tuple[tuple[str, str], ...]) -> Projection:
    """Return the register of statements, where pairs of names may mean one entity."""
    one = scene(*statements)
    by_name = {name.value: e.id for e in one.who.entities for name in e.names}
    told = tuple(Doubt(*sorted((by_name[a], by_name[b])), "may be one") for a, b in doubts)
    return project(one.documents, one.extractions, replace(one.who, doubts=told))


def test_parties_that_may_be_the_same_are_taken_for_it_on_the_same_day_only() -> None:
    first = signed("d1", date="2026-01-22", parties=["EKTU", "Leeds"])
    maybe = (("Leeds", "UCL"),)
    day = doubtful(first, signed("d2", date="2026-01-22"), doubts=maybe)
    assert len(day.records) == 1
    assert len(doubtful(first, signed("d2", date="2026-01-22"), doubts=()).records) == 2
    later = doubtful(first, signed("d2", "2027-01-22", date="2027-01-22"), doubts=maybe)
    assert len(later.records) == 2


def test_agreements_meet_where_every_party_may_be_one_of_the_other() -> None:
    first = signed("d1", date="2026-01-22", parties=["EKTU", "UCL"])
    second = signed("d2", date="2026-01-22", parties=["University of Leeds", "KAIST"])
    both = (("EKTU", "KAIST"), ("UCL", "University of Leeds"))
    assert len(doubtful(first, second, doubts=both).records) == 1
    assert len(doubtful(first, second, doubts=both[:1]).records) == 2
    later = signed("d2", "2027-01-22", date="2027-01-22", parties=["University of Leeds", "KAIST"])
    assert len(doubtful(first, later, doubts=both).records) == 2


def test_who_signs_for_the_one_party_read_in_its_town_does_not_join_its_agreements() -> None:
    first = signed("d1", date="2026-01-22", place="London", signatories=["Kevin MacDonald"])
    other = signed("d2", date="2026-01-22", place="London", parties=["UCL"], signatories=["Kevin MacDonald"])
    assert records(first, other) == 2
    both = ["Kevin MacDonald", "Saule Rakhmetullina"]
    assert records({**first, "signatories": both}, {**other, "signatories": both}) == 1
    promise = {"commitments": ["exchange of students of archaeology"]}
    assert records({**first, **promise}, {**other, **promise}) == 1


def test_signatories_who_may_be_the_same_do_not_part_a_signing() -> None:
    names = (["Saule Rakhmetullina", "Kevin MacDonald"], ["Sayasat Nurbek", "Thomas Hale"])
    both = [signed(f"d{n}", date="2026-01-22", signatories=who) for n, who in enumerate(names, 1)]
    assert len(doubtful(*both, doubts=()).records) == 2
    assert len(doubtful(*both, doubts=(("Kevin MacDonald", "Thomas Hale"),)).records) == 1


def test_two_languages_and_the_same_two_signatories_are_one_signing_whatever_a_party_is_called() -> None:
    who = ["Saule Rakhmetullina", "Kevin MacDonald"]
    first = signed("d1", date="2026-01-22", signatories=who)
    parties = ["EKTU", "Leeds"]
    second = signed("d2", date="2026-01-22", signatories=who, parties=parties)
    assert records(first, {**second, "language": "ru"}) == 1
    assert records(first, second) == 2
    assert records(first, {**second, "language": "ru", "date": "2025-01-22"}) == 2


def test_one_kind_told_by_two_words_with_other_promises_is_two() -> None:
    first = signed("d1", date="2026-01-22", commitments=["exchange of students"])
    other = signed("d2", date="2026-01-22", kind="agreement", commitments=["supply of hospital beds"])
    assert records(first, other) == 2
    assert records(first, {**other, "commitments": ["student exchange"]}) == 1


def test_a_party_that_the_sentence_names_and_nobody_read_is_counted_likely() -> None:
    one = scene(signed("d1", date="2026-01-22"), signed("d2", date="2026-01-22"))
    short = one.extractions[1].statements[0]
    lost = replace(short, values=tuple(v for v in short.values if v.value != "UCL"))
    extractions = (one.extractions[0], replace(one.extractions[1], statements=(lost,)))
    assert len(project(one.documents, extractions, one.who).records) == 1


def _one_party_read(*others: dict) -> Projection:
    """Return what is made of a signing of two, told elsewhere of one party, the other named in the text."""
    one = scene(signed("d1", date="2026-01-22"), signed("d2", date="2026-01-22"), *others)
    short = one.extractions[1].statements[0]
    lost = replace(short, values=tuple(v for v in short.values if v.value != "UCL"))
    elsewhere = replace(lost, quote=lost.first("kind").quote)
    second = replace(one.extractions[1], statements=(elsewhere, *one.extractions[1].statements[1:]))
    return project(one.documents, (one.extractions[0], second, *one.extractions[2:]), one.who)


def test_a_party_that_nobody_read_and_the_text_names_is_counted_likely_where_no_other_can_be_meant() -> None:
    assert len(_one_party_read().records) == 1
    third = told("d2", "office", organisation="Leeds", person="Thomas Hale", office="rector")
    made = _one_party_read(third)
    assert sum(record.kind == "agreement" for record in made.records) == 2
    assert len(made.doubts) == 0
    also = signed("d2", kind="letter_of_intent", date="2026-01-21", parties=["UCL", "Leeds"])
    parted = _one_party_read(also)
    assert sum(record.kind == "agreement" for record in parted.records) == 3


def test_a_year_that_is_recalled_holds_the_news_of_that_year() -> None:
    news = signed("d1", published="2020-09-21", kind="agreement")
    recalled = signed("d2", published="2023-10-02", kind="agreement", date="2020")
    assert records(news, recalled) == 1
    assert records(news, {**recalled, "date": "2019"}) == 2
    assert records(news, {**recalled, "kind": "memorandum"}) == 2


def test_a_renewal_told_as_a_signing_by_another_outlet_is_one_stage_of_one_record() -> None:
    renewed = signed("d1", published="2021-04-16", status="renewed")
    signing = signed("d2", published="2021-04-20")
    assert records(renewed, signing) == 1
    assert records(renewed, {**signing, "published": "2023-04-20"}) == 2
    earlier = signed("d3", published="2017-04-21")
    assert records(renewed, earlier) == 1


def test_who_signs_by_one_telling_and_is_named_beside_the_other_counts_for_both() -> None:
    who = ["Saule Rakhmetullina", "Kevin MacDonald"]
    first = signed("d1", date="2026-01-22", signatories=who)
    second = signed("d2", date="2026-01-22", parties=["EKTU"], signatories=who[:1])
    beside = told("d2", "office", organisation="ERC", person="Kevin MacDonald", office="guest")
    made = scene(first, second, beside).project()
    assert sum(record.kind == "agreement" for record in made.records) == 1
    assert records(first, second) == 2


def test_a_town_read_for_a_body_there_is_no_party_where_the_text_names_the_body() -> None:
    first = signed("d1", date="2026-01-22")
    town = signed("d2", date="2026-01-22", parties=["EKTU", "London"])
    named = told("d2", "office", organisation="UCL", person="Kevin MacDonald", office="provost")
    made = scene(first, town, named).project()
    assert sum(record.kind == "agreement" for record in made.records) == 1
    assert records(first, town) == 2


def test_the_year_of_the_paper_that_is_renewed_is_not_that_of_the_renewal() -> None:
    renewed = signed("d1", published="2024-05-24", status="renewed", date="2024-05-22")
    misread = signed("d2", published="2024-05-24", status="renewed", date="2014")
    assert records(renewed, misread) == 1
    assert records(renewed, {**misread, "published": "2014-05-24"}) == 2


def test_a_renewal_of_a_party_that_may_be_the_same_is_a_stage_of_the_first_agreement() -> None:
    first = signed("d1", published="2022-09-30", date="2022-09-29", parties=["EKTU", "UCL"])
    renewed = signed("d2", published="2025-09-30", status="renewed", parties=["EKTU", "Leeds"])
    assert len(doubtful(first, renewed, doubts=()).records) == 2
    made = doubtful(first, renewed, doubts=(("University College London", "University of Leeds"),))
    assert len(made.records) == 1


def test_one_day_two_languages_and_names_that_sound_alike_are_asked_about() -> None:
    first = signed("d1", date="2026-01-22", parties=["EKTU", "KAIST"])
    other = signed("d2", date="2026-01-22", parties=["EKTU", "Korea University"])
    asked = scene(first, {**other, "language": "ru"}).project()
    assert (len(asked.records), len(asked.doubts)) == (2, 1)
    for different in (other, {**other, "language": "ru", "parties": ["EKTU", "Leeds"]}):
        assert len(scene(first, different).project().doubts) == 0


def test_a_party_that_one_telling_lost_stands_in_its_sentence() -> None:
    lost = signed("d2", parties=["EKTU"], date="2026-01-22", place="University of Leeds")
    whole = signed("d1", parties=["EKTU", "University of Leeds"], date="2026-01-22")

    assert records(whole, lost) == 1
    assert records(whole, replace_slot(lost, "place", "Leicester")) == 2


def test_what_another_agreement_of_the_document_has_is_no_party_that_was_lost() -> None:
    whole = signed("d1", parties=["EKTU", "University of Leeds"], date="2026-01-22")
    lost = signed("d2", parties=["EKTU", "KAIST"], date="2026-01-22", place="University of Leeds")
    other = signed("d2", parties=["UCL", "University of Leeds"], date="2026-01-22")

    assert records(whole, lost, other) == 3


def test_two_tellings_of_one_party_name_the_same_other_body() -> None:
    name = "National Archive of Lost Maps, London"
    ours = signed("d1", parties=["EKTU"], date="2026-01-22", place=name)
    theirs = signed("d2", parties=["EKTU"], date="2026-01-22", place=name)

    assert records(ours, theirs) == 1
    assert records(ours, replace_slot(theirs, "place", "National Bank of Found Maps, London")) == 2


def replace_slot(statement: dict, slot: str, value: str) -> dict:
    return {**statement, slot: value}


def test_the_house_that_tells_of_itself_as_we_is_the_party_that_another_names() -> None:
    ours = signed("d1", parties=["EKTU"], date="2026-01-22", place="Bergland Observatory, London")
    theirs = signed("d2", parties=["EKTU"], date="2026-01-22", publisher="Bergland Observatory")

    assert records(ours, theirs) == 1
    assert records(ours, {**theirs, "publisher": "Bergland Gazette"}) == 2
