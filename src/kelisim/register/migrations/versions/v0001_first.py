"""The first tables of the store."""

import sqlalchemy as sa
from alembic import op

revision = "0001"
down_revision = None
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Create the tables of truth, those computed from it, and the full-text index of the engine."""
    _create_truth()
    _create_computed()
    _create_links()
    _create_search()
    _keep_decisions()


def _id(name: str, *constraints: sa.ForeignKey, nullable: bool = False) -> sa.Column[str]:
    type = sa.String(32).with_variant(sa.String(32, collation="C"), "postgresql")
    return sa.Column(name, type, *constraints, nullable=nullable)


def _title(name: str) -> sa.Column[str]:
    return sa.Column(name, sa.Text().with_variant(sa.Text(collation="C"), "postgresql"), nullable=False)


def _document() -> sa.ForeignKey:
    return sa.ForeignKey("document.id")


def _later(target: str) -> sa.ForeignKey:
    return sa.ForeignKey(target, deferrable=True, initially="DEFERRED")


def _index(table: str, *columns: str) -> None:
    op.create_index(f"ix_{table}_{'_'.join(columns)}", table, list(columns))


def _create_truth() -> None:
    op.create_table(
        "document",
        _id("id"),
        sa.Column("text", sa.Text, nullable=False),
        sa.Column("language", sa.String(8)),
        sa.Column("title", sa.Text),
        sa.Column("publisher", sa.Text),
        sa.Column("url", sa.Text),
        sa.Column("published", sa.String(32)),
        sa.Column("name", sa.Text, nullable=False),
        sa.Column("media_type", sa.String(128), nullable=False),
        sa.Column("file", sa.Text, nullable=False),
        sa.Column("size", sa.Integer, nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_document"),
    )
    op.create_table(
        "extraction",
        _id("document", _document()),
        sa.Column("revision", sa.Integer, nullable=False),
        sa.Column("extractor", sa.String(128), nullable=False),
        sa.Column("state", sa.String(8), nullable=False),
        sa.Column("body", sa.Text, nullable=False),
        sa.PrimaryKeyConstraint("document", "revision", name="pk_extraction"),
        sa.CheckConstraint("state in ('waiting', 'current', 'former')", name="ck_extraction_state"),
    )
    _index("document", "published", "id")
    _index("extraction", "state")
    op.create_table(
        "decision",
        sa.Column("number", sa.Integer, sa.Identity(), nullable=False),
        _id("id"),
        sa.Column("action", sa.String(16), nullable=False),
        _id("target"),
        sa.Column("who", sa.Text, nullable=False),
        sa.Column("at", sa.String(40), nullable=False),
        sa.Column("body", sa.Text, nullable=False),
        sa.PrimaryKeyConstraint("number", name="pk_decision"),
        sa.UniqueConstraint("id", name="uq_decision_id"),
    )
    _index("decision", "target")
    op.create_table(
        "ledger",
        _id("id"),
        _id("anchor"),
        _id("document", _document()),
        sa.Column("kind", sa.String(16), nullable=False),
        sa.Column("start", sa.Integer, nullable=False),
        sa.Column("end", sa.Integer, nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_ledger"),
    )
    _index("ledger", "anchor")
    _index("ledger", "document")


def _create_computed() -> None:
    op.create_table(
        "record",
        _id("id"),
        sa.Column("kind", sa.String(16), nullable=False),
        _title("title"),
        sa.Column("status", sa.String(16)),
        sa.Column("first_day", sa.String(10)),
        sa.Column("last_day", sa.String(10)),
        sa.Column("expires", sa.String(10)),
        sa.Column("probability", sa.Float, nullable=False),
        sa.Column("review", sa.Boolean, nullable=False),
        sa.Column("contradiction", sa.Boolean, nullable=False),
        sa.Column("body", sa.Text, nullable=False),
        sa.Column("life", sa.Text, nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_record"),
    )
    for columns in (("first_day", "id"), ("title", "id"), ("probability", "id"), ("status",)):
        _index("record", "kind", *columns)
    for column in ("review", "contradiction", "expires"):
        _index("record", column)
    op.create_table(
        "entity",
        _id("id"),
        sa.Column("type", sa.String(16), nullable=False),
        _title("name"),
        sa.Column("country", sa.String(2)),
        sa.Column("body", sa.Text, nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_entity"),
    )
    _index("entity", "type", "name", "id")
    _index("entity", "country")
    op.create_table(
        "statement",
        _id("id"),
        _id("document", _document()),
        sa.Column("position", sa.Integer, nullable=False),
        sa.Column("kind", sa.String(16), nullable=False),
        sa.Column("start", sa.Integer, nullable=False),
        sa.Column("end", sa.Integer, nullable=False),
        _id("record", _later("record.id"), nullable=True),
        sa.PrimaryKeyConstraint("id", name="pk_statement"),
    )
    for columns in (("document", "position"), ("record",), ("kind",)):
        _index("statement", *columns)
    op.create_table(
        "referent",
        _id("id"),
        _id("document", _document()),
        sa.Column("position", sa.Integer, nullable=False),
        sa.Column("type", sa.String(16), nullable=False),
        sa.Column("start", sa.Integer, nullable=False),
        sa.Column("end", sa.Integer, nullable=False),
        _id("entity", _later("entity.id"), nullable=True),
        sa.PrimaryKeyConstraint("id", name="pk_referent"),
    )
    for columns in (("document", "position"), ("entity",)):
        _index("referent", *columns)


def _create_links() -> None:
    op.create_table(
        "record_entity",
        _id("record", _later("record.id")),
        _id("entity", _later("entity.id")),
        sa.Column("slot", sa.String(16), nullable=False),
        sa.PrimaryKeyConstraint("record", "entity", "slot", name="pk_record_entity"),
    )
    _index("record_entity", "entity", "slot", "record")
    op.create_table(
        "record_country",
        _id("record", _later("record.id")),
        sa.Column("country", sa.String(2), nullable=False),
        sa.PrimaryKeyConstraint("record", "country", name="pk_record_country"),
    )
    _index("record_country", "country", "record")
    op.create_table("former_id", _id("id"), _id("now"), sa.PrimaryKeyConstraint("id", name="pk_former_id"))
    op.create_table(
        "commitment",
        _id("id"),
        _id("record", _later("record.id")),
        sa.Column("state", sa.String(24), nullable=False),
        sa.Column("due", sa.String(10)),
        sa.Column("body", sa.Text, nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_commitment"),
    )
    _index("commitment", "record")
    _index("commitment", "state", "due")
    op.create_table(
        "unapplied",
        _id("decision", sa.ForeignKey("decision.id")),
        sa.Column("reason", sa.Text, nullable=False),
        sa.PrimaryKeyConstraint("decision", name="pk_unapplied"),
    )
    op.create_table(
        "doubt",
        _id("first"),
        _id("second"),
        sa.Column("reason", sa.Text, nullable=False),
        sa.PrimaryKeyConstraint("first", "second", name="pk_doubt"),
    )
    op.create_table(
        "signature",
        _id("document", _document()),
        sa.Column("value", sa.LargeBinary, nullable=False),
        sa.PrimaryKeyConstraint("document", name="pk_signature"),
    )
    op.create_table(
        "band",
        _id("document", _document()),
        sa.Column("band", sa.String(64), nullable=False),
        sa.PrimaryKeyConstraint("document", "band", name="pk_band"),
    )
    _index("band", "band")
    op.create_table(
        "near",
        _id("first", _document()),
        _id("second", _document()),
        sa.Column("likeness", sa.Float, nullable=False),
        sa.PrimaryKeyConstraint("first", "second", name="pk_near"),
    )
    _index("near", "second")


def _create_search() -> None:
    op.create_table(
        "search_text",
        sa.Column("number", sa.Integer, sa.Identity(), nullable=False),
        _id("id"),
        sa.Column("part", sa.Integer, nullable=False),
        sa.Column("type", sa.String(16), nullable=False),
        sa.Column("title", sa.Text, nullable=False),
        sa.Column("names", sa.Text, nullable=False),
        sa.Column("text", sa.Text, nullable=False),
        sa.PrimaryKeyConstraint("number", name="pk_search_text"),
        sa.UniqueConstraint("id", "part", name="uq_search_text_id_part"),
    )
    _index("search_text", "part", "id")
    statements = _SQLITE_SEARCH if op.get_bind().dialect.name == "sqlite" else _POSTGRESQL_SEARCH
    for statement in statements:
        op.execute(statement)


def _keep_decisions() -> None:
    """Let the engine refuse to change or remove a decision."""
    if op.get_bind().dialect.name == "sqlite":
        for action in ("update", "delete"):
            op.execute(
                f"create trigger decision_no_{action} before {action} on decision "
                "begin select raise(abort, 'decisions are kept for ever'); end"
            )
        return
    op.execute(
        "create function kelisim_keep() returns trigger language plpgsql as "
        "$$ begin raise exception 'decisions are kept for ever'; end $$"
    )
    op.execute(
        "create trigger decision_no_change before update or delete on decision "
        "for each row execute function kelisim_keep()"
    )


_NEW_WORDS = (
    "insert into search_words(rowid, mark, title, names, text) "
    "values (new.number, char(57344) || new.type, new.title, new.names, new.text)"
)
_OLD_WORDS = (
    "insert into search_words(search_words, rowid, mark, title, names, text) "
    "values ('delete', old.number, char(57344) || old.type, old.title, old.names, old.text)"
)
_SQLITE_SEARCH = (
    # The type is searched as a word that no text can hold: it begins with a letter of private use (U+E000).
    "create view search_marked as select number, char(57344) || type as mark, title, names, text "
    "from search_text",
    "create virtual table search_words using fts5(mark, title, names, text, content='search_marked', "
    "content_rowid='number', tokenize='unicode61 remove_diacritics 2', prefix='3')",
    # A word in a title counts ten times, in a name five times as much as one in a text.
    "insert into search_words(search_words, rank) values ('rank', 'bm25(0.0, 10.0, 5.0, 1.0)')",
    f"create trigger search_text_added after insert on search_text begin {_NEW_WORDS}; end",
    f"create trigger search_text_gone after delete on search_text begin {_OLD_WORDS}; end",
    f"create trigger search_text_changed after update on search_text begin {_OLD_WORDS}; {_NEW_WORDS}; end",
)
# The texts are folded already: the 'simple' configuration takes them as they are.
_POSTGRESQL_SEARCH = (
    "alter table search_text add column words tsvector generated always as ("
    "setweight(to_tsvector('simple', title), 'A') || setweight(to_tsvector('simple', names), 'B') || "
    "setweight(to_tsvector('simple', text), 'D')) stored",
    "create index ix_search_text_words on search_text using gin (words)",
)
