"""On which side of an agreement the names of its clauses stand: who signs, with whom, for whom."""

from collections.abc import Iterator
from typing import Final

from kelisim.extract.kinds.agreement_acts import Act
from kelisim.extract.lexicon import Hit
from kelisim.extract.reading import Reading
from kelisim.extract.roles import Part
from kelisim.extract.verb_second import AGENTS, Argument, Clause, arguments, clauses, subjects

_BEHALF: Final = frozenset({"für", "seitens"})
_OWNED: Final = 4  # tokens between an agreement's noun and the genitive of those whose it is


def placed_in_clauses(
    reading: Reading, number: int, noun: Hit | None, act: Act | None
) -> list[tuple[str, Part]]:
    """Return the names of the clauses that tell of an agreement, each with its side and role."""
    found: list[tuple[str, Part]] = []
    for clause in clauses(reading, number):
        named = noun is not None and noun.first in clause.tokens
        acted = act is not None and act.tokens[0] in clause.tokens
        if named or acted:
            found += _placed(
                reading, clause, noun if named else None, act if acted else None, act is not None
            )
    return found


def _placed(
    reading: Reading, clause: Clause, noun: Hit | None, act: Act | None, told: bool
) -> Iterator[tuple[str, Part]]:
    passive = clause.passive or (act is not None and act.nominal)
    if act is not None and not passive:
        yield from (("subject", Part(m, "subject")) for m in subjects(reading, clause))
    elif told and act is None:  # "A und B einigten sich auf ein Abkommen, das im Mai unterzeichnet wird"
        bodies = (m for m in subjects(reading, clause) if m.type == "organisation")
        yield from (("subject", Part(m, "subject")) for m in bodies)
    for argument in arguments(reading, clause):
        role = _role(argument, noun, passive=passive)
        if role is not None:
            side = "noun" if role in {"between", "partner"} and noun is not None else "after"
            yield side, Part(argument.mention, role)


def _role(argument: Argument, noun: Hit | None, *, passive: bool) -> str | None:
    mention, preposition = argument.mention, argument.preposition
    if argument.modifies:
        owner = noun is not None and 0 <= mention.first - noun.last <= _OWNED and preposition == ""
        return "partner" if owner and mention.type != "person" else None
    if preposition == "zwischen":
        return "between"
    if preposition == "mit" and mention.type != "place":
        return "partner"
    if preposition in AGENTS and passive:
        return "agent"
    if preposition in _BEHALF and mention.type == "organisation":
        return "behalf"
    return None
