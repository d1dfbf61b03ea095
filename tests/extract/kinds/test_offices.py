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
