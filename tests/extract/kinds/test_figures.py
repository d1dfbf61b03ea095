"""Figures: what is counted, where it holds, how long something lasts, and what is no figure."""

import pytest

from kelisim.extract.kinds.figures import figures
from tests.extract.kinds.texts import Names, told

NAMES: Names = {
    "Alder University": "organisation",
    "Institute of Tides": "organisation",
    "Norland": "place",
    "Sudland": "place",
}


def pairs(text: str, names: Names = NAMES) -> list[tuple[object, object]]:
    return [(entry["value"][0], entry["what"][0]) for entry in told(figures, text, names)]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("More than 1,500 students from 20 countries came.", [(1500, "students"), (20, "countries")]),
        ("They wrote sixty papers and filed nine patents.", [(60, "papers"), (9, "patents")]),
        ("A 12-member delegation from Norland arrived.", [(12, "member delegation")]),
        ("Twenty industry and government leaders were trained.", [(20, "industry and government leaders")]),
        ("Only 12 of the 20 places were filled.", [(12, "places"), (20, "places")]),
        ("The grant pays for 135 person months.", [(135, "person months")]),
        ("Eight members of staff went abroad.", [(8, "members of staff")]),
    ],
)
def test_people_and_things_are_counted_with_their_modifiers(
    text: str, expected: list[tuple[object, object]]
) -> None:
    assert pairs(text) == expected


@pytest.mark.parametrize(
    "text",
    [
        "The two universities met.",
        "All three partners agreed.",
        "It grew by between 30 and 40 per cent.",
        "The meeting was held in room 204 at 10 a.m.",
        "The 2013 agreement was recalled.",
        "He is 45 years old.",
        "It grew over the past five years.",
        "Norland ranks 82nd.",
        "One student came.",
        "The road is 52 km long.",
    ],
)
def test_other_numbers_are_no_figures(text: str) -> None:
    assert pairs(text) == []


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("They signed a five-year exchange agreement.", (5, "years of exchange agreement")),
        ("The agreement is valid for three years.", (3, "years of agreement")),
        ("They look back on ten years of close cooperation.", (10, "years of close cooperation")),
        (
            "It marks the 40th anniversary of relations with Norland.",
            (40, "years of relations with Norland"),
        ),
        ("Students spend 18 months in Norland.", (18, "months in Norland")),
    ],
)
def test_spans_of_time_say_what_lasts(text: str, expected: tuple[object, object]) -> None:
    assert pairs(text) == [expected]


@pytest.mark.parametrize(
    ("text", "scope"),
    [
        ("There are 34 branches in Norland.", "Norland"),
        ("Alder University has 8,000 students.", "Alder University"),
        ("Some 34 branches operate in Norland.", "Norland"),
        ("More than 50 projects have been implemented in Sudland.", "Sudland"),
        ("Norland's 119 universities are growing.", "Norland"),
        ("Some 90 projects have been carried out in Sudland.", "Sudland"),
        ("Norland is changing. Over 50 projects have been implemented in the country.", "Norland"),
        ("Some 90 students came.", None),
    ],
)
def test_scope_is_where_or_with_whom_the_count_holds(text: str, scope: str | None) -> None:
    entry = told(figures, text, {"Alder University": "organisation", "Norland": "place", "Sudland": "place"})[
        -1
    ]
    assert entry.get("scope", [None])[0] == scope or (scope == "Norland" and "country" in text)


def test_bounds_are_kept_beside_the_value() -> None:
    entry = told(figures, "Up to ten students and at least 20 teachers will travel.", NAMES)
    assert [(e["value"], e["bound"]) for e in entry] == [([10], ["at_most"]), ([20], ["at_least"])]


def test_the_same_figure_is_told_once() -> None:
    text = "They support 96 projects.\n\nIn all, 96 projects have been supported."
    assert pairs(text) == [(96, "projects")]


def test_a_number_reached_is_told_with_what_it_counts() -> None:
    text = "The number of foreign branches in Sudland has reached 37."
    entry = told(figures, text, {"Sudland": "place"})[0]
    assert (entry["value"], entry["what"], entry["scope"]) == ([37], ["foreign branches"], ["Sudland"])


@pytest.mark.parametrize(
    ("text", "what"),
    [
        ("Last year 350 students attended the public lecture.", "students attended the public lecture"),
        ("Since then 44 engineers have made the trip.", "engineers have made the trip"),
        ("From May 350 students will attend the public lecture.", "students"),
    ],
)
def test_what_those_counted_did_belongs_to_a_bare_noun(text: str, what: str) -> None:
    assert [w for _, w in pairs(text)] == [what]


def test_the_term_of_an_agreement_is_told_in_its_unit() -> None:
    assert pairs("Both rectors extended the memorandum for another five years.") == [(5, "years")]


