"""What is known of a commitment on a day: its state, what carries it, where it was looked for."""

from dataclasses import dataclass
from datetime import date
from typing import Literal

from kelisim.register.projection.values import CommitmentState, EvidenceGrade

Shown = Literal["documents", "works", "projects"]

Reason = Literal[
    "not_signed",
    "nothing_found",
    "plans_only",
    "party_says",
    "record_shows",
    "fewer_than_promised",
    "due_passed",
    "term_over",
    "taken_up_again",
    "sources_disagree",
    "planned_after_due",
    "nothing_would_show",
]

REASONS: dict[Reason, str] = {
    "not_signed": "no source says that the agreement was signed",
    "nothing_found": "no evidence found so far, which does not mean that it was not done",
    "plans_only": "later sources speak of plans for it, none says that it has begun",
    "party_says": "a party to the agreement, or a source whose publisher is not known, says so; "
    "no independent record was found",
    "record_shows": "a record independent of the parties shows it",
    "fewer_than_promised": "records show less than the number that was promised",
    "due_passed": "its own day has passed and no evidence was found",
    "term_over": "the agreement's term has ended and no evidence was found",
    "taken_up_again": "a later agreement of the same parties promises it again",
    "sources_disagree": "sources disagree on whether it is there",
    "planned_after_due": "a later source plans it for after the day by which it was promised",
    "nothing_would_show": "it is of a sort that open records do not hold",
}


@dataclass(frozen=True, slots=True)
class Finding:
    """One record, work or project that speaks of a commitment.

    `id` is that of a record of the register, a work or a project; `parties` are ids of entities that it
    shares with the agreement; `words` those that it shares with the commitment. `done` is true where the
    thing is there, not only begun. A plan carries no state, a party's own claim no more than "under way".
    """

    found_in: Shown
    id: str
    title: str
    date: str | None
    grade: EvidenceGrade
    done: bool
    words: tuple[str, ...]
    parties: tuple[str, ...]
    documents: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Search:
    """Where it was looked for evidence, how far, and how much there was to look at.

    `looked_at` counts, after the agreement and whatever their subject, other documents that name a party,
    joint works, or joint projects of the parties; None where there was nothing to look in. `before` counts
    the joint works of as many years before it. `until` is the date of the newest that was there to be seen;
    `parties` are those that could be looked for (by an identifier), `missing` those that could not.
    """

    place: Shown
    looked_at: int | None
    until: date | None
    before: int | None = None
    parties: tuple[str, ...] = ()
    missing: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Fulfilment:
    """A commitment with its state on a day. `shown_by` says what could show it; none: open records do not.

    `documents` are those that tell of it; `more` counts findings beyond those listed.
    """

    commitment: str
    agreement: str
    title: str
    text: str
    state: CommitmentState
    reason: Reason
    due: str | None
    since: str | None
    shown_by: tuple[Shown, ...]
    documents: tuple[str, ...]
    findings: tuple[Finding, ...]
    more: int
    searched: tuple[Search, ...]
    last_look: date
    superseded_by: str | None = None
