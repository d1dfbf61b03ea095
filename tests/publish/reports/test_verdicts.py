"""Verdicts in the language of the reader: known by their message, said with the same values."""

from datetime import date
from string import Formatter

import pytest

from kelisim.measure.verdicts import Interval, wording
from kelisim.measure.verdicts.agreements import Agreement
from kelisim.measure.verdicts.portfolio_wording import DOUBTED, PORTFOLIO_MESSAGES, UNSURE, change, ratio
from kelisim.publish.reports.language import language
from kelisim.publish.reports.verdicts import in_language

VALUES = {"works": "3 joint works", "low": "3", "high": "9", "chance": "0.034"}
EXPECTED = Interval(5.0, 3.0, 9.0, 0.9)


def agreement(start="2026-01-22", start_is="signed"):
    return Agreement("a:1", "On glass", (), start, start_is)


@pytest.mark.parametrize("code", ["ru", "kk"])
@pytest.mark.parametrize(
    "message", [*wording.MESSAGES, *PORTFOLIO_MESSAGES], ids=lambda message: message[:30]
)
def test_every_message_is_known_by_its_sentence(code, message):
    values = {name: VALUES.get(name, f"<{name}>") for _, name, _, _ in Formatter().parse(message) if name}
    told = in_language(language(code), message.format(**values))
    inside = {name: in_language(language(code), value) for name, value in values.items()}
    assert told == language(code).say(message, **inside)
    assert told != message.format(**values)


def test_evidence_is_said_in_russian_with_its_numbers():
    said = in_language(language("ru"), wording.evidence(12, "2021–2023", EXPECTED))
    assert said.startswith("Есть свидетельство: 12 совместных работ за 2021–2023, больше")
    assert "(от 3 до 9)" in said


def test_too_early_is_said_in_kazakh_with_its_date():
    said = in_language(language("kk"), wording.too_early(agreement(), date(2029, 1, 1), 3)).replace(
        "\u202f", " "
    )
    assert said.startswith("Айтуға ерте: 2026 ж. 22 қаңтар қол қойылған")
    assert said.endswith("Басталғанға дейін болғаны: 3 бірлескен жұмыс.")


def test_portfolio_is_said_with_its_doubts_and_every_check_by_its_name():
    said = DOUBTED.format(said=change(1.25, 1.1, 1.42, 40), checks="pre-trend, placebo dates")
    told = in_language(language("ru"), UNSURE.format(said=said))
    assert "на 25 % больше" in told
    assert "(95-процентный интервал от +10 % до +42 %)" in told
    assert "тренд до начала, мнимые даты." in told
    assert told.endswith("без отечественных организаций.")


@pytest.mark.parametrize(
    ("value", "low", "high", "said"),
    [
        (1.25, 1.1, 1.42, "had 25 % more joint works"),
        (0.8, 0.7, 0.9, "had 20 % fewer joint works"),
        (1.25, 0.9, 1.7, "do not differ clearly"),
    ],
)
def test_change_is_said_where_the_interval_leaves_no_doubt(value, low, high, said):
    assert said in change(value, low, high, 40)


def test_ratio_may_have_no_upper_limit():
    assert ratio(Interval(1.4, None, None, 0.95)) == "1.40 (95 % interval 0.00 to no upper limit)"


def test_reason_keeps_names_as_they_are():
    reason = wording.NO_ROR.format(names="Institute of Sand and Glass")
    said = in_language(language("ru"), wording.CANNOT.format(why=reason))
    assert said.startswith("Сказать нельзя: неизвестен идентификатор ROR: Institute of Sand and Glass;")


def test_what_no_message_fits_stays():
    assert in_language(language("kk"), "A sentence of somebody else.") == "A sentence of somebody else."


def test_english_is_as_the_measure_says_it():
    said = wording.too_few(1, "2021", EXPECTED, 0.2)
    assert in_language(language("en"), said) == said
