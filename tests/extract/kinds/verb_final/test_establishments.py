"""Bodies that are founded, in Kazakh."""

import pytest

from kelisim.model import Extraction
from tests.extract.languages import texts
from tests.extract.languages.texts import of_kind, only, values


def read(text: str) -> Extraction:
    return texts.read(text, "kk", "2025-05-14")


@pytest.mark.parametrize(
    ("sentence", "name", "status"),
    [
        ("Таразда «Көкмұз» мұздану зертханасы ашылды.", "«Көкмұз» мұздану зертханасы", "open"),
        ("Таразда жаңа мұздану зертханасы ашылып, көрме өтті.", "мұздану зертханасы", "open"),
        ("Таразда мұздану зертханасы салынатын болады.", "мұздану зертханасы", "planned"),
        ("Тараптар мұздану зертханасын құру туралы келісімге қол қойды.", "мұздану зертханасы", "planned"),
        ("Алматы облысында салынатын мұздану зертханасы таныстырылды.", "мұздану зертханасы", "planned"),
        ("Таразда мұздану зертханасының ашылу рәсімі өтті.", "мұздану зертханасы", "open"),
        ("Осака университетінің Тараз қаласындағы филиалы жұмысын бастады.", "", "open"),
    ],
)
def test_a_founding_tells_by_its_form_whether_it_is_done(sentence: str, name: str, status: str) -> None:
    body = only(read(sentence), "establishment")
    assert values(body, "status") == [status]
    assert name in str(values(body, "name")[0])


@pytest.mark.parametrize(
    "sentence",
    [
        "Тараптар ортақ зертхана ашуды талқылады.",
        "Алатау университеті бірлескен орталық құру мүмкіндігін қарастырды.",
        "Негізгі мақсат – Таразда зерттеу орталығын құру.",
        "Биыл Таразда шетелдік университеттердің филиалдары ашылды.",
        "1998 жылы құрылған Мұз институты көл суын зерттейді.",
    ],
)
def test_wishes_aims_several_bodies_and_old_ones_are_not_founded(sentence: str) -> None:
    assert of_kind(read(sentence), "establishment") == []


def test_a_body_stands_at_one_and_others_take_part() -> None:
    text = "Алатау университеті Осака университетімен бірлесіп Мұз институты жанынан ортақ зертхана ашты."
    body = only(read(text), "establishment")
    assert values(body, "hosts") == ["Мұз институты"]
    assert set(values(body, "partners")) == {"Алатау университеті", "Осака университеті"}


def test_the_sentence_after_tells_when_and_where_it_opens() -> None:
    text = (
        "Алатау университеті мен Осака университеті ортақ зертхана құру туралы келісімге қол қойды. "
        "Зертхана 2026 жылғы қыркүйекте Таразда ашылады."
    )
    body = only(read(text), "establishment")
    assert values(body, "date") == ["2026-09"]
    assert values(body, "place") == ["Тараз"]
    assert set(values(body, "hosts")) == {"Алатау университеті", "Осака университеті"}


def test_a_branch_without_a_name_is_that_of_who_opens_it() -> None:
    body = only(read("Осака университеті 2027 жылы Таразда филиал ашуды жоспарлап отыр."), "establishment")
    assert values(body, "name") == ["Осака университеті филиал"]
    assert values(body, "hosts") == ["Осака университеті"]


def test_branches_of_one_name_in_two_towns_are_two() -> None:
    text = (
        "Таразда Осака университетінің филиалы ашылды. Келесі жылы Қостанайда Осака университетінің "
        "филиалы ашылады."
    )
    assert [values(body, "place") for body in of_kind(read(text), "establishment")] == [
        ["Тараз"],
        ["Қостанай"],
    ]