@pytest.mark.parametrize(
    "text",
    [
        "Four principles guide the agreement.",
        "Forty comments and twelve questions were sent in.",
        "3.2 Parties of the Agreement",
        "500 get scholarships to study abroad",
    ],
)
def test_numbers_of_no_people_places_works_or_bodies_are_no_figures(text: str) -> None:
    assert pairs(text) == []


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            "The number of guests reached 950, including 320 from Norland and 87 from Sudland.",
            [(950, "guests"), (320, "guests from Norland"), (87, "guests from Sudland")],
        ),
        (
            "There are 400 foreign students at the college. Of these, 58 come from Norland.",
            [(400, "foreign students"), (58, "foreign students from Norland")],
        ),
        (
            "They run 210 colleges, of which 65 are private and 30 are branches of foreign schools.",
            [(210, "colleges"), (65, "private colleges"), (30, "branches of foreign schools")],
        ),
        (
            "They sent 900 specialists to Norland; 640 of them are pursuing doctoral degrees.",
            [(900, "specialists"), (640, "specialists pursuing doctoral degrees")],
        ),
        ("Enrolment rose from 1,200 in 2019 to 3,450 in 2023.", [(3450, "Enrolment")]),
        ("The student number is projected to grow to 8,000 by 2030.", [(8000, "student number")]),
        (
            "Students: 4,500. Academic staff: 320. Partner universities: 64.",
            [(4500, "Students"), (320, "Academic staff"), (64, "Partner universities")],
        ),
        (
            "Five graduates from the master's program work there.",
            [(5, "graduates from the master's program")],
        ),
        ("This year 40 Americans will come.", [(40, "Americans")]),
        ("The five countries that signed the treaty met.", [(5, "countries that signed the treaty")]),
        ("Room: 204", []),
        ("They met in Norland (2019) and 12 students came.", [(12, "students came")]),
    ],
)
def test_numbers_that_leave_out_what_they_count(text: str, expected: list[tuple[object, object]]) -> None:
    assert pairs(text) == expected


@pytest.mark.parametrize(
    ("text", "number", "scope"),
    [
        ("More than 1,000 students study abroad, 487 of them in Norland.", 487, "Norland"),
        ("Norland hosts 32 branch campuses, compared with Sudland (31).", 31, "Sudland"),
        ("Nearly 450 students are studying in Norland and 900 in Sudland.", 900, "Sudland"),
    ],
)
def test_a_part_of_a_count_holds_where_it_is_told(text: str, number: int, scope: str) -> None:
    entry = next(e for e in told(figures, text, NAMES) if e["value"] == [number])
    assert (entry["scope"], entry["what"]) in [([scope], ["students"]), ([scope], ["branch campuses"])]


def test_what_is_said_at_length_of_those_counted_is_left_out() -> None:
    assert pairs("Today 370 students currently benefit from university education.") == [(370, "students")]


def test_new_in_a_name_belongs_to_it_and_new_before_a_noun_does_not() -> None:
    assert pairs("It joined four New Zealand universities.") == [(4, "New Zealand universities")]
    assert pairs("It runs four new universities.") == [(4, "universities")]


def test_all_counts_of_a_list_hold_for_whoever_has_them() -> None:
    text = "Alder University has 10 faculties, 6 centres and 46,000 students."
    assert [entry["scope"] for entry in told(figures, text, NAMES)] == [["Alder University"]] * 3


@pytest.mark.parametrize(
    "text",
    [
        "Alder University hosts 90 exchange students.",
        "Alder University lies by the sea. It attracts 90 foreign students.",
    ],
)
def test_who_hosts_or_attracts_so_many_is_where_the_count_holds(text: str) -> None:
    assert [entry["scope"] for entry in told(figures, text, NAMES)] == [["Alder University"]]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Nearly 40 per cent of staff are women.", [(40, "per cent of staff")]),
        ("The state pays 60% of the tuition costs.", [(60, "% of the tuition costs")]),
        ("The number of glaciers fell by 12 percent.", [(12, "percent number of glaciers")]),
        ("There is a 7.5 per cent cap on foreign students.", [(7.5, "per cent cap on foreign students")]),
        ("The laboratory occupies 350 square metres.", [(350, "square metres laboratory")]),
        (
            "They plan a 2-metre telescope at 4,100 metres above sea level.",
            [(2, "metre telescope"), (4100, "metres above sea level")],
        ),
        ("The factory donated 40 tonnes of seed.", [(40, "tonnes of seed")]),
        ("The posts stood 2 metres apart.", []),
    ],
)
def test_shares_and_measures_are_figures(text: str, expected: list[tuple[object, object]]) -> None:
    assert pairs(text)[: len(expected) or None] == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("The candidates sat in May. Eight were awarded a medal.", [(8, "candidates awarded a medal")]),
        ("The lecturers lost their laboratory. 12 of them are here already.", [(12, "lecturers")]),
        ("The council approved 14 projects, against 31 in 2018.", [(14, "projects"), (31, "projects")]),
        ("Of the clinics, 120 of about 300 are closed.", [(120, "clinics"), (300, "clinics closed")]),
        ("The school has foreign pupils; there were nine of them.", [(9, "foreign pupils")]),
        ("The rain came. Eight were wet.", []),
    ],
)
def test_a_number_alone_counts_what_was_named_before(
    text: str, expected: list[tuple[object, object]]
) -> None:
    assert pairs(text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("The rectors started a two-year trial of vaccines.", [(2, "year trial of vaccines")]),
        ("The convention has a validity of nine years.", [(9, "years")]),
        ("They may end it with six months' notice.", [(6, "months' notice")]),
        ("The bank funds the chair for the next five years.", [(5, "years")]),
        ("He retired after 27 years.", []),
        ("The teacher is 45 years old.", []),
    ],
)
def test_spans_of_what_is_agreed_or_offered_are_figures(
    text: str, expected: list[tuple[object, object]]
) -> None:
    assert pairs(text) == expected
