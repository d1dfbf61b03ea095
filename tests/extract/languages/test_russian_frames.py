"""Russian, kind by kind: who signs, gives, wants, offers and founds, by cases and in any order of words."""

import pytest

from kelisim.model import Extraction, Statement
from tests.extract.languages import texts
from tests.extract.languages.texts import names, of_kind, only, values


def read(text: str) -> Extraction:
    return texts.read(text, "ru", "2025-03-14")


def by_amount(extraction: Extraction, amount: int) -> Statement:
    return next(s for s in of_kind(extraction, "funding") if values(s, "amount") == [amount])


PARTIES = (
    "Нарынский государственный университет (НГУ) и Тартуский университет подписали соглашение "
    "о сотрудничестве. "
)


@pytest.mark.parametrize(
    "sentence",
    [
        "Свои подписи под документом во вторник поставили ректор НГУ Айбек Токтогулов и декан "
        "эстонского вуза Елена Тамм.",
        "Документ скрепили подписями ректор НГУ Айбек Токтогулов и декан Елена Тамм.",
        "От НГУ соглашение подписал ректор Айбек Токтогулов, от Тартуского университета – декан Елена Тамм.",
    ],
)
def test_those_who_put_their_signatures_sign_the_agreement_told_before(sentence: str) -> None:
    agreement = only(read(PARTIES + sentence), "agreement")
    assert set(values(agreement, "signatories")) == {"Айбек Токтогулов", "Елена Тамм"}
    assert set(values(agreement, "parties")) == {
        "Нарынский государственный университет",
        "Тартуский университет",
    }


def test_each_item_of_a_list_is_an_agreement_though_it_only_tells_who_and_on_what() -> None:
    found = of_kind(
        read(
            "В ходе форума было заключено несколько двусторонних соглашений:\n\n"
            "Нарынский университет и Тартуский университет – об обмене студентами;\n"
            "Ошский университет и Варшавский университет – о летней школе по геодезии."
        ),
        "agreement",
    )
    assert [set(values(one, "parties")) for one in found] == [
        {"Нарынский университет", "Тартуский университет"},
        {"Ошский университет", "Варшавский университет"},
    ]
    assert {tuple(values(one, "status")) for one in found} == {("signed",)}


def test_an_agreement_has_the_day_and_place_of_the_forum_at_which_it_was_signed() -> None:
    agreement = only(
        read(
            "Ошский университет и Варшавский университет подписали меморандум о взаимопонимании в рамках "
            "Форума ректоров Евразии. Форум ректоров Евразии прошёл в Бишкеке 10 марта."
        ),
        "agreement",
    )
    told = {slot: values(agreement, slot) for slot in ("date", "place", "occasion")}
    assert told == {
        "date": ["2025-03-10"],
        "place": ["Бишкек"],
        "occasion": ["Форум ректоров Евразии"],
    }


@pytest.mark.parametrize(
    ("post", "held"),
    [
        ("президент компании", "ЗАО «Алтын Кен»"),
        ("проректор университета по учебной работе", "Тартуский университет"),
        ("декан эстонского вуза", "Тартуский университет"),
    ],
)
def test_a_common_noun_in_a_post_means_the_organisation_told_before(post: str, held: str) -> None:
    extraction = read(
        f"ЗАО «Алтын Кен» и Тартуский университет заключили договор. Об этом сообщил {post} Айбек Токтогулов."
    )
    assert values(only(extraction, "office"), "organisation") == [held]


def test_a_post_in_the_genitive_belongs_to_the_post_before_it() -> None:
    extraction = read("Выступление открыл помощник генерального директора ЮНЕСКО Айбек Токтогулов.")
    office = only(extraction, "office")
    assert values(office, "office") == ["помощник генерального директора"]
    assert values(office, "organisation") == ["ЮНЕСКО"]


def test_a_town_before_a_name_is_no_part_of_it() -> None:
    extraction = read("На встрече говорил генеральный консул Казахстана в Казани Айбек Токтогулов.")
    assert names(extraction, "person") == {"Айбек Токтогулов"}
    assert values(only(extraction, "office"), "organisation") == ["Казахстан"]


@pytest.mark.parametrize(
    ("sentence", "amount", "funders", "purpose"),
    [
        (
            "Фонд науки Казахстана вложит в лабораторию 40 млн тенге.",
            40_000_000,
            "Фонд науки Казахстана",
            "лаборатор",
        ),
        ("Ремонт на 5 млн сомов оплатил Фонд Онассиса.", 5_000_000, "Фонд Онассиса", "Ремонт"),
        (
            "Комитет науки Армении профинансирует закупку спектрографа (118 млн драмов).",
            118_000_000,
            "Комитет науки Армении",
            "закупка спектрографа",
        ),
        (
            "Министерство образования Финляндии, которое выделило 2 млн евро на курсы, помогает и дальше.",
            2_000_000,
            "Министерство образования Финляндии",
            "курсы",
        ),
    ],
)
def test_cases_tell_who_pays_for_what(sentence: str, amount: int, funders: str, purpose: str) -> None:
    found = by_amount(read(sentence), amount)
    assert values(found, "funders") == [funders]
    assert str(values(found, "purpose")[0]).startswith(purpose)


