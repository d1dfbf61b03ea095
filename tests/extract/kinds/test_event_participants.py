"""Who takes part in an event: lists of those present, hosts, the title's and the place's names left out."""

import pytest

from kelisim.extract.kinds.events import events
from tests.extract.kinds.texts import Names, told

NAMES: Names = {
    "Lakeside University": "organisation",
    "Institute of Tides": "organisation",
    "Harbour College": "organisation",
    "Ana Lind": "person",
    "Bo Falk": "person",
    "Cora Munk": "person",
    "Oslo": "place",
}
FORUM = "The Northern Science Forum was held in Oslo on 4 May 2024. "


def taking_part(text: str) -> list[str]:
    """Return who takes part in the one event of a text."""
    found = told(events, text, NAMES)
    assert len(found) == 1
    return sorted(str(p) for p in found[0].get("participants", []))


@pytest.mark.parametrize(
    "text",
    [
        "Also present at the opening were Ana Lind and Bo Falk.",
        "Among those present were Ana Lind and Bo Falk.",
        "The speakers included Ana Lind, dean of law, and Bo Falk.",
        "Ana Lind and Bo Falk were among those present.",
        "Guests were welcomed by Ana Lind and by Bo Falk.",
        "It took place in the presence of Ana Lind and Bo Falk.",
        "The consul in Oslo Ana Lind spoke, and Bo Falk chaired the session.",
    ],
)
def test_those_who_are_listed_take_part(text: str) -> None:
    assert taking_part(FORUM + text) == ["Ana Lind", "Bo Falk"]


@pytest.mark.parametrize(
    "text",
    [
        "Exhibitors include Lakeside University, the Institute of Tides and Harbour College.",
        "It brought together experts from Lakeside University, the Institute of Tides and Harbour College.",
    ],
)
def test_bodies_that_exhibit_or_send_people_take_part(text: str) -> None:
    assert taking_part(FORUM + text) == ["Harbour College", "Institute of Tides", "Lakeside University"]


def test_a_list_of_lines_may_follow_a_colon_and_name_bodies_too() -> None:
    text = FORUM + (
        "Also participating in the event were:\n\nAna Lind, dean of law\n\nBo Falk, consul\n\n"
        "Harbour College\n\nThe weather was fine."
    )
    assert taking_part(text) == ["Ana Lind", "Bo Falk", "Harbour College"]


def test_what_is_opened_takes_no_part() -> None:
    text = "Ana Lind attended the inauguration of the first campus of Lakeside University on 4 May 2024."
    assert taking_part(text) == ["Ana Lind"]


def test_whose_visit_it_is_takes_part() -> None:
    text = "Ana Lind leads the faculty. The plan arose during her state visit to Oslo in May 2023."
    assert taking_part(text) == ["Ana Lind"]


def test_people_named_where_a_gathering_is_told_are_there_but_not_those_of_a_thing() -> None:
    text = (
        "Next to Cai Moor a copy of the map of Dee Vane stood at the opening ceremony, which was held in "
        "Oslo on 4 May 2024. Bo Falk was born there."
    )
    names = {**NAMES, "Cai Moor": "person", "Dee Vane": "person"}
    (entry,) = told(events, text, names)
    assert entry["participants"] == ["Cai Moor"]
