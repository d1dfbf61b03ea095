"""The statements of all documents, computed into records.

Comes in: facts of the documents, extractions, the entities that referents mean, decisions of people. Goes
out: records with every support, their lives, commitments with evidence, doubts, and the decisions that
found no target. Pure and deterministic: the order of what comes in does not matter. Never does: read or
store anything, ask the time (whoever needs today passes it), change a statement.
"""

from kelisim.register.projection.attention import Limits, attention
from kelisim.register.projection.commitments import state_on
from kelisim.register.projection.projecting import project
from kelisim.register.projection.values import (
    Attention,
    Commitment,
    DocumentFacts,
    Evidence,
    Life,
    Projection,
    Stage,
    Unapplied,
)

__all__ = [
    "Attention",
    "Commitment",
    "DocumentFacts",
    "Evidence",
    "Life",
    "Limits",
    "Projection",
    "Stage",
    "Unapplied",
    "attention",
    "project",
    "state_on",
]
