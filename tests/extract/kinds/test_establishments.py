"""Establishments: which bodies are founded, whose they are, where, since when, with whom."""

import pytest

from kelisim.extract.kinds.establishments import establishments
from tests.extract.kinds.texts import Names, only, told

NAMES: Names = {
    "Alder University": "organisation",
    "Birch University": "organisation",
    "Cedar University": "organisation",
    "Tide Institute": "organisation",
    "Council for Strategic Partnerships": "organisation",
    "Norland": "place",
    "Portville": "place",
}


@pytest.mark.parametrize(
    ("text", "kind", "status"),
    [
        ("Alder University opened a joint laboratory in Portville.", "laboratory", "open"),
        ("A joint laboratory was opened in Portville.", "laboratory", "open"),
        ("The new branch campus will open in September 2025.", "campus", "planned"),
        ("They agreed to establish a joint working group on water.", "council", "planned"),
        ("The Council for Strategic Partnerships, established in Portville, met.", "council", "open"),
        ("Alder University plans to build a seismological station in Norland.", "other", "planned"),
        ("The establishment of a research centre for tides was announced.", "centre", "open"),
        ("The newly established research institute began its work.", "institute", "open"),
    ],
)
def test_founding_is_read_in_every_form(text: str, kind: str, status: str) -> None:
    entry = only(establishments, text, NAMES)
    assert (entry["kind"], entry["status"]) == ([kind], [status])


def test_each_owner_of_branches_has_one() -> None:
    text = (
        "Partners include Alder University, Birch University and Cedar University, "
        "all of which have opened campuses in Norland."
    )
    found = told(establishments, text, NAMES)
    assert [e["hosts"] for e in found] == [["Alder University"], ["Birch University"], ["Cedar University"]]
    assert found[0]["name"] == ["Alder University campuses"]
    assert all(e["place"] == ["Norland"] for e in found)
    assert all("partners" not in e for e in found)


def test_branches_in_several_places_are_not_paired_by_position() -> None:
    text = "Branches of Alder University and Birch University have been opened in Norland and Portville."
    assert all("place" not in entry for entry in told(establishments, text, NAMES))


@pytest.mark.parametrize(
    "text",
    [
        "Alder University has opened a branch in Portville.",
        "A branch of Alder University has been opened in Portville.",
        "Alder University's branch in Portville was opened.",
    ],
)
def test_a_branch_belongs_to_its_university(text: str) -> None:
    entry = only(establishments, text, NAMES)
    assert entry["hosts"] == ["Alder University"]
    assert entry["place"] == ["Portville"]


def test_date_place_host_and_partner_are_told_of_the_body() -> None:
    entry = only(
        establishments,
        "A joint laboratory for tides was opened at Alder University on 12 March 2024 "
        "together with Birch University.",
        NAMES,
    )
    assert entry["name"] == ["joint laboratory for tides"]
    assert entry["date"] == ["2024-03-12"]
    assert entry["hosts"] == ["Alder University"]
    assert entry["partners"] == ["Birch University"]


def test_later_sentences_go_on_about_the_body() -> None:
    entry = only(
        establishments,
        "Alder University will set up a liaison office. The office will open in Portville in May 2025.",
        NAMES,
    )
    assert entry["place"] == ["Portville"]
    assert entry["date"] == ["2025-05"]


@pytest.mark.parametrize(
    "text",
    [
        "The sides discussed the possibility of opening a joint laboratory.",
        "The rector proposed to open a joint research centre in Portville.",
        "They expressed interest in establishing joint research centres.",
        "There are 34 branches of foreign universities in Norland.",
        "The institute, founded in 1901 as a college, has many students.",
        "They visited the laboratory and the library of the Tide Institute.",
        "The project purchased laboratory equipment.",
    ],
)
def test_wishes_history_and_visits_found_nothing(text: str) -> None:
    assert told(establishments, text, NAMES) == []


def test_the_first_of_the_founders_is_the_host() -> None:
    text = "Lakeside University and the Institute of Tides will set up a joint tide laboratory."
    found = told(
        establishments, text, {"Lakeside University": "organisation", "Institute of Tides": "organisation"}
    )
    assert [(entry["hosts"], entry["partners"]) for entry in found] == [
        (["Lakeside University"], ["Institute of Tides"])
    ]


def test_those_who_act_together_found_what_is_joint() -> None:
    text = (
        "Lakeside University and the Institute of Tides signed a memorandum. "
        "A joint tide laboratory will be opened in May."
    )
    found = told(
        establishments, text, {"Lakeside University": "organisation", "Institute of Tides": "organisation"}
    )
    assert [(entry["hosts"], entry["partners"]) for entry in found] == [
        (["Lakeside University"], ["Institute of Tides"])
    ]


def test_a_document_may_provide_for_a_body() -> None:
    found = told(establishments, "The document provides for a joint field station on the coast.", {})
    assert [entry["kind"] for entry in found] == [["centre"]]


