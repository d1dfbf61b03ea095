"""Dates, numbers and currencies are what their quotes say, or they are not taken."""

import pytest

from kelisim.extract.llm.values import is_currency_of, is_date, is_number
from kelisim.model import quote
from tests.extract.llm.server import announcement


def quoted(text, words, language="en", published="2026-05-06"):
    document = announcement(text, language, published)
    start = text.index(words)
    return quote(text, start, start + len(words)), document


@pytest.mark.parametrize(
    ("value", "text", "words", "language"),
    [
        ("2026-05-05", "It was signed on 5 May 2026.", "5 May 2026", "en"),
        ("2026-05", "It was signed on 5 May 2026.", "5 May 2026", "en"),
        ("2026-05-05", "It was signed yesterday.", "yesterday", "en"),
        ("2019-05-05", "In 2019 they met, and on 5 May it was signed.", "5 May", "en"),
        ("2026-05-06", "Сегодня подписан меморандум.", "Сегодня", "ru"),
        ("2025-09-17", "2025 жылғы 17 қыркүйекте қол қойылды.", "2025 жылғы 17 қыркүйекте", "kk"),
        ("2026-03-03", "Signé le 3 mars 2026 à Paris.", "3 mars 2026", "fr"),
        ("2026-05-05", "Firmado ayer en Madrid.", "ayer", "es"),
        ("2024-11", "Seit 11/2024 gilt der Vertrag.", "11/2024", "fr"),
    ],
)
def test_dates_that_are_said(value, text, words, language):
    assert is_date(value, *quoted(text, words, language))


@pytest.mark.parametrize(
    ("value", "text", "words", "language"),
    [
        ("2026-05-06", "It was signed on 5 May 2026.", "5 May 2026", "en"),
        ("2025-05-05", "It was signed on 5 May 2026.", "5 May 2026", "en"),
        ("2026-05-05", "It was signed in May 2026.", "May 2026", "en"),
        ("2031-01-01", "It was signed in the great hall.", "great hall", "en"),
        ("2026-05-03", "It was signed yesterday.", "yesterday", "en"),
        ("2026-04-03", "Signé le 3 mars 2026 à Paris.", "3 mars 2026", "fr"),
        ("2027-03-03", "Signé le 3 mars 2026 à Paris.", "3 mars 2026", "fr"),
        ("2026-02-30", "It was signed on 30 February 2026.", "30 February 2026", "en"),
        ("tomorrow", "It will be signed tomorrow.", "tomorrow", "en"),
        ("2026-5-5", "It was signed on 5 May 2026.", "5 May 2026", "en"),
    ],
)
def test_dates_that_are_not_said(value, text, words, language):
    assert not is_date(value, *quoted(text, words, language))


def test_without_a_date_published_no_day_is_made_up():
    assert not is_date("2026-05-05", *quoted("Firmado ayer en Madrid.", "ayer", "es", None))
    assert not is_date("2026-05-05", *quoted("It was signed yesterday.", "yesterday", "en", None))


@pytest.mark.parametrize(
    ("value", "text", "words", "language"),
    [
        (3_600_000_000, "The state gives 3.6 billion tenge.", "3.6 billion", "en"),
        (50, "More than 50 students come.", "More than 50", "en"),
        (2, "The two universities sign.", "two", "en"),
        (66_000_000, "Выделено 66 млн тенге.", "66 млн", "ru"),
        (2_400_000, "Штутгарт 2,4 млн еуроға жабдық береді.", "2,4 млн", "kk"),
        (3.6, "Ce taux est de 3,6 pour cent.", "3,6", "fr"),
        (3_600_000, "Le fonds donne 3,6 millions d'euros.", "3,6 millions", "fr"),
        (12_000, "Participan 12.000 estudiantes.", "12.000", "es"),
    ],
)
def test_numbers_that_are_said(value, text, words, language):
    assert is_number(value, *quoted(text, words, language))


@pytest.mark.parametrize(
    ("value", "text", "words", "language"),
    [
        (500, "More than 50 students come.", "More than 50", "en"),
        (66_000_000_000, "Выделено 66 млн тенге.", "66 млн", "ru"),
        (7, "The universities sign.", "universities", "en"),
        (36, "Ce taux est de 3,6 pour cent.", "3,6", "fr"),
        (37_000_000, "Le fonds donne 3,6 millions d'euros.", "3,6 millions", "fr"),
        (50, "In 1950 it was 49.", "49", "es"),
    ],
)
def test_numbers_that_are_not_said(value, text, words, language):
    assert not is_number(value, *quoted(text, words, language))


@pytest.mark.parametrize(
    ("value", "text", "words", "said"),
    [
        ("KZT", "The state gives 3.6 billion tenge.", "tenge", True),
        ("USD", "The fund gives US$ 66 million.", "US$", True),
        ("SEK", "The fund gives 66 million kronor.", "kronor", True),
        ("USD", "The fund gives $66 million.", "$", False),
        ("EUR", "The state gives 3.6 billion tenge.", "tenge", False),
        ("ABC", "The state gives 3.6 billion tenge.", "tenge", False),
    ],
)
def test_currencies(value, text, words, said):
    assert is_currency_of(value, *quoted(text, words)) is said
