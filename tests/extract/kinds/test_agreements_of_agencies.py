"""Agreements as news agencies, ministries and embassies word them: who reports, whose term, who stands in."""

import pytest

from kelisim.extract.kinds.agreements import agreements
from tests.extract.kinds.texts import Names, only, told

TWO: Names = {"Lakeside University": "organisation", "Institute of Tides": "organisation"}
STATES: Names = {
    "Norway": "place",
    "Ghana": "place",
    "Ada Lund": "person",
    "Kofi Mensah": "person",
    "Ministry of Fisheries": "organisation",
    "Embassy of Ghana": "organisation",
}


@pytest.mark.parametrize(
    "close",
    [
        ", the fisheries ministry and the Embassy of Ghana said in separate statements",
        ", as per the news portal",
        ", reported the agency",
        " on 4 May",
    ],
)
def test_who_reports_and_the_day_end_a_topic(close: str) -> None:
    text = f"Norway and Ghana signed a memorandum on marine research{close}."
    assert only(agreements, text, STATES)["commitments"] == ["marine research"]


def test_a_clause_that_takes_up_what_was_told_ends_a_topic() -> None:
    text = (
        "Since Norway and Ghana signed an agreement on marine research in 2012, such work has grown rapidly."
    )
    entry = only(agreements, text, STATES)
    assert entry["commitments"] == ["marine research"]
    assert entry["date"] == ["2012"]


def test_a_term_opens_with_no_date_of_signing() -> None:
    text = (
        "Lakeside University and the Institute of Tides have a new agreement. "
        "The agreement, which will run from 2022 until 2026, was signed by both institutions."
    )
    entry = only(agreements, text, TWO)
    assert "date" not in entry
    assert entry["expires"] == ["2026"]


def test_an_owner_is_no_party_but_what_it_owns_is() -> None:
    names: Names = {"Norway": "place", "Troms County": "place", "Ghana": "place", "Volta Region": "place"}
    text = "Norway's Troms County and Ghana's Volta Region signed here a memorandum on schools."
    assert only(agreements, text, names)["parties"] == ["Troms County", "Volta Region"]


def test_what_a_post_belongs_to_stays_inside_it() -> None:
    names: Names = {**STATES, "Academy of Seas": "organisation"}
    text = (
        "Norway and Ghana signed a memorandum. "
        "Ada Lund, the rector of Norway's Academy of Seas, signed the memorandum."
    )
    assert only(agreements, text, names)["parties"] == ["Norway", "Ghana"]


def test_states_that_sign_are_not_joined_by_the_houses_of_their_signatories() -> None:
    text = "Norway and Ghana signed a pact. Ada Lund of the Ministry of Fisheries signed the pact."
    entry = only(agreements, text, STATES, posts=[("Ada Lund", "Ministry of Fisheries")])
    assert entry["parties"] == ["Norway", "Ghana"]
    assert entry["signatories"] == ["Ada Lund"]


def test_who_represents_the_other_side_signs_too() -> None:
    text = (
        "Norway and Ghana signed a memorandum. Ada Lund signed the memorandum on behalf of Norway, "
        "while Ghana was represented by its Minister of Fisheries, Kofi Mensah."
    )
    assert only(agreements, text, STATES)["signatories"] == ["Ada Lund", "Kofi Mensah"]


@pytest.mark.parametrize("acronym", ["MoU", "LoI", "MOU"])
def test_an_acronym_may_close_a_sentence(acronym: str) -> None:
    text = f"Lakeside University and the Institute of Tides signed an {acronym}. Ten students came."
    assert only(agreements, text, TWO)["parties"] == ["Lakeside University", "Institute of Tides"]


@pytest.mark.parametrize("verb", ["held", "announced", "celebrated"])
def test_who_holds_a_signing_with_somebody_signs(verb: str) -> None:
    text = f"Lakeside University {verb} the signing of a memorandum with the Institute of Tides in Portville."
    assert only(agreements, text, TWO)["parties"] == ["Lakeside University", "Institute of Tides"]


def test_who_holds_a_signing_of_others_is_no_party() -> None:
    names: Names = {**TWO, "Harbour Museum": "organisation"}
    text = (
        "The Harbour Museum announced the signing of a memorandum between Lakeside University "
        "and the Institute of Tides."
    )
    assert only(agreements, text, names)["parties"] == ["Lakeside University", "Institute of Tides"]


def test_the_country_behind_a_city_is_no_party() -> None:
    names: Names = {**TWO, "Accra": "place", "Ghana": "place"}
    text = "Lakeside University signed a memorandum in Accra, Ghana."
    found = told(agreements, text, names)
    assert all("Ghana" not in entry["parties"] for entry in found)


