"""Sessions: who has logged in. The browser has a token, the store its hash.

Public: `Session`, `begin`, `look_up`, `end`, `failures_allow`, `note_failure`.
"""

from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Final

import sqlalchemy as sa
from sqlalchemy.engine import Connection

from kelisim.register import schema
from kelisim.web.accounts.keeping import later, now
from kelisim.web.accounts.people import Account, account_by_id
from kelisim.web.accounts.secrets import hashed, new_token
from kelisim.web.settings import AccountSettings

_TURN_HOURS: Final = 24  # a token older than this is changed for another
_GRACE_SECONDS: Final = 60  # the former one serves requests that are under way
_TOUCH_MINUTES: Final = 10  # how often the last use is written down
_WINDOW_MINUTES: Final = 15
# Failed logins within the window: by one name from one address, from one address, by one name.
_LIMITS: Final = (5, 30, 60)


@dataclass(frozen=True, slots=True)
class Session:
    """A session that is valid now. `turn` says that its token is due to change, `touch` its time of use.

    Nothing of it changes by time alone before `until`.
    """

    account: Account
    form: str
    turn: bool
    touch: bool
    until: datetime


def begin(connection: Connection, account: Account, settings: AccountSettings) -> str:
    """Begin a session; return its token. What has run out is removed."""
    table = schema.login_session
    connection.execute(sa.delete(table).where(table.c.expires < later()))
    connection.execute(
        sa.update(schema.account).where(schema.account.c.id == account.id).values(seen=later())
    )
    return _issue(connection, account.id, new_token(), later(), settings)


def look_up(connection: Connection, token: str, settings: AccountSettings) -> Session | None:
    """Return the session of a token, None where it is unknown, has run out, or its account may not log in."""
    table = schema.login_session
    row = connection.execute(sa.select(table).where(table.c.token == hashed(token))).one_or_none()
    if row is None:
        return None
    at = now()
    began, seen = datetime.fromisoformat(row.began), datetime.fromisoformat(row.seen)
    ends = (
        datetime.fromisoformat(row.expires),
        seen + timedelta(hours=settings.idle_hours),
        began + timedelta(days=settings.days),
    )
    account = None if min(ends) <= at else account_by_id(connection, row.account)
    if account is None or not account.active:
        return None
    turns = datetime.fromisoformat(row.turned) + timedelta(hours=_TURN_HOURS)
    touches = seen + timedelta(minutes=_TOUCH_MINUTES)
    return Session(account, row.form, turns <= at, touches <= at, min(*ends, turns, touches))


def touch(connection: Connection, token: str) -> None:
    """Write down that a session is in use."""
    table = schema.login_session
    connection.execute(sa.update(table).where(table.c.token == hashed(token)).values(seen=later()))


def turn(connection: Connection, token: str, settings: AccountSettings) -> str:
    """Return a new token of a session; the former one serves a minute longer."""
    table = schema.login_session
    row = connection.execute(sa.select(table).where(table.c.token == hashed(token))).one()
    connection.execute(
        sa.update(table)
        .where(table.c.token == row.token)
        .values(expires=later(seconds=_GRACE_SECONDS), turned=later())
    )
    return _issue(connection, row.account, row.form, row.began, settings)


def end(connection: Connection, token: str) -> None:
    """End a session."""
    connection.execute(sa.delete(schema.login_session).where(schema.login_session.c.token == hashed(token)))


def failures_allow(connection: Connection, name: str, address: str) -> bool:
    """Return whether somebody at an address may try to log in by a name, after what failed lately."""
    table = schema.login_failure
    lately = table.c.at > later(minutes=-_WINDOW_MINUTES)
    conditions = (
        (table.c.name == name, table.c.address == address),
        (table.c.address == address,),
        (table.c.name == name,),
    )
    return all(
        connection.execute(sa.select(sa.func.count()).select_from(table).where(lately, *one)).scalar_one()
        < limit
        for one, limit in zip(conditions, _LIMITS, strict=True)
    )


def note_failure(connection: Connection, name: str, address: str) -> None:
    """Keep that a login failed; what happened before the window is forgotten."""
    table = schema.login_failure
    connection.execute(sa.delete(table).where(table.c.at < later(minutes=-_WINDOW_MINUTES)))
    connection.execute(sa.insert(table), [{"name": name, "address": address, "at": later()}])


def _issue(connection: Connection, account: str, form: str, began: str, settings: AccountSettings) -> str:
    token = new_token()
    row = {
        "token": hashed(token),
        "account": account,
        "form": form,
        "began": began,
        "turned": later(),
        "seen": later(),
        "expires": later(datetime.fromisoformat(began), days=settings.days),
    }
    connection.execute(sa.insert(schema.login_session), [row])
    return token
