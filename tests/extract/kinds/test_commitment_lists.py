"""Commitments in a list below a sentence that speaks of the agreement or of working together."""

import pytest

from kelisim.extract.kinds.agreements import agreements
from tests.extract.kinds.texts import Names, only, told

TWO: Names = {"Lakeside University": "organisation", "Institute of Tides": "organisation"}
SIGNED = "Lakeside University and the Institute of Tides signed a memorandum in May."


@pytest.mark.parametrize(
    "opening",
    [
        "The main points of the document are:",
        "Divers of the two harbours are to work together on:",
        "With this in mind our institutes agreed to cooperate in these directions:",
        "In accordance with it, from the autumn:",
    ],
)
def test_the_items_below_are_what_is_undertaken(opening: str) -> None:
    items = "1. Exchange of divers\n2. Joint dives at night\n"
    text = f"{SIGNED} The guests saw the harbour.\n\n{opening}\n\n{items}"
    assert only(agreements, text, TWO)["commitments"] == ["Exchange of divers", "Joint dives at night"]


def test_a_number_that_stands_as_a_sentence_is_no_item() -> None:
    text = (
        f"{SIGNED}\n\nThe two will cooperate in:\n\n"
        "1. Recognizing diplomas of the other side;\n\n2. Sharing of boats, nets and tanks.\n"
    )
    expected = ["Recognizing diplomas of the other side", "Sharing of boats, nets and tanks"]
    assert only(agreements, text, TWO)["commitments"] == expected


def test_an_item_of_two_deeds_tells_both() -> None:
    text = (
        f"{SIGNED}\n\nAreas of work:\n\n- train young divers and publish tide tables\n- mobility of staff\n"
    )
    expected = ["train young divers", "publish tide tables", "mobility of staff"]
    assert only(agreements, text, TWO)["commitments"] == expected


@pytest.mark.parametrize(
    "more",
    [
        "The consortium:\n\n- Fjord College\n- Reef Academy\n",
        "The guests of the partnership were:\n\n- Prof. Ana Lind, head of the harbour\n",
    ],
)
def test_lists_of_names_are_no_commitments(more: str) -> None:
    names: Names = {
        **TWO,
        "Fjord College": "organisation",
        "Reef Academy": "organisation",
        "Ana Lind": "person",
    }
    assert all("commitments" not in entry for entry in told(agreements, f"{SIGNED}\n\n{more}", names))


@pytest.mark.parametrize(
    ("more", "expected"),
    [
        (
            "Many deeds will come under the pact, among them exchange of divers, night courses, and joint "
            "regattas.",
            ["exchange of divers", "night courses", "joint regattas"],
        ),
        (
            "She named areas in which they would work: tidal energy; reefs; maps, charts and other papers.",
            ["tidal energy", "reefs", "maps, charts and other papers"],
        ),
    ],
)
def test_a_list_inside_a_sentence_tells_what_is_undertaken(more: str, expected: list[str]) -> None:
    assert only(agreements, f"{SIGNED} {more}", TWO)["commitments"] == expected


@pytest.mark.parametrize(
    "more",
    [
        "The guests toured the harbour, including the lighthouse and the old fish market.",
        'Ana Lind said of the cooperation: "The sea is wide, the ships are small, and the night is long."',
    ],
)
def test_lists_of_what_was_seen_and_what_is_said_are_none(more: str) -> None:
    assert "commitments" not in only(agreements, f"{SIGNED} {more}", {**TWO, "Ana Lind": "person"})
