"""From token ranges to statements: the one place where values get their quotes."""

from collections.abc import Iterable, Sequence

from kelisim.extract.languages import base_form
from kelisim.extract.reading import Mention, Reading
from kelisim.model import KINDS, Quote, Statement, Value, quote, statement_id


def quote_tokens(reading: Reading, first: int, last: int) -> Quote:
    """Return the quote of the tokens `first` to `last` (exclusive)."""
    start, end = reading.analysis.span(first, last)
    return quote(reading.document.text, start, end)


def phrase(reading: Reading, slot: str, first: int, last: int, *, probability: float = 1.0) -> Value:
    """Return a value copied from the text, white space within folded."""
    found = quote_tokens(reading, first, last)
    return Value(slot, " ".join(found.text.split()), found, probability=probability)


def base_phrase(
    reading: Reading, slot: str, first: int, last: int, *, type: str = "place", probability: float = 1.0
) -> Value:
    """Return a place, an occasion, or other words ("phrase") in their base form, quoted as they stand."""
    found = quote_tokens(reading, first, last)
    text = base_form(reading.analysis, first, last, type)
    return Value(slot, " ".join(text.split()), found, probability=probability)


def normalised(
    reading: Reading,
    slot: str,
    value: str | int | float,
    tokens: tuple[int, int],
    *,
    probability: float = 1.0,
) -> Value:
    """Return a value read from the tokens given: a code, a date, a number."""
    return Value(slot, value, quote_tokens(reading, *tokens), probability=probability)


def names(reading: Reading, slot: str, mention: Mention, *, probability: float = 1.0) -> tuple[Value, ...]:
    """Return a value for each referent of a mention: its fullest name, quoted where it is mentioned."""
    found = quote_tokens(reading, mention.first, mention.last)
    return tuple(
        Value(slot, reading.referent(id).name, found, referent=id, probability=probability)
        for id in mention.referents
    )


def names_as(reading: Reading, slot: str, mention: Mention) -> tuple[Value, ...]:
    """Return a mention's names as fillers of a slot of phrases (place, scope): no referent is meant there."""
    return tuple(Value(slot, value.value, value.quote) for value in names(reading, slot, mention))


def statement(
    reading: Reading,
    kind: str,
    values: Iterable[Value],
    sentences: Sequence[int],
    *,
    probability: float,
    extractor: str,
) -> Statement:
    """Return the statement of a kind with these values, resting on the sentences with these numbers.

    A second value that says the same in the same slot is dropped; so is a second value of a slot that
    holds one. Raises ValueError where a slot or a code is not of the schema.
    """
    schema = KINDS[kind]
    kept: list[Value] = []
    seen: set[tuple[str, str | int | float]] = set()
    for value in values:
        slot = schema.slot(value.slot)
        if len(slot.codes) > 0 and value.value not in slot.codes:
            raise ValueError(f"{kind}.{slot.name}: {value.value!r} is none of {', '.join(slot.codes)}")
        key = (value.slot, "" if not slot.many else value.referent or value.value)
        if key not in seen:
            seen.add(key)
            kept.append(value)
    order = {slot.name: number for number, slot in enumerate(schema.slots)}
    kept.sort(key=lambda value: order[value.slot])
    tokens = [reading.analysis.sentences[number] for number in sentences]
    whole = quote_tokens(reading, min(s.first for s in tokens), max(s.last for s in tokens))
    fixed = tuple(kept)
    id = statement_id(reading.document.id, kind, fixed, whole)
    return Statement(id, reading.document.id, kind, fixed, whole, round(probability, 4), extractor)
