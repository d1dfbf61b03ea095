"""Sentences whose clauses close with their verb and whose endings tell roles, read without a parser: Kazakh.

Comes in: a text with its names. Goes out: clauses with who does it, whom it is with, where, for whom, and
the noun phrases before a head. What a clause means is for the kinds of statement to say. Ranges are token
indices.
"""

from kelisim.extract.verb_final.clauses import Argument, Clause, after, arguments, clause_at, clauses
from kelisim.extract.verb_final.phrases import (
    done,
    ending,
    is_with,
    located,
    noun_phrase_before,
    subject,
)

__all__ = [
    "Argument",
    "Clause",
    "after",
    "arguments",
    "clause_at",
    "clauses",
    "done",
    "ending",
    "is_with",
    "located",
    "noun_phrase_before",
    "subject",
]
