import pytest

from kelisim.extract import extract
from kelisim.extract.draft import phrase
from kelisim.model import Document, document_id
from tests.extract.kinds.texts import reading

TEXT = "She signed a Memorandum of Understanding (MoU) in Oslo; 1), exchange of students (up to 6) and staff."


def _words(first: str, behind: str) -> str:
    """Return what is quoted from one word of the text to the one before another."""
    read = reading(TEXT, {})
    tokens = [token.text for token in read.analysis.tokens]
    begin = tokens.index(first)
    value = phrase(read, "what", begin, tokens.index(behind, begin + 1))
    assert value.quote.text == TEXT[value.quote.start : value.quote.end]
    return str(value.value)


@pytest.mark.parametrize(
    ("first", "behind", "said"),
    [
        ("Memorandum", ")", "Memorandum of Understanding (MoU)"),
        ("Memorandum", "(", "Memorandum of Understanding"),
        ("1", "(", "exchange of students"),
        ("exchange", "and", "exchange of students (up to 6)"),
        (")", "in", ")"),
    ],
)
def test_a_quote_holds_no_half_of_a_pair_of_brackets(first: str, behind: str, said: str) -> None:
    assert _words(first, behind) == said


def test_an_agreement_is_quoted_with_its_short_form() -> None:
    text = "Oslo University and Kyoto University signed a Memorandum of Understanding (MoU) on 3 May 2024."
    told = extract(Document(document_id(text.encode()), text, "en")).statements
    (kind,) = [value for each in told if each.kind == "agreement" for value in each.all("kind")]
    assert kind.quote.text == "Memorandum of Understanding (MoU)"
