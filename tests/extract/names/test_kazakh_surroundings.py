"""Names in Kazakh beside words that are none of them: seats, towns, cases, common nouns with a capital."""

import pytest

from kelisim.model import Extraction
from tests.extract.languages import texts
from tests.extract.languages.texts import of_kind, values


def read(text: str) -> Extraction:
    return texts.read(text, "kk", "2025-05-14")


def named(text: str, type: str) -> set[str]:
    return {referent.name for referent in read(text).referents if referent.type == type}


@pytest.mark.parametrize(
    ("sentence", "names"),
    [
        ("Болгариядағы Пловдив университеті жаңа көрме ашты.", {"Пловдив университеті"}),
        (
            "Өзбекстан Республикасының Қазақстандағы Елшілігі жиын өткізді.",
            {"Өзбекстан Республикасының Қазақстандағы Елшілігі"},
        ),
        ("Семинарға облыс әкімдігі мен қала білім бөлімі қатысты.", {"облыс әкімдігі", "қала білім бөлімі"}),
        ("Астанада Орталық Азияны зерттеу институты жұмыс істейді.", {"Орталық Азияны зерттеу институты"}),
        ("Былтыр елде екі ЖОО филиалы ашылды.", set()),
        ("ҚР Энергетика министрі Арман Досанов келді.", set()),
        ("Жиында Кениятта университеті сөз алды.", {"Кениятта университеті"}),
        (
            "Жиынға Лидс, Осло және Уорик университеттері қатысты.",
            {"Лидс университеті", "Осло университеті", "Уорик университеті"},
        ),
        ("Жиынға Қазақстан мен Жапония университеттері қатысты.", set()),
    ],
)
def test_a_name_of_a_body_leaves_out_where_it_stands_but_keeps_whose_it_is(
    sentence: str, names: set[str]
) -> None:
    assert named(sentence, "organisation") == names


@pytest.mark.parametrize(
    ("sentence", "person"),
    [
        ("Тарих музейінің директоры Айгүл Сәрсенова Шымкентке келді.", "Айгүл Сәрсенова"),
        ("Тарих музейінің директоры Е. А. Юсуповке Алғыс хат табысталды.", "Е. А. Юсупов"),
        ("Университет ректоры С. Н. Ыдырысов Қауымдастық атынан сөйледі.", "С. Н. Ыдырысов"),
        ("Кеше Қазақстан Президенті Нұрсұлтан Назаров сөйледі.", "Нұрсұлтан Назаров"),
    ],
)
def test_a_name_of_a_person_ends_with_the_surname(sentence: str, person: str) -> None:
    assert named(sentence, "person") == {person}


def test_a_post_has_both_of_its_fields() -> None:
    text = (
        "Алатау университетінің стратегиялық даму және ғылыми жұмыс жөніндегі проректоры Айгүл Досан келді."
    )
    office = of_kind(read(text), "office")[0]
    assert values(office, "office") == ["стратегиялық даму және ғылыми жұмыс жөніндегі проректор"]
    assert values(office, "organisation") == ["Алатау университеті"]


def test_almaty_is_no_other_town_in_the_accusative() -> None:
    event = of_kind(read("Алматы қаласында «Мұз» халықаралық конференциясы өтті."), "event")[0]
    assert values(event, "place") == ["Алматы"]


@pytest.mark.parametrize("body", ["ҚазҰУ-дың", "KIOST-тың"])
def test_a_post_belongs_to_an_acronym_with_its_ending_and_may_be_held_for_a_time(body: str) -> None:
    office = of_kind(read(f"{body} ғылым жөніндегі проректоры м.а. Айгүл Досан келді."), "office")[0]
    assert values(office, "organisation") == [body.partition("-")[0]]
    assert values(office, "person") == ["Айгүл Досан"]


def test_initials_are_no_abbreviation_of_a_word() -> None:
    assert named("Университет ректоры М.А.Шерикова сөйледі.", "person") == {"М.А.Шерикова"}
