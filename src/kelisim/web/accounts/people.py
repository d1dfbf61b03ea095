"""Accounts: who works with the register, as what.

Public: `Account`, `AccountError`, `add_account`, `accounts`, `any_account`, `find_account`, `change_role`,
`change_password`, `deactivate`, `reactivate`. All take a connection.
"""

import re
import unicodedata
from dataclasses import dataclass
from typing import Final

import sqlalchemy as sa
from sqlalchemy.engine import Connection

from kelisim.model import content_id
from kelisim.register import RegisterError, schema
from kelisim.web.accounts.keeping import later
from kelisim.web.accounts.secrets import new_token, password_hash, password_problem
from kelisim.web.site import Role, User

_NAME: Final = re.compile(r"[^\W_][\w.@+-]{0,78}[\w+]|[^\W_]")
_PRINTABLE: Final = re.compile(r"[^\x00-\x1f\x7f\u200e\u200f\u202a-\u202e\u2066-\u2069]{1,120}")
_ROLES: Final[tuple[Role, ...]] = ("reader", "editor", "administrator")


class AccountError(RegisterError):
    """Something about an account that cannot be; the message is a message of the catalogues."""


@dataclass(frozen=True, slots=True)
class Account:
    """Somebody who may log in. `shown` is the name that decisions carry; `elsewhere` the OpenID issuer."""

    id: str
    name: str
    shown: str
    role: Role
    active: bool
    elsewhere: str | None
    created: str
    seen: str | None

    @property
    def user(self) -> User:
        """The account as pages know it."""
        return User(self.id, self.shown, self.role)


def folded(name: str) -> str:
    """Return a login name as it is kept: one spelling whatever the case and the composition of letters."""
    return unicodedata.normalize("NFKC", name).strip().casefold()


def add_account(
    connection: Connection,
    name: str,
    *,
    role: Role = "reader",
    shown: str = "",
    password: str | None = None,
    elsewhere: tuple[str, str] | None = None,
) -> Account:
    """Add an account: with a password, or with issuer and subject of where one logs in elsewhere.

    Raises AccountError where the name is taken or cannot be one, or the password is too weak.
    """
    kept, shown = folded(name), shown.strip() or name.strip()
    if _NAME.fullmatch(kept) is None:
        raise AccountError("A name for logging in has letters, digits and . @ + - in it, no blanks.")
    if _PRINTABLE.fullmatch(shown) is None:
        raise AccountError("The name shown has one to 120 visible characters.")
    if role not in _ROLES:
        raise AccountError("A role is reader, editor or administrator.")
    if find_account(connection, kept) is not None:
        raise AccountError("This name is taken.")
    _check_password(password, kept)
    id = content_id("u", new_token())
    row = {
        "id": id,
        "name": kept,
        "shown": shown,
        "role": role,
        "password": None if password is None else password_hash(password),
        "issuer": None if elsewhere is None else elsewhere[0],
        "subject": None if elsewhere is None else elsewhere[1],
        "active": True,
        "created": later(),
    }
    connection.execute(sa.insert(schema.account), [row])
    found = account_by_id(connection, id)
    assert found is not None
    return found


def accounts(connection: Connection) -> tuple[Account, ...]:
    """Return all accounts by name."""
    return tuple(_account(row) for row in connection.execute(_query().order_by(schema.account.c.name)))


def any_account(connection: Connection) -> bool:
    """Return whether there is an account: without any, only the person at the machine is served."""
    return (
        connection.execute(sa.select(sa.literal(1)).select_from(schema.account).limit(1)).first() is not None
    )


def find_account(connection: Connection, name: str) -> Account | None:
    """Return the account of a login name."""
    row = connection.execute(_query().where(schema.account.c.name == folded(name)[:80])).one_or_none()
    return None if row is None else _account(row)


def account_by_id(connection: Connection, id: str) -> Account | None:
    """Return the account of an id."""
    row = connection.execute(_query().where(schema.account.c.id == id)).one_or_none()
    return None if row is None else _account(row)


def account_elsewhere(connection: Connection, issuer: str, subject: str) -> Account | None:
    """Return the account of somebody whom an issuer knows by this subject."""
    table = schema.account
    row = connection.execute(
        _query().where(table.c.issuer == issuer, table.c.subject == subject)
    ).one_or_none()
    return None if row is None else _account(row)


def kept_password(connection: Connection, id: str) -> str | None:
    """Return the hash of an account's password, None where it has none."""
    return connection.execute(
        sa.select(schema.account.c.password).where(schema.account.c.id == id)
    ).scalar_one_or_none()


def change_role(connection: Connection, id: str, role: Role) -> None:
    """Give an account another role. Raises AccountError where no administrator would be left."""
    if role not in _ROLES:
        raise AccountError("A role is reader, editor or administrator.")
    if role != "administrator":
        _keep_one_administrator(connection, id)
    _change(connection, id, role=role)


def change_password(connection: Connection, account: Account, password: str) -> None:
    """Give an account another password and end all its sessions. Raises AccountError for a weak one."""
    _check_password(password, account.name)
    _change(connection, account.id, password=password_hash(password))
    end_sessions(connection, account.id)


def deactivate(connection: Connection, id: str) -> None:
    """Let an account log in no more, and end its sessions and tokens. What it decided stays."""
    _keep_one_administrator(connection, id)
    _change(connection, id, active=False)
    end_sessions(connection, id)
    connection.execute(sa.delete(schema.api_token).where(schema.api_token.c.account == id))


def reactivate(connection: Connection, id: str) -> None:
    """Let an account log in again."""
    _change(connection, id, active=True)


def end_sessions(connection: Connection, id: str) -> None:
    """End all sessions of an account."""
    connection.execute(sa.delete(schema.login_session).where(schema.login_session.c.account == id))


def _check_password(password: str | None, name: str) -> None:
    problem = None if password is None else password_problem(password, name)
    if problem is not None:
        raise AccountError(problem)


def _change(connection: Connection, id: str, **values: str | bool) -> None:
    changed = connection.execute(sa.update(schema.account).where(schema.account.c.id == id).values(**values))
    if changed.rowcount == 0:
        raise AccountError("There is no such account.")


def _keep_one_administrator(connection: Connection, but: str) -> None:
    table = schema.account
    others = sa.select(table.c.id).where(
        table.c.role == "administrator", table.c.active.is_(True), table.c.id != but
    )
    ours = sa.select(table.c.id).where(
        table.c.role == "administrator", table.c.active.is_(True), table.c.id == but
    )
    if connection.execute(ours).first() is not None and connection.execute(others).first() is None:
        raise AccountError("This is the last administrator: make another one first.")


def _query() -> sa.Select[str, str, str, str, bool, str | None, str, str | None]:
    table = schema.account
    return sa.select(
        table.c.id,
        table.c.name,
        table.c.shown,
        table.c.role,
        table.c.active,
        table.c.issuer,
        table.c.created,
        table.c.seen,
    )


def _account(row: sa.Row[str, str, str, str, bool, str | None, str, str | None]) -> Account:
    role = next(role for role in _ROLES if role == row.role)
    return Account(row.id, row.name, row.shown, role, bool(row.active), row.issuer, row.created, row.seen)
