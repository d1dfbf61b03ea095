"""Russian: whose agreement it is where a text names one party beside it."""

import pytest

from tests.extract.languages.texts import only, read, values


@pytest.mark.parametrize(
    ("told", "parties"),
    [
        (
            "Компания «Карат» помогает вузам. На этот раз соглашение было заключено с Томским университетом.",
            {"Томский университет", "Компания «Карат»"},
        ),
        (
            "Делегация во главе с ректором Ошского университета Талантом Осмоновым побывала в Москве, где "
            "подписала соглашение о сотрудничестве с Томским университетом.",
            {"Томский университет", "Ошский университет"},
        ),
    ],
)
def test_whose_news_it_is_is_the_other_party(told: str, parties: set[str]) -> None:
    assert set(values(only(read(told, "ru", None), "agreement"), "parties")) == parties
