"""Sides of an agreement told right around its noun, by what it does, or in what rests on it."""

import pytest

from kelisim.extract.kinds.agreements import agreements
from tests.extract.kinds.texts import Names, only, told

TWO: Names = {"Alder University": "organisation", "Birch University": "organisation"}
BOTH = {"Alder University", "Birch University"}
STATES: Names = {"Peru": "place", "Kenya": "place"}


@pytest.mark.parametrize(
    "text",
    [
        "A memorandum of understanding now links Alder University with Birch University.",
        "A memorandum now binds Alder University to Birch University.",
        "A protocol of cooperation linking Alder University with Birch University came into force in May.",
        "Alder University is now linked to Birch University by a memorandum of understanding.",
        "A new cooperation agreement brings together Alder University and Birch University.",
        "An agreement exists between Alder University and Birch University.",
        "Alder University's agreement with Birch University covers design and architecture.",
        "Alder University first entered a formal agreement with Birch University.",
        "Alder University and Birch University agreed on a memorandum of understanding.",
        "Alder University has become a partner of Birch University after the two signed an agreement.",
        "Alder University pledged its support to Birch University in a memorandum signed in Kigali.",
    ],
)
def test_both_sides_are_read_around_the_noun(text: str) -> None:
    assert set(only(agreements, text, TWO)["parties"]) == BOTH


def test_what_binds_since_a_day_is_dated() -> None:
    entry = only(agreements, "A science agreement has linked Peru and Kenya since 19 April 2010.", STATES)
    assert (set(entry["parties"]), entry["date"]) == (set(STATES), ["2010-04-19"])


@pytest.mark.parametrize(
    "text",
    [
        "The Peru–Kenya Memorandum of Understanding, concluded in March 2019, covers teacher training.",
        "The work is supported through the Peru – Kenya Science, Education and Innovation Cooperation "
        "Agreement, signed in March 2019.",
    ],
)
def test_two_joined_by_a_dash_before_the_noun_are_its_sides(text: str) -> None:
    entry = only(agreements, text, STATES)
    assert (set(entry["parties"]), entry["date"]) == (set(STATES), ["2019-03"])


def test_a_paper_called_by_its_countries_is_the_one_told_before() -> None:
    text = (
        "Alder University and Birch University signed an agreement today. The Peru–Kenya Academic Links "
        "agreement includes student exchanges."
    )
    assert set(only(agreements, text, {**TWO, **STATES})["parties"]) == BOTH


def test_one_of_several_opens_a_sentence() -> None:
    text = (
        "Alder University signed three agreements on Monday. One, with Birch University, is on bioenergy. "
        "Another, with Cedar Institute, concerns medicine."
    )
    found = told(agreements, text, {**TWO, "Cedar Institute": "organisation"})
    assert [set(entry["parties"]) for entry in found] == [BOTH, {"Alder University", "Cedar Institute"}]


def test_others_who_sign_on_another_day_sign_another_paper() -> None:
    text = (
        "P. Marl and Q. Reed signed the memorandum on 3 May 2024. On 8 May 2024, P. Marl and R. Stone signed "
        "the memorandum."
    )
    people: Names = {"P. Marl": "person", "Q. Reed": "person", "R. Stone": "person"}
    bodies: Names = {**TWO, "Cedar Institute": "organisation"}
    posts = [
        ("P. Marl", "Alder University"),
        ("Q. Reed", "Birch University"),
        ("R. Stone", "Cedar Institute"),
    ]
    before = "Alder University, Birch University and Cedar Institute work together.\n\n"
    found = told(agreements, before + text, {**people, **bodies}, posts=posts)
    assert [entry["date"] for entry in found] == [["2024-05-03"], ["2024-05-08"]]


def test_agreements_that_many_unnamed_have_with_one_are_no_entry() -> None:
    text = "Alder University is old. Forty Danish institutes have agreements with Alder University."
    assert told(agreements, text, TWO) == []


def test_an_accord_with_an_act_of_its_own_may_tell_its_sides_by_its_verb() -> None:
    text = "The accord, inked in Kigali on 3 May 2024, brings Alder University and Birch University closer."
    entry = only(agreements, text, {**TWO, "Kigali": "place"})
    assert (set(entry["parties"]), entry["date"]) == (BOTH, ["2024-05-03"])


def test_a_ceremony_to_sign_that_was_held_is_a_signing() -> None:
    text = (
        "A ceremony to sign the memorandum between Alder University and Birch University was held on 3 May."
    )
    assert only(agreements, text, TWO)["status"] == ["signed"]


def test_a_renewal_that_was_signed_has_the_day_of_its_signing() -> None:
    text = "The renewal of the memorandum between Alder University and Birch University was signed on 3 May."
    entry = only(agreements, text, TWO)
    assert (entry["status"], entry["date"]) == (["renewed"], ["2024-05-03"])


def test_an_agreement_that_dates_back_has_its_year() -> None:
    entry = only(agreements, "The trade agreement between Peru and Kenya dates back to 1998.", STATES)
    assert entry["date"] == ["1998"]


def test_bodies_told_with_those_who_sign_for_them_are_sides() -> None:
    text = "The agreement was signed for Alder University by P. Marl and for Birch University by Q. Reed."
    entry = only(agreements, text, {**TWO, "P. Marl": "person", "Q. Reed": "person"})
    assert (set(entry["parties"]), set(entry["signatories"])) == (BOTH, {"P. Marl", "Q. Reed"})


def test_the_two_may_be_told_behind() -> None:
    text = (
        "An agreement was signed between the two universities. Alder University and Birch University are old."
    )
    assert set(only(agreements, text, TWO)["parties"]) == BOTH
