"""The slots of a record from its statements: equal values joined, different ones kept, the best one first."""

from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Final

from kelisim.model import KINDS, Decision, Filler, Record, RecordSlot, Slot, Support
from kelisim.register.projection.dates import Span, span
from kelisim.register.projection.decisions import Change
from kelisim.register.projection.items import Directory, Item, Who, who_is_named
from kelisim.register.projection.kinds.common import Place, places_agree
from kelisim.register.projection.words import Phrase, fold, phrase, same_content

Atom = str | int | float

# Statuses in the order of a life: the later stage is the one that a record is in.
STAGES: Final = {
    "agreement": ("proposed", "planned", "signed", "renewed"),
    "project": ("planned", "running", "finished"),
    "programme": ("planned", "running"),
    "establishment": ("planned", "open"),
}
# The stage whose date is the record's own: the first signature, not the plan, not the renewal.
_DATED_BY: Final = {
    "agreement": ("signed", "renewed", "planned", "proposed"),
    "establishment": ("open", "planned"),
}
# Slots in which another wording is another fact; elsewhere it is only another wording.
_EXACT: Final = frozenset({"date", "expires", "place", "kind", "value", "amount", "currency"})
_GENERIC_KINDS: Final = frozenset({"other", "agreement", "degree"})
_ONE_RENEWAL: Final = 31  # days within which two dates of a renewal are two dates of one
_DEVELOPS: Final = 180  # days between two tellings from which another figure is a development


@dataclass(frozen=True, slots=True)
class Told:
    """One value as one statement tells it, or as a person corrected it."""

    value: Atom
    item: Item
    support: Support
    probability: float
    who: Who | None = None
    decision: str | None = None

    @property
    def span(self) -> Span | None:
        """The days that the value means, where it is a date."""
        return span(str(self.value))

    @property
    def source(self) -> str:
        """Who tells: the publisher; where it is not known, the document."""
        return self.item.document.publisher or self.item.document.id


Group = list[Told]


def slots_of(
    kind: str, members: Sequence[Item], corrections: Sequence[Change], known: Directory
) -> tuple[RecordSlot, ...]:
    """Return the filled slots of a record, in the order of the schema.

    `members` are its statements in their order, `corrections` the decisions on it or on one of them.
    """
    told = _tell(members, [c for c in corrections if not c.target.whole], known)
    found = []
    for slot in KINDS[kind].slots:
        groups = _groups(slot, told.get(slot.name, []))
        groups.sort(key=lambda group: _rank(kind, slot, group), reverse=not slot.many)
        fillers = [_filler(slot, group, known) for group in groups]
        contradiction = not slot.many and slot.name in _EXACT and _contradict(kind, slot.name, groups)
        whole = [c.decision for c in corrections if c.target.whole and c.decision.slot == slot.name]
        for decision in whole:
            fillers = _correct(slot, fillers, decision, known)
        if len(fillers) > 0:
            found.append(RecordSlot(slot.name, tuple(fillers), contradiction and len(fillers) > 1))
    return tuple(_with_bound_of_value(found))


def _tell(
    members: Sequence[Item], corrections: Sequence[Change], known: Directory
) -> Mapping[str, list[Told]]:
    """Return all values of all statements by slot, those corrected in a statement as corrected."""
    by_statement: dict[str, list[Decision]] = defaultdict(list)
    for change in corrections:
        by_statement[change.target.statement].append(change.decision)
    told: dict[str, list[Told]] = defaultdict(list)
    for item in members:
        statement = item.statement
        for place, value in enumerate(statement.values):
            support = Support(statement.id, statement.document, value.quote.start, value.quote.end)
            one: Told | None = Told(value.value, item, support, value.probability, item.who.get(place))
            for decision in by_statement[statement.id]:
                if one is not None and decision.slot == value.slot and _names(decision.old, one, known):
                    one = _corrected(one, decision, known)
            if one is not None:
                told[value.slot].append(one)
    return told


def _names(old: Atom | None, one: Told, known: Directory) -> bool:
    """Return whether a decision means this value: by the value itself, the entity's name, or its id."""
    if old is None or old == one.value:
        return True
    return (
        isinstance(old, str) and one.who is not None and old in {one.who.entity, known.name(one.who.entity)}
    )


