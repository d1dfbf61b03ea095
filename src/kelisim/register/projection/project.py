"""From statements and decisions to the register."""

from collections.abc import Iterable

from kelisim.model import Decision, Document, Extraction
from kelisim.register.projection.values import DocumentFacts, Projection, Resolved


def project(
    documents: Iterable[DocumentFacts | Document],
    extractions: Iterable[Extraction],
    resolution: Resolved,
    decisions: Iterable[Decision] = (),
    *,
    review_below: float = 0.6,
) -> Projection:
    """Return the records that the statements make, as the decisions would have them.

    `documents` are those that the extractions are of (what is missing has no date and no publisher);
    a record whose surest statement is below `review_below` asks for review until somebody accepts it.
    """
    raise NotImplementedError
