"""Funding: sums, their currencies, who gives, who gets, what for; funders without a sum."""

import pytest

from kelisim.extract.kinds.funding import funding
from tests.extract.kinds.texts import Names, told

NAMES: Names = {
    "Alder University": "organisation",
    "Tide Foundation": "organisation",
    "Reef Bank": "organisation",
    "Norland": "place",
    "Ana Lind": "person",
}


def only(text: str) -> dict[str, list[object]]:
    found = told(funding, text, NAMES)
    assert len(found) == 1, found
    return found[0]


@pytest.mark.parametrize(
    "text",
    [
        "The Tide Foundation awarded €2 million to Alder University for a marine laboratory.",
        "Alder University received €2 million from the Tide Foundation for a marine laboratory.",
        "Alder University won a €2 million grant from the Tide Foundation for a marine laboratory.",
    ],
)
def test_giver_taker_and_purpose_are_told_in_both_voices(text: str) -> None:
    entry = only(text)
    assert entry["amount"] == [2000000]
    assert entry["currency"] == ["EUR"]
    assert entry["funders"] == ["Tide Foundation"]
    assert entry["recipients"] == ["Alder University"]
    assert entry["purpose"] == ["marine laboratory"]


@pytest.mark.parametrize(
    ("text", "purpose"),
    [
        ("The Tide Foundation is building a $90 million research station.", "research station"),
        ("The laboratory will cost €3 million.", "laboratory"),
        ("Norland built a ship worth US$1 billion.", "ship"),
        ("The Reef Bank allocated €5 million to modernise training.", "modernise training"),
        ("The Reef Bank will spend €5 million on the lab over four years.", "lab"),
        ("The Reef Bank invested €5 million in new telescopes.", "new telescopes"),
    ],
)
def test_purpose_is_what_the_money_pays_for(text: str, purpose: str) -> None:
    assert only(text)["purpose"] == [purpose]


def test_a_bare_dollar_stays_open() -> None:
    assert "currency" not in only("The Tide Foundation gave a grant of $4.5 million.")


def test_a_conversion_in_brackets_is_the_same_sum() -> None:
    assert only("A US$106m (NZD$156m) project was approved.")["amount"] == [106000000]


def test_of_a_range_the_present_sum_is_taken() -> None:
    entry = only("Norland increased its polar funding from US$10 million to US$60 million.")
    assert entry["amount"] == [60000000]


def test_each_sum_has_its_own_giver() -> None:
    text = "The Reef Bank contributes €16 million and the Tide Foundation €3 million to the fund."
    found = told(funding, text, NAMES)
    assert [(e["amount"], e["funders"]) for e in found] == [
        ([16000000], ["Reef Bank"]),
        ([3000000], ["Tide Foundation"]),
    ]


def test_funders_without_a_sum_are_told_with_what_they_fund() -> None:
    entry = only("The conference is sponsored by the Reef Bank and the Tide Foundation.")
    assert entry["funders"] == ["Reef Bank", "Tide Foundation"]
    assert entry["purpose"] == ["conference"]
    assert "amount" not in entry


@pytest.mark.parametrize(
    "text",
    [
        "The project is funded by the Tide Foundation.",
        "Trade with Norland reached $3 billion last year.",
        "Tuition is 5,000 euros a year.",
        "The company reported a turnover of €3 million.",
    ],
)
def test_projects_trade_and_fees_are_no_funding(text: str) -> None:
    assert told(funding, text, NAMES) == []
