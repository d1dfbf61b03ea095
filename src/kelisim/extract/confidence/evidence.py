"""What is seen of a statement before anybody knows whether it is right: its rule, its words, its features."""

import math
from bisect import bisect_right
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Final

from kelisim.extract.analysis import Range
from kelisim.extract.confidence.rules import rule_of, rule_of_value, triggers
from kelisim.extract.reading import Mention, Reading
from kelisim.model import KINDS, Quote, Statement, Value

_LONG: Final = 25  # words of a sentence of common length: longer ones count against it, shorter ones for it
_FULL: Final = 5  # filled slots beyond which more say nothing more


@dataclass(frozen=True, slots=True)
class ValueEvidence:
    """What is seen of one value: the rule that found it and its features."""

    value: Value
    rule: str
    features: Mapping[str, float]


@dataclass(frozen=True, slots=True)
class Evidence:
    """What is seen of one statement, as its kind found it.

    `rule` names the pattern, `triggers` quote the words that set it off; `values` stand in the order of the
    statement's. Features are numbers about 0 to 3, most of them 1 or left out.
    """

    statement: Statement
    rule: str
    triggers: tuple[Quote, ...]
    features: Mapping[str, float]
    values: tuple[ValueEvidence, ...]


@dataclass(frozen=True, slots=True)
class _Text:
    """A reading with its look-ups: where its tokens begin, and the mention at each range of tokens."""

    reading: Reading
    starts: Sequence[int]
    mentions: Mapping[Range, Mention]

    def tokens(self, quote: Quote) -> Range:
        """Return the range of the tokens of a quote."""
        first = max(0, bisect_right(self.starts, quote.start) - 1)
        return first, max(first + 1, bisect_right(self.starts, quote.end - 1))


def evidence_of(reading: Reading, statements: Sequence[Statement]) -> Iterator[Evidence]:
    """Yield what is seen of each statement of a text, in the order given."""
    text = _Text(
        reading,
        [token.start for token in reading.analysis.tokens],
        {(mention.first, mention.last): mention for mention in reading.mentions},
    )
    beside = Counter((statement.kind, statement.quote) for statement in statements)
    for statement in statements:
        where = text.tokens(statement.quote)
        found = triggers(reading, statement, where)
        rule = rule_of(statement)
        features = {
            **_kind(reading, statement, rule),
            **_place(reading, where),
            "same": math.log(beside[statement.kind, statement.quote]),
        }
        values = tuple(_values(text, statement, where, [text.tokens(quote) for quote in found]))
        yield Evidence(statement, rule, found, features, values)


def _estimate(probability: float) -> dict[str, float]:
    """Return the first estimate of the pattern as a feature; patterns that gave none say nothing."""
    if probability >= 1.0:
        return {}
    return {"estimate": math.log(probability / (1 - probability))}


def _kind(reading: Reading, statement: Statement, rule: str) -> dict[str, float]:
    """Return what counts by kind, rule and language."""
    language = reading.analysis.language
    filled = {value.slot for value in statement.values}
    key = statement.all(KINDS[statement.kind].key)
    return {
        f"kind {statement.kind}": 1.0,
        **({f"rule {rule}": 1.0} if rule != statement.kind else {}),
        f"language {language}": 1.0,
        **_estimate(statement.probability),
        "slots": float(min(len(filled), _FULL)) - 2,
        **({"key_short": 1.0} if len(key) > 0 and len(str(key[0].value).split()) == 1 else {}),
        **({"key_long": 1.0} if any(len(str(value.value).split()) > 8 for value in key) else {}),
        **({"two_parties": 1.0} if statement.kind == "agreement" and len(key) == 2 else {}),
        **({"many_parties": 1.0} if statement.kind == "agreement" and len(key) > 3 else {}),
    }


def _place(reading: Reading, where: Range) -> dict[str, float]:
    """Return what counts by the place in the text: the sentence, its block, what else stands there."""
    analysis = reading.analysis
    number = analysis.sentence_of[where[0]]
    block = analysis.blocks[analysis.sentences[number].block].kind
    return {
        "length": math.log((where[1] - where[0]) / _LONG),
        "names": math.log1p(len(reading.mentions_in(*where))),
        "late": math.log1p(number),
        **({f"block {block}": 1.0} if block != "paragraph" else {}),
        **({"reported": 1.0} if _is_reported(reading, where) else {}),
        **({"past": 1.0} if _is_past(reading, where) else {}),
    }


def _is_reported(reading: Reading, where: Range) -> bool:
    """Tell whether somebody is quoted: in quotation marks, or by a verb of saying."""
    tokens = reading.analysis.tokens
    says = reading.lexicon.cues("events", "attend").find(tokens, *where)
    return any(hit.code == "say" for hit in says)


def _is_past(reading: Reading, where: Range) -> bool:
    """Tell whether the sentence dates something in a year before the text's: it may recall."""
    now = (reading.reference_date or "")[:4]
    return now != "" and any((date.value or now)[:4] < now for date in reading.dates_in(*where))


def _values(
    text: _Text, statement: Statement, where: Range, triggers: Sequence[Range]
) -> Iterator[ValueEvidence]:
    """Yield what is seen of each value."""
    language = text.reading.analysis.language
    counts = Counter(value.slot for value in statement.values)
    for value in statement.values:
        at = text.tokens(value.quote)
        slot = f"{statement.kind}.{value.slot}"
        rule = rule_of_value(statement.kind, value)
        features = {
            f"slot {slot}": 1.0,
            **({f"rule {rule}": 1.0} if rule != slot else {}),
            f"language {language}": 1.0,
            **_estimate(value.probability),
            "distance": math.log1p(min((_apart(at, other) for other in triggers), default=0)),
            **({} if where[0] <= at[0] < where[1] else {"elsewhere": 1.0}),
            "words": math.log(max(1, len(value.quote.text.split()))),
            "fillers": math.log(counts[value.slot]),
            **_date(value, KINDS[statement.kind].slot(value.slot).type),
            **_name(text.reading, value, text.mentions.get(at)),
        }
        yield ValueEvidence(value, rule, features)


def _apart(first: Range, second: Range) -> int:
    """Return the tokens between two ranges; 0 where they touch or overlap."""
    return max(0, max(first[0], second[0]) - min(first[1], second[1]))


def _date(value: Value, type: str) -> dict[str, float]:
    if type != "date":
        return {}
    year = str(value.value)[:4]
    return {} if year in value.quote.text else {"relative": 1.0}


def _name(reading: Reading, value: Value, mention: Mention | None) -> dict[str, float]:
    """Return what counts of a name: how often the text names it, whether its country is known."""
    if value.referent is None:
        return {}
    referent = reading.referent(value.referent)
    return {
        f"named {referent.type}": 1.0,
        **({"described": 1.0} if mention is not None and not mention.named else {}),
        **({"country": 1.0} if referent.country is not None else {}),
        "mentions": math.log(len(referent.mentions)),
        "name_words": math.log(max(1, len(referent.name.split()))),
    }
