"""Events told by a title, a verb of opening, a delegation, a day that is set."""

import pytest

from kelisim.extract.kinds.events import events
from tests.extract.kinds.texts import GATHERED, Names, told

NAMES: Names = {**GATHERED, "Sudland": "place"}


@pytest.mark.parametrize(
    ("text", "name"),
    [
        (
            'The Third International Conference run by the faculty under the title: "Tides and Tongues", '
            "will be held in Oslo on 4 May 2024.",
            "Tides and Tongues",
        ),
        (
            "The day closed with a symposium entitled New Roads in Hydrology in Oslo.",
            "New Roads in Hydrology",
        ),
        ("Ana Lind spoke at an event titled ‘Water for All’ held in Oslo.", "Water for All"),
    ],
)
def test_a_title_names_an_event_though_other_words_stand_before_it(text: str, name: str) -> None:
    assert [entry["name"] for entry in told(events, text, NAMES)] == [[name]]


@pytest.mark.parametrize(
    ("text", "name"),
    [
        (
            "A delegation of Lakeside University visited the Institute of Tides in May.",
            "visit of a delegation of Lakeside University",
        ),
        (
            "A visit by a delegation from Lakeside University took place on 4 May 2024.",
            "visit by a delegation from Lakeside University",
        ),
        ("Ana Lind is scheduled to visit Norland in May.", "visit to Norland"),
    ],
)
def test_a_visit_is_named_by_those_who_come_or_by_where_they_go(text: str, name: str) -> None:
    assert [entry["name"] for entry in told(events, text, NAMES)] == [[name]]


def test_visits_to_two_countries_are_two() -> None:
    text = "Ana Lind visited Norland in May 2024. The plan arose during her state visit to Sudland in 2020."
    found = told(events, text, NAMES)
    assert sorted(str(e["place"]) for e in found) == ["['Norland']", "['Sudland']"]


def test_someone_told_by_a_pronoun_meets() -> None:
    text = "Ana Lind leads the faculty. She met with Bo Falk in Oslo on 4 May 2024."
    entry = told(events, text, NAMES)[0]
    assert sorted(str(p) for p in entry["participants"]) == ["Ana Lind", "Bo Falk"]


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("The new tide station was officially opened by Ana Lind.", "opening of the new tide station"),
        (
            "Lakeside University launched the tide school at the Hall of Waves on 4 May 2024.",
            "launch of the tide school",
        ),
        ("On 4 May 2024, Ana Lind inaugurated the tide station.", "inauguration of the tide station"),
    ],
)
def test_an_opening_told_by_a_verb_is_a_ceremony(text: str, name: str) -> None:
    found = told(events, text, NAMES)
    assert [(entry["kind"], entry["name"]) for entry in found] == [(["ceremony"], [name])]


@pytest.mark.parametrize(
    "text",
    [
        "Lakeside University opened a tide station in 2019.",
        "The pact officially opens the door to joint work in Oslo.",
        "Ana Lind officially launched the memorandum in Oslo.",
    ],
)
def test_what_is_only_begun_is_no_ceremony(text: str) -> None:
    assert told(events, text, NAMES) == []


def test_the_opening_of_a_forum_is_the_forum() -> None:
    text = "The Northern Science Forum was officially opened by Ana Lind in Oslo on 4 May 2024."
    assert [e["name"] for e in told(events, text, NAMES)] == [["Northern Science Forum"]]


def test_an_opening_and_a_signing_are_two_ceremonies() -> None:
    text = (
        "The opening ceremony was held in Oslo on 4 May 2024. "
        "The signing ceremony took place in Norland on 6 May 2024."
    )
    assert sorted(str(e["date"]) for e in told(events, text, NAMES)) == ["['2024-05-04']", "['2024-05-06']"]


def test_a_bare_noun_is_an_event_where_its_day_is_set() -> None:
    assert [e["name"] for e in told(events, "A tournament will be held on 4 May 2024.", NAMES)] == [
        ["tournament"]
    ]
    assert told(events, "The tournament drew many.", NAMES) == []


def test_a_congress_read_as_a_body_is_an_event_where_it_is_held() -> None:
    names: Names = {**NAMES, "Global Tide Congress": "organisation"}
    held = told(events, "The Global Tide Congress will be held in Oslo on 4 May 2024.", names)
    assert [e["name"] for e in held] == [["Global Tide Congress"]]
    assert told(events, "The Global Tide Congress supports the work of the faculty.", names) == []


