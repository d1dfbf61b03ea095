"""Searching documents, records and entities by words, whatever the spelling of a name.

Public: `search(connection, query, …)`. Records and documents are found by every name that the register
knows of the organisations, people and places they name, not only by the one that they use.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Final, Literal

import sqlalchemy as sa
from sqlalchemy.engine import Connection

from kelisim.model import KINDS, Entity, Record, from_json
from kelisim.register import schema
from kelisim.register.errors import InvalidError
from kelisim.register.matching import best, count
from kelisim.register.rows import names
from kelisim.register.words import TOKEN, Wanted, folded, wanted, words

Scope = Literal["document", "record", "entity"]
_AROUND: Final = 100  # characters shown on either side of the first word found


@dataclass(frozen=True, slots=True)
class Snippet:
    """A piece of text, and the spans in it that answer the query."""

    text: str
    marks: tuple[tuple[int, int], ...] = ()


@dataclass(frozen=True, slots=True)
class Hit:
    """One thing found. `type` is "document", "entity" or the kind of a record."""

    id: str
    type: str
    title: str
    snippet: Snippet


@dataclass(frozen=True, slots=True)
class Hits:
    """The best of what was found, and how much was found in all."""

    hits: tuple[Hit, ...]
    total: int


def search(
    connection: Connection,
    query: str,
    *,
    scope: Scope | str | None = None,
    limit: int = 20,
    offset: int = 0,
) -> Hits:
    """Return what has all words of the query; "words in quotes" stand side by side, begin* begins a word.

    `scope` is "document", "record", "entity" or a kind of record; without one, all are searched. Raises
    InvalidError where the query has no word.
    """
    parts = wanted(query)
    if len(parts) == 0:
        raise InvalidError(f"{query!r} has no word to search for")
    types = _types(scope)
    total = count(connection, parts, types)
    wide = offset + limit
    found = dict(best(connection, parts, types, wide))
    while len(found) < min(offset + limit, total):  # parts of one long document stood for several
        wide *= 2
        found = dict(best(connection, parts, types, wide))
    page = list(found.items())[offset : offset + limit]
    return Hits(tuple(_hit(connection, id, type, parts) for id, type in page), total)


def _types(scope: str | None) -> tuple[str, ...]:
    if scope is None:
        return ()
    if scope == "record":
        return tuple(KINDS)
    if scope not in ("document", "entity", *KINDS):
        known = ", ".join(("document", "record", "entity", *KINDS))
        raise InvalidError(f"cannot search in {scope!r}; there are: {known}")
    return (scope,)


def _hit(connection: Connection, id: str, type: str, parts: tuple[Wanted, ...]) -> Hit:
    if type == "entity":
        entity = _entities(connection, [id])[0]
        return Hit(id, type, entity.name, snippet(" · ".join(names(entity)), parts))
    if type == "document":
        row = connection.execute(
            sa.select(schema.document.c.title, schema.document.c.name, schema.document.c.text).where(
                schema.document.c.id == id
            )
        ).one()
        named = sa.select(schema.referent.c.entity).where(schema.referent.c.document == id)
        return Hit(id, type, row.title or row.name, snippet(row.text, _widened(connection, parts, named)))
    record = from_json(
        connection.execute(sa.select(schema.record.c.body).where(schema.record.c.id == id)).scalar_one(),
        Record,
    )
    named = sa.select(schema.record_entity.c.entity).where(schema.record_entity.c.record == id)
    return Hit(
        id, type, record.title, _record_snippet(connection, record, _widened(connection, parts, named))
    )


def _record_snippet(connection: Connection, record: Record, parts: tuple[Wanted, ...]) -> Snippet:
    """Return a piece of the first source that has one of the words, else the sentence the record is from."""
    table = schema.statement
    sentence = sa.func.substr(schema.document.c.text, table.c.start + 1, table.c.end - table.c.start)
    rows = connection.execute(
        sa.select(sentence)
        .join(schema.document, schema.document.c.id == table.c.document)
        .where(table.c.id.in_(record.statements[:10]))
        .order_by(table.c.id)
    ).scalars()
    found = [snippet(text, parts) for text in rows]
    return next((each for each in found if len(each.marks) > 0), found[0] if len(found) > 0 else Snippet(""))


def _widened(connection: Connection, parts: tuple[Wanted, ...], named: sa.Select[str]) -> tuple[Wanted, ...]:
    """Return the parts and, for each that is in a name of what is named there, the other names of it."""
    wider = list(parts)
    for entity in _entities(connection, connection.execute(named.distinct()).scalars().all()):
        known = [tuple(words(name)) for name in names(entity)]
        if any(_stands(part, name) for part in parts for name in known):
            wider.extend(Wanted(name) for name in known if len(name) > 0)
    return tuple(wider)


def _entities(connection: Connection, ids: Iterable[str | None]) -> list[Entity]:
    table = schema.entity
    bodies = connection.execute(
        sa.select(table.c.body)
        .where(table.c.id.in_([id for id in ids if id is not None]))
        .order_by(table.c.id)
    ).scalars()
    return [from_json(body, Entity) for body in bodies]


def _stands(part: Wanted, name: tuple[str, ...]) -> bool:
    return any(_here(part, name, start) for start in range(len(name)))


def _here(part: Wanted, name: tuple[str, ...], start: int) -> bool:
    found = name[start : start + len(part.words)]
    if part.begun and len(found) == len(part.words):
        return found[:-1] == part.words[:-1] and found[-1].startswith(part.words[-1])
    return found == part.words


def snippet(text: str, parts: tuple[Wanted, ...]) -> Snippet:
    """Return the piece of the text around the first part that stands in it, with all parts there marked.

    A text without any of them gives its beginning.
    """
    marks = list(_marks(text, parts))
    first = marks[0][0] if len(marks) > 0 else 0
    start = 0 if first <= _AROUND else _word_edge(text, first - _AROUND)
    end = len(text) if len(text) - start <= 3 * _AROUND else _word_edge(text, start + 3 * _AROUND)
    piece = text[start:end]
    before, after = "…" if start > 0 else "", "…" if end < len(text) else ""
    shift = len(before) - start
    shown = tuple((begin + shift, stop + shift) for begin, stop in marks if begin >= start and stop <= end)
    # White space becomes blanks one for one: the marks stay where they are.
    return Snippet(before + "".join(" " if letter.isspace() else letter for letter in piece) + after, shown)


def _word_edge(text: str, at: int) -> int:
    edge = text.find(" ", at)
    return at if edge < 0 or edge - at > 30 else edge + 1


def _marks(text: str, parts: tuple[Wanted, ...]) -> Iterator[tuple[int, int]]:
    """Give the spans where a part stands, in order and apart from each other."""
    tokens = [
        (word, found.start(), found.end()) for found in TOKEN.finditer(text) for word in folded(found[0])
    ]
    line = tuple(word for word, _, _ in tokens)
    by_first: dict[str, list[Wanted]] = {}
    for part in parts:
        by_first.setdefault(part.words[0], []).append(part)
    begun = [part for part in parts if part.begun and len(part.words) == 1]
    last = 0
    for place, (word, start, _) in enumerate(tokens):
        if start < last:
            continue
        rivals = [part for part in (*by_first.get(word, ()), *begun) if _here(part, line, place)]
        if len(rivals) > 0:
            last = tokens[place + max(len(part.words) for part in rivals) - 1][2]
            yield start, last
