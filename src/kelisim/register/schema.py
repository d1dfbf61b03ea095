"""The tables of the store.

Truth, only ever added to: `document`, `extraction`, `decision`, `ledger` (every id that was ever issued).
Computed from it, and replaced as a whole within one transaction: all the others.
"""

from typing import Final

from sqlalchemy import (
    Boolean,
    CheckConstraint,
    Column,
    Float,
    ForeignKey,
    Identity,
    Index,
    Integer,
    LargeBinary,
    MetaData,
    PrimaryKeyConstraint,
    String,
    Table,
    Text,
    UniqueConstraint,
)

HEAD: Final = "0001"
"""The migration that these tables are the outcome of."""

metadata = MetaData(
    naming_convention={
        "ix": "ix_%(table_name)s_%(column_0_N_name)s",
        "uq": "uq_%(table_name)s_%(column_0_N_name)s",
        "ck": "ck_%(table_name)s_%(constraint_name)s",
        "fk": "fk_%(table_name)s_%(column_0_N_name)s",
        "pk": "pk_%(table_name)s",
    }
)


# Ids and titles sort by code point in both engines, whatever the locale of the database.
_ID: Final = String(32).with_variant(String(32, collation="C"), "postgresql")
_TITLE: Final = Text().with_variant(Text(collation="C"), "postgresql")


def _later(target: str) -> ForeignKey:
    """Return a foreign key that is checked when the transaction ends: rows may come in any order."""
    return ForeignKey(target, deferrable=True, initially="DEFERRED")


# --- truth ---------------------------------------------------------------------------------------------

document = Table(
    "document",
    metadata,
    Column("id", _ID, primary_key=True),
    Column("text", Text, nullable=False),
    Column("language", String(8)),
    Column("title", Text),
    Column("publisher", Text),
    Column("url", Text),
    Column("published", String(32)),
    Column("name", Text, nullable=False),
    Column("media_type", String(128), nullable=False),
    Column("file", Text, nullable=False),  # its original bytes, relative to the folder of documents
    Column("size", Integer, nullable=False),  # bytes
    Index(None, "published", "id"),
)

# An extraction waits until the register is next computed; then it is current, and the one before it former.
extraction = Table(
    "extraction",
    metadata,
    Column("document", _ID, ForeignKey("document.id"), nullable=False),
    Column("revision", Integer, nullable=False),
    Column("extractor", String(128), nullable=False),
    Column("state", String(8), nullable=False),
    Column("body", Text, nullable=False),  # the Extraction as JSON
    PrimaryKeyConstraint("document", "revision"),
    CheckConstraint("state in ('waiting', 'current', 'former')", name="state"),
    Index(None, "state"),
)

decision = Table(
    "decision",
    metadata,
    Column("number", Integer, Identity(), primary_key=True),
    Column("id", _ID, nullable=False),
    Column("action", String(16), nullable=False),
    Column("target", _ID, nullable=False),
    Column("who", Text, nullable=False),
    Column("at", String(40), nullable=False),
    Column("body", Text, nullable=False),  # the Decision as JSON
    UniqueConstraint("id"),
    Index(None, "target"),
)

# What an id stood on when it was issued. `anchor` is the founding statement of a record, the founding
# referent of an entity, and the id itself for a statement or referent that a later extraction dropped.
ledger = Table(
    "ledger",
    metadata,
    Column("id", _ID, primary_key=True),
    Column("anchor", _ID, nullable=False),
    Column("document", _ID, ForeignKey("document.id"), nullable=False),
    Column("kind", String(16), nullable=False),
    Column("start", Integer, nullable=False),
    Column("end", Integer, nullable=False),
    Index(None, "anchor"),
    Index(None, "document"),
)

# --- computed ------------------------------------------------------------------------------------------

record = Table(
    "record",
    metadata,
    Column("id", _ID, primary_key=True),
    Column("kind", String(16), nullable=False),
    Column("title", _TITLE, nullable=False),  # its first 200 characters: an index takes no longer ones
    Column("status", String(16)),
    Column("first_day", String(10)),  # the days that its date may mean: "2026-02" is 2026-02-01 to 2026-02-31
    Column("last_day", String(10)),
    Column("expires", String(10)),  # the last day of its term
    Column("probability", Float, nullable=False),
    Column("review", Boolean, nullable=False),
    Column("contradiction", Boolean, nullable=False),
    Column("body", Text, nullable=False),  # the Record as JSON
    Column("life", Text, nullable=False),  # its Life as JSON
    Index(None, "kind", "first_day", "id"),
    Index(None, "kind", "title", "id"),
    Index(None, "kind", "probability", "id"),
    Index(None, "kind", "status"),
    Index(None, "review"),
    Index(None, "contradiction"),
    Index(None, "expires"),
)

