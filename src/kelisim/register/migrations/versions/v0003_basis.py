"""What the register was computed with, what a registry said, and columns by which lists are quick.

What is computed stays as it is until the register is next computed, which the missing basis brings about.
"""

import sqlalchemy as sa
from alembic import op

revision = "0003"
down_revision = "0002"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Create the tables and columns."""
    identifier = sa.String(32).with_variant(sa.String(32, collation="C"), "postgresql")
    op.create_table(
        "basis",
        sa.Column("name", sa.String(16), nullable=False),
        sa.Column("value", sa.Text, nullable=False),
        sa.PrimaryKeyConstraint("name", name="pk_basis"),
    )
    op.create_table(
        "identification",
        sa.Column("id", identifier, nullable=False),
        sa.Column("body", sa.Text, nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_identification"),
    )
    op.add_column("record", sa.Column("disputed", sa.Boolean))
    for name in ("heard", "awaited"):
        op.add_column("record", sa.Column(name, sa.String(10)))
    for name in ("disputed", "heard", "awaited"):
        op.create_index(f"ix_record_{name}", "record", [name])
    op.drop_index("ix_record_kind_first_day_id", "record")
    _index("record", "kind", "first_day", "id", "last_day", "status")
    op.add_column("record_entity", sa.Column("kind", sa.String(16)))
    op.add_column("record_entity", sa.Column("last_day", sa.String(10)))
    op.drop_index("ix_record_entity_entity_slot_record", "record_entity")
    _index("record_entity", "entity", "kind", "last_day", "slot", "record")


def _index(table: str, *columns: str) -> None:
    op.create_index(f"ix_{table}_{'_'.join(columns)}", table, list(columns))
