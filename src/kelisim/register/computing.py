"""From truth to register in memory: the one place that calls resolution and projection."""

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from kelisim.model import Decision, Doubt, Entity, Extraction, Record
from kelisim.register.projection import Commitment, DocumentFacts, Life, Unapplied, project

if TYPE_CHECKING:
    from kelisim.resolve import Identify

VERSION: Final = "6"
"""Raised where the same truth makes another register than before: stores are then computed anew."""


@dataclass(frozen=True, slots=True)
class Truth:
    """All that the register is computed from; `texts` are those that give ORCIDs, by document."""

    documents: tuple[DocumentFacts, ...]
    extractions: tuple[Extraction, ...]
    decisions: tuple[Decision, ...]
    texts: tuple[tuple[str, str], ...] = ()


@dataclass(frozen=True, slots=True)
class Computed:
    """The register. `lives` stand in the order of `records`; `doubts` concern entities and records."""

    records: tuple[Record, ...]
    lives: tuple[Life, ...]
    commitments: tuple[Commitment, ...]
    entities: tuple[Entity, ...]
    doubts: tuple[Doubt, ...]
    unapplied: tuple[Unapplied, ...]


@dataclass(frozen=True, slots=True)
class Meant:
    """Whom the referents of all documents mean, as `kelisim.resolve.Resolution` says it."""

    entities: tuple[Entity, ...]
    doubts: tuple[Doubt, ...]


def compute(
    truth: Truth,
    *,
    review_below: float,
    identify: "Identify | None" = None,
    meant: Meant | None = None,
) -> Computed:
    """Return the register that the truth makes; records less probable than `review_below` ask for review.

    `identify` asks a registry of organisations. `meant` is given where it is known already, since neither
    documents nor decisions on entities have changed.
    """
    resolution = meant if meant is not None else _resolved(truth, identify)
    projection = project(
        truth.documents, truth.extractions, resolution, truth.decisions, review_below=review_below
    )
    return Computed(
        projection.records,
        projection.lives,
        projection.commitments,
        resolution.entities,
        tuple(sorted({*resolution.doubts, *projection.doubts})),
        projection.unapplied,
    )


def _resolved(truth: Truth, identify: "Identify | None") -> Meant:
    # Resolution brings gazetteers and registries along: who only asks the register does not wait for them.
    from kelisim.resolve import resolve  # noqa: PLC0415

    resolution = resolve(
        [referent for extraction in truth.extractions for referent in extraction.referents],
        offices=[
            statement
            for extraction in truth.extractions
            for statement in extraction.statements
            if statement.kind == "office"
        ],
        published={facts.id: facts.published for facts in truth.documents},
        decisions=truth.decisions,
        identify=identify,
        orcids=_orcids(truth),
    )
    return Meant(resolution.entities, resolution.doubts)


def _orcids(truth: Truth) -> dict[str, str]:
    from kelisim.resolve import orcids  # noqa: PLC0415

    named = {extraction.document: extraction.referents for extraction in truth.extractions}
    return {
        referent: orcid
        for document, text in truth.texts
        for referent, orcid in orcids(text, named.get(document, ())).items()
    }
