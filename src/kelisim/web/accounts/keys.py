"""Tokens for programs, invitations for people, and the log of what was done with accounts.

Public: `issue_token`, `user_of_token`, `tokens_of`, `revoke_token`; `invite`, `open_invitation`,
`accept_invitation`; `note`, `noted`.
"""

from dataclasses import dataclass
from typing import Final

import sqlalchemy as sa
from sqlalchemy.engine import Connection

from kelisim.model import content_id
from kelisim.register import schema
from kelisim.web.accounts.keeping import later
from kelisim.web.accounts.people import Account, AccountError, account_by_id, add_account
from kelisim.web.accounts.secrets import hashed, new_token
from kelisim.web.site import Role, User

PREFIX: Final = "kelisim_"
"""By which a token for programs is known, also to those who look for leaked ones."""

_INVITATION_DAYS: Final = 7


@dataclass(frozen=True, slots=True)
class Token:
    """A token for programs, without its secret."""

    id: str
    label: str
    created: str
    expires: str | None


@dataclass(frozen=True, slots=True)
class Invitation:
    """An invitation that nobody has taken up yet, without its secret."""

    id: str
    role: Role
    by: str
    created: str
    expires: str


@dataclass(frozen=True, slots=True)
class Note:
    """What somebody did with accounts, and from where."""

    at: str
    who: str
    action: str
    target: str
    address: str


def issue_token(connection: Connection, account: Account, label: str, days: int | None) -> str:
    """Issue a token by which a program acts as this account; it is shown once. Raises AccountError."""
    label = " ".join(label.split())
    if not 1 <= len(label) <= 120:
        raise AccountError("Say what the token is for, in up to 120 characters.")
    token = new_token(PREFIX)
    row = {
        "token": hashed(token),
        "id": content_id("t", token),
        "account": account.id,
        "label": label,
        "created": later(),
        "expires": None if days is None else later(days=days),
    }
    connection.execute(sa.insert(schema.api_token), [row])
    return token


def user_of_token(connection: Connection, token: str) -> User | None:
    """Return as whom a token acts, None where it is unknown, has run out, or the account may not log in."""
    table = schema.api_token
    row = connection.execute(sa.select(table).where(table.c.token == hashed(token))).one_or_none()
    if row is None or (row.expires is not None and row.expires <= later()):
        return None
    account = account_by_id(connection, row.account)
    return None if account is None or not account.active else account.user


def tokens_of(connection: Connection, account: str) -> tuple[Token, ...]:
    """Return the tokens of an account, the latest first."""
    table = schema.api_token
    query = (
        sa.select(table.c.id, table.c.label, table.c.created, table.c.expires)
        .where(table.c.account == account)
        .order_by(table.c.created.desc(), table.c.id)
    )
    return tuple(Token(*row) for row in connection.execute(query))


def revoke_token(connection: Connection, account: str, id: str) -> None:
    """Take a token of an account away."""
    table = schema.api_token
    connection.execute(sa.delete(table).where(table.c.account == account, table.c.id == id))


def invite(connection: Connection, role: Role, by: str) -> str:
    """Return the secret of a new invitation: who has it may make one account of this role, within a week."""
    secret = new_token()
    row = {
        "token": hashed(secret),
        "id": content_id("iv", secret),
        "role": role,
        "by": by,
        "created": later(),
        "expires": later(days=_INVITATION_DAYS),
    }
    connection.execute(sa.insert(schema.invitation), [row])
    return secret


def open_invitation(connection: Connection, secret: str) -> Invitation | None:
    """Return the invitation of a secret, None where it is unknown, taken up or has run out."""
    row = connection.execute(_open().where(schema.invitation.c.token == hashed(secret))).one_or_none()
    return None if row is None else _invitation(row)


def open_invitations(connection: Connection) -> tuple[Invitation, ...]:
    """Return the invitations that can still be taken up, the latest first."""
    query = _open().order_by(schema.invitation.c.created.desc())
    return tuple(_invitation(row) for row in connection.execute(query))


def withdraw(connection: Connection, id: str) -> None:
    """Take an invitation back that nobody has taken up."""
    table = schema.invitation
    connection.execute(sa.delete(table).where(table.c.id == id, table.c.account.is_(None)))


def accept_invitation(connection: Connection, secret: str, name: str, shown: str, password: str) -> Account:
    """Make an account out of an invitation. Raises AccountError where either cannot be."""
    found = open_invitation(connection, secret)
    if found is None:
        raise AccountError("This invitation is taken up or has run out: ask for another.")
    account = add_account(connection, name, role=found.role, shown=shown, password=password)
    table = schema.invitation
    taken = connection.execute(
        sa.update(table).where(table.c.id == found.id, table.c.account.is_(None)).values(account=account.id)
    )
    if taken.rowcount != 1:
        raise AccountError("This invitation is taken up or has run out: ask for another.")
    return account


def note(connection: Connection, who: str, action: str, target: str = "", address: str = "") -> None:
    """Write into the log what somebody did."""
    row = {
        "at": later(),
        "who": who[:120],
        "action": action[:40],
        "target": target[:200],
        "address": address[:64],
    }
    connection.execute(sa.insert(schema.audit), [row])


def noted(connection: Connection, *, limit: int, offset: int = 0) -> tuple[tuple[Note, ...], int]:
    """Return a page of the log, the latest first, and how many notes there are."""
    table = schema.audit
    total = connection.execute(sa.select(sa.func.count()).select_from(table)).scalar_one()
    query = (
        sa.select(table.c.at, table.c.who, table.c.action, table.c.target, table.c.address)
        .order_by(table.c.number.desc())
        .limit(limit)
        .offset(offset)
    )
    return tuple(Note(*row) for row in connection.execute(query)), total


def _open() -> sa.Select[str, str, str, str, str]:
    table = schema.invitation
    return sa.select(table.c.id, table.c.role, table.c.by, table.c.created, table.c.expires).where(
        table.c.account.is_(None), table.c.expires > later()
    )


def _invitation(row: sa.Row[str, str, str, str, str]) -> Invitation:
    role: Role = "administrator" if row.role == "administrator" else "editor"
    return Invitation(row.id, "reader" if row.role == "reader" else role, row.by, row.created, row.expires)
