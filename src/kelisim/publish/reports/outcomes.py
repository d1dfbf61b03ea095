"""What came of an agreement: joint works of its parties by year, and the verdict on them."""

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Final

from kelisim.measure import Tables
from kelisim.measure.fulfilment import appeared_after, organisation_ids
from kelisim.measure.fulfilment.outcomes import JointWork, Member, joint_works_of, newest
from kelisim.measure.pairs import joint_works
from kelisim.measure.verdicts import Interval, Verdict
from kelisim.model import Entity
from kelisim.publish.pictures import YearOfWorks, to_svg, works_by_year
from kelisim.publish.reports.document import Block, Drawing, Paragraph, Section, Table
from kelisim.publish.reports.language import Language
from kelisim.publish.reports.shared import no_identifiers, no_works
from kelisim.publish.reports.verdicts import in_language

_LISTED: Final = 8  # works named
_YEARS: Final = 16  # shown at most, the latest


@dataclass(frozen=True, slots=True)
class Outcome:
    """Joint works of the parties of an agreement as far as the tables reach.

    `years` are (year, joint works, in shares); `before` and `after` count those that appeared before and
    after the agreement of the day `since`; `seen` is false where there was nothing to look in, or nobody to
    look for.
    """

    works: tuple[JointWork, ...]
    years: tuple[tuple[int, int, float], ...]
    since: str | None
    before: int
    after: int
    until: date | None
    seen: bool
    lacking: tuple[Entity, ...]
    verdict: Verdict | None

    def sentence(self, language: Language) -> str:
        """Return the verdict in words; "" without one."""
        return "" if self.verdict is None else in_language(language, self.verdict.sentence)

    def reasons(self, language: Language) -> str:
        """Return what the verdict rests on; "" without one, or where its sentence says it."""
        if self.verdict is None or (self.verdict.state == "cannot be told" and self.verdict.expected is None):
            return ""
        return "; ".join(in_language(language, each) for each in self.verdict.reasons)

    def definitions(self, language: Language) -> tuple[str, ...]:
        """Return how the verdict was reached, as far as there is one."""
        if self.verdict is None:
            return ()
        return (
            language.say(
                "Expectation and verdict: joint works of the parties are compared with those of one party "
                "and similar partners without an agreement, matched on the years before. A verdict on one "
                "agreement says what is seen beside what was to be expected; it never says that the "
                "agreement caused it."
            ),
        )


def outcome_of(
    agreement: str,
    parties: Sequence[Entity],
    tables: Tables | None,
    *,
    since: str | None,
    verdict: Verdict | None,
) -> Outcome:
    """Return the joint works of the parties; `since` is the ISO date of the agreement."""
    lacking = tuple(
        each for each in parties if each.type == "organisation" and len(organisation_ids(each)) == 0
    )
    members = [Member(agreement, party.id, id) for party in parties for id in organisation_ids(party)]
    until = newest(tables)[0] if tables is not None else None
    able = len({member.entity for member in members}) >= 2
    if tables is None or until is None or not able:
        return Outcome((), (), since, 0, 0, until, False, lacking, verdict)
    works = joint_works_of(tables, members).get(agreement, ())
    shares = _fractional(tables, sorted({member.organisation for member in members}))
    counts = Counter(work.year for work in works if work.year > 0)
    start = int(since[:4]) if since is not None else until.year
    first = min([*counts, start - 5])
    years = tuple((year, counts[year], shares.get(year, 0.0)) for year in range(first, until.year + 1))
    after = sum(appeared_after(work, since) for work in works)
    before = len(works) - after
    return Outcome(works, years[-_YEARS:], since, before, after, until, True, lacking, verdict)


def _fractional(tables: Tables, organisations: Sequence[str]) -> dict[int, float]:
    joint = joint_works(tables, of=organisations)
    within = joint.filter(joint.first.isin(list(organisations)) & joint.second.isin(list(organisations)))
    rows = within.group_by("year").aggregate(shares=within.fractional.sum()).to_pyarrow().to_pylist()
    return {int(row["year"]): float(row["shares"]) for row in rows}


def _interval(language: Language, one: Interval) -> str:
    value = language.number(round(one.value, 1))
    if one.low is None or one.high is None:
        return value
    low, high = (language.number(round(each, 1)) for each in (one.low, one.high))
    return language.say("{value} ({low} to {high})", value=value, low=low, high=high)


