"""Russian: what is founded, by whom, where and when, and what only looks like a founding."""

from kelisim.model import Extraction
from tests.extract.languages import texts
from tests.extract.languages.texts import of_kind, only, values


def read(text: str) -> Extraction:
    return texts.read(text, "ru", "2025-03-14")


def test_who_plans_to_found_are_partners_and_who_reports_it_is_nobody() -> None:
    text = (
        "Тартуский университет и Нарынский университет планируют совместно создать Центр горной ботаники, "
        "сообщили в пятницу в Министерстве образования Эстонии."
    )
    body = only(read(text), "establishment")
    assert values(body, "partners") == ["Тартуский университет", "Нарынский университет"]
    assert values(body, "hosts") == []
    assert values(body, "date") == []


def test_a_body_with_an_acronym_stands_at_the_university_and_opens_with_its_ceremony() -> None:
    text = (
        "На базе Ошского университета открылся научный центр IRIS, который будет изучать сели. "
        "Торжественная церемония открытия состоялась 10 марта."
    )
    body = only(read(text), "establishment")
    assert values(body, "name") == ["научный центр IRIS"]
    assert values(body, "hosts") == ["Ошский университет"]
    assert values(body, "date") == ["2025-03-10"]


def test_the_title_of_a_project_founds_nothing() -> None:
    text = "Проект «Создание горного парка ботаники» ведёт Нарынский университет."
    assert of_kind(read(text), "establishment") == []


def test_a_name_may_stand_in_low_quotes() -> None:
    body = only(read("В Нарыне создали консорциум вузов „Люди и горы“."), "establishment")
    assert values(body, "name") == ["консорциум вузов „Люди и горы“"]


def test_what_is_planned_to_be_opened_may_stand_before_the_verb() -> None:
    text = (
        "Тартуский университет изучает горы. "
        "Филиал Тартуского университета планируется открыть осенью 2026 года в Нарыне."
    )
    body = only(read(text), "establishment")
    assert values(body, "status") == ["planned"]
    assert values(body, "place") == ["Нарын"]
    assert values(body, "hosts") == ["Тартуский университет"]
