"""Sentences and windows lose nothing of a text, whatever it is."""

import re
from itertools import pairwise

from hypothesis import given, settings
from hypothesis import strategies as st

from kelisim.extract.llm.windows import halves, sentences, windows


def texts(text):
    return [text[start:end] for start, end in sentences(text)]


def test_sentences_end_where_they_end():
    assert texts(
        "It was signed. Dr. Ivanova, rector of S. Seifullin University, spoke! Why? «Да». Он ушёл."
    ) == [
        "It was signed.",
        "Dr. Ivanova, rector of S. Seifullin University, spoke!",
        "Why?",
        "«Да».",
        "Он ушёл.",
    ]
    assert texts("双方签署了备忘录。会议在北京举行。") == ["双方签署了备忘录。", "会议在北京举行。"]
    assert texts("A heading\n\nText of 3.6 billion. More") == ["A heading", "Text of 3.6 billion.", "More"]


@given(st.text(max_size=4000))
@settings(max_examples=150, deadline=None)
def test_sentences_hold_every_letter_once(text):
    found = sentences(text)
    assert all(start < end for start, end in found)
    assert all(before[1] <= after[0] for before, after in pairwise(found))
    held = "".join(text[start:end] for start, end in found)
    assert re.sub(r"\s", "", held) == re.sub(r"\s", "", text)


@given(st.lists(st.integers(1, 1000), max_size=60), st.integers(500, 9000))
@settings(max_examples=150, deadline=None)
def test_windows_hold_every_sentence_and_end(lengths, size):
    cut = []
    for length in lengths:
        start = cut[-1][1] + 1 if cut else 0
        cut.append((start, start + length))
    found = windows(tuple(cut), size)
    assert {number for first, last in found for number in range(first, last)} == set(range(len(cut)))
    for first, last in found:
        assert first < last
        assert last - first == 1 or cut[last - 1][1] - cut[first][0] <= size
    assert all(one[0] < other[0] and one[1] < other[1] for one, other in pairwise(found))


def test_neighbouring_windows_share_a_sentence():
    cut = tuple((n * 100, n * 100 + 99) for n in range(100))
    found = windows(cut, 2000)
    assert len(found) > 4
    assert all(other[0] < one[1] for one, other in pairwise(found))


def test_halves_of_a_range():
    assert halves(3, 4) is None
    assert halves(3, 5) == ((3, 4), (4, 5))
    assert halves(0, 10) == ((0, 5), (4, 10))