@pytest.mark.parametrize(
    ("text", "kind", "name"),
    [
        (
            "The Senate of Lakeside University will meet on 8 April 2025 in Oslo.",
            "meeting",
            "meeting of the Senate of Lakeside University",
        ),
        (
            "Afterwards the guests toured the herbarium of Lakeside University.",
            "visit",
            "tour of the herbarium of Lakeside University",
        ),
        (
            "The delegation of the Institute of Tides was then taken on a tour of the aquarium.",
            "visit",
            "tour of the aquarium",
        ),
        (
            "Ana Lind had a working session with a delegation of the Institute of Tides.",
            "meeting",
            "working session with a delegation of the Institute of Tides",
        ),
        ("The minister met Ana Lind at an education fair in Oslo.", "exhibition", "education fair"),
        ("Lakeside University will host the Herring Days in May 2025.", "conference", "Herring Days"),
        ("The exchange of documents was witnessed by Ana Lind.", "ceremony", "exchange of documents"),
        (
            "Lakeside University's spring meeting was held in Oslo on 4 May 2024.",
            "meeting",
            "Lakeside University's spring meeting",
        ),
    ],
)
def test_an_event_is_told_by_those_who_meet_or_in_passing(text: str, kind: str, name: str) -> None:
    found = told(events, text, NAMES)
    assert ([kind], [name]) in [(entry["kind"], entry["name"]) for entry in found]


@pytest.mark.parametrize(
    "text",
    [
        "The council of Lakeside University meets twice a year in Oslo.",
        "Ana Lind proposed to hold a conference on tides in Oslo in May 2025.",
        "Ana Lind said that the next summer school should be held in Oslo.",
        "The contract was signed by videoconference on 4 May 2024.",
        "Ana Lind expressed her pleasure at visiting Norland.",
    ],
)
def test_what_is_wished_habitual_or_a_means_is_no_event(text: str) -> None:
    assert told(events, text, NAMES) == []


@pytest.mark.parametrize(
    ("text", "name", "kind"),
    [
        ("The agreement was signed at an online event on 4 May 2024.", "online event", "ceremony"),
        ("Ana Lind took part in an event on the ship Aurora.", "event on the ship Aurora", "other"),
        ("The centre will be launched at a virtual event in Oslo.", "virtual event", "ceremony"),
    ],
)
def test_an_event_told_as_new_is_one_and_a_ceremony_by_what_is_done_there(
    text: str, name: str, kind: str
) -> None:
    assert [(e["name"], e["kind"]) for e in told(events, text, NAMES)] == [([name], [kind])]


def test_several_gatherings_are_one_entry_where_their_words_tell_them_apart() -> None:
    text = "Lakeside University held joint workshops on tides and coasts."
    assert [e["name"] for e in told(events, text, NAMES)] == [["joint workshops on tides and coasts"]]


@pytest.mark.parametrize(
    ("text", "name"),
    [
        (
            "The meeting of the Norland – Sudland Joint Centre was held in Oslo on 4 May 2024.",
            "meeting of the Norland – Sudland Joint Centre",
        ),
        ("The Trade and Culture Session took place in Oslo on 4 May 2024.", "Trade and Culture Session"),
        (
            "The day was a small symposium of which a report is online, in Oslo on 4 May 2024.",
            "small symposium",
        ),
        ("The Minister's visit to Norland took place in May 2024.", "Minister's visit to Norland"),
        ("Last week's fair in Oslo was held on 4 May 2024.", "fair"),
    ],
)
def test_the_name_of_an_event_is_neither_cut_nor_too_long(text: str, name: str) -> None:
    assert [entry["name"] for entry in told(events, text, NAMES)] == [[name]]


def test_visits_of_two_people_to_one_country_are_two() -> None:
    text = (
        "Ana Lind paid a visit to Norland on 4 May 2024. "
        "It follows Bo Falk's visit to Norland in May 2013, when the plan was made."
    )
    found = told(events, text, NAMES)
    assert [e["participants"] for e in found] == [["Ana Lind"], ["Bo Falk"]]
