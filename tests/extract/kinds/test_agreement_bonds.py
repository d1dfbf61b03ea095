"""Agreements told without a paper: a bond that two make, or a verb of binding."""

import pytest

from kelisim.extract.kinds.agreements import agreements
from tests.extract.kinds.texts import Names, only, told

TWO: Names = {"Alder University": "organisation", "Birch University": "organisation"}
BOTH = {"Alder University", "Birch University"}


@pytest.mark.parametrize(
    "text",
    [
        "Alder University has entered into a strategic partnership with Birch University.",
        "Alder University has entered a partnership with Birch University.",
        "Alder University announced a major new joint venture with Birch University to share a wind tunnel.",
        "Alder University and Birch University have formed an alliance for soil research.",
        "A partnership between Alder University and Birch University was sealed last week.",
        "The tie-up between Alder University and Birch University was announced on Monday.",
        "Alder University formalised its partnership with Birch University.",
        "Cooperation between Alder University and Birch University was established in 1998.",
        "Alder University teamed up with Birch University to study coastal erosion.",
        "Alder University and Birch University have joined forces in marine biology.",
        "Alder University has partnered with Birch University to train nurses.",
        "Alder University ties up with Birch University for joint doctorates",
    ],
)
def test_what_binds_two_is_an_agreement(text: str) -> None:
    entry = only(agreements, text, TWO)
    assert (entry["status"], set(entry["parties"])) == (["signed"], BOTH)


def test_a_bond_renewed_is_renewed() -> None:
    text = "Alder University renewed its cooperation with Birch University on 3 June 2024."
    entry = only(agreements, text, TWO)
    assert (entry["status"], entry["date"]) == (["renewed"], ["2024-06-03"])


@pytest.mark.parametrize(
    "text",
    [
        "Alder University has launched a partnership programme.",
        "Alder University wants to form an alliance with Birch University.",
        "The laboratory was led by Alder University and partnered with Birch University.",
        "The partnership between Alder University and Birch University is growing.",
        "Alder University began the collaboration with enthusiasm.",
    ],
)
def test_what_is_wished_or_goes_on_is_none(text: str) -> None:
    assert told(agreements, text, TWO) == []


def test_the_paper_of_a_bond_is_no_second_agreement() -> None:
    text = (
        "Alder University is establishing a partnership and has announced an alliance with Birch University."
        "\n\nThe highlight was the signing of a memorandum with Birch University."
    )
    entry = only(agreements, text, TWO)
    assert entry["kind"] == ["memorandum"]


def test_a_name_with_the_word_of_a_verb_does_not_end_the_sides() -> None:
    text = "An agreement between Alder University and Can Tho University is already in place."
    entry = only(agreements, text, {**TWO, "Can Tho University": "organisation"})
    assert set(entry["parties"]) == {"Alder University", "Can Tho University"}


def test_who_holds_a_post_at_the_owner_signs_too_and_who_is_of_a_body_signs_for_it() -> None:
    text = (
        "Alder University's Vice-Chancellor P. Marl and Q. Reed of Birch University put pen to paper on a "
        "five-year agreement."
    )
    names: Names = {**TWO, "P. Marl": "person", "Q. Reed": "person"}
    entry = only(agreements, text, names, posts=[("P. Marl", "Alder University")])
    assert set(entry["signatories"]) == {"P. Marl", "Q. Reed"}
    assert set(entry["parties"]) == BOTH


def test_pairs_behind_a_semicolon_are_bound_too() -> None:
    text = "Alder University has teamed up with Birch University; Cedar College with Dogwood Institute."
    names: Names = {**TWO, "Cedar College": "organisation", "Dogwood Institute": "organisation"}
    pairs = [set(entry["parties"]) for entry in told(agreements, text, names)]
    assert pairs == [BOTH, {"Cedar College", "Dogwood Institute"}]


def test_a_bond_of_others_is_not_the_paper_of_one_told_before() -> None:
    text = (
        "A memorandum was signed by Cedar Institute yesterday.\n\nAlder University has teamed up with Birch "
        "University to study erosion."
    )
    found = told(agreements, text, {**TWO, "Cedar Institute": "organisation"})
    assert {"Cedar Institute"} in [set(entry["parties"]) for entry in found]
    assert BOTH in [set(entry["parties"]) for entry in found]
