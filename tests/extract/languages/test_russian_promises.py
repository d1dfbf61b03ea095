"""Russian: what parties undertake and what people want, in the words and orders in which texts tell it."""

import pytest

from kelisim.model import Extraction
from tests.extract.languages import texts
from tests.extract.languages.texts import of_kind, only, values

SIGNED = "Нарынский университет и Тартуский университет подписали меморандум о сотрудничестве. "


def read(text: str) -> Extraction:
    return texts.read(text, "ru", "2025-03-14")


@pytest.mark.parametrize(
    ("behind", "promised"),
    [
        (
            "В их числе обмен архивами, издание общего сборника, подготовка словаря.",
            ["обмен архивами", "издание общего сборника", "подготовка словаря"],
        ),
        (
            "Среди направлений сотрудничества – обмен архивами и издание общего сборника.",
            ["обмен архивами", "издание общего сборника"],
        ),
        (
            "Документ предусматривает следующие направления: обмен архивами, издание общего сборника.",
            ["обмен архивами", "издание общего сборника"],
        ),
        ("Кроме того, предусмотрены раскопки на берегу Нарына.", ["раскопки на берегу Нарына"]),
    ],
)
def test_a_list_behind_an_agreement_says_what_is_undertaken(behind: str, promised: list[str]) -> None:
    told = values(only(read(SIGNED + behind), "agreement"), "commitments")
    assert [item for item in told if item in promised] == promised


def test_a_list_far_from_any_agreement_is_nobodys_promise() -> None:
    text = SIGNED + "Гости осмотрели музей. Их встретили студенты. В их числе победители олимпиады по химии."
    assert values(only(read(text), "agreement"), "commitments") == []


def test_what_the_parties_will_do_may_stand_before_the_verb() -> None:
    text = (
        "Общие раскопки будут вести Нарынский университет и Тартуский университет. "
        "Вузы заключили соглашение о сотрудничестве."
    )
    assert values(only(read(text), "agreement"), "commitments") == ["Общие раскопки"]


def test_a_signature_under_the_paper_and_what_follows_from_it_tell_of_the_same_one() -> None:
    text = (
        "Нарынский университет (НУ) и Тартуский университет (ТУ) подписали соглашение о сотрудничестве. "
        "Подписи под договором поставили ректор НУ Айбек Токтогулов и ректор ТУ Елена Тамм. "
        "Кроме того, в рамках соглашения между двумя вузами будет издан общий словарь."
    )
    agreement = only(read(text), "agreement")
    assert set(values(agreement, "signatories")) == {"Айбек Токтогулов", "Елена Тамм"}


def test_a_paper_that_is_certified_is_signed() -> None:
    text = "Нарынским университетом заверен меморандум с Тартуским университетом."
    assert values(only(read(text), "agreement"), "status") == ["signed"]


@pytest.mark.parametrize(
    ("text", "actors", "wanted"),
    [
        (
            "Ректор Айбек Токтогулов сказал: «Мы с радостью вспоминаем первый набор и намерены в нашей "
            "дальнейшей работе открыть отделение в Оше».",
            ["Айбек Токтогулов"],
            "открыть отделение в Оше",
        ),
        (
            "«Мы готовы к обмену архивами с эстонскими коллегами», – заявил Айбек Токтогулов.",
            ["Айбек Токтогулов"],
            "обмену архивами с эстонскими коллегами",
        ),
        (
            "«Мы заинтересованы в более частом приезде польских лекторов», – отметил Айбек Токтогулов.",
            ["Айбек Токтогулов"],
            "более частом приезде польских лекторов",
        ),
        ("В планах – обмен практикантами.", [], "обмен практикантами"),
        (
            "На встрече отмечено взаимное стремление к обновлению учебных планов.",
            [],
            "обновлению учебных планов",
        ),
        (
            "Была достигнута договорённость, что осенью в Нарын приедут два лектора.",
            [],
            "осенью в Нарын приедут два лектора",
        ),
        (
            "Академия «Тян» /Пекин, Китай/ и Центр «Нарын» /Кыргызстан/ планируют открыть обсерваторию.",
            ["Академия «Тян»", "Центр «Нарын»"],
            "открыть обсерваторию",
        ),
    ],
)
def test_who_wants_what(text: str, actors: list[str], wanted: str) -> None:
    found = of_kind(read(text), "intention")
    assert [(values(one, "actors"), values(one, "what")) for one in found] == [(actors, [wanted])]


def test_whoever_is_given_a_possibility_wants_nothing() -> None:
    text = "Ежегодно граждане Эстонии получают возможность учиться в вузах Нарына."
    assert of_kind(read(text), "intention") == []
