"""What the tests of the language packs share: a text read with true quotes, and a look at what it gave."""

from kelisim.extract import extract
from kelisim.model import Document, Extraction, Statement, document_id
from kelisim.register.checks import problems


def read(text: str, language: str, published: str | None) -> Extraction:
    """Return what a text says; assert that the store would take it, every quote at its place."""
    document = Document(document_id(text.encode()), text, language, published=published, name="text.txt")
    extraction = extract(document)
    assert list(problems(document.id, text, extraction)) == []
    return extraction


def names(extraction: Extraction, type: str) -> set[str]:
    return {referent.name for referent in extraction.referents if referent.type == type}


def of_kind(extraction: Extraction, kind: str) -> list[Statement]:
    return [statement for statement in extraction.statements if statement.kind == kind]


def only(extraction: Extraction, kind: str) -> Statement:
    found = of_kind(extraction, kind)
    assert len(found) == 1, [statement.kind for statement in extraction.statements]
    return found[0]


def values(statement: Statement, slot: str) -> list[str | int | float]:
    return [value.value for value in statement.all(slot)]
