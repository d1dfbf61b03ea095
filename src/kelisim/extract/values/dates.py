"""Dates at their true precision."""

from kelisim.extract.analysis import Analysis
from kelisim.extract.lexicon import Lexicon
from kelisim.extract.reading import Date
from kelisim.model import Document


def reference_date(document: Document, analysis: Analysis, lexicon: Lexicon) -> str | None:
    """Return the date that relative dates count from: the date published, else the text's own dateline."""
    return document.published


def find_dates(analysis: Analysis, lexicon: Lexicon, reference: str | None) -> tuple[Date, ...]:
    """Return the dates of a text in order."""
    return ()
