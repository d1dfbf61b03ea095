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


def test_who_receives_the_guests_of_a_visit_is_met_at_it_and_no_other_event() -> None:
    text = (
        "Гомельский университет посетила делегация Ошского института. "
        "Гостей приняли ректор Айбек Токтогулов и декан Елена Тамм."
    )
    event = only(read(text), "event")
    assert values(event, "kind") == ["visit"]
    assert set(values(event, "participants")) == {"Айбек Токтогулов", "Елена Тамм", "Ошский институт"}


def test_an_ambassador_behind_the_verb_visits_what_stands_before_it() -> None:
    text = "Гомельский университет посетил Чрезвычайный и Полномочный Посол Эстонии Ян Каськ."
    event = only(read(text), "event")
    assert values(event, "name") == ["визит в Гомельский университет"]
    assert values(event, "participants") == ["Ян Каськ"]


def test_a_delegation_of_nobody_named_visits_what_stands_before_it() -> None:
    text = "Гомельский университет посетила делегация во главе с профессором Яном Каськом."
    event = only(read(text), "event")
    assert values(event, "name") == ["визит в Гомельский университет"]


def test_all_of_a_list_behind_representatives_take_part() -> None:
    text = (
        "Вчера в Гомеле прошёл форум. В нём участвовали представители Тартуского университета, "
        "Ошского института и Министерства культуры Эстонии."
    )
    assert set(values(only(read(text), "event"), "participants")) == {
        "Тартуский университет",
        "Ошский институт",
        "Министерство культуры Эстонии",
    }


def test_whoever_is_said_to_take_part_needs_no_post() -> None:
    text = (
        "Торжественная церемония открытия состоялась 10 марта. "
        "В ней приняли участие известный учёный Ян Каськ и ректор Гомельского университета Айбек Токтогулов."
    )
    assert set(values(only(read(text), "event"), "participants")) == {"Ян Каськ", "Айбек Токтогулов"}


def test_where_an_ambassador_serves_is_not_where_he_is_met() -> None:
    text = "Министр культуры Елена Тамм встретилась с Послом Эстонии в Кыргызской Республике Яном Каськом."
    assert values(only(read(text), "event"), "place") == []
