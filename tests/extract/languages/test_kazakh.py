"""Kazakh in its alphabets: names that end with their head, posts, agreements, true offsets on any text."""

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from kelisim.extract.languages import pack
from kelisim.extract.layout import blocks
from kelisim.model import Extraction
from tests.extract.languages import texts
from tests.extract.languages.texts import names, of_kind, only, values

SIGNED = (
    "Қорқыт ата атындағы Қызылорда университеті мен Глазго университеті ынтымақтастық туралы "
    "меморандумға қол қойды. Меморандумға Глазго университетінің ректоры Маргарет Элсворт қол "
    "қойды. Онда 120 студент оқиды. Жапон үкіметі жобаға 180 млн теңге бөлді."
)


def read(text: str) -> Extraction:
    return texts.read(text, "kk", "2025-05-14")


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("Кеше Семей медицина университетінде жиын өтті.", "Семей медицина университеті"),
        ("Бүгін Ғылым және жоғары білім министрлігінен хат келді.", "Ғылым және жоғары білім министрлігі"),
        ("Бүгін Батыс Қазақстан медицина университеті ашылды.", "Батыс Қазақстан медицина университеті"),
        ("Астанада Назарбаев Университеті ашылды.", "Назарбаев Университеті"),
        ("Біз «Курчатов институтына» бардық.", "Курчатов институты"),
        ("Ол Satbayev University ғимаратында өтті.", "Satbayev University"),
        ("Bügın Seged universitetınıñ delegasiasy keldı.", "Seged universitetı"),
    ],
)
def test_names_end_with_their_head_in_the_nominative(text: str, name: str) -> None:
    assert {found.strip("«»") for found in names(read(text), "organisation")} == {name}


def test_a_post_follows_its_organisation_and_precedes_its_holder() -> None:
    (office,) = of_kind(read(SIGNED), "office")
    assert values(office, "person") == ["Маргарет Элсворт"]
    assert values(office, "office") == ["ректор"]
    assert values(office, "organisation") == ["Глазго университеті"]


def test_a_deputy_and_a_double_post_are_one_post_each() -> None:
    text = (
        "Жиынға Хиросима университетінің Басқарма төрағасы – ректоры Әсет Мұқанов пен Ғылым және "
        "жоғары білім министрінің бірінші орынбасары Мұрат Әділханов қатысты."
    )
    found = {
        str(values(office, "person")[0]): values(office, "office") for office in of_kind(read(text), "office")
    }
    assert found == {
        "Әсет Мұқанов": ["Басқарма төрағасы – ректор"],
        "Мұрат Әділханов": ["Ғылым және жоғары білім министрінің бірінші орынбасары"],
    }


def test_an_agreement_with_parties_and_signatory() -> None:
    (agreement,) = of_kind(read(SIGNED), "agreement")
    assert values(agreement, "kind") == ["memorandum"]
    assert values(agreement, "status") == ["signed"]
    assert set(values(agreement, "parties")) == {
        "Қорқыт ата атындағы Қызылорда университеті",
        "Глазго университеті",
    }
    assert values(agreement, "signatories") == ["Маргарет Элсворт"]


def test_figures_and_money() -> None:
    extraction = read(SIGNED)
    assert [values(figure, "value") for figure in of_kind(extraction, "figure")] == [[120]]
    (money,) = of_kind(extraction, "funding")
    assert values(money, "amount") == [180_000_000]
    assert values(money, "currency") == ["KZT"]


@pytest.mark.parametrize(
    ("word", "lemma"),
    [
        ("меморандумға", "меморандум"),
        ("университетінің", "университеті"),
        ("ректорымен", "ректор"),
        ("universitetınıñ", "университеті"),
        ("kelısımge", "келісім"),
        ("тауларда", "тауларда"),
    ],
)
def test_lemmas_are_words_of_the_lexicon_in_cyrillic(word: str, lemma: str) -> None:
    (analysed,) = pack("kk").analyse([(word, blocks(word))])
    assert analysed.tokens[0].lemma == lemma


def test_ordinary_words_are_no_names() -> None:
    extraction = read(
        "Университет студенттері кеше орталық алаңда би кешін өткізді. Кеште көңілді әндер шырқалды."
    )
    assert names(extraction, "organisation") == set()
    assert names(extraction, "person") == set()
    assert of_kind(extraction, "agreement") == []


PIECES = st.lists(
    st.sampled_from(
        [
            "Қорқыт",
            "ата",
            "атындағы",
            "Қызылорда",
            "университеті",
            "мен",
            "ректоры",
            "Маргарет",
            "Элсворт",
            "қол",
            "қойды",
            "меморандумға",
            ".",
            ",",
            "«",
            "»",
            "–",
            "С.",
            "12",
            "млн",
            "теңге",
            "бөлді",
            "\n\n",
            "Satbayev",
            "University",
            "министрінің",
            "орынбасары",
            "қоры",
        ]
    ),
    max_size=30,
)


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(PIECES)
def test_offsets_are_true_whatever_the_text(pieces: list[str]) -> None:
    text = " ".join(pieces)
    assert all(statement.quote.stands_in(text) for statement in read(text).statements)


@pytest.mark.parametrize(("verb", "status"), [("ашылды", "open"), ("ашылады", "planned")])
def test_a_branch_is_opened_or_planned_by_the_tense_of_its_verb(verb: str, status: str) -> None:
    extraction = read(f"Самарқанд университетінде ОмМУ филиалы {verb}.")
    establishment = only(extraction, "establishment")
    assert values(establishment, "status") == [status]
    assert "Самарқанд" not in str(values(establishment, "name")[0])


def test_the_alphabet_of_2018_is_read_like_that_of_2021() -> None:
    text = (
        "Alataý ýnıversıteti Seýl ýnıversıtetimen memorandýmǵa qol qoıdy. Qujatqa Alataý ýnıversıtetiniń "
        "rektory Aıgúl Sársenova qol qoıdy. Almatyda «Muz» halyqaralyq konferensııasy ótti. "
        "Seýl ýnıversıteti 2025 jylǵy 15 qańtarda ortaq jobaǵa 12 mln teńge bóldi."
    )
    found = read(text)
    agreement = only(found, "agreement")
    assert set(values(agreement, "parties")) == {"Alataý ýnıversıteti", "Seýl ýnıversıteti"}
    assert values(agreement, "signatories") == ["Aıgúl Sársenova"]
    assert values(only(found, "office"), "office") == ["rektor"]
    assert values(only(found, "event"), "place") == ["Almaty"]
    assert values(only(found, "funding"), "amount") == [12_000_000]


def test_a_body_honoured_with_its_acronym_ends_before_the_next_name() -> None:
    found = read("Қ.И. Сәтбаев атындағы ҚазҰТЗУ Грац университетімен келісім жасасты.")
    (agreement,) = of_kind(found, "agreement")
    assert values(agreement, "parties") == ["Қ.И. Сәтбаев атындағы ҚазҰТЗУ", "Грац университеті"]


def test_renewable_energy_renews_no_agreement() -> None:
    found = read(
        "Торайғыров университеті мен Грац университеті жаңартылатын энергия саласындағы әріптестік туралы "
        "меморандумға қол қойды."
    )
    (agreement,) = of_kind(found, "agreement")
    assert values(agreement, "status") == ["signed"]
