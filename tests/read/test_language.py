"""Which language a text is in."""

from pathlib import Path

import pytest

from kelisim.read import language

CORPUS = Path(__file__).parents[3] / "shared" / "corpus" / "texts"

TEXTS = {
    "en": "The rectors of the two universities signed a memorandum on joint research and student exchange.",
    "ru": "Ректоры двух университетов подписали меморандум об исследованиях и об обмене студентами.",
    "kk": "Екі университеттің ректорлары зерттеулер мен студент алмасу туралы меморандумға қол қойды.",
    "de": "Die Rektoren der beiden Universitäten haben eine Vereinbarung über den Austausch unterzeichnet.",
    "uk": "Ректори двох університетів підписали меморандум про спільні дослідження та обмін студентами.",
    "ky": "Эки университеттин ректорлору биргелешкен изилдөөлөр жөнүндө меморандумга кол коюшту.",
    "tr": "İki üniversitenin rektörleri ortak araştırmalar ve öğrenci değişimi için mutabakat imzaladı.",
    "uz": "Ikki universitet rektorlari qo‘shma tadqiqotlar to‘g‘risidagi memorandumni imzoladilar.",
    "fr": "Les recteurs des deux universités ont signé un protocole d'accord sur les échanges d'étudiants.",
    "pl": "Rektorzy obu uniwersytetów podpisali porozumienie o wspólnych badaniach i wymianie studentów.",
    "zh": "两所大学的校长签署了关于水文学合作的谅解备忘录，并同意每年交换十名学生。",
    "nl": "De rectoren van de twee universiteiten hebben een overeenkomst over de uitwisseling getekend.",
}
KAZAKH_LATIN = (
    "Ekı universitettıñ rektorlary bügın bırlesken zertteuler men student almasu turaly memorandumğa qol "
    "qoidy. Taraptar jyl saiyn on student pen bes oqytuşy almasady."
)
KAZAKH_LATIN_2018 = (
    "Eki ýnıversıtettiń rektorlary búgin birlesken zertteýler men stýdent almasý týraly memorandýmǵa qol "
    "qoıdy. Taraptar jyl saıyn on stýdent pen bes oqytýshy almasady."
)
KAZAKH_WITH_LATIN_I = (
    "Екi университеттiң ректорлары бiрлескен зерттеулер мен студент алмасу туралы меморандумға қол қойды."
)


@pytest.mark.parametrize("code", TEXTS)
def test_tell(code: str) -> None:
    assert language.tell(TEXTS[code]) == code


@pytest.mark.parametrize("text", [KAZAKH_LATIN, KAZAKH_LATIN_2018, KAZAKH_WITH_LATIN_I])
def test_tell_knows_kazakh_however_it_is_written(text: str) -> None:
    assert language.tell(text) == "kk"


def test_tell_keeps_russian_with_kazakh_names_russian() -> None:
    text = (
        "В Университете имени Әл-Фараби и в «Қазақстан ғарыш сапары» рассказали о том, что договор был "
        "подписан ещё в прошлом году, а лаборатория откроется после ремонта."
    )
    assert language.tell(text) == "ru"


def test_tell_takes_the_language_of_most_of_the_text() -> None:
    assert language.tell(f"{TEXTS['kk']}\n\n{TEXTS['kk']}\n\n{TEXTS['ru']}") == "kk"
    assert language.tell(f"{TEXTS['ru']}\n\n{TEXTS['en']}\n\n{TEXTS['ru']}") == "ru"


def test_tell_asks_the_tag_only_where_the_text_says_nothing() -> None:
    assert language.tell(TEXTS["kk"], "en") == "kk"
    assert language.tell("2026: 12 %", "kz") == "kk"
    assert language.tell("2026: 12 %") is None
    assert language.tell(TEXTS["kk"], "ru", sure=True) == "ru"


@pytest.mark.parametrize(
    ("tag", "code"),
    [
        ("kk-KZ", "kk"),
        ("kz", "kk"),
        ("rus", "ru"),
        ("en_GB", "en"),
        (" DE ", "de"),
        ("x-default", None),
        (None, None),
    ],
)
def test_of_tag(tag: str | None, code: str | None) -> None:
    assert language.of_tag(tag) == code


def test_long_text_is_told_by_parts_of_it() -> None:
    assert language.tell(f"{TEXTS['de']}\n" * 20_000) == "de"


@pytest.mark.skipif(not CORPUS.is_dir(), reason="the evaluation corpus is not here")
def test_tell_is_right_on_every_text_of_the_evaluation_corpus() -> None:
    wrong = {}
    for path in sorted(CORPUS.glob("*.txt")):
        expected = "en" if path.name.startswith("seed") else path.name[:2]
        told = language.tell(path.read_text("utf-8"))
        if told != expected:
            wrong[path.name] = told
    assert wrong == {}
