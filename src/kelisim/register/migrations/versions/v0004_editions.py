"""Editions, by which kept answers are told from outdated ones, and indexes that lists are counted from."""

import sqlalchemy as sa
from alembic import op

revision = "0004"
down_revision = "0003"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Create the table of editions; let indexes hold all that counting reads."""
    edition = op.create_table(
        "edition",
        sa.Column("part", sa.String(16), nullable=False),
        sa.Column("number", sa.Integer, nullable=False),
        sa.PrimaryKeyConstraint("part", name="pk_edition"),
    )
    op.bulk_insert(edition, [{"part": part, "number": 0} for part in ("people", "register")])
    op.drop_index("ix_record_kind_first_day_id_last_day_status", "record")
    counted = ("kind", "first_day", "id", "last_day", "status", "probability", "review", "contradiction")
    op.create_index("ix_record_counted", "record", list(counted))
    op.drop_index("ix_entity_type_name_id", "entity")
    op.create_index("ix_entity_counted", "entity", ["type", "name", "id", "country"])
    op.drop_index("ix_statement_record", "statement")
    op.create_index("ix_statement_record_document", "statement", ["record", "document"])
    op.drop_index("ix_extraction_state", "extraction")
    op.create_index("ix_extraction_state_document", "extraction", ["state", "document"])
