"""What people decided about commitments: states accepted or corrected, evidence refused or named."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Final, get_args

from kelisim.model import Decision
from kelisim.register.projection.decisions import in_force
from kelisim.register.projection.values import Commitment, CommitmentState, Evidence, Unapplied

STATES: Final[tuple[CommitmentState, ...]] = get_args(CommitmentState)


@dataclass(frozen=True, slots=True)
class Judged:
    """The commitments as people would have them, and the decisions that could not be applied."""

    commitments: list[Commitment]
    unapplied: list[Unapplied]


def about_commitments(decisions: Iterable[Decision]) -> list[Decision]:
    """Return the decisions on commitments that count, first made first."""
    return [each for each in in_force(decisions)[0] if each.target.startswith("c:")]


def refused(decisions: Sequence[Decision], now: Mapping[str, str]) -> dict[str, frozenset[str]]:
    """Return the records that people refused as evidence, by the commitment that they named.

    `now` leads from former ids of records to those of now.
    """
    found: dict[str, frozenset[str]] = {}
    for each in decisions:
        if each.action == "reject":
            records = frozenset(now.get(other, other) for other in each.others)
            found[each.target] = found.get(each.target, frozenset()) | records
    return found


def judged(
    commitments: Sequence[Commitment], decisions: Sequence[Decision], now: Mapping[str, str]
) -> Judged:
    """Return the commitments with the states that people gave them; of several decisions the last counts.

    A state that was accepted holds as long as the statements still say it: what is told later is news.
    """
    places = {id: n for n, one in enumerate(commitments) for id in (*one.former_ids, one.id)}
    made = list(commitments)
    lost: dict[int, Unapplied] = {}
    unapplied = []
    for each in decisions:
        place = places.get(each.target)
        if place is None:
            unapplied.append(Unapplied(each.id, f"{each.target} is not in the register any more"))
            continue
        state = next((state for state in STATES if state == each.value), None)
        if each.action == "reject" or state is None:
            continue
        lost.pop(place, None)
        if each.action == "correct":
            made[place] = _corrected(commitments[place], each, state, now)
        elif commitments[place].state == state:
            made[place] = replace(commitments[place], decided=each.id)
        else:
            made[place] = commitments[place]
            reason = f"accepted was {state}; by now the documents say {commitments[place].state}"
            lost[place] = Unapplied(each.id, reason.replace("_", " "))
    return Judged(made, [*unapplied, *lost.values()])


def _corrected(
    one: Commitment, decision: Decision, state: CommitmentState, now: Mapping[str, str]
) -> Commitment:
    held = {evidence.record for evidence in one.evidence}
    named = tuple(
        Evidence(id, "decision", True, None, (), (), ())
        for id in dict.fromkeys(now.get(other, other) for other in decision.others)
        if id not in held
    )
    said = one.state if one.state != state else None
    return replace(one, state=state, decided=decision.id, found=said, evidence=(*one.evidence, *named))
