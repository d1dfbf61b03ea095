"""Agreements: what is signed, planned, renewed, by whom, when, where, with which commitments."""

import pytest

from kelisim.extract.kinds.agreements import agreements
from tests.extract.kinds.texts import Names, only, told

TWO: Names = {"Lakeside University": "organisation", "Institute of Tides": "organisation"}
FOUR: Names = {
    "Alder University": "organisation",
    "Birch University": "organisation",
    "Cedar University": "organisation",
    "Dogwood University": "organisation",
}


@pytest.mark.parametrize(
    ("text", "kind", "status"),
    [
        ("Lakeside University and the Institute of Tides signed a memorandum.", "memorandum", "signed"),
        ("An MoU has been signed by Lakeside University and the Institute of Tides.", "memorandum", "signed"),
        ("A pact between Lakeside University and the Institute of Tides was inked.", "agreement", "signed"),
        (
            "Lakeside University will sign a letter of intent with the Institute of Tides.",
            "letter_of_intent",
            "planned",
        ),
        (
            "A roadmap is to be signed by Lakeside University and the Institute of Tides.",
            "roadmap",
            "planned",
        ),
        (
            "Lakeside University and the Institute of Tides will build a ship by a contract signed in May.",
            "contract",
            "signed",
        ),
        ("Lakeside University renewed its agreement with the Institute of Tides.", "agreement", "renewed"),
        ("Lakeside University and the Institute of Tides met to sign an agreement.", "agreement", "signed"),
        (
            "The agreement between Lakeside University and the Institute of Tides is not yet signed.",
            "agreement",
            "planned",
        ),
        ("Lakeside University already has a memorandum with the Institute of Tides.", "memorandum", "signed"),
        (
            "Lakeside University entered into a partnership with the Institute of Tides.",
            "agreement",
            "signed",
        ),
    ],
)
def test_an_agreement_is_told_with_kind_status_and_parties(text: str, kind: str, status: str) -> None:
    found = only(agreements, text, TWO)
    assert found["kind"] == [kind]
    assert found["status"] == [status]
    assert set(found["parties"]) == set(TWO)


@pytest.mark.parametrize(
    "text",
    [
        "Lakeside University expressed interest in signing a memorandum with the Institute of Tides.",
        "Lakeside University and the Institute of Tides discussed the signing of an agreement.",
        "Lakeside University hopes to sign an agreement with the Institute of Tides.",
        "Lakeside University did not sign the agreement with the Institute of Tides.",
        "Lakeside University is in agreement with the Institute of Tides.",
        "Students of Lakeside University signed up for a course at the Institute of Tides.",
    ],
)
def test_a_wish_or_another_sense_is_no_agreement(text: str) -> None:
    assert told(agreements, text, TWO) == []


def test_headline_news_and_the_memorandum_are_one() -> None:
    text = (
        "Lakeside and Tides sign MoU\n\n"
        "Lakeside University has signed a memorandum of understanding with the Institute of Tides.\n\n"
        "The memorandum was signed on 12 March 2024 at the Harbour Campus by Rector Ana Lind "
        "and Director Bo Falk "
        "in the presence of Minister Cai Roe."
    )
    people: Names = {"Ana Lind": "person", "Bo Falk": "person", "Cai Roe": "person"}
    found = only(agreements, text, {**TWO, **people})
    assert found["signatories"] == ["Ana Lind", "Bo Falk"]
    assert found["date"] == ["2024-03-12"]
    assert found["place"] == ["Harbour Campus"]


def test_memoranda_with_several_are_several() -> None:
    text = "Alder University signed memoranda with Birch University, Cedar University and Dogwood University."
    found = told(agreements, text, FOUR)
    assert [entry["parties"] for entry in found] == [
        ["Alder University", "Birch University"],
        ["Alder University", "Cedar University"],
        ["Alder University", "Dogwood University"],
    ]


def test_pairs_of_between_stay_pairs() -> None:
    text = (
        "Agreements were signed between Alder University and Birch University and between "
        "Cedar University and Dogwood University."
    )
    found = told(agreements, text, FOUR)
    assert [set(entry["parties"]) for entry in found] == [
        {"Alder University", "Birch University"},
        {"Cedar University", "Dogwood University"},
    ]


def test_one_memorandum_with_several_is_one() -> None:
    text = "Alder University signed a memorandum with Birch University and Cedar University."
    assert len(only(agreements, text, FOUR)["parties"]) == 3


def test_items_of_a_list_take_the_act_that_announces_them() -> None:
    text = (
        "On 3 May 2024 the following documents were signed:\n\n"
        "- Agreement between Alder University and Birch University on student exchange;\n"
        "- Memorandum of Understanding between Cedar University and Dogwood University."
    )
    found = told(agreements, text, FOUR)
    assert [entry["kind"] for entry in found] == [["agreement"], ["memorandum"]]
    assert all(entry["date"] == ["2024-05-03"] and entry["status"] == ["signed"] for entry in found)


