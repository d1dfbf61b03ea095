"""What parties are to open or hold together is what they promise."""

import pytest

from tests.extract.languages.texts import of_kind, only, read, values

SIGNED = "Lakeside University and the University of Leeds signed a memorandum on 15 February 2022. "
PODPISALI = "Казанский университет и Лидский университет 15 февраля 2022 года подписали соглашение. "


@pytest.mark.parametrize(
    ("language", "text", "promise"),
    [
        (
            "en",
            SIGNED + "The parties will hold a summer school of archaeology.",
            "summer school of archaeology",
        ),
        (
            "en",
            SIGNED + "The two universities will run a joint master's programme in polar ecology.",
            "joint master's programme in polar ecology",
        ),
        (
            "ru",
            PODPISALI + "Стороны договорились открыть двудипломную программу по химии.",
            "двудипломную программу по химии",
        ),
        ("ru", PODPISALI + "Вузы откроют совместную лабораторию почв.", "совместную лабораторию почв"),
    ],
)
def test_what_the_parties_will_open_is_promised_in_the_words_of_the_text(language, text, promise):
    agreement = only(read(text, language, "2022-02-16"), "agreement")
    assert values(agreement, "commitments") == [promise]
    assert promise in agreement.quote.text


def test_what_is_a_commitment_already_is_not_told_twice():
    text = SIGNED + "The universities will open a dual degree programme in data science."
    agreement = only(read(text, "en", "2022-02-16"), "agreement")
    assert values(agreement, "commitments") == ["open a dual degree programme in data science"]


def test_what_runs_already_is_no_promise():
    runs = SIGNED + (
        "Lakeside University and the University of Leeds opened a joint laboratory of soils in May 2019."
    )
    assert values(only(read(runs, "en", "2022-02-16"), "agreement"), "commitments") == []


def test_without_an_agreement_nothing_is_promised():
    text = "Lakeside University and the University of Leeds will open a joint laboratory of soils."
    assert of_kind(read(text, "en", "2022-02-16"), "agreement") == []