def test_each_clause_tells_of_a_branch_of_its_own_and_at_whom_it_stands() -> None:
    text = (
        "Alder University will open a branch in Portville, Birch University will set up its campus "
        "at the Tide Institute, and Cedar University will open a branch in Norland."
    )
    found = told(establishments, text, NAMES)
    assert [entry["hosts"] for entry in found] == [
        ["Alder University"],
        ["Birch University", "Tide Institute"],
        ["Cedar University"],
    ]


def test_a_list_of_branches_goes_on_behind_their_places() -> None:
    text = (
        "Last year saw the opening of the branch of Alder University in Portville, "
        "the branch of Birch University in Norland, and the affiliate of Cedar University in Portville."
    )
    found = told(establishments, text, NAMES)
    assert [(entry["hosts"], entry["place"]) for entry in found] == [
        (["Alder University"], ["Portville"]),
        (["Birch University"], ["Norland"]),
        (["Cedar University"], ["Portville"]),
    ]


def test_owners_whose_verb_was_told_before_have_branches_of_their_own() -> None:
    text = "Alder University will create its campus in Portville, Tide Institute in Norland."
    found = told(establishments, text, NAMES)
    assert [(entry["hosts"], entry["place"]) for entry in found] == [
        (["Alder University"], ["Portville"]),
        (["Tide Institute"], ["Norland"]),
    ]


def test_the_noun_of_a_body_may_only_describe_a_programme() -> None:
    text = "Alder University and Birch University signed an agreement on a Joint Graduate School Programme."
    assert told(establishments, text, NAMES) == []


def test_who_announces_a_founding_has_it_and_the_day_of_the_announcement_is_not_its_date() -> None:
    text = "Alder University announced in January that it will set up a campus in Norland."
    entry = only(establishments, text, NAMES)
    assert (entry["hosts"], entry["status"]) == (["Alder University"], ["planned"])
    assert "date" not in entry


@pytest.mark.parametrize(
    "text",
    [
        "They are establishing a joint laboratory in Portville.",
        "Norland has announced 22 million to establish a joint laboratory.",
    ],
)
def test_what_is_under_way_or_paid_for_is_planned(text: str) -> None:
    assert only(establishments, text, NAMES)["status"] == ["planned"]


def test_a_description_and_the_name_behind_it_are_one_body() -> None:
    text = (
        "In 2018 both set up a joint research centre for water, the Sino-Nordic Centre for Water, in Norland."
    )
    found = told(establishments, text, {**NAMES, "Sino-Nordic Centre for Water": "organisation"})
    assert [entry["name"] for entry in found] == [["Sino-Nordic Centre for Water"]]


def test_who_pays_for_a_body_or_heads_it_founds_it_not() -> None:
    text = (
        "Alder University opened the Tide Centre in Norland. "
        "The centre was financed by Birch University and is headed by Cedar University."
    )
    entry = only(establishments, text, {**NAMES, "Tide Centre": "organisation"})
    assert entry["hosts"] == ["Alder University"]
    assert "partners" not in entry


def test_what_something_is_paid_through_is_not_founded() -> None:
    text = "Alder University announced two winners, supported through the Tide Fund."
    assert told(establishments, text, {**NAMES, "Tide Fund": "organisation"}) == []


@pytest.mark.parametrize(
    "text",
    [
        "Norland will build three boat repair centres in Bergen, Oslo and Tromsø.",
        "Alder University is working with Norland to develop three boat repair centres. The centres will be "
        "in Bergen, Oslo and Tromsø.",
    ],
)
def test_so_many_bodies_in_so_many_places_are_one_in_each(text: str) -> None:
    found = told(establishments, text, NAMES | {"Bergen": "place", "Oslo": "place", "Tromsø": "place"})
    assert [entry["name"] for entry in found] == [["boat repair centres"]] * 3
    assert [entry["place"] for entry in found] == [["Bergen"], ["Oslo"], ["Tromsø"]]
    assert {entry["status"][0] for entry in found} == {"planned"}


def test_so_many_bodies_in_other_numbers_of_places_are_a_figure() -> None:
    assert (
        told(establishments, "Norland will build five boat repair centres in Bergen and Oslo.", NAMES) == []
    )


@pytest.mark.parametrize(
    ("text", "owners"),
    [
        (
            "Letters of intent went to Alder University and Birch University to set up campuses in Oslo.",
            ["Alder University", "Birch University"],
        ),
        (
            "The council has cleared institutions such as Alder University and Birch University from Norland "
            "to open branch campuses in Bergen.",
            ["Alder University", "Birch University"],
        ),
        ("Alder University is gearing up to establish a presence in Oslo.", ["Alder University"]),
    ],
)
def test_those_given_leave_to_open_branches_have_one_each(text: str, owners: list[str]) -> None:
    found = told(establishments, text, NAMES)
    assert [entry["hosts"] for entry in found] == [[owner] for owner in owners]
    assert {entry["status"][0] for entry in found} == {"planned"}


