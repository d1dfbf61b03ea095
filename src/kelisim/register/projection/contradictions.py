"""Whether values of one slot cannot all be right, or are stages, developments, rounder words."""

from collections.abc import Sequence
from typing import Final

from kelisim.register.projection.told import GENERIC_KINDS, Atom, Group, Told

# Slots in which another value is another fact; elsewhere it is only another wording.
_EXACT: Final = frozenset({"date", "expires", "place", "kind", "value", "amount", "currency"})
# The stage that a date is of where no status is told.
_DATED: Final = {"agreement": "signed", "establishment": "open"}
_ONE_RENEWAL: Final = 31  # days within which two dates of a renewal are two dates of one
_DEVELOPS: Final = 180  # days between two tellings from which another figure is a development


def contradict(kind: str, slot: str, groups: Sequence[Group]) -> bool:
    """Return whether two groups of equal values of a slot cannot both be right."""
    if slot not in _EXACT:
        return False
    if slot == "kind":
        groups = [group for group in groups if group[0].value not in GENERIC_KINDS]
        return len(groups) > 1
    pairs = [(a, b) for n, a in enumerate(groups) for b in groups[n + 1 :]]
    if slot == "value":
        return any(_figures_clash(a, b) for a, b in pairs)
    if slot in {"date", "expires"}:
        return any(_same_stage(kind, slot, a, b) for a, b in pairs)
    return len(pairs) > 0


def _same_stage(kind: str, slot: str, ours: Group, theirs: Group) -> bool:
    """Return whether two dates are told of one stage: a plan and its signing do not contradict."""
    shared = _stages_of(kind, ours) & _stages_of(kind, theirs)
    if slot == "date" and shared == {"renewed"}:
        a, b = ours[0].span, theirs[0].span
        return a is not None and b is not None and a.gap(b) <= _ONE_RENEWAL
    return len(shared) > 0


def _stages_of(kind: str, group: Group) -> set[str]:
    """Return the stages that a value is told of; no status is taken for the one that dates the record."""
    default = _DATED.get(kind, "")
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
