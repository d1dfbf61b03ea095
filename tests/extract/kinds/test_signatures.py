"""Who signed, told in a sentence of its own behind the agreement."""

import pytest

from tests.extract.languages.texts import read

TOLD = [
    (
        "en",
        "The University of Tides and Lakeside University signed a memorandum on 2 October 2023. "
        "Anna Hale and Peter Brook signed it.",
        ["Anna Hale", "Peter Brook"],
    ),
    (
        "ru",
        "Казанский университет и Лундский университет подписали 2 октября 2023 года меморандум. "
        "Подписи поставили Иван Петров и Эрик Ренстрём.",
        ["Иван Петров", "Эрик Ренстрём"],
    ),
    (
        "ru",
        "Казанский университет и Лундский университет подписали 2 октября 2023 года меморандум. "
        "Подписи под документом поставили ректор Иван Петров и ректор Эрик Ренстрём.",
        ["Иван Петров", "Эрик Ренстрём"],
    ),
]


@pytest.mark.parametrize(("language", "text", "people"), TOLD)
def test_people_of_a_sentence_of_its_own_are_the_signatories(language, text, people):
    (agreement,) = (one for one in read(text, language, "2023-10-04").statements if one.kind == "agreement")
    assert [value.value for value in agreement.all("signatories")] == people
    assert len(agreement.all("parties")) == 2


def test_it_that_nobody_signs_is_no_agreement():
    text = "Lakeside University has a new map of the lake. The Institute of Tides signed it off."
    assert {one.kind for one in read(text, "en", "2023-10-04").statements}.isdisjoint({"agreement"})
