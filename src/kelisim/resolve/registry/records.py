"""Records of the Research Organization Registry, as published: dumps in, records out, one at a time."""

import codecs
import gzip
import json
import zipfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import IO, Final, cast

import msgspec

_CHUNK: Final = 1 << 18
_LONGEST: Final = 1 << 24  # characters of one record; the longest published has some 60,000
_NOT_ROR: Final = "give a dump of ROR in schema 2 (zip, .json, .jsonl or .jsonl.gz)"


class RegistryError(Exception):
    """What is wrong with a registry or its source, and how to mend it."""


class RorName(msgspec.Struct, frozen=True):
    """A name of a record; `types` are some of ror_display, label, alias, acronym."""

    value: str
    types: tuple[str, ...] = ()
    lang: str | None = None


class RorPlace(msgspec.Struct, frozen=True):
    """Where an organisation is, after GeoNames."""

    country_code: str
    country_name: str = ""
    name: str | None = None
    country_subdivision_code: str | None = None
    country_subdivision_name: str | None = None
    lat: float | None = None
    lng: float | None = None


class RorLocation(msgspec.Struct, frozen=True):
    """A place by its GeoNames number."""

    geonames_id: int
    geonames_details: RorPlace


class RorRelation(msgspec.Struct, frozen=True):
    """A tie to another record: parent, child, related, predecessor, successor."""

    id: str
    type: str
    label: str = ""


class RorLink(msgspec.Struct, frozen=True):
    """A web address: website or wikipedia."""

    type: str
    value: str


class RorExternal(msgspec.Struct, frozen=True):
    """An identifier in another registry: fundref, grid, isni, wikidata."""

    type: str


class RorRecord(msgspec.Struct, frozen=True):
    """One record of ROR in schema 2; fields that we do not use are passed over."""

    id: str
    names: tuple[RorName, ...]
    locations: tuple[RorLocation, ...]
    status: str
    types: tuple[str, ...] = ()
    domains: tuple[str, ...] = ()
    links: tuple[RorLink, ...] = ()
    relationships: tuple[RorRelation, ...] = ()
    external_ids: tuple[RorExternal, ...] = ()

    @property
    def name(self) -> str:
        """The name that ROR shows."""
        return next((n.value for n in self.names if "ror_display" in n.types), self.names[0].value)


def read_records(path: Path, *, fields: set[str] | None = None) -> Iterator[RorRecord]:
    """Yield the records of a dump, holding one chunk of it in memory at a time.

    The names of the records' fields are added to `fields`.

    Args: a zip as published, a .json array, .jsonl, each also with .gz, or a folder with one of these.
    Raises RegistryError where the file is none of these, is cut short, or a record does not fit the schema.
    """
    path = _dump_in(path) if path.is_dir() else path
    place = path.name
    try:
        with _open(path) as stream:
            for number, found in enumerate(_objects(stream, place), 1):
                if fields is not None and isinstance(found, dict):
                    fields.update(found)
                yield _record(found, f"{place}, record {number}")
    except (OSError, EOFError, zipfile.BadZipFile, UnicodeDecodeError) as error:
        raise RegistryError(f"{place}: cannot be read to its end ({error}); fetch it anew") from error


def _record(found: object, place: str) -> RorRecord:
    if isinstance(found, dict) and "names" not in found and "name" in found:
        raise RegistryError(f"{place}: is in ROR schema 1; {_NOT_ROR}")
    try:
        record = msgspec.convert(found, RorRecord)
    except msgspec.ValidationError as error:
        raise RegistryError(f"{place}: does not fit ROR schema 2: {error}; {_NOT_ROR}") from error
    if not record.id.startswith("https://ror.org/") or len(record.id) != 25 or len(record.names) == 0:
        raise RegistryError(f"{place}: has no ROR id or no name; {_NOT_ROR}")
    return record


def _dump_in(folder: Path) -> Path:
    found = sorted(
        p for p in folder.iterdir() if p.name.endswith((".zip", ".json", ".jsonl", ".json.gz", ".jsonl.gz"))
    )
    if len(found) == 0:
        raise RegistryError(f"{folder}: holds no dump; {_NOT_ROR}")
    return found[-1]


@contextmanager
def _open(path: Path) -> Iterator[IO[bytes]]:
    if not path.exists():
        raise RegistryError(f"{path}: is not there; {_NOT_ROR}")
    if path.suffix == ".zip":
        with zipfile.ZipFile(path) as archive:
            members = sorted(m for m in archive.namelist() if m.endswith((".json", ".jsonl")))
            if len(members) == 0:
                raise RegistryError(f"{path.name}: holds no JSON file; {_NOT_ROR}")
            member = next((m for m in members if "schema_v2" in m), members[-1])
            with archive.open(member) as stream:
                yield stream
    elif path.suffix == ".gz":
        with gzip.open(path, "rb") as packed:
            yield cast("IO[bytes]", packed)
    else:
        with path.open("rb") as stream:
            yield stream


def _objects(stream: IO[bytes], place: str) -> Iterator[object]:
    """Yield the JSON objects of an array, or of lines, as they come in."""
    decode = codecs.getincrementaldecoder("utf-8-sig")().decode
    scan = json.JSONDecoder().raw_decode
    buffer, at, count, ended = "", 0, 0, False
    while True:
        while at < len(buffer) and buffer[at] in " \t\r\n,[]":
            at += 1
        if at < len(buffer):
            try:
                found, at = scan(buffer, at)
            except json.JSONDecodeError as error:
                if ended or len(buffer) - at > _LONGEST or buffer[at] != "{":
                    raise RegistryError(
                        f"{place}: no JSON after record {count} ({error.msg}); {_NOT_ROR}"
                    ) from error
            else:
                count += 1
                yield found
                continue
        elif ended:
            return
        chunk = stream.read(_CHUNK)
        ended = len(chunk) == 0
        buffer, at = buffer[at:] + decode(chunk, ended), 0
