"""Russian names of bodies: how far a name reaches, and which acronym is its short form."""

import pytest

from kelisim.model import Extraction
from tests.extract.languages import texts
from tests.extract.languages.texts import names


def read(text: str) -> Extraction:
    return texts.read(text, "ru", "2025-03-14")


@pytest.mark.parametrize(
    ("sentence", "name"),
    [
        (
            "Организатором встречи выступила Каспийская ассоциация университетов.",
            "Каспийская ассоциация университетов",
        ),
        ("Письмо направил Сибирский союз ректоров.", "Сибирский союз ректоров"),
        (
            "В Коканде открыт филиал Омского государственного университета.",
            "филиал Омского государственного университета",
        ),
        (
            "Меморандум с Дискуссионным клубом «Великая степь» подписал Томский университет.",
            "Дискуссионный клуб «Великая степь»",
        ),
        ("Гостей приняла Жамбылская областная филармония.", "Жамбылская областная филармония"),
    ],
)
def test_a_name_reaches_to_the_genitives_that_tell_of_whom_it_is(sentence: str, name: str) -> None:
    assert name in names(read(sentence), "organisation")


def test_a_ministry_behind_an_institute_stays_a_body_of_its_own() -> None:
    extraction = read("Проект ведёт Институт гидрологии Министерства энергетики Республики Таджикистан.")
    assert "Министерство энергетики Республики Таджикистан" in names(extraction, "organisation")


@pytest.mark.parametrize(
    ("full", "short"),
    [
        ("Омский государственный университет им. Ф. М. Достоевского", "ОГУ"),
        ("Гомельский государственный университет имени Франциска Скорины", "ГГУ"),
        ("Витебский государственный университет культуры и туризма", "ВГУКИТ"),
    ],
)
def test_an_acronym_leaves_out_the_person_honoured_and_may_have_the_and(full: str, short: str) -> None:
    extraction = read(f"Соглашение с Ошским институтом подписал {full}. Студенты {short} поедут в Ош.")
    body = next(r for r in extraction.referents if r.name == full)
    assert short in body.forms


def test_a_title_in_any_case_shows_a_person() -> None:
    extraction = read("Меморандум подписан ректором Нарынского университета д-ром Айбеком Токтогуловым.")
    assert names(extraction, "person") == {"Айбек Токтогулов"}


def test_the_address_of_a_site_is_no_body() -> None:
    extraction = read("Ошский институт принял гостей из Гомеля, передаёт VESTNIK.KZ.")
    assert names(extraction, "organisation") == {"Ошский институт"}


@pytest.mark.parametrize(
    ("sentence", "name"),
    [
        ("Договор подписан с Высшей школой туризма Самарканда.", "Высшая школа туризма"),
        (
            "Гостей приняли сотрудники Института проблем станковедения НАН.",
            "Институт проблем станковедения НАН",
        ),
    ],
)
def test_words_that_the_dictionary_lacks_or_misreads_stay_in_a_name(sentence: str, name: str) -> None:
    assert any(found.startswith(name) for found in names(read(sentence), "organisation"))


def test_an_agency_is_named_with_whom_it_is_under() -> None:
    text = "Проект ведёт Агентство горного развития при Министерстве культуры Эстонии."
    assert names(read(text), "organisation") == {
        "Агентство горного развития при Министерстве культуры Эстонии",
        "Министерство культуры Эстонии",
    }


def test_a_centre_may_study_two_lands() -> None:
    text = "Гости посетили Центр по изучению Эстонии и Северной Европы."
    assert names(read(text), "organisation") == {"Центр по изучению Эстонии и Северной Европы"}


def test_capitals_before_a_hyphen_stay_capitals() -> None:
    text = "Студенты прошли стажировку в эстонской IT-академии."
    assert names(read(text), "organisation") == {"IT-академия"}


def test_a_plural_behind_one_person_tells_of_others() -> None:
    text = "В нём участвовали ректор Ошского университета Айбек Токтогулов, преподаватели и студенты."
    held = [s for s in read(text).statements if s.kind == "office"]
    assert [[v.value for v in one.all("office")] for one in held] == [["ректор"]]
