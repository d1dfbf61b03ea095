"""Small registers for tests: statements told in a few words, made into documents with true quotes."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

from benchmarks.pairs.table import Who, documents_of

from kelisim.model import Decision, Document, Extraction, Record, Statement
from kelisim.register.projection import Projection, project

ENTITIES: Mapping[str, Mapping[str, Sequence[str]]] = {
    "organisation": {
        "EKTU": ["KZ", "East Kazakhstan Technical University", "EKTU", "ВКТУ"],
        "UCL": ["GB", "University College London", "UCL"],
        "IOA": ["GB", "Institute of Archaeology at University College London"],
        "LEEDS": ["GB", "University of Leeds", "Leeds"],
        "KAIST": ["KR", "Korea Advanced Institute of Science and Technology", "KAIST"],
        "ERC": ["BE", "European Research Council", "ERC"],
        "MINISTRY": ["KZ", "Ministry of Science of Kazakhstan"],
    },
    "person": {
        "SAULE": ["", "Saule Rakhmetullina", "Сауле Рахметуллина"],
        "KEVIN": ["", "Kevin MacDonald"],
        "HALE": ["", "Thomas Hale"],
        "NURBEK": ["", "Sayasat Nurbek"],
    },
    "place": {
        "KZ": ["KZ", "Kazakhstan", "Казахстан"],
        "GB": ["GB", "United Kingdom"],
        "LONDON": ["GB", "London", "Лондон"],
        "ASTANA": ["KZ", "Astana", "Астана"],
    },
}


@dataclass(frozen=True, slots=True)
class Scene:
    """Documents, what was extracted from them, who is meant; statements in the order of telling."""

    documents: tuple[Document, ...]
    extractions: tuple[Extraction, ...]
    who: Who
    statements: tuple[Statement, ...]

    def project(self, *decisions: Decision) -> Projection:
        """Return the register of the scene."""
        return project(self.documents, self.extractions, self.who, decisions)

    def home(self, made: Projection, number: int) -> Record:
        """Return the record that holds the statement told at this place (from 0)."""
        return next(r for r in made.records if self.statements[number].id in r.statements)


def told(
    document: str, about: str = "agreement", published: str | None = "2026-01-22", **slots: Any
) -> dict[str, Any]:
    """Return a statement in words: its document and slots."""
    return {"document": document, "kind_of_statement": about, "published": published, **slots}


def signed(document: str, published: str | None = "2026-01-22", **slots: Any) -> dict[str, Any]:
    """Return a memorandum signed by EKTU and UCL, but for what `slots` say otherwise."""
    usual = {"kind": "memorandum", "status": "signed", "parties": ["EKTU", "UCL"]}
    return told(document, "agreement", published, **{**usual, **slots})


def scene(*statements: Mapping[str, Any]) -> Scene:
    """Return the scene of statements; those of one document name it alike."""
    named = [(one["document"], {k: v for k, v in one.items() if v is not None}) for one in statements]
    documents, extractions, who = documents_of(named, ENTITIES)
    by_name = {document.name: list(e.statements) for document, e in zip(documents, extractions, strict=True)}
    ordered = tuple(by_name[name].pop(0) for name, _ in named)
    return Scene(tuple(documents), tuple(extractions), who, ordered)


def decide(number: int, action: Any, target: str, *others: str, **more: Any) -> Decision:
    """Return the decision of this number: later numbers are later decisions."""
    when = f"2026-02-{number:02}T10:00:00Z"
    return replace(
        Decision(f"x:{number}", action, target, "A. Editor", when, "because"), others=others, **more
    )
