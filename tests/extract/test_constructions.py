"""The docs' list of constructions is what the extraction reads today."""

import pytest
from benchmarks.constructions.table import LANGUAGES, PLURALS, constructions, outcomes, page

from tests.conftest import ROOT


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_table_names_each_construction_once_and_says_something_of_it(language):
    rows = constructions(language)
    assert len({row.name for row in rows}) == len(rows)
    assert all(len(row.expected) > 0 and set(row.only) <= set(PLURALS) for row in rows)


def test_the_page_tells_what_is_read():
    told = (ROOT / "docs" / "constructions.md").read_text("utf-8")
    assert told == page(outcomes()), "python -m benchmarks.constructions.table --write docs/constructions.md"


def test_most_constructions_are_read():
    assert sum(outcome.read == "yes" for outcome in outcomes()) >= 0.7 * len(outcomes())