def test_signatories_give_the_parties_where_none_are_told() -> None:
    text = (
        "The agreement was signed by Ana Lind, Rector of Lakeside University, "
        "and Bo Falk of the Institute of Tides."
    )
    people: Names = {"Ana Lind": "person", "Bo Falk": "person"}
    posts = [("Ana Lind", "Lakeside University"), ("Bo Falk", "Institute of Tides")]
    assert set(only(agreements, text, {**TWO, **people}, posts=posts)["parties"]) == set(TWO)


def test_states_are_parties_unless_organisations_are() -> None:
    states: Names = {"Norland": "place", "Sudland": "place"}
    assert set(
        only(agreements, "Norland and Sudland signed an agreement on research.", states)["parties"]
    ) == set(states)


def test_a_renewal_and_the_first_signing_are_two() -> None:
    text = (
        "Lakeside University and the Institute of Tides renewed their cooperation agreement on 2 May 2024. "
        "The agreement was first concluded in 2011."
    )
    found = told(agreements, text, TWO)
    assert [(entry["status"], entry["date"]) for entry in found] == [
        (["renewed"], ["2024-05-02"]),
        (["signed"], ["2011"]),
    ]
    assert all(set(entry["parties"]) == set(TWO) for entry in found)


def test_both_means_those_named_before() -> None:
    text = (
        "Lakeside University received guests from the Institute of Tides. "
        "Both institutions signed an agreement on exchange."
    )
    assert set(only(agreements, text, TWO)["parties"]) == set(TWO)


@pytest.mark.parametrize(
    ("sentence", "expires"),
    [
        ("The agreement is valid until 31 December 2027.", "2027-12-31"),
        ("The memorandum remains in force for three years.", "2027-03-12"),
    ],
)
def test_a_term_of_validity_gives_the_end(sentence: str, expires: str) -> None:
    text = f"On 12 March 2024 Lakeside University signed an agreement with the Institute of Tides. {sentence}"
    assert only(agreements, text, TWO)["expires"] == [expires]


def test_a_term_before_the_noun_gives_the_end() -> None:
    text = "On 12 March 2024 Lakeside University signed a five-year agreement with the Institute of Tides."
    assert only(agreements, text, TWO)["expires"] == ["2029-03-12"]


def test_an_occasion_is_told_in_full_or_not_at_all() -> None:
    start = "Lakeside University signed an agreement with the Institute of Tides"
    full = only(
        agreements,
        f"{start} on the sidelines of the Northern Science Forum in Oslo.",
        {**TWO, "Oslo": "place"},
    )
    assert full["occasion"] == ["Northern Science Forum in Oslo"]
    assert "occasion" not in only(agreements, f"{start} during the visit.", TWO)


def test_nothing_is_invented() -> None:
    found = only(agreements, "Lakeside University signed an agreement with the Institute of Tides.", TWO)
    assert set(found) == {"kind", "status", "parties"}


@pytest.mark.parametrize(
    ("text", "kind", "status"),
    [
        ("Lakeside University and the Institute of Tides made an agreement in March.", "agreement", "signed"),
        (
            "A roadmap for 2025 was approved between Lakeside University and the Institute of Tides.",
            "roadmap",
            "signed",
        ),
        (
            "Lakeside University and the Institute of Tides are proud to sign a memorandum.",
            "memorandum",
            "signed",
        ),
        (
            "An agreement between Lakeside University and the Institute of Tides is initialled and is to "
            "be signed in May.",
            "agreement",
            "planned",
        ),
        (
            "A memorandum between Lakeside University and the Institute of Tides followed in April.",
            "memorandum",
            "signed",
        ),
        (
            "Lakeside University met the Institute of Tides. The document on a joint degree is expected "
            "to be signed in May.",
            "agreement",
            "planned",
        ),
        (
            "The work rests on a contract which Lakeside University and the Institute of Tides signed.",
            "contract",
            "signed",
        ),
    ],
)
def test_other_verbs_tell_an_agreement_of_their_object(text: str, kind: str, status: str) -> None:
    found = only(agreements, text, TWO)
    assert (found["kind"], found["status"]) == ([kind], [status])
    assert set(found["parties"]) == set(TWO)


@pytest.mark.parametrize(
    "text",
    [
        "Lakeside University and the Institute of Tides made progress under difficult terms.",
        "Lakeside University and the Institute of Tides have no agreement, and no new one is needed.",
    ],
)
def test_what_is_no_agreement_is_none(text: str) -> None:
    assert told(agreements, text, TWO) == []


def test_a_clause_whose_verb_was_told_before_needs_no_dash() -> None:
    text = (
        "Alder University concluded an agreement on moss with Birch University, and Cedar University a "
        "memorandum with Dogwood University."
    )
    found = told(agreements, text, FOUR)
    assert {(entry["kind"][0], frozenset(entry["parties"])) for entry in found} == {
        ("agreement", frozenset({"Alder University", "Birch University"})),
        ("memorandum", frozenset({"Cedar University", "Dogwood University"})),
    }


def test_what_is_to_be_signed_is_another_paper_than_the_one_signed() -> None:
    text = (
        "Lakeside University and the Institute of Tides exchanged a letter of intent. The agreement itself "
        "is expected to be signed in Rome."
    )
    found = told(agreements, text, TWO)
    assert [(entry["kind"][0], entry["status"][0]) for entry in found] == [
        ("letter_of_intent", "signed"),
        ("agreement", "planned"),
    ]
