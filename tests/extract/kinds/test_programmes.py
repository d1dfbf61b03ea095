"""Programmes: one told apart from programmes in general, one a field, and who offers it."""

import pytest

from kelisim.extract.kinds.programmes import programmes
from tests.extract.kinds.texts import Names, only, told

NAMES: Names = {
    "Alder University": "organisation",
    "Birch University": "organisation",
    "Cedar University": "organisation",
    "Norland": "place",
}


@pytest.mark.parametrize(
    ("text", "title", "kind"),
    [
        (
            "Alder University and Birch University launched a double degree programme in data science.",
            "double degree programme in data science",
            "dual_degree",
        ),
        (
            "Alder University and Birch University offer a joint master's programme in water security.",
            "joint master's programme in water security",
            "joint_degree",
        ),
        (
            "Twenty students joined the exchange programme between Alder University and Birch University.",
            "exchange programme",
            "exchange",
        ),
        (
            "A summer school on glaciology was organised by Alder University and Birch University.",
            "summer school on glaciology",
            "training",
        ),
    ],
)
def test_a_programme_has_title_kind_and_those_who_offer_it(text: str, title: str, kind: str) -> None:
    entry = only(programmes, text, NAMES)
    assert (entry["title"], entry["kind"]) == ([title], [kind])
    assert entry["partners"] == ["Alder University", "Birch University"]


@pytest.mark.parametrize(
    "text",
    [
        "The sides discussed student exchange and dual degree programmes.",
        "The memorandum provides for student exchange programmes.",
        "They signed a student exchange agreement.",
        "The Dean of Alder University visited programmes in Norland and abroad.",
    ],
)
def test_programmes_in_general_are_left_out(text: str) -> None:
    assert told(programmes, text, NAMES) == []


def test_partners_after_a_list_belong_to_every_field() -> None:
    found = told(
        programmes,
        "Alder University offers dual degrees in Robotics and Geosciences "
        "with Birch University and Cedar University.",
        NAMES,
    )
    everyone = ["Alder University", "Birch University", "Cedar University"]
    assert [(e["title"], e["partners"]) for e in found] == [
        (["Robotics"], everyone),
        (["Geosciences"], everyone),
    ]


@pytest.mark.parametrize(
    "text",
    [
        "They run double degree programmes in Robotics with Birch University "
        "and in Geosciences with Cedar University.",
        "They run double degree programmes in Robotics and Geosciences "
        "with Birch University and Cedar University respectively.",
    ],
)
def test_fields_are_paired_only_where_the_text_pairs_them(text: str) -> None:
    found = told(programmes, text, NAMES)
    assert [(e["title"], e["partners"]) for e in found] == [
        (["Robotics"], ["Birch University"]),
        (["Geosciences"], ["Cedar University"]),
    ]


def test_quoted_programmes_are_told_one_by_one() -> None:
    text = "Alder University opened four programmes: “Finance”, “Law”, “Data Science” and “Agronomy”."
    found = told(programmes, text, NAMES)
    assert [e["title"] for e in found] == [["Finance"], ["Law"], ["Data Science"], ["Agronomy"]]
    assert all(e["kind"] == ["degree"] for e in found)


@pytest.mark.parametrize(
    ("text", "status"),
    [
        ("Alder University will launch a joint degree with Birch University.", "planned"),
        ("Alder University launched a joint degree with Birch University.", "running"),
        ("Alder University launches a joint degree with Birch University in May 2025.", "planned"),
    ],
)
def test_status_is_read_from_verb_and_date(text: str, status: str) -> None:
    assert only(programmes, text, NAMES)["status"] == [status]


@pytest.mark.parametrize(
    ("text", "title", "kind", "status"),
    [
        (
            "Alder University will grant five scholarships a year to citizens of Norland.",
            "scholarships a year to citizens of Norland",
            "scholarship",
            "planned",
        ),
        (
            "Alder University and Birch University signed an agreement on a joint doctorate.",
            "joint doctorate",
            "joint_degree",
            "planned",
        ),
        (
            "Six foresters will undergo training at Alder University.",
            "training at Alder University",
            "training",
            "planned",
        ),
        (
            "Birch University opens a master's degree, “Forests of the North”, in the autumn.",
            "Forests of the North",
            "degree",
            "running",
        ),
        (
            "Alder University launched Timberline, a scholarship programme, with Birch University.",
            "Timberline",
            "scholarship",
            "running",
        ),
        (
            "Forty students of Norland study at Alder University under the Stipendium Hungaricum programme.",
            "Stipendium Hungaricum programme",
            "scholarship",
            "running",
        ),
    ],
)
def test_places_agreements_and_names_tell_a_programme(text: str, title: str, kind: str, status: str) -> None:
    entry = only(programmes, text, NAMES)
    assert (entry["title"], entry["kind"], entry["status"]) == ([title], [kind], [status])


