import pytest
from hypothesis import given
from hypothesis import strategies as st

from kelisim.spelling import STANDARDS, fold, romanise, similarity, skeleton, skeletons

SAME = """
Ермек Ermek Yermek Jermek
Кошербаев Kosherbaev Kosherbayev Koscherbajew
Серикбаев Серікбаев Serikbaev Serikbayev Serikbajew
Рахметуллина Rakhmetullina Rahmetullina
Тоқаев Токаев Tokayev Toqayev Toqaev Tokaev Tokajew
Жұмағұлов Жумагулов Zhumagulov Jumagulov Jūmağūlov Dzhumagulov
Шаяхметов Shayakhmetov Shaiakhmetov Schajachmetow Şaiahmetov
Ахметов Akhmetov Ahmetov Achmetow
Назарбаев Nazarbayev Nazarbaev Nasarbajew
Юсупов Yusupov Iusupov Jusupow
Мария Maria Mariya Mariia
Юлия Yulia Iuliia Julia
Евгений Evgeny Yevgeniy Evgenii Jewgeni
Сергей Sergey Sergei Sergej
Алексей Alexey Aleksei
Қуанышбек Kuanyshbek Quanyshbek
Пётр Петр Petr Pyotr
Королёв Korolev Korolyov
Чайковский Tchaikovsky Tschaikowski Chaykovskiy
Хрущёв Khrushchev Chruschtschow
Соловьёв Soloviev Solovyov Solovyev
Müller Mueller Muller
Мюллер Müller
Weiß Weiss
"""


@pytest.mark.parametrize("line", SAME.strip().splitlines())
def test_spellings_of_one_name_have_a_key_in_common_with_the_first(line):
    first, *others = line.split()
    for other in others:
        assert set(skeletons(first)) & set(skeletons(other)), other


@pytest.mark.parametrize(
    "pair",
    ["Dana Diana", "Aliya Ala", "Maria Mara", "Serikbaev Serikbaeva", "Nurbek Nurbol", "Ivanov Ivanova"],
)
def test_different_names_have_no_key_in_common(pair):
    first, second = pair.split()
    assert not set(skeletons(first)) & set(skeletons(second))
    assert similarity(first, second) < 0.95


def test_fold_drops_case_marks_and_punctuation():
    assert fold("  Усть-Каменогорск, ЁЛКИ! ") == "усть каменогорск елки"
    assert fold("Straße Łódź Öskemen O'Neill") == "strasse lodz oskemen oneill"
    assert fold("Й") == "й"


@given(st.text(max_size=60))
def test_fold_is_idempotent(text):
    assert fold(fold(text)) == fold(text)


@given(st.text(max_size=60))
def test_any_word_has_a_key(word):
    assert skeleton(word) == skeletons(word)[0]
    assert similarity(word, word) == 1.0


@given(st.text(alphabet="абвгдзиклмнопрстуф", min_size=2, max_size=12), st.sampled_from(STANDARDS))
def test_similarity_is_symmetric_across_scripts(word, standard):
    latin = romanise(word, standard)
    assert similarity(word, latin) == similarity(latin, word)
