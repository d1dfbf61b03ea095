"""Intentions told by a list, by what two will do, by words of readiness; names and empty hopes are none."""

import pytest

from kelisim.extract.kinds.intentions import intentions
from tests.extract.kinds.texts import Names, told

NAMES: Names = {
    "Lakeside University": "organisation",
    "Institute of Tides": "organisation",
    "Ana Lind": "person",
    "Norland": "place",
}


def test_the_items_behind_a_wish_are_each_wanted() -> None:
    text = (
        "The summer school is expected to lay the ground for lasting cooperation, including:\n"
        "- Exchange of divers\n- A dual degree in hydrology\n\nThe weather was fine."
    )
    found = told(intentions, text, NAMES)
    assert [e["what"] for e in found] == [["Exchange of divers"], ["A dual degree in hydrology"]]


def test_what_is_merely_expected_of_a_thing_is_no_wish() -> None:
    assert told(intentions, "The school is expected to further research in Norland.", NAMES) == []


def test_what_both_will_do_is_a_plan_where_nothing_is_signed() -> None:
    told_together = (
        "Lakeside University and the Institute of Tides met on Monday. "
        "Both institutions will set up a joint laboratory."
    )
    found = told(intentions, told_together, NAMES)
    assert [(e["actors"], e["what"]) for e in found] == [
        (["Lakeside University", "Institute of Tides"], ["set up a joint laboratory"])
    ]
    signed = told_together.replace("met on Monday", "signed a memorandum on Monday")
    assert told(intentions, signed, NAMES) == []


def test_parties_that_are_not_named_may_agree() -> None:
    text = "The meeting was long. The parties agreed to share a research vessel."
    assert [e["what"] for e in told(intentions, text, NAMES)] == [["share a research vessel"]]


@pytest.mark.parametrize(
    ("text", "what"),
    [
        ("Lakeside University stands ready to open a tide station.", "open a tide station"),
        ("Ana Lind was enthusiastic about a joint degree.", "a joint degree"),
        ("Lakeside University announced plans to launch a field school.", "launch a field school"),
    ],
)
def test_readiness_is_a_wish(text: str, what: str) -> None:
    found = told(intentions, text, NAMES)
    assert [e["what"] for e in found] == [[what]]


@pytest.mark.parametrize(
    "text",
    [
        "An initiative of the Institute of Tides, the event sparks cooperation.",
        "The office speaks for Lakeside University's interests in Norland in the absence of a school.",
        "I hope that the college will keep its teaching good.",
    ],
)
def test_whose_it_is_and_empty_hopes_tell_no_wish(text: str) -> None:
    assert told(intentions, text, NAMES) == []


@pytest.mark.parametrize(
    ("text", "whats"),
    [
        ("Ana Lind asked that the number of waivers be raised.", ["number of waivers be raised"]),
        ("Ana Lind hoped that Lakeside University would receive pupils.", ["receive pupils"]),
        ("Lakeside University requested a donation of two drones.", ["a donation of two drones"]),
        (
            "Ana Lind invited foreign universities to the Tide Forum.",
            ["invited foreign universities to the Tide Forum"],
        ),
        (
            "Lakeside University discussed mobility and the establishment of a reef centre.",
            ["the establishment of a reef centre"],
        ),
        (
            "Lakeside University is expected to join in a second phase of the project.",
            ["join in a second phase of the project"],
        ),
        (
            "Ana Lind proposed that the Institute of Tides be brought on board.",
            ["Institute of Tides be brought on board"],
        ),
        ("Lakeside University discussed the weather.", []),
    ],
)
def test_what_is_asked_for_discussed_or_expected(text: str, whats: list[str]) -> None:
    assert [what for entry in told(intentions, text, NAMES) for what in entry["what"]] == whats


def test_each_deed_that_two_agree_to_is_told_with_its_verb() -> None:
    text = (
        "Lakeside University and the Institute of Tides agreed to write a series of studies "
        "and to look for a third partner."
    )
    found = told(intentions, text, NAMES)
    assert [entry["what"] for entry in found] == [["write a series of studies"], ["look for a third partner"]]


def test_the_other_of_two_is_whom_something_is_wanted_of() -> None:
    text = (
        "Lakeside University met the Institute of Tides. The Institute of Tides showed its ships. "
        "Lakeside University requested a donation of two drones."
    )
    found = told(intentions, text, NAMES)
    assert [(e["actors"], e["with"]) for e in found] == [(["Lakeside University"], ["Institute of Tides"])]
