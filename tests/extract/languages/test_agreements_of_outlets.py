"""How outlets tell of one agreement in Russian, Kazakh and German: parties, plans, days, who signs."""

import pytest

from tests.extract.languages import texts
from tests.extract.languages.texts import names, only, values

TOLD = "2025-03-14"

PARTIES = [
    (
        "de",
        "Die Universität Essen beabsichtigt, im Herbst mit der Universität Zadar einen Vertrag zu schließen.",
        ["Universität Essen", "Universität Zadar"],
        "planned",
    ),
    (
        "de",
        "Vertreter der Universität Essen und des Instituts für Bodenkunde haben am 3. März 2025 ein Abkommen"
        " unterzeichnet.",
        ["Universität Essen", "Institut für Bodenkunde"],
        "signed",
    ),
    (
        "de",
        "Die Universität Essen und die Universität Zadar wollen zusammenarbeiten. Ein entsprechendes Abkommen"
        " wurde am 3. März 2025 in Zadar unterzeichnet.",
        ["Universität Essen", "Universität Zadar"],
        "signed",
    ),
    (
        "de",
        "Die Universität Essen und die Universität Zadar forschen gemeinsam. Dazu wurde am 3. März 2025 ein"
        " Vertrag geschlossen.",
        ["Universität Essen", "Universität Zadar"],
        "signed",
    ),
    (
        "de",
        "Doppelte Abschlüsse bietet bald die Universität Essen an. Ein entsprechendes Abkommen mit der"
        " Universität Zadar wurde am 3. März 2025 unterzeichnet.",
        ["Universität Essen", "Universität Zadar"],
        "signed",
    ),
    (
        "de",
        "Die Universität Essen in Westfalen und das Institut für Bodenkunde haben ein Abkommen"
        " unterzeichnet.",
        ["Universität Essen", "Institut für Bodenkunde"],
        "signed",
    ),
    (
        "ru",
        "Соглашение о сотрудничестве Тартуского университета и Рижского технического университета подписано"
        " 3 марта 2025 года.",
        ["Тартуский университет", "Рижский технический университет"],
        "signed",
    ),
    (
        "kk",
        "Түркияның Жоғары білім кеңесі мен Қазақстанның Мәдениет, білім және спорт министрлігі хаттамаға қол"
        " қойды.",
        ["Жоғары білім кеңесі", "Мәдениет, білім және спорт министрлігі"],
        "signed",
    ),
    (
        "kk",
        "Тараз университеті мамыр айында Эге университетімен шартқа қол қоюға дайындалып жатыр.",
        ["Тараз университеті", "Эге университеті"],
        "planned",
    ),
]


@pytest.mark.parametrize(("language", "text", "parties", "status"), PARTIES)
def test_the_parties_are_read_however_they_stand(
    language: str, text: str, parties: list[str], status: str
) -> None:
    agreement = only(texts.read(text, language, TOLD), "agreement")
    assert sorted(map(str, values(agreement, "parties"))) == sorted(parties)
    assert values(agreement, "status") == [status]


DAYS = [
    ("ru", "Университет Осло и Тартуский университет заключили договор. Подписание состоялось в среду."),
    ("kk", "Тараз университеті Эге университетімен келісімге отырды. Қол қою рәсімі 12 наурызда өтті."),
    (
        "de",
        "Die Universität Essen und die Universität Zadar haben einen Vertrag geschlossen. Rektor Jan Maier"
        " und Rektor Ivo Perić setzten am 12. März ihre Unterschrift unter das Papier.",
    ),
    (
        "en",
        "The University of Essex and the University of Zadar have signed an agreement. The signing took place"
        " in Zadar on 12 March.",
    ),
]


@pytest.mark.parametrize(("language", "text"), DAYS)
def test_the_day_of_a_signing_may_be_told_behind_it(language: str, text: str) -> None:
    assert values(only(texts.read(text, language, TOLD), "agreement"), "date") == ["2025-03-12"]


def test_who_signs_in_kazakh_needs_no_post() -> None:
    text = (
        "Тараз университеті Эге университетімен меморандум түзді. Құжатқа Вакар Ахмад пен Ян Дорн қол қойды."
    )
    agreement = only(texts.read(text, "kk", TOLD), "agreement")
    assert values(agreement, "signatories") == ["Вакар Ахмад", "Ян Дорн"]


@pytest.mark.parametrize(
    ("text", "name"),
    [
        (
            "Договор подписал Южный университет технологий и инжиниринга имени Ш. Асанова.",
            "Южный университет технологий и инжиниринга имени Ш. Асанова",
        ),
        (
            "Марбургский университет имени Эмиля Либиха (Германия) подписал договор.",
            "Марбургский университет имени Эмиля Либиха",
        ),
        ("Договор подписали КазНПУ имени Абая и Университет Осло.", "КазНПУ имени Абая"),
        ("Меморандум подписан с компанией Nordvind Energy Group.", "компания Nordvind Energy Group"),
    ],
)
def test_names_in_russian_reach_to_whom_and_what_they_are_called_after(text: str, name: str) -> None:
    assert name in names(texts.read(text, "ru", TOLD), "organisation")


def test_a_treaty_called_by_its_year_is_renewed_and_one_called_by_a_town_is_none() -> None:
    text = "Der Vertrag von 2019 zwischen der Universität Essen und der Universität Zadar ist am 3. März {}."
    told = texts.of_kind(texts.read(text.format("erneuert worden"), "de", TOLD), "agreement")
    assert sorted((values(one, "status")[0], values(one, "date")[0]) for one in told) == [
        ("renewed", "2025-03-03"),
        ("signed", "2019"),
    ]
    other = "Die Universität Essen und die Universität Zadar haben den Vertrag von Lissabon besprochen."
    assert texts.of_kind(texts.read(other, "de", TOLD), "agreement") == []
