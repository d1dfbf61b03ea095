"""What Russian sentences count, where the noun stands alone or the number has none."""

import pytest

from kelisim.extract import corpus_format, extract_many
from kelisim.model import Document, document_id


def _figures(text: str) -> list[tuple[float, str]]:
    document = Document(document_id(text.encode()), text, "ru", published="2024-03-01")
    found = corpus_format(document, next(iter(extract_many([document]))))
    return [(figure["value"], figure["what"]) for figure in found["figures"]]


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("Сейчас в чешских вузах обучаются 384 белоруса.", (384, "белоруса обучаются")),
        ("Квота для граждан Монголии составит 330 мест.", (330, "мест квота")),
        ("Между вузами двух стран действует 62 соглашения.", (62, "соглашения Между вузами двух стран")),
        ("Подписано 47 договоров, из которых действуют 39.", (39, "договоров действуют")),
        ("Зачислено 862 студента, из них 127 – из-за рубежа.", (127, "студента из-за рубежа")),
        (
            "В обменах участвовали 288 студентов, из них в очном формате – 171.",
            (171, "студентов в очном формате"),
        ),
        ("Университет выделил 15 гектаров земли.", (15, "гектаров земли")),
        ("Доля в добыче меди в стране – свыше 5 %.", (5, "% Доля в добыче меди в стране")),
        ("Вузы продлили договор о сотрудничестве ещё на пять лет.", (5, "лет")),
    ],
)
def test_what_a_number_counts(text: str, told: tuple[float, str]) -> None:
    assert told in _figures(text)


def test_a_body_behind_those_counted_is_where_the_count_holds() -> None:
    text = (
        "Томский государственный университет (ТГУ) подвёл итоги года."
        " По программе 35 преподавателей ТГУ прошли курс письма."
    )
    document = Document(document_id(text.encode()), text, "ru")
    (figure,) = corpus_format(document, next(iter(extract_many([document]))))["figures"]
    assert figure["what"].split()[0] == "преподавателей"
    assert "университета" not in figure["what"]
    assert figure["scope"] == "Томский государственный университет"


def test_countries_that_people_come_from_are_not_what_a_greater_number_counts() -> None:
    told = _figures("На форум приехали участники, а их собралось 112 из 8 государств.")
    assert (112, "государств") not in told
