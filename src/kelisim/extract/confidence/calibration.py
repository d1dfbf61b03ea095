"""From first estimates to probabilities that mean what they say."""

from collections.abc import Iterator, Sequence
from dataclasses import replace

from kelisim.extract.confidence.evidence import Evidence, evidence_of
from kelisim.extract.confidence.weights import Weights, load_weights, probability
from kelisim.extract.reading import Reading
from kelisim.model import Statement


def examine(reading: Reading, statements: Sequence[Statement]) -> tuple[Evidence, ...]:
    """Return what is seen of each statement, as the kinds found them, in the order given."""
    return tuple(evidence_of(reading, statements))


def calibrated(
    reading: Reading, statements: Sequence[Statement], weights: Weights | None = None
) -> tuple[Statement, ...]:
    """Return the statements with calibrated probabilities, of themselves and of each value.

    A value is never more probable than its statement: where the statement is wrong, so are its values.
    """
    return tuple(_calibrated(examine(reading, statements), weights or load_weights()))


def _calibrated(found: Sequence[Evidence], weights: Weights) -> Iterator[Statement]:
    for evidence in found:
        odds = sum(weights.of_statement(evidence).values())
        whole = probability(odds)
        values = tuple(
            replace(
                each.value, probability=min(whole, probability(sum(weights.of_value(each, odds).values())))
            )
            for each in evidence.values
        )
        yield replace(evidence.statement, probability=whole, values=values)
