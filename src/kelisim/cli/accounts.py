"""The command `account`: who may log in to the pages of a workspace, and as what."""

import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Literal

import typer

from kelisim.cli.options import JsonOption, WorkspaceOption, open_workspace
from kelisim.cli.output import as_data, print_json, print_table

if TYPE_CHECKING:
    from sqlalchemy.engine import Connection

    from kelisim.web.accounts.people import Account

Name = Annotated[str, typer.Argument(metavar="NAME", help="The name for logging in.")]
Role = Literal["reader", "editor", "administrator"]
RoleOption = Annotated[Role, typer.Option("--role", help="What the account may do.")]
PasswordOption = Annotated[
    bool, typer.Option("--password-stdin", help="Read the password from the standard input.")
]

group = typer.Typer(help="Accounts of those who work with the register in a browser.", no_args_is_help=True)


def add_to(app: typer.Typer) -> None:
    """Add these commands to the command line."""
    app.add_typer(group, name="account")


@group.command("add")
def add(
    name: Name,
    role: RoleOption = "reader",
    shown: Annotated[str, typer.Option("--shown", help="The name beside decisions; without it, NAME.")] = "",
    password_stdin: PasswordOption = False,
    workspace: WorkspaceOption = None,
) -> None:
    """Add an account. Without --password-stdin a password is made up and shown this once."""
    from kelisim.web.accounts import note, writing
    from kelisim.web.accounts.people import add_account

    password, made = _password(password_stdin)
    _, store = open_workspace(workspace)
    with store, writing(store, store.wait_seconds) as connection:
        account = add_account(connection, name, role=role, shown=shown, password=password)
        note(connection, _who(), "account made", account.name)
    typer.echo(f"{account.name} is {_a(account.role)}")
    if made:
        typer.echo(f"password, shown this once: {password}")


@group.command("list")
def list_all(workspace: WorkspaceOption = None, json: JsonOption = False) -> None:
    """List the accounts."""
    from kelisim.web.accounts.people import accounts

    _, store = open_workspace(workspace)
    with store, store.reading() as connection:
        rows = [as_data(account) for account in accounts(connection)]
    if json:
        print_json(rows)
    elif len(rows) == 0:
        typer.echo("no accounts: the pages are shown on this machine only")
    else:
        print_table(rows, ("name", "shown", "role", "active", "elsewhere", "seen"))


@group.command("role")
def change_role(
    name: Name,
    role: Annotated[Role, typer.Argument(metavar="ROLE", help="reader, editor or administrator.")],
    workspace: WorkspaceOption = None,
) -> None:
    """Give an account another role."""
    from kelisim.web.accounts import note
    from kelisim.web.accounts.people import change_role

    with _account(workspace, name) as (connection, account):
        change_role(connection, account.id, role)
        note(connection, _who(), f"made {role}", account.name)
    typer.echo(f"{account.name} is {_a(role)}")


@group.command("password")
def change_password(
    name: Name, password_stdin: PasswordOption = False, workspace: WorkspaceOption = None
) -> None:
    """Give an account another password; its sessions end. Without --password-stdin one is made up."""
    from kelisim.web.accounts import note
    from kelisim.web.accounts.people import change_password

    password, made = _password(password_stdin)
    with _account(workspace, name) as (connection, account):
        change_password(connection, account, password)
        note(connection, _who(), "password changed", account.name)
    typer.echo(f"{account.name} has another password")
    if made:
        typer.echo(f"password, shown this once: {password}")


@group.command("close")
def close(name: Name, workspace: WorkspaceOption = None) -> None:
    """Let an account log in no more; its sessions and tokens end. What it decided stays."""
    from kelisim.web.accounts import note
    from kelisim.web.accounts.people import deactivate

    with _account(workspace, name) as (connection, account):
        deactivate(connection, account.id)
        note(connection, _who(), "deactivated", account.name)
    typer.echo(f"{account.name} may log in no more")


@group.command("open")
def reopen(name: Name, workspace: WorkspaceOption = None) -> None:
    """Let an account log in again that was closed."""
    from kelisim.web.accounts import note
    from kelisim.web.accounts.people import reactivate

    with _account(workspace, name) as (connection, account):
        reactivate(connection, account.id)
        note(connection, _who(), "reactivated", account.name)
    typer.echo(f"{account.name} may log in again")


@group.command("invite")
def invite(role: RoleOption = "reader", workspace: WorkspaceOption = None) -> None:
    """Make an invitation: who opens its address may make one account, within a week."""
    from kelisim.web.accounts import note, writing
    from kelisim.web.accounts.keys import invite

    _, store = open_workspace(workspace)
    with store, writing(store, store.wait_seconds) as connection:
        secret = invite(connection, role, _who())
        note(connection, _who(), "invited", role)
    typer.echo(f"the address of the pages, and then: /invitation/{secret}")


@group.command("log")
def log(
    limit: Annotated[int, typer.Option("--limit", min=1, help="How many notes, the latest first.")] = 50,
    workspace: WorkspaceOption = None,
    json: JsonOption = False,
) -> None:
    """Show what was done with accounts: logins, failed ones, changes."""
    from kelisim.web.accounts.keys import noted

    _, store = open_workspace(workspace)
    with store, store.reading() as connection:
        notes, _ = noted(connection, limit=limit)
    rows = [as_data(note) for note in notes]
    if json:
        print_json(rows)
    else:
        print_table(rows, ("at", "who", "action", "target", "address"))


@contextmanager
def _account(workspace: Path | None, name: str) -> "Iterator[tuple[Connection, Account]]":
    """Give the account of a name, and a transaction to change it in."""
    from kelisim.web.accounts import writing

    _, store = open_workspace(workspace)
    with store, writing(store, store.wait_seconds) as connection:
        yield connection, _found(connection, name)


def _found(connection: "Connection", name: str) -> "Account":
    from kelisim.web.accounts.people import AccountError, find_account

    account = find_account(connection, name)
    if account is None:
        raise AccountError(f"there is no account {name!r}; see: kelisim account list")
    return account


def _password(given: bool) -> tuple[str, bool]:
    """Return the password, and whether it was made up here."""
    from kelisim.web.accounts.secrets import new_token

    if not given:
        return new_token(), True
    return sys.stdin.readline().rstrip("\r\n"), False


def _who() -> str:
    """Return who works at this machine, for the log."""
    import getpass

    try:
        return getpass.getuser()
    except (OSError, KeyError):
        return "the command line"


def _a(role: str) -> str:
    return f"an {role}" if role[0] in "ae" else f"a {role}"
