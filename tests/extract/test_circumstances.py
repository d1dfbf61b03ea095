"""Where and on what occasion something is signed."""

import pytest

from kelisim.extract.circumstances import occasion_of, place_of
from tests.extract.kinds.texts import Names, reading

NAMES: Names = {"Oslo": "place", "Norland": "place", "Lakeside University": "organisation"}


def found(find: object, text: str) -> str | None:
    read = reading(text, NAMES)
    act = next(i for i, token in enumerate(read.analysis.tokens) if token.lower == "signed")
    span = find(read, act, 0, len(read.analysis.tokens))  # type: ignore[operator]
    return None if span is None else read.analysis.words(*span)


@pytest.mark.parametrize(
    ("text", "place"),
    [
        ("The pact was signed in Oslo on 3 May 2024.", "Oslo"),
        ("The pact was signed at the Harbour Campus by both.", "Harbour Campus"),
        ("The pact was signed at the Tide Centre in Oslo.", "Tide Centre in Oslo"),
        ("They signed a pact on research in agriculture.", None),
        ("The pact was signed in the presence of many.", None),
    ],
)
def test_a_place_is_a_name_or_a_noun_of_places(text: str, place: str | None) -> None:
    assert found(place_of, text) == place


@pytest.mark.parametrize(
    ("text", "occasion"),
    [
        ("The pact was signed during the official visit to Norland.", "official visit to Norland"),
        ("The pact was signed at the Northern Science Forum in Oslo.", "Northern Science Forum in Oslo"),
        ("The pact was signed during the meeting.", None),
        ("The pact was signed in Oslo.", None),
    ],
)
def test_an_occasion_is_an_event(text: str, occasion: str | None) -> None:
    assert found(occasion_of, text) == occasion
