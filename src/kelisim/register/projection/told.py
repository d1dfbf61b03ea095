"""What statements tell of one slot, value by value, corrected where a person corrected a statement."""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Final

from kelisim.model import Decision, Support
from kelisim.register.projection.dates import Span, span
from kelisim.register.projection.decisions import Change
from kelisim.register.projection.items import Directory, Item, Who, who_is_named
from kelisim.register.projection.words import Phrase, phrase

Atom = str | int | float

# Statuses in the order of a life: the later stage is the one that a record is in.
STAGES: Final = {
    "agreement": ("proposed", "planned", "signed", "renewed"),
    "project": ("planned", "running", "finished"),
    "programme": ("planned", "running"),
    "establishment": ("planned", "open"),
}
# Kinds that are no more than a general word: a more special one says more and does not contradict.
GENERIC_KINDS: Final = frozenset({"other", "agreement", "degree"})


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
    def words(self) -> Phrase:
        """The value as words."""
        return phrase(str(self.value), self.item.document.language)

    @property
    def place(self) -> tuple[object, ...]:
        """Where it is told, for putting values in their order."""
        return (self.item.order, self.support.start, self.support.end)

    @property
    def source(self) -> str:
        """Who tells: the publisher; where it is not known, the document."""
        return self.item.document.publisher or self.item.document.id


Group = list[Told]


def tell(
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
    who = who_meant(decision.value, known) if one.who is not None else None
    return replace(one, value=decision.value, who=who, decision=decision.id, probability=1.0)


def who_meant(value: Atom, known: Directory) -> Who:
    """Return whom a person means who wrote a name, or the id of an entity."""
    entity = known.by_id.get(str(value))
    return who_is_named(entity.name if entity is not None else str(value), known)
