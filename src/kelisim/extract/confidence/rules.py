"""Which pattern led to a statement or a value, and the words that set it off."""

from collections.abc import Iterator, Mapping
from itertools import product
from typing import Final

from kelisim.extract.draft import quote_tokens
from kelisim.extract.kinds.evidence import (
    AGREEMENT,
    COMMITMENT,
    EVENT,
    FEW_PARTIES,
    GATHERED,
    INTENTION,
    ONLY_HEADLINE,
    PARTY,
)
from kelisim.extract.reading import Reading
from kelisim.model import Quote, Statement, Value

_ONE_TABLE: Final[Mapping[str, Mapping[str, float]]] = {"event": EVENT, "intention": INTENTION}
_OF_VALUES: Final[Mapping[str, Mapping[str, float]]] = {
    "agreement.parties": PARTY,
    "agreement.commitments": COMMITMENT,
}
# The slots whose quotes are the words that a kind's pattern begins with.
_BEGUN_BY: Final[Mapping[str, tuple[str, ...]]] = {
    "agreement": ("status", "kind"),
    "project": ("title",),
    "programme": ("kind",),
    "establishment": ("status", "kind"),
    "event": ("kind",),
    "office": ("office",),
    "figure": ("value",),
    "funding": ("amount",),
}
# The tables of a lexicon whose words a kind looks for in the sentence, where no slot keeps them.
_LOOKED_FOR: Final[Mapping[str, tuple[str, tuple[str, ...]]]] = {
    "intention": ("intentions", ("frames", "triggers")),
    "funding": ("funding", ("gives", "gets", "costs", "unpriced", "unpriced_active")),
}


def rule_of(statement: Statement) -> str:
    """Return the name of the pattern that a statement rests on, as its kind found it: "agreement/signed"."""
    kind = statement.kind
    if kind == "agreement":
        return f"agreement/{_of_agreement(statement)}"
    if kind == "funding":
        return "funding/sum" if statement.first("amount") is not None else "funding/no_sum"
    table = _ONE_TABLE.get(kind)
    return kind if table is None else f"{kind}/{_named(table, statement.probability)}"


def rule_of_value(kind: str, value: Value) -> str:
    """Return the name of the pattern that found a value: "agreement.parties/told", else only its slot."""
    slot = f"{kind}.{value.slot}"
    table = _OF_VALUES.get(slot)
    return slot if table is None else f"{slot}/{_named(table, value.probability)}"


def _named(table: Mapping[str, float], estimate: float) -> str:
    return next((name for name, number in table.items() if abs(number - estimate) < 1e-6), "other")


def _of_agreement(statement: Statement) -> str:
    """Return the pattern of an agreement: its status, and what its parties and its place took off."""
    parties = statement.all("parties")
    told = sum(1 for party in parties if party.probability == PARTY["told"])
    few, gathered = len(parties) < 2, told < 2
    factor = FEW_PARTIES if few else GATHERED if gathered else 1.0
    for (status, number), heading in product(AGREEMENT.items(), (1.0, ONLY_HEADLINE)):
        if abs(number * factor * heading - statement.probability) < 1e-4:
            notes = ["few" if few else "gathered"] if few or gathered else []
            notes += ["heading"] if heading != 1.0 else []
            return "_".join([status, *notes])
    return "other"


def triggers(reading: Reading, statement: Statement, where: tuple[int, int]) -> tuple[Quote, ...]:
    """Return the words that set off a statement's pattern, in the order of the text.

    Arguments:
        where: the tokens of the sentence that the statement rests on.
    """
    found = {value.quote for slot in _BEGUN_BY.get(statement.kind, ()) for value in statement.all(slot)}
    found |= set(_looked_for(reading, statement.kind, where))
    return tuple(sorted(found))


def _looked_for(reading: Reading, kind: str, where: tuple[int, int]) -> Iterator[Quote]:
    topic, tables = _LOOKED_FOR.get(kind, ("", ()))
    for table in tables:
        for hit in reading.lexicon.cues(topic, table).find(reading.analysis.tokens, *where):
            yield quote_tokens(reading, hit.first, hit.last)
