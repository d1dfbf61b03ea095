"""Russian: names in base form, posts, agents in the instrumental, true offsets on any text."""

from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from kelisim.model import Extraction
from tests.extract.languages import texts
from tests.extract.languages.texts import names, of_kind, only, values

EXAMPLES = Path(__file__).parents[3] / "examples"

SIGNED = (
    "12 мая 2025 года в Бишкеке меморандум о сотрудничестве между Нарынским государственным университетом "
    "имени С. Нааматова (НГУ) и Латвийским институтом органического синтеза был подписан ректором Айбеком "
    "Токтогуловым и директором института Кристиной Озолой. Документ предусматривает обмен студентами и "
    "совместные исследования."
)


def read(text: str, published: str | None = "2025-05-13") -> Extraction:
    return texts.read(text, "ru", published)


def offices(extraction: Extraction) -> set[tuple[str | int | float | None, ...]]:
    return {
        tuple(next(iter(values(statement, slot)), None) for slot in ("person", "office", "organisation"))
        for statement in extraction.statements
        if statement.kind == "office"
    }


def test_inflected_organisations_come_out_in_the_nominative_with_the_text_as_quote() -> None:
    extraction = read(SIGNED)
    assert names(extraction, "organisation") == {
        "Нарынский государственный университет имени С. Нааматова",
        "Латвийский институт органического синтеза",
    }
    university = next(r for r in extraction.referents if r.name.startswith("Нарынский"))
    assert university.mentions[0].text == "Нарынским государственным университетом имени С. Нааматова"
    assert "НГУ" in university.forms


def test_people_in_the_instrumental_come_out_in_the_nominative() -> None:
    assert names(read(SIGNED), "person") == {"Айбек Токтогулов", "Кристина Озола"}


def test_a_passive_signing_has_its_parties_signatories_and_commitments() -> None:
    agreement = only(read(SIGNED), "agreement")
    assert values(agreement, "kind") == ["memorandum"]
    assert values(agreement, "status") == ["signed"]
    assert values(agreement, "date") == ["2025-05-12"]
    assert values(agreement, "place") == ["Бишкек"]
    assert len(values(agreement, "parties")) == 2
    assert set(values(agreement, "signatories")) == {"Айбек Токтогулов", "Кристина Озола"}
    assert values(agreement, "commitments") == ["обмен студентами", "совместные исследования"]


def test_active_signing_with_the_subject_after_the_verb() -> None:
    text = (
        "Соглашение между Ереванским институтом физики и Тартуским университетом подписали ректор Тартуского "
        "университета Яан Саар и директор Ереванского института физики Ашот Геворкян."
    )
    extraction = read(text)
    assert set(values(only(extraction, "agreement"), "signatories")) == {"Яан Саар", "Ашот Геворкян"}
    assert offices(extraction) == {
        ("Яан Саар", "ректор", "Тартуский университет"),
        ("Ашот Геворкян", "директор", "Ереванский институт физики"),
    }


@pytest.mark.parametrize(
    ("text", "status"),
    [
        ("Договор между Томским университетом и Ошским университетом будет подписан осенью.", "planned"),
        ("Томский университет и Ошский университет планируют подписать договор осенью.", "planned"),
        ("Томский университет и Ошский университет подписали договор в Оше.", "signed"),
        ("Томский университет и Ошский университет продлили договор на три года.", "renewed"),
    ],
)
def test_status_of_an_agreement(text: str, status: str) -> None:
    assert values(only(read(text), "agreement"), "status") == [status]


