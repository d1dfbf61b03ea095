"""Clauses whose verb is told once: "A подписал меморандум с B, C – соглашение с D"."""

from collections.abc import Sequence
from itertools import pairwise
from typing import Final

from kelisim.extract.lexicon import Hit
from kelisim.extract.reading import Reading

_DASHES: Final = frozenset({"–", "—"})

Gap = tuple[int, int]
"""Where a clause without its verb begins, and the dash that stands for the verb or the end of its subject."""


def gaps(reading: Reading, nouns: Sequence[Hit]) -> dict[int, Gap]:
    """Return the clauses that lack their verb, by the first token of the noun that is its object.

    The dash stands right before the noun's phrase, names of the clause's own subject between a comma and it.
    Where an indefinite article opens the noun's phrase, no dash is needed.
    """
    tokens = reading.analysis.tokens
    found: dict[int, Gap] = {}
    for before, noun in pairwise(nouns):
        dash = next((i for i in range(noun.first - 1, before.last, -1) if tokens[i].text in _DASHES), None)
        if dash is None and (bare := _bare(reading, before, noun)) is not None:
            found[noun.first] = bare
            continue
        if dash is None or any(tokens[i].pos in {"VERB", "AUX"} for i in range(dash, noun.first)):
            continue
        named = reading.mentions_in(before.last, dash)
        beside = [
            m for m in named if m.type != "person" and all(t.pos == "PUNCT" for t in tokens[m.last : dash])
        ]
        commas = [i for i in range(before.last, dash) if tokens[i].text == ","]
        if len(beside) > 0 and len(commas) > 0:
            found[noun.first] = (commas[-1] + 1, dash)
    return found


def _bare(reading: Reading, before: Hit, noun: Hit) -> Gap | None:
    """Return a clause whose subject and object stand side by side: "…, X a memorandum with Y"."""
    tokens = reading.analysis.tokens
    named = [m for m in reading.mentions_in(before.last, noun.first) if m.type == "organisation"]
    if len(named) == 0 or any(t.pos in {"VERB", "AUX", "ADP"} for t in tokens[named[-1].last : noun.first]):
        return None
    first, last = named[-1].first, named[-1].last
    opens = tokens[first - 1].pos == "CCONJ" or tokens[first - 1].text in {",", ";"}
    return (first, last) if opens and "Definite=Ind" in tokens[last].features else None
