"""What the projection takes beside statements and decisions, and what it gives beside records."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal, Protocol

from kelisim.model import Doubt, Entity, Record, Support


@dataclass(frozen=True, slots=True)
class DocumentFacts:
    """What the projection needs to know of a document. `published` is ISO 8601 at its true precision."""

    id: str
    published: str | None = None
    publisher: str | None = None
    language: str | None = None
    title: str | None = None


class Resolved(Protocol):
    """Whom the referents mean: `kelisim.resolve.Resolution`, or anything with entities and doubts."""

    @property
    def entities(self) -> Sequence[Entity]:
        """The entities; each names its referents."""
        ...

    @property
    def doubts(self) -> Sequence[Doubt]:
        """Which entities may be one, for a person to decide."""
        ...


@dataclass(frozen=True, slots=True)
class Stage:
    """One step in the life of a record: a status (or a figure's value), when, and who says so.

    `date` is when it happened or is to happen, as far as a source says so; `told` when the first
    document that tells of it was published.
    """

    slot: str
    value: str | int | float
    date: str | None
    told: str | None
    support: tuple[Support, ...]


@dataclass(frozen=True, slots=True)
class Life:
    """How a record stood over time: its stages in their order, and when documents told of it."""

    record: str
    stages: tuple[Stage, ...] = ()
    first_told: str | None = None
    last_told: str | None = None


CommitmentState = Literal[
    "wish_only",
    "promised",
    "under_way",
    "evidence_found",
    "partly",
    "overdue",
    "lapsed",
    "superseded",
    "contradicted",
    "cannot_be_checked",
]

EvidenceGrade = Literal["plan", "party", "independent", "decision"]


@dataclass(frozen=True, slots=True)
class Evidence:
    """A later record that matches a commitment, and why it is taken for evidence.

    `grade` says who tells: a "party" of the agreement itself (or a source unknown), somebody
    "independent" of the parties; "plan" where the record itself is only planned; "decision" where a person
    named it. `words` are those that commitment and record share, `parties` the entities that both name.
    """

    record: str
    grade: EvidenceGrade
    done: bool
    date: str | None
    words: tuple[str, ...]
    parties: tuple[str, ...]
    support: tuple[Support, ...]


@dataclass(frozen=True, slots=True)
class Commitment:
    """One thing that the parties of an agreement undertake, from all documents that tell of it.

    `wordings` are the other ways in which documents put it; `due` is the date by which it is to be
    done, where the wording says so; `superseded_by` is the id of the same commitment in a later agreement.
    `state` is what the statements say, whatever the day; `state_on` adds what only time tells. `decided` is
    the decision by which a person accepted or corrected the state, `found` what the statements say where
    the person says otherwise; `decision` the one that put the commitment there.
    """

    id: str
    record: str
    text: str
    wordings: tuple[str, ...]
    support: tuple[Support, ...]
    state: CommitmentState
    evidence: tuple[Evidence, ...] = ()
    due: str | None = None
    superseded_by: str | None = None
    decision: str | None = None
    former_ids: tuple[str, ...] = ()
    decided: str | None = None
    found: CommitmentState | None = None


@dataclass(frozen=True, slots=True)
class Unapplied:
    """A decision that could not be applied, and why: it is kept, and shown to people."""

    decision: str
    reason: str


@dataclass(frozen=True, slots=True)
class Projection:
    """The register as statements and decisions make it. `lives` stand in the order of `records`.

    `doubts` are pairs of records that may be the same; `unapplied` the decisions that found no target.
    """

    records: tuple[Record, ...] = ()
    lives: tuple[Life, ...] = ()
    commitments: tuple[Commitment, ...] = ()
    doubts: tuple[Doubt, ...] = ()
    unapplied: tuple[Unapplied, ...] = ()


AttentionReason = Literal[
    "expired",
    "expiring",
    "silent",
    "contradiction",
    "review",
    "unconfirmed",
    "commitment_overdue",
]


@dataclass(frozen=True, slots=True)
class Attention:
    """What a person should look at: which record, why, in which slot, and the date that it is about."""

    record: str
    reason: AttentionReason
    slot: str | None = None
    date: str | None = None
    commitment: str | None = None
