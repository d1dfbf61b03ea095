"""Whose an agreement is: pairs in a list, those who speak for bodies, those who met."""

import pytest

from kelisim.extract.kinds.agreements import agreements
from kelisim.extract.kinds.intentions import intentions
from tests.extract.kinds.texts import Names, only, told

TREES: Names = {
    "Alder University": "organisation",
    "Birch University": "organisation",
    "Cedar University": "organisation",
    "Dogwood University": "organisation",
    "Chile": "place",
    "Peru": "place",
    "Jane Orwell": "person",
    "Omar Reed": "person",
}


def parties(text: str) -> list[list[object]]:
    return [entry.get("parties", []) for entry in told(agreements, text, TREES)]


def test_semicolons_part_the_pairs_of_a_list() -> None:
    text = (
        "The memoranda were signed between Alder University and Birch University; Cedar University and "
        "Dogwood University."
    )
    assert parties(text) == [
        ["Alder University", "Birch University"],
        ["Cedar University", "Dogwood University"],
    ]


def test_agreements_in_a_compound_are_several() -> None:
    text = "Alder University signed two exchange agreements with Birch University and Cedar University."
    assert parties(text) == [
        ["Alder University", "Birch University"],
        ["Alder University", "Cedar University"],
    ]


def test_what_was_signed_is_said_to_be_an_agreement_each() -> None:
    text = (
        "Rectors came to Alder University. The first document signed was a protocol with Birch University. "
        "Another document was signed as well, the agreement with Cedar University. "
        "The third document that was signed is a memorandum with Dogwood University."
    )
    found = [set(map(str, names)) for names in parties(text)]
    for other in ("Birch University", "Cedar University", "Dogwood University"):
        assert sum(other in names for names in found) == 1


@pytest.mark.parametrize("who", ["rectors", "representatives", "vice-chancellors", "delegations", "heads"])
def test_those_who_act_for_bodies_in_the_plural_make_them_parties(who: str) -> None:
    text = f"The {who} of Alder University and Birch University signed a memorandum."
    assert parties(text) == [["Alder University", "Birch University"]]


def test_ministers_of_two_states_make_the_states_parties() -> None:
    assert parties("The ministers of education of Chile and Peru signed an agreement.") == [["Chile", "Peru"]]


def test_a_post_told_in_the_next_sentence_takes_no_party_away() -> None:
    text = "Alder University and Birch University signed an agreement. Rector Jane Orwell praised it."
    assert parties(text) == [["Alder University", "Birch University"]]


@pytest.mark.parametrize(
    "text",
    [
        "A delegation of Alder University visited Birch University. After talks, a memorandum was signed.",
        "Alder University received guests from Birch University. At the end, an agreement was signed.",
        "During a meeting of Alder University and Birch University, an agreement on exchange was signed.",
        "On 3 May Alder University held talks with Birch University, during which a protocol was signed.",
    ],
)
def test_what_is_signed_at_a_meeting_is_between_those_who_met(text: str) -> None:
    assert parties(text) == [["Alder University", "Birch University"]]


def test_papers_of_two_meetings_are_two() -> None:
    text = (
        "On 3 May Jane Orwell held talks with Alder University, during which an agreement on exchange was "
        "signed. On 4 May a meeting was held with Birch University. At its end, an agreement on a joint "
        "library was signed."
    )
    assert parties(text) == [["Alder University"], ["Birch University"]]


def test_guests_of_a_congress_are_no_parties() -> None:
    text = (
        "Alder University, Birch University, Cedar University and Dogwood University met in Lima. "
        "A memorandum was signed."
    )
    assert parties(text) == []


def test_both_countries_are_the_states_told_before() -> None:
    text = "The presidents of Chile and Peru met in May. The two countries signed an agreement on degrees."
    assert parties(text) == [["Chile", "Peru"]]


def test_what_a_cabinet_approves_is_still_to_be_signed() -> None:
    text = "The cabinet approved the signing of an agreement between Alder University and Birch University."
    assert only(agreements, text, TREES)["status"] == ["planned"]


@pytest.mark.parametrize(
    "words",
    [
        "An agreement was reached to open a joint faculty.",
        "The parties agreed to open a joint faculty.",
        "It was agreed to open a joint faculty.",
        "The sides reached an agreement to open a joint faculty.",
    ],
)
def test_what_is_only_agreed_in_words_is_an_intention(words: str) -> None:
    text = f"Alder University received a delegation of Birch University. {words}"
    assert told(agreements, text, TREES) == []
    entry = only(intentions, text, TREES)
    assert "joint faculty" in str(entry["what"])
    assert entry["actors"] == ["Alder University", "Birch University"]


