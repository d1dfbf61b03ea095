"""Where phrases end, and the pieces of a list."""

import pytest

from kelisim.extract.phrases import phrase_end, pieces
from tests.extract.kinds.texts import reading


def split(text: str) -> list[str]:
    read = reading(text, {})
    start = next(i for i, token in enumerate(read.analysis.tokens) if token.lower == "covers") + 1
    end = phrase_end(read, start, len(read.analysis.tokens))
    return [read.analysis.words(first, last) for first, last in pieces(read, start, end)]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("It covers student exchange and joint research.", ["student exchange", "joint research"]),
        (
            "It covers training, data exchange, and staff and student mobility.",
            ["training", "data exchange", "staff and student mobility"],
        ),
        ("It covers grants for teachers, pupils and parents.", ["grants for teachers, pupils and parents"]),
        (
            "It covers the exchange of staff and the opening of a laboratory.",
            ["the exchange of staff", "the opening of a laboratory"],
        ),
        ("It covers joint research, which began in 2010.", ["joint research"]),
        (
            "It covers field trials in the south, exchange of data on ice, and short stays of guests in May.",
            ["field trials in the south", "exchange of data on ice", "short stays of guests in May"],
        ),
        ("It covers joint research, the ministry said.", ["joint research"]),
    ],
)
def test_a_list_falls_into_its_items(text: str, expected: list[str]) -> None:
    assert split(text) == expected
