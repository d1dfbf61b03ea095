"""Joint works and joint projects of the parties of agreements, out of the tables."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

import ibis
import ibis.expr.types as ir

from kelisim.measure.scope import Scope, works_for_pairs
from kelisim.measure.tables import Tables


@dataclass(frozen=True, slots=True)
class Member:
    """A party of an agreement as the tables know it: an entity, and its id there ("05a28rw58")."""

    agreement: str
    entity: str
    organisation: str


@dataclass(frozen=True, slots=True)
class JointWork:
    """A work by two parties or more of one agreement. `entities` are those; `topics` names of its topics."""

    agreement: str
    work: str
    title: str
    language: str | None
    date: date | None
    year: int
    entities: tuple[str, ...]
    topics: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class JointProject:
    """A project with two parties or more of one agreement among its participants."""

    agreement: str
    project: str
    title: str
    start: date | None
    end: date | None
    entities: tuple[str, ...]


def joint_works_of(tables: Tables, members: Sequence[Member]) -> dict[str, tuple[JointWork, ...]]:
    """Return the joint works of the parties of each agreement, the earliest first.

    Retracted and hyperauthored works are left out, as everywhere in measures of pairs.
    """
    if len(members) == 0:
        return {}
    works = works_for_pairs(tables, Scope())
    together = _together(tables.affiliations, "work", members)
    topics = tables.topics.group_by("work").aggregate(topics=tables.topics.name.collect())
    rows = (
        together.join(works, "work")
        .left_join(topics, "work")
        .select("agreement", "work", "title", "language", "date", "year", "entities", "topics")
        .to_pyarrow()
        .to_pylist()
    )
    found: dict[str, list[JointWork]] = {}
    for row in rows:
        names = sorted({name for name in row.pop("topics") or () if name is not None})
        entities = tuple(sorted(row.pop("entities")))
        title = row.pop("title") or row["work"]
        one = JointWork(**row, title=title, entities=entities, topics=tuple(names))
        found.setdefault(one.agreement, []).append(one)
    return {id: tuple(sorted(each, key=lambda w: (w.year, w.work))) for id, each in found.items()}


def joint_projects_of(tables: Tables, members: Sequence[Member]) -> dict[str, tuple[JointProject, ...]]:
    """Return the joint projects of the parties of each agreement, the earliest first."""
    if len(members) == 0:
        return {}
    together = _together(tables.participations, "project", members)
    rows = (
        together.join(tables.projects, "project")
        .select("agreement", "project", "acronym", "title", "start", "end", "entities")
        .to_pyarrow()
        .to_pylist()
    )
    found: dict[str, list[JointProject]] = {}
    for row in rows:
        titles = [each for each in (row.pop("acronym"), row.pop("title")) if each]
        entities = tuple(sorted(row.pop("entities")))
        one = JointProject(**row, title=": ".join(titles) or row["project"], entities=entities)
        found.setdefault(one.agreement, []).append(one)
    return {
        id: tuple(sorted(each, key=lambda p: (p.start or date.min, p.project))) for id, each in found.items()
    }


def newest(tables: Tables) -> tuple[date | None, date | None]:
    """Return the date of the newest work and of the newest project: how far the tables can have seen.

    A work that is known by its year alone is taken to be of that year's first day.
    """
    works = tables.works.aggregate(newest=tables.works.date.max(), year=tables.works.year.max())
    row = works.to_pyarrow().to_pylist()[0]
    from_year = date(row["year"], 1, 1) if row["year"] else None
    seen = [each for each in (row["newest"], from_year) if each is not None]
    projects = tables.projects.start.max().to_pyarrow().as_py()
    return max(seen, default=None), projects


def _together(table: ir.Table, key: str, members: Sequence[Member]) -> ir.Table:
    """Return (agreement, key, entities): what two parties or more of an agreement have a part in."""
    parties = ibis.memtable(
        {
            "agreement": [each.agreement for each in members],
            "entity": [each.entity for each in members],
            "organisation": [each.organisation for each in members],
        }
    )
    met = table.select(key, "organisation").join(parties, "organisation")
    met = met.select("agreement", "entity", key).distinct()
    grouped = met.group_by("agreement", key).aggregate(entities=met.entity.collect(), n=met.count())
    return grouped.filter(grouped.n >= 2).drop("n")
