"""The folder of tables: what files are live, and changing them as one.

A change is written beside the tables, then noted in a journal, then carried out; a run that is killed before
the journal stands leaves the old state, one killed later is finished by the next that opens the folder.
"""

import json
import os
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import IO, Final

from kelisim.works.record import WorksError
from kelisim.works.schema import TABLES
from kelisim.works.staging import FileReport, write_json

FOLDER: Final = "tables"
WORK: Final = ".work"
ANSWERS: Final = "answers"
_JOURNAL: Final = "journal.json"
_FILES: Final = "files.json"


@dataclass(frozen=True, slots=True)
class Change:
    """Files of the tables that come (from where they are, to where) and go; `files` are all ever added."""

    come: tuple[tuple[Path, Path], ...]
    go: tuple[Path, ...]
    files: tuple[FileReport, ...]


def table_files(tables: Path) -> dict[str, list[Path]]:
    """Return the Parquet files of each table of a folder, in the order of their names."""
    return {name: sorted((tables / name).glob("year=*/*.parquet")) for name in TABLES}


def added_files(tables: Path) -> list[FileReport]:
    """Return what came of each file that was ever added, in the order of adding."""
    try:
        data = json.loads((tables / _FILES).read_bytes())
    except FileNotFoundError:
        return []
    except ValueError as error:
        raise WorksError(
            f"{tables / _FILES}: is damaged ({error}); remove {tables} and add the files again"
        ) from error
    return [FileReport(**{**each, "problems": tuple(each["problems"])}) for each in data]


@contextmanager
def opened_tables(workspace: Path) -> Iterator[Path]:
    """Give a workspace's folder of tables to one process at a time; what was left half-done is finished.

    Raises WorksError where another process is writing.
    """
    tables = workspace / FOLDER
    (tables / WORK).mkdir(parents=True, exist_ok=True)
    with (tables / WORK / "lock").open("w") as lock:
        if not _locks(lock):
            raise WorksError(f"{tables}: another process is writing to it; wait until it is done")
        finish(tables)
        yield tables


def _locks(lock: IO[str]) -> bool:
    try:
        import fcntl  # noqa: PLC0415
    except ImportError:  # Windows: the lock is by good manners
        return True
    try:
        fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except OSError:
        return False
    return True


def commit(tables: Path, change: Change) -> None:
    """Make a change: whole, or not at all."""
    for source, _ in change.come:
        with source.open("rb") as stream:
            os.fsync(stream.fileno())
    journal = {
        "come": [[str(a.relative_to(tables)), str(b.relative_to(tables))] for a, b in change.come],
        "go": [str(each.relative_to(tables)) for each in change.go],
        "files": [asdict(each) for each in change.files],
    }
    write_json(tables / WORK / _JOURNAL, journal)
    finish(tables)


def finish(tables: Path) -> None:
    """Carry out what a journal says, from the beginning or from wherever it was left."""
    journal = tables / WORK / _JOURNAL
    if not journal.exists():
        return
    change = json.loads(journal.read_bytes())
    for given, wanted in change["come"]:
        source, target = tables / given, tables / wanted
        target.parent.mkdir(parents=True, exist_ok=True)
        if source.exists():
            os.replace(source, target)
    for each in change["go"]:
        (tables / each).unlink(missing_ok=True)
    write_json(tables / _FILES, change["files"])
    journal.unlink()
    for each in (tables / WORK).iterdir():
        if each.is_dir() and each.name != ANSWERS:
            shutil.rmtree(each)
