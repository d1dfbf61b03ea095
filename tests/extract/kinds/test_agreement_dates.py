"""When an agreement was signed, where its own clause does not say it or says another day."""

import pytest

from kelisim.extract.kinds.agreements import agreements
from tests.extract.kinds.texts import Names, told

NAMES: Names = {"Lakeside University": "organisation", "Institute of Tides": "organisation"}
SIGNED = "Lakeside University and the Institute of Tides signed an agreement"


def dates(text: str, *, published: str = "2024-06-14") -> dict[str, object]:
    found = told(agreements, text, NAMES, published=published)
    return {str(entry["status"][0]): entry.get("date", [None])[0] for entry in found}


def test_the_day_of_the_meeting_told_before_is_that_of_the_signing() -> None:
    text = f"The rectors met in the harbour on 11 June 2024. Afterwards {SIGNED} on tide gauges."
    assert dates(text) == {"signed": "2024-06-11"}


@pytest.mark.parametrize("opening", ["NORHAVEN, 14 June 2024 –", "14 June 2024\n\n"])
def test_a_dateline_is_no_day_of_signing(opening: str) -> None:
    assert dates(f"{opening} {SIGNED}.") == {"signed": None}


def test_two_days_told_before_leave_it_open() -> None:
    text = f"They met on 10 June 2024. They parted on 12 June 2024. {SIGNED}."
    assert dates(text) == {"signed": None}


def test_the_year_of_the_first_signing_is_not_that_of_the_renewal() -> None:
    text = "Lakeside University and the Institute of Tides renewed the agreement of 2001."
    assert dates(text) == {"renewed": None, "signed": "2001"}


def test_a_weekday_behind_a_participle_is_past() -> None:
    text = (
        "Lakeside University will build a gauge under a contract signed on Monday "
        "with the Institute of Tides."
    )
    assert dates(text)["signed"] == "2024-06-10"


@pytest.mark.parametrize("past", ["that both sides signed in September", "signed by both in September"])
def test_a_month_of_a_signing_that_is_over_is_not_the_next_one(past: str) -> None:
    text = (
        "Lakeside University and the Institute of Tides opened a station. It is the fruit of the agreement"
        f" {past}."
    )
    assert dates(text) == {"signed": "2023-09"}


def test_a_month_of_a_signing_still_to_come_is_the_next_one() -> None:
    text = "Lakeside University and the Institute of Tides will sign an agreement in September."
    assert dates(text) == {"planned": "2024-09"}


def test_a_weekday_of_a_signing_that_is_over_is_not_that_of_next_week() -> None:
    text = (
        "A thousand charts will be copied under an agreement between Lakeside University and the Institute of"
        " Tides, signed in Norhaven on Wednesday by both."
    )
    assert dates(text) == {"signed": "2024-06-12"}


def test_a_leap_day_of_a_signing_that_is_over_is_that_of_four_years_before() -> None:
    assert dates(f"{SIGNED} on 29 February.", published="2024-01-10") == {"signed": "2020-02-29"}
