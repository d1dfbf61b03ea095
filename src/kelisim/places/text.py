"""Words of a text, and names of several words among them."""

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import lru_cache
from typing import Final

from kelisim.spelling import bases, fold

_TOKEN: Final = re.compile(r"(?:[^\W\d_]\.){2,}(?:[^\W\d_]\b)?|[^\W_]+(?:[’'ʼ‘`´][^\W_]+)*")
_APART: Final = re.compile(r"[ \t\xa0]*[-‐‑–]?[ \t\xa0]*\n?[ \t\xa0]*")
_LOOSELY_APART: Final = re.compile(r"[ \t\xa0]*[-‐‑–—.,]?[ \t\xa0]*\n?[ \t\xa0]*")
_FAR: Final = 6  # characters between two words of one name, at most
_LONGEST: Final = 8  # words of a name


@dataclass(frozen=True, slots=True)
class Token:
    """A word of a text, with its folded form."""

    start: int
    end: int
    text: str
    folded: str


def tokens(text: str) -> list[Token]:
    """Return the words of a text. Hyphens part them; "U.S.A." is one."""
    return [
        Token(match.start(), match.end(), match[0], fold(match[0]).replace(" ", ""))
        for match in _TOKEN.finditer(text)
    ]


def joined(text: str, left: Token, right: Token, *, loosely: bool = False) -> bool:
    """Return whether nothing but space or a hyphen stands between two neighbouring words.

    Loosely, a full stop or a comma may stand there too: "St. Petersburg", "Washington, D.C."
    """
    between = text[left.end : right.start]
    if between in {" ", "-"}:
        return True
    pattern = _LOOSELY_APART if loosely else _APART
    return len(between) < _FAR and pattern.fullmatch(between) is not None


def matches(
    text: str, words: list[Token], first: int, known: Callable[[str], tuple[bool, bool]]
) -> Iterator[tuple[int, tuple[str, ...]]]:
    """Give the names that begin at a word: where they end (the word after), and their folded base forms.

    `known` tells of a folded string whether it is a name, and whether a longer name begins with it. The
    shortest come first. Words may stand in any case (Соединённых Штатов).
    """
    states = [""]
    for position in range(first, min(first + _LONGEST, len(words))):
        if position > first and not joined(text, words[position - 1], words[position], loosely=True):
            return
        found: list[str] = []
        longer: list[str] = []
        for state in states:
            for base in bases(words[position].folded):
                name = f"{state} {base}" if state else base
                is_name, is_beginning = known(name)
                if is_name:
                    found.append(name)
                if is_beginning:
                    longer.append(name)
        if len(found) > 0:
            yield position + 1, tuple(found)
        if len(longer) == 0:
            return
        states = longer


@lru_cache(maxsize=1 << 17)
def key(name: str) -> str:
    """Return the folded form under which `matches` looks for a name."""
    return " ".join(token.folded for token in tokens(name))