entity = Table(
    "entity",
    metadata,
    Column("id", _ID, primary_key=True),
    Column("type", String(16), nullable=False),
    Column("name", _TITLE, nullable=False),  # its first 200 characters
    Column("country", String(2)),
    Column("body", Text, nullable=False),  # the Entity as JSON
    Index(None, "type", "name", "id"),
    Index(None, "country"),
)

statement = Table(
    "statement",
    metadata,
    Column("id", _ID, primary_key=True),
    Column("document", _ID, ForeignKey("document.id"), nullable=False),
    Column("position", Integer, nullable=False),  # in its extraction
    Column("kind", String(16), nullable=False),
    Column("start", Integer, nullable=False),
    Column("end", Integer, nullable=False),
    Column("record", _ID, _later("record.id")),  # none where a decision rejects it
    Index(None, "document", "position"),
    Index(None, "record"),
    Index(None, "kind"),
)

referent = Table(
    "referent",
    metadata,
    Column("id", _ID, primary_key=True),
    Column("document", _ID, ForeignKey("document.id"), nullable=False),
    Column("position", Integer, nullable=False),
    Column("type", String(16), nullable=False),
    Column("start", Integer, nullable=False),
    Column("end", Integer, nullable=False),
    Column("entity", _ID, _later("entity.id")),
    Index(None, "document", "position"),
    Index(None, "entity"),
)

record_entity = Table(
    "record_entity",
    metadata,
    Column("record", _ID, _later("record.id"), nullable=False),
    Column("entity", _ID, _later("entity.id"), nullable=False),
    Column("slot", String(16), nullable=False),
    PrimaryKeyConstraint("record", "entity", "slot"),
    Index(None, "entity", "slot", "record"),
)

record_country = Table(
    "record_country",
    metadata,
    Column("record", _ID, _later("record.id"), nullable=False),
    Column("country", String(2), nullable=False),
    PrimaryKeyConstraint("record", "country"),
    Index(None, "country", "record"),
)

former_id = Table(
    "former_id",
    metadata,
    Column("id", _ID, primary_key=True),
    Column("now", _ID, nullable=False),
)

commitment = Table(
    "commitment",
    metadata,
    Column("id", _ID, primary_key=True),
    Column("record", _ID, _later("record.id"), nullable=False),
    Column("state", String(24), nullable=False),
    Column("due", String(10)),  # the last day of what the wording says
    Column("body", Text, nullable=False),  # the Commitment as JSON
    Index(None, "record"),
    Index(None, "state", "due"),
)

unapplied = Table(
    "unapplied",
    metadata,
    Column("decision", _ID, ForeignKey("decision.id"), primary_key=True),
    Column("reason", Text, nullable=False),
)

doubt = Table(
    "doubt",
    metadata,
    Column("first", _ID, nullable=False),
    Column("second", _ID, nullable=False),
    Column("reason", Text, nullable=False),
    PrimaryKeyConstraint("first", "second"),
)

signature = Table(
    "signature",
    metadata,
    Column("document", _ID, ForeignKey("document.id"), primary_key=True),
    Column("value", LargeBinary, nullable=False),
)

band = Table(
    "band",
    metadata,
    Column("document", _ID, ForeignKey("document.id"), nullable=False),
    Column("band", String(64), nullable=False),
    PrimaryKeyConstraint("document", "band"),
    Index(None, "band"),
)

near = Table(
    "near",
    metadata,
    Column("first", _ID, ForeignKey("document.id"), nullable=False),
    Column("second", _ID, ForeignKey("document.id"), nullable=False),
    Column("likeness", Float, nullable=False),
    PrimaryKeyConstraint("first", "second"),
    Index(None, "second"),
)

# What is searched, as folded words (`kelisim.register.words`); the full-text index over it is the engine's.
search_text = Table(
    "search_text",
    metadata,
    Column("number", Integer, Identity(), primary_key=True),
    Column("id", _ID, nullable=False),
    Column("part", Integer, nullable=False),  # a long document has several
    Column("type", String(16), nullable=False),  # document, entity, or the kind of a record
    Column("title", Text, nullable=False),
    Column("names", Text, nullable=False),
    Column("text", Text, nullable=False),
    UniqueConstraint("id", "part"),
    Index(None, "part", "id"),
)
