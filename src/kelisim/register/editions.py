"""Which edition of the register this is: asked before every answer that may have been given already.

Public: `Editions`, `Watch`, `edition(connection)`.
"""

import sqlite3
from dataclasses import dataclass, field
from threading import Lock
from typing import Any, Final

import sqlalchemy as sa
from sqlalchemy.engine import Connection

from kelisim.register import schema
from kelisim.register.store import Store

_ASK: Final = "select part, number from edition order by part"


@dataclass(frozen=True, slots=True)
class Editions:
    """The numbers of the editions: of the register, and of accounts and the work of people."""

    register: int
    people: int


@dataclass(slots=True)
class Watch:
    """Tells the editions of a store as it is now, whoever changed it; quick, and from any thread.

    It keeps a connection of its own. SQLite says by a look into shared memory whether anything was
    committed since the last time (`pragma data_version`); PostgreSQL is asked for the numbers themselves.
    """

    store: Store
    lock: Lock = field(default_factory=Lock)
    connection: Any = None
    state: int = -1
    found: Editions = Editions(-1, -1)

    @property
    def is_quick(self) -> bool:
        """Whether asking takes microseconds, so that an event loop may do it."""
        return self.store.engine.dialect.name == "sqlite"

    def now(self) -> Editions:
        """Return the editions as they are now. Raises StoreError where the store cannot be reached."""
        driver = self.store.engine.dialect.loaded_dbapi
        with self.lock, self.store.errors():
            try:
                if self.connection is not None:
                    try:
                        return self._asked()
                    except driver.Error:  # a server that was started anew, perhaps
                        self._let_go()
                self._connect()
                return self._asked()
            except driver.Error as error:
                self._let_go()
                raise sa.exc.DBAPIError(_ASK, None, error) from error

    def close(self) -> None:
        """Let go of the connection."""
        with self.lock:
            self._let_go()

    def _asked(self) -> Editions:
        if self.is_quick:
            state = int(self.connection.execute("pragma data_version").fetchone()[0])
            if state == self.state:
                return self.found
            self.state = state
        people, register = (number for _, number in self.connection.execute(_ASK).fetchall())
        self.found = Editions(register, people)
        return self.found

    def _connect(self) -> None:
        if self.is_quick:
            self.connection = sqlite3.connect(
                str(self.store.engine.url.database), isolation_level=None, check_same_thread=False
            )
            self.connection.execute("pragma query_only = on")
            self.state = -1
            return
        raw = self.store.engine.raw_connection()
        raw.detach()
        self.connection = raw.dbapi_connection
        self.connection.autocommit = True

    def _let_go(self) -> None:
        connection, self.connection = self.connection, None
        if connection is not None:
            connection.close()


def edition(connection: Connection) -> int:
    """Return the number of the register's edition that a connection sees."""
    table = schema.edition
    query = sa.select(table.c.number).where(table.c.part == "register")
    return int(connection.execute(query).scalar_one())
