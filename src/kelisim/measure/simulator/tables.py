"""A made world as tables of works, with its agreements beside them: every row says that it is simulated."""

import csv
import json
from collections.abc import Sequence
from dataclasses import asdict, dataclass
from datetime import date
from pathlib import Path
from typing import Any, Final

import numpy as np
import pyarrow as pa
import pyarrow.parquet as pq

from kelisim.measure.effects.panel import NEVER
from kelisim.measure.effects.poisson import Integers
from kelisim.measure.simulator.world import World, home_id, partner_id
from kelisim.works.schema import TABLES

_SOURCE: Final = "simulated"
_HOME_COUNTRY: Final = "KZ"
_COUNTRIES: Final = ("DE", "GB", "US", "CN", "KR", "TR", "PL", "FR", "JP", "IT", "RU", "CZ")
_MANY_AUTHORS: Final = 2500  # of a hyperauthored work


@dataclass(frozen=True, slots=True)
class Organisations:
    """The ids, names and countries of a world's organisations, homes first."""

    ids: tuple[str, ...]
    names: tuple[str, ...]
    countries: tuple[str, ...]


def write_world(world: World, folder: Path, organisations: Organisations | None = None) -> dict[str, int]:
    """Write `tables/`, `agreements.csv` and `truth.json` into a folder; return how many there are of each.

    `organisations` gives real or other names and ids to the made ones; without it they are numbered.
    Deterministic. Raises FileExistsError where the folder holds tables of works already.
    """
    if (folder / "tables" / "works").exists():
        raise FileExistsError(f"{folder / 'tables'} holds works already; choose another folder")
    who = organisations if organisations is not None else _numbered(world)
    random = np.random.default_rng((world.seed, 1))
    number = 0
    for place, year in enumerate(world.years.tolist()):
        members = _members(world, place, random)
        _write_year(folder / "tables", year, members, world, who, number, random)
        number += len(members)
    signed = np.flatnonzero(world.start != NEVER)
    _write_agreements(folder / "agreements.csv", world, signed, who, random)
    truth = {"seed": world.seed, "rate_ratio": world.truth, **asdict(world.scenario)}
    (folder / "truth.json").write_text(json.dumps(truth, indent=2) + "\n", encoding="utf-8")
    return {"works": number, "organisations": len(who.ids), "agreements": len(signed)}


def _numbered(world: World) -> Organisations:
    homes, partners = len(world.home_works), len(world.partner_works)
    return Organisations(
        (*(home_id(n) for n in range(homes)), *(partner_id(n) for n in range(partners))),
        (
            *(f"Simulated Home University {n + 1}" for n in range(homes)),
            *(f"Simulated Partner University {n + 1}" for n in range(partners)),
        ),
        (_HOME_COUNTRY,) * homes + tuple(_COUNTRIES[n % len(_COUNTRIES)] for n in range(partners)),
    )


def _members(world: World, place: int, random: np.random.Generator) -> list[Integers]:
    """Return the organisations of each work of a year: joint ones, large ones, then those of one alone."""
    homes = len(world.home_works)
    joint = world.joint[:, place].astype(int)
    pairs = np.repeat(np.arange(len(joint)), joint)
    works = [np.array([world.home[pair], homes + world.partner[pair]]) for pair in pairs]
    everyone = np.concatenate([world.home_members, homes + world.partner_members])
    works += [everyone] * int(world.collaboration[place])
    sizes = np.concatenate([world.home_works[:, place], world.partner_works[:, place]])
    used = np.bincount(np.concatenate(works), minlength=len(sizes)) if len(works) > 0 else 0
    alone = np.maximum(random.poisson(sizes) - used, 0)
    return works + [np.array([each]) for each in np.repeat(np.arange(len(sizes)), alone)]


def _write_year(
    folder: Path,
    year: int,
    members: Sequence[Integers],
    world: World,
    who: Organisations,
    first: int,
    random: np.random.Generator,
) -> None:
    count = len(members)
    ids = [f"simulated:{first + n + 1}" for n in range(count)]
    lengths = np.array([len(each) for each in members])
    flat = np.concatenate(members) if count > 0 else np.zeros(0, dtype=int)
    countries = [len({who.countries[m] for m in each}) for each in members]
    profiles = np.concatenate([world.home_fields, world.partner_fields])
    leading = np.array([each[random.integers(len(each))] for each in members], dtype=int)
    drawn = random.random(count)[:, None] > profiles.cumsum(axis=1)[leading]
    fields = np.minimum(drawn.sum(axis=1), profiles.shape[1] - 1)
    large = lengths > 2
    works = {
        "work": ids,
        "title": [f"Simulated work {first + n + 1}" for n in range(count)],
        "type": ["article"] * count,
        "date": [date(year, 7, 1)] * count,
        "language": ["en"] * count,
        "field": [str(11 + field) for field in fields],  # the numbers of OpenAlex's fields begin at 11
        "authors": np.where(large, _MANY_AUTHORS, lengths),
        "organisations": lengths,
        "countries": countries,
        "retracted": [False] * count,
        "sources": [[_SOURCE]] * count,
        "file": [_SOURCE] * count,
        "record": np.arange(first + 1, first + count + 1),
    }
    keys = np.repeat(np.array(ids, dtype=object), lengths).tolist()
    starts = np.cumsum(lengths) - lengths
    positions = np.arange(len(flat)) - np.repeat(starts, lengths) + 1
    affiliations = {
        "work": keys,
        "position": positions,
        "raw": [who.names[m] for m in flat],
        "organisation": [who.ids[m] for m in flat],
        "name": [who.names[m] for m in flat],
        "country": [who.countries[m] for m in flat],
        "by": ["source"] * len(flat),
    }
    authorships = {
        "work": keys,
        "position": positions,
        "name": ["Simulated Author"] * len(flat),
        "countries": [[who.countries[m]] for m in flat],
    }
    for name, columns in (("works", works), ("affiliations", affiliations), ("authorships", authorships)):
        _write_table(folder / name / f"year={year}" / "simulated.parquet", name, year, columns)


def _write_table(path: Path, name: str, year: int, columns: dict[str, Any]) -> None:
    schema = TABLES[name]
    rows = len(columns["work"])
    arrays = [
        pa.array(
            [year] * rows if field.name == "year" else columns.get(field.name, [None] * rows), field.type
        )
        for field in schema
    ]
    path.parent.mkdir(parents=True, exist_ok=True)
    pq.write_table(pa.Table.from_arrays(arrays, schema=schema), path)


def _write_agreements(
    path: Path, world: World, signed: Integers, who: Organisations, random: np.random.Generator
) -> None:
    homes = len(world.home_works)
    with path.open("w", encoding="utf-8", newline="") as file:
        rows = csv.writer(file)
        rows.writerow(("id", "title", "signed", "parties"))
        for number, pair in enumerate(signed.tolist()):
            ours, theirs = int(world.home[pair]), homes + int(world.partner[pair])
            day = date(int(world.start[pair]), int(random.integers(1, 13)), int(random.integers(1, 29)))
            title = f"Simulated agreement {number + 1}"
            rows.writerow((f"simulated-{number + 1}", title, day, f"{who.ids[ours]}; {who.ids[theirs]}"))