def test_two_verbs_of_one_object_and_two_groups_of_one_exchange_stay_together() -> None:
    text = (
        "Lakeside University and the Institute of Tides signed a memorandum. "
        "The memorandum aims to encourage and support young divers. "
        "The memorandum provides for staff and student mobility."
    )
    assert only(agreements, text, TWO)["commitments"] == [
        "encourage and support young divers",
        "staff and student mobility",
    ]


def test_what_others_already_do_is_no_commitment() -> None:
    text = (
        "Lakeside University and the Institute of Tides signed a memorandum on reefs, "
        "with many universities already collaborating in joint training."
    )
    assert only(agreements, text, TWO)["commitments"] == ["reefs"]


def test_a_paper_still_to_be_signed_is_not_the_one_of_an_earlier_year() -> None:
    text = (
        "The cooperation rests on an agreement between Lakeside University and the Institute of Tides, "
        "signed in 2013. The guests will sign a memorandum of understanding with Lakeside University in May."
    )
    found = told(agreements, text, TWO)
    assert [(entry["kind"], entry["status"]) for entry in found] == [
        (["agreement"], ["signed"]),
        (["memorandum"], ["planned"]),
    ]


def test_agreements_told_together_and_then_one_by_one_are_as_many() -> None:
    names: Names = {
        **STATES,
        "Alder University": "organisation",
        "Birch University": "organisation",
        "Cedar University": "organisation",
        "Dogwood University": "organisation",
    }
    text = (
        "Norway and Ghana signed three agreements on science. The first agreement joins Alder University "
        "and Birch University in training divers. The second agreement is a partnership agreement between "
        "Cedar University and Dogwood University. The third agreement provides for joint research on reefs."
    )
    found = told(agreements, text, names)
    assert len(found) == 3
    assert found[1]["parties"] == ["Cedar University", "Dogwood University"]
    assert found[2]["parties"] == ["Norway", "Ghana"]
    assert found[2]["commitments"] == ["joint research on reefs"]


def test_what_is_done_to_a_paper_is_no_commitment() -> None:
    text = (
        "Lakeside University and the Institute of Tides signed a memorandum on reefs. "
        "The memorandum was facilitated by the rectors of both institutions and is governed by Ghanaian law."
    )
    assert only(agreements, text, TWO)["commitments"] == ["reefs"]


def test_a_signing_that_is_only_discussed_is_no_agreement() -> None:
    text = (
        "The parties discussed the issue of preparing and signing a memorandum between "
        "Lakeside University and the Institute of Tides."
    )
    assert told(agreements, text, TWO) == []


def test_whose_statement_tells_of_a_signing_is_no_signatory() -> None:
    names: Names = {**TWO, "Ada Lund": "person", "Kofi Mensah": "person", "Esi Boateng": "person"}
    text = (
        "According to a statement issued by Ada Lund, Kofi Mensah signed the memorandum on behalf of "
        "Lakeside University, while the rector, Esi Boateng, stood in for the Institute of Tides."
    )
    text = f"Lakeside University and the Institute of Tides agreed on a memorandum. {text}"
    assert only(agreements, text, names)["signatories"] == ["Kofi Mensah", "Esi Boateng"]


def test_a_name_in_quotation_marks_stays_in_its_phrase() -> None:
    text = (
        "Lakeside University and the Institute of Tides signed an agreement for opening "
        'the "Sea and Ice" centre in Accra.'
    )
    assert only(agreements, text, TWO)["commitments"] == ['opening the "Sea and Ice" centre in Accra']


def test_deeds_that_semicolons_part_are_one_list() -> None:
    text = (
        "Lakeside University and the Institute of Tides signed a memorandum. Through this memorandum, both "
        "institutions agreed to exchange divers; operate a joint aquarium; and also train young sailors."
    )
    assert only(agreements, text, TWO)["commitments"] == [
        "exchange divers",
        "operate a joint aquarium",
        "train young sailors",
    ]


def test_the_main_verb_tells_of_an_agreement_before_the_participle_behind_it() -> None:
    text = "In 2023 Lakeside University and the Institute of Tides renewed the memorandum signed in 2018."
    found = told(agreements, text, TWO)
    assert [(entry["status"], entry["date"]) for entry in found] == [
        (["renewed"], ["2023"]),
        (["signed"], ["2018"]),
    ]


def test_a_date_behind_its_act_is_that_of_the_act_though_a_term_follows() -> None:
    text = (
        "Lakeside University and the Institute of Tides renewed in 2022 until 2026 their agreement on reefs."
    )
    entry = only(agreements, text, TWO)
    assert entry["date"] == ["2022"]
    assert entry["expires"] == ["2026"]
