import pytest
from hypothesis import given
from hypothesis import strategies as st

from kelisim.spelling import bases


@pytest.mark.parametrize(
    ("form", "base"),
    [
        ("казахстане", "казахстан"),
        ("польше", "польша"),
        ("польшей", "польша"),
        ("грузии", "грузия"),
        ("китаем", "китай"),
        ("рязани", "рязань"),
        ("караганды", "караганды"),
        ("караганде", "караганда"),
        ("штатов", "штаты"),
        ("соединенных", "соединенные"),
        ("новой", "новая"),
        ("қазақстанның", "қазақстан"),
        ("алматыдағы", "алматы"),
        ("германияның", "германия"),
        ("ұлыбританиядан", "ұлыбритания"),
        ("өскеменде", "өскемен"),
        ("astanada", "astana"),
        ("londonda", "london"),
        ("deutschlands", "deutschland"),
        ("kasachischen", "kasachisch"),
    ],
)
def test_bases_hold_the_base(form, base):
    assert base in bases(form)


@given(st.text(min_size=1, max_size=30))
def test_bases_begin_with_the_word_and_are_few(word):
    found = bases(word)
    assert found[0] == word
    assert len(found) <= 16
    assert all(len(base) > 0 for base in found)
