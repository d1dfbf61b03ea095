"""Projects: their titles, who leads, hosts, funds and takes part, and what is no project."""

import pytest

from kelisim.extract.kinds.projects import projects
from tests.extract.kinds.texts import Names, only, told

NAMES: Names = {
    "Alder University": "organisation",
    "Birch University": "organisation",
    "Cedar University": "organisation",
    "Tide Foundation": "organisation",
    "Ana Lind": "person",
    "Norland": "place",
}


@pytest.mark.parametrize(
    "text",
    [
        "The HydroSense project began in May.",
        "The Horizon 2020 HydroSense project began in May.",
        "They launched a project called HydroSense with Alder University.",
        "They work on the project “HydroSense” in Norland.",
        "The project, HydroSense, began in May.",
        "HydroSense, a three-year project, began in May.",
        "HydroSense is a research project on rivers.",
        "The telescope will serve the project HydroSense, which is new.",
    ],
)
def test_titles_stand_before_after_and_beside_the_noun(text: str) -> None:
    assert only(projects, text, NAMES)["title"] == ["HydroSense"]


@pytest.mark.parametrize(
    "text",
    [
        "The universities discussed joint projects in history.",
        "Horizon Europe projects are open to Norland.",
        "The Erasmus+ project manager spoke.",
        "Alder University projects are well known.",
        "The research project was praised.",
    ],
)
def test_plurals_frameworks_and_unnamed_projects_are_left_out(text: str) -> None:
    assert told(projects, text, NAMES) == []


@pytest.mark.parametrize(
    ("text", "slot", "expected"),
    [
        ("The HydroSense project is led by Ana Lind.", "leaders", ["Ana Lind"]),
        ("Ana Lind leads the HydroSense project.", "leaders", ["Ana Lind"]),
        ("The HydroSense project is coordinated by Alder University.", "hosts", ["Alder University"]),
        ("Alder University is implementing the HydroSense project.", "hosts", ["Alder University"]),
        ("They saw Alder University's HydroSense project.", "hosts", ["Alder University"]),
        ("The HydroSense project is funded by the Tide Foundation.", "funders", ["Tide Foundation"]),
        ("The Tide Foundation funds the HydroSense project.", "funders", ["Tide Foundation"]),
        (
            "The HydroSense project brings together Birch University and Cedar University.",
            "partners",
            ["Birch University", "Cedar University"],
        ),
    ],
)
def test_roles_are_read_in_both_voices(text: str, slot: str, expected: list[str]) -> None:
    assert only(projects, text, NAMES)[slot] == expected


def test_the_sentences_after_the_title_go_on_about_it() -> None:
    entry = only(
        projects,
        "The HydroSense project started in May. The project is co-funded by the Erasmus+ programme. "
        "Its partners are Birch University and Cedar University.",
        NAMES,
    )
    assert entry["funders"] == ["Erasmus+ programme"]
    assert entry["partners"] == ["Birch University", "Cedar University"]


def test_a_list_of_partners_tells_the_coordinator_apart() -> None:
    text = (
        "HydroSense, a new project, began.\n\nThe consortium:\n\n- Alder University (coordinator)"
        "\n\n- Birch University\n\n- Cedar University"
    )
    entry = only(projects, text, NAMES)
    assert entry["hosts"] == ["Alder University"]
    assert entry["partners"] == ["Birch University", "Cedar University"]


def test_two_projects_keep_their_own_people() -> None:
    found = told(
        projects,
        "They praised Alder University's STRATUS project and Birch University's LUMEN project.",
        NAMES,
    )
    assert [(e["title"], e["hosts"]) for e in found] == [
        (["STRATUS"], ["Alder University"]),
        (["LUMEN"], ["Birch University"]),
    ]


@pytest.mark.parametrize(
    ("text", "status"),
    [
        ("The HydroSense project was completed in 2023.", "finished"),
        ("The HydroSense project will start in May.", "planned"),
        ("The HydroSense project is scheduled to be completed by August.", "running"),
    ],
)
def test_status_is_read_from_the_verb(text: str, status: str) -> None:
    assert only(projects, text, NAMES)["status"] == [status]


@pytest.mark.parametrize(
    "text",
    [
        "The project, known as HydroSense, began in May at Alder University.",
        "The cruise, baptised HydroSense, is led by Prof. Ana Lind of Alder University.",
        "The work, which goes by the name of HydroSense, is run by Alder University.",
        "Our current project with Alder University, HydroSense, runs until 2030.",
        "In May they presented HydroSense, their project with Alder University.",
    ],
)
def test_a_name_given_to_an_undertaking_is_its_title(text: str) -> None:
    assert only(projects, text, NAMES)["title"] == ["HydroSense"]


