"""What every computed table should hold, given truth and what was computed from it. Pure functions.

Public: `computed_tables(truth, computed)`, `ledger_entries(computed, tables)`, and what is searched:
`search_rows(computed)`, `document_names(computed, tables)`.
"""

from collections.abc import Collection, Iterator
from dataclasses import dataclass
from typing import Final

import sqlalchemy as sa

from kelisim.model import KINDS, Record, content_id
from kelisim.register import rows, schema
from kelisim.register.computing import Computed, Truth
from kelisim.register.projection import Commitment

Rows = dict[rows.Row, rows.Row]
STATEMENT: Final[rows.Columns] = (("id",), ("document", "position", "kind", "start", "end", "record"))
REFERENT: Final[rows.Columns] = (("id",), ("document", "position", "type", "start", "end", "entity"))


@dataclass(frozen=True, slots=True)
class Wanted:
    """A table, the columns of its key and the others, and the rows that it should hold within `scope`."""

    table: sa.Table
    columns: rows.Columns
    rows: Rows
    scope: sa.ColumnElement[bool] | None = None


def computed_tables(truth: Truth, computed: Computed) -> dict[str, Wanted]:
    """Return every computed table by name, but for the searched texts."""
    records = _record_rows(truth, computed)
    wanted = (
        Wanted(schema.record, rows.RECORD, records),
        Wanted(
            schema.entity,
            rows.ENTITY,
            {(entity.id,): rows.entity_row(entity) for entity in computed.entities},
        ),
        Wanted(
            schema.commitment,
            rows.COMMITMENT,
            {(each.id,): rows.commitment_row(each) for each in computed.commitments},
        ),
        Wanted(schema.statement, STATEMENT, _statement_rows(truth, computed)),
        Wanted(schema.referent, REFERENT, _referent_rows(truth, computed)),
        *_link_tables(computed, records),
    )
    return {each.table.name: each for each in wanted}


def ledger_entries(computed: Computed, tables: dict[str, Wanted]) -> Iterator[rows.Row]:
    """Give a ledger entry for each record, commitment and entity, with its founder for an anchor."""
    statements, referents = tables["statement"].rows, tables["referent"].rows
    for record in computed.records:
        founder = _founder(record)
        document, _, kind, start, end, _ = statements[(founder,)]
        yield record.id, founder, document, kind, start, end
    for each in computed.commitments:
        for place in each.support[:1]:
            kind = statements[(place.statement,)][2]
            yield each.id, place.statement, place.document, kind, place.start, place.end
    for entity in computed.entities:
        if len(entity.referents) > 0:
            document, _, type, start, end, _ = referents[(entity.referents[0],)]
            yield entity.id, entity.referents[0], document, type, start, end


def _founder(record: Record) -> str:
    """Return the statement that the record's id comes from; the first, where a decision took that one out."""
    prefix = KINDS[record.kind].prefix
    named = (id for id in record.statements if content_id(prefix, id) == record.id)
    return next(named, record.statements[0])


def search_rows(computed: Computed, only: Collection[str] | None = None) -> Rows:
    """Return the searched texts of records and entities: of all, or of those with these ids."""
    entities = {entity.id: entity for entity in computed.entities}
    wanted: Rows = {
        (record.id, 0): rows.record_search(record, entities)
        for record in computed.records
        if only is None or record.id in only
    }
    return wanted | {
        (entity.id, 0): rows.entity_search(entity)
        for entity in computed.entities
        if only is None or entity.id in only
    }


def document_names(
    computed: Computed, tables: dict[str, Wanted], only: Collection[str] | None = None
) -> dict[str, str]:
    """Return, for each document that names anybody, all names of all whom it names, for searching."""
    entities = {entity.id: entity for entity in computed.entities}
    named: dict[str, set[str]] = {}
    for document, *_, entity in tables["referent"].rows.values():
        if entity is not None and (only is None or document in only):
            named.setdefault(document, set()).add(entity)
    return {document: rows.document_names(entities[id] for id in ids) for document, ids in named.items()}


def _record_rows(truth: Truth, computed: Computed) -> Rows:
    published = {facts.id: facts.published for facts in truth.documents}
    promises: dict[str, list[Commitment]] = {}
    for each in computed.commitments:
        promises.setdefault(each.record, []).append(each)
    return {
        (record.id,): rows.record_row(record, life, promises.get(record.id, ()), published)
        for record, life in zip(computed.records, computed.lives, strict=True)
    }


def _statement_rows(truth: Truth, computed: Computed) -> Rows:
    record_of = {statement: record.id for record in computed.records for statement in record.statements}
    return {
        (statement.id,): (
            statement.document,
            position,
            statement.kind,
            statement.quote.start,
            statement.quote.end,
            record_of.get(statement.id),
        )
        for extraction in truth.extractions
        for position, statement in enumerate(extraction.statements)
    }


def _referent_rows(truth: Truth, computed: Computed) -> Rows:
    entity_of = {referent: entity.id for entity in computed.entities for referent in entity.referents}
    return {
        (referent.id,): (
            referent.document,
            position,
            referent.type,
            min(referent.mentions).start,
            min(referent.mentions).end,
            entity_of.get(referent.id),
        )
        for extraction in truth.extractions
        for position, referent in enumerate(extraction.referents)
    }


def _link_tables(computed: Computed, records: Rows) -> tuple[Wanted, ...]:
    day = rows.RECORD[1].index("last_day")
    country_of = {entity.id: entity.country for entity in computed.entities}
    links: Rows = {
        (record.id, entity, slot): (record.kind, records[(record.id,)][day])
        for record in computed.records
        for entity, slot in rows.record_entities(record)
    }
    countries: Rows = {
        (record, country): () for record, entity, _ in links if (country := country_of[entity]) is not None
    }
    former: Rows = {(old,): (record.id,) for record in computed.records for old in record.former_ids}
    former |= {(old,): (entity.id,) for entity in computed.entities for old in entity.former_ids}
    former |= {(old,): (each.id,) for each in computed.commitments for old in each.former_ids}
    doubts: Rows = {(doubt.first, doubt.second): (doubt.reason,) for doubt in computed.doubts}
    unapplied: Rows = {(each.decision,): (each.reason,) for each in computed.unapplied}
    return (
        Wanted(schema.record_entity, (("record", "entity", "slot"), ("kind", "last_day")), links),
        Wanted(schema.record_country, (("record", "country"), ()), countries),
        Wanted(schema.former_id, (("id",), ("now",)), former),
        Wanted(schema.doubt, (("first", "second"), ("reason",)), doubts),
        Wanted(schema.unapplied, (("decision",), ("reason",)), unapplied),
    )
