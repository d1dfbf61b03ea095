"""The verdicts on all agreements, worked out behind the pages and stored: no page waits for them.

Public: `Basis`, `Told`, `Verdicts`. A verdict compares with every other pair in the tables of works, which
takes seconds, but hardly longer for all agreements than for one. They are kept in memory and in a file beside
the tables, so that a server that starts anew, or another process of it, finds them.
"""

import logging
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path
from threading import Lock, Thread
from typing import Final

from kelisim.measure import MeasureError, open_tables
from kelisim.measure.scope import Scope
from kelisim.measure.verdicts import Verdict
from kelisim.measure.verdicts.agreements import agreements_of
from kelisim.measure.verdicts.evidence import gather
from kelisim.measure.verdicts.judging import judge
from kelisim.model import from_json, to_json
from kelisim.register import Filter, RegisterError, Store, write_whole
from kelisim.register.editions import edition

_FILE: Final = "verdicts.json"
_FAILED: Final = "the verdicts could not be worked out; the log of the server says why"
_LOG: Final = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class Basis:
    """What verdicts rest on: the edition of the register, the time of the newest table, the day."""

    edition: int
    tables: int  # nanoseconds
    today: str


@dataclass(frozen=True, slots=True)
class Told:
    """What is known of one agreement.

    `pending` says that a verdict, or a newer one, is being worked out; `trouble` why nothing can be measured.
    """

    verdict: Verdict | None
    pending: bool
    trouble: str | None = None


@dataclass(frozen=True, slots=True)
class _Book:
    """All verdicts on one basis, by agreement."""

    basis: Basis
    verdicts: dict[str, Verdict]


@dataclass(slots=True)
class Verdicts:
    """The verdicts of one register, by the tables in a folder, worked out by one thread at a time."""

    store: Store
    folder: Path
    lock: Lock = field(default_factory=Lock)
    book: _Book | None = None
    trouble: tuple[Basis, str] | None = None
    worker: Thread | None = None

    def told(self, id: str, today: date) -> Told:
        """Return at once what is known of an agreement, and begin to work out what is not."""
        if not self.folder.is_dir():
            try:
                open_tables(self.folder)
            except MeasureError as error:
                return Told(None, False, str(error))
        basis = self._basis(today)
        with self.lock:
            self._look_into_file(basis)
            known = None if self.book is None else self.book.verdicts.get(id)
            if self.book is not None and self.book.basis == basis:
                return Told(known, False)
            if self.trouble is not None and self.trouble[0] == basis:
                return Told(None, False, self.trouble[1])
            if self.worker is None or not self.worker.is_alive():
                self.worker = Thread(target=self._work_out, args=(basis, today), name="verdicts", daemon=True)
                self.worker.start()
        return Told(known, True)

    def begin(self, today: date) -> None:
        """Begin to work out the verdicts, where there are tables."""
        if self.folder.is_dir():
            self.told("", today)

    def _basis(self, today: date) -> Basis:
        newest = max((file.stat().st_mtime_ns for file in self.folder.glob("*/year=*/*.parquet")), default=0)
        with self.store.reading() as connection:
            return Basis(edition(connection), newest, today.isoformat())

    def _look_into_file(self, basis: Basis) -> None:
        """Take what another process, or an earlier one, has worked out, if it is newer than what is here."""
        if self.book is not None and self.book.basis == basis:
            return
        try:
            found = from_json((self.folder / _FILE).read_text(encoding="utf-8"), _Book)
        except (OSError, ValueError):  # none yet, or written by another version
            return
        if self.book is None or found.basis == basis:
            self.book = found

    def _work_out(self, basis: Basis, today: date) -> None:
        book, said = None, _FAILED
        try:
            with self.store.reading() as connection:
                agreements = agreements_of(connection, Filter())
            evidence, known = gather(open_tables(self.folder), agreements, Scope())
            book = _Book(basis, {each.id: judge(each, evidence, today) for each in known})
        except MeasureError as error:
            said = str(error)
        finally:  # what else goes wrong is told in the log, as for any thread, and not tried again and again
            with self.lock:
                if book is None:
                    self.trouble = basis, said
                else:
                    self.book = book
        if book is None:
            return
        try:
            write_whole(self.folder / _FILE, [to_json(book)])
        except RegisterError as error:  # a folder that may only be read: they stay in memory
            _LOG.warning("%s", error)
