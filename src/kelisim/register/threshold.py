"""Below which probability the records of a register are marked for review, and whether it is that of now.

Public: `keep_threshold`, `is_marked_below`, `old_marks`, each of a connection and the threshold of now.
"""

from typing import Final

import sqlalchemy as sa
from sqlalchemy.engine import Connection

from kelisim.register import schema
from kelisim.register.sync import insert

THRESHOLD: Final = "review_below"
"""The row of the table of bases that holds it: it does not decide whom names mean, as the others do."""


def keep_threshold(connection: Connection, below: float) -> None:
    """Keep below which probability records are marked from now on."""
    if not is_marked_below(connection, below):
        table = schema.basis
        connection.execute(sa.delete(table).where(table.c.name == THRESHOLD))
        insert(connection, table, ("name", "value"), [(THRESHOLD, repr(below))])


def is_marked_below(connection: Connection, below: float) -> bool:
    """Return whether records are known to be marked below this very probability."""
    return _kept(connection) == below


def old_marks(connection: Connection, below: float) -> str:
    """Return in one line that marks are those of another threshold, and what to do; "" where not."""
    kept = _kept(connection)
    if kept is None or kept == below:
        return ""
    return (
        f"what waits for review is marked below {kept:g} still, and review.below is {below:g} now; "
        "mark it anew with: kelisim rebuild"
    )


def _kept(connection: Connection) -> float | None:
    table = schema.basis
    found = connection.execute(sa.select(table.c.value).where(table.c.name == THRESHOLD)).scalar()
    return None if found is None else float(found)
