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


@pytest.mark.parametrize(
    ("text", "what"),
    [
        (
            "Ana Lind invited the Institute of Tides to take part in a regatta of drifters.",
            ["take part in a regatta of drifters"],
        ),
        (
            "Ana Lind proposed that the Institute of Tides open a branch in the harbour "
            "and lend its buoys to schools.",
            ["open a branch in the harbour", "lend its buoys to schools"],
        ),
        ("Ana Lind would like the Institute of Tides to share its buoys.", ["share its buoys"]),
        ("Ana Lind asked the Institute of Tides for a donation of buoys.", ["a donation of buoys"]),
        (
            "Ana Lind held talks with the Institute of Tides about a tide gauge in the old harbour.",
            ["a tide gauge in the old harbour"],
        ),
    ],
)
def test_those_who_are_asked_are_those_with_whom(text: str, what: list[str]) -> None:
    found = told(intentions, text, NAMES)
    assert [entry["what"][0] for entry in found] == what
    assert all(entry["actors"] == ["Ana Lind"] for entry in found)
    assert all(entry["with"] == ["Institute of Tides"] for entry in found)


def test_what_unnamed_bodies_are_asked_names_them() -> None:
    text = "Ana Lind called on shipping companies to report drifting buoys."
    found = told(intentions, text, NAMES)
    assert [entry["what"] for entry in found] == [["shipping companies to report drifting buoys"]]


def test_what_is_planned_may_be_the_subject() -> None:
    found = told(intentions, "A joint tide school in Norhaven is envisaged.", NAMES)
    assert [entry["what"] for entry in found] == [["joint tide school in Norhaven"]]


@pytest.mark.parametrize(
    "text",
    [
        "Ana Lind asked the students to bring warm clothes.",
        "Ana Lind invited the Institute of Tides to comment on the delay.",
        "Ana Lind did not ask the Institute of Tides to join the project.",
        "There was no proposal for a joint institute.",
        "Ana Lind hoped that the agreement would open a new chapter in research.",
    ],
)
def test_orders_remarks_and_denials_are_no_intentions(text: str) -> None:
    assert told(intentions, text, NAMES) == []


def test_he_and_the_director_mean_the_person_told_before() -> None:
    text = (
        "Ana Lind, Director of the Institute of Tides, came to the harbour. "
        "The Director proposed to open a tide school. She also wants to build a museum of buoys."
    )
    found = told(intentions, text, NAMES, posts=[("Ana Lind", "Institute of Tides")])
    assert found[-1]["actors"] == ["Ana Lind"]


def test_something_joint_is_wanted_with_the_other_side() -> None:
    text = (
        "Lakeside University received guests of the Institute of Tides. "
        "The Institute of Tides studies waves. "
        "Lakeside University would like to open a joint laboratory."
    )
    found = told(intentions, text, NAMES)
    assert [(entry["actors"], entry["with"]) for entry in found] == [
        (["Lakeside University"], ["Institute of Tides"])
    ]


@pytest.mark.parametrize("verb", ["enhance", "promote", "deepen", "broaden"])
def test_sides_that_agree_to_do_more_intend_it(verb: str) -> None:
    text = f"Alder University and Birch University agreed to {verb} cooperation in marine science."
    names: Names = {"Alder University": "organisation", "Birch University": "organisation"}
    found = told(intentions, text, names)
    assert [entry["what"] for entry in found] == [["cooperation in marine science"]]
