"""Corrections that people made of a record as a whole."""

from collections.abc import Sequence
from dataclasses import replace

from kelisim.model import Decision, Filler, Slot
from kelisim.register.projection.items import Directory
from kelisim.register.projection.told import Atom, who_meant
from kelisim.register.projection.words import fold


def correct(slot: Slot, fillers: Sequence[Filler], decision: Decision, known: Directory) -> list[Filler]:
    """Return the fillers of a record's slot after a decision on the whole record.

    In a slot of one value the decided one comes first and the others are kept beside it; in a slot of many it
    takes the place of `old`, of all where `old` is None, of none where `old` is "". "" as a value takes
    away what `old` names, or all.
    """
    if decision.value is None:
        return list(fillers)
    named = [f for f in fillers if decision.old is None or _is(f, decision.old)]
    if decision.value == "":
        return [f for f in fillers if f not in named]
    who = who_meant(decision.value, known) if slot.type == "name" else None
    entity = who.entity if who is not None else None
    value = known.name(entity) or decision.value
    equal = next((f for f in fillers if _is(f, value) or (entity is not None and f.entity == entity)), None)
    support = equal.support if equal is not None else ()
    decided = Filler(value, support, entity, decision.id)
    rest = [f for f in fillers if f != equal]
    if not slot.many:
        return [decided, *(replace(f, decision=None) for f in rest if len(f.support) > 0)]
    at = fillers.index(named[0]) if len(named) > 0 else len(fillers)
    kept = [(n, f) for n, f in enumerate(fillers) if f not in named and f != equal]
    return [*(f for n, f in kept if n < at), decided, *(f for n, f in kept if n >= at)]


def _is(filler: Filler, value: Atom) -> bool:
    if isinstance(value, str):
        return fold(str(filler.value)) == fold(value) or filler.entity == value
    return filler.value == value
