"""Funding in the wordings of other announcements: what a sum is for, who gets it, told beside it."""

import pytest

from kelisim.extract.kinds.funding import funding
from tests.extract.kinds.texts import Names, told

NAMES: Names = {
    "Alder University": "organisation",
    "Tide Foundation": "organisation",
    "Tide Zone": "organisation",
    "Reef Institute": "organisation",
    "Norland": "place",
}


def one(text: str, slot: str) -> object:
    found = told(funding, text, NAMES)
    assert len(found) == 1, found
    return found[0].get(slot)


@pytest.mark.parametrize(
    ("text", "purpose"),
    [
        (
            "Tide Foundation will invest €41 million over the next five years in three new research centres.",
            "three new research centres",
        ),
        (
            "Alder University received €200,000 from Tide Foundation. The funding will be used to build a "
            "greenhouse.",
            "build a greenhouse",
        ),
        ("For a second phase €2 million are set aside.", "second phase"),
        ("For their part, Tide Foundation gives €2 million.", None),
        (
            "Tide Foundation will finance eight peat projects. Norland sets aside €16 million.",
            "eight peat projects",
        ),
        (
            "They agreed on joint field trials. Tide Foundation finances the trials with €90,000.",
            "joint field trials",
        ),
        ("Norland allocates €1.2 million for equipping the lab.", "equipping the lab"),
        ("Tide Foundation bears the €30 million cost of equipping the lab.", "equipping the lab"),
    ],
)
def test_what_a_sum_is_for(text: str, purpose: str | None) -> None:
    assert one(text, "purpose") == (None if purpose is None else [purpose])


@pytest.mark.parametrize(
    ("text", "recipients"),
    [
        ("The Minister announced a €4.7 million grant for Alder University.", ["Alder University"]),
        ("She will lead the €354 million Reef Institute.", ["Reef Institute"]),
        ("The budget for the Tide Zone (€6 million) was raised.", ["Tide Zone"]),
        ("NORLAND – A scheme for schools is to get €5 million.", None),
    ],
)
def test_who_gets_a_sum(text: str, recipients: list[str] | None) -> None:
    assert one(text, "recipients") == recipients


def test_a_further_sum_of_a_sentence_goes_to_whoever_gets_the_first() -> None:
    text = "Alder University received €3 million from Tide Foundation, with Norland providing €1 million."
    assert [entry.get("recipients") for entry in told(funding, text, NAMES)] == [["Alder University"]] * 2


def test_a_sum_told_again_is_told_in_full() -> None:
    text = "Tide Foundation gives €5 million for a new reef lab\n\nAlder University received €5 million."
    found = told(funding, text, NAMES)
    assert len(found) == 1
    assert found[0]["recipients"] == ["Alder University"]
    assert found[0]["funders"] == ["Tide Foundation"]
    assert found[0]["purpose"] == ["new reef lab"]


@pytest.mark.parametrize(
    ("text", "funders"),
    [
        (
            "They agreed on a grant of €3 million which Tide Foundation will provide for its construction.",
            ["Tide Foundation"],
        ),
        (
            "Alder University has an office in Norland. It will give €2 million for the lab.",
            ["Alder University"],
        ),
        (
            "Alder University decided to go on. Some €1 million has been given from its strategic funds.",
            ["Alder University"],
        ),
    ],
)
def test_who_gives_a_sum(text: str, funders: list[str]) -> None:
    assert one(text, "funders") == funders


@pytest.mark.parametrize(
    ("text", "funder", "purpose"),
    [
        (
            "A language lab was opened in Norland with the support of Tide Foundation.",
            "Tide Foundation",
            "language lab",
        ),
        ("Accommodation is offered by Alder University.", "Alder University", "Accommodation"),
        ("Alder University covers the living costs.", "Alder University", "living costs"),
    ],
)
def test_who_pays_without_a_sum(text: str, funder: str, purpose: str) -> None:
    assert one(text, "funders") == [funder]
    assert one(text, "purpose") == [purpose]


@pytest.mark.parametrize(
    "text",
    [
        "With the quiet offered by Alder University, she can write.",
        "Alder University and Tide Foundation signed an agreement on financing studies.",
        "The agreement of Alder University covers the running of a course.",
    ],
)
def test_offers_and_agreements_are_no_funding(text: str) -> None:
    assert told(funding, text, NAMES) == []