def outcome_section(language: Language, outcome: Outcome, parties: Sequence[Entity]) -> Section:
    """Return the joint works as a picture, a table and a list, or how to add what is missing."""
    title = language.say("What came of it: joint works")
    if outcome.until is None:
        return Section(title, (no_works(language),))
    if not outcome.seen:
        if len(outcome.lacking) == 0:
            text = language.say(
                "Joint works cannot be counted: fewer than two organisations are known as parties."
            )
            return Section(title, (Paragraph(text),))
        return Section(title, (no_identifiers(language, outcome.lacking),))
    blocks: list[Block] = []
    if outcome.verdict is not None:
        blocks.append(Paragraph(outcome.sentence(language), "lead"))
        if (reasons := outcome.reasons(language)) != "":
            blocks.append(Paragraph(f"{reasons[:1].upper()}{reasons[1:]}.", "small"))
    blocks.append(Paragraph(_told(language, outcome)))
    if len(outcome.works) > 0:
        blocks += [
            _drawing(language, outcome),
            _table(language, outcome),
            _latest(language, outcome, parties),
        ]
    if len(outcome.lacking) > 0:
        blocks.append(no_identifiers(language, outcome.lacking))
    return Section(title, tuple(blocks))


def _told(language: Language, outcome: Outcome) -> str:
    until = language.date(outcome.until.isoformat()) if outcome.until is not None else "–"
    if len(outcome.works) == 0:
        return language.say(
            "No joint works of the parties are in the tables, which reach to {day}. That is not proof "
            "that there are none.",
            day=until,
        )
    if outcome.since is None:
        return language.count(
            "{n} joint work is in the tables, which reach to {day}.",
            "{n} joint works are in the tables, which reach to {day}.",
            len(outcome.works),
            day=until,
        )
    return language.count(
        "{n} joint work appeared after the agreement, {before} in the years before. The tables reach to "
        "{day}.",
        "{n} joint works appeared after the agreement, {before} in the years before. The tables reach to "
        "{day}.",
        outcome.after,
        before=language.number(outcome.before),
        day=until,
    )


def _expected(outcome: Outcome) -> dict[int, Interval]:
    if outcome.verdict is None:
        return {}
    return {each.year: each.expected for each in outcome.verdict.years if each.expected is not None}


def _drawing(language: Language, outcome: Outcome) -> Drawing:
    expected = _expected(outcome)
    rows = []
    for year, joint, _ in outcome.years:
        one = expected.get(year)
        rows.append(
            YearOfWorks(year, joint)
            if one is None
            else YearOfWorks(year, joint, round(one.value, 2), one.low, one.high)
        )
    chart = works_by_year(
        rows,
        start=int(outcome.since[:4]) if outcome.since is not None else None,
        start_label=language.say("year of the agreement"),
        works_label=language.say("joint works"),
        expected_label=_expectation(language, expected),
    )
    spoken = "; ".join(f"{each.year}: {each.joint}" for each in rows)
    note = language.say("Full counting: each joint work counts 1.")
    if outcome.until is not None:
        partial = language.say(
            "The last year may be incomplete: data until {day}.", day=language.date(outcome.until.isoformat())
        )
        note = f"{note} {partial}"
    return Drawing(to_svg(chart), language.say("Joint works of the parties by year"), spoken, note)


def _expectation(language: Language, expected: Mapping[int, Interval]) -> str:
    level = next((one.level for one in expected.values()), None)
    if level is None:
        return language.say("to be expected")
    return language.say("to be expected, with {level} interval", level=language.percent(level))


def _table(language: Language, outcome: Outcome) -> Table:
    expected = _expected(outcome)
    head = [language.say("Year"), language.say("Joint works, full"), language.say("fractional")]
    if len(expected) > 0:
        head.append(language.say("to be expected"))
    rows = []
    for year, joint, shares in outcome.years:
        row = [str(year), language.number(joint), language.number(round(shares, 2))]
        if len(expected) > 0:
            row.append(_interval(language, expected[year]) if year in expected else "–")
        rows.append(tuple(row))
    return Table(
        tuple(head), tuple(rows), numeric=(1, 2, 3)[: len(head) - 1], shares=(1, 2, 2, 3)[: len(head)]
    )


def _latest(language: Language, outcome: Outcome, parties: Sequence[Entity]) -> Table:
    names = {party.id: party.name for party in parties}
    works = sorted(outcome.works, key=lambda work: (-work.year, work.work))[:_LISTED]
    rows = tuple(
        (str(work.year), work.title, ", ".join(names.get(id, id) for id in work.entities), work.work)
        for work in works
    )
    shown = language.count("the latest of {n} work", "the latest of {n} works", len(outcome.works))
    return Table(
        (language.say("Year"), language.say("Title"), language.say("Parties"), "DOI"),
        rows,
        shares=(0.9, 5, 3.4, 3),
        note=shown,
    )
