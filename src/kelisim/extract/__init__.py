"""Documents → statements.

Comes in: a document. Goes out: an `Extraction`, the statements that it makes, each slot with its quote,
and the referents that it names. Never does: know other documents, a register, or who is meant beyond
this text; make a value that no quote supports.
"""

from kelisim.extract.corpus_format import corpus_format
from kelisim.extract.extractor import GRAMMAR, Extractor, NotExtracted
from kelisim.extract.languages import LANGUAGES, extractor_of
from kelisim.extract.pipeline import extract, extract_many
from kelisim.extract.spent import Spent

__all__ = [
    "GRAMMAR",
    "LANGUAGES",
    "Extractor",
    "NotExtracted",
    "Spent",
    "corpus_format",
    "extract",
    "extract_many",
    "extractor_of",
]
