"""Funding: sums, their currencies, who gives, who gets, what for; funders without a sum."""

import pytest

from kelisim.extract.kinds.funding import funding
from tests.extract.kinds.texts import Names, only, told

NAMES: Names = {
    "Alder University": "organisation",
    "Tide Foundation": "organisation",
    "Reef Bank": "organisation",
    "Norland": "place",
    "Ana Lind": "person",
}


@pytest.mark.parametrize(
    "text",
    [
        "The Tide Foundation awarded €2 million to Alder University for a marine laboratory.",
        "Alder University received €2 million from the Tide Foundation for a marine laboratory.",
        "Alder University won a €2 million grant from the Tide Foundation for a marine laboratory.",
    ],
)
def test_giver_taker_and_purpose_are_told_in_both_voices(text: str) -> None:
    entry = only(funding, text, NAMES)
    assert entry["amount"] == [2000000]
    assert entry["currency"] == ["EUR"]
    assert entry["funders"] == ["Tide Foundation"]
    assert entry["recipients"] == ["Alder University"]
    assert entry["purpose"] == ["marine laboratory"]


@pytest.mark.parametrize(
    ("text", "purpose"),
    [
        ("The Tide Foundation is building a $90 million research station.", "research station"),
        ("The laboratory will cost €3 million.", "laboratory"),
        ("Norland built a ship worth US$1 billion.", "ship"),
        ("The Reef Bank allocated €5 million to modernise training.", "modernise training"),
        ("The Reef Bank will spend €5 million on the lab over four years.", "lab"),
        ("The Reef Bank invested €5 million in new telescopes.", "new telescopes"),
    ],
)
def test_purpose_is_what_the_money_pays_for(text: str, purpose: str) -> None:
    assert only(funding, text, NAMES)["purpose"] == [purpose]


def test_a_bare_dollar_stays_open() -> None:
    assert "currency" not in only(funding, "The Tide Foundation gave a grant of $4.5 million.", NAMES)


def test_a_conversion_in_brackets_is_the_same_sum() -> None:
    assert only(funding, "A US$106m (NZD$156m) project was approved.", NAMES)["amount"] == [106000000]


def test_of_a_range_the_present_sum_is_taken() -> None:
    entry = only(funding, "Norland increased its polar funding from US$10 million to US$60 million.", NAMES)
    assert entry["amount"] == [60000000]


def test_each_sum_has_its_own_giver() -> None:
    text = "The Reef Bank contributes €16 million and the Tide Foundation €3 million to the fund."
    found = told(funding, text, NAMES)
    assert [(e["amount"], e["funders"]) for e in found] == [
        ([16000000], ["Reef Bank"]),
        ([3000000], ["Tide Foundation"]),
    ]


def test_funders_without_a_sum_are_told_with_what_they_fund() -> None:
    entry = only(funding, "The conference is sponsored by the Reef Bank and the Tide Foundation.", NAMES)
    assert entry["funders"] == ["Reef Bank", "Tide Foundation"]
    assert entry["purpose"] == ["conference"]
    assert "amount" not in entry


@pytest.mark.parametrize(
    "text",
    [
        "The project is funded by the Tide Foundation.",
        "Trade with Norland reached $3 billion last year.",
        "Tuition is 5,000 euros a year.",
        "The company reported a turnover of €3 million.",
    ],
)
def test_projects_trade_and_fees_are_no_funding(text: str) -> None:
    assert told(funding, text, NAMES) == []


def test_a_sum_in_brackets_belongs_to_the_name_before_it() -> None:
    found = told(
        funding, "The station is funded by the Tide Foundation (€300,000) and by Reef Bank (€90,000).", NAMES
    )
    assert [(e["amount"], e["funders"]) for e in found] == [
        ([300000], ["Tide Foundation"]),
        ([90000], ["Reef Bank"]),
    ]


@pytest.mark.parametrize(
    "text",
    [
        "The Tide Foundation is giving €2 million through Reef Bank.",
        "The station is paid for by the Tide Foundation with €2 million, a crew led by Ana Lind builds it.",
        "The Tide Foundation, which last year gave €2 million for the station, is content.",
    ],
)
def test_the_giver_comes_before_those_whose_hands_money_passes(text: str) -> None:
    assert only(funding, text, NAMES)["funders"] == ["Tide Foundation"]


