"""Documents → extractions, one language pack a document."""

from collections.abc import Iterable, Iterator, Sequence
from itertools import groupby

from kelisim.extract.analysis import Analysis
from kelisim.extract.confidence import calibrated
from kelisim.extract.kinds import READERS
from kelisim.extract.kinds.promised import with_promises
from kelisim.extract.languages import LANGUAGES, NO_EXTRACTOR, extractor_of, pack
from kelisim.extract.layout import blocks
from kelisim.extract.lexicon import lexicon
from kelisim.extract.names import find_names
from kelisim.extract.reading import Reading
from kelisim.extract.values import find_amounts, find_dates, reference_date
from kelisim.model import Document, Extraction, Statement

_BATCH = 32


def extract(document: Document) -> Extraction:
    """Return what one document says; nothing, where there is no pack for its language."""
    return next(iter(extract_many([document])))


def extract_many(documents: Iterable[Document]) -> Iterator[Extraction]:
    """Yield the extraction of each document, in order; analysed in batches, so memory stays bounded."""
    for language, run in groupby(documents, key=lambda document: document.language):
        batch: list[Document] = []
        for document in run:
            batch.append(document)
            if len(batch) == _BATCH:
                yield from _extract_batch(language, batch)
                batch = []
        yield from _extract_batch(language, batch)


def _extract_batch(language: str | None, batch: Sequence[Document]) -> Iterator[Extraction]:
    if language not in LANGUAGES:
        yield from (Extraction(document.id, NO_EXTRACTOR) for document in batch)
        return
    for reading in read_batch(language, batch):
        yield _statements(reading)


def read_batch(language: str, batch: Sequence[Document]) -> Iterator[Reading]:
    """Yield documents of one language, analysed together, with their names and values found."""
    if len(batch) == 0:
        return
    grammar = pack(language)
    noise = lexicon(language).patterns("layout", "noise")
    texts = [(document.text, blocks(document.text, noise)) for document in batch]
    for document, analysed in zip(batch, grammar.analyse(texts), strict=True):
        yield read_document(document, analysed)


def read_document(document: Document, analysed: Analysis) -> Reading:
    """Return the document with its names and values found."""
    words = lexicon(analysed.language)
    reference = reference_date(document, analysed, words)
    named = find_names(document, analysed, words)
    dates = find_dates(analysed, words, reference)
    in_dates = {index for found in dates for index in range(found.first, found.last)}
    amounts = find_amounts(analysed, words)
    return Reading(
        document,
        analysed,
        words,
        reference,
        named.referents,
        named.mentions,
        named.posts,
        dates,
        tuple(amount for amount in amounts if amount.first not in in_dates),
    )


def found_in(reading: Reading) -> tuple[Statement, ...]:
    """Return the statements that the kinds find in a text, with the first estimates of their patterns."""
    extractor = extractor_of(reading.analysis.language)
    found = {
        statement.id: statement for find in READERS.values() for statement in reading.once(find, extractor)
    }
    return tuple(with_promises(reading, found.values()))


def _statements(reading: Reading) -> Extraction:
    extractor = extractor_of(reading.analysis.language)
    return Extraction(
        reading.document.id, extractor, reading.referents, calibrated(reading, found_in(reading))
    )