def test_projects_of_a_list_have_their_leaders_seats_and_choosers() -> None:
    text = (
        "Tide Foundation has selected two projects.\n\n"
        "- “Salt and Sand”, led by Prof. Ana Lind, Alder University\n\n"
        "- “Cold Water”, led by Dr. Bo Falk, Birch University"
    )
    names = {**NAMES, "Tide Foundation": "organisation", "Ana Lind": "person", "Bo Falk": "person"}
    found = told(projects, text, names)
    assert [e["title"] for e in found] == [["Salt and Sand"], ["Cold Water"]]
    assert [e["leaders"] for e in found] == [["Ana Lind"], ["Bo Falk"]]
    assert [e["hosts"] for e in found] == [["Alder University"], ["Birch University"]]
    assert all(e["funders"] == ["Tide Foundation"] for e in found)
    assert all(e["status"] == ["planned"] for e in found)


def test_who_acts_in_the_opening_carries_the_project_out() -> None:
    text = (
        "Alder University and Birch University are going to map the coast. "
        "The project, HydroSense, is supported by Cedar University. "
        "The project runs until 2030."
    )
    entry = only(projects, text, NAMES)
    assert entry["hosts"] == ["Alder University", "Birch University"]
    assert entry["funders"] == ["Cedar University"]


def test_a_project_only_mentioned_is_carried_out_by_nobody_told() -> None:
    text = (
        "Alder University and Birch University are going to map the coast. "
        "They recalled the HydroSense project."
    )
    assert "hosts" not in only(projects, text, NAMES)


def test_who_leads_together_with_another_leads_too() -> None:
    names = {**NAMES, "Ana Lind": "person", "Bo Falk": "person"}
    [entry] = told(
        projects, "The HydroSense project is led by Ana Lind together with Bo Falk, an ecologist.", names
    )
    assert entry["leaders"] == ["Ana Lind", "Bo Falk"]


def test_a_scheme_through_which_money_comes_is_no_project() -> None:
    text = "Cedar University contributes €2 million under the HyGATE initiative."
    assert told(projects, text, NAMES) == []


def test_a_long_report_that_names_a_project_once_is_not_about_it() -> None:
    filler = "The college grew a little in this part of the year. " * 35
    text = (
        "The TIDEWATCH project is coordinated by Bo Falk and funded by the Tide Foundation. "
        + filler
        + "The Reef Bank awarded €2 million for a new library."
    )
    names: Names = {"Bo Falk": "person", "Tide Foundation": "organisation", "Reef Bank": "organisation"}
    entry = only(projects, text, names)
    assert (entry["leaders"], entry["funders"]) == (["Bo Falk"], ["Tide Foundation"])


def test_a_short_text_is_about_its_one_project() -> None:
    text = "The TIDEWATCH project began in May. The Reef Bank gave €2 million."
    assert only(projects, text, {"Reef Bank": "organisation"})["funders"] == ["Reef Bank"]


def test_a_person_is_no_title() -> None:
    text = "Alder University Vice-Chancellor, Professor Ana Lind, says the initiative helps other projects."
    assert all("Lind" not in str(entry["title"]) for entry in told(projects, text, NAMES))


def test_an_untitled_project_is_told_by_what_it_is_on() -> None:
    text = (
        "Researchers of Alder University are leading a new project that builds cheap tide gauges for ferries."
    )
    names: Names = {"Alder University": "organisation"}
    found = told(projects, text, names)
    assert [entry["title"] for entry in found] == [["new project that builds cheap tide gauges for ferries"]]
    assert found[0]["hosts"] == ["Alder University"]


def test_a_single_quotation_mark_closes_a_title() -> None:
    text = "The project, ‘The Long Memory of Salt', will run for five years."
    assert [entry["title"] for entry in told(projects, text, {})] == [["The Long Memory of Salt"]]


def test_an_acronym_joined_to_a_title_is_the_same_project() -> None:
    text = "The project “Salt and Sand” (SASA) began in May. The SASA project is led by Professor Berg."
    assert [entry["title"] for entry in told(projects, text, {})] == [["Salt and Sand"]]


