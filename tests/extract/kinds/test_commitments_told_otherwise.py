"""Commitments told by the sort of the paper, by what it opens the way for, and by what it extends."""

import pytest

from kelisim.extract.kinds.agreements import agreements
from tests.extract.kinds.texts import Names, only, told

TWO: Names = {"Lakeside University": "organisation", "Institute of Tides": "organisation"}
BOTH = "Lakeside University and the Institute of Tides"


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (f"{BOTH} signed a student exchange agreement.", ["student exchange"]),
        (f"{BOTH} signed a five-year double degree agreement.", ["double degree"]),
        (
            f"{BOTH} signed a pact. The pact laid the foundation for collaboration in academic exchange, "
            "joint dives and summer schools.",
            ["academic exchange", "joint dives", "summer schools"],
        ),
        (
            f"{BOTH} signed an agreement which opens the door for 20 divers to train in Oslo.",
            ["20 divers to train in Oslo"],
        ),
        (
            f"{BOTH} signed an agreement extending the range of their courses.",
            ["the range of their courses"],
        ),
    ],
)
def test_what_is_undertaken_is_told_in_many_ways(text: str, expected: list[str]) -> None:
    found = only(agreements, text, TWO)
    assert found["commitments"] == expected
    assert found["status"] == ["signed"]


@pytest.mark.parametrize("sort", ["a strategic partnership", "a new cooperation", "a five-year framework"])
def test_a_sort_that_tells_nothing_of_the_matter_is_no_commitment(sort: str) -> None:
    assert "commitments" not in only(agreements, f"{BOTH} signed {sort} agreement.", TWO)


def test_the_sort_counts_only_where_nothing_else_is_told() -> None:
    text = f"{BOTH} signed a student exchange agreement on joint dives."
    assert only(agreements, text, TWO)["commitments"] == ["joint dives"]


def test_items_of_a_list_tell_what_each_is_on() -> None:
    text = (
        "The following documents were signed:\n\n"
        f"- Agreement between {BOTH} on the exchange of divers;\n\n"
        "- MoU between Fjord College and Reef Academy in the field of coral nurseries."
    )
    names: Names = {**TWO, "Fjord College": "organisation", "Reef Academy": "organisation"}
    found = told(agreements, text, names)
    assert [entry["commitments"] for entry in found] == [["the exchange of divers"], ["coral nurseries"]]


def test_a_unit_that_represents_a_body_is_no_further_party() -> None:
    text = "Lakeside University (represented by the Reef Academy) and the Institute of Tides signed a pact."
    found = only(agreements, text, {**TWO, "Reef Academy": "organisation"})
    assert set(found["parties"]) == set(TWO)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            f"{BOTH} signed an agreement under which divers take a diploma by distance.",
            ["divers take a diploma by distance"],
        ),
        (
            f"{BOTH} signed an agreement, according to which four divers will go to Oslo every year.",
            ["four divers will go to Oslo every year"],
        ),
        (
            f"{BOTH} signed an agreement. Under the agreement each candidate will have one supervisor "
            "in either country and pays fees at only one of them.",
            [
                "each candidate will have one supervisor in either country",
                "pays fees at only one of them",
            ],
        ),
        (
            f"{BOTH} signed an agreement. Under the agreement signed in May, up to three divers "
            "will be accepted, and fees shall not be collected.",
            ["up to three divers will be accepted", "fees shall not be collected"],
        ),
        (
            f"{BOTH} signed a letter of intent that would link their warning systems.",
            ["link their warning systems"],
        ),
        (
            f"{BOTH} signed a pact. It foresees three things: a course in diving; a winter school; "
            "and a search for money.",
            ["a course in diving", "a winter school", "a search for money"],
        ),
        (
            f"{BOTH} signed a memorandum, focusing on 3 contents: exchanging divers; "
            "co-publishing in journals; and building a pier.",
            ["exchanging divers", "co-publishing in journals", "building a pier"],
        ),
    ],
)
def test_clauses_and_lists_tell_what_an_agreement_brings(text: str, expected: list[str]) -> None:
    assert only(agreements, text, TWO)["commitments"] == expected


def test_how_long_an_agreement_holds_is_no_commitment() -> None:
    text = f"{BOTH} signed a pact. By the pact, which will be valid for three years, nothing new begins."
    found = only(agreements, text, TWO).get("commitments", [])
    assert not any("valid" in what for what in found)
