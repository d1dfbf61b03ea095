"""Checking every invariant of a workspace.

Public: `examine(store)`, which gives one `Finding` for each thing that is not as it should be, and nothing
for a sound workspace. It changes nothing.
"""

import hashlib
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Final

import sqlalchemy as sa
from sqlalchemy.engine import Connection

from kelisim.model import Decision, Document, Extraction, document_id, from_json
from kelisim.read.similar import signature
from kelisim.register import rows, schema
from kelisim.register.checks import problems
from kelisim.register.computing import VERSION, compute
from kelisim.register.errors import RegistryGoneError, StoreError, UnknownIdError
from kelisim.register.ids import find_id
from kelisim.register.near import pairs
from kelisim.register.refreshing import load_truth
from kelisim.register.registry import Installed, asking_anew, basis_of, basis_with, gone, installed_in
from kelisim.register.store import Store, revision
from kelisim.register.sync import difference
from kelisim.register.tables import Wanted, computed_tables, document_names, ledger_entries, search_rows
from kelisim.register.threshold import old_marks

_REBUILD: Final = "mend it with: kelisim rebuild"
_RESTORE: Final = "restore it from a backup"
_ADD_AGAIN: Final = "put the original file back with: kelisim add FILE"
_BATCH: Final = 200


@dataclass(frozen=True, slots=True)
class Finding:
    """One thing that is not as it should be: where, what, and how to mend it."""

    place: str
    problem: str
    remedy: str

    def __str__(self) -> str:
        return f"{self.place}: {self.problem}; {self.remedy}"


def examine(store: Store) -> Iterator[Finding]:
    """Give what is wrong in a workspace, truth first, then what is computed from it."""
    with store.reading() as connection:
        yield from _engine(connection, store)
        broken = False
        for finding in (*_files(connection, store.documents), *_extractions(connection), *_log(connection)):
            broken = broken or finding.remedy == _RESTORE
            yield finding
        if broken:
            return  # what is computed from broken truth cannot be told right from wrong
        yield from _registry(connection, store)
        yield from _document_texts(connection)
    yield from _word_index(store)


# --- truth ---------------------------------------------------------------------------------------------


def _engine(connection: Connection, store: Store) -> Iterator[Finding]:
    found = revision(connection)
    if found != schema.HEAD:
        yield Finding(
            store.place, f"its tables are at {found}, not {schema.HEAD}", "open it again to migrate"
        )
    if store.engine.dialect.name != "sqlite":
        return  # PostgreSQL enforces foreign keys whoever writes, and has its own tools for its files
    for (line,) in connection.execute(sa.text("pragma integrity_check(10)")):
        if line != "ok":
            yield Finding(store.place, f"the file is damaged ({line})", _RESTORE)
    for row in connection.execute(sa.text("pragma foreign_key_check")):
        yield Finding(
            store.place, f"row {row[1]} of table {row[0]} belongs to a row of {row[2]} that is gone", _REBUILD
        )


def _files(connection: Connection, folder: Path) -> Iterator[Finding]:
    table = schema.document
    query = sa.select(table.c.id, table.c.file).order_by(table.c.id)
    for row in connection.execute(query.execution_options(yield_per=_BATCH)):
        path = folder / row.file
        try:
            content = path.read_bytes()
        except FileNotFoundError:
            yield Finding(str(path), f"the file of document {row.id} is gone", _ADD_AGAIN)
        except OSError as error:
            yield Finding(str(path), f"cannot be read: {error.strerror}", "change its permissions")
        else:
            if document_id(content) != row.id:
                yield Finding(
                    str(path),
                    f"its bytes are not those of document {row.id} "
                    f"(their SHA-256 begins with {hashlib.sha256(content).hexdigest()[:20]})",
                    _ADD_AGAIN,
                )


