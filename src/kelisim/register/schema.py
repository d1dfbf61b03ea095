"""The tables of the store.

Truth, only ever added to: `document`, `extraction`, `decision`, `ledger` (every id that was ever issued).
Computed from it, and replaced as a whole within one transaction: those after them.
Of the people who work with it, and no part of the register: `account` and those after it.
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

HEAD: Final = "0005"
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
    Index(None, "state", "document"),
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
    Column("disputed", Boolean),  # a contradiction that nobody has decided
    Column("heard", String(10)),  # the last day that anything was told of it, where it is in force
    Column("awaited", String(10)),  # where it is a plan: the last day on which its silence means nothing
    Column("body", Text, nullable=False),  # the Record as JSON
    Column("life", Text, nullable=False),  # its Life as JSON
    # Lists and counts read no more than this.
    Index(
        "ix_record_counted",
        *("kind", "first_day", "id", "last_day", "status", "probability", "review", "contradiction"),
    ),
    Index(None, "kind", "title", "id"),
    Index(None, "kind", "probability", "id"),
    Index(None, "kind", "status"),
    Index(None, "review"),
    Index(None, "contradiction"),
    Index(None, "disputed"),
    Index(None, "expires"),
    Index(None, "heard"),
    Index(None, "awaited"),
)

entity = Table(
    "entity",
    metadata,
    Column("id", _ID, primary_key=True),
    Column("type", String(16), nullable=False),
    Column("name", _TITLE, nullable=False),  # its first 200 characters
    Column("country", String(2)),
    Column("body", Text, nullable=False),  # the Entity as JSON
    Index("ix_entity_counted", "type", "name", "id", "country"),
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
    Index(None, "record", "document"),
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
    Column("kind", String(16)),  # the record's
    Column("last_day", String(10)),  # the record's
    PrimaryKeyConstraint("record", "entity", "slot"),
    Index(None, "entity", "kind", "last_day", "slot", "record"),
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
    Index(None, "now"),
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

# What the register was computed with beside truth: the registry of organisations, the version of Kelisim.
basis = Table(
    "basis",
    metadata,
    Column("name", String(16), primary_key=True),
    Column("value", Text, nullable=False),
)

# What the registry said of an organisation as one document names it; the id comes from what was asked.
identification = Table(
    "identification",
    metadata,
    Column("id", _ID, primary_key=True),
    Column("body", Text, nullable=False),  # the Identification as JSON, or null
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

# Which edition the register is, and which the accounts and the work of people are: a number that grows with
# every transaction that changes them, and so tells what was made of an earlier one.
edition = Table(
    "edition",
    metadata,
    Column("part", String(16), primary_key=True),  # register, people
    Column("number", Integer, nullable=False),
)

# --- people --------------------------------------------------------------------------------------------

# Times are ISO 8601 in UTC. Of secrets (passwords; tokens of sessions, invitations, programs) only hashes
# lie here.

account = Table(
    "account",
    metadata,
    Column("id", _ID, primary_key=True),
    Column("name", String(80), nullable=False),  # by which one logs in: folded, told apart whatever the case
    Column("shown", String(120), nullable=False),  # the name that decisions carry
    Column("role", String(16), nullable=False),
    Column("password", Text),  # none where one logs in elsewhere
    Column("issuer", Text),  # of OpenID Connect, with the subject that it knows the person by
    Column("subject", Text),
    Column("active", Boolean, nullable=False),
    Column("created", String(40), nullable=False),
    Column("seen", String(40)),  # the last login
    UniqueConstraint("name"),
    UniqueConstraint("issuer", "subject"),
    CheckConstraint("role in ('reader', 'editor', 'administrator')", name="role"),
)

login_session = Table(
    "login_session",
    metadata,
    Column("token", String(64), primary_key=True),
    Column("account", _ID, ForeignKey("account.id"), nullable=False),
    Column("form", String(64), nullable=False),  # what forms of this session send back
    Column("began", String(40), nullable=False),
    Column("turned", String(40), nullable=False),  # when the token was last changed
    Column("seen", String(40), nullable=False),
    Column("expires", String(40), nullable=False),
    Index(None, "account"),
    Index(None, "expires"),
)

invitation = Table(
    "invitation",
    metadata,
    Column("token", String(64), primary_key=True),
    Column("id", _ID, nullable=False),
    Column("role", String(16), nullable=False),
    Column("by", String(120), nullable=False),
    Column("created", String(40), nullable=False),
    Column("expires", String(40), nullable=False),
    Column("account", _ID, ForeignKey("account.id")),  # whom it became; none while it is open
    UniqueConstraint("id"),
)

api_token = Table(
    "api_token",
    metadata,
    Column("token", String(64), primary_key=True),
    Column("id", _ID, nullable=False),
    Column("account", _ID, ForeignKey("account.id"), nullable=False),
    Column("label", String(120), nullable=False),
    Column("created", String(40), nullable=False),
    Column("expires", String(40)),
    UniqueConstraint("id"),
    Index(None, "account"),
)

login_failure = Table(
    "login_failure",
    metadata,
    Column("number", Integer, Identity(), primary_key=True),
    Column("name", String(80), nullable=False),
    Column("address", String(64), nullable=False),
    Column("at", String(40), nullable=False),
    Index(None, "at"),
)

audit = Table(
    "audit",
    metadata,
    Column("number", Integer, Identity(), primary_key=True),
    Column("at", String(40), nullable=False),
    Column("who", String(120), nullable=False),
    Column("action", String(40), nullable=False),
    Column("target", String(200), nullable=False),
    Column("address", String(64), nullable=False),
)

feed = Table(
    "feed",
    metadata,
    Column("url", Text, primary_key=True),
    Column("by", String(120), nullable=False),
    Column("added", String(40), nullable=False),
    Column("tag", Text),  # what the server calls this state of the feed: ETag, Last-Modified
    Column("modified", Text),
    Column("looked", String(40)),
    Column("next", String(40), nullable=False),  # when to look again
    Column("failures", Integer, nullable=False),  # one after another
    Column("error", Text),
)

# Something to be added, and how far that is. `state`: waiting, running, done, failed.
adding = Table(
    "adding",
    metadata,
    Column("id", _ID, primary_key=True),
    Column("by", String(120), nullable=False),
    Column("account", String(32), nullable=False),
    Column("at", String(40), nullable=False),
    Column("state", String(8), nullable=False),
    Column("total", Integer, nullable=False),
    Column("done", Integer, nullable=False),
    Column("beat", String(40), nullable=False),  # the last sign of life
    Column("body", Text, nullable=False),  # what came out, as JSON
    Index(None, "at"),
)