def test_who_bears_the_rest_of_a_sum_funds_it() -> None:
    text = "The survey will cost €4 million until 2030; Alder University bears half of it."
    assert only(funding, text, NAMES)["funders"] == ["Alder University"]


def test_a_purpose_may_stand_before_the_sum_between_commas() -> None:
    entry = only(funding, "The ship time, some €1.4 million, is covered by the Tide Foundation.", NAMES)
    assert entry["purpose"] == ["ship time"]
    assert entry["funders"] == ["Tide Foundation"]


def test_a_sum_without_a_purpose_is_for_the_one_project_of_the_text() -> None:
    text = "The project, HydroSense, began in May. The Tide Foundation contributes €2 million."
    assert only(funding, text, NAMES)["purpose"] == ["HydroSense"]


def test_several_organisations_of_those_awarded_are_all_recipients() -> None:
    names = {**NAMES, "Birch University": "organisation"}
    text = (
        "Researchers at Alder University and Birch University have been awarded €2 million by the "
        "Tide Foundation."
    )
    [entry] = told(funding, text, names)
    assert entry["recipients"] == ["Alder University", "Birch University"]


def test_those_given_a_sum_right_after_the_verb_receive_it() -> None:
    entry = only(funding, "The Tide Foundation gave Alder University €2 million for new boats.", NAMES)
    assert entry["recipients"] == ["Alder University"]


@pytest.mark.parametrize(
    "text",
    [
        "They set up a joint fund for marine science. Norland pays €2 million into the fund.",
        "They opened a joint fund for marine science. The fund receives €2 million from Norland.",
    ],
)
def test_a_noun_that_points_back_receives_as_what_was_introduced(text: str) -> None:
    assert only(funding, text, NAMES)["recipients"] == ["joint fund for marine science"]


def test_a_sum_is_for_the_thing_introduced_before_it() -> None:
    text = "They will build a battery testing laboratory. The Tide Foundation will give €3 million of it."
    assert only(funding, text, NAMES)["purpose"] == ["battery testing laboratory"]


@pytest.mark.parametrize(
    ("text", "purpose"),
    [
        ("The Tide Foundation pays the flights of the students.", "flights of the students"),
        ("Reef Bank carries the travel costs.", "travel costs"),
        ("Alder University will also offer 20 scholarships.", "20 scholarships"),
    ],
)
def test_who_pays_a_cost_or_offers_an_award_funds_it(text: str, purpose: str) -> None:
    entry = only(funding, text, NAMES)
    assert entry["purpose"] == [purpose]
    assert entry["funders"] != []


@pytest.mark.parametrize(
    "text",
    ["Alder University meets its partners in May.", "Alder University offers a course on tides."],
)
def test_meeting_and_offering_alone_are_no_funding(text: str) -> None:
    assert told(funding, text, NAMES) == []


def test_a_new_grant_is_not_for_what_the_one_before_it_was() -> None:
    text = (
        "Alder University won a €2 million grant from the Tide Foundation to study sea grass.\n\n"
        "Ana Lind received a five-year, €1 million grant from the Reef Bank."
    )
    found = told(funding, text, NAMES)
    assert [entry.get("purpose") for entry in found][1] is None
    assert found[0]["purpose"]


@pytest.mark.parametrize(
    ("text", "funders", "recipients"),
    [
        (
            "The Tide Foundation gave Alder University €750,000 and Birch College €500,000.",
            ["Tide Foundation"],
            ["Birch College"],
        ),
        ("The lab was built with a Reef Bank grant of €2 million.", ["Reef Bank"], None),
        ("The lab was built with a €2 million Reef Bank grant.", ["Reef Bank"], None),
    ],
)
def test_who_gives_stands_at_the_grant_or_with_the_sum_before(
    text: str, funders: list[str], recipients: list[str] | None
) -> None:
    entry = told(funding, text, {**NAMES, "Birch College": "organisation"})[-1]
    assert (entry.get("funders"), entry.get("recipients")) == (funders, recipients)


