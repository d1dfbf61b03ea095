"""Where, when and on what occasion something was signed, by what stands around the signing."""

import pytest

from kelisim.extract.kinds.agreements import agreements
from tests.extract.kinds.texts import Names, only, told

TWO: Names = {
    "Lakeside University": "organisation",
    "Institute of Tides": "organisation",
    "Oslo": "place",
    "P. Marl": "person",
}
BOTH = "Lakeside University and the Institute of Tides"


@pytest.mark.parametrize(
    ("text", "slot", "value"),
    [
        (
            f"{BOTH} signed a pact. The signing took place during the Arctic Forum.",
            "occasion",
            "Arctic Forum",
        ),
        (
            f"{BOTH} signed a pact. This event was part of the Fjord Conference.",
            "occasion",
            "Fjord Conference",
        ),
        (
            "The Fifth Conference on Tides was held on 3 May 2024 in Oslo. There was signed a "
            f"memorandum between {BOTH}.",
            "occasion",
            "Fifth Conference on Tides",
        ),
        (
            f"A memorandum between {BOTH} was signed in the frames of the Water Forum.",
            "occasion",
            "Water Forum",
        ),
        (f"{BOTH} signed a memorandum on 3 May 2024, in Oslo, before guests.", "place", "Oslo"),
        (f"The pact between {BOTH} was signed in the assembly hall.", "place", "assembly hall"),
    ],
)
def test_what_is_told_around_a_signing_is_its_occasion_or_place(text: str, slot: str, value: str) -> None:
    assert only(agreements, text, TWO)[slot] == [value]


def test_a_signing_is_no_occasion_of_itself() -> None:
    text = f"A signing ceremony was held on 3 May 2024. {BOTH} signed a memorandum."
    assert "occasion" not in only(agreements, text, TWO)


def test_a_gathering_still_to_come_is_no_occasion() -> None:
    text = f"The Tide Forum will be held on 3 October 2024. {BOTH} signed a memorandum on 2 June 2024."
    assert "occasion" not in only(agreements, text, TWO)


def test_a_place_within_what_is_promised_is_not_that_of_the_signing() -> None:
    text = f"{BOTH} signed an agreement to open a branch in Oslo."
    assert "place" not in only(agreements, text, TWO)


def test_papers_told_one_behind_the_other_are_of_one_day() -> None:
    text = (
        "The memorandum between Lakeside University and the Institute of Tides was signed on 3 May 2024 in "
        "Oslo.\n\n"
        "The memorandum between Lakeside University and the Academy of Reefs was signed by P. Marl."
    )
    found = told(agreements, text, {**TWO, "Academy of Reefs": "organisation"})
    assert [(entry["date"], entry["place"]) for entry in found] == [(["2024-05-03"], ["Oslo"])] * 2
