"""A small registry, made up but for the names of places."""

import json
from pathlib import Path

import pytest

from kelisim.resolve.registry import Registry, install, load

PLACES = {
    "Almaty": (1526384, "KZ", "Kazakhstan", "75", "Almaty", 43.25, 76.95),
    "Semey": (1519422, "KZ", "Kazakhstan", "10", "Abai", 50.41, 80.23),
    "Boston": (4930956, "US", "United States", "MA", "Massachusetts", 42.36, -71.06),
    "Toronto": (6167865, "CA", "Canada", "ON", "Ontario", 43.7, -79.42),
    "Munich": (2867714, "DE", "Germany", "BY", "Bavaria", 48.14, 11.58),
    "Oslo": (3143244, "NO", "Norway", "03", "Oslo", 59.91, 10.75),
}


def record(id, display, town, *, labels=(), aliases=(), acronyms=(), **more):
    """Return a record of ROR in schema 2."""
    number, country, name, code, region, lat, lng = PLACES[town]
    names = [{"value": display, "types": ["ror_display", "label"], "lang": "en"}]
    names += [{"value": value, "types": ["label"], "lang": None} for value in labels]
    names += [{"value": value, "types": ["alias"], "lang": None} for value in aliases]
    names += [{"value": value, "types": ["acronym"], "lang": None} for value in acronyms]
    details = {
        "continent_code": "AS",
        "country_code": country,
        "country_name": name,
        "country_subdivision_code": code,
        "country_subdivision_name": region,
        "lat": lat,
        "lng": lng,
        "name": town,
    }
    return {
        "id": f"https://ror.org/{id}",
        "status": more.get("status", "active"),
        "types": more.get("types", ["education"]),
        "names": names,
        "locations": [{"geonames_id": number, "geonames_details": details}],
        "established": None,
        "domains": more.get("domains", []),
        "links": [],
        "external_ids": [],
        "relationships": [
            {"id": f"https://ror.org/{other}", "label": "", "type": kind}
            for kind, other in more.get("relations", [])
        ],
    }


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
    record("00newone1", "Fjordheim University of the Seas", "Oslo"),
    record(
        "00closed1",
        "Vestmark Timber College",
        "Oslo",
        status="inactive",
        relations=[("successor", "00newone1")],
    ),
    record("00general", "Institute of Physics", "Almaty", types=["facility"]),
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
