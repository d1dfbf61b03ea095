"""Texts that break off, or whose first and last words look as if they stood side by side."""

import pytest

from kelisim.extract import extract
from kelisim.extract.kinds.establishments import establishments
from kelisim.extract.kinds.projects import projects
from kelisim.model import Document, document_id
from tests.extract.kinds.texts import Names, told

NAMES: Names = {"Alder University": "organisation", "Reef Institute": "organisation"}


def names(text: str, language: str = "en") -> set[str]:
    document = Document(document_id(text.encode()), text, language, published="2024-05-01")
    return {referent.name for referent in extract(document).referents}


@pytest.mark.parametrize(
    ("text", "language", "name"),
    [
        ("Alder University signed a memorandum with Dr Ana Lind of", "en", "Ana Lind"),
        ("Alder University and Reef Institute will study", "en", "Alder University"),
        ("On May 3 Rector Bo Falk of Alder University paid a visit to", "en", "Bo Falk"),
        ("Университет Астаны получил грант Министерства науки", "ru", "Университет Астаны"),
    ],
)
def test_a_text_that_breaks_off_is_read(text: str, language: str, name: str) -> None:
    assert name in names(text, language)


@pytest.mark.parametrize(
    ("text", "state"),
    [
        ("Guests came from Norway\n\n– China Joint Laboratory opened in Beijing.", "Norway"),
        ("– China Joint Laboratory works with Thailand", "Thailand"),
    ],
)
def test_a_dash_that_opens_a_line_joins_no_two_states(text: str, state: str) -> None:
    assert {"China Joint Laboratory", state} <= names(text)


def test_the_last_word_of_a_text_leads_to_no_founding_at_its_first() -> None:
    text = "Establish a laboratory. That is what Alder University wants to"
    assert [entry["name"] for entry in told(establishments, text, NAMES)] == [["laboratory"]]


def test_a_german_text_may_close_with_a_number() -> None:
    assert names("– Forschungsstipendien für Studierende (Frist: 15", "de") == set()


def test_a_verb_of_research_may_close_a_text() -> None:
    assert told(projects, "Alder University and Reef Institute will study", NAMES) == []