@pytest.mark.parametrize(
    "text",
    [
        "Alder University named the first double degree candidate.",
        "It is their third joint degree.",
        "Alder University would like to open a joint degree with Birch University.",
        "The project of Alder University is co-funded by the Erasmus+ programme.",
    ],
)
def test_candidates_wishes_and_what_was_told_before_are_left_out(text: str) -> None:
    assert told(programmes, text, NAMES) == []


def test_those_who_act_together_before_offer_it() -> None:
    text = "Alder University met with Birch University. They agreed to launch a joint degree in forestry."
    assert only(programmes, text, NAMES)["partners"] == ["Alder University", "Birch University"]


def test_those_named_in_brackets_offer_it() -> None:
    text = "The document foresees a double degree in logistics (Birch University – Cedar University)."
    assert only(programmes, text, NAMES)["partners"] == ["Birch University", "Cedar University"]


def test_states_may_give_scholarships() -> None:
    assert only(programmes, "Norland offers 20 scholarships.", NAMES)["partners"] == ["Norland"]


def test_the_same_degree_told_again_without_its_field_is_one() -> None:
    text = (
        "Alder University and Birch University launched a double degree in forestry. "
        "Alder University and Birch University offer a double degree for gifted students."
    )
    assert only(programmes, text, NAMES)["title"] == ["double degree in forestry"]


def test_a_degree_keeps_its_whole_name_and_what_students_are_awarded_is_no_programme() -> None:
    text = (
        "Lakeside University and Alder University will offer a dual degree programme in Bachelor of Science. "
        "Students will be awarded a Bachelor of Science degree from Alder University."
    )
    names: Names = {"Lakeside University": "organisation", "Alder University": "organisation"}
    found = told(programmes, text, names)
    assert [entry["title"] for entry in found] == [["dual degree programme in Bachelor of Science"]]


def test_a_programme_taken_up_by_its_article_is_told_once() -> None:
    text = (
        "Lakeside University and Alder University launched a double degree programme in marine law. "
        "The joint programme of the two universities lasts two years."
    )
    names: Names = {"Lakeside University": "organisation", "Alder University": "organisation"}
    assert len(told(programmes, text, names)) == 1


def test_the_items_below_a_line_are_programmes_with_their_own_partners() -> None:
    text = (
        "Alder University offers dual degree programmes with Birch University and Cedar University:\n"
        "• BSc in Business Analytics (Birch University)\n• MBA (Cedar University)\n• MSc in Finance\n"
    )
    found = told(programmes, text, NAMES)
    assert [entry["title"][0] for entry in found] == ["BSc in Business Analytics", "MBA", "MSc in Finance"]
    assert {str(entry["kind"][0]) for entry in found} == {"dual_degree"}
    assert [len(entry["partners"]) for entry in found] == [2, 2, 3]


def test_items_below_a_heading_name_their_partners_first() -> None:
    text = (
        "Dual degree programmes\nAlder University and Birch University: BEng in Civil Engineering (2+2)\n"
        "Alder University and Cedar University: MSc in Robotics\n"
    )
    found = told(programmes, text, NAMES)
    assert [(entry["title"][0], entry["partners"]) for entry in found] == [
        ("BEng in Civil Engineering", ["Alder University", "Birch University"]),
        ("MSc in Robotics", ["Alder University", "Cedar University"]),
    ]


def test_a_scheme_with_a_name_of_its_own_is_told_without_partners() -> None:
    entry = only(programmes, "The Garnet Scholars Program helps 200 students from Norland.", NAMES)
    assert (entry["title"], entry["kind"]) == (["Garnet Scholars Program"], ["scholarship"])


def test_a_body_with_a_scholarship_in_its_name_is_no_programme() -> None:
    names: Names = {**NAMES, "Norland Scholarship Council": "organisation"}
    text = "Alder University launched talks with the Norland Scholarship Council on new courses."
    assert told(programmes, text, names) == []


@pytest.mark.parametrize(
    ("text", "titles", "kind"),
    [
        (
            "Fellows of the Young Glaciologists Programme met in Norland.",
            ["Young Glaciologists Programme"],
            "other",
        ),
        (
            "She came to Norland under the Fjord Skills Training Scheme.",
            ["Fjord Skills Training Scheme"],
            "training",
        ),
        (
            "Ten people applied for 2023 Sable Tannery Fellowships.",
            ["Sable Tannery Fellowships"],
            "scholarship",
        ),
        (
            "The visit was part of the summer program titled “Reading the Tundra”.",
            ["Reading the Tundra"],
            "other",
        ),
        ("They reviewed the presidential initiative “Ladder”.", ["Ladder"], "other"),
        (
            "Norland joined the Harbour Europe and Tidal Research and Training programmes.",
            ["Harbour Europe", "Tidal Research and Training"],
            None,
        ),
        (
            "It belongs to the National Harbour Plan and the Coastal Trades Programme.",
            ["Coastal Trades Programme"],
            "other",
        ),
    ],
)
def test_a_programme_with_a_name_of_its_own_is_told_by_it(
    text: str, titles: list[str], kind: str | None
) -> None:
    found = told(programmes, text, NAMES)
    assert [entry["title"] for entry in found] == [[title] for title in titles]
    assert kind is None or {entry["kind"][0] for entry in found} == {kind}


