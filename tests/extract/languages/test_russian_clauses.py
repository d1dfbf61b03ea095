"""Russian clauses: who visits whom in any order, what is no place, no topic and no agreement."""

import pytest

from kelisim.model import Extraction
from tests.extract.languages import texts
from tests.extract.languages.texts import of_kind, only, values


def read(text: str) -> Extraction:
    return texts.read(text, "ru", "2025-03-14")


def test_the_university_before_the_verb_is_visited_by_the_delegation_behind_it() -> None:
    event = only(read("Гомельский университет посетила делегация Ошского института."), "event")
    assert values(event, "name") == ["визит делегации Ошского института"]
    assert values(event, "place") == ["Гомельский университет"]
    assert values(event, "participants") == ["Ошский институт"]


def test_a_visit_in_the_usual_order_is_to_what_follows() -> None:
    event = only(read("Делегация Ошского института посетила Гомельский университет."), "event")
    assert values(event, "place") == ["Гомельский университет"]


@pytest.mark.parametrize(
    "opening", ["В рамках рабочей поездки", "В ходе рабочей поездки", "Под руководством ректора"]
)
def test_the_words_for_an_occasion_or_a_lead_are_no_place(opening: str) -> None:
    text = f"{opening} делегация Ошского института провела встречу с министром науки Таджикистана."
    assert [values(event, "place") for event in of_kind(read(text), "event") if values(event, "place")] == []


def test_a_field_is_no_place() -> None:
    text = "В области образования Ошский институт и Гомельский университет подписали соглашение."
    assert values(only(read(text), "agreement"), "place") == []


def test_where_papers_are_signed_is_not_what_they_are_on() -> None:
    text = "Гомельский университет и Ошский институт подписали два соглашения на Форуме регионов в Уфе."
    assert all(values(found, "commitments") == [] for found in of_kind(read(text), "agreement"))


def test_a_topic_in_another_clause_is_not_that_of_the_agreement() -> None:
    text = (
        "Согласно заключённому между Ошским институтом и Гомельским университетом договору, занятия по "
        "физике будут идти четыре года."
    )
    found = of_kind(read(text), "agreement")
    assert all("физике" not in str(value) for entry in found for value in values(entry, "commitments"))


def test_that_papers_were_signed_by_nobody_in_particular_is_no_agreement() -> None:
    text = (
        "Форум провели Гомельский университет и Ошский институт. Гомельский университет принял гостей, "
        "Ошский институт представил планы. В рамках форума состоялось подписание соглашений о сотрудничестве."
    )
    assert of_kind(read(text), "agreement") == []


def test_an_agreement_signed_anew_is_renewed() -> None:
    text = "Гомельский университет переподписал договор о сотрудничестве с Ошским институтом."
    assert values(only(read(text), "agreement"), "status") == ["renewed"]


def test_what_follows_from_the_agreement_is_told_of_the_one_before() -> None:
    text = (
        "Министерство образования Армении и Гомельский государственный университет заключили соглашение о "
        "сотрудничестве. В соответствии с соглашением, Армения и ГГУ будут проводить летние школы."
    )
    assert len(values(only(read(text), "agreement"), "parties")) == 2


def test_the_name_of_a_meeting_ends_before_the_subject() -> None:
    text = "На встрече с гостями ректор Ошского института Айбек Токтогулов рассказал о новых лабораториях."
    events = of_kind(read(text), "event")
    assert all("ректор" not in str(value) for event in events for value in values(event, "name"))


def test_the_year_of_study_is_no_programme() -> None:
    text = "Первые 2 года студенты проведут в Оше, 3–4 курсы пройдут в Гомеле."
    assert of_kind(read(text), "programme") == []


def test_existing_programmes_in_general_are_none() -> None:
    text = "Гомельский университет продолжит сотрудничество в рамках существующих программ обмена."
    assert of_kind(read(text), "programme") == []


@pytest.mark.parametrize(
    "sentence",
    [
        "Ошский институт провёл встречу для слушателей подготовительных курсов Гомельского университета.",
        "Гомельский университет начал обучение по совместным программам.",
    ],
)
def test_who_learns_and_how_is_no_programme(sentence: str) -> None:
    assert of_kind(read(sentence), "programme") == []


def test_what_a_report_leans_on_is_no_place() -> None:
    text = (
        "Со ссылкой на Министерство науки сообщается, что Гомельский университет и Ошский институт "
        "подписали меморандум."
    )
    assert values(only(read(text), "agreement"), "place") == []
