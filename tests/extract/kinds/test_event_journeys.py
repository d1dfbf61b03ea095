"""Visits told by a verb of going or of calling, and those to what has no name."""

import pytest

from kelisim.extract.kinds.events import events
from tests.extract.kinds.texts import GATHERED, told

NAMES = GATHERED


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("Ana Lind travelled to Norland on 4 May 2024.", "trip to Norland"),
        ("The delegation flew to Oslo on Monday and signed the agreement.", "visit to Oslo"),
        ("Ana Lind came to the Institute of Tides last week.", "visit to the Institute of Tides"),
        ("The ambassador, Ana Lind, called on Bo Falk on 4 May 2024.", "call on Bo Falk"),
        ("The guests called at the Institute of Tides on Friday.", "call at the Institute of Tides"),
        ("Ana Lind recently paid a courtesy visit to the library.", "courtesy visit to the library"),
    ],
)
def test_guests_who_go_somewhere_visit_it(text: str, name: str) -> None:
    assert [entry["name"] for entry in told(events, text, NAMES)] == [[name]]


@pytest.mark.parametrize(
    "text",
    [
        "Many students come to Norland to learn the language.",
        "Ana Lind came to Lakeside University in 1969 and stayed for good.",
        "Ana Lind called on the companies of Norland to come forward with ideas.",
        "Most of the money went to Lakeside University.",
        "The talks of Ana Lind came to an end.",
    ],
)
def test_what_goes_on_for_long_or_moves_no_guest_is_no_visit(text: str) -> None:
    assert [e for e in told(events, text, NAMES) if e["kind"] == ["visit"]] == []


def test_what_has_no_name_is_visited_in_the_course_of_the_visit_told() -> None:
    text = "Ana Lind visited the greenhouse. The visit of Ana Lind to Norland took place in May 2024."
    assert [entry["name"] for entry in told(events, text, NAMES)] == [["visit of Ana Lind to Norland"]]


def test_those_who_host_a_delegation_receive_a_visit() -> None:
    text = "Lakeside University hosted a delegation from the Institute of Tides on 4 May 2024."
    (entry,) = told(events, text, NAMES)
    assert entry["name"] == ["visit of a delegation from the Institute of Tides"]
    assert entry["kind"] == ["visit"]


def test_guests_whom_somebody_hosts_visit_others_too() -> None:
    text = (
        "Lakeside University hosted a delegation of Norland on 4 May 2024. "
        "Ana Lind paid a visit to the Institute of Tides on 5 May 2024."
    )
    assert [entry["kind"] for entry in told(events, text, NAMES)] == [["visit"], ["visit"]]


def test_those_who_host_a_workshop_are_visited_by_nobody() -> None:
    text = "Lakeside University hosted a workshop on tides in Oslo on 4 May 2024."
    assert [entry["kind"] for entry in told(events, text, NAMES)] == [["workshop"]]
