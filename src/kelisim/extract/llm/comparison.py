"""What two extractors found in one document: which statements both have, and where they differ."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Final

from rapidfuzz import fuzz

from kelisim.model import KINDS, Extraction, Slot, Statement, Value
from kelisim.spelling import fold

_SAME: Final = 85.0  # of 100, for words that stand at different places
_KEY: Final = 2  # what a statement is told by counts as much as two other slots


@dataclass(frozen=True, slots=True)
class Difference:
    """A slot that two statements fill differently: the values that only one has, each with its quote."""

    slot: str
    first: tuple[Value, ...]
    second: tuple[Value, ...]


@dataclass(frozen=True, slots=True)
class Compared:
    """A statement of both extractors, or of one alone; the slots in which the two differ, and those alike."""

    kind: str
    first: Statement | None
    second: Statement | None
    differences: tuple[Difference, ...] = ()
    alike: tuple[str, ...] = ()


def compare(first: Extraction, second: Extraction) -> tuple[Compared, ...]:
    """Return the statements of two extractions of one document side by side, in the order of kinds and text.

    Two are the same where they say something alike of one kind: those that agree in most are paired first.
    """
    compared: list[Compared] = []
    for kind in KINDS:
        ours = [statement for statement in first.statements if statement.kind == kind]
        theirs = [statement for statement in second.statements if statement.kind == kind]
        pairs = _pairs(ours, theirs)
        found = [_pair(ours[one], theirs[other]) for one, other in pairs.items()]
        found += [Compared(kind, each, None) for n, each in enumerate(ours) if n not in pairs]
        taken = set(pairs.values())
        found += [Compared(kind, None, each) for n, each in enumerate(theirs) if n not in taken]
        compared += sorted(found, key=_place)
    return tuple(compared)


def _pairs(ours: Sequence[Statement], theirs: Sequence[Statement]) -> dict[int, int]:
    """Return who is whose, each once."""
    scored = sorted(
        (-score, one, other)
        for one, mine in enumerate(ours)
        for other, yours in enumerate(theirs)
        if (score := _score(mine, yours)) > 0
    )
    pairs: dict[int, int] = {}
    for _, one, other in scored:
        if one not in pairs and other not in pairs.values():
            pairs[one] = other
    return pairs


def _score(mine: Statement, yours: Statement) -> float:
    """Return how much of two statements is alike; nothing where neither their key nor their place is."""
    kind = KINDS[mine.kind]
    shares = {slot.name: _share(slot, mine.all(slot.name), yours.all(slot.name)) for slot in kind.slots}
    meets = mine.quote.start < yours.quote.end and yours.quote.start < mine.quote.end
    worded = sum(shares[slot.name] for slot in kind.slots if slot.type != "code")
    if shares[kind.key] == 0 and not (meets and worded > 0):
        return 0.0
    return sum(shares.values()) + _KEY * shares[kind.key] + (0.5 if meets else 0.0)


def _share(slot: Slot, mine: Sequence[Value], yours: Sequence[Value]) -> float:
    if len(mine) == 0 or len(yours) == 0:
        return 0.0
    return sum(any(_alike(slot, a, b) for b in yours) for a in mine) / max(len(mine), len(yours))


def _pair(mine: Statement, yours: Statement) -> Compared:
    differences: list[Difference] = []
    alike: list[str] = []
    for slot in KINDS[mine.kind].slots:
        ours, theirs = mine.all(slot.name), yours.all(slot.name)
        only_ours = tuple(_without(slot, ours, theirs))
        only_theirs = tuple(_without(slot, theirs, ours))
        if len(only_ours) + len(only_theirs) > 0:
            differences.append(Difference(slot.name, only_ours, only_theirs))
        elif len(ours) > 0:
            alike.append(slot.name)
    return Compared(mine.kind, mine, yours, tuple(differences), tuple(alike))


def _without(slot: Slot, values: Sequence[Value], others: Sequence[Value]) -> Iterator[Value]:
    return (value for value in values if not any(_alike(slot, value, other) for other in others))


def _alike(slot: Slot, one: Value, other: Value) -> bool:
    """Return whether two fillers say the same: one value, one place, or nearly the same words."""
    if one.value == other.value:
        return True
    if slot.type not in ("name", "phrase"):
        return False
    if one.quote.start < other.quote.end and other.quote.start < one.quote.end:
        return True
    return fuzz.token_sort_ratio(fold(str(one.value)), fold(str(other.value))) >= _SAME


def _place(compared: Compared) -> tuple[int, int]:
    statement = compared.first or compared.second
    return (0, 0) if statement is None else (statement.quote.start, statement.quote.end)
