"""Phrases as words."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kelisim.register.projection.words import dice, due_year, fold, phrase, ranks, same_content


@pytest.mark.parametrize(
    ("ours", "theirs", "same"),
    [
        (("student exchange", "en"), ("exchange of students", "en"), True),
        (("student exchange", "en"), ("обмен студентами", "ru"), True),
        (("student exchange", "en"), ("студент алмасу", "kk"), True),
        (("student exchange", "en"), ("Austausch von Studierenden", "de"), True),
        (("foreign university branches", "en"), ("филиалы зарубежных вузов", "ru"), True),
        (("joint laboratory of optics", "en"), ("an optics laboratory", "en"), True),
        (
            ("preparation of international scientific publications", "en"),
            ("scientific publications", "en"),
            True,
        ),
        (("student exchange", "en"), ("staff exchange", "en"), False),
        (("joint research projects", "en"), ("joint educational projects", "en"), False),
        (("two laboratories", "en"), ("3 laboratories", "en"), False),
        (("two laboratories", "en"), ("2 laboratories", "en"), True),
        (("further development of cooperation", "en"), ("student exchange", "en"), False),
        (("development", "en"), ("research", "en"), False),
        (("dual degree programme in geology", "en"), ("dual degree programme in metallurgy", "en"), False),
    ],
)
def test_phrases_mean_the_same_where_no_word_that_matters_differs(
    ours: tuple[str, str], theirs: tuple[str, str], same: bool
) -> None:
    assert same_content(phrase(*ours), phrase(*theirs)) == same
    assert same_content(phrase(*theirs), phrase(*ours)) == same


@given(st.text(max_size=40), st.sampled_from(["en", "ru", "kk", "de", None]))
def test_any_text_is_a_phrase_that_means_the_same_as_itself(text: str, language: str | None) -> None:
    assert same_content(phrase(text, language), phrase(text, language))
    assert fold(fold(text)) == fold(text)


@given(st.frozensets(st.text(max_size=3)), st.frozensets(st.text(max_size=3)))
def test_dice_is_symmetric_and_between_nothing_and_all(ours: frozenset[str], theirs: frozenset[str]) -> None:
    assert 0 <= dice(ours, theirs) == dice(theirs, ours) <= 1


@pytest.mark.parametrize(
    ("text", "year"),
    [
        ("open a campus by 2027", "2027"),
        ("открыть филиал до 2028 года", "2028"),
        ("bis 2026 ein Labor aufbauen", "2026"),
        ("2029 жылға дейін филиал ашу", "2029"),
        ("Horizon 2020 applications", None),
        ("student exchange", None),
        ("train 2000 teachers", None),
    ],
)
def test_the_year_by_which_something_is_due(text: str, year: str | None) -> None:
    assert due_year(text) == year


def test_ranks_are_the_same_in_all_languages() -> None:
    assert ranks("Vice-Rector", "en") == ranks("проректор", "ru") == ranks("Prorektor", "de") == {"deputy"}
    assert ranks("Rector", "en") == ranks("ректор", "ru") == frozenset()