def _corrected(one: Told, decision: Decision, known: Directory) -> Told | None:
    if decision.value is None or decision.value == "":
        return None
    who = _who(decision.value, known) if one.who is not None else None
    return replace(one, value=decision.value, who=who, decision=decision.id, probability=1.0)


def _who(value: Atom, known: Directory) -> Who:
    """Return whom a person means who wrote a name, or the id of an entity."""
    entity = known.by_id.get(str(value))
    return who_is_named(entity.name if entity is not None else str(value), known)


def _groups(slot: Slot, told: Sequence[Told]) -> list[Group]:
    """Return the values of a slot in groups that mean the same, each in the order of the statements."""
    if slot.type == "name":
        return _by(told, lambda one: one.who.key if one.who is not None else fold(str(one.value)))
    if slot.type == "date":
        return _dates(told)
    if slot.type != "phrase":
        return _by(told, lambda one: one.value)
    same = _same_place if slot.name == "place" else _same_phrase
    wordings = _by(told, lambda one: f"{one.item.document.language} {fold(str(one.value))}")
    groups: list[list[Group]] = []
    for wording in wordings:
        home = next((g for g in groups if any(same(wording[0], other[0]) for other in g)), None)
        if home is None:
            groups.append([wording])
        else:
            home.append(wording)
    return [sorted((one for wording in group for one in wording), key=_order) for group in groups]


def _order(one: Told) -> tuple[object, ...]:
    return (one.item.order, one.support.start, one.support.end)


def _by(told: Iterable[Told], key: Callable[[Told], Atom]) -> list[Group]:
    groups: dict[Atom, Group] = {}
    for one in told:
        groups.setdefault(key(one), []).append(one)
    return list(groups.values())


def _words(one: Told) -> Phrase:
    return phrase(str(one.value), one.item.document.language)


def _same_phrase(ours: Told, theirs: Told) -> bool:
    return fold(str(ours.value)) == fold(str(theirs.value)) or same_content(_words(ours), _words(theirs))


def _place(one: Told) -> Place:
    key = one.who.key if one.who is not None else None
    country = one.who.country if one.who is not None else None
    state = one.who is not None and one.who.state
    return Place(key or fold(str(one.value)), _words(one).words, country, state)


def _same_place(ours: Told, theirs: Told) -> bool:
    return fold(str(ours.value)) == fold(str(theirs.value)) or places_agree(_place(ours), _place(theirs))


def _dates(told: Sequence[Told]) -> list[Group]:
    """Return dates in groups: a less precise one joins the more precise one that it holds, if there is one."""
    groups = _by(told, lambda one: one.value)
    groups.sort(key=lambda group: (-_precision(group[0]), -_sources(group), str(group[0].value)))
    joined: list[Group] = []
    for group in groups:
        days = group[0].span
        home = next((g for g in joined if days is not None and _holds(days, g[0].span)), None)
        if home is None:
            joined.append(group)
        else:
            home.extend(group)
    return joined


def _holds(wide: Span, narrow: Span | None) -> bool:
    return narrow is not None and narrow.within(wide)


def _precision(one: Told) -> int:
    days = one.span
    return days.precision if days is not None else len(str(one.value))


def _sources(group: Group) -> int:
    return len({one.source for one in group})


