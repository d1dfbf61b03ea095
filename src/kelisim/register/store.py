"""The store: opening it, and transactions on it.

Public: `Store`, `open_store(workspace)`, `store.reading()`, `store.writing()`.
One process writes at a time, as SQLite wants it and as PostgreSQL is made to by a lock; readers see the store
as it was when they began, and wait for nobody.
"""

import errno
import re
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Final, Literal, Self

import sqlalchemy as sa
from sqlalchemy import event
from sqlalchemy.engine import Connection, Engine, make_url

from kelisim.register import schema
from kelisim.register.errors import BusyError, DiskFullError, NewerStoreError, StoreError
from kelisim.register.registry import RegistryPlace
from kelisim.register.schema import HEAD
from kelisim.register.workspace import Workspace

_LOCK: Final = 0x6B656C69  # "keli": the key of PostgreSQL's advisory lock
_PRAGMAS: Final = ("foreign_keys = on", "synchronous = full", "temp_store = memory")
# KiB of a SQLite file that a connection keeps: much while it writes, little for each of many readers, who
# have the operating system's.
_WRITING: Final = 65_536
_READING: Final = 8_192


@dataclass(frozen=True, slots=True)
class Store:
    """An open store. `documents` is the folder of the original bytes, `place` what errors call the store;
    `registry` is where a registry of organisations is looked for; `workspace` is the one it belongs to.
    """

    engine: Engine
    documents: Path
    place: str
    wait_seconds: float
    review_below: float
    registry: RegistryPlace
    workspace: Workspace

    @contextmanager
    def reading(self) -> Iterator[Connection]:
        """Give a connection that sees the store as it is now, whatever others write meanwhile."""
        with self.errors(), self.engine.connect() as connection:
            if self.engine.dialect.name == "postgresql":
                connection.execution_options(isolation_level="REPEATABLE READ")
            with connection.begin():
                yield connection

    @contextmanager
    def writing(self) -> Iterator[Connection]:
        """Give a connection that alone writes; all of it is kept at the end, or none after an exception.

        Raises BusyError where another process has been writing for longer than the settings' `wait_seconds`,
        DiskFullError and StoreError where the engine says so.
        """
        with self.errors(), self.engine.connect() as connection:
            connection.execution_options(kelisim_writes=True)
            with connection.begin():
                if self.engine.dialect.name == "postgresql":
                    _lock_postgresql(connection, self.wait_seconds)
                yield connection
                turn(connection, "register")

    def close(self) -> None:
        """Let go of the store's connections."""
        self.engine.dispose()

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    @contextmanager
    def errors(self) -> Iterator[None]:
        """Turn the engine's errors into a line for the user."""
        try:
            yield
        except sa.exc.DBAPIError as error:
            raise _translate(error, self.place) from error
        except OSError as error:
            if error.errno in (errno.ENOSPC, errno.EDQUOT):
                raise DiskFullError(f"{error.filename or self.place}: {_FULL}") from error
            raise


def open_store(workspace: Workspace) -> Store:
    """Open the store of a workspace; it is created, or brought to this version's tables, when needed.

    Raises NewerStoreError where a later version of Kelisim made it, StoreError where it cannot be opened.
    """
    url = make_url(workspace.store_url)
    engine = _sqlite(url, workspace) if url.get_backend_name() == "sqlite" else _postgresql(url)
    place = str(url.database) if engine.dialect.name == "sqlite" else url.render_as_string(hide_password=True)
    settings = workspace.settings
    store = Store(
        engine,
        workspace.documents,
        place,
        settings.store.wait_seconds,
        settings.review.below,
        workspace.registry,
        workspace,
    )
    try:
        _bring_up(store)
    except BaseException:
        store.close()
        raise
    return store


def turn(connection: Connection, part: Literal["register", "people"]) -> None:
    """Make what the caller's transaction changes another edition: what was kept of the last is outdated."""
    edition = schema.edition
    connection.execute(sa.update(edition).where(edition.c.part == part).values(number=edition.c.number + 1))


def revision(connection: Connection) -> str | None:
    """Return the migration that the store is at; None for an empty one."""
    if not sa.inspect(connection).has_table("alembic_version"):
        return None
    return connection.execute(sa.text("select version_num from alembic_version")).scalar()


def _bring_up(store: Store) -> None:
    with store.reading() as connection:
        found = revision(connection)
    if found == HEAD:
        return
    if store.engine.dialect.name == "sqlite":
        _use_wal(store)
    with store.writing() as connection:
        _migrate(connection, store.place)


