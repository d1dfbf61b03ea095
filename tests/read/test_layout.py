"""Lines of printed pages to paragraphs, whatever the lines."""

from hypothesis import given
from hypothesis import strategies as st

from kelisim.read.layout import Line, Sheet, paragraphs

LINES = st.builds(
    lambda words, left, width, bottom, size, hyphenated: Line(
        " ".join(words), left, left + width, bottom, bottom + size, size, hyphenated
    ),
    words=st.lists(st.text("абвabcABC.-•1", min_size=1, max_size=8), min_size=1, max_size=8),
    left=st.floats(0, 500),
    width=st.floats(1, 500),
    bottom=st.floats(0, 842),
    size=st.floats(1, 40),
    hyphenated=st.booleans(),
)
SHEETS = st.lists(
    st.builds(lambda found: Sheet(tuple(found), 842.0), st.lists(LINES, max_size=12)), max_size=3
)


@given(SHEETS)
def test_no_letter_is_made_or_lost_but_in_margins(sheets: list[Sheet]) -> None:
    letters = [letter for sheet in sheets for line in sheet.lines for letter in line.text if letter.isalpha()]
    kept = iter(letters)
    told = [letter for letter in paragraphs(sheets) if letter.isalpha()]
    assert all(letter in kept for letter in told)  # in order, none made
    if all(200 < line.bottom < 600 for sheet in sheets for line in sheet.lines):
        assert told == letters


def test_no_lines_give_no_text() -> None:
    assert paragraphs([]) == ""
    assert paragraphs([Sheet((), 842.0)]) == ""
