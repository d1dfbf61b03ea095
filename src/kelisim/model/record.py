"""What the register knows: merged from the statements of all documents, computed, never stored as truth."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Support:
    """Where a filler stands: the statement, its document and the quote's offsets there."""

    statement: str
    document: str
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Filler:
    """One value of one slot of a record, with every place that says so.

    `entity` is the entity meant, where the slot holds a name; `decision` the decision that put it there.
    """

    value: str | int | float
    support: tuple[Support, ...] = ()
    entity: str | None = None
    decision: str | None = None
    probability: float = 1.0


@dataclass(frozen=True, slots=True)
class RecordSlot:
    """A slot with its fillers, the one to show first.

    `contradiction` is true where sources fill a slot that holds one value with different ones: all are
    kept side by side.
    """

    slot: str
    fillers: tuple[Filler, ...]
    contradiction: bool = False


@dataclass(frozen=True, slots=True)
class Record:
    """One agreement, project, programme … as the register knows it.

    `id` comes from the founding statement; `former_ids` lead here too. `stage` is the slot "status" at
    its latest; `review` is true while no decision accepts what the extractor was not sure of.
    """

    id: str
    kind: str
    title: str
    slots: tuple[RecordSlot, ...]
    statements: tuple[str, ...]
    documents: tuple[str, ...]
    probability: float
    review: bool = False
    former_ids: tuple[str, ...] = ()

    def slot(self, name: str) -> RecordSlot | None:
        """Return the slot of this name, if it is filled."""
        return next((slot for slot in self.slots if slot.slot == name), None)
