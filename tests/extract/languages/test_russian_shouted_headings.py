"""Words of a letterhead in capitals are no acronyms of organisations."""

import pytest

from kelisim.extract import corpus_format, extract_many
from kelisim.model import Document, document_id


@pytest.mark.parametrize(
    "text", ["ИНФОРМАЦИОННОЕ ПИСЬМО", "ПРЕСС-РЕЛИЗ № 7/2022", "РЕШЕНИЕ", "УТВЕРЖДАЮ", "ЦИФРЫ"]
)
def test_no_organisation_is_named(text: str) -> None:
    document = Document(document_id(text.encode()), text, "ru", published="2024-03-01")
    assert corpus_format(document, next(iter(extract_many([document]))))["organisations"] == []
