"""Answers kept in memory while the register stays as it is: the second reader of a page waits for nothing.

Public: `Kept`, the kept answers of one site; `remembering(kept, store)`, for what many answers share.
"""

from collections import OrderedDict
from collections.abc import Callable
from dataclasses import dataclass, field
from threading import Lock
from typing import Final, TypeVar

from kelisim.model import from_json, to_json
from kelisim.register import Store
from kelisim.register.editions import edition

T = TypeVar("T")
Remember = Callable[[str, type[T], Callable[[], T]], T]

_LARGEST: Final = 2_000_000  # bytes of one answer


@dataclass(slots=True)
class Kept:
    """The answers given last, by the tag that names all they depend on; at most `limit` bytes of them."""

    limit: int
    size: int = 0
    answers: OrderedDict[str, tuple[bytes, str | None]] = field(default_factory=OrderedDict)
    lock: Lock = field(default_factory=Lock)

    def get(self, tag: str) -> tuple[bytes, str | None] | None:
        """Return body and media type of an answer, if it is still here."""
        with self.lock:
            found = self.answers.get(tag)
            if found is not None:
                self.answers.move_to_end(tag)
            return found

    def put(self, tag: str, body: bytes, media_type: str | None) -> None:
        """Keep an answer; those not asked for longest make room for it."""
        if len(body) > _LARGEST:
            return
        with self.lock:
            if tag not in self.answers:
                self.answers[tag] = (body, media_type)
                self.size += len(body)
            while self.size > self.limit:
                _, (oldest, _) = self.answers.popitem(last=False)
                self.size -= len(oldest)


def remembering(kept: Kept, store: Store) -> Remember[T]:
    """Return a function that gives what was made before from the same edition: `(name, type, make)`.

    To be called before the connection that `make` reads by is opened: what is read later may be newer than
    its edition, and is then made once more, but never older.
    """
    with store.reading() as connection:
        number = edition(connection)

    def remember(name: str, type: type[T], make: Callable[[], T]) -> T:
        tag = f"{number} {name}"
        found = kept.get(tag)
        if found is not None:
            return from_json(found[0], type)
        made = make()
        kept.put(tag, to_json(made), None)
        return made

    return remember
