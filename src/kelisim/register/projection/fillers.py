"""The slots of a record from its statements: equal values joined, different ones kept, the best one first."""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from typing import Final

from kelisim.model import KINDS, Filler, RecordSlot, Slot
from kelisim.register.projection.contradictions import contradict
from kelisim.register.projection.corrections import correct
from kelisim.register.projection.decisions import Change
from kelisim.register.projection.groups import groups_of, precision, sources
from kelisim.register.projection.items import Directory, Item
from kelisim.register.projection.told import GENERIC_KINDS, STAGES, Atom, Group, Told, tell

# The stage whose date is the record's own: the first signature, not the plan, not the renewal.
_DATED_BY: Final = {
    "agreement": ("signed", "renewed", "planned", "proposed"),
    "establishment": ("open", "planned"),
}


def slots_of(
    kind: str, members: Sequence[Item], corrections: Sequence[Change], known: Directory
) -> tuple[RecordSlot, ...]:
    """Return the filled slots of a record, in the order of the schema.

    `members` are its statements in their order, `corrections` the decisions on it or on one of them.
    """
    told = tell(members, [c for c in corrections if not c.target.whole], known)
    found = []
    for slot in KINDS[kind].slots:
        groups = groups_of(slot, told[slot.name]) if slot.name in told else []
        if len(groups) > 1:
            groups.sort(key=lambda group: _rank(kind, slot, group), reverse=not slot.many)
        fillers = [_filler(slot, group, known) for group in groups]
        contradiction = len(groups) > 1 and not slot.many and contradict(kind, slot.name, groups)
        whole = [c.decision for c in corrections if c.target.whole and c.decision.slot == slot.name]
        for decision in whole:
            fillers = correct(slot, fillers, decision, known)
        if len(fillers) > 0:
            found.append(RecordSlot(slot.name, tuple(fillers), contradiction and len(fillers) > 1))
    return tuple(_with_bound_of_value(found))


def _rank(kind: str, slot: Slot, group: Group) -> tuple[object, ...]:
    """Return the precedence of a group: in a slot of one value the greatest is first, of many the least.

    A correction counts first; then the stage; for figures the latest telling; then more sources, more
    precision, the later telling, the surer reading; what is left is settled by letters.
    """
    if slot.many:
        return min(one.place for one in group)
    told = max((one.item.document.published or "" for one in group), default="")
    decided = any(one.decision is not None for one in group)
    latest = told if slot.name == "value" else ""
    specific = not (slot.name == "kind" and group[0].value in GENERIC_KINDS)
    best = max(group, key=lambda one: (one.probability, str(one.value)))
    precise = max(map(precision, group)) if slot.type in {"date", "phrase"} else 0
    return (
        decided,
        _stage(kind, slot.name, group),
        specific,
        latest,
        sources(group),
        precise,
        told,
        best.probability,
        str(best.value),
    )


def _stage(kind: str, slot: str, group: Group) -> int:
    if slot == "status" and kind in STAGES:
        order = STAGES[kind]
        return max((order.index(str(o.value)) for o in group if o.value in order), default=-1)
    if slot == "date" and kind in _DATED_BY:
        order = _DATED_BY[kind]
        return max(-_place_in(order, one.item.text("status")) for one in group)
    return 0


def _place_in(order: Sequence[str], status: str | None) -> int:
    """Return the place of a status in an order; one that is not told is taken for the first."""
    return order.index(status) if status in order else 0


def _filler(slot: Slot, group: Group, known: Directory) -> Filler:
    """Return a group of equal values as one filler, with every place that says so."""
    places = {one.support for one in group}
    support = tuple(sorted(places, key=lambda s: (s.document, s.start, s.end, s.statement)))
    decided = next((one for one in reversed(group) if one.decision is not None), None)
    entity = (
        next((one.who.entity for one in group if one.who is not None), None) if slot.type == "name" else None
    )
    value = decided.value if decided is not None else _shown(slot, group)
    if slot.type == "name":
        value = known.name(entity) or value
    probability = max(one.probability for one in group)
    return Filler(value, support, entity, decided.decision if decided is not None else None, probability)


def _shown(slot: Slot, group: Group) -> Atom:
    """Return which of equal values to show: the most precise date, the fullest place, else the most told."""
    if all(one.value == group[0].value for one in group):
        return group[0].value
    if slot.type == "date":
        return max(group, key=precision).value
    if slot.name == "place":
        return max(group, key=_fullness).value
    counts: dict[Atom, set[str]] = defaultdict(set)
    for one in group:
        counts[one.value].add(one.source)
    first = {value: place for place, value in enumerate(counts)}
    return min(counts, key=lambda value: (-len(counts[value]), first[value]))


def _fullness(one: Told) -> tuple[bool, int, int, str]:
    """Return how much a place says: a country least, then by words and letters."""
    country = one.who is not None and one.who.state
    return (not country, len(one.words.words), len(str(one.value)), str(one.value))


def _with_bound_of_value(slots: Sequence[RecordSlot]) -> Iterable[RecordSlot]:
    """Return the slots, the bound of a figure being that of the value shown first, if it has one."""
    value = next((slot for slot in slots if slot.slot == "value"), None)
    said = {s.statement for s in value.fillers[0].support} if value is not None else None
    for slot in slots:
        if slot.slot != "bound" or said is None:
            yield slot
            continue
        own = tuple(
            f for f in slot.fillers if f.decision is not None or any(s.statement in said for s in f.support)
        )
        if len(own) > 0:
            yield RecordSlot(slot.slot, own, slot.contradiction and len(own) > 1)


def title_of(kind: str, slots: Sequence[RecordSlot], fallback: str) -> str:
    """Return what a record is called: its key slot, parties joined by a dash; else its sentence."""
    by_name = {slot.slot: slot for slot in slots}
    key = by_name.get(KINDS[kind].key)
    if key is None:
        return " ".join(fallback.split())
    if kind == "agreement":
        return " – ".join(str(filler.value) for filler in key.fillers)
    first = str(key.fillers[0].value)
    if kind == "funding" and "currency" in by_name:
        return f"{first} {by_name['currency'].fillers[0].value}"
    if kind == "office" and "office" in by_name:
        return f"{first}, {by_name['office'].fillers[0].value}"
    if kind == "figure" and "value" in by_name:
        return f"{by_name['value'].fillers[0].value} {first}"
    return first
