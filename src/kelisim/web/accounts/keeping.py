"""Writing down what concerns people, beside the register: it waits for no long computation.

Public: `writing(store)`, `now()`, `later(…)`.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime, timedelta
from typing import Any, Final

import sqlalchemy as sa
from sqlalchemy.engine import Connection

from kelisim.register import BusyError, Store
from kelisim.register.store import turn

PATIENCE: Final = 15.0
"""Seconds that a person waits for a page while documents are being taken into a SQLite file."""

_BUSY: Final = "documents are being taken in at this moment; try again in a minute"


@contextmanager
def writing(store: Store, patience: float = PATIENCE) -> Iterator[Connection]:
    """Give a connection that writes; all of it is kept at the end, or none after an exception.

    PostgreSQL: the lock by which one process at a time computes the register is not asked for. SQLite has
    one writer at a time. Raises BusyError after `patience` seconds.
    """
    with store.engine.connect() as connection:
        connection.execution_options(kelisim_writes=True)
        _wait(connection, patience)
        try:
            with connection.begin():
                yield connection
                turn(connection, "people")
        except sa.exc.OperationalError as error:
            if "locked" in str(error.orig):
                raise BusyError(f"{store.place}: {_BUSY}") from error
            raise
        finally:
            _wait(connection, store.wait_seconds)


def _wait(connection: Connection, seconds: float) -> None:
    """Say how long a connection to SQLite waits for another writer."""
    driver: Any = connection.connection.driver_connection
    if connection.dialect.name == "sqlite" and driver is not None:
        driver.execute(f"pragma busy_timeout = {int(seconds * 1000)}")


def now() -> datetime:
    """Return this moment in UTC."""
    return datetime.now(UTC)


def later(at: datetime | None = None, **spans: float) -> str:
    """Return the time after a span from a moment (default: now), as it is stored."""
    return ((at or now()) + timedelta(**spans)).isoformat(timespec="microseconds")
