"""Tables of the people who work with the register: accounts, feeds, what they add."""

import sqlalchemy as sa
from alembic import op

revision = "0002"
down_revision = "0001"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Create the tables of accounts and what belongs to them, of feeds and of what is being added."""
    _create_accounts()
    _create_logins()
    _create_work()


def _id(name: str, *constraints: sa.ForeignKey, nullable: bool = False) -> sa.Column[str]:
    type = sa.String(32).with_variant(sa.String(32, collation="C"), "postgresql")
    return sa.Column(name, type, *constraints, nullable=nullable)


def _text(name: str, length: int | None = None, *, nullable: bool = False) -> sa.Column[str]:
    return sa.Column(name, sa.Text() if length is None else sa.String(length), nullable=nullable)


def _account() -> sa.ForeignKey:
    return sa.ForeignKey("account.id")


def _index(table: str, column: str) -> None:
    op.create_index(f"ix_{table}_{column}", table, [column])


def _create_accounts() -> None:
    op.create_table(
        "account",
        _id("id"),
        _text("name", 80),
        _text("shown", 120),
        _text("role", 16),
        _text("password", nullable=True),
        _text("issuer", nullable=True),
        _text("subject", nullable=True),
        sa.Column("active", sa.Boolean, nullable=False),
        _text("created", 40),
        _text("seen", 40, nullable=True),
        sa.PrimaryKeyConstraint("id", name="pk_account"),
        sa.UniqueConstraint("name", name="uq_account_name"),
        sa.UniqueConstraint("issuer", "subject", name="uq_account_issuer_subject"),
        sa.CheckConstraint("role in ('reader', 'editor', 'administrator')", name="ck_account_role"),
    )
    op.create_table(
        "invitation",
        _text("token", 64),
        _id("id"),
        _text("role", 16),
        _text("by", 120),
        _text("created", 40),
        _text("expires", 40),
        _id("account", _account(), nullable=True),
        sa.PrimaryKeyConstraint("token", name="pk_invitation"),
        sa.UniqueConstraint("id", name="uq_invitation_id"),
    )
    op.create_table(
        "api_token",
        _text("token", 64),
        _id("id"),
        _id("account", _account()),
        _text("label", 120),
        _text("created", 40),
        _text("expires", 40, nullable=True),
        sa.PrimaryKeyConstraint("token", name="pk_api_token"),
        sa.UniqueConstraint("id", name="uq_api_token_id"),
    )
    _index("api_token", "account")


def _create_logins() -> None:
    op.create_table(
        "login_session",
        _text("token", 64),
        _id("account", _account()),
        _text("form", 64),
        _text("began", 40),
        _text("turned", 40),
        _text("seen", 40),
        _text("expires", 40),
        sa.PrimaryKeyConstraint("token", name="pk_login_session"),
    )
    _index("login_session", "account")
    _index("login_session", "expires")
    op.create_table(
        "login_failure",
        sa.Column("number", sa.Integer, sa.Identity(), nullable=False),
        _text("name", 80),
        _text("address", 64),
        _text("at", 40),
        sa.PrimaryKeyConstraint("number", name="pk_login_failure"),
    )
    _index("login_failure", "at")
    op.create_table(
        "audit",
        sa.Column("number", sa.Integer, sa.Identity(), nullable=False),
        _text("at", 40),
        _text("who", 120),
        _text("action", 40),
        _text("target", 200),
        _text("address", 64),
        sa.PrimaryKeyConstraint("number", name="pk_audit"),
    )


def _create_work() -> None:
    op.create_table(
        "feed",
        _text("url"),
        _text("by", 120),
        _text("added", 40),
        _text("tag", nullable=True),
        _text("modified", nullable=True),
        _text("looked", 40, nullable=True),
        _text("next", 40),
        sa.Column("failures", sa.Integer, nullable=False),
        _text("error", nullable=True),
        sa.PrimaryKeyConstraint("url", name="pk_feed"),
    )
    op.create_table(
        "adding",
        _id("id"),
        _text("by", 120),
        _text("account", 32),
        _text("at", 40),
        _text("state", 8),
        sa.Column("total", sa.Integer, nullable=False),
        sa.Column("done", sa.Integer, nullable=False),
        _text("beat", 40),
        _text("body"),
        sa.PrimaryKeyConstraint("id", name="pk_adding"),
    )
    _index("adding", "at")
