"""What is told as signed on a day after the text's own is planned."""

import pytest

from tests.extract.languages.texts import only, read, values


@pytest.mark.parametrize(
    ("language", "text", "status"),
    [
        (
            "de",
            "Die Universität Graz und die Universität Lund planen die Unterzeichnung eines "
            "Kooperationsabkommens im Mai 2024.",
            "planned",
        ),
        (
            "ru",
            "Подписание меморандума между Казанским университетом и Лундским университетом "
            "запланировано на май.",
            "planned",
        ),
        (
            "en",
            "Lakeside University and the University of Leeds signed a memorandum in March 2024.",
            "signed",
        ),
        ("en", "Lakeside University and the University of Leeds signed a memorandum in 2024.", "signed"),
    ],
)
def test_a_signing_of_a_later_day_is_planned(language, text, status):
    assert values(only(read(text, language, "2024-03-02"), "agreement"), "status") == [status]
