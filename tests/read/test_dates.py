"""Dates that sources give themselves."""

import datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kelisim.read.dates import iso_date


@pytest.mark.parametrize(
    "text",
    [
        "2026-01-22",
        "2026-01-22T23:30:00+05:00",
        "2026-01-22 10:00",
        "2026/01/22",
        "20260122",
        "20260122T101500Z",
        "Thu, 22 Jan 2026 10:00:00 +0500",
        "22 January 2026",
        "January 22nd, 2026",
        "Published on 22 January 2026 at 10:00",
        "Posted: Jan 22, 2026 3:15 pm",
        "22.01.2026",
        "22.01.2026, 14:30",
        "22/01/2026",
        "01/22/2026",
        "22 января 2026 года",
        "Четверг, 22 января 2026 г. в 10:15",
        "Опубликовано: 22 янв 2026",
        "2026 жылғы 22 қаңтар",
        "22 қаңтар 2026",
        "22 qañtar 2026",
        "Donnerstag, 22. Januar 2026, 10:00 Uhr",
        "22 січня 2026",
        "22 de enero de 2026",
        "2026年1月22日",
    ],
)
def test_iso_date_reads_what_pages_write(text: str) -> None:
    assert iso_date(text) == "2026-01-22"


@pytest.mark.parametrize(
    ("text", "date"),
    [("2026", "2026"), ("2026-02", "2026-02"), ("март 2026", "2026-03"), ("May 2025", "2025-05")],
)
def test_iso_date_keeps_precision(text: str, date: str) -> None:
    assert iso_date(text) == date


@pytest.mark.parametrize(
    "text",
    [
        None,
        "",
        "01/02/2026",  # February or January
        "31.02.2026",
        "22.1.26",
        "today",
        "signed on 22 January 2026 in Astana",
        "22 January 2026 – 24 January 2026",
        "marvellous 2026",
        "12345",
        "00000000",
        "9999-01-01",
        "2026" * 40,
    ],
)
def test_iso_date_guesses_nothing(text: str | None) -> None:
    assert iso_date(text) is None


@given(st.dates(datetime.date(1900, 1, 1), datetime.date(2100, 12, 31)))
def test_iso_date_reads_every_day_of_the_calendar(day: datetime.date) -> None:
    assert iso_date(day.isoformat()) == day.isoformat()
    assert iso_date(day.strftime("%d.%m.%Y")) == day.isoformat()
    assert iso_date(day.strftime("%d %B %Y")) == day.isoformat()


@given(st.text(max_size=90))
def test_iso_date_of_any_text_is_none_or_a_date(text: str) -> None:
    date = iso_date(text)
    assert date is None or iso_date(date) == date