@pytest.mark.parametrize(
    "text",
    [
        "The Centre for Skills Training received the guests.",
        "He is Director of International Programmes at Alder University.",
        "The trip was funded by the Sable Tannery Programme.",
        "They compared the Norland and Estian Antarctic programmes.",
        "The Norland Language Education Program welcomed the guests.",
        "The research programme “Beyond Ash” met in Norland.",
    ],
)
def test_bodies_posts_and_those_who_only_pay_are_no_programmes(text: str) -> None:
    assert told(programmes, text, NAMES) == []


def test_a_named_programme_is_told_once_in_its_fullest_form() -> None:
    text = (
        "Ten students joined the Sable Fellowship Programme. The Sable Tannery Fellowship Programme of Alder "
        "University is five years old."
    )
    found = told(programmes, text, NAMES)
    assert [entry["title"] for entry in found] == [["Sable Tannery Fellowship Programme"]]
    assert found[0]["partners"] == ["Alder University"]


def test_the_label_of_an_item_names_the_programme_that_it_goes_on_about() -> None:
    text = (
        "The partners agreed on four things.\n\n"
        "- Sable Tannery Fellows: Alder University will send more of them abroad.\n"
        "- Looking at the Tide to Link Islands: Schools measure the sea. This program runs for five years.\n"
        "- Next Steps: The rectors will meet again.\n"
    )
    found = told(programmes, text, NAMES)
    assert [entry["title"] for entry in found] == [
        ["Sable Tannery Fellows"],
        ["Looking at the Tide to Link Islands"],
    ]


@pytest.mark.parametrize(
    ("text", "title"),
    [
        ("It foresees a winter school on salt.", "winter school on salt"),
        ("It provides for a 2+2 bachelor's programme in agronomy.", "2+2 bachelor's programme in agronomy"),
        ("Calls for proposals will be issued once a year.", "Calls for proposals"),
        ("It provides for double doctorates.", "double doctorates"),
    ],
)
def test_what_an_agreement_provides_for_is_offered_by_its_sides(text: str, title: str) -> None:
    signed = "Alder University and Birch University signed an agreement. "
    found = told(programmes, signed + text, NAMES)
    assert [entry["title"] for entry in found] == [[title]]
    assert set(found[0]["partners"]) == {"Alder University", "Birch University"}


def test_an_exchange_may_be_told_by_its_verb() -> None:
    text = "Alder University and Birch University have exchanged nursing students since 2014."
    assert [entry["kind"] for entry in told(programmes, text, NAMES)] == [["exchange"]]


def test_fields_that_any_programme_has_are_no_list_of_programmes() -> None:
    text = "They will run cooperative programmes in education and research and send each other guests."
    assert told(programmes, text, NAMES) == []


@pytest.mark.parametrize(
    ("text", "title"),
    [
        (
            "It is part of Alder University's academia programme that has run for 15 years.",
            "academia programme",
        ),
        ("The Norland-Estia Twinning Initiative began in May.", "Norland-Estia Twinning Initiative"),
    ],
)
def test_programmes_of_a_body_and_twinning_initiatives_are_told(text: str, title: str) -> None:
    assert only(programmes, text, NAMES)["title"] == [title]


def test_bodies_that_are_called_programmes_are_none() -> None:
    text = "The United Nations Relief Programme met Alder University."
    assert told(programmes, text, NAMES) == []


def test_a_degree_goes_on_to_the_noun_of_its_programme() -> None:
    text = "Alder University and Birch University launched dual-degree educational programmes for nurses."
    assert only(programmes, text, NAMES)["title"] == ["dual-degree educational programmes for nurses"]


def test_who_pays_in_a_clause_behind_a_title_offers_it() -> None:
    text = (
        "They agreed on two doctoral fellowships, which Alder University and Birch University will finance."
    )
    assert only(programmes, text, NAMES)["partners"] == ["Alder University", "Birch University"]


def test_those_behind_an_apposition_to_a_title_offer_it() -> None:
    text = "Among the guests is the first class of the MSc in Tides, a joint degree with Birch University."
    assert only(programmes, text, NAMES)["partners"] == ["Birch University"]


def test_a_body_told_long_after_a_post_is_no_part_of_the_post() -> None:
    text = (
        "Ana Lind greeted the guests and the press at length on that day. "
        "Alder University launched a double degree in logistics with Birch University."
    )
    names: Names = {**NAMES, "Ana Lind": "person"}
    entry = only(programmes, text, names, posts=[("Ana Lind", "Birch University")])
    assert entry["partners"] == ["Alder University", "Birch University"]
