"""Russian: who gives money to whom and what for, by the cases."""

import pytest

from tests.extract.languages.texts import of_kind, read, values


@pytest.mark.parametrize(
    ("told", "funders", "recipients", "purpose"),
    [
        (
            "Институт ионосферы получит грант министерства науки Казахстана на разработку приёмников.",
            ["министерство науки Казахстана"],
            ["Институт ионосферы"],
            ["разработка приёмников"],
        ),
        (
            "Карагандинскому университету имени Букетова (КарУ) хотят выделить 2 млрд тенге на новый корпус.",
            [],
            ["Карагандинский университет имени Букетова"],
            ["новый корпус"],
        ),
        ("Всемирный банк выделит ОшГУ 8 млн тенге.", ["Всемирный банк"], ["ОшГУ"], []),
        (
            "Фонд Александра фон Гумбольдта выделит 8 млн долларов на создание 24-х научных лабораторий.",
            ["Фонд Александра фон Гумбольдта"],
            [],
            ["создание 24-х научных лабораторий"],
        ),
    ],
)
def test_money_has_who_gives_it_who_gets_it_and_its_purpose(
    told: str, funders: list[str], recipients: list[str], purpose: list[str]
) -> None:
    (funding,) = of_kind(read(told, "ru", None), "funding")
    assert values(funding, "funders") == funders
    assert values(funding, "recipients") == recipients
    assert values(funding, "purpose") == purpose


def test_commitments_stand_in_the_nominative_and_a_post_tells_none() -> None:
    told = (
        "Томский университет и Ошский университет подписали договор об обмене студентами. "
        "Соглашение подписал проректор по молодёжной политике Томского университета Пётр Лосев."
    )
    (agreement,) = of_kind(read(told, "ru", None), "agreement")
    assert values(agreement, "commitments") == ["обмен студентами"]