def test_a_wish_to_sign_is_no_agreement() -> None:
    text = "Томский университет и Ошский университет не подписали договор."
    assert all(s.kind != "agreement" for s in read(text).statements)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            "Встречу провёл министр просвещения Кыргызской Республики Нурлан Бекболотов.",
            ("Нурлан Бекболотов", "министр просвещения", "Кыргызская Республика"),
        ),
        (
            "Делегацию принял проректор КазНУ по науке Ерлан Сарсенов.",
            ("Ерлан Сарсенов", "проректор по науке", "КазНУ"),
        ),
        (
            "Гости беседовали с деканом химического факультета Тартуского университета Яаном Сааром.",
            ("Яан Саар", "декан химического факультета", "Тартуский университет"),
        ),
        (
            "Слово взяла Председатель Правления – Ректор Павлодарского педагогического университета "
            "Асия Омарова.",
            ("Асия Омарова", "Председатель Правления – Ректор", "Павлодарский педагогический университет"),
        ),
    ],
)
def test_posts_before_names(text: str, expected: tuple[str, str, str]) -> None:
    assert expected in offices(read(text))


def test_an_apposition_in_another_case_is_not_taken() -> None:
    text = "Научным руководителем назначен профессор Пак Чон Хо, исполнительным директором – Айнура Осмонова."
    assert ("Пак Чон Хо", "исполнительный директор", None) not in offices(read(text))


def test_initials_and_full_name_are_one_person() -> None:
    text = "Проректор Ошского университета Айжан Токоева открыла школу. А. Токоева поблагодарила гостей."
    assert names(read(text), "person") == {"Айжан Токоева"}


def test_quoted_names_keep_their_marks_and_lose_their_case() -> None:
    text = (
        "Контракт между АО «Алтынтелеком» и Карагандинским университетом подписан с «Алтынтелекомом» в мае."
    )
    assert "АО «Алтынтелеком»" in names(read(text), "organisation")


def test_common_nouns_are_no_organisations() -> None:
    text = "Студенты университета посетили факультет, лабораторию и институт. Ректорат поблагодарил кафедру."
    assert names(read(text), "organisation") == set()


@pytest.mark.parametrize("path", sorted(EXAMPLES.glob("*.md")), ids=lambda path: path.stem)
def test_examples_read_as_russian_have_true_offsets(path: Path) -> None:
    text = path.read_text("utf-8")
    assert all(statement.quote.stands_in(text) for statement in read(text).statements)


_WORDS = st.sampled_from(
    [
        *SIGNED.split(),
        "«",
        "»",
        "–",
        "(",
        ")",
        "\n\n",
        "им.",
        "РК",
        "МНВО",
        "и.о.",
        "ректор",
        "👩‍🔬",
        "а́",
        "שלום",
        "\u202e",
    ]
)


@settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(st.one_of(st.lists(_WORDS, max_size=40).map(" ".join), st.text(max_size=120)))
def test_any_text_is_read_with_true_offsets(text: str) -> None:
    assert all(statement.quote.stands_in(text) for statement in read(text, None).statements)


def test_what_will_be_signed_is_planned() -> None:
    text = "Осенью Алтайский университет и Университет Осло подпишут соглашение об обмене студентами."
    agreement = only(read(text), "agreement")
    assert values(agreement, "status") == ["planned"]
    assert values(agreement, "commitments") == ["обмен студентами"]


def test_a_term_is_no_subject_of_an_agreement() -> None:
    text = "Алтайский университет и Университет Осло подписали меморандум на пять лет."
    assert values(only(read(text), "agreement"), "commitments") == []


def test_a_dash_stands_for_a_verb_told_before() -> None:
    text = (
        "На полях форума Алтайский университет подписал меморандум с Университетом Осло, Институт почв – "
        "соглашение об обмене аспирантами с Университетом Бергена, а Фонд степи и Университет Турку – "
        "декларацию о намерениях."
    )
    found = of_kind(read(text), "agreement")
    assert [(values(each, "kind"), set(values(each, "parties"))) for each in found] == [
        (["memorandum"], {"Алтайский университет", "Университет Осло"}),
        (["agreement"], {"Институт почв", "Университет Бергена"}),
        (["letter_of_intent"], {"Фонд степи", "Университет Турку"}),
    ]
    assert [values(each, "place") for each in found] == [[], [], []]
