"""Endings as the lexicon of a language has them."""

from kelisim.extract.analysis import Token
from kelisim.extract.endings import after_stem, bears_plural, case_shown, is_plural, is_possessed, unpossessed
from kelisim.extract.lexicon import lexicon

KAZAKH = lexicon("kk")


def word(text: str, lemma: str) -> Token:
    return Token(0, len(text), text, lemma, "NOUN", "", 0)


def test_after_stem_is_none_where_the_lemma_does_not_begin_the_word() -> None:
    assert after_stem(word("хаттамалар", "хаттама")) == "лар"
    assert after_stem(word("hattamalar", "хаттама")) is None


def test_plural_is_told_by_the_ending_in_both_alphabets() -> None:
    assert bears_plural(KAZAKH, word("меморандумдарға", "меморандум"))
    assert bears_plural(KAZAKH, word("hattamalarğa", "хаттама"))
    assert not bears_plural(KAZAKH, word("меморандумға", "меморандум"))


def test_a_word_that_the_lexicon_has_in_the_plural_is_plural_but_bears_no_ending() -> None:
    sides = word("тараптар", "тараптар")
    assert is_plural(KAZAKH, sides)
    assert not bears_plural(KAZAKH, sides)


def test_what_a_name_bears_shows_its_case() -> None:
    assert [case_shown(KAZAKH, e) for e in ("нің", "дағы", "мен", "нан", "да", "ге", "ні", "")] == [
        "Gen",
        "Adj",
        "Ins",
        "Abl",
        "Loc",
        "Dat",
        "Acc",
        "",
    ]
    assert case_shown(KAZAKH, "нда") == "Loc"


def test_possession_is_told_by_the_last_vowel_of_longer_words() -> None:
    assert is_possessed(KAZAKH, "делегациясы")
    assert not is_possessed(KAZAKH, "екі")


def test_a_possessed_word_may_be_of_several() -> None:
    assert "филиал" in unpossessed(KAZAKH, "филиалы")
    assert "орталық" in unpossessed(KAZAKH, "орталығы")
    assert "академия" in unpossessed(KAZAKH, "академиясы")
    assert unpossessed(KAZAKH, "студент") == {"студент"}
