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
        ("Ana Lind signed the agreement. The function had Bo Falk in the chair.", "function"),
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
