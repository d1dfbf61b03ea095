"""Dates at their true precision."""

import itertools
import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kelisim.extract.analysis import Block, Sentence, Token, analysis
from kelisim.extract.lexicon import lexicon
from kelisim.extract.values import find_dates, reference_date
from kelisim.model import Document


def plain(text, language="en"):
    """Return an analysis with the words of a text and no syntax: all that dates and numbers need."""
    tokens = tuple(
        Token(m.start(), m.end(), m.group(), m.group().lower(), "X", "", i)
        for i, m in enumerate(re.finditer(r"\w+|[^\w\s]", text))
    )
    blocks = (Block(0, len(text), "paragraph"),)
    sentences = (Sentence(0, len(tokens), 0),) if len(tokens) > 0 else ()
    return analysis(text, language, blocks, sentences, tokens)


def dates(text, reference=None, language="en"):
    found = plain(text, language)
    return [
        (found.words(date.first, date.last), date.value)
        for date in find_dates(found, lexicon(language), reference)
    ]


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("signed on 14 March 2024 in Almaty", "2024-03-14"),
        ("signed on March 14, 2024", "2024-03-14"),
        ("signed on March 14th 2024", "2024-03-14"),
        ("signed on the 14th of March, 2024", "2024-03-14"),
        ("signed on Thursday, 14 March 2024", "2024-03-14"),
        ("held on 14-16 March 2024", "2024-03-14"),
        ("held on March 14–16, 2024", "2024-03-14"),
        ("held from 30 March to 2 April 2024", "2024-03-30"),
        ("in March 2024", "2024-03"),
        ("in 2019", "2019"),
        ("the 2026/27 academic year", "2026"),
        ("on 2024-03-14", "2024-03-14"),
        ("on 14.03.2024", "2024-03-14"),
        ("on 14/03/2024", "2024-03-14"),
        ("on 03/14/2024", "2024-03-14"),
        ("on 04/03/2024", "2024"),  # the fourth of March or the third of April: only the year is sure
    ],
)
def test_date_is_read_at_the_precision_of_the_text(text, value):
    assert [found for _, found in dates(text)] == [value]


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("opened today", "2026-02-26"),
        ("met yesterday", "2026-02-25"),
        ("on Thursday", "2026-02-26"),
        ("on Friday", "2026-02-20"),
        ("they will meet on Friday", "2026-02-27"),
        ("next Friday", "2026-02-27"),
        ("they will meet under the contract signed last Friday", "2026-02-20"),
        ("last year", "2025"),
        ("next month", "2026-03"),
        ("on 8 July", "2026-07-08"),
        ("on 20 December", "2025-12-20"),
        ("to be signed in May", "2026-05"),
        ("by March", "2026-03"),
    ],
)
def test_relative_date_counts_from_the_date_published(text, value):
    assert [found for _, found in dates(text, "2026-02-26")] == [value]
    assert [found for _, found in dates(text)] == [None]


@pytest.mark.parametrize(
    ("language", "text", "value"),
    [
        ("ru", "13 марта 2024 года", "2024-03-13"),
        ("ru", "22 января", "2026-01-22"),
        ("ru", "в октябре", "2025-10"),
        ("ru", "в прошлом году", "2025"),
        ("ru", "в четверг", "2026-02-26"),
        ("kk", "2026 жылғы 22 қаңтарда", "2026-01-22"),
        ("kk", "мамырда", "2026-05"),
        ("kk", "2019 жылы", "2019"),
        ("de", "am 22. Januar 2026", "2026-01-22"),
        ("de", "vom 3. bis 5. Juni 2025", "2025-06-03"),
        ("de", "im Mai", "2026-05"),
        ("de", "im vergangenen Jahr", "2025"),
    ],
)
def test_dates_of_other_languages(language, text, value):
    assert [found for _, found in dates(text, "2026-02-26", language)] == [value]


@pytest.mark.parametrize("text", ["2,000 students", "room 2019b", "version 2.2019.1"])
def test_what_is_no_date_is_not_read_as_one(text):
    assert all(value is None or len(value) == 4 for _, value in dates(text))


@pytest.mark.parametrize(
    "text",
    ["on 8 August 2017 (Thursday) in Guam", "on 8 August 2017, Thursday", "on Thursday, 8 August 2017"],
)
def test_name_of_a_day_beside_a_date_is_no_other_day(text):
    assert [value for _, value in dates(text, "2017-08-10")] == ["2017-08-08"]


def test_year_stands_without_its_preposition():
    assert dates("signed in 2013 and renewed") == [("2013", "2013")]


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("Friday, 20 March 2015, 1:15 pm\n", "2015-03-20"),
        ("ASTANA, 5 June 2024 – The ministry said", "2024-06-05"),
        ("The university, founded on 5 June 1924 by merchants, is large and has many halls.", None),
    ],
)
def test_dateline_is_the_reference_where_no_date_published_is_known(text, value):
    found = plain(text)
    assert reference_date(Document("d:1", text, "en"), found, lexicon("en")) == value
    assert reference_date(Document("d:1", text, "en", published="2020-01-01"), found, lexicon("en")) == (
        "2020-01-01"
    )


@given(st.text(alphabet="0123456789 .-/,thMarchJune|to–of", max_size=80), st.none() | st.just("2024-02-29"))
def test_any_text_gives_dates_within_it_and_in_order(text, reference):
    found = find_dates(plain(text), lexicon("en"), reference)
    assert all(date.first < date.last for date in found)
    assert all(a.last <= b.first for a, b in itertools.pairwise(found))
    assert all(date.value is None or re.fullmatch(r"\d{4}(-\d\d(-\d\d)?)?", date.value) for date in found)
