"""On which side of an agreement the names of its clauses stand: who signs, with whom, for whom."""

from collections.abc import Iterator
from typing import Final

from kelisim.extract.kinds.agreement_acts import Act
from kelisim.extract.lexicon import Hit
from kelisim.extract.reading import Mention, Reading
from kelisim.extract.roles import Part
from kelisim.extract.verb_second import AGENTS, Argument, Clause, apposed, arguments, clauses, subjects

_BEHALF: Final = frozenset({"für", "seitens"})
_OWNED: Final = 4  # tokens between an agreement's noun and the genitive of those whose it is


def placed_in_clauses(
    reading: Reading, number: int, noun: Hit | None, act: Act | None
) -> list[tuple[str, Part]]:
    """Return the names of the clauses that tell of an agreement, each with its side and role."""
    found: list[tuple[str, Part]] = []
    governing: Clause | None = None
    for clause in clauses(reading, number):
        if clause.kind == "main":
            governing = clause
        named = noun is not None and noun.first in clause.tokens
        acted = act is not None and act.tokens[0] in clause.tokens
        if named or acted:
            found += _placed(
                reading, clause, noun if named else None, act if acted else None, act is not None
            )
            if acted and clause.kind == "infinitive" and governing is not None:
                found += [("subject", Part(m, "subject")) for m in subjects(reading, governing)]
    return found


def _placed(
    reading: Reading, clause: Clause, noun: Hit | None, act: Act | None, told: bool
) -> Iterator[tuple[str, Part]]:
    passive = clause.passive or (act is not None and act.nominal)
    if act is not None and not passive:
        acting = subjects(reading, clause)
        yield from (("subject", Part(m, "subject")) for m in acting)
        standing = _represented(reading, clause) if len(acting) == 0 else ()
        yield from (("after", Part(m, "behalf")) for m in standing)
    elif told and act is None:  # "A und B einigten sich auf ein Abkommen, das im Mai unterzeichnet wird"
        bodies = (m for m in subjects(reading, clause) if m.type == "organisation")
        yield from (("subject", Part(m, "subject")) for m in bodies)
    told_of = arguments(reading, clause)
    for number, argument in enumerate(told_of):
        then = told_of[number + 1] if number + 1 < len(told_of) else None
        if act is not None and then is not None and apposed(reading.analysis.tokens, argument, then.mention):
            yield "after", Part(argument.mention, "behalf")
            continue
        role = _role(argument, noun, passive=passive)
        if role is not None:
            side = "noun" if role in {"between", "partner"} and noun is not None else "after"
            yield side, Part(argument.mention, role)


def _represented(reading: Reading, clause: Clause) -> Iterator[Mention]:
    """Yield those for whom somebody unnamed signs: "Vertreter der Universität X und des Instituts Y"."""
    verb = clause.last if clause.finite is None else clause.finite
    for argument in arguments(reading, clause):
        whose = argument.modifies and argument.preposition == "" and argument.mention.type == "organisation"
        if whose and argument.mention.last <= verb:
            yield argument.mention


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
