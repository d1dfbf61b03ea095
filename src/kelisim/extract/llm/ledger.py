"""A SQLite file beside the register: answers that were given, the pace of asking, and what each run spent.

Every process of a run writes into it, so that pace and account are those of all of them together. Answers
found there are not asked for again: it can be copied from workspace to workspace, or thrown away.
"""

import sqlite3
import time
from collections.abc import Iterator, Mapping, Sequence
from contextlib import closing, contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from kelisim.extract.llm.errors import StoppedError
from kelisim.extract.llm.protocol import Answer

_WAIT_SECONDS: Final = 60.0
_TABLES: Final = """
create table if not exists answer (
    key text primary key, document text not null, model text not null, prompt text not null,
    text text not null, finish text not null, input_tokens integer, output_tokens integer, at real not null
);
create table if not exists pace (address text primary key, next real not null);
create table if not exists spent (
    run text not null, what text not null, count integer not null, primary key (run, what)
);
create table if not exists said (
    run text not null, what text not null, line text not null, primary key (run, what)
);
"""


@dataclass(frozen=True, slots=True)
class Source:
    """What an answer belongs to: the document, the model, and the version of the prompt."""

    document: str
    model: str
    prompt: str


def kept(path: Path, key: str) -> Answer | None:
    """Return the answer that was given to this question before."""
    with _open(path) as connection:
        row = connection.execute(
            "select text, finish, input_tokens, output_tokens from answer where key = ?", (key,)
        ).fetchone()
    return None if row is None else Answer(*row)


def keep(path: Path, source: Source, answers: Sequence[tuple[str, Answer]]) -> None:
    """Keep answers for ever, each by the key of its question."""
    about = (source.document, source.model, source.prompt)
    rows = [
        (key, *about, told.text, told.finish, told.input_tokens, told.output_tokens, time.time())
        for key, told in answers
    ]
    if len(rows) > 0:
        with _open(path) as connection:
            connection.executemany("insert or replace into answer values (?, ?, ?, ?, ?, ?, ?, ?, ?)", rows)


def turn(path: Path, address: str, per_minute: int) -> float:
    """Take the next turn at an endpoint; return how many seconds to wait for it."""
    now = time.time()
    with _open(path) as connection:
        row = connection.execute("select next from pace where address = ?", (address,)).fetchone()
        begins = max(now, min(row[0], now + 3600)) if row is not None else now
        after = begins + (60 / per_minute if per_minute > 0 else 0.0)
        connection.execute("insert or replace into pace values (?, ?)", (address, after))
    return begins - now


def hold(path: Path, address: str, seconds: float) -> None:
    """Let nobody ask an endpoint for so long, since it said so."""
    with _open(path) as connection:
        connection.execute(
            "insert into pace values (?, ?) "
            "on conflict (address) do update set next = max(next, excluded.next)",
            (address, time.time() + seconds),
        )


def count(path: Path, run: str, numbers: Mapping[str, int]) -> None:
    """Add to the account of a run."""
    wanted = [(run, what, number) for what, number in numbers.items() if number != 0]
    if len(wanted) == 0:
        return
    with _open(path) as connection:
        connection.executemany(
            "insert into spent values (?, ?, ?) "
            "on conflict (run, what) do update set count = count + excluded.count",
            wanted,
        )


def counts(path: Path, run: str) -> dict[str, int]:
    """Return the account of a run."""
    with _open(path) as connection:
        return dict(connection.execute("select what, count from spent where run = ?", (run,)))


def reset(path: Path, run: str, what: str) -> None:
    """Set one number of the account of a run to nothing."""
    with _open(path) as connection:
        connection.execute("delete from spent where run = ? and what = ?", (run, what))


def say(path: Path, run: str, what: str, line: str) -> None:
    """Note a line of a run: why it stopped, or in which form the endpoint is asked."""
    with _open(path) as connection:
        connection.execute("insert or replace into said values (?, ?, ?)", (run, what, line))


def said(path: Path, run: str, what: str) -> str | None:
    """Return a line that was noted of a run."""
    with _open(path) as connection:
        row = connection.execute("select line from said where run = ? and what = ?", (run, what)).fetchone()
    return None if row is None else str(row[0])


@contextmanager
def _open(path: Path) -> Iterator[sqlite3.Connection]:
    """Give a connection that alone writes. Raises StoppedError where the file cannot be used."""
    try:
        with closing(sqlite3.connect(path, timeout=_WAIT_SECONDS, isolation_level=None)) as connection:
            connection.executescript(_TABLES)
            connection.execute("begin immediate")
            yield connection
            connection.execute("commit")
    except sqlite3.Error as error:
        raise StoppedError(f"{path}: the answers of the language model cannot be kept: {error}") from error
