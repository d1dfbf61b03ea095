"""Whatever the text: no reader fails, every quote is true, and the same text gives the same statements."""

from hypothesis import given, settings
from hypothesis import strategies as st

from kelisim.extract.kinds.agreements import agreements
from kelisim.extract.kinds.events import events
from kelisim.extract.kinds.intentions import intentions
from tests.extract.kinds.texts import Names, reading

NAMES: Names = {"Alder University": "organisation", "Birch University": "organisation", "Ana Lind": "person"}
PIECES = [
    "Alder University",
    "Birch University",
    "Ana Lind",
    "signed",
    "will sign",
    "an agreement",
    "memoranda",
    "between",
    "with",
    "and",
    ",",
    "on 3 May 2024",
    "during the visit to",
    "the forum",
    "expressed interest in",
    "joint research",
    "provides for",
    ":",
    "\n\n- ",
    "\n\n",
    ". ",
    "“",
    "”",
    "for three years",
    "The parties",
]


@settings(max_examples=60, deadline=None)
@given(st.lists(st.sampled_from(PIECES) | st.text(max_size=6), min_size=1, max_size=40))
def test_quotes_are_true_for_any_text(pieces: list[str]) -> None:
    text = " ".join(pieces)
    for find in (agreements, events, intentions):
        first = list(find(reading(text, NAMES), "test"))
        assert first == list(find(reading(text, NAMES), "test"))
        for statement in first:
            assert statement.quote.stands_in(text)
            assert all(value.quote.stands_in(text) for value in statement.values)
