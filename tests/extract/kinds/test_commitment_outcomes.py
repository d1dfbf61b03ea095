"""Commitments told without those who do them: what will be held, exchanged or set up after a signing."""

import pytest

from kelisim.extract.kinds.agreements import agreements
from tests.extract.kinds.texts import Names, only

TWO: Names = {"Lakeside University": "organisation", "Institute of Tides": "organisation"}
SIGNED = "Lakeside University and the Institute of Tides signed a memorandum in May."


@pytest.mark.parametrize(
    ("more", "expected"),
    [
        ("Joint dives will be organised every summer.", ["Joint dives will be organised every summer"]),
        ("Summer schools are to be held on both coasts.", ["Summer schools are to be held on both coasts"]),
        ("There will also be an exchange of divers.", ["an exchange of divers"]),
        (
            "Divers will be trained in Oslo, and tide tables will be published every year.",
            ["Divers will be trained in Oslo", "tide tables will be published every year"],
        ),
    ],
)
def test_what_will_be_done_after_a_signing_is_undertaken(more: str, expected: list[str]) -> None:
    assert only(agreements, f"{SIGNED} {more}", TWO)["commitments"] == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            "Joint regattas are the subject of a memorandum that Lakeside University and the Institute "
            "of Tides signed in May.",
            ["Joint regattas"],
        ),
        (
            f"{SIGNED} “The memorandum lets us swap boats and hold joint dives,” said Ana Lind.",
            ["swap boats", "hold joint dives"],
        ),
        (
            f"{SIGNED} Ana Lind told us that the partners would study the reef and run night courses.",
            ["study the reef", "run night courses"],
        ),
        (
            "Lakeside University and the Institute of Tides signed a pact so as to do research together.",
            ["do research together"],
        ),
    ],
)
def test_what_the_paper_is_about_and_lets_its_parties_do(text: str, expected: list[str]) -> None:
    assert only(agreements, text, {**TWO, "Ana Lind": "person"})["commitments"] == expected


@pytest.mark.parametrize(
    "more",
    [
        "The agreement will be published in June.",
        "The first school will be held in Oslo.",
        "There will be no exchange of money.",
        "Two million euros will be provided for the boats.",
        "The guests will be welcomed by the mayor.",
        "The boats will be provided by Fjord College.",
    ],
)
def test_papers_sums_strangers_and_single_meetings_are_not(more: str) -> None:
    names: Names = {**TWO, "Fjord College": "organisation"}
    assert "commitments" not in only(agreements, f"{SIGNED} {more}", names)
