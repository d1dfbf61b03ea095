"""What a person decided about the register: kept for ever, can be undone."""

from dataclasses import dataclass
from typing import Literal

Action = Literal["accept", "reject", "correct", "merge", "split", "not_same", "undo"]


@dataclass(frozen=True, slots=True)
class Decision:
    """One decision: who, when (ISO 8601, UTC), why, and on what.

    `target` is the id of a statement, record, entity or (for "undo") decision.
    - accept, reject: a statement, or a record (all its statements);
    - correct: `slot` and `value` ("" empties the slot; `old` names the filler to replace, None for all);
    - merge, not_same: `others` are the ids that are, or are not, the same as the target;
    - split: `others` are the ids of the statements or referents that leave the target;
    - undo: the decision that no longer counts.
    """

    id: str
    action: Action
    target: str
    who: str
    when: str
    why: str = ""
    others: tuple[str, ...] = ()
    slot: str | None = None
    value: str | int | float | None = None
    old: str | int | float | None = None
