"""A dump of ROR becomes the index that matching uses: fetched, checked, built, swapped in."""

import hashlib
import json
import os
import shutil
import tempfile
from collections import Counter
from collections.abc import Callable, Iterator
from dataclasses import asdict, dataclass, replace
from datetime import UTC, datetime
from pathlib import Path
from typing import Final

import httpx
import msgspec
import platformdirs

from kelisim.resolve.registry.atlas import atlas
from kelisim.resolve.registry.build import FORMAT, build
from kelisim.resolve.registry.index import Index, at_hand, load_index
from kelisim.resolve.registry.match import Registry
from kelisim.resolve.registry.model import load_model
from kelisim.resolve.registry.overrides import extended, read_overrides, refusals
from kelisim.resolve.registry.reading import Reader
from kelisim.resolve.registry.records import RegistryError, RorRecord, read_records

OVERRIDES: Final = "registry-overrides.toml"
_CURRENT: Final = "current"
_FOLDER: Final = "registry"
_MISSING: Final = "no registry is installed here; run: kelisim registry install FILE"
_OTHER: Final = "the registry is of another version of Kelisim; run again: kelisim registry install FILE"
Progress = Callable[[str, int, int | None], None]
"""Called with what is done ("fetch" in bytes, "read" in records), how much, and of how much where known."""


@dataclass(frozen=True, slots=True)
class Report:
    """What an installed registry holds, and what changed since the one before it.

    `fields_new` and `fields_gone` name fields of records that the last dump did not have, or had.
    """

    source: str
    sha256: str
    installed: str
    records: int
    active: int
    inactive: int
    withdrawn: int
    names: int
    countries: int
    seconds: float
    added: int = 0
    removed: int = 0
    changed: int = 0
    closed: int = 0
    fields_new: tuple[str, ...] = ()
    fields_gone: tuple[str, ...] = ()
    overrides: int = 0


def install(source: str | Path, cache_dir: Path, *, progress: Progress | None = None) -> Report:
    """Build the index of a dump in the cache and make it the current one; return what it holds.

    Args: source is a file, a folder with one, or a URL; cache_dir is made if it is not there.
    Until the new index is whole the old one stays; what was fetched of a URL is kept and gone on with.
    Raises RegistryError where the source cannot be fetched or read, holds no records, or the disk is full.
    """
    home = cache_dir / _FOLDER
    say = progress or _silent
    started = datetime.now(UTC)
    try:
        home.mkdir(parents=True, exist_ok=True)
        path = _fetched(str(source), home, say) if _is_url(source) else Path(source)
        building = Path(tempfile.mkdtemp(prefix="building-", dir=home))
        try:
            report = _built(path, building, home, say, started)
            _swap(building, home, report.sha256)
        except BaseException:
            shutil.rmtree(building, ignore_errors=True)
            raise
    except OSError as error:
        raise RegistryError(
            f"{home}: cannot be written ({error.strerror}); make room or give --cache"
        ) from error
    return report


def _silent(_what: str, _done: int, _total: int | None) -> None:
    pass


def default_cache() -> Path:
    """Return the folder where registries are shared by all workspaces: KELISIM_CACHE, else the account's."""
    named = os.environ.get("KELISIM_CACHE")
    return Path(named) if named else _account_cache()


def _account_cache() -> Path:
    return Path(platformdirs.user_cache_dir("kelisim", appauthor=False))


def is_installed(cache_dir: Path) -> bool:
    """Return whether a registry is installed in the cache."""
    return (cache_dir / _FOLDER / _CURRENT).exists()


def info(cache_dir: Path) -> Report:
    """Return what the installed registry holds. Raises RegistryError where none is installed."""
    folder = _current(cache_dir)
    report = msgspec.json.decode((folder / "report.json").read_bytes(), type=Report)
    overrides = read_overrides([cache_dir / OVERRIDES])
    return replace(report, overrides=len(overrides))


def load(cache_dir: Path, *, overrides: tuple[Path, ...] = ()) -> Registry:
    """Return the installed registry, ready to match, with the local overrides of the cache and of
    `overrides`.

    Raises RegistryError where none is installed or its files are damaged.
    """
    folder = _current(cache_dir)
    try:
        index = load_index(folder)
    except (OSError, ValueError, EOFError, TypeError, KeyError) as error:
        raise RegistryError(f"{folder}: is damaged ({error}); install the registry anew") from error
    return registry_of(index, (cache_dir / OVERRIDES, *overrides))


def registry_of(index: Index, overrides: tuple[Path, ...] = ()) -> Registry:
    """Return a registry over a loaded index, with the overrides of these files."""
    local = read_overrides(overrides)
    index = at_hand(extended(index, local))
    return Registry(index, load_model(), Reader(index), refusals(index, local))


def _current(cache_dir: Path) -> Path:
    pointer = cache_dir / _FOLDER / _CURRENT
    try:
        folder = pointer.parent / pointer.read_text("utf-8").strip()
    except OSError as error:
        raise RegistryError(f"{cache_dir}: {_MISSING}") from error
    if not (folder / "report.json").exists():
        raise RegistryError(f"{cache_dir}: {_MISSING}")
    if json.loads((folder / "report.json").read_bytes()).get("format") != FORMAT:
        raise RegistryError(f"{cache_dir}: {_OTHER}")
    return folder


