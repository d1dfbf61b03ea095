"""Why a statement was made: its document is read once more, and what the rules saw is kept.

Nothing of this is stored: the same text and the same version give the same statements.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Final

from kelisim.extract.confidence import Evidence, Weights, examine, load_weights
from kelisim.extract.confidence.weights import probability
from kelisim.extract.confidence.words import feature_in_words, has_words, rule_in_words
from kelisim.extract.languages import LANGUAGES
from kelisim.extract.pipeline import found_in, read_batch
from kelisim.model import Document, Quote

_COUNTS: Final = 0.005  # log-odds below which a feature is not told


@dataclass(frozen=True, slots=True)
class Reason:
    """One thing that counts for (above 0) or against a reading, in log-odds."""

    feature: str
    words: str
    odds: float


@dataclass(frozen=True, slots=True)
class ValueWhy:
    """Why one value: its slot, its quote, the rule that found it in words (None: its kind's), its reasons."""

    slot: str
    quote: Quote
    rule: str | None
    probability: float
    reasons: tuple[Reason, ...]


@dataclass(frozen=True, slots=True)
class Why:
    """Why one statement: its rule by name and in words, the words that set it off, and what counts.

    Reasons are those of the weights of now, the weightiest first after the one that every reading starts
    from; together they give `probability`. `values` stand in the order of the statement's.
    """

    statement: str
    rule: str
    words: str
    triggers: tuple[Quote, ...]
    probability: float
    reasons: tuple[Reason, ...]
    values: tuple[ValueWhy, ...]


def why(document: Document, weights: Weights | None = None) -> dict[str, Why]:
    """Return why each statement of a document was made, by the statement's id.

    A statement that the grammar of now does not make, as one of a language model, is not among them.
    """
    if document.language not in LANGUAGES:
        return {}
    reading = next(read_batch(document.language, [document]))
    every = examine(reading, found_in(reading))
    return {each.statement.id: _why(each, weights or load_weights()) for each in every}


def _why(evidence: Evidence, weights: Weights) -> Why:
    added = weights.of_statement(evidence)
    odds = sum(added.values())
    whole = probability(odds)
    return Why(
        evidence.statement.id,
        evidence.rule,
        rule_in_words(evidence.rule),
        evidence.triggers,
        whole,
        tuple(_reasons(added)),
        tuple(_values(evidence, weights, odds, whole)),
    )


def _values(evidence: Evidence, weights: Weights, odds: float, whole: float) -> Iterator[ValueWhy]:
    for each in evidence.values:
        added = weights.of_value(each, odds)
        told = min(whole, probability(sum(added.values())))
        rule = rule_in_words(each.rule) if has_words(each.rule) else None
        yield ValueWhy(each.value.slot, each.value.quote, rule, told, tuple(_reasons(added)))


def _reasons(added: Mapping[str, float]) -> Iterator[Reason]:
    for name, odds in sorted(added.items(), key=lambda item: (item[0] != "", -abs(item[1]), item[0])):
        if name == "" or abs(odds) >= _COUNTS:
            yield Reason(name, feature_in_words(name), round(odds, 4))
