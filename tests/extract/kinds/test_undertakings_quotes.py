"""Whatever the text: the readers of projects, bodies, figures and money never fail and quote truly."""

from hypothesis import given, settings
from hypothesis import strategies as st

from kelisim.extract.kinds.establishments import establishments
from kelisim.extract.kinds.figures import figures
from kelisim.extract.kinds.funding import funding
from kelisim.extract.kinds.programmes import programmes
from kelisim.extract.kinds.projects import projects
from tests.extract.kinds.texts import Names, reading

NAMES: Names = {"Alder University": "organisation", "Norland": "place", "Ana Lind": "person"}
PIECES = [
    "Alder University",
    "Norland",
    "Ana Lind",
    "the DREAM project",
    "a project called “X”",
    "opened",
    "will establish",
    "a joint laboratory",
    "campuses",
    "branch of",
    "funded by",
    "€2 million",
    "($5m)",
    "from",
    "to",
    "12",
    "three-year",
    "students",
    "40th anniversary of",
    "dual degrees in",
    "programmes:",
    "and",
    ",",
    "in",
    "which",
    ":",
    "\n\n- ",
    "\n\n",
    ". ",
    "“",
    "”",
    "for three years",
]


@settings(max_examples=60, deadline=None)
@given(st.lists(st.sampled_from(PIECES), max_size=30).map(" ".join))
def test_readers_never_fail_and_quote_truly(text: str) -> None:
    analysed = reading(text, NAMES)
    for find in (projects, programmes, establishments, figures, funding):
        found = list(find(analysed, "test"))
        assert found == list(find(analysed, "test"))
        for statement in found:
            assert statement.quote.stands_in(text)
            assert all(value.quote.stands_in(text) for value in statement.values)
