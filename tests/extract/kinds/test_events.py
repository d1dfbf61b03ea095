"""Events: named or described, once each, with those who take part."""

import pytest

from kelisim.extract import extract
from kelisim.extract.kinds.events import events
from kelisim.model import Document, document_id
from tests.extract.kinds.texts import Names, told

NAMES: Names = {
    "Lakeside University": "organisation",
    "Institute of Tides": "organisation",
    "Ana Lind": "person",
    "Bo Falk": "person",
    "Oslo": "place",
    "Norland": "place",
}


@pytest.mark.parametrize(
    ("text", "kind", "name"),
    [
        (
            "The Northern Science Forum was held in Oslo on 4 May 2024.",
            "conference",
            "Northern Science Forum",
        ),
        (
            "Lakeside University hosted a workshop on tide tables on 4 May 2024.",
            "workshop",
            "workshop on tide tables",
        ),
        (
            "Ana Lind met with a delegation of the Institute of Tides.",
            "meeting",
            "meeting with a delegation of the Institute of Tides",
        ),
        ("Ana Lind visited Norland on 4 May 2024.", "visit", "visit to Norland"),
        ("The signing ceremony took place in Oslo.", "ceremony", "signing ceremony"),
    ],
)
def test_an_event_has_a_kind_and_a_name(text: str, kind: str, name: str) -> None:
    found = told(events, text, NAMES)
    assert [(entry["kind"], entry["name"]) for entry in found] == [([kind], [name])]


def test_an_event_told_often_is_one() -> None:
    text = (
        "The Northern Science Forum opened in Oslo on 4 May 2024. The forum brought together many. "
        "The event was attended by Ana Lind. At the forum, Bo Falk delivered a lecture."
    )
    found = told(events, text, NAMES)
    assert len(found) == 1
    assert found[0]["date"] == ["2024-05-04"]
    assert found[0]["place"] == ["Oslo"]
    assert set(found[0]["participants"]) == {"Ana Lind", "Bo Falk"}


def test_the_next_meeting_is_another() -> None:
    text = (
        "The first meeting of the board was held in Oslo on 4 May 2024. "
        "The next meeting of the board will be held on 6 June 2025."
    )
    assert [entry["date"] for entry in told(events, text, NAMES)] == [["2024-05-04"], ["2025-06-06"]]


def test_those_who_are_only_named_do_not_take_part() -> None:
    text = "Ana Lind attended a seminar on tides in Oslo. The seminar dealt with the theories of Bo Falk."
    assert told(events, text, NAMES)[0]["participants"] == ["Ana Lind"]


@pytest.mark.parametrize(
    "text",
    [
        "Joint conferences and workshops are among the aims.",
        "The signing of the agreement took place at Lakeside University.",
        "The students visit the website often.",
        "During the meeting nothing happened.",
    ],
)
def test_what_is_no_event_is_left_out(text: str) -> None:
    assert told(events, text, NAMES) == []


def test_the_words_of_a_post_do_not_part_a_name_from_its_role() -> None:
    text = "The Northern Science Forum was held in Oslo. "
    text += "The forum was opened by Vice-Rector for Research Ana Lind."
    document = Document(document_id(text.encode()), text, "en", published="2024-05-04", name="text.txt")
    event = next(each for each in extract(document).statements if each.kind == "event")
    assert [value.value for value in event.all("participants")] == ["Ana Lind"]
