"""The visit of a delegation told with no verb of visiting."""

import pytest

from kelisim.extract.kinds.events import events
from tests.extract.kinds.texts import Names, told

NAMES: Names = {
    "Lakeside University": "organisation",
    "Harbour College": "organisation",
    "Ana Lind": "person",
    "Oslo": "place",
}


@pytest.mark.parametrize(
    ("text", "name"),
    [
        (
            "A delegation from Lakeside University has been to see Harbour College. The visit was short.",
            "visit of a delegation from Lakeside University",
        ),
        (
            "A delegation of Lakeside University was in Oslo for two days. The trip was held in spring.",
            "visit of a delegation of Lakeside University",
        ),
        (
            "Ana Lind spoke to the Lakeside University delegation about the tides.",
            "visit of the Lakeside University delegation",
        ),
    ],
)
def test_a_delegation_whose_senders_are_told_is_on_a_visit(text: str, name: str) -> None:
    (entry,) = told(events, text, NAMES)
    assert (entry["name"], entry["kind"]) == ([name], ["visit"])
    assert "Lakeside University" in entry["participants"]


def test_a_delegation_that_is_met_pays_no_visit_beside_the_meeting() -> None:
    text = "Ana Lind met with a delegation of Lakeside University on 4 May 2024."
    assert [entry["kind"] for entry in told(events, text, NAMES)] == [["meeting"]]
