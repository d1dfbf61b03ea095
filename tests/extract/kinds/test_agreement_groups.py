"""Agreements told together: with each of those counted, under one verb, one issued to several."""

import pytest

from kelisim.extract.kinds.agreements import agreements
from tests.extract.kinds.texts import Names, only, told

FOUR: Names = {
    "Alder University": "organisation",
    "Birch University": "organisation",
    "Cedar University": "organisation",
    "Dogwood University": "organisation",
}


def pairs(text: str, names: Names = FOUR) -> set[frozenset[str]]:
    return {frozenset(entry["parties"]) for entry in told(agreements, text, names)}


@pytest.mark.parametrize(
    "text",
    [
        "Agreements were signed between Alder University and three academies: Birch University, Cedar "
        "University and Dogwood University.",
        "On 3 May, Alder University and three academies – Birch University, Cedar University and Dogwood "
        "University – held a ceremony of exchanging signed agreements.",
    ],
)
def test_one_side_has_an_agreement_with_each_of_those_that_are_counted(text: str) -> None:
    assert pairs(text) == {
        frozenset({"Alder University", other})
        for other in ("Birch University", "Cedar University", "Dogwood University")
    }


def test_one_agreement_with_several_that_are_counted_is_one() -> None:
    text = (
        "Alder University signed an agreement with three academies: Birch University, Cedar University and "
        "Dogwood University."
    )
    assert pairs(text) == {frozenset(FOUR)}


def test_papers_told_by_their_sides_are_different_ones_whatever_their_article() -> None:
    text = (
        "The memorandum between Alder University and Birch University was exchanged by the rectors.\n\n"
        "The memorandum between Alder University and Cedar University was exchanged by the rectors."
    )
    assert pairs(text) == {
        frozenset({"Alder University", "Birch University"}),
        frozenset({"Alder University", "Cedar University"}),
    }


def test_two_papers_under_one_verb_have_the_same_sides() -> None:
    text = (
        "P. Marl and Q. Reed signed the joint declaration and the memorandum between Alder University and "
        "Birch University."
    )
    found = told(agreements, text, {**FOUR, "P. Marl": "person", "Q. Reed": "person"})
    assert [entry["kind"] for entry in found] == [["declaration"], ["memorandum"]]
    assert all(set(entry["parties"]) == {"Alder University", "Birch University"} for entry in found)


def test_each_that_is_issued_a_letter_has_one() -> None:
    text = "Alder University issued letters of intent to Birch University and Cedar University."
    assert pairs(text) == {
        frozenset({"Alder University", "Birch University"}),
        frozenset({"Alder University", "Cedar University"}),
    }


def test_letters_issued_to_those_counted_need_no_issuer() -> None:
    text = "Letters of intent were handed over to two academies: Birch University and Cedar University."
    assert pairs(text) == {frozenset({"Birch University"}), frozenset({"Cedar University"})}


def test_a_letter_received_is_of_the_one_who_sent_it() -> None:
    found = only(agreements, "Alder University received a letter of intent from Birch University.", FOUR)
    assert set(found["parties"]) == {"Alder University", "Birch University"}
    assert found["kind"] == ["letter_of_intent"]


def test_other_things_that_are_issued_are_no_agreement() -> None:
    assert told(agreements, "Alder University issued a permit to Birch University.", FOUR) == []


@pytest.mark.parametrize(
    "text",
    [
        "We congratulate Alder University and Birch University on signing a new partnership.",
        "The minister commended Alder University and Birch University for signing a memorandum.",
    ],
)
def test_those_who_are_congratulated_on_signing_sign(text: str) -> None:
    assert pairs(text) == {frozenset({"Alder University", "Birch University"})}


def test_one_who_signs_with_others_signs_for_the_body_of_his_post() -> None:
    text = (
        "The Rector of Alder University, P. Marl, signed a pact with Birch University and Cedar University."
    )
    names: Names = {**FOUR, "P. Marl": "person"}
    found = only(agreements, text, names, posts=[("P. Marl", "Alder University")])
    assert set(found["parties"]) == {"Alder University", "Birch University", "Cedar University"}
    assert found["signatories"] == ["P. Marl"]


@pytest.mark.parametrize(
    ("text", "status"),
    [
        ("Chad became the 12th country to sign the pact of Alder University.", "signed"),
        ("Chad will be the first country to sign the pact of Alder University.", "planned"),
        ("A memorandum is being worked out between Alder University and Birch University.", "planned"),
        ("A memorandum between Alder University and Birch University is being finalised.", "planned"),
        ("A memorandum was agreed on and signed by Alder University and Birch University.", "signed"),
    ],
)
def test_how_far_an_agreement_has_come(text: str, status: str) -> None:
    found = only(agreements, text, {**FOUR, "Chad": "place"})
    assert found["status"] == [status]


@pytest.mark.parametrize(
    "text",
    [
        "The signing of a partnership between Alder University and Birch University took place on 3 May.",
        "It follows the March signing of a new framework between Alder University and Birch University.",
        "Exchange notes between Alder University and Birch University were signed on 3 May.",
    ],
)
def test_a_signing_told_as_a_noun_is_an_agreement(text: str) -> None:
    assert pairs(text) == {frozenset({"Alder University", "Birch University"})}


def test_a_short_form_of_letters_is_no_party() -> None:
    text = (
        "Letters of intent (LoIs) were issued to Birch University. The LoIs were ready. Birch University "
        "holds one."
    )
    names: Names = {**FOUR, "LoIs": "organisation"}
    assert all("LoIs" not in entry["parties"] for entry in told(agreements, text, names))


@pytest.mark.parametrize(
    ("text", "meant"),
    [
        (
            "Alder University is host to a centre of soils. Joining it as partners are Birch University and "
            "Cedar University. In May the two partners signed an agreement with each other.",
            {"Birch University", "Cedar University"},
        ),
        (
            "Alder University sent a team to the south. It saw the gardens of Birch University and those of "
            "Cedar University. Then it met the rector of Dogwood University. The two universities signed a "
            "memorandum. Alder University will send students.",
            {"Alder University", "Dogwood University"},
        ),
        (
            "The consortium:\n\n* Alder University\n* Birch University\n* Cedar University\n\n"
            "All signed the partnership agreement on the second day.",
            {"Alder University", "Birch University", "Cedar University"},
        ),
        (
            "Alder University and Birch University study moss together. They concluded an agreement in May.",
            {"Alder University", "Birch University"},
        ),
    ],
)
def test_words_for_several_take_up_those_told_nearest_in_their_number(text: str, meant: set[str]) -> None:
    assert pairs(text) == {frozenset(meant)}