def _built(path: Path, building: Path, home: Path, say: Progress, started: datetime) -> Report:
    counts: Counter[str] = Counter()
    countries: set[str] = set()
    fields: set[str] = set()
    digests: dict[str, str] = {}

    def seen() -> Iterator[RorRecord]:
        for record in read_records(path, fields=fields):
            if record.id in digests:
                raise RegistryError(f"{path.name}: {record.id} stands there twice; fetch the dump anew")
            digests[record.id] = f"{record.status[0]}{_digest(record)}"
            counts[record.status] += 1
            counts["names"] += len(record.names)
            countries.update(place.geonames_details.country_code for place in record.locations)
            yield record

    records = build(seen(), atlas(_account_cache()), building, progress=lambda done: say("read", done, None))
    if records == 0:
        raise RegistryError(f"{path.name}: holds no records; give a dump of ROR in schema 2")
    before, old_fields = _last(home)
    report = Report(
        source=path.name,
        sha256=_sha256(path),
        installed=started.isoformat(timespec="seconds"),
        records=records,
        active=counts["active"],
        inactive=counts["inactive"],
        withdrawn=counts["withdrawn"],
        names=counts["names"],
        countries=len(countries),
        seconds=round((datetime.now(UTC) - started).total_seconds(), 1),
        added=sum(id not in before for id in digests) if before else 0,
        removed=sum(id not in digests for id in before),
        changed=sum(id in digests and digests[id] != old for id, old in before.items()),
        closed=sum(old[0] == "a" and digests.get(id, "a")[0] != "a" for id, old in before.items()),
        fields_new=tuple(sorted(fields - old_fields)) if old_fields else (),
        fields_gone=tuple(sorted(old_fields - fields)),
    )
    (building / "digests.json").write_bytes(
        msgspec.json.encode({"records": digests, "fields": sorted(fields)})
    )
    (building / "report.json").write_bytes(msgspec.json.encode({**asdict(report), "format": FORMAT}))
    return report


def _digest(record: RorRecord) -> str:
    return hashlib.sha256(msgspec.json.encode(record)).hexdigest()[:16]


def _last(home: Path) -> tuple[dict[str, str], set[str]]:
    try:
        folder = home / (home / _CURRENT).read_text("utf-8").strip()
        data = json.loads((folder / "digests.json").read_bytes())
    except (OSError, ValueError):
        return {}, set()
    return data["records"], set(data["fields"])


def _swap(building: Path, home: Path, sha256: str) -> None:
    """Make the built index the current one in one step; the one before it goes."""
    folder = home / f"{sha256[:12]}-{building.name.removeprefix('building-')}"
    building.rename(folder)
    pointer = home / f".{_CURRENT}-{folder.name}"
    pointer.write_text(folder.name, "utf-8")
    os.replace(pointer, home / _CURRENT)
    for other in home.iterdir():
        if other.is_dir() and other != folder and not other.name.startswith("building-"):
            shutil.rmtree(other, ignore_errors=True)


def _sha256(path: Path) -> str:
    digest = hashlib.sha256()
    for each in sorted(path.iterdir()) if path.is_dir() else [path]:
        if each.is_file():
            with each.open("rb") as stream:
                while chunk := stream.read(1 << 20):
                    digest.update(chunk)
    return digest.hexdigest()


def _is_url(source: str | Path) -> bool:
    return str(source).startswith(("https://", "http://"))


def _fetched(url: str, home: Path, say: Progress) -> Path:
    """Return the file that a URL leads to, fetched from where the last try left off."""
    name = url.split("?", maxsplit=1)[0].rstrip("/").removesuffix("/content").rsplit("/", 1)[-1] or "dump.zip"
    part = home / f"{hashlib.sha256(url.encode()).hexdigest()[:12]}-{name}"
    done = Path(f"{part}.part")
    try:
        _fetch(url, done, say)
    except httpx.HTTPError as error:
        raise RegistryError(
            f"{url}: cannot be fetched ({error}); run the command again to go on, or fetch the file yourself"
        ) from error
    done.replace(part)
    return part


def _fetch(url: str, part: Path, say: Progress) -> None:
    have = part.stat().st_size if part.exists() else 0
    headers = {"Range": f"bytes={have}-"} if have > 0 else {}
    with httpx.stream("GET", url, headers=headers, follow_redirects=True, timeout=60) as answer:
        if answer.status_code == httpx.codes.REQUESTED_RANGE_NOT_SATISFIABLE:
            return  # the last try had it all
        answer.raise_for_status()
        resumed = answer.status_code == httpx.codes.PARTIAL_CONTENT
        length = answer.headers.get("Content-Length")
        have = have if resumed else 0
        total = have + int(length) if length is not None else None
        with part.open("ab" if resumed else "wb") as stream:
            for chunk in answer.iter_bytes():
                stream.write(chunk)
                have += len(chunk)
                say("fetch", have, total)
    if total is not None and have < total:
        raise httpx.ReadError("the connection ended early")
