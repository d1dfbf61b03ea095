"""The extraction as a whole, on texts of our own and on any text at all."""

import re
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from kelisim.extract import LANGUAGES, extract, extract_many
from kelisim.model import Document, document_id
from tests.conftest import ROOT, SHARED

OWN = sorted((ROOT / "data" / "announcements" / "texts").glob("*.txt"))
FOUND = sorted((SHARED / "corpus" / "texts").glob("*.txt"))


def document(text, language="en", published=None):
    return Document(document_id(text.encode("utf-8", "surrogatepass")), text, language, published=published)


def assert_evident(text, extraction):
    """Assert that every value and every mention stands in the text where its quote says."""
    for statement in extraction.statements:
        assert statement.quote.stands_in(text)
        for value in statement.values:
            assert value.quote.stands_in(text), (statement.kind, value)
    ids = {referent.id for referent in extraction.referents}
    assert len(ids) == len(extraction.referents)
    for referent in extraction.referents:
        assert all(mention.stands_in(text) for mention in referent.mentions)
    for statement in extraction.statements:
        assert {value.referent for value in statement.values if value.referent is not None} <= ids


def language_of(path: Path) -> str:
    name = path.stem.removeprefix("own-")[:2]
    return "en" if name == "se" else name


@pytest.mark.parametrize("path", OWN, ids=lambda path: path.stem)
def test_every_quote_of_our_announcements_is_true(path):
    text = path.read_text("utf-8")
    assert_evident(text, extract(document(text, language_of(path), "2025-01-15")))


@pytest.mark.skipif(len(FOUND) == 0, reason="the evaluation corpus is not beside the project")
def test_every_quote_of_the_evaluation_corpus_is_true():
    documents = [document(path.read_text("utf-8"), language_of(path)) for path in FOUND]
    for read, extraction in zip(documents, extract_many(documents), strict=True):
        assert_evident(read.text, extraction)


@pytest.mark.parametrize("language", LANGUAGES)
@settings(max_examples=15, deadline=None, suppress_health_check=list(HealthCheck))
@given(text=st.text(max_size=300))
def test_any_text_is_read_with_true_quotes(language, text):
    assert_evident(text, extract(document(text, language)))


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_text_that_breaks_off_at_any_word_is_read(language):
    text = next(path for path in OWN if f"-{language}-" in path.stem).read_text("utf-8")
    ends = [match.start() for match in re.finditer(r"\b", text)]
    cut = [text[:end] for end in ends[:: max(1, len(ends) // 80)] if text[:end].strip()]
    for read, extraction in zip(cut, extract_many([document(t, language) for t in cut]), strict=True):
        assert_evident(read, extraction)


def test_same_document_gives_the_same_extraction_alone_and_among_others():
    texts = [path.read_text("utf-8") for path in OWN if "-en-" in path.stem][:6]
    together = list(extract_many([document(text) for text in texts]))
    backwards = list(extract_many([document(text) for text in reversed(texts)]))[::-1]
    assert [e.statements for e in together] == [e.statements for e in backwards]
    assert extract(document(texts[2])).statements == together[2].statements


def test_language_without_a_pack_is_kept_and_says_nothing():
    extraction = extract(document("L'université a signé un accord.", "fr"))
    assert (extraction.extractor, extraction.statements, extraction.referents) == ("none", (), ())


def test_wish_is_no_agreement():
    text = (
        "The University of Leeds expressed interest in signing a memorandum of understanding with "
        "Nazarbayev University. The sides discussed a future agreement."
    )
    kinds = {statement.kind for statement in extract(document(text)).statements}
    assert "agreement" not in kinds


def test_agency_that_reports_is_no_part_of_what_was_agreed():
    text = (
        "The University of Leeds and Nazarbayev University signed a memorandum aimed at developing joint "
        "research in hydrology, the Morning Post reports."
    )
    agreement = next(s for s in extract(document(text)).statements if s.kind == "agreement")
    assert [value.value for value in agreement.all("commitments")] == [
        "developing joint research in hydrology"
    ]
