"""Ids from the hash of content."""

import hashlib
from typing import Final

_DIGITS: Final = 20  # 80 bits: a collision among 10 million ids has odds of about 1 in 10^10


def content_id(prefix: str, *parts: bytes | str | int) -> str:
    """Return `prefix:` and the first 20 hexadecimal digits of the parts' SHA-256.

    Parts are joined by a unit separator (U+001F), so that ("ab", "c") and ("a", "bc") differ.
    """
    digest = hashlib.sha256()
    for number, part in enumerate(parts):
        if number > 0:
            digest.update(b"\x1f")
        digest.update(part if isinstance(part, bytes) else str(part).encode("utf-8", "surrogatepass"))
    return f"{prefix}:{digest.hexdigest()[:_DIGITS]}"
