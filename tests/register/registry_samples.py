"""A small registry for the tests of the register, made up but for the names of places."""

import atexit
import json
import shutil
import tempfile
from collections.abc import Iterable
from functools import cache
from pathlib import Path

from kelisim.resolve.registry import install

_PLACES = {
    "Almaty": (1526384, "KZ", "Kazakhstan", "75", "Almaty", 43.25, 76.95),
    "Cardiff": (2653822, "GB", "United Kingdom", "WLS", "Wales", 51.48, -3.18),
}


def record(id: str, display: str, town: str, *labels: str, acronyms: Iterable[str] = ()) -> dict:
    """Return an active university as ROR's schema 2 has it."""
    number, country, name, code, region, lat, lng = _PLACES[town]
    names = [{"value": display, "types": ["ror_display", "label"], "lang": "en"}]
    names += [{"value": value, "types": ["label"], "lang": None} for value in labels]
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
        "status": "active",
        "types": ["education"],
        "names": names,
        "locations": [{"geonames_id": number, "geonames_details": details}],
        "established": None,
        "domains": [],
        "links": [],
        "external_ids": [],
        "relationships": [],
    }


STEPPE = record(
    "00steppe1",
    "Zharkyn National Steppe University",
    "Almaty",
    "Жарқын ұлттық дала университеті",
    acronyms=("ZNSU",),
)
COAST = record("00coast01", "Penarth University of the Coast", "Cardiff", "Prifysgol Arfordir Penarth")
SEA = record("00thesea1", "Barry Island University", "Cardiff")


@cache
def _built(*ids: str) -> Path:
    """Build a registry once: every one needs all towns of the gazetteer, which takes a second or more."""
    folder = Path(tempfile.mkdtemp(prefix="kelisim-registry-"))
    atexit.register(shutil.rmtree, folder, ignore_errors=True)
    dump = folder / "dump.jsonl"
    lines = (json.dumps(KNOWN[id], ensure_ascii=False) + "\n" for id in ids)
    dump.write_text("".join(lines), "utf-8")
    install(dump, folder)
    return folder


def install_small(place: Path, *records: dict) -> None:
    """Install a registry of these records, or make it the one that is installed."""
    built = _built(*(each["id"] for each in records))
    shutil.rmtree(place / "registry", ignore_errors=True)
    shutil.copytree(built / "registry", place / "registry")


KNOWN = {each["id"]: each for each in (STEPPE, COAST, SEA)}