def _extractions(connection: Connection) -> Iterator[Finding]:
    table, document = schema.extraction, schema.document
    query = (
        sa.select(table.c.document, table.c.revision, table.c.extractor, table.c.state, table.c.body)
        .add_columns(document.c.text)
        .join(document, document.c.id == table.c.document)
        .order_by(table.c.document, table.c.revision)
    )
    states: dict[str, list[str]] = {}
    for row in connection.execute(query.execution_options(yield_per=_BATCH)):
        place = f"{row.document}, extraction {row.revision}"
        states.setdefault(row.document, []).append(row.state)
        try:
            extraction = from_json(row.body, Extraction)
        except ValueError as error:
            yield Finding(place, str(error), _RESTORE)
            continue
        if extraction.extractor != row.extractor:
            yield Finding(place, f"made by {extraction.extractor}, filed under {row.extractor}", _RESTORE)
        for problem in problems(row.document, row.text, extraction):
            yield Finding(place, problem, _RESTORE)
    for id, held in states.items():
        if held.count("current") > 1 or held.count("waiting") > 1 or set(held) == {"former"}:
            yield Finding(id, f"its extractions are {', '.join(held)}", _RESTORE)
    bare = sa.select(document.c.id).where(document.c.id.not_in(sa.select(table.c.document)))
    for id in connection.execute(bare).scalars():
        yield Finding(id, "the document has no extraction", _RESTORE)


def _log(connection: Connection) -> Iterator[Finding]:
    table = schema.decision
    earlier: set[str] = set()
    for row in connection.execute(sa.select(table).order_by(table.c.number)).all():
        try:
            decision = from_json(row.body, Decision)
        except ValueError as error:
            yield Finding(f"decision {row.id}", str(error), _RESTORE)
            continue
        filed = (row.id, row.action, row.target, row.who, row.at)
        if filed != (decision.id, decision.action, decision.target, decision.who, decision.when):
            yield Finding(f"decision {row.id}", "is filed under other words than its own", _RESTORE)
        for id in (decision.target, *decision.others):
            if decision.action == "undo" and id not in earlier:
                yield Finding(f"decision {row.id}", f"undoes {id}, which is no earlier decision", _RESTORE)
            elif not _leads_somewhere(connection, id):
                yield Finding(
                    f"decision {row.id}",
                    f"is about {id}, which nothing goes by any more",
                    f"decide again on what took its place, then: kelisim undo {row.id}",
                )
        earlier.add(decision.id)


def _leads_somewhere(connection: Connection, id: str) -> bool:
    """Return whether an id stands for something, or was issued once and is now without substance."""
    issued = sa.select(sa.literal(1)).where(schema.ledger.c.id == id)
    if connection.execute(issued).first() is not None:
        return True
    try:
        find_id(connection, id)
    except UnknownIdError:
        return False
    return True


# --- what is computed ----------------------------------------------------------------------------------


def _registry(connection: Connection, store: Store) -> Iterator[Finding]:
    """Check the registry that the register was computed with; where it is there, what was computed too."""
    try:
        installed = installed_in(store.registry)
        basis = basis_of(connection)
        if installed is None and store.registry.use and basis.get("registry", "") != "":
            yield Finding(store.place, *gone(basis).split("; ", 1))
        elif (marks := old_marks(connection, store.review_below)) != "":
            yield Finding(store.place, *marks.split("; ", 1))
        elif basis == basis_with(installed, VERSION):
            yield from _computed(connection, store, installed)
        elif len(basis) > 0 or _any_current(connection):
            yield Finding(store.place, _outdated(basis, installed), "compute it anew with: kelisim rebuild")
    except RegistryGoneError as error:
        yield Finding(store.place, str(error), "then run kelisim doctor again")


def _any_current(connection: Connection) -> bool:
    query = sa.select(sa.literal(1)).where(schema.extraction.c.state == "current").limit(1)
    return connection.execute(query).first() is not None


def _outdated(basis: dict[str, str], installed: Installed | None) -> str:
    if basis.get("version") != VERSION:
        return "the register was computed by another version of Kelisim"
    now = "none is used now" if installed is None else f"installed is {installed.label}"
    used = basis["registry_label"] or "no registry"
    return f"the register was computed with {used}; {now}, with overrides as they are now"


