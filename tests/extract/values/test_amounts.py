"""Numbers and money."""

import itertools

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kelisim.extract.lexicon import lexicon
from kelisim.extract.values import find_amounts
from tests.extract.values.test_dates import plain


def amounts(text, language="en"):
    found = plain(text, language)
    return [
        (found.words(a.first, a.last), a.value, a.bound, a.currency)
        for a in find_amounts(found, lexicon(language))
    ]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("34 branches", ("34", 34, None, None)),
        ("more than 1,500 scientists", ("1,500", 1500, "at_least", None)),
        ("up to ten students", ("ten", 10, "at_most", None)),
        ("about 2.5 million people", ("2.5 million", 2_500_000, "about", None)),
        ("twenty-five projects", ("twenty-five", 25, None, None)),
        ("one hundred and fifty fellows", ("one hundred and fifty", 150, None, None)),
        ("three thousand two hundred guests", ("three thousand two hundred", 3200, None, None)),
        ("3.6 billion tenge", ("3.6 billion tenge", 3_600_000_000, None, "KZT")),
        ("€1.25 million", ("€1.25 million", 1_250_000, None, "EUR")),
        ("EUR 66 000", ("EUR 66 000", 66_000, None, "EUR")),
        ("over US$ 66 million", ("US$ 66 million", 66_000_000, "at_least", "USD")),
        ("R2-million", ("R2-million", 2_000_000, None, "ZAR")),
        ("NZ$2.5m", ("NZ$2.5m", 2_500_000, None, "NZD")),
        ("five million dollars", ("five million dollars", 5_000_000, None, "USD")),
        ("£450,000", ("£450,000", 450_000, None, "GBP")),
        ("$174,000", ("$174,000", 174_000, None, "XXX")),
        ("a beam 200 m long", ("200", 200, None, None)),
    ],
)
def test_number_is_read_with_magnitude_bound_and_currency(text, expected):
    assert amounts(text) == [expected]


@pytest.mark.parametrize(
    ("language", "text", "expected"),
    [
        ("kk", "31 мың жарым", ("31 мың жарым", 31_500, None, None)),
        ("kk", "3 млрд. 600 млн. теңге", ("3 млрд. 600 млн. теңге", 3_600_000_000, None, "KZT")),
        ("ru", "2 млрд 150 млн тенге", ("2 млрд 150 млн тенге", 2_150_000_000, None, "KZT")),
    ],
)
def test_half_a_magnitude_and_a_smaller_one_behind_are_part_of_a_number(language, text, expected):
    assert amounts(text, language) == [expected]


@pytest.mark.parametrize(
    "text", ["No. 5", "the 40th anniversary", "CA5+UK", "at 3:15", "version 2.14.5", "№ 12"]
)
def test_parts_of_other_things_are_no_numbers(text):
    assert amounts(text) == []


@given(st.text(max_size=60) | st.text(alphabet="0123456789., €$kmnbilotwe-%", max_size=60))
def test_any_text_gives_numbers_in_order(text):
    found = find_amounts(plain(text), lexicon("en"))
    assert all(a.first < a.last for a in found)
    assert all(a.last <= b.first for a, b in itertools.pairwise(found))
    assert all(a.value >= 0 for a in found)


def test_a_decimal_comma_stands_before_a_word_of_magnitude():
    assert [a.value for a in find_amounts(plain("It gave R6,4 million and 1,500 books."), lexicon("en"))] == [
        6400000,
        1500,
    ]