@pytest.mark.parametrize(
    ("text", "status"),
    [
        (
            "Alder University and Birch University signed a memorandum on the establishment of a joint salt "
            "laboratory.",
            "planned",
        ),
        ("The minister announced the formation of a new Tide Tank Centre.", "planned"),
        ("Alder University was selected to host the Salt Water Regional Hub.", "planned"),
        ("Alder University opened a salt laboratory.", "open"),
    ],
)
def test_what_is_agreed_announced_or_aimed_at_is_planned(text: str, status: str) -> None:
    assert only(establishments, text, NAMES)["status"] == [status]


def test_a_sentence_on_another_school_tells_nothing_of_a_new_facility() -> None:
    text = (
        "Alder University opened a new Tide Tank Facility. The College has long worked with Birch University."
    )
    assert "partners" not in only(establishments, text, NAMES)


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("A joint steering committee will meet twice a year.", "joint steering committee"),
        ("It was decided to create a working group.", "working group"),
        (
            "Alder University and Birch University have created a consortium for research on salt.",
            "consortium for research on salt",
        ),
        ("A centre for the study of herring is to be built in Oslo.", "centre for the study of herring"),
        ("There will be an information desk in Oslo from September.", "information desk"),
    ],
)
def test_shared_bodies_are_told_by_what_they_do_or_are_for(text: str, name: str) -> None:
    found = told(establishments, text, NAMES)
    assert [entry["name"] for entry in found] == [[name]]


def test_an_image_is_no_body() -> None:
    assert told(establishments, "Trust creates a solid foundation for cooperation.", NAMES) == []


@pytest.mark.parametrize(
    ("text", "name", "status"),
    [
        (
            "The guests saw the Tide Research Centre, which the university opened last year.",
            "Tide Research Centre",
            "open",
        ),
        (
            "After the opening by the King of the Portville liaison office at Alder University, work began.",
            "Portville liaison office",
            "open",
        ),
        (
            "They attended the opening ceremony for the Portville liaison office.",
            "Portville liaison office",
            "open",
        ),
        (
            "The minister saw a model of the future Alder-Birch research centre.",
            "Alder-Birch research centre",
            "planned",
        ),
        (
            "Experts of the Norland Joint Laboratory on Salt came together.",
            "Norland Joint Laboratory",
            "open",
        ),
        (
            "We will now be building a research centre in Portville – the Tide Institute.",
            "Tide Institute",
            "planned",
        ),
    ],
)
def test_bodies_are_told_otherwise_than_as_what_a_verb_founds(text: str, name: str, status: str) -> None:
    names: Names = {
        **NAMES,
        "Tide Research Centre": "organisation",
        "Norland Joint Laboratory": "organisation",
    }
    entry = only(establishments, text, names)
    assert entry["status"] == [status]
    assert str(entry["name"][0]).startswith(name)


@pytest.mark.parametrize(
    "text",
    [
        "Alder University is a foundation member of the Portville School of Government.",
        "They visited a centre that opened new perspectives.",
    ],
)
def test_members_and_perspectives_are_no_foundings(text: str) -> None:
    assert told(establishments, text, NAMES) == []


@pytest.mark.parametrize(
    ("text", "status"),
    [
        ("A laboratory that will study tides was opened at Alder University.", "open"),
        ("The agreement establishes a joint laboratory in Portville.", "planned"),
        (
            "It foresees three things, a winter school, a library, the creation of a joint laboratory.",
            "planned",
        ),
    ],
)
def test_helping_verbs_and_agreements_tell_whether_a_body_is_open(text: str, status: str) -> None:
    assert only(establishments, text, NAMES)["status"] == [status]


def test_a_joint_body_is_that_of_those_in_its_name() -> None:
    names: Names = {
        "ALD": "organisation",
        "Birch Steel": "organisation",
        "ALD-Birch Steel Research Centre": "organisation",
    }
    text = (
        "The ALD-Birch Steel Research Centre was opened on Monday. Birch Steel sent three engineers to ALD."
    )
    entry = only(establishments, text, names)
    assert (entry["hosts"], entry["partners"]) == (["ALD"], ["Birch Steel"])


def test_who_opens_a_body_in_a_relative_clause_has_it() -> None:
    names: Names = {**NAMES, "Tide Research Centre": "organisation"}
    text = "The guests saw the Tide Research Centre, which Alder University opened in May."
    assert only(establishments, text, names)["hosts"] == ["Alder University"]


def test_a_description_and_the_name_told_later_are_one_body() -> None:
    names: Names = {**NAMES, "Norland Tide Energy Institute": "organisation"}
    text = (
        "Three universities plan to establish a joint research institute. "
        "They signed a memorandum to establish the Norland Tide Energy Institute."
    )
    assert only(establishments, text, names)["name"] == ["Norland Tide Energy Institute"]