@pytest.mark.parametrize(
    ("text", "purpose"),
    [
        ("The Reef Bank disbursed the sum of €2 million to the students of Norland.", None),
        ("Alder University won €2 million in funding.", None),
        (
            "The Reef Bank allocated €2 million to 12 joint projects with Norland.",
            "12 joint projects with Norland",
        ),
    ],
)
def test_words_of_money_are_no_purpose_and_what_it_goes_to_is(text: str, purpose: str | None) -> None:
    entry = only(funding, text, NAMES)
    assert entry.get("purpose", [None])[0] == purpose


def test_a_new_award_does_not_take_the_purpose_of_the_one_before() -> None:
    text = "Ana Lind won €2 million to study tides. The Tide Foundation awarded Alder University €3 million."
    assert ["purpose" in entry for entry in told(funding, text, NAMES)] == [True, False]


def test_adjectives_of_countries_get_nothing_and_what_might_be_paid_is_not() -> None:
    entry = only(funding, "The Reef Bank offers grants of €30,000 to Norland universities.", NAMES)
    assert "recipients" not in entry
    assert told(funding, "The Reef Bank might finance the cost of the workshop.", NAMES) == []


def test_sums_that_open_the_items_of_a_list_are_given() -> None:
    text = (
        "The two winners are:\n"
        "• €8 million for a trust in Norland.\n"
        "• €5 million for Alder University to create a partnership with farmers.\n"
    )
    found = told(funding, text, NAMES)
    assert [entry["amount"] for entry in found] == [[8000000], [5000000]]
    assert (found[1]["recipients"], found[1]["purpose"]) == (
        ["Alder University"],
        ["create a partnership with farmers"],
    )


def test_a_country_in_the_name_of_what_is_funded_gets_nothing() -> None:
    text = "The Reef Bank awarded €4 million in funding to three Norland-Sudland research projects."
    entry = only(funding, text, {**NAMES, "Sudland": "place"})
    assert "recipients" not in entry
    assert entry["purpose"] == ["three Norland-Sudland research projects"]


@pytest.mark.parametrize(
    "text",
    [
        "The Tide Foundation awarded €5 million for Alder University",
        "The Tide Foundation awarded €5 million in",
        "The Tide Foundation awarded €5 million in funding for",
    ],
)
def test_text_may_be_cut_off_behind_a_sum(text: str) -> None:
    entry = only(funding, text, NAMES)
    assert entry["amount"] == [5000000]
    assert entry["funders"] == ["Tide Foundation"]


def test_a_sum_right_before_a_named_programme_is_its_size() -> None:
    text = "They welcomed the €25 million Sable Tannery Fellowships."
    assert only(funding, text, NAMES)["purpose"] == ["Sable Tannery Fellowships"]


def test_a_pronoun_is_no_purpose() -> None:
    assert told(funding, "It has been funded by the Tide Foundation.", NAMES) == []


@pytest.mark.parametrize(
    ("text", "funder", "purpose"),
    [
        ("They use the wind tunnel that the Reef Bank funded in 2020.", "Reef Bank", "wind tunnel"),
        ("The tour was made possible by a grant of the Tide Foundation.", "Tide Foundation", "tour"),
        (
            "The Reef Bank will match the field costs of the students.",
            "Reef Bank",
            "field costs of the students",
        ),
        ("The Tide Foundation has paid for the flights.", "Tide Foundation", "flights"),
    ],
)
def test_who_pays_is_told_otherwise(text: str, funder: str, purpose: str) -> None:
    entry = only(funding, text, NAMES)
    assert entry["funders"] == [funder]
    assert entry["purpose"] == [purpose]


def test_a_common_noun_that_gives_is_the_body_told_before() -> None:
    entry = only(funding, "They met the Reef Bank. The bank will set aside €2 million for a clinic.", NAMES)
    assert entry["funders"] == ["Reef Bank"]
    assert entry["purpose"] == ["clinic"]


@pytest.mark.parametrize(
    ("text", "amounts"),
    [
        ("Alder University and Norland put €27 million into research on heat.", [27000000]),
        ("A further €12 million comes from Norland.", [12000000]),
        ("A plate of rice stays at €3.", []),
        ("The turnover of the firm was €27 million.", []),
    ],
)
def test_a_large_sum_is_given_unless_its_words_say_otherwise(text: str, amounts: list[int]) -> None:
    assert [amount for entry in told(funding, text, NAMES) for amount in entry["amount"]] == amounts
