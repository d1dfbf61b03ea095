import pytest

from kelisim.extract import extract
from kelisim.model import Document, Statement, document_id


def _offices(text: str) -> list[Statement]:
    document = Document(document_id(text.encode()), text, "en")
    found = [s for s in extract(document).statements if s.kind == "office"]
    for statement in found:
        assert statement.quote.stands_in(text)
        assert all(value.quote.stands_in(text) for value in statement.values)
    return found


def test_each_post_of_a_person_is_one_statement() -> None:
    found = _offices("Nancy Rothwell is President and Vice-Chancellor of the University of Manchester.")
    assert sorted(str(s.first("office").value) for s in found) == ["President", "Vice-Chancellor"]  # type: ignore[union-attr]
    assert {str(s.first("person").value) for s in found} == {"Nancy Rothwell"}  # type: ignore[union-attr]


def test_an_office_without_an_organisation_leaves_the_slot_empty() -> None:
    (found,) = _offices("Project Manager Dan Still invited everyone.")
    assert found.first("organisation") is None


def test_the_statement_rests_on_the_sentence_of_person_and_office() -> None:
    text = "The talks were long. Rector Saule Rakhmetullina thanked the guests. They left."
    (found,) = _offices(text)
    assert found.quote.text == "Rector Saule Rakhmetullina thanked the guests."


@pytest.mark.parametrize(
    "text",
    [
        "Lakeside University was represented by its Registrar, Puan Nora Salleh.",
        "For Lakeside University it was signed by Registrar Nora Salleh.",
        "The statue is a gift from Lakeside University (Registrar Nora Salleh) to the town.",
    ],
)
def test_who_acts_for_an_organisation_serves_it(text: str) -> None:
    found = [(s.first("person").value, s.first("organisation").value) for s in _offices(text)]  # type: ignore[union-attr]
    assert found == [("Nora Salleh", "Lakeside University")]
