"""What one place of a text tells of an event, and an event with all the places that speak of it."""

from dataclasses import dataclass, field
from typing import Final, Literal

from kelisim.extract.reading import Mention, Reading

Evidence = Literal["named", "told", "mentioned", "heading", "back"]

WEIGHT: Final = {"named": 4, "told": 3, "mentioned": 2, "heading": 1, "back": 0}


@dataclass(frozen=True, slots=True)
class EventReport:
    """One place that speaks of an event.

    `name` is the token range of its name or description, `prefix` what its verb adds to it ("meeting with").
    `evidence` is "named", "told" (a verb says that it takes place), "mentioned" (as the occasion of something
    else), "heading", or "back" (it only points back). `part` is true for what belongs to a larger event.
    `goal` is whom a visit is to, where cases tell it and not its name.
    """

    sentence: int
    heading: bool
    kind: str | None
    anchor: int
    name: tuple[int, int]
    prefix: str
    evidence: Evidence
    definite: bool
    another: bool
    part: bool
    participants: tuple[Mention, ...]
    zone: tuple[int, int]
    goal: tuple[int, int] | None = None


def _weight(report: EventReport) -> tuple[bool, int, int]:
    says_more = report.name[1] - report.name[0] > 1 or report.prefix != ""
    weight = WEIGHT[report.evidence]
    return (weight > 0 and says_more, weight, -report.anchor)


@dataclass(slots=True)
class Event:
    """An event with all the places that speak of it."""

    reports: list[EventReport] = field(default_factory=list)

    @property
    def main(self) -> EventReport:
        """The report that names it best."""
        return max(self.reports, key=_weight)

    @property
    def kind(self) -> str | None:
        return next((r.kind for r in self.reports if r.kind is not None), None)


def phases(reading: Reading, report: EventReport) -> set[str]:
    """Return what a ceremony is for (an opening, a signing, an award), or whether a visit is a tour."""
    if report.kind == "visit":
        return _tours(reading, report)
    if report.kind != "ceremony":
        return set()
    if report.prefix != "":
        return {"opening"}
    cues = reading.lexicon.cues("events", "phases")
    return {hit.code for hit in cues.find(reading.analysis.tokens, *report.name)}


def _tours(reading: Reading, report: EventReport) -> set[str]:
    """Return whether a visit is a "tour" of premises, part of another visit, or a "visit"; empty where its
    words do not tell.
    """
    names = reading.lexicon.terms("events", "tours")
    tokens = reading.analysis.tokens
    after = tokens[report.anchor + 1].lower if report.anchor + 1 < len(tokens) else ""
    goals = reading.lexicon.terms("events", "of_tours")
    noun = report.prefix == "" and tokens[report.anchor].lemma in names and after in goals
    if noun or report.prefix.partition(" ")[0] in names:
        return {"tour"}
    return {"visit"} if report.prefix != "" or tokens[report.anchor].lemma not in names else set()


def is_definite(reading: Reading, start: int, first: int) -> bool:
    """Tell whether the word before a name takes up what was told: "the forum", "their forum"."""
    if start == first:
        return False
    before = reading.analysis.tokens[start - 1]
    return before.lower in reading.lexicon.terms("agreements", "definite") or before.pos == "PRON"
