"""Sentences whose finite verb stands second and whose other verbs close the clause, without a parser: German.

Comes in: a text with its names. Goes out: clauses, the names and noun phrases in them, who does what the verb
says, and to what. What a clause means is for the kinds of statement to say. Ranges are token indices.
"""

from kelisim.extract.verb_second.arguments import (
    AGENTS,
    Argument,
    agents,
    apposed,
    arguments,
    subjects,
)
from kelisim.extract.verb_second.clauses import Clause, clauses, is_zu_infinitive
from kelisim.extract.verb_second.phrases import noun_phrase_from, object_of

__all__ = [
    "AGENTS",
    "Argument",
    "Clause",
    "agents",
    "apposed",
    "arguments",
    "clauses",
    "is_zu_infinitive",
    "noun_phrase_from",
    "object_of",
    "subjects",
]
