"""How the deeds of an agreement are parted, and where they begin and end."""

import pytest

from kelisim.extract.kinds.agreements import agreements
from tests.extract.kinds.texts import Names, only

TWO: Names = {"Lakeside University": "organisation", "Institute of Tides": "organisation"}
BOTH = "Lakeside University and the Institute of Tides"


@pytest.mark.parametrize(
    ("object_", "expected"),
    [
        (
            "the exchange of maps and charts, and joint marine expeditions",
            ["the exchange of maps and charts", "joint marine expeditions"],
        ),
        (
            "tide tables, exchange of divers, lecturers and students, and night courses taught in Oslo",
            [
                "tide tables",
                "exchange of divers, lecturers and students",
                "night courses taught in Oslo",
            ],
        ),
        (
            "the staging of joint regattas, congresses, and dives",
            ["the staging of joint regattas, congresses, and dives"],
        ),
        (
            "the exchange of divers, financed by the ministry, joint courses, and new boats",
            ["the exchange of divers", "joint courses", "new boats"],
        ),
        ('the creation of a "wave observatory" in Oslo', ['the creation of a "wave observatory" in Oslo']),
    ],
)
def test_each_part_has_words_of_its_own(object_: str, expected: list[str]) -> None:
    text = f"{BOTH} signed an agreement. The agreement provides for {object_}."
    assert only(agreements, text, TWO)["commitments"] == expected


def test_all_that_one_sentence_tells_is_read() -> None:
    text = f"{BOTH} signed an agreement. It provides for joint dives and opens the door to night courses."
    assert only(agreements, text, TWO)["commitments"] == ["joint dives", "night courses"]


def test_another_verb_of_the_sentence_ends_a_deed() -> None:
    text = f"{BOTH} signed an agreement. The agreement covers tide tables and is in force until May 2031."
    assert only(agreements, text, TWO)["commitments"] == ["tide tables"]


def test_the_time_that_a_paper_covers_is_no_deed() -> None:
    text = f"{BOTH} signed an agreement. It covers the years 2031 to 2034."
    assert "commitments" not in only(agreements, text, TWO)


def test_the_means_tell_more_than_the_wish_to_cooperate() -> None:
    text = (
        f"{BOTH} signed an agreement to strengthen their scientific ties through joint dives, night courses, "
        "and exchange of lecturers."
    )
    expected = ["joint dives", "night courses", "exchange of lecturers"]
    assert only(agreements, text, TWO)["commitments"] == expected


def test_a_thing_told_before_is_no_deed() -> None:
    text = f"{BOTH} open a night school. The agreement on the school was signed by {BOTH}."
    assert "commitments" not in only(agreements, text, TWO)
