import pytest
from hypothesis import given
from hypothesis import strategies as st

from kelisim.spelling import STANDARDS, cyrillic_forms, cyrillise, is_cyrillic, romanisations, romanise

CYRILLIC = "абвгдеёжзийклмнопрстуфхцчшщъыьэюяәғқңөұүһі"
TEXTS = st.text(alphabet=CYRILLIC + " -", max_size=40)


@pytest.mark.parametrize(
    ("standard", "latin"),
    [
        ("bgn", "Yevgeniy Shchukin"),
        ("iso9", "Evgenij Ŝukin"),
        ("ala", "Evgeniĭ Shchukin"),
        ("passport", "Evgenii Shchukin"),
        ("duden", "Jewgenii Schtschukin"),
    ],
)
def test_romanise_follows_the_standard_in_russian(standard, latin):
    assert romanise("Евгений Щукин", standard) == latin


@pytest.mark.parametrize(
    ("standard", "latin"),
    [
        ("bgn", "Qasym-Zhomart Toqaev"),  # 1979: no glide in Kazakh
        ("kk2021", "Qasym-Jomart Toqaev"),
        ("passport", "Kasym-Zhomart Tokaev"),
    ],
)
def test_romanise_follows_the_standard_in_kazakh(standard, latin):
    assert romanise("Қасым-Жомарт Тоқаев", standard) == latin


def test_romanise_keeps_case_of_acronyms_and_words():
    assert romanise("ЩУКА Щука ЮНЕСКО Юг Я.") == "SHCHUKA Shchuka YUNESKO Yug Ya."


@given(TEXTS)
def test_iso9_is_reversible(text):
    assert cyrillise(romanise(text, "iso9"), "iso9") == text


@given(TEXTS, st.sampled_from(STANDARDS))
def test_romanise_leaves_no_cyrillic(text, standard):
    assert not is_cyrillic(romanise(text, standard))


@given(st.text(max_size=200), st.sampled_from(STANDARDS))
def test_any_text_can_be_put_into_either_script(text, standard):
    assert isinstance(romanise(text, standard), str)
    plain = "".join(letter for letter in text if not letter.isalpha())
    assert romanise(plain, standard) == plain  # what is no letter stays
    assert isinstance(cyrillise(text, standard), str)


def test_kazakh_latin_goes_back_to_cyrillic():
    assert cyrillise("Öskemen qalasy", "kk2021") == "өскемен қаласы"


def test_romanisations_come_once_each():
    assert romanisations("Анна") == ("Anna",)
    assert "Kosherbayev" in romanisations("Кошербаев")


@pytest.mark.parametrize(
    ("word", "forms"),
    [
        ("Rossiyskaya", ("российская",)),
        ("Rossijskaâ", ("российская",)),
        ("Rossiĭskai͡a", ("российская",)),
        ("natsional'nyy", ("национальный",)),
        ("nacionalʹnyj", ("национальный",)),
        ("federalny", ("федеральны",)),
        ("Uralskogo", ("уральского",)),
        ("fiziko", ("физико",)),
        ("imeni", ("имени",)),
        ("Evrazijskij", ("эвразийский", "евразийский")),
        ("Yevraziyskiy", ("евразийский",)),
        ("Surgutskij", ("сургуцкий", "сургутский")),
        ("obʺekt", ("объект",)),
        ("Quartzville", ()),
        ("ETH2", ()),
    ],
)
def test_cyrillic_forms_reads_the_letters_of_the_standards(word, forms):
    assert cyrillic_forms(word) == forms
