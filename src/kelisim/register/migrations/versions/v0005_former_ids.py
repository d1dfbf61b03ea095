"""An index of former ids by what they lead to: each page of a thing asks for them."""

from alembic import op

revision = "0005"
down_revision = "0004"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Create the index."""
    op.create_index("ix_former_id_now", "former_id", ["now"])
