"""What one document says, and whom and what it names."""

from dataclasses import dataclass
from typing import Literal

from kelisim.model.document import Quote
from kelisim.model.ids import content_id

ReferentType = Literal["organisation", "person", "place"]


@dataclass(frozen=True, slots=True)
class Referent:
    """One organisation, person or place that a document names, with all mentions of it there.

    `name` is the fullest form in the document, in its base form; `forms` are the other forms, each as
    it may be written ("EKTU", "the University" is no form). `country` is an ISO 3166-1 alpha-2 code.
    """

    id: str
    document: str
    type: ReferentType
    name: str
    forms: tuple[str, ...]
    mentions: tuple[Quote, ...]
    country: str | None = None


@dataclass(frozen=True, slots=True)
class Value:
    """One filler of one slot: copied or normalised from its quote, never made.

    `value` is a string (a name, a phrase, an ISO date, a code of the schema) or a number.
    `referent` is the id of the referent meant, where the slot holds a name.
    """

    slot: str
    value: str | int | float
    quote: Quote
    referent: str | None = None
    probability: float = 1.0


@dataclass(frozen=True, slots=True)
class Statement:
    """What one document says: a kind with filled slots. Immutable.

    `quote` is the sentence (or the sentences) that it rests on. Slots and codes: `kelisim.model.KINDS`.
    """

    id: str
    document: str
    kind: str
    values: tuple[Value, ...]
    quote: Quote
    probability: float
    extractor: str

    def all(self, slot: str) -> tuple[Value, ...]:
        """Return the fillers of a slot, in the order of the text."""
        return tuple(value for value in self.values if value.slot == slot)

    def first(self, slot: str) -> Value | None:
        """Return the first filler of a slot, if there is one."""
        return next((value for value in self.values if value.slot == slot), None)


@dataclass(frozen=True, slots=True)
class Extraction:
    """All that one extractor found in one document."""

    document: str
    extractor: str
    referents: tuple[Referent, ...] = ()
    statements: tuple[Statement, ...] = ()


def referent_id(document: str, type: ReferentType, first_mention: Quote) -> str:
    """Return the id of the referent of a document that is first named at `first_mention`."""
    return content_id("r", document, type, first_mention.start, first_mention.end)


def statement_id(document: str, kind: str, values: tuple[Value, ...], sentence: Quote) -> str:
    """Return the id of a statement: the hash of document, kind and spans.

    Neither the normalised values nor the referents count, so that resolving anew, or reading "5 June"
    with another year, does not change it.
    """
    spans = sorted((value.slot, value.quote.start, value.quote.end) for value in values)
    flat = [part for span in spans for part in span]
    return content_id("s", document, kind, sentence.start, sentence.end, *flat)
