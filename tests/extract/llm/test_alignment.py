"""What is found stands in the text, between borders of words; what does not stand there is not found."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from kelisim.extract.llm.alignment import find, gathered, inflected, places

TEXT = (
    "On 5 May 2013 “Nazarbayev University” and the École normale supérieure agreed on student\u00a0exchange "
    "– for 3\u202f000 students. On 5 May 2015 Nazarbayev University\nand UCLA agreed, too. "
    "Соглашение подписано с Казахским национальным университетом имени аль-Фараби."
)


def found(wanted, text=TEXT, near=0):
    span = find(text, wanted, (0, len(text)), near)
    return None if span is None else text[span.start : span.end]


@pytest.mark.parametrize(
    ("wanted", "stands"),
    [
        ("Nazarbayev University", "Nazarbayev University"),
        ('"nazarbayev university"', "Nazarbayev University"),
        ("Ecole Normale Superieure", "École normale supérieure"),
        ("E\u0301cole normale supe\u0301rieure", "École normale supérieure"),
        ("student exchange - for 3 000 students", "student\u00a0exchange – for 3\u202f000 students"),
        ("Nazarbayev University and UCLA", "Nazarbayev University\nand UCLA"),
        ("agreed on studnet exchange", "agreed on student\u00a0exchange"),
        (
            "Казахский национальный университет имени аль-Фараби",
            "Казахским национальным университетом имени аль-Фараби",
        ),
    ],
)
def test_words_are_found_in_the_writing_of_the_text(wanted, stands):
    assert found(wanted) == stands


@pytest.mark.parametrize(
    "wanted",
    [
        "UCL",  # within a word
        "University of Oxford",
        "On 5 May 2014",  # nearly there, but another year
        "agreed on staff exchange",
        "Nazarbayev University … student exchange",
        "exchnge",  # short: every letter tells
        "",
        "“”",
    ],
)
def test_what_does_not_stand_there_is_not_found(wanted):
    assert found(wanted) is None


@pytest.mark.parametrize(
    ("wanted", "stands"),
    [
        ("Астана", "Астане"),
        ("общая лаборатория", "общую лабораторию"),
        ("agreement of 2013", None),  # numbers have no endings
        ("Астрахань", None),
    ],
)
def test_words_are_found_with_other_endings(wanted, stands):
    assert found(wanted, "В Астане открыли общую лабораторию. An agreement of 2015 exists.") == stands


@pytest.mark.parametrize(
    ("wanted", "stands"),
    [
        ("students of foreign branches", "students at branches of foreign"),
        ("foreign branches in Kazakhstan", None),
        ("students signed", None),  # not in one sentence
        ("students", None),  # one word is found, or not
    ],
)
def test_a_phrase_is_gathered_from_a_short_stretch_of_one_sentence(wanted, stands):
    text = "There are 300 students at branches of foreign universities. The rectors signed."
    span = gathered(text, wanted, (0, len(text)))
    assert (None if span is None else text[span.start : span.end]) == stands


def test_a_word_said_twice_has_to_stand_there_twice():
    once, twice = "It was signed in Almaty.", "It was signed in Almaty and signed in Leeds."
    assert gathered(once, "signed signed", (0, len(once))) is None
    span = gathered(twice, "signed signed", (0, len(twice)))
    assert span is not None
    assert twice[span.start : span.end] == "signed in Almaty and signed"
    assert 0 < span.nearness <= 1


def test_of_several_places_the_nearest_is_taken():
    first = find(TEXT, "Nazarbayev University", (0, len(TEXT)), 0)
    second = find(TEXT, "Nazarbayev University", (0, len(TEXT)), len(TEXT))
    assert first.start < second.start
    assert len(list(places(TEXT, "Nazarbayev University"))) == 2


def test_nothing_is_found_outside_the_part():
    end = TEXT.index("student")
    assert find(TEXT, "student\u00a0exchange", (0, end), 0) is None
    assert find(TEXT, "agreed on studnet exchange", (0, end), 0) is None


def test_accents_written_after_their_letter_belong_to_the_word():
    text = "with Cafe\u0301 Science today"
    assert found("café science", text) == "Cafe\u0301 Science"
    assert found("cafe", text) == "Cafe\u0301"


def test_scripts_without_blanks_have_borders_everywhere():
    assert found("北京大学", "协议由北京大学签署") == "北京大学"


@given(st.text(max_size=300), st.data())
@settings(max_examples=300, deadline=None)
def test_whatever_is_found_is_a_span_of_the_text(text, data):
    wanted = data.draw(st.text(max_size=40) | st.sampled_from([text, text[3:40], text[::2]]))
    spans = [find(text, wanted, (0, len(text)), 0), gathered(text, wanted, (0, len(text)))]
    for span in [*filter(None, spans), *inflected(text, wanted)]:
        assert 0 <= span.start < span.end <= len(text)
        assert 0.0 < span.nearness <= 1.0
        assert text[span.start : span.end].strip() != ""
