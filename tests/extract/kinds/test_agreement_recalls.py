"""Earlier agreements that a text recalls by their year."""

import pytest

from kelisim.extract.kinds.agreements import agreements
from tests.extract.kinds.texts import Names, told

NAMES: Names = {"Lakeside University": "organisation", "Institute of Tides": "organisation"}
MET = "Lakeside University received the Institute of Tides."
BOTH = ["Lakeside University", "Institute of Tides"]


def dated(text: str) -> list[tuple[object, object]]:
    found = told(agreements, text, NAMES, published="2024-06-14")
    assert all(set(entry["parties"]) == set(BOTH) for entry in found)
    return [(entry["status"][0], entry["date"][0]) for entry in found if "date" in entry]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (f"{MET} The protocol of 1998 between the two institutions has lapsed.", [("signed", "1998")]),
        (f"{MET} They work under a 2013 agreement.", [("signed", "2013")]),
        (
            f"{MET} The agreement of 1992, prolonged in 2002 and 2012, is still in force.",
            [("signed", "1992"), ("renewed", "2002"), ("renewed", "2012")],
        ),
        (
            "Lakeside University and the Institute of Tides renewed their agreement on tide gauges, "
            "first concluded in 2014.",
            [("signed", "2014")],
        ),
    ],
)
def test_earlier_agreements_are_told_by_their_year(text: str, expected: list[tuple[str, str]]) -> None:
    assert set(expected) <= set(dated(text))


def test_the_agreement_of_this_year_is_told_once() -> None:
    text = "Lakeside University and the Institute of Tides signed an agreement on 3 May 2024."
    assert dated(text) == [("signed", "2024-05-03")]


@pytest.mark.parametrize(
    ("text", "date"),
    [
        (
            "Lakeside University and the Institute of Tides renewed their pact in May 2022. The original "
            "was concluded in 2016.",
            "2016",
        ),
        (
            "Lakeside University and the Institute of Tides signed an agreement on eels in May 2022. It "
            "replaces the one of 2011.",
            "2011",
        ),
        (
            "Lakeside University and the Institute of Tides signed a memorandum on eels in May 2022. A dean "
            "recalled a 2009 agreement under which ten students went abroad.",
            "2009",
        ),
    ],
)
def test_words_that_stand_for_an_agreement_recall_another_one(text: str, date: str) -> None:
    found = told(agreements, text, NAMES, published="2022-06-01")
    assert [entry["date"] for entry in found if entry["date"] != ["2022-05"]] == [[date]]
    assert all(set(entry["parties"]) == set(NAMES) for entry in found)


def test_a_similar_one_is_another_agreement() -> None:
    names = {**NAMES, "Orca Ltd": "organisation"}
    text = (
        "Lakeside University and the Institute of Tides signed an agreement. A similar one with Orca Ltd is "
        "being negotiated by Lakeside University."
    )
    found = told(agreements, text, names)
    assert {(entry["status"][0], frozenset(entry["parties"])) for entry in found} == {
        ("signed", frozenset(NAMES)),
        ("planned", frozenset({"Lakeside University", "Orca Ltd"})),
    }
