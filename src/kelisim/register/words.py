"""Folding a text into the words that are searched, and a query into what is looked for.

Both engines index the same folded words, so that both find the same.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final

from kelisim.spelling import fold

# Letters and digits with the accents that follow them; an apostrophe inside a word belongs to it.
TOKEN: Final = re.compile(r"(?:[^\W_][\u0300-\u036f]*)+(?:['’ʼ`](?:[^\W_][\u0300-\u036f]*)+)*")
# Scripts that put no space between words: each letter is searched as a word, a word as their sequence.
_UNSPACED: Final = re.compile(
    r"([\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff\u3040-\u30ff\u3400-\u9fff\uf900-\ufaff])"
)
MARK: Final = "\ue000"  # begins the word by which SQLite searches a row's type: no text holds it
_QUERY: Final = re.compile(r'"([^"]*)"|(\S+)')


@dataclass(frozen=True, slots=True)
class Wanted:
    """One part of a query: folded words that stand side by side, the last perhaps only begun."""

    words: tuple[str, ...]
    begun: bool = False


def words(text: str) -> Iterator[str]:
    """Give the folded words of a text in order."""
    for found in TOKEN.finditer(text):
        yield from folded(found[0])


def folded(token: str) -> list[str]:
    """Return the folded words that one word of a text stands for."""
    return _UNSPACED.sub(r" \1 ", fold(token)).split()


def wanted(query: str) -> tuple[Wanted, ...]:
    """Return what a query asks for: all of its words; "words in quotes" side by side; begin* a beginning."""
    parts = []
    for phrase, word in _QUERY.findall(query):
        begun = word.endswith("*")
        found = tuple(words(phrase or word))
        if len(found) > 0:
            parts.append(Wanted(found, begun))
    return tuple(parts)


def match_sqlite(parts: tuple[Wanted, ...], types: tuple[str, ...] = ()) -> str:
    """Return the parts in the query language of FTS5, within rows of these types (none: of any)."""
    words = " AND ".join(f'"{" ".join(part.words)}"{"*" if part.begun else ""}' for part in parts)
    if len(types) == 0:
        return words
    marks = " OR ".join(f'"{MARK}{type}"' for type in types)
    return f"({marks}) AND {words}"


def match_postgresql(parts: tuple[Wanted, ...]) -> str:
    """Return the parts in the query language of PostgreSQL's `to_tsquery`."""
    # Folded words hold letters and digits alone: nothing to escape.
    return " & ".join(f"({' <-> '.join(part.words)}{':*' if part.begun else ''})" for part in parts)
