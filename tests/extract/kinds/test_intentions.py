"""Intentions: wishes, plans and talks about cooperation."""

import pytest

from kelisim.extract.kinds.intentions import intentions
from tests.extract.kinds.texts import Names, told

NAMES: Names = {
    "Lakeside University": "organisation",
    "Institute of Tides": "organisation",
    "Ana Lind": "person",
}


@pytest.mark.parametrize(
    ("text", "actor", "what"),
    [
        (
            "Lakeside University expressed interest in opening a joint laboratory.",
            "Lakeside University",
            "opening a joint laboratory",
        ),
        (
            "Ana Lind proposed to establish a scholarship for divers.",
            "Ana Lind",
            "establish a scholarship for divers",
        ),
        (
            "Lakeside University plans to launch a joint programme.",
            "Lakeside University",
            "launch a joint programme",
        ),
        (
            "“We would like to open a research station,” said Ana Lind.",
            "Ana Lind",
            "open a research station",
        ),
    ],
)
def test_a_wish_has_actor_and_matter(text: str, actor: str, what: str) -> None:
    found = told(intentions, text, NAMES)
    assert [(entry["actors"], entry["what"]) for entry in found] == [([actor], [what])]


def test_those_with_whom_are_told_apart() -> None:
    text = "Lakeside University is interested in research exchange with the Institute of Tides."
    found = told(intentions, text, NAMES)
    assert found[0]["actors"] == ["Lakeside University"]
    assert found[0]["with"] == ["Institute of Tides"]


def test_talks_need_something_concrete() -> None:
    concrete = "Ana Lind and the Institute of Tides discussed the possibility of a joint degree."
    vague = "Ana Lind and the Institute of Tides discussed cooperation."
    assert len(told(intentions, concrete, NAMES)) == 1
    assert told(intentions, vague, NAMES) == []


@pytest.mark.parametrize(
    "text",
    [
        "The project plans to train teachers in science.",
        "Ana Lind would like to thank the research staff.",
        "Lakeside University signed an agreement. The parties plan to open a joint laboratory.",
    ],
)
def test_tasks_thanks_and_commitments_are_no_intentions(text: str) -> None:
    assert told(intentions, text, NAMES) == []
