"""A small register of texts written for these tests, and tables of works that fit them."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path

import pyarrow as pa
import pyarrow.parquet as pq
import pytest

import kelisim
from kelisim.model import Decision
from kelisim.register import decide, list_entities, list_records
from kelisim.works.schema import TABLES

STEPPE, NORTHERN = "0aaaaaa11", "0bbbbbb22"
_TEXTS = {
    "signing.md": """---
title: Universities sign a memorandum
publisher: Steppe Daily
published: 2021-03-10
language: en
---

Steppe State University of Kostanay and the University of Northern Scotland signed a memorandum on
9 March 2021. Under the memorandum, the universities will conduct joint research in glacier hydrology,
launch a dual degree programme in Metallurgy. They will develop cooperation. The memorandum expires on
8 March 2024.
""",
}


@dataclass(frozen=True, slots=True)
class Work:
    """A made-up work of two organisations."""

    id: str
    title: str
    day: str
    by: tuple[str, ...] = (STEPPE, NORTHERN)
    topic: str = "Economics of towns"


@dataclass(frozen=True, slots=True)
class Project:
    """A made-up project of two organisations."""

    id: str
    title: str
    start: str
    by: tuple[str, ...] = (STEPPE, NORTHERN)


def tables_of(folder: Path, works: Sequence[Work] = (), projects: Sequence[Project] = ()) -> Path:
    """Write tables of works and projects; return their folder."""
    rows: dict[str, list[dict[str, object]]] = {name: [] for name in TABLES}
    for work in works:
        day = date.fromisoformat(work.day)
        own = {"work": work.id, "year": day.year}
        size = {"authors": len(work.by), "countries": 2, "retracted": False}
        rows["works"].append({**own, **size, "title": work.title, "language": "en", "date": day})
        rows["topics"].append({**own, "topic": work.topic, "name": work.topic, "score": 1.0})
        rows["affiliations"] += [
            {**own, "position": n, "organisation": id} for n, id in enumerate(work.by, 1)
        ]
    for project in projects:
        day = date.fromisoformat(project.start)
        own = {"project": project.id, "year": day.year}
        rows["projects"].append({**own, "title": project.title, "start": day})
        rows["participations"] += [{**own, "organisation": id} for id in project.by]
    for name, schema in TABLES.items():
        for year in {row["year"] for row in rows[name]}:
            part = folder / name / f"year={year}"
            part.mkdir(parents=True)
            chosen = [row for row in rows[name] if row["year"] == year]
            pq.write_table(pa.Table.from_pylist(chosen, schema), part / "part.parquet")
    folder.mkdir(exist_ok=True)
    return folder


@pytest.fixture(scope="session")
def promises(tmp_path_factory):
    """A register of one memorandum whose parties have ROR ids: (store, id of the agreement)."""
    home = tmp_path_factory.mktemp("promises")
    texts = home / "texts"
    texts.mkdir()
    for name, text in _TEXTS.items():
        (texts / name).write_text(text, "utf-8")
    with kelisim.create_register(home / "register") as store:
        kelisim.add(store, [texts])
        with store.reading() as connection:
            organisations = list_entities(connection, "organisation").entities
        for entity in organisations:
            ror = STEPPE if entity.name.startswith("Steppe") else NORTHERN
            ids = Decision("", "correct", entity.id, "A. Editor", "2026-01-01T00:00:00Z", slot="ror")
            decide(store, replace(ids, value=f"https://ror.org/{ror}"))
        with store.reading() as connection:
            (agreement,) = list_records(connection, "agreement").records
        yield store, agreement.id
