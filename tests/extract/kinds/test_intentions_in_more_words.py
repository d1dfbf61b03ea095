"""Intentions told by nouns, by aims of those who are named, by talks; what a list says is undertaken."""

import pytest

from kelisim.extract.kinds.intentions import intentions
from tests.extract.kinds.texts import Names, told

NAMES: Names = {"Lakeside University": "organisation", "Institute of Tides": "organisation"}


@pytest.mark.parametrize(
    ("text", "what"),
    [
        ("We aim to attract more students from Norland.", "attract more students from Norland"),
        ("Lakeside University seeks to train divers abroad.", "train divers abroad"),
        (
            "Lakeside University was keen on working with the Institute of Tides.",
            "working with the Institute of Tides",
        ),
        ("Plans are being made to exchange divers every year.", "exchange divers every year"),
        ("The Institute of Tides has a plan for a joint degree in hydrology.", "a joint degree in hydrology"),
        (
            "The rector underscored the importance of creating departments of oceanography.",
            "creating departments of oceanography",
        ),
        (
            "The sides exchanged opinions on the possibility of opening a joint laboratory.",
            "opening a joint laboratory",
        ),
    ],
)
def test_wishes_are_told_in_many_ways(text: str, what: str) -> None:
    assert [entry["what"] for entry in told(intentions, text, NAMES)] == [[what]]


@pytest.mark.parametrize(
    "text",
    [
        "The project aims to improve research on tides.",
        "The rector stressed the importance of ties between people.",
    ],
)
def test_aims_of_things_and_praise_are_none(text: str) -> None:
    assert told(intentions, text, NAMES) == []


def test_a_list_of_what_was_agreed_is_undertaken_once_something_is_signed() -> None:
    items = "agreed to cooperate in:\n\n- exchange of divers\n- joint training of lecturers\n"
    met = f"Lakeside University and the Institute of Tides met in May. The two institutes {items}"
    assert len(told(intentions, met, NAMES)) == 2
    pact = "Lakeside University and the Institute of Tides signed a pact."
    signed = f"{pact} Our university and its partner {items}"
    assert told(intentions, signed, NAMES) == []
