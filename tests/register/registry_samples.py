"""A small registry for the tests of the register, made up but for the names of places."""

import atexit
import json
import shutil
import tempfile
from functools import cache
from pathlib import Path

from tests.ror_records import record

from kelisim.resolve.registry import install

STEPPE = record(
    "00steppe1",
    "Zharkyn National Steppe University",
    "Almaty",
    labels=("Жарқын ұлттық дала университеті",),
    acronyms=("ZNSU",),
)
COAST = record(
    "00coast01", "Penarth University of the Coast", "Cardiff", labels=("Prifysgol Arfordir Penarth",)
)
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
