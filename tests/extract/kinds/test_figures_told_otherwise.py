"""Figures in the wordings of other announcements: what is said of those counted, and whose they are."""

import pytest

from kelisim.extract.kinds.figures import figures
from tests.extract.kinds.texts import Names, told

NAMES: Names = {
    "Alder University": "organisation",
    "Institute of Tides": "organisation",
    "Tide Foundation": "organisation",
    "Norland": "place",
    "Sudland": "place",
}


def pairs(text: str, names: Names = NAMES) -> list[tuple[object, object]]:
    return [(entry["value"][0], entry["what"][0]) for entry in told(figures, text, names)]


@pytest.mark.parametrize(
    ("text", "what"),
    [
        ("It is one of 22 colleges receiving federal support.", "colleges receiving federal support"),
        (
            "Now 360 foreign students are enrolled at the four colleges.",
            "foreign students are enrolled",
        ),
        (
            "They met 30 researchers dispatched from the new tidal research centre.",
            "researchers dispatched from the new tidal research centre",
        ),
        (
            "Some 120 people including Deputy Minister Ann Reed attended the ceremony.",
            "people attended the ceremony",
        ),
        (
            "They form 105 partnerships of British and Nordic institutions.",
            "partnerships of British and Nordic institutions",
        ),
        (
            "There are three agreements with American institutions so far.",
            "agreements with American institutions",
        ),
    ],
)
def test_what_is_said_of_those_counted_is_told(text: str, what: str) -> None:
    assert what in [told for _, told in pairs(text)]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("In all 22 scientists and engineers will work there.", (22, "scientists and engineers")),
        ("About 60 teachers and students took part.", (60, "teachers and students")),
        ("They invited 40 researchers and Alder University.", (40, "researchers")),
    ],
)
def test_those_counted_together_are_told_together(text: str, expected: tuple[object, object]) -> None:
    assert expected in pairs(text)


@pytest.mark.parametrize(
    ("text", "value", "scope"),
    [
        ("Alder University was founded in 1992 and has more than 16,000 alumni.", 16000, "Alder University"),
        ("Alder University is made up of ten faculties and six centres.", 6, "Alder University"),
        ("They saw the halls of Alder University, which has 31 labs.", 31, "Alder University"),
        (
            "They went to Alder University. The university at present has 64 foreign partners.",
            64,
            "Alder University",
        ),
        ("Norland holds 40 percent of the potential.", 40, "Norland"),
        (
            "Alder University had 8,064 students, 412 of them doctoral candidates.",
            412,
            "Alder University",
        ),
    ],
)
def test_a_count_holds_for_the_body_that_has_those_counted(text: str, value: int, scope: str) -> None:
    found = {entry["value"][0]: entry.get("scope") for entry in told(figures, text, NAMES)}
    assert found[value] == [scope]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            "It brings together 5 Nordic and 9 British universities.",
            [(5, "Nordic universities"), (9, "British universities")],
        ),
        ("Work on 10 industry-focused projects has begun.", [(10, "industry-focused projects")]),
        ("It has close to 97.000 students.", [(97000, "students")]),
        ("Three universities signed.", [(3, "universities signed")]),
        ("The beam is 2.125 metres long.", []),
    ],
)
def test_counts_are_read_however_they_are_written(text: str, expected: list[tuple[object, object]]) -> None:
    assert pairs(text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("The projects will last 3 years.", (3, "years of projects")),
        (
            "The ball marks the 130th anniversary of diplomatic relations.",
            (130, "years of diplomatic relations"),
        ),
        ("The hub builds on a decade of strong relationships.", (10, "years of strong relationships")),
        ("They looked back on two decades of cooperation.", (20, "years of cooperation")),
        ("The fund will invest €41 million over the next six years in its ports.", (6, "years")),
        (
            "Norland and Sudland had enjoyed cordial relations for 67 years.",
            (67, "years of cordial relations"),
        ),
    ],
)
def test_spans_of_time_say_how_long_things_last(text: str, expected: tuple[object, object]) -> None:
    assert expected in pairs(text)


def test_a_headline_repeats_what_the_body_counts() -> None:
    text = "Five universities of Norland agree to work together\n\nThe hosts are five top universities."
    assert pairs(text) == [(5, "top universities")]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("The college counts 37,800 students today.", (37800, "students")),
        ("The 19,000 sq ft facility opens in May.", (19000, "sq ft facility")),
        ("Eight partners currently constitute the alliance.", (8, "partners")),
        (
            "The fair gathered around ninety growers from within the areas of the delta.",
            (90, "growers from within the areas of the delta"),
        ),
        (
            "They visited the four universities chosen for the scheme.",
            (4, "universities chosen for the scheme"),
        ),
    ],
)
def test_what_is_counted_ends_where_something_else_is_told(
    text: str, expected: tuple[object, object]
) -> None:
    assert expected in pairs(text)
