"""From token ranges to statements: the one place where values get their quotes."""

from collections.abc import Iterable, Sequence

from kelisim.extract.analysis import Range
from kelisim.extract.languages import base_form
from kelisim.extract.reading import Mention, Reading
from kelisim.model import KINDS, Quote, Statement, Value, quote, statement_id


def quote_tokens(reading: Reading, first: int, last: int) -> Quote:
    """Return the quote of the tokens `first` to `last` (exclusive)."""
    start, end = reading.analysis.span(first, last)
    return quote(reading.document.text, start, end)


def _closed(reading: Reading, first: int, last: int) -> Range:
    """Return tokens with no half of a pair of brackets: "Memorandum of Understanding (MoU" takes in the other
    half behind it, "A), exchange of students" begins behind the one that it holds.
    """
    tokens = reading.analysis.tokens
    opened, begins = 0, first
    for index in range(first, last):
        if tokens[index].text == "(":
            opened += 1
        elif tokens[index].text == ")" and opened > 0:
            opened -= 1
        elif tokens[index].text == ")":
            begins = index + 1
    while begins > first and begins < last and tokens[begins].text in {",", ";"}:
        begins += 1
    closes = opened == 1 and last < len(tokens) and tokens[last].text == ")"
    return (begins if begins < last else first), last + closes


def phrase(reading: Reading, slot: str, first: int, last: int, *, probability: float = 1.0) -> Value:
    """Return a value copied from the text, white space within folded."""
    first, last = _closed(reading, first, last)
    found = quote_tokens(reading, first, last)
    return Value(slot, " ".join(found.text.split()), found, probability=probability)


def base_phrase(
    reading: Reading, slot: str, first: int, last: int, *, type: str = "place", probability: float = 1.0
) -> Value:
    """Return a place, an occasion, or other words ("phrase") in their base form, quoted as they stand."""
    first, last = _closed(reading, first, last)
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
    return Value(slot, value, quote_tokens(reading, *_closed(reading, *tokens)), probability=probability)


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
