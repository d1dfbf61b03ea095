"""Values of one slot put together where they mean the same."""

from collections.abc import Callable, Iterable, Sequence

from kelisim.model import Slot
from kelisim.register.projection.dates import Span
from kelisim.register.projection.kinds.common import Place, places_agree
from kelisim.register.projection.told import Atom, Group, Told
from kelisim.register.projection.words import fold, same_content


def groups_of(slot: Slot, told: Sequence[Told]) -> list[Group]:
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
    return [
        sorted((one for wording in group for one in wording), key=lambda one: one.place) for group in groups
    ]


def _by(told: Iterable[Told], key: Callable[[Told], Atom]) -> list[Group]:
    groups: dict[Atom, Group] = {}
    for one in told:
        groups.setdefault(key(one), []).append(one)
    return list(groups.values())


def _same_phrase(ours: Told, theirs: Told) -> bool:
    return fold(str(ours.value)) == fold(str(theirs.value)) or same_content(ours.words, theirs.words)


def _place(one: Told) -> Place:
    key = one.who.key if one.who is not None else None
    country = one.who.country if one.who is not None else None
    state = one.who is not None and one.who.state
    return Place(key or fold(str(one.value)), one.words.words, country, state)


def _same_place(ours: Told, theirs: Told) -> bool:
    return fold(str(ours.value)) == fold(str(theirs.value)) or places_agree(_place(ours), _place(theirs))


def _dates(told: Sequence[Told]) -> list[Group]:
    """Return dates in groups: a less precise one joins the more precise one that it holds."""
    groups = _by(told, lambda one: one.value)
    groups.sort(key=lambda group: (-precision(group[0]), -sources(group), str(group[0].value)))
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


def precision(one: Told) -> int:
    """Return how precise a value is: a date by its parts, a phrase by its words."""
    days = one.span
    return days.precision if days is not None else len(one.words.words)


def sources(group: Group) -> int:
    """Return how many publishers tell a value."""
    return len({one.source for one in group})