def _migrate(connection: Connection, place: str) -> None:
    # Alembic takes a tenth of a second to import: only who needs it pays.
    from alembic import command  # noqa: PLC0415
    from alembic.config import Config  # noqa: PLC0415
    from alembic.script import ScriptDirectory  # noqa: PLC0415

    config = Config()
    config.set_main_option("script_location", str(Path(__file__).parent / "migrations").replace("%", "%%"))
    config.attributes["connection"] = connection
    found = revision(connection)
    known = {script.revision for script in ScriptDirectory.from_config(config).walk_revisions()}
    if found is not None and found not in known:
        raise NewerStoreError(
            f"{place}: made by a later version of Kelisim (its tables are at {found}, this version knows "
            f"{HEAD}); install that version, or point store.url elsewhere"
        )
    command.upgrade(config, "head")


def _sqlite(url: sa.URL, workspace: Workspace) -> Engine:
    file = Path(str(url.database))
    if not file.parent.is_dir():
        raise StoreError(f"{file}: its folder does not exist; make it, or mend store.url in the settings")
    wait = workspace.settings.store.wait_seconds
    engine = sa.create_engine(url, connect_args={"timeout": wait})

    @event.listens_for(engine, "connect")
    def connected(connection: Any, _record: object) -> None:
        connection.isolation_level = None  # transactions begin below, not where the driver guesses
        for pragma in _PRAGMAS:
            connection.execute(f"pragma {pragma}")

    @event.listens_for(engine, "begin")
    def began(connection: Connection) -> None:
        writes = connection.get_execution_options().get("kelisim_writes", False)
        connection.exec_driver_sql(f"pragma cache_size = -{_WRITING if writes else _READING}")
        connection.exec_driver_sql("begin immediate" if writes else "begin")

    return engine


def _postgresql(url: sa.URL) -> Engine:
    try:
        return sa.create_engine(url, connect_args={"connect_timeout": 10})
    except ModuleNotFoundError as error:
        raise StoreError(
            "store.url: PostgreSQL needs one more package; install it with: pip install 'kelisim[postgresql]'"
        ) from error


def _use_wal(store: Store) -> None:
    """Switch a SQLite file to write-ahead logging: readers then never wait for the writer.

    The switch asks for the file alone and does not wait as other statements do, so we try again.
    """
    deadline = time.monotonic() + store.wait_seconds
    while True:
        connection = store.engine.raw_connection()
        try:
            mode = connection.cursor().execute("pragma journal_mode = wal").fetchone()
            if mode[0] == "wal":
                return
            raise StoreError(f"{store.place}: cannot use write-ahead logging there; choose a local disk")
        except store.engine.dialect.loaded_dbapi.Error as error:
            locked = "locked" in str(error)
            if not locked or time.monotonic() > deadline:
                wrapped = sa.exc.OperationalError("pragma journal_mode", None, error)
                raise _translate(wrapped, store.place) from error
        finally:
            connection.close()
        time.sleep(0.05)


def _lock_postgresql(connection: Connection, wait_seconds: float) -> None:
    connection.execute(sa.text(f"set local lock_timeout = '{int(wait_seconds * 1000)}ms'"))
    connection.execute(sa.text("select pg_advisory_xact_lock(:key)"), {"key": _LOCK})


_FULL: Final = "the disk is full; make room and run the same command again. What was stored before is whole"
_KNOWN_ERRORS: Final[tuple[tuple[str, type[StoreError], str], ...]] = (
    (r"database or disk is full|no space left|disk full", DiskFullError, _FULL),
    (
        r"database is locked|lock timeout",
        BusyError,
        "another process has been writing for too long; wait for it to end and run the same command again",
    ),
    (r"not a database", StoreError, "not a SQLite database; mend store.url in the settings"),
    (
        r"malformed|disk i/o error",
        StoreError,
        "the file is damaged; restore it from a backup, or add the documents folder to a new workspace",
    ),
    (r"readonly|read-only", StoreError, "cannot be written; change its permissions"),
    (r"unable to open", StoreError, "cannot be opened; check that the folder exists and may be written"),
    (
        r"connection (?:failed|refused|timeout|is bad|is lost|is closed)|could not connect|server closed|"
        r"terminating connection|could not translate host|failed to resolve",
        StoreError,
        "the database server cannot be reached; check store.url, and that the server runs",
    ),
)


def _translate(error: sa.exc.DBAPIError, place: str) -> StoreError:
    said = str(error.orig).strip()
    for pattern, type, remedy in _KNOWN_ERRORS:
        if re.search(pattern, said, re.IGNORECASE):
            return type(f"{place}: {remedy}")
    return StoreError(f"{place}: {said.splitlines()[0] if len(said) > 0 else error.__class__.__name__}")