def test_one_person_who_agreed_to_something_plans_no_cooperation() -> None:
    assert told(intentions, "Jane Orwell has agreed to chair the session.", TREES) == []


def test_points_of_a_communique_tell_what_two_states_want() -> None:
    text = (
        "1. The President of Chile and the President of Peru met in Lima.\n\n"
        "2. The two sides expressed their readiness to set up a joint research fund.\n\n"
        "3. Both sides intend to encourage exchanges of researchers."
    )
    found = told(intentions, text, TREES)
    assert [entry["actors"] for entry in found] == [["Chile", "Peru"], ["Chile", "Peru"]]


def test_a_plan_to_sign_is_the_agreement_and_no_intention_beside_it() -> None:
    text = "Alder University received Birch University. The parties agreed to sign a memorandum."
    assert only(agreements, text, TREES)["status"] == ["planned"]
    assert told(intentions, text, TREES) == []


def test_names_within_what_was_agreed_in_words_are_no_parties() -> None:
    text = (
        "Alder University received Birch University. An agreement was reached to organise talks between "
        "Cedar University and Dogwood University."
    )
    assert told(agreements, text, TREES) == []


def test_areas_of_interest_are_no_interest() -> None:
    text = "Alder University and Birch University promote studies on areas of interest in research."
    assert told(intentions, text, TREES) == []


def test_who_is_told_of_an_agreement_does_not_date_it() -> None:
    text = "On 12 June 2024 the cabinet was told of the pact between Chile and Peru signed in October 2016."
    assert only(agreements, text, TREES)["date"] == ["2016-10"]


@pytest.mark.parametrize(
    ("when", "date"),
    [
        ("in July of 2014", "2014-07"),
        ("on August, 3, 2019", "2019-08-03"),
        ("on 3 August 2019", "2019-08-03"),
    ],
)
def test_dates_as_people_write_them(when: str, date: str) -> None:
    text = f"Alder University and Birch University signed, {when}, an agreement on seeds."
    assert only(agreements, text, TREES)["date"] == [date]


def test_one_clause_tells_both_paper_and_its_sides_where_the_first_document_is_said_to_be_it() -> None:
    text = (
        "Jane Orwell signed two protocols with Alder University. The first document signed was a protocol "
        "with Birch University."
    )
    assert parties(text) == [["Alder University", "Birch University"]]


def test_commas_part_pairs_that_are_joined_by_and() -> None:
    text = (
        "Memoranda were signed between Alder University and Birch University, Cedar University and "
        "Dogwood University."
    )
    assert parties(text) == [
        ["Alder University", "Birch University"],
        ["Cedar University", "Dogwood University"],
    ]
    plain = "Memoranda were signed between Alder University, Birch University and Cedar University."
    assert parties(plain) == [["Alder University", "Birch University", "Cedar University"]]


def test_an_earlier_agreement_gives_the_new_one_no_date() -> None:
    text = (
        "Chile and Peru signed an agreement on seeds. "
        "The first agreement between Chile and Peru was signed in 1994."
    )
    found = told(agreements, text, TREES)
    assert [entry.get("date") for entry in found] == [None, ["1994"]]


def test_the_signing_of_a_bare_noun_is_the_one_told_before() -> None:
    text = (
        "Alder University has signed a memorandum with Birch University. "
        "The signing of memorandum between the two institutes aims to support research."
    )
    assert parties(text) == [["Alder University", "Birch University"]]


def test_praise_for_agreements_renews_none() -> None:
    text = (
        "Jane Orwell extended congratulations on the agreements that were signed between Alder University "
        "and Birch University, Cedar University and Dogwood University."
    )
    assert [entry["status"] for entry in told(agreements, text, TREES)] == [["signed"], ["signed"]]


def test_a_verb_with_its_paper_behind_the_last_of_those_named_is_what_they_do() -> None:
    text = (
        "The rector of Alpha University, Ann Ash, and the president of Beta University, Ben Bow, signed on"
        " July 5 a framework agreement that paves the way for joint work."
    )
    names: Names = {
        "Alpha University": "organisation",
        "Beta University": "organisation",
        "Ann Ash": "person",
        "Ben Bow": "person",
    }
    (entry,) = told(
        agreements, text, names, posts=[("Ann Ash", "Alpha University"), ("Ben Bow", "Beta University")]
    )
    assert entry["signatories"] == ["Ann Ash", "Ben Bow"]
    assert set(entry["parties"]) == {"Alpha University", "Beta University"}