def _computed(connection: Connection, store: Store, installed: Installed | None) -> Iterator[Finding]:
    truth = load_truth(connection)
    identify = None if installed is None else asking_anew(installed)
    computed = compute(truth, review_below=store.review_below, identify=identify)
    tables = computed_tables(truth, computed)
    searched = schema.search_text
    texts = Wanted(searched, rows.SEARCH, search_rows(computed), searched.c.type != "document")
    for name, wanted in (tables | {"search_text": texts}).items():
        found = difference(connection, wanted.table, wanted.columns, wanted.rows, wanted.scope)
        for what, keys in (
            ("should not be there", found.gone),
            ("is not what the documents say", found.changed),
            ("is missing", found.fresh),
        ):
            if len(keys) > 0:
                more = "" if len(keys) == 1 else f", and {len(keys) - 1} more like it"
                yield Finding(f"table {name}", f"{' '.join(map(str, keys[0]))} {what}{more}", _REBUILD)
    held = dict(connection.execute(sa.select(schema.ledger.c.id, schema.ledger.c.anchor)).tuples().all())
    for entry in ledger_entries(computed, tables):
        if entry[0] not in held:
            yield Finding("ledger of ids", f"{entry[0]} was never entered", _REBUILD)
    current = {key[0] for name in ("record", "entity", "commitment") for key in tables[name].rows}
    for (old,), (now,) in tables["former_id"].rows.items():
        if now not in current:
            yield Finding(f"former id {old}", f"leads to {now}, which is gone", _REBUILD)
    names = document_names(computed, tables)
    for row in connection.execute(
        sa.select(searched.c.id, searched.c.names).where(searched.c.type == "document")
    ):
        if row.names != names.get(row.id, ""):
            yield Finding(row.id, "is searched by other names than those it is about", _REBUILD)


def _document_texts(connection: Connection) -> Iterator[Finding]:
    """Check that the documents of the register, and no others, are searched and linked by their own words."""
    table, searched = schema.document, schema.search_text
    current = sa.select(schema.extraction.c.document).where(schema.extraction.c.state == "current")
    query = sa.select(table.c.id).where(table.c.id.in_(current)).order_by(table.c.id)
    ids = list(connection.execute(query).scalars())
    columns = [table.c[name] for name in Document.__dataclass_fields__]
    signed: dict[str, bytes] = {}
    for start in range(0, len(ids), _BATCH):
        batch = ids[start : start + _BATCH]
        wanted = {}
        for row in connection.execute(sa.select(*columns).where(table.c.id.in_(batch))):
            document = Document(**row._mapping)
            signed[document.id] = signature(document.text)
            for part, (_, title, _, text) in enumerate(rows.document_search(document)):
                wanted[document.id, part] = (title, text)
        found = difference(
            connection, searched, (("id", "part"), ("title", "text")), wanted, searched.c.id.in_(batch)
        )
        for id, _ in found:
            yield Finding(id, "is not searched by the words of its text", _REBUILD)
    strange = sa.select(searched.c.id).where(searched.c.type == "document", searched.c.id.not_in(current))
    for id in connection.execute(strange.distinct()).scalars():
        yield Finding(id, "is searched but not in the register", _REBUILD)
    near = {(first, second): (likeness,) for first, second, likeness in pairs(signed)}
    for table, columns_of, values in (
        (schema.signature, (("document",), ("value",)), {(id,): (value,) for id, value in signed.items()}),
        (schema.near, (("first", "second"), ("likeness",)), near),
    ):
        for key in difference(connection, table, columns_of, values):
            yield Finding(f"table {table.name}", f"{' '.join(key)} is not what the texts say", _REBUILD)


def _word_index(store: Store) -> Iterator[Finding]:
    """Ask SQLite whether its full-text index is in step; PostgreSQL keeps its own in step by itself."""
    if store.engine.dialect.name != "sqlite":
        return
    check = "insert into search_words(search_words, rank) values ('integrity-check', 1)"
    try:
        with store.writing() as connection:
            connection.execute(sa.text(check))
    except StoreError:
        yield Finding(store.place, "the full-text index is out of step with the register", _REBUILD)
