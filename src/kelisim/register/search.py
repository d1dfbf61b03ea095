"""Searching documents, records and entities by words, whatever the spelling of a name.

Public: `search(connection, query, …)`. Records and documents are found by every name that the register
knows of the organisations, people and places they name, not only by the one that they use.
"""

from collections.abc import Callable, Collection, Iterable, Iterator, Sequence
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
_SOURCES: Final = 10  # of a record, that are looked at for the words
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
    return Hits(_hits(connection, page, parts), total)


def _types(scope: str | None) -> tuple[str, ...]:
    if scope is None:
        return ()
    if scope == "record":
        return tuple(KINDS)
    if scope not in ("document", "entity", *KINDS):
        known = ", ".join(("document", "record", "entity", *KINDS))
        raise InvalidError(f"cannot search in {scope!r}; there are: {known}")
    return (scope,)


def _hits(
    connection: Connection, found: Sequence[tuple[str, str]], parts: tuple[Wanted, ...]
) -> tuple[Hit, ...]:
    """Return what was found, given by id and type, each with a piece of text that answers the query.

    Everything is asked for at once: a question for each hit would take longer than finding them.
    """
    documents = {id for id, type in found if type == "document"}
    records = {id for id, type in found if type not in ("document", "entity")}
    referent, link = schema.referent, schema.record_entity
    named = _named(connection, referent.c.document, referent.c.entity, documents)
    named |= _named(connection, link.c.record, link.c.entity, records)
    own = {id for id, type in found if type == "entity"}
    entities = _entities(connection, own.union(*named.values()))
    wider = {id: _widened(parts, [entities[each] for each in sorted(held)]) for id, held in named.items()}

    def piece(id: str, text: str) -> Snippet:
        return snippet(text, wider.get(id, parts))

    hits = {id: _entity_hit(entities[id], parts) for id in own}
    hits |= _document_hits(connection, documents, piece)
    hits |= _record_hits(connection, records, piece)
    return tuple(hits[id] for id, _ in found)


def _entity_hit(entity: Entity, parts: tuple[Wanted, ...]) -> Hit:
    return Hit(entity.id, "entity", entity.name, snippet(" · ".join(names(entity)), parts))


def _document_hits(
    connection: Connection, ids: Collection[str], piece: Callable[[str, str], Snippet]
) -> dict[str, Hit]:
    if len(ids) == 0:
        return {}
    table = schema.document
    query = sa.select(table.c.id, table.c.title, table.c.name, table.c.text).where(table.c.id.in_(ids))
    return {
        id: Hit(id, "document", title or name, piece(id, text))
        for id, title, name, text in connection.execute(query)
    }


def _record_hits(
    connection: Connection, ids: Collection[str], piece: Callable[[str, str], Snippet]
) -> dict[str, Hit]:
    """Return records, each with a piece of its first source that has one of the words, else of its first."""
    if len(ids) == 0:
        return {}
    table = schema.record
    bodies = connection.execute(sa.select(table.c.body).where(table.c.id.in_(ids))).scalars()
    records = [from_json(body, Record) for body in bodies]
    sentences = _sentences(connection, [id for record in records for id in record.statements[:_SOURCES]])
    hits = {}
    for record in records:
        sources = [sentences[id] for id in sorted(record.statements[:_SOURCES]) if id in sentences]
        found = [piece(record.id, text) for text in sources]
        first = found[0] if len(found) > 0 else Snippet("")
        best = next((each for each in found if len(each.marks) > 0), first)
        hits[record.id] = Hit(record.id, record.kind, record.title, best)
    return hits


def _sentences(connection: Connection, statements: Sequence[str]) -> dict[str, str]:
    """Return the sentences of statements, by the statement's id."""
    table = schema.statement
    sentence = sa.func.substr(schema.document.c.text, table.c.start + 1, table.c.end - table.c.start)
    query = (
        sa.select(table.c.id, sentence)
        .join(schema.document, schema.document.c.id == table.c.document)
        .where(table.c.id.in_(statements))
    )
    return dict(connection.execute(query).tuples().all())


def _named(
    connection: Connection, holder: sa.Column[str], entity: sa.Column[str], ids: Collection[str]
) -> dict[str, set[str]]:
    """Return whom documents or records name, by the holder's id."""
    found: dict[str, set[str]] = {}
    if len(ids) > 0:
        query = sa.select(holder, entity).where(holder.in_(ids), entity.is_not(None))
        for id, named in connection.execute(query):
            found.setdefault(id, set()).add(named)
    return found


def _widened(parts: tuple[Wanted, ...], entities: Iterable[Entity]) -> tuple[Wanted, ...]:
    """Return the parts and, for each that is in a name of an entity, the other names of it."""
    wider = list(parts)
    for entity in entities:
        known = [tuple(words(name)) for name in names(entity)]
        if any(_stands(part, name) for part in parts for name in known):
            wider.extend(Wanted(name) for name in known if len(name) > 0)
    return tuple(wider)


def _entities(connection: Connection, ids: Collection[str]) -> dict[str, Entity]:
    if len(ids) == 0:
        return {}
    table = schema.entity
    bodies = connection.execute(sa.select(table.c.body).where(table.c.id.in_(ids))).scalars()
    return {entity.id: entity for entity in (from_json(body, Entity) for body in bodies)}


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
