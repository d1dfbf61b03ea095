"""A fault on one document costs that document alone."""

import pickle

from kelisim.extract import GRAMMAR, NotExtracted, extract_many
from kelisim.extract.extractor import each_told
from kelisim.model import Document, Extraction, document_id


def _document(text: str) -> Document:
    return Document(document_id(text.encode()), text, "en")


def _failing(documents):
    for document in documents:
        if "fault" in document.text:
            raise IndexError("tuple index out of range")
        yield Extraction(document.id, "some 1")


def test_the_document_on_which_reading_fails_is_told_and_the_rest_are_read() -> None:
    texts = [
        "One.",
        "Two, with a fault.",
        "Three.",
        *(f"Number {n}." for n in range(40)),
        "A fault at the end.",
    ]
    documents = [_document(text) for text in texts]
    told = list(each_told(_failing, documents))
    failed = [n for n, each in enumerate(told) if isinstance(each, NotExtracted)]
    assert failed == [1, 43]
    assert [each.document for each in told] == [document.id for document in documents]
    line = told[1].message
    assert "IndexError in test_extractor.py, line" in line
    assert "please report it" in line
    assert "\n" not in line


def test_documents_that_are_read_come_out_as_they_are() -> None:
    documents = [_document("The University of Leeds and KazNU signed a memorandum."), _document("")]
    assert list(GRAMMAR.read(iter(documents))) == list(extract_many(documents))


def test_the_extractor_goes_to_other_processes() -> None:
    (told,) = pickle.loads(pickle.dumps(GRAMMAR)).read([_document("Nothing.")])
    assert told.statements == ()