@pytest.mark.parametrize(
    "text",
    [
        "They reviewed the presidential initiative “Ladder”.",
        "The grant is part of a joint TIDE-SALT initiative.",
        "It was given for a new international Cultural Studies project.",
        "The project “Harbour Scholarship Programme” has begun.",
    ],
)
def test_bodies_fields_and_programmes_are_no_titles_of_projects(text: str) -> None:
    assert told(projects, text, {}) == []


def test_a_trial_that_somebody_carries_out_is_a_project() -> None:
    text = (
        "Alder University and Birch University have commenced a three-year trial of low-cadmium fertilisers."
    )
    found = told(projects, text, {"Alder University": "organisation", "Birch University": "organisation"})
    assert [entry["title"] for entry in found] == [["three-year trial of low-cadmium fertilisers"]]
    assert set(found[0]["hosts"]) == {"Alder University", "Birch University"}


def test_a_study_that_is_only_read_is_none() -> None:
    text = "Alder University presented a new study of low-cadmium fertilisers."
    assert told(projects, text, {"Alder University": "organisation"}) == []


@pytest.mark.parametrize(
    ("text", "title"),
    [
        ("• Salt in soils, led by Anna Reed, Alder University (Project title – SALINA).", "SALINA"),
        ("Project acronym: SALINA. Alder University leads it.", "SALINA"),
        (
            "They met about “Salt and Sand in Ports” (SASAPO), a project of Alder University.",
            "Salt and Sand in Ports",
        ),
        (
            "In a project named “Readiness of Ports” Alder University worked with Birch University.",
            "Readiness of Ports",
        ),
    ],
)
def test_titles_stand_behind_labels_and_in_quotes(text: str, title: str) -> None:
    assert only(projects, text, {**NAMES, "Anna Reed": "person"})["title"] == [title]


@pytest.mark.parametrize(
    "text",
    [
        "They toured the Tide Project Centre.",
        "It is a Capacity Building project of the union.",
        "The Norland-Estia Twinning Initiative has 100 partnerships.",
    ],
)
def test_names_of_bodies_and_schemes_are_no_titles(text: str) -> None:
    assert told(projects, text, {**NAMES, "Tide Project Centre": "organisation"}) == []


def test_two_bodies_who_study_something_together_have_a_project() -> None:
    text = (
        "Alder University in collaboration with Birch University will investigate how salt spreads in soils."
    )
    entry = only(projects, text, NAMES)
    assert (entry["status"], entry["hosts"], entry["partners"]) == (
        ["planned"],
        ["Alder University"],
        ["Birch University"],
    )


@pytest.mark.parametrize(
    "text",
    [
        "Alder University in collaboration with Birch University will explore opportunities for research.",
        "Alder University will investigate how salt spreads in soils.",
    ],
)
def test_talk_and_the_research_of_one_are_no_project(text: str) -> None:
    assert told(projects, text, NAMES) == []


def test_partners_are_listed_in_brackets_and_behind_a_verb() -> None:
    text = (
        "They met for the TIDE project, which Alder University leads. "
        "The other partners (Birch University, Cedar University) introduced themselves."
    )
    names = {**NAMES, "Cedar University": "organisation"}
    entry = only(projects, text, names)
    assert entry["hosts"] == ["Alder University"]
    assert entry["partners"] == ["Birch University", "Cedar University"]


def test_the_framework_before_a_title_funds_it() -> None:
    text = "The Erasmus+ TIDE project is led by Alder University."
    assert only(projects, text, NAMES)["funders"] == ["Erasmus+"]


def test_who_gives_the_one_sum_of_a_text_funds_the_projects_of_its_list() -> None:
    text = (
        "The Tide Foundation is to invest €7 million in two new research projects:\n\n"
        "• Salt in soils, led by Alder University (Project title – SALINA);\n\n"
        "• Sand in ports, led by Birch University (Project title – PORTA)."
    )
    found = told(projects, text, {**NAMES, "Tide Foundation": "organisation"})
    assert [entry["funders"] for entry in found] == [["Tide Foundation"], ["Tide Foundation"]]


@pytest.mark.parametrize(
    ("text", "title"),
    [
        (
            "They will also look into a tidal heating project in which three mills would be built.",
            "tidal heating project",
        ),
        ("A project on maize storage is to follow next year.", "project on maize storage"),
        ("The guests heard of a Coastal Erosion Study which will examine the bays.", "Coastal Erosion Study"),
    ],
)
def test_an_untitled_project_needs_nobody_beside_it(text: str, title: str) -> None:
    assert only(projects, text, NAMES)["title"] == [title]
