"""Whether the register is what it was: a word that changes with every change of the store.

Public: `version(store)`.
"""

import time
from pathlib import Path
from typing import Final

import sqlalchemy as sa

from kelisim.register import Store

_SETTLED: Final = 50_000_000  # nanoseconds: file systems tell times apart by some milliseconds


def version(store: Store) -> str | None:
    """Return a word for what the store holds now; None where that is changing this very moment.

    Two equal words mean the same content. SQLite: size and time of the file and of its log (two calls of
    the system). PostgreSQL: the snapshot, which says whose transactions are seen.
    """
    if store.engine.dialect.name != "sqlite":
        with store.reading() as connection:
            return str(connection.execute(sa.text("select pg_current_snapshot()::text")).scalar_one())
    now = time.time_ns()
    parts = []
    for name in (str(store.engine.url.database), f"{store.engine.url.database}-wal"):
        try:
            found = Path(name).stat()
        except FileNotFoundError:
            continue
        if now - found.st_mtime_ns < _SETTLED:
            return None
        parts.append(f"{found.st_mtime_ns}:{found.st_size}:{found.st_ino}")
    return " ".join(parts)
