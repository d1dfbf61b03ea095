"""Answers kept in memory while the register stays as it is: the second reader of a page waits for nothing.

Public: `Kept`, the kept answers of one site.
"""

from collections import OrderedDict
from dataclasses import dataclass, field
from threading import Lock
from typing import Final

_LARGEST: Final = 1_000_000  # bytes of one answer


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
