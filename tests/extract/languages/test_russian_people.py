"""Russian: names of people in the nominative, whatever stands before them and however they inflect."""

import pytest

from tests.extract.languages.texts import names, of_kind, read, values


@pytest.mark.parametrize(
    ("told", "people"),
    [
        ("Ректор встретился с Гао Вэем и Ли Сяопэном.", {"Гао Вэй", "Ли Сяопэн"}),
        ("По словам Ван Цзюня, обмен начнётся осенью.", {"Ван Цзюнь"}),
        (
            "Меморандум подписан Айгуль Кайратовной Омаровой и Ерланом Кенжебековичем Исиным.",
            {"Айгуль Кайратовна Омарова", "Ерлан Кенжебекович Исин"},
        ),
    ],
)
def test_names_are_put_in_the_nominative(told: str, people: set[str]) -> None:
    assert names(read(told, "ru", None), "person") == people


def test_who_holds_a_post_is_no_part_of_the_university_before_her() -> None:
    told = (
        "Соглашение подписано ректором Нарынского государственного университета Талантом Осмоновым и "
        "проректором Алтайского государственного университета Сауле Жумагалиевой."
    )
    extraction = read(told, "ru", None)
    assert names(extraction, "person") == {"Талант Осмонов", "Сауле Жумагалиева"}
    offices = of_kind(extraction, "office")
    assert [values(o, "organisation") for o in offices] == [
        ["Нарынский государственный университет"],
        ["Алтайский государственный университет"],
    ]
