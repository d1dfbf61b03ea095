"""The registry of organisations that a register asks: where it lies, which one it is, what it said before.

Public: `RegistryPlace`, `installed_in(place)`, `asking(connection, installed)`, `require(connection, place)`.
"""

import hashlib
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Final

import sqlalchemy as sa
from sqlalchemy.engine import Connection

from kelisim.model import content_id, from_json, to_json
from kelisim.register import schema
from kelisim.register.errors import RegistryGoneError
from kelisim.register.sync import insert
from kelisim.register.threshold import THRESHOLD

if TYPE_CHECKING:
    from kelisim.resolve import Identification, Identify, Organisation
    from kelisim.resolve.registry import Registry

OVERRIDES: Final = "registry-overrides.toml"
"""The file, in a workspace or a cache, of what people know better: kelisim.resolve.registry reads it."""
_CHUNK: Final = 500
_BATCH: Final = 2_000  # organisations asked at a time


@dataclass(frozen=True, slots=True)
class RegistryPlace:
    """Where a register looks for an installed registry: in `named`, else in the workspace, else in the cache.

    Without `use` it asks none. `workspace` also holds the overrides that its people made.
    """

    workspace: Path
    named: Path | None = None
    use: bool = True

    @property
    def overrides(self) -> Path:
        """The file of the workspace's overrides."""
        return self.workspace / OVERRIDES


@dataclass(frozen=True, slots=True)
class Installed:
    """An installed registry; `fingerprint` tells it and its overrides from others, `label` is for people."""

    cache: Path
    overrides: Path
    fingerprint: str
    label: str

    def load(self) -> "Registry":
        """Return the registry, ready to match. Raises RegistryGoneError where it is damaged."""
        from kelisim.resolve.registry import RegistryError, load  # noqa: PLC0415

        try:
            return load(self.cache, overrides=(self.overrides,))
        except RegistryError as error:
            raise RegistryGoneError(str(error)) from error


def installed_in(place: RegistryPlace) -> Installed | None:
    """Return the registry that a register is to ask, None where none is installed or wanted.

    Raises RegistryGoneError where an installed one cannot be read.
    """
    if not place.use:
        return None
    # The registry brings much along: who only asks the register does not wait for it.
    from kelisim.resolve.registry import RegistryError, info, is_installed  # noqa: PLC0415

    cache = next((folder for folder in _folders(place) if is_installed(folder)), None)
    if cache is None:
        return None
    try:
        report = info(cache)
    except RegistryError as error:
        raise RegistryGoneError(str(error)) from error
    digest = hashlib.sha256(report.sha256.encode())
    for path in (cache / OVERRIDES, place.overrides):
        digest.update(b"\x1f" + (path.read_bytes() if path.is_file() else b""))
    label = f"{report.source}, {report.records:,} records, SHA-256 {report.sha256[:12]}"
    return Installed(cache, place.overrides, digest.hexdigest()[:20], label)


def _folders(place: RegistryPlace) -> list[Path]:
    from kelisim.resolve.registry import default_cache  # noqa: PLC0415

    return [place.workspace, default_cache()] if place.named is None else [place.named]


def basis_of(connection: Connection) -> dict[str, str]:
    """Return which registry, in which version, names were resolved with; nothing before they first were."""
    table = schema.basis
    query = sa.select(table.c.name, table.c.value).where(table.c.name != THRESHOLD)
    return dict(connection.execute(query).tuples().all())


def require(connection: Connection, place: RegistryPlace) -> Installed | None:
    """Return the registry that the register is to be computed with.

    Raises RegistryGoneError where it was computed with one before and none is there now: without it, every
    identifier would be lost.
    """
    found = installed_in(place)
    before = basis_of(connection)
    if found is None and place.use and before.get("registry", "") != "":
        raise RegistryGoneError(gone(before))
    return found


def gone(basis: dict[str, str]) -> str:
    """Return the line that tells of a registry that is gone, and how to go on."""
    return (
        f"the registry that this register was computed with ({basis.get('registry_label')}) is not installed "
        "here; install it with: kelisim registry install FILE, name its folder as registry.folder in "
        "kelisim.toml, or go without identifiers by registry.use = false"
    )


def asking(connection: Connection, installed: Installed) -> "Identify":
    """Return the question to the registry: what it said before is in the store, what is new is kept there."""

    def identify(organisations: "Sequence[Organisation]") -> "list[Identification | None]":
        ids = [_question(each) for each in organisations]
        known = _said_before(connection, sorted(set(ids)))
        fresh = {id: each for id, each in zip(ids, organisations, strict=True) if id not in known}
        if len(fresh) > 0:
            answers = _ask(installed.load(), list(fresh.values()))
            said = dict(zip(fresh, answers, strict=True))
            rows = ((id, to_json(answer).decode()) for id, answer in said.items())
            insert(connection, schema.identification, ("id", "body"), rows)
            known |= said
        return [known[id] for id in ids]

    return identify


def asking_anew(installed: Installed) -> "Identify":
    """Return the question to the registry that takes nothing from the store."""

    def identify(organisations: "Sequence[Organisation]") -> "list[Identification | None]":
        unique = {_question(each): each for each in organisations}
        said = dict(zip(unique, _ask(installed.load(), list(unique.values())), strict=True))
        return [said[_question(each)] for each in organisations]

    return identify


def _ask(registry: "Registry", organisations: "Sequence[Organisation]") -> "list[Identification | None]":
    from kelisim.resolve.registry import identify  # noqa: PLC0415

    found: list[Identification | None] = []
    for start in range(0, len(organisations), _BATCH):
        found += identify(registry, organisations[start : start + _BATCH])
    return found


def _question(organisation: "Organisation") -> str:
    """Return the id of what is asked: names and surroundings, not where they stand."""
    referent = organisation.referent
    asked = (referent.name, referent.forms, referent.country, organisation.country, organisation.others)
    return content_id("q", to_json(asked))


def _said_before(connection: Connection, ids: list[str]) -> "dict[str, Identification | None]":
    from kelisim.resolve import Identification  # noqa: PLC0415

    table = schema.identification
    found: dict[str, Identification | None] = {}
    for start in range(0, len(ids), _CHUNK):
        query = sa.select(table.c.id, table.c.body).where(table.c.id.in_(ids[start : start + _CHUNK]))
        for row in connection.execute(query):
            found[row.id] = None if row.body == "null" else from_json(row.body, Identification)
    return found


def basis_with(installed: Installed | None, version: str) -> dict[str, str]:
    """Return what a register is computed with: this registry, in this version of what is computed."""
    return {
        "registry": "" if installed is None else installed.fingerprint,
        "registry_label": "" if installed is None else installed.label,
        "version": version,
    }


def keep_basis(connection: Connection, installed: Installed | None, version: str) -> bool:
    """Keep what the register is computed with, forgetting what another registry said before.

    Returns whether it was computed with just that before.
    """
    wanted = basis_with(installed, version)
    if basis_of(connection) == wanted:
        return True
    connection.execute(sa.delete(schema.identification))
    connection.execute(sa.delete(schema.basis))
    insert(connection, schema.basis, ("name", "value"), wanted.items())
    return False
