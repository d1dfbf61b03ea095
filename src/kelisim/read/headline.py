"""Titles: the line that a text opens with, and texts that lack theirs."""

import re
from typing import Final

_LONGEST: Final = 250
_SPACE: Final = re.compile(r"\s+")
_CLOSES: Final = (".", ";", ",", ":", "…")


def headline(text: str) -> str | None:
    """Return the first line if it stands there as a title: short, without a full stop, with text after it."""
    first, _, rest = text.strip().partition("\n")
    first = first.strip().removeprefix("# ").strip()
    letters = sum(map(str.isalpha, first))
    if letters < 3 or len(first) > _LONGEST or first.endswith(_CLOSES) or rest.strip() == "":
        return None
    return first


def with_title(title: str | None, text: str) -> str:
    """Return the text opened by its title, which pages and feeds keep apart from it.

    The title is part of what was published, and statements may rest on it. Where the text says it in its
    first lines already, nothing is added.
    """
    if title is None:
        return text
    opening = _plain(text[: 2 * len(title) + 400])
    if _plain(title) in opening:
        return text
    return f"{title}\n\n{text}" if text != "" else title


def _plain(text: str) -> str:
    return _SPACE.sub(" ", "".join(letter if letter.isalnum() else " " for letter in text.casefold())).strip()
