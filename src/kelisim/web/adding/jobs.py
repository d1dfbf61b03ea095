"""Something to be added, done beside the pages: what was given, how far it is, what came out.

Public: `Job`, `Outcome`, `start_job`, `run_job`, `note_end`, `load_job`, `jobs`, `limits_of`.
"""

import logging
from collections.abc import Iterator, Sequence
from concurrent.futures import Future
from dataclasses import dataclass
from typing import Final, Literal

import sqlalchemy as sa
from sqlalchemy.engine import Connection

from kelisim.extractors import extractor_of
from kelisim.intake import Failed, Source, intake
from kelisim.model import Document, Extraction, content_id, from_json, to_json
from kelisim.read import Hints, Limits
from kelisim.register import RegisterError, Store, Workspace, add, schema
from kelisim.web.accounts import later, writing
from kelisim.web.accounts.secrets import new_token
from kelisim.web.site import User

State = Literal["waiting", "running", "done", "failed"]
_STATES: Final[tuple[State, ...]] = ("waiting", "running", "done", "failed")
_SILENT_MINUTES: Final = 15  # a job without a sign of life for so long was interrupted
_LOG = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class Outcome:
    """What came of a job: ids of documents, and a line for each source that could not be taken in.

    `spent` tells what a language model has cost, where the settings name one.
    """

    sources: tuple[str, ...] = ()
    new: tuple[str, ...] = ()
    changed: tuple[str, ...] = ()
    known: tuple[str, ...] = ()
    failures: tuple[str, ...] = ()
    spent: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Job:
    """Something that is being added. `interrupted` where nothing was heard of it for long."""

    id: str
    by: str
    at: str
    state: State
    total: int
    done: int
    interrupted: bool
    outcome: Outcome


def limits_of(workspace: Workspace) -> Limits:
    """Return the limits of reading that the settings of a workspace give."""
    wanted = workspace.settings.read
    return Limits(
        max_bytes=int(wanted.max_megabytes * 1_000_000),
        read_seconds=wanted.timeout_seconds,
        total_seconds=wanted.timeout_seconds * 3,
        allow_private=wanted.allow_private_addresses,
        obey_robots=wanted.obey_robots_txt,
    )


def start_job(store: Store, user: User, names: Sequence[str]) -> str:
    """Write down that so many sources are to be added; return the id of the job."""
    id = content_id("j", new_token())
    row = {
        "id": id,
        "by": user.name[:120],
        "account": user.id,
        "at": later(),
        "state": "waiting",
        "total": len(names),
        "done": 0,
        "beat": later(),
        "body": to_json(Outcome(tuple(names))).decode(),
    }
    with writing(store) as connection:
        connection.execute(sa.insert(schema.adding), [row])
    return id


def run_job(
    store: Store, id: str, sources: Sequence[Source], limits: Limits, hints: Hints | None = None
) -> None:
    """Read, extract and register the sources of a job, telling how far it is."""
    failures: list[str] = []
    names = tuple(_named(source) for source in sources)

    def taken() -> Iterator[tuple[Document, bytes, Extraction]]:
        # Two jobs: the work is then done in a process of its own, and the pages stay quick.
        read = intake(sources, jobs=2, limits=limits, hints=hints, extractor=extractor)
        for number, result in enumerate(read, 1):
            for each in result:
                if isinstance(each, Failed):
                    failures.append(each.message)
                else:
                    yield each.document, each.content, each.extraction
            _tell(store, id, "running", done=number)

    try:
        extractor = extractor_of(store.workspace)
        _tell(store, id, "running")
        made = add(store, taken())
        spent = extractor.spent()
        told = () if spent is None else spent.lines()
        outcome = Outcome(names, made.new, made.changed, made.known, (*failures, *made.refused), told)
        _tell(store, id, "done", done=len(sources), outcome=outcome)
    except RegisterError as error:
        _tell(store, id, "failed", outcome=Outcome(names, failures=(*failures, str(error))))


def note_end(store: Store, id: str, ended: "Future[None]") -> None:
    """Write down that a job ended by an error that nobody foresaw; for the callback of its future."""
    error = ended.exception()
    if error is not None:
        _LOG.error("adding %s: %r", id, error, exc_info=error)
        said = "Something went wrong here; it is in the log of the server."
        _tell(store, id, "failed", outcome=Outcome(failures=(said,)))


def load_job(connection: Connection, id: str) -> Job | None:
    """Return a job by its id."""
    row = connection.execute(sa.select(schema.adding).where(schema.adding.c.id == id)).one_or_none()
    return None if row is None else _job(row)


def jobs(connection: Connection, limit: int = 20) -> tuple[Job, ...]:
    """Return the latest jobs."""
    query = sa.select(schema.adding).order_by(schema.adding.c.at.desc()).limit(limit)
    return tuple(_job(row) for row in connection.execute(query))


def _tell(
    store: Store, id: str, state: State, *, done: int | None = None, outcome: Outcome | None = None
) -> None:
    """Write down how far a job is."""
    values: dict[str, str | int] = {"state": state, "beat": later()}
    if done is not None:
        values["done"] = done
    if outcome is not None:
        values["body"] = to_json(outcome).decode()
    with writing(store, store.wait_seconds) as connection:
        connection.execute(sa.update(schema.adding).where(schema.adding.c.id == id).values(**values))


def _job(row: sa.Row[tuple[str, ...]]) -> Job:
    held = row._mapping
    state = next(state for state in _STATES if state == held["state"])
    silent = str(held["beat"]) < later(minutes=-_SILENT_MINUTES)
    return Job(
        str(held["id"]),
        str(held["by"]),
        str(held["at"]),
        state,
        int(held["total"]),
        int(held["done"]),
        state in ("waiting", "running") and silent,
        from_json(str(held["body"]), Outcome),
    )


def _named(source: Source) -> str:
    return source if isinstance(source, str) else source.name
