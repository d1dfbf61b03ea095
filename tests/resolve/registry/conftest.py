"""A small registry, made up but for the names of places."""

import json
from pathlib import Path

import pytest
from tests.ror_records import record

from kelisim.resolve.registry import Registry, install, load

RECORDS = [
    record(
        "00steppe1",
        "Zharkyn National Steppe University",
        "Almaty",
        labels=("Жаркынский национальный степной университет", "Жарқын ұлттық дала университеті"),
        acronyms=("ZNSU",),
        relations=[("child", "00steppe2")],
        domains=["znsu.example"],
    ),
    record(
        "00steppe2",
        "Institute of Saiga Biology",
        "Almaty",
        types=["facility"],
        relations=[("parent", "00steppe1")],
    ),
    record(
        "00quartz1", "Quartzville University", "Boston", acronyms=("QU",), relations=[("child", "00quartz2")]
    ),
    record(
        "00quartz2",
        "Quartzville University School of Medicine",
        "Boston",
        relations=[("parent", "00quartz1")],
    ),
    record(
        "00maples1", "Mapleleaf Institute of Glaciology", "Toronto", types=["facility"], acronyms=("MIG",)
    ),
    record("00maples2", "Miniature Instrument Group", "Boston", types=["company"], acronyms=("MIG",)),
    record(
        "00bavari1",
        "Technische Universität Isarwinkel",
        "Munich",
        aliases=("Isarwinkel Technical University",),
    ),
    record(
        "00oldone1",
        "Fjordheim Academy of Whaling",
        "Oslo",
        status="withdrawn",
        relations=[("successor", "00newone1")],
    ),
    record(
        "00newone1",
        "Fjordheim University of the Seas",
        "Oslo",
        aliases=("University of the Seas of Norway",),
    ),
    record(
        "00closed1",
        "Vestmark Timber College",
        "Oslo",
        status="inactive",
        relations=[("successor", "00newone1")],
    ),
    record("00tussoc1", "University of Tussockholm", "Boston"),
    record("00honour1", "Almaty Qaskyrov Technology University", "Almaty"),
    record("00geology", "Graduate School of Geology", "Boston"),
    record("00general", "Institute of Physics", "Almaty", types=["facility"]),
    record(
        "00namesa1",
        "National Moss Institute",
        "Boston",
        types=["facility"],
        relations=[("parent", "00namesa3")],
    ),
    record("00namesa2", "National Moss Institute", "Oslo", types=["facility"]),
    record(
        "00namesa3", "National Lichen Council", "Boston", types=["funder"], relations=[("child", "00namesa1")]
    ),
    record("00namesa4", "National Lichen Council", "Toronto", types=["funder"]),
    record("00generax", "Institute of Physics", "Oslo", types=["facility"]),
]


def write_dump(path: Path, records=RECORDS) -> Path:
    """Write records as JSON lines."""
    path.write_text("".join(json.dumps(each, ensure_ascii=False) + "\n" for each in records), "utf-8")
    return path


@pytest.fixture(scope="session")
def cache(tmp_path_factory) -> Path:
    """Return a cache folder with the small registry installed."""
    folder = tmp_path_factory.mktemp("cache")
    install(write_dump(folder / "dump.jsonl"), folder)
    return folder


@pytest.fixture(scope="session")
def registry(cache) -> Registry:
    """Return the small registry, ready to match."""
    return load(cache)
