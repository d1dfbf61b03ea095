"""Events that Russian announces without a verb of holding, and days that are named."""

import pytest

from kelisim.extract import corpus_format, extract_many
from kelisim.model import Document, document_id


def _events(text: str) -> list[tuple[str, str | None]]:
    document = Document(document_id(text.encode()), text, "ru", published="2024-03-01")
    found = corpus_format(document, next(iter(extract_many([document]))))
    return [(event["name"], event["date"]) for event in found["events"]]


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("В Доме учёных 9 марта – вечер поэзии, начало в 19.00.", ("вечер поэзии", "2024-03-09")),
        ("Следующая поездка, в Карелию, запланирована на июнь.", ("Следующая поездка", "2024-06")),
        ("Следующий День донора пройдёт в университете 16 ноября.", ("Следующий День донора", "2024-11-16")),
    ],
)
def test_what_is_announced(text: str, told: tuple[str, str]) -> None:
    assert told in _events(text)


def test_days_in_the_plural_are_one_event() -> None:
    assert ("Дни российской науки", None) in _events("Во Вьентьяне завершились Дни российской науки.")


def test_an_internship_with_a_day_is_no_event() -> None:
    assert _events("С 4 мая студентка проходит стажировку в Граце.") == []