def test_a_dash_stands_for_the_verb_of_giving() -> None:
    extraction = read(
        "Фонд Онассиса выделил 20 тысяч евро на билеты, Тартуский университет – 36 тысяч евро на сканер."
    )
    assert values(by_amount(extraction, 36_000), "funders") == ["Тартуский университет"]
    assert values(by_amount(extraction, 36_000), "purpose") == ["сканер"]


def test_who_pays_is_told_without_a_sum() -> None:
    found = only(read("Проезд и проживание участников оплатит Тартуский университет."), "funding")
    assert values(found, "funders") == ["Тартуский университет"]
    assert values(found, "amount") == []


@pytest.mark.parametrize(
    ("sentence", "what"),
    [
        (
            "Ректор Айбек Токтогулов предложил открыть в Оше кабинет эстонского языка.",
            "открыть в Оше кабинет",
        ),
        ("Айбек Токтогулов выразил надежду, что вузы создадут общий архив.", "вузы создадут общий архив"),
        ("Айбек Токтогулов пригласил коллег на форум «Горы».", "пригласил коллег на форум"),
        ("Тартуский университет намерен учредить именную стипендию.", "учредить именную стипендию"),
    ],
)
def test_a_wish_is_told_by_a_verb_and_what_it_leads_to(sentence: str, what: str) -> None:
    intention = only(read(sentence), "intention")
    assert str(values(intention, "what")[0]).startswith(what)
    assert len(values(intention, "actors")) == 1


def test_a_wish_denied_is_none() -> None:
    assert of_kind(read("Тартуский университет не намерен открывать филиал в Оше."), "intention") == []


def test_a_programme_has_its_title_and_is_offered_by_the_parties() -> None:
    programme = only(
        read(
            "Ошский университет и Варшавский университет подписали договор о двухдипломной "
            "магистерской программе «Горная геодезия»."
        ),
        "programme",
    )
    assert values(programme, "title") == ["Горная геодезия"]
    assert values(programme, "kind") == ["dual_degree"]
    assert set(values(programme, "partners")) == {"Ошский университет", "Варшавский университет"}


def test_an_exchange_that_an_agreement_only_lists_is_no_programme() -> None:
    text = PARTIES + "Документ предусматривает обмен студентами и совместные исследования."
    assert of_kind(read(text), "programme") == []


def test_what_an_agreement_creates_stands_at_the_party_that_is_at_home_there() -> None:
    body = only(
        read(
            "Бишкекский университет и Нагойский университет подписали соглашение о создании в Бишкеке "
            "Центра изучения горных рек. Центр откроется 1 октября 2025 года."
        ),
        "establishment",
    )
    assert values(body, "name") == ["Центр изучения горных рек"]
    assert values(body, "status") == ["planned"]
    assert values(body, "date") == ["2025-10-01"]
    assert values(body, "place") == ["Бишкек"]
    assert values(body, "hosts") == ["Бишкекский университет"]
    assert values(body, "partners") == ["Нагойский университет"]


def test_a_body_only_proposed_is_none() -> None:
    text = "Ректор предложил создать в Оше центр изучения горных рек."
    assert of_kind(read(text), "establishment") == []


def test_the_people_of_a_report_gathered_at_what_it_reports() -> None:
    event = only(
        read(
            "Вчера в Бишкеке состоялась церемония подписания меморандума. В ней участвовали ректор НГУ Айбек "
            "Токтогулов и посол Эстонии Елена Тамм."
        ),
        "event",
    )
    assert values(event, "kind") == ["ceremony"]
    assert set(values(event, "participants")) == {"Айбек Токтогулов", "Елена Тамм"}


def test_adjectives_of_regions_tell_the_country() -> None:
    extraction = read("Южно-Уральский государственный университет принял гостей из Хатлонского университета.")
    countries = {r.name: r.country for r in extraction.referents if r.type == "organisation"}
    assert countries == {"Южно-Уральский государственный университет": "RU", "Хатлонский университет": "TJ"}


TWO = "Казанский университет и Лидский университет"


def test_a_programme_that_two_have_opened_runs_and_neither_of_them_is_opened():
    found = read(f"{TWO} 2 сентября 2024 года открыли двудипломную программу по химии.")
    programme = only(found, "programme")
    assert values(programme, "status") == ["running"]
    assert len(values(programme, "partners")) == 2
    assert of_kind(found, "establishment") == []


def test_a_programme_that_two_have_agreed_to_open_is_planned():
    found = read(f"{TWO} договорились открыть двудипломную программу по химии.")
    assert values(only(found, "programme"), "status") == ["planned"]
