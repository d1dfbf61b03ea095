"""Events: named or described, once each, with those who take part."""

import pytest

from kelisim.extract import extract
from kelisim.extract.kinds.events import events
from kelisim.model import Document, document_id
from tests.extract.kinds.texts import GATHERED, Names, told

NAMES = GATHERED


@pytest.mark.parametrize(
    ("text", "kind", "name"),
    [
        (
            "The Northern Science Forum was held in Oslo on 4 May 2024.",
            "conference",
            "Northern Science Forum",
        ),
        (
            "Lakeside University hosted a workshop on tide tables on 4 May 2024.",
            "workshop",
            "workshop on tide tables",
        ),
        (
            "Ana Lind met with a delegation of the Institute of Tides.",
            "meeting",
            "meeting with a delegation of the Institute of Tides",
        ),
        ("Ana Lind visited Norland on 4 May 2024.", "visit", "visit to Norland"),
        ("The signing ceremony took place in Oslo.", "ceremony", "signing ceremony"),
    ],
)
def test_an_event_has_a_kind_and_a_name(text: str, kind: str, name: str) -> None:
    found = told(events, text, NAMES)
    assert [(entry["kind"], entry["name"]) for entry in found] == [([kind], [name])]


def test_an_event_told_often_is_one() -> None:
    text = (
        "The Northern Science Forum opened in Oslo on 4 May 2024. The forum brought together many. "
        "The event was attended by Ana Lind. At the forum, Bo Falk delivered a lecture."
    )
    found = told(events, text, NAMES)
    assert len(found) == 1
    assert found[0]["date"] == ["2024-05-04"]
    assert found[0]["place"] == ["Oslo"]
    assert set(found[0]["participants"]) == {"Ana Lind", "Bo Falk"}


def test_the_next_meeting_is_another() -> None:
    text = (
        "The first meeting of the board was held in Oslo on 4 May 2024. "
        "The next meeting of the board will be held on 6 June 2025."
    )
    assert [entry["date"] for entry in told(events, text, NAMES)] == [["2024-05-04"], ["2025-06-06"]]


def test_those_who_are_only_named_do_not_take_part() -> None:
    text = "Ana Lind attended a seminar on tides in Oslo. The seminar dealt with the theories of Bo Falk."
    assert told(events, text, NAMES)[0]["participants"] == ["Ana Lind"]


@pytest.mark.parametrize(
    "text",
    [
        "Joint conferences and workshops are among the aims.",
        "The signing of the agreement took place at Lakeside University.",
        "The students visit the website often.",
        "During the meeting nothing happened.",
    ],
)
def test_what_is_no_event_is_left_out(text: str) -> None:
    assert told(events, text, NAMES) == []


def test_the_words_of_a_post_do_not_part_a_name_from_its_role() -> None:
    text = "The Northern Science Forum was held in Oslo. "
    text += "The forum was opened by Vice-Rector for Research Ana Lind."
    document = Document(document_id(text.encode()), text, "en", published="2024-05-04", name="text.txt")
    event = next(each for each in extract(document).statements if each.kind == "event")
    assert [value.value for value in event.all("participants")] == ["Ana Lind"]


@pytest.mark.parametrize(
    ("text", "name"),
    [
        (
            "Rector Ana Lind received a delegation of Lakeside University on 4 May 2024.",
            "meeting with a delegation of Lakeside University",
        ),
        (
            "Rector Ana Lind welcomed on 4 May 2024, at the main hall, a delegation of Lakeside University.",
            "meeting with a delegation of Lakeside University",
        ),
    ],
)
def test_receiving_a_delegation_is_a_meeting(text: str, name: str) -> None:
    [entry] = told(events, text, NAMES)
    assert (entry["kind"], entry["name"]) == (["meeting"], [name])
    assert {"Ana Lind", "Lakeside University"} <= set(entry["participants"])


@pytest.mark.parametrize(
    "text",
    [
        "Ana Lind received a degree from Lakeside University.",
        "Lakeside University received €174,000 from the Institute of Tides.",
        "The Institute of Tides was received well by Ana Lind.",
    ],
)
def test_receiving_something_is_no_meeting(text: str) -> None:
    assert told(events, text, NAMES) == []


def test_a_visit_yet_to_come_is_one() -> None:
    [entry] = told(events, "A delegation of Lakeside University will visit Oslo on 4 May 2025.", NAMES)
    assert (entry["kind"], entry["date"], entry["place"]) == (["visit"], ["2025-05-04"], ["Oslo"])


