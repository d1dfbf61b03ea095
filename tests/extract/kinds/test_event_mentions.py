"""Events told in passing: a ceremony taken for known, a caption, a headline, talks and their place."""

import pytest

from kelisim.extract.kinds.events import events
from tests.extract.kinds.texts import Names, told

NAMES: Names = {
    "Lakeside University": "organisation",
    "Ana Lind": "person",
    "Bo Falk": "person",
    "Oslo": "place",
}


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("Ana Lind signed the agreement. The function had Bo Falk in the chair.", "signing function"),
        ("After their negotiations in Oslo, Ana Lind and Bo Falk spoke to the press.", "negotiations"),
        ("Ana Lind and Bo Falk during the online ceremony\n\nThe seas are rising fast.", "online ceremony"),
        (
            "Lakeside University Hosts Grand Opening of Tide Laboratory\n\nThe seas are rising fast.",
            "Grand Opening of Tide Laboratory",
        ),
    ],
)
def test_an_event_told_only_in_passing_is_one(text: str, name: str) -> None:
    assert [entry["name"] for entry in told(events, text, NAMES)] == [[name]]


@pytest.mark.parametrize(
    "text",
    [
        "They spoke of the opening of a new branch.",
        "Lakeside University and partners launch a double degree\n\nThe seas are rising fast.",
    ],
)
def test_what_is_only_planned_or_launched_is_none(text: str) -> None:
    assert told(events, text, NAMES) == []


def test_the_people_of_a_text_take_part_in_the_one_event_of_its_headline() -> None:
    text = "Ana Lind during the online ceremony\n\nBo Falk spoke of the tides. The seas are rising fast."
    (entry,) = told(events, text, NAMES)
    assert sorted(entry["participants"]) == ["Ana Lind", "Bo Falk"]


@pytest.mark.parametrize(
    ("text", "name"),
    [
        (
            "The President, Ana Lind, was joined by Bo Falk to open the new Tide Centre.",
            "opening of the new Tide Centre",
        ),
        (
            "OSLO - A small laboratory was officially launched at Lakeside University on 4 May 2024.",
            "launch of a small laboratory",
        ),
        (
            "After the opening by Ana Lind in May 2024 of the Oslo office, the work grew.",
            "opening of the Oslo office",
        ),
        ("A short course regarding tides was held in Oslo on 4 May 2024.", "short course regarding tides"),
    ],
)
def test_what_is_opened_names_the_ceremony_wherever_it_stands(text: str, name: str) -> None:
    assert [entry["name"] for entry in told(events, text, NAMES)] == [[name]]


def test_work_that_people_met_to_begin_is_no_ceremony() -> None:
    text = "Ana Lind and Bo Falk gathered in Oslo on 4 May 2024 to kick off the project."
    assert [e["kind"] for e in told(events, text, NAMES) if e["kind"] == ["ceremony"]] == []
