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


def served(told: str) -> dict[str | int | float, list[str | int | float]]:
    offices = of_kind(read(told, "ru", None), "office")
    return {values(o, "person")[0]: [*values(o, "office"), *values(o, "organisation")] for o in offices}


def test_rectors_of_the_universities_serve_them_in_their_order() -> None:
    told = (
        "Церемония подписания меморандума между Карагандинским университетом и Томским государственным "
        "университетом прошла в Караганде. Документ подписали ректоры университетов Ерлан Исин и Пётр Лосев."
    )
    assert served(told) == {
        "Ерлан Исин": ["ректор", "Карагандинский университет"],
        "Пётр Лосев": ["ректор", "Томский государственный университет"],
    }


def test_who_leads_a_delegation_serves_whoever_sent_it() -> None:
    told = "Делегация БарГУ во главе с ректором Олегом Исиным посетила Томск."
    assert served(told) == {"Олег Исин": ["ректор", "БарГУ"]}


def test_acronyms_of_compounds_are_those_of_the_names_told_before() -> None:
    told = (
        "Дальневосточный федеральный университет и Тихоокеанский государственный университет заключили "
        "договор. Проректор ДВФУ Борис Исин и ректор ТОГУ Юрий Павлов обсудили обмен."
    )
    assert served(told) == {
        "Борис Исин": ["Проректор", "Дальневосточный федеральный университет"],
        "Юрий Павлов": ["ректор", "Тихоокеанский государственный университет"],
    }


def test_who_puts_a_signature_under_several_documents_signs() -> None:
    told = (
        "Томский университет и Ошский университет заключили соглашения. Подписи под документами поставили "
        "ректор Томского университета Пётр Лосев и ректор Ошского университета Талант Осмонов."
    )
    agreements = of_kind(read(told, "ru", None), "agreement")
    assert {p for a in agreements for p in values(a, "signatories")} == {"Пётр Лосев", "Талант Осмонов"}


def test_people_behind_whom_a_university_is_named_after_are_others() -> None:
    told = (
        "В семинаре участвовали проректор по научной работе ГГУ имени Ф. Скорины Олег Лосев и ректор СГУ им. "
        "Питирима Сорокина Наталья Исина."
    )
    assert served(told) == {
        "Олег Лосев": ["проректор по научной работе", "ГГУ имени Ф. Скорины"],
        "Наталья Исина": ["ректор", "СГУ им. Питирима Сорокина"],
    }


def test_fields_of_a_post_are_joined_whatever_case_they_seem_to_stand_in() -> None:
    told = (
        "Гость встретился с ректором ОшГУ Талантом Осмоновым, проректором по международной деятельности и "
        "региональной политике Сергеем Лосевым и деканом Ириной Исиной."
    )
    assert (
        served(told)["Сергей Лосев"][0] == "проректор по международной деятельности и региональной политике"
    )
    assert served(told)["Талант Осмонов"] == ["ректор", "ОшГУ"]


def test_two_posts_joined_without_spaces_are_both_held() -> None:
    told = "Документ подписал Председатель Правления-Ректор ТорГУ Ерлан Исин."
    assert served(told) == {"Ерлан Исин": ["Председатель Правления - Ректор", "ТорГУ"]}


def test_a_minister_who_meets_an_ambassador_serves_where_the_guest_is_posted() -> None:
    told = "Министр науки Айгуль Исина встретилась с Послом Чехии в Молдове Яном Новаком."
    assert served(told)["Айгуль Исина"][1] == "Молдова"
    assert served(told)["Ян Новак"][1] == "Чехия"


def test_a_deputy_behind_the_head_of_a_university_serves_with_him() -> None:
    told = (
        "Ошский университет и Томский университет открыли лабораторию. Ленту разрезали ректор Томского "
        "университета Пётр Лосев и первый проректор Сергей Исин."
    )
    assert served(told)["Сергей Исин"] == ["первый проректор", "Томский университет"]