def _rank(kind: str, slot: Slot, group: Group) -> tuple[object, ...]:
    """Return the precedence of a group: of a slot of one value, the greatest first; of many, the earliest first.

    A correction counts first; then the stage; for figures the latest telling; then more sources, more
    precision, the later telling, the surer reading; what is left is settled by letters.
    """
    if slot.many:
        return min(map(_order, group))
    told = max((one.item.document.published or "" for one in group), default="")
    decided = any(one.decision is not None for one in group)
    latest = told if slot.name == "value" else ""
    specific = not (slot.name == "kind" and group[0].value in _GENERIC_KINDS)
    best = max(group, key=lambda one: (one.probability, str(one.value)))
    precise = max(map(_precision, group)) if slot.type in {"date", "phrase"} else 0
    return (
        decided,
        _stage(kind, slot.name, group),
        specific,
        latest,
        _sources(group),
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
    support = tuple(
        sorted({one.support for one in group}, key=lambda s: (s.document, s.start, s.end, s.statement))
    )
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
    """Return the value of equal ones to show: the most precise date, the fullest place, else the most told."""
    if slot.type == "date":
        return max(group, key=_precision).value
    if slot.name == "place":
        return max(group, key=lambda one: (len(_words(one).words), len(str(one.value)), str(one.value))).value
    counts: dict[Atom, set[str]] = defaultdict(set)
    for one in group:
        counts[one.value].add(one.source)
    first = {value: place for place, value in enumerate(counts)}
    return min(counts, key=lambda value: (-len(counts[value]), first[value]))


def _contradict(kind: str, slot: str, groups: Sequence[Group]) -> bool:
    """Return whether two groups cannot both be right."""
    if slot == "kind":
        groups = [group for group in groups if group[0].value not in _GENERIC_KINDS]
        return len(groups) > 1
    pairs = [(a, b) for n, a in enumerate(groups) for b in groups[n + 1 :]]
    if slot == "value":
        return any(_figures_clash(a, b) for a, b in pairs)
    if slot in {"date", "expires"}:
        return any(_same_stage(kind, slot, a, b) for a, b in pairs)
    return len(pairs) > 0


def _same_stage(kind: str, slot: str, ours: Group, theirs: Group) -> bool:
    """Return whether two dates are told of one stage: a plan and its signing, or two renewals, do not contradict."""
    shared = _stages_of(kind, ours) & _stages_of(kind, theirs)
    if slot == "date" and shared == {"renewed"}:
        a, b = ours[0].span, theirs[0].span
        return a is not None and b is not None and a.gap(b) <= _ONE_RENEWAL
    return len(shared) > 0


def _stages_of(kind: str, group: Group) -> set[str]:
    """Return the stages that a value is told of; a status that is not told is taken for the one that dates the record."""
    default = _DATED_BY[kind][0] if kind in _DATED_BY else ""
    statuses = {one.item.text("status") or default for one in group}
    return {"planned" if status == "proposed" else status for status in statuses}


def _figures_clash(ours: Group, theirs: Group) -> bool:
    """Return whether two values of one figure are told at about one time and no bound reconciles them."""
    first, second = _tellings(ours), _tellings(theirs)
    return any(_told_together(a, b) and not _reconciled(a, b) for a in first for b in second)


def _tellings(group: Group) -> list[Told]:
    """Return one telling for each day of publication and bound: the others say nothing more."""
    return list({(one.item.told, one.item.text("bound")): one for one in reversed(group)}.values())


def _told_together(a: Told, b: Told) -> bool:
    first, second = a.item.told, b.item.told
    near = first is None or second is None or first.gap(second) <= _DEVELOPS
    return near and a.item.document.id != b.item.document.id


def _reconciled(a: Told, b: Told) -> bool:
    return _allows(a, b.value) or _allows(b, a.value)


def _allows(one: Told, value: Atom) -> bool:
    """Return whether a value told with a bound ("more than 1,500") leaves room for another."""
    bound, own = one.item.text("bound"), one.value
    if isinstance(own, str) or isinstance(value, str):
        return True
    if bound == "at_least":
        return value >= own
    if bound == "at_most":
        return value <= own
    return bound == "about" and abs(value - own) <= 0.1 * abs(own)


def _correct(slot: Slot, fillers: list[Filler], decision: Decision, known: Directory) -> list[Filler]:
    """Return the fillers of a record's slot after a decision on the whole record.

    In a slot of one value the decided one comes first and the others are kept beside it; in a slot of many it
    takes the place of `old`, of all where `old` is None, of none where `old` is "". "" as a value takes
    away what `old` names, or all.
    """
    if decision.value is None:
        return fillers
    named = [f for f in fillers if decision.old is None or _is(f, decision.old)]
    if decision.value == "":
        return [f for f in fillers if f not in named]
    who = _who(decision.value, known) if slot.type == "name" else None
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
    """Return what a record is called: its key slot, parties joined by a dash; else the sentence it rests on."""
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


def shown(record: Record, slot: str) -> Atom | None:
    """Return the value of a slot that is shown first."""
    found = record.slot(slot)
    return None if found is None else found.fillers[0].value
