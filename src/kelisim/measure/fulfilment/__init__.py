"""Is each commitment kept? Asked promise by promise, descriptive.

Comes in: the register, the tables of works and projects, a day. Goes out: each commitment with its state,
the evidence that carries it, and where it was looked for. Never does: store a state as truth, take "no
evidence found" for "not delivered", or a party's own claim for an independent record; say what caused what.
"""

from kelisim.measure.fulfilment.fulfilling import appeared_after, fulfilments, organisation_ids
from kelisim.measure.fulfilment.values import REASONS, Finding, Fulfilment, Search

__all__ = [
    "REASONS",
    "Finding",
    "Fulfilment",
    "Search",
    "appeared_after",
    "fulfilments",
    "organisation_ids",
]
