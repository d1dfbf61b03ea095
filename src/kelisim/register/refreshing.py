"""Computing the register anew and swapping it in, within one transaction.

Public: `refresh(store)` takes in the documents that wait; `rebuild(store)` computes everything from truth.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from typing import Final

import sqlalchemy as sa
from sqlalchemy.engine import Connection

from kelisim.garbage import no_collector
from kelisim.model import Decision, Document, Doubt, Entity, Extraction, content_id, from_json
from kelisim.register import rows, schema
from kelisim.register.computing import VERSION, Computed, Meant, Truth, compute
from kelisim.register.ids import heir, promised_at, spans
from kelisim.register.near import link, unlink_all
from kelisim.register.projection import DocumentFacts
from kelisim.register.registry import asking, basis_of, basis_with, keep_basis, require
from kelisim.register.store import Store
from kelisim.register.sync import Difference, insert, sync, update
from kelisim.register.tables import Wanted, computed_tables, document_names, ledger_entries, search_rows
from kelisim.register.threshold import is_marked_below, keep_threshold

_FACTS: Final = tuple(DocumentFacts.__dataclass_fields__)
_DOCUMENT: Final = tuple(Document.__dataclass_fields__)
_LEDGER: Final = ("id", "anchor", "document", "kind", "start", "end")
_CHUNK: Final = 500


@dataclass(frozen=True, slots=True)
class Refreshed:
    """What a refresh did: documents taken in, and rows that were not what they are now."""

    documents: int
    written: int


def refresh(store: Store) -> Refreshed:
    """Take the waiting documents into the register; nothing happens where none waits and nothing else is new.

    Raises RegistryGoneError where the register was computed with a registry that is not there any more.
    """
    with store.reading() as connection:
        if not _any_waiting(connection) and _is_current(connection, store):
            return Refreshed(0, 0)
    with store.writing() as connection:
        return refresh_within(connection, store)


def rebuild(store: Store) -> Refreshed:
    """Compute the whole register from truth, whatever was computed before.

    Rows that are written anew as they were do not count as `written`.
    """
    with store.writing() as connection:
        require(connection, store.registry)
        before = _of_texts(connection)
        if store.engine.dialect.name == "sqlite":  # first: rows cannot leave an index that is out of step
            connection.execute(sa.text("insert into search_words(search_words) values ('rebuild')"))
        connection.execute(sa.delete(schema.search_text).where(schema.search_text.c.type == "document"))
        unlink_all(connection)
        connection.execute(sa.delete(schema.basis))
        connection.execute(sa.delete(schema.identification))
        done = refresh_within(connection, store, anew=True)
        after = _of_texts(connection)
        differ = sum(before.get(key) != after.get(key) for key in before.keys() | after.keys())
        return replace(done, written=done.written + differ)


def _of_texts(connection: Connection) -> dict[rows.Row, int]:
    """Return what is computed from the texts of documents alone, by table and key, as hashes of the rows.

    A rebuild removes all of it first, so that only these tell whether it made anything else.
    """
    searched, near = schema.search_text, schema.near
    keys, others = rows.SEARCH
    columns = [searched.c[name] for name in (*keys, *others)]
    queries = (
        sa.select(*columns).where(searched.c.type == "document"),
        sa.select(near.c.first, near.c.second, near.c.likeness),
    )
    return {
        (number, *row[:2]): hash(tuple(row[2:]))
        for number, query in enumerate(queries)
        for row in connection.execute(query.execution_options(yield_per=_CHUNK))
    }


def refresh_within(
    connection: Connection, store: Store, *, anew: bool = False, same_names: bool = False
) -> Refreshed:
    """Take in what waits and make the computed tables what truth says, in the caller's transaction.

    With `anew`, nothing that stands in them is relied upon. `same_names` says that the caller changed nothing
    on which it depends whom names mean: then entities are taken from the tables, if nothing waits either.
    """
    installed = require(connection, store.registry)
    current = keep_basis(connection, installed, VERSION)
    keep_threshold(connection, store.review_below)
    taken = _take_in(connection)
    with no_collector():
        truth = load_truth(connection)
        identify = None if installed is None else asking(connection, installed)
        meant = _meant(connection) if same_names and current and taken == 0 else None
        computed = compute(truth, review_below=store.review_below, identify=identify, meant=meant)
        written = _write(connection, truth, computed, anew=anew)
    return Refreshed(taken, written)


def _meant(connection: Connection) -> Meant:
    """Return whom names mean, as it was last resolved."""
    bodies = connection.execute(sa.select(schema.entity.c.body).order_by(schema.entity.c.id)).scalars()
    entities = tuple(from_json(body, Entity) for body in bodies)
    ids = {entity.id for entity in entities}
    doubt = schema.doubt
    found = connection.execute(sa.select(doubt.c.first, doubt.c.second, doubt.c.reason))
    doubts = (Doubt(*row) for row in found if row.first in ids)
    return Meant(entities, tuple(sorted(doubts)))


def _is_current(connection: Connection, store: Store) -> bool:
    """Return whether the register was computed with registry and threshold of now, by this version."""
    installed = require(connection, store.registry)
    same = basis_of(connection) == basis_with(installed, VERSION)
    return same and is_marked_below(connection, store.review_below)


def load_truth(connection: Connection) -> Truth:
    """Return all that the register is computed from, in an order that does not depend on when it came."""
    documents = connection.execute(
        sa.select(*(schema.document.c[name] for name in _FACTS))
        .join(schema.extraction, schema.extraction.c.document == schema.document.c.id)
        .where(schema.extraction.c.state == "current")
        .order_by(schema.document.c.id)
    )
    bodies = connection.execute(
        sa.select(schema.extraction.c.body)
        .where(schema.extraction.c.state == "current")
        .order_by(schema.extraction.c.document)
    ).scalars()
    extractions = tuple(from_json(body, Extraction) for body in bodies)
    table = schema.document
    # Every ORCID begins so: they are given out of two blocks of the ISNIs.
    given = sa.or_(*(table.c.text.contains(start, autoescape=True) for start in ("0000-000", "0009-00")))
    held = sa.select(schema.extraction.c.document).where(schema.extraction.c.state == "current")
    texts = connection.execute(
        sa.select(table.c.id, table.c.text).where(given, table.c.id.in_(held)).order_by(table.c.id)
    )
    return Truth(
        tuple(DocumentFacts(**row._mapping) for row in documents),
        extractions,
        _as_of_now(connection, load_decisions(connection), extractions),
        tuple((row.id, row.text) for row in texts),
    )


def load_decisions(connection: Connection) -> tuple[Decision, ...]:
    """Return all decisions, in the order in which they were made."""
    bodies = connection.execute(
        sa.select(schema.decision.c.body).order_by(schema.decision.c.number)
    ).scalars()
    return tuple(from_json(body, Decision) for body in bodies)


def _as_of_now(
    connection: Connection, decisions: tuple[Decision, ...], extractions: tuple[Extraction, ...]
) -> tuple[Decision, ...]:
    """Return the decisions, with ids that an earlier extraction gave turned into those of its heirs."""
    named = {id for decision in decisions for id in (decision.target, *decision.others)}
    if len(named) == 0:
        return decisions
    held = {extraction.document: extraction for extraction in extractions}
    now: dict[str, str] = {}
    for chunk in _chunks(sorted(named)):
        for entry in connection.execute(sa.select(schema.ledger).where(schema.ledger.c.id.in_(chunk))):
            heirs = spans(held[entry.document], entry.kind) if entry.document in held else {}
            if entry.anchor in heirs:
                continue
            if entry.id.startswith("c:"):
                found = entry.document in held and promised_at(
                    held[entry.document], entry.kind, entry.start, entry.end
                )
                now |= {entry.id: found} if found else {}
                continue
            founder = heir(entry.start, entry.end, ((id, *span) for id, span in heirs.items()))
            if founder is not None:
                prefix = entry.id.partition(":")[0]
                is_record = founder.startswith("s:") and prefix != "s"
                now[entry.id] = content_id(prefix, founder) if is_record else founder
    return tuple(
        replace(
            decision,
            target=now.get(decision.target, decision.target),
            others=tuple(now.get(other, other) for other in decision.others),
        )
        for decision in decisions
    )


# --- taking in -----------------------------------------------------------------------------------------


def _any_waiting(connection: Connection) -> bool:
    query = sa.select(sa.literal(1)).where(schema.extraction.c.state == "waiting").limit(1)
    return connection.execute(query).first() is not None


def _take_in(connection: Connection) -> int:
    """Make the waiting extractions current and those before them former; return how many there were."""
    waiting = list(
        connection.execute(
            sa.select(schema.extraction.c.document, schema.extraction.c.revision).where(
                schema.extraction.c.state == "waiting"
            )
        )
    )
    table = schema.extraction
    for chunk in _chunks([row.document for row in waiting]):
        _remember_dropped(connection, chunk)
        connection.execute(
            sa.update(table)
            .where(table.c.document.in_(chunk), table.c.state == "current")
            .values(state="former")
        )
        connection.execute(
            sa.update(table)
            .where(table.c.document.in_(chunk), table.c.state == "waiting")
            .values(state="current")
        )
    return len(waiting)


def _remember_dropped(connection: Connection, documents: list[str]) -> None:
    """Keep in the ledger where the statements and referents stood that a new extraction may drop."""
    for table, kind in ((schema.statement, "kind"), (schema.referent, "type")):
        held = connection.execute(
            sa.select(
                table.c.id, table.c.id, table.c.document, table.c[kind], table.c.start, table.c.end
            ).where(table.c.document.in_(documents))
        )
        _issue(connection, [tuple(row) for row in held])


def _issue(connection: Connection, entries: list[rows.Row]) -> int:
    """Add to the ledger what it does not have yet."""
    known: set[str] = set()
    for chunk in _chunks([entry[0] for entry in entries]):
        known.update(
            connection.execute(sa.select(schema.ledger.c.id).where(schema.ledger.c.id.in_(chunk))).scalars()
        )
    fresh = [entry for entry in entries if entry[0] not in known]
    insert(connection, schema.ledger, _LEDGER, fresh)
    return len(fresh)


# --- writing -------------------------------------------------------------------------------------------


def _write(connection: Connection, truth: Truth, computed: Computed, *, anew: bool) -> int:
    """Write where the tables differ; return in how many rows. With `anew`, compare every searched text too.

    Then the texts of documents are not counted: all of them were removed before.
    """
    tables = computed_tables(truth, computed)
    found = {
        name: sync(connection, each.table, each.columns, each.rows, each.scope)
        for name, each in tables.items()
    }
    fresh = _index_documents(connection)
    written = sum(map(len, found.values()))
    if anew:
        table = schema.search_text
        written += len(
            sync(connection, table, rows.SEARCH, search_rows(computed), table.c.type != "document")
        )
        every = {facts.id for facts in truth.documents}
        _write_document_names(connection, document_names(computed, tables, every), every)
    else:
        renamed = _write_search(connection, computed, {id for (id,) in found["entity"]})
        records = {id for (id,) in found["record"]}
        records.update(record for record, entity, _ in tables["record_entity"].rows if entity in renamed)
        written += len(fresh) + len(renamed) + len(_write_search(connection, computed, records))
        documents = set(fresh) | _documents_touched(tables, found["referent"], renamed)
        written += _write_document_names(connection, document_names(computed, tables, documents), documents)
    _issue(connection, list(ledger_entries(computed, tables)))
    return written


def _documents_touched(tables: dict[str, Wanted], moved: Difference, renamed: set[str]) -> set[str]:
    """Return the documents that name other entities than before, or entities that have other names now."""
    ids = {id for (id,) in moved}
    return {
        document
        for (id,), (document, *_, entity) in tables["referent"].rows.items()
        if entity in renamed or id in ids
    }


def _write_search(connection: Connection, computed: Computed, ids: set[str]) -> set[str]:
    """Write the searched texts of records or entities with these ids; return which were others before."""
    table = schema.search_text
    wanted = search_rows(computed, ids)
    changed: set[str] = set()
    for chunk in _chunks(sorted(ids)):
        of_chunk = {(id, 0): wanted[id, 0] for id in chunk if (id, 0) in wanted}
        changed.update(id for id, _ in sync(connection, table, rows.SEARCH, of_chunk, table.c.id.in_(chunk)))
    return changed


def _index_documents(connection: Connection) -> list[str]:
    """Let documents be searched that are not yet, and link their like; return their ids.

    It is done once for a document, whose text never changes.
    """
    indexed = sa.select(schema.search_text.c.id).where(schema.search_text.c.type == "document")
    query = (
        sa.select(schema.document.c.id)
        .join(schema.extraction, schema.extraction.c.document == schema.document.c.id)
        .where(schema.extraction.c.state == "current", schema.document.c.id.not_in(indexed))
        .order_by(schema.document.c.id)
    )
    fresh = list(connection.execute(query).scalars())
    for chunk in _chunks(fresh, 50):
        columns = [schema.document.c[name] for name in _DOCUMENT]
        found = connection.execute(sa.select(*columns).where(schema.document.c.id.in_(chunk)))
        documents = [Document(**row._mapping) for row in found]
        link(connection, {document.id: document.text for document in documents})
        insert(
            connection,
            schema.search_text,
            (*rows.SEARCH[0], *rows.SEARCH[1]),
            [
                (document.id, part, *row)
                for document in documents
                for part, row in enumerate(rows.document_search(document))
            ],
        )
    return fresh


def _write_document_names(connection: Connection, names: dict[str, str], documents: set[str]) -> int:
    table = schema.search_text
    query = sa.select(table.c.id, table.c.part, table.c.names).where(table.c.type == "document")
    changed = [
        ((row.id, row.part), (names.get(row.id, ""),))
        for chunk in _chunks(sorted(documents))
        for row in connection.execute(query.where(table.c.id.in_(chunk)))
        if row.names != names.get(row.id, "")
    ]
    update(connection, table, (("id", "part"), ("names",)), changed)
    return len(changed)


def _chunks(ids: Iterable[str], size: int = _CHUNK) -> Iterator[list[str]]:
    held = list(ids)
    for start in range(0, len(held), size):
        yield held[start : start + size]