def test_the_goal_of_a_visit_is_its_place_and_takes_no_part() -> None:
    [entry] = told(events, "Ana Lind visited the Institute of Tides on 4 May 2024.", NAMES)
    assert entry["place"] == ["Institute of Tides"]
    assert entry["participants"] == ["Ana Lind"]


@pytest.mark.parametrize(
    "text",
    [
        "Ana Lind will speak at the Northern Science Forum in Oslo on 4 May 2024.",
        "They agreed to attend the Northern Science Forum, to be held in Oslo on 4 May 2024.",
    ],
)
def test_the_place_stands_behind_the_name(text: str) -> None:
    assert told(events, text, NAMES)[0]["place"] == ["Oslo"]


def test_the_day_of_the_opening_holds_for_what_bears_none() -> None:
    text = (
        "Lakeside University and the Institute of Tides signed an agreement on 4 May 2024. "
        "The signing ceremony was attended by Ana Lind."
    )
    [entry] = told(events, text, NAMES)
    assert entry["date"] == ["2024-05-04"]


def test_whose_post_it_is_takes_no_part() -> None:
    text = (
        "The seminar on tide tables of 4 May 2024 was attended by Ana Lind, director of the "
        "Institute of Tides."
    )
    [entry] = told(events, text, NAMES, posts=[("Ana Lind", "Institute of Tides")])
    assert entry["participants"] == ["Ana Lind"]


@pytest.mark.parametrize(
    ("text", "name"),
    [
        (
            "Letter of Intent Signing Ceremony between Lakeside University and Institute of Tides Opens Ways"
            "\n\nThe ceremony took place in Oslo on 4 May 2024.",
            "Letter of Intent Signing Ceremony between Lakeside University and Institute of Tides",
        ),
        (
            "The Northern Rectors’ Conference was held in Oslo on 4 May 2024.",
            "Northern Rectors’ Conference",
        ),
        (
            "Ana Lind of Lakeside University visited Norland on the invitation of a minister in May.",
            "visit to Norland",
        ),
        (
            "The delegation of Lakeside University visited the Institute of Tides to enhance cooperation.",
            "visit to the Institute of Tides",
        ),
    ],
)
def test_a_name_ends_where_its_aim_or_a_headline_verb_begins(text: str, name: str) -> None:
    found = told(events, text, NAMES)
    assert [entry["name"] for entry in found] == [[name]]


def test_a_diplomatic_mission_is_no_visit() -> None:
    assert told(events, "They work with the Norland Mission in Oslo.", NAMES) == []


def test_the_body_of_a_delegation_takes_part_beside_who_leads_it() -> None:
    text = "A delegation from Kyoto Institute led by President Akira Mori visited Alder University."
    names: Names = {
        "Kyoto Institute": "organisation",
        "Akira Mori": "person",
        "Alder University": "organisation",
    }
    entry = told(events, text, names, posts=[("Akira Mori", "Kyoto Institute")])[0]
    assert sorted(str(p) for p in entry["participants"]) == ["Akira Mori", "Kyoto Institute"]


def test_a_year_right_behind_a_name_dates_it_and_one_further_away_does_not() -> None:
    near = told(events, "Oslo is ready. The Norland Water Congress in 2031 will be held there.", {})
    far = told(events, "The Water Forum was held by those who had met in the town of Norland in 2011.", {})
    assert [e["date"] for e in near] == [["2031"]]
    assert all("date" not in e for e in far)


def test_last_week_is_no_event_and_a_relative_clause_no_name() -> None:
    text = "The Green Cities workshop took place last week. They held a meeting with farmers that grow rice."
    found = [entry["name"] for entry in told(events, text, {})]
    assert ["Green Cities workshop"] in found
    assert not any("week" in str(name) or "that" in str(name) for name in found)


def test_what_is_chaired_takes_place() -> None:
    names: Names = {"Jane Orwell": "person", "Oslo": "place"}
    entry = told(events, "The 12th meeting of the board was co-chaired by Jane Orwell in Oslo.", names)[0]
    assert (entry["name"], entry["participants"]) == (["12th meeting of the board"], ["Jane Orwell"])


def test_whom_papers_are_signed_with_takes_no_part_in_the_visit_beside_them() -> None:
    text = "During his visit to Norland, the university will sign papers with the Institute of Tides."
    assert all("participants" not in entry for entry in told(events, text, NAMES))
