"""The pages of accounts: logging in and out, one's own account, those of the team, the log."""

from dataclasses import dataclass
from pathlib import Path
from typing import Annotated, Final
from urllib.parse import urljoin

from fastapi import APIRouter, Form, Query, Request, Response
from sqlalchemy.engine import Connection
from starlette.exceptions import HTTPException

from kelisim.model import from_json, to_json
from kelisim.web.accounts import keys, people, sessions
from kelisim.web.accounts.gate import (
    address_of_peer,
    form_cookie,
    session_cookie,
    set_cookie,
    stand_before,
)
from kelisim.web.accounts.keeping import writing
from kelisim.web.accounts.keys import Invitation, Note, Token
from kelisim.web.accounts.openid import OpenIdError, Pending, Person, admitted, person_from, way_to
from kelisim.web.accounts.people import Account, AccountError
from kelisim.web.accounts.rights import ADMINISTRATORS, Administrator, FromOurForm, Member, safe_way
from kelisim.web.accounts.secrets import password_fits
from kelisim.web.pages import page as page_at
from kelisim.web.pages import show
from kelisim.web.paging import PageNumber, Paging, paged
from kelisim.web.settings import OpenIdSettings
from kelisim.web.site import Link, Role, Room
from kelisim.web.visit import Asks, Visit

router: Final = APIRouter()
_administrators: Final = APIRouter(dependencies=[ADMINISTRATORS])
ROOM: Final = Room(
    "accounts", router, Path(__file__).parent, links=(Link("/account", "Account"),), guard=stand_before
)
Word = Annotated[str, Form(max_length=400)]
_BACK: Final = "/login/openid/back"
_WRONG: Final = "Name and password do not fit, or the account may not log in."
_TOO_MANY: Final = "Too many attempts: wait a quarter of an hour and try again."


@dataclass(frozen=True, slots=True)
class LoginPage:
    """The form for logging in.

    - way: where to go afterwards
    - problem: what went wrong, as a message of the catalogues
    - openid: what the button of the provider says, if there is one
    - name: the name given before
    """

    way: str
    problem: str | None
    openid: str | None
    name: str = ""


@dataclass(frozen=True, slots=True)
class AccountPage:
    """One's own account.

    - account: None for the person at the machine, who has none
    - tokens: those for programs
    - fresh: a token that was issued just now, shown this once
    - problem, done: what went wrong, or was done, as messages of the catalogues
    """

    account: Account | None
    tokens: tuple[Token, ...] = ()
    fresh: str | None = None
    problem: str | None = None
    done: str | None = None


@dataclass(frozen=True, slots=True)
class TeamPage:
    """The accounts of the team.

    - accounts: all of them, by name
    - invitations: those that nobody has taken up
    - fresh: the address of an invitation that was made just now, shown this once
    - problem: what went wrong, as a message of the catalogues
    """

    accounts: tuple[Account, ...]
    invitations: tuple[Invitation, ...]
    fresh: str | None = None
    problem: str | None = None


@dataclass(frozen=True, slots=True)
class InvitationPage:
    """The form by which somebody who was invited makes an account.

    - secret: of the invitation
    - invitation: None where it is unknown, taken up, or has run out
    - problem: what went wrong, as a message of the catalogues
    - name, shown: what was given before
    """

    secret: str
    invitation: Invitation | None
    problem: str | None = None
    name: str = ""
    shown: str = ""


@dataclass(frozen=True, slots=True)
class LogPage:
    """What was done with accounts, the latest first.

    - notes: those of this page
    - paging: which page this is, and how many there are
    """

    notes: tuple[Note, ...]
    paging: Paging


# --- logging in and out ----------------------------------------------------------------------------------


@router.get("/login", include_in_schema=False)
def login_page(visit: Asks, next: Annotated[str, Query(max_length=2000)] = "/") -> Response:
    """Show the form for logging in."""
    return _login(visit, safe_way(next))


@router.post("/login", include_in_schema=False, dependencies=[FromOurForm])
def login(
    visit: Asks,
    name: Annotated[str, Form(max_length=200)],
    password: Annotated[str, Form(max_length=2000)],
    next: Annotated[str, Form(max_length=2000)] = "/",
) -> Response:
    """Log in by name and password."""
    store, address = visit.site.store, address_of_peer(visit.request)
    kept = people.folded(name)[:80]
    with store.reading() as connection:
        allowed = sessions.failures_allow(connection, kept, address)
        account = people.find_account(connection, kept)
        password_kept = None if account is None else people.kept_password(connection, account.id)
    if not allowed:
        answer = _login(visit, safe_way(next), _TOO_MANY, name, status=429)
        answer.headers["retry-after"] = "900"
        return answer
    if not password_fits(password_kept, password) or account is None or not account.active:
        with writing(store) as connection:
            sessions.note_failure(connection, kept, address)
            keys.note(connection, kept, "login failed", "", address)
        return _login(visit, safe_way(next), _WRONG, name, status=403)
    return _logged_in(visit, account, safe_way(next))


@router.post("/logout", include_in_schema=False, dependencies=[FromOurForm])
def logout(visit: Asks, user: Member) -> Response:
    """Log out: the session ends here and on the server."""
    request = visit.request
    cookie = request.cookies.get(session_cookie(request), "")
    with writing(visit.site.store) as connection:
        sessions.end(connection, cookie)
        keys.note(connection, user.name, "logout", "", address_of_peer(request))
    answer = _to("/login")
    answer.delete_cookie(session_cookie(request), path="/", secure=request.url.scheme == "https")
    answer.headers["clear-site-data"] = '"cache"'
    return answer


@router.get("/login/openid", include_in_schema=False)
def login_elsewhere(visit: Asks, next: Annotated[str, Query(max_length=2000)] = "/") -> Response:
    """Send the browser to the provider of OpenID Connect."""
    settings = _openid(visit)
    try:
        address, pending = way_to(settings, _back(visit.request), safe_way(next))
    except OpenIdError as error:
        return _login(visit, safe_way(next), str(error), status=502)
    answer = Response(status_code=303, headers={"location": address, "cache-control": "no-store"})
    set_cookie(answer, visit.request, _pending_cookie(visit.request), _packed(pending), 600)
    return answer


@router.get(_BACK, include_in_schema=False)
def back_from_elsewhere(visit: Asks) -> Response:
    """Take in who comes back from the provider."""
    settings, request = _openid(visit), visit.request
    try:
        pending = _unpacked(request.cookies.get(_pending_cookie(request), ""))
        answer = urljoin(_back(request), f"?{request.url.query}")
        person = person_from(settings, _back(request), pending, answer)
        account = _account_of(visit, settings, person)
    except (OpenIdError, AccountError, ValueError) as error:
        said = str(error) if isinstance(error, (OpenIdError, AccountError)) else "This login has run out."
        with writing(visit.site.store) as connection:
            keys.note(connection, settings.label, "login failed", "", address_of_peer(request))
        return _login(visit, "/", said, status=403)
    found = _logged_in(visit, account, pending.way)
    found.delete_cookie(_pending_cookie(request), path="/", secure=request.url.scheme == "https")
    return found


# --- one's own account -----------------------------------------------------------------------------------


@router.get("/account", include_in_schema=False)
def account_page(visit: Asks, _: Member) -> Response:
    """Show one's own account."""
    return _own(visit)


@router.post("/account/password", include_in_schema=False, dependencies=[FromOurForm])
def change_own_password(visit: Asks, user: Member, old: Word, new: Word) -> Response:
    """Change one's own password: all other sessions end."""
    account = _mine(visit)
    with visit.site.store.reading() as connection:
        kept = people.kept_password(connection, account.id)
    if not password_fits(kept, old):
        return _own(visit, problem="This is not your password.", status=403)
    try:
        with writing(visit.site.store) as connection:
            people.change_password(connection, account, new)
            keys.note(connection, user.name, "password changed", account.name, address_of_peer(visit.request))
    except AccountError as error:
        return _own(visit, problem=str(error), status=422)
    return _logged_in(visit, account, "/account")


@router.post("/account/tokens", include_in_schema=False, dependencies=[FromOurForm])
def issue_token(
    visit: Asks, user: Member, label: Word, days: Annotated[int, Form(ge=1, le=3660)] = 365
) -> Response:
    """Issue a token for a program, and show it this once."""
    account = _mine(visit)
    try:
        with writing(visit.site.store) as connection:
            fresh = keys.issue_token(connection, account, label, days)
            keys.note(connection, user.name, "token issued", label, address_of_peer(visit.request))
    except AccountError as error:
        return _own(visit, problem=str(error), status=422)
    return _own(visit, fresh=fresh)


@router.post("/account/tokens/revoke", include_in_schema=False, dependencies=[FromOurForm])
def revoke_token(visit: Asks, user: Member, id: Word) -> Response:
    """Take a token of one's own away."""
    account = _mine(visit)
    with writing(visit.site.store) as connection:
        keys.revoke_token(connection, account.id, id)
        keys.note(connection, user.name, "token revoked", id, address_of_peer(visit.request))
    return _to("/account")


# --- the team --------------------------------------------------------------------------------------------


@router.get("/accounts", include_in_schema=False)
def team_page(visit: Asks, _: Administrator) -> Response:
    """Show the accounts of the team."""
    return _team(visit)


@router.post("/accounts/invite", include_in_schema=False, dependencies=[FromOurForm])
def invite(visit: Asks, user: Administrator, role: Annotated[Role, Form()]) -> Response:
    """Make an invitation, and show its address this once."""
    with writing(visit.site.store) as connection:
        if not people.any_account(connection):
            problem = "Make the first account on this machine: kelisim account add NAME --role administrator"
            return _team(visit, problem=problem, status=422)
        secret = keys.invite(connection, role, user.name)
        keys.note(connection, user.name, "invited", role, address_of_peer(visit.request))
    return _team(visit, fresh=str(visit.request.base_url.replace(path=f"/invitation/{secret}")))


@router.post("/accounts/withdraw", include_in_schema=False, dependencies=[FromOurForm])
def withdraw(visit: Asks, user: Administrator, id: Word) -> Response:
    """Take an invitation back."""
    with writing(visit.site.store) as connection:
        keys.withdraw(connection, id)
        keys.note(connection, user.name, "invitation withdrawn", id, address_of_peer(visit.request))
    return _to("/accounts")


@router.post("/accounts/role", include_in_schema=False, dependencies=[FromOurForm])
def change_role(visit: Asks, user: Administrator, id: Word, role: Annotated[Role, Form()]) -> Response:
    """Give an account another role."""
    try:
        with writing(visit.site.store) as connection:
            people.change_role(connection, id, role)
            _note_about(visit, connection, user.name, f"made {role}", id)
    except AccountError as error:
        return _team(visit, problem=str(error), status=422)
    return _to("/accounts")


@router.post("/accounts/active", include_in_schema=False, dependencies=[FromOurForm])
def change_active(visit: Asks, user: Administrator, id: Word, active: Annotated[bool, Form()]) -> Response:
    """Let an account log in no more, or again."""
    try:
        with writing(visit.site.store) as connection:
            (people.reactivate if active else people.deactivate)(connection, id)
            _note_about(visit, connection, user.name, "reactivated" if active else "deactivated", id)
    except AccountError as error:
        return _team(visit, problem=str(error), status=422)
    return _to("/accounts")


@page_at(_administrators, "/accounts/log", "accounts/log.html", kept=False)
def log_page(visit: Asks, page: PageNumber = 1) -> LogPage:
    """What was done with accounts, by whom, when and from where."""
    rows = visit.site.settings.rows
    with visit.site.store.reading() as connection:
        notes, total = keys.noted(connection, limit=rows, offset=(page - 1) * rows)
    return LogPage(notes, paged(page, total, rows))


@router.get("/invitation/{secret}", include_in_schema=False)
def invitation_page(visit: Asks, secret: str) -> Response:
    """Show the form by which somebody who was invited makes an account."""
    return _invited(visit, secret)


@router.post("/invitation/{secret}", include_in_schema=False, dependencies=[FromOurForm])
def accept_invitation(visit: Asks, secret: str, name: Word, password: Word, shown: Word = "") -> Response:
    """Make the account that an invitation is for, and log in."""
    try:
        with writing(visit.site.store) as connection:
            account = keys.accept_invitation(connection, secret, name, shown, password)
            note = (account.shown, "invitation accepted", account.name, address_of_peer(visit.request))
            keys.note(connection, *note)
    except AccountError as error:
        return _invited(visit, secret, str(error), name, shown)
    return _logged_in(visit, account, "/")


router.include_router(_administrators)


# --- what they share -------------------------------------------------------------------------------------


def _to(path: str) -> Response:
    return Response(status_code=303, headers={"location": path, "cache-control": "no-store"})


def _login(
    visit: Visit, way: str, problem: str | None = None, name: str = "", *, status: int = 200
) -> Response:
    openid = visit.site.settings.accounts.openid
    label = None if openid is None else openid.label
    answer = show(visit, "accounts/login.html", LoginPage(way, problem, label, name))
    answer.status_code = status
    return answer


def _logged_in(visit: Visit, account: Account, way: str) -> Response:
    """Begin a session with a token of its own, whatever the browser came with."""
    request, settings = visit.request, visit.site.settings.accounts
    with writing(visit.site.store) as connection:
        sessions.end(connection, request.cookies.get(session_cookie(request), ""))
        token = sessions.begin(connection, account, settings)
        keys.note(connection, account.shown, "login", account.name, address_of_peer(request))
    answer = _to(way)
    set_cookie(answer, request, session_cookie(request), token, int(settings.days * 86_400))
    answer.delete_cookie(form_cookie(request), path="/", secure=request.url.scheme == "https")
    return answer


def _mine(visit: Visit) -> Account:
    """Return the account of who asks. Raises HTTPException for the person at the machine, who has none."""
    with visit.site.store.reading() as connection:
        account = people.account_by_id(connection, visit.user.id)
    if account is None:
        raise HTTPException(422, "There are no accounts here: nobody else sees this register.")
    return account


def _own(
    visit: Visit, *, fresh: str | None = None, problem: str | None = None, status: int = 200
) -> Response:
    with visit.site.store.reading() as connection:
        account = people.account_by_id(connection, visit.user.id)
        tokens = () if account is None else keys.tokens_of(connection, account.id)
    answer = show(visit, "accounts/account.html", AccountPage(account, tokens, fresh, problem))
    answer.status_code = status
    return answer


def _team(
    visit: Visit, *, fresh: str | None = None, problem: str | None = None, status: int = 200
) -> Response:
    with visit.site.store.reading() as connection:
        page = TeamPage(people.accounts(connection), keys.open_invitations(connection), fresh, problem)
    answer = show(visit, "accounts/team.html", page)
    answer.status_code = status
    return answer


def _invited(
    visit: Visit, secret: str, problem: str | None = None, name: str = "", shown: str = ""
) -> Response:
    with visit.site.store.reading() as connection:
        found = keys.open_invitation(connection, secret)
    page = InvitationPage(secret, found, problem, name, shown)
    answer = show(visit, "accounts/invitation.html", page)
    answer.status_code = 404 if found is None else 200 if problem is None else 422
    return answer


def _note_about(visit: Visit, connection: Connection, who: str, action: str, id: str) -> None:
    account = people.account_by_id(connection, id)
    keys.note(
        connection, who, action, id if account is None else account.name, address_of_peer(visit.request)
    )


def _openid(visit: Visit) -> OpenIdSettings:
    settings = visit.site.settings.accounts.openid
    if settings is None:
        raise HTTPException(404, "no other place to log in is set up here")
    return settings


def _account_of(visit: Visit, settings: OpenIdSettings, person: Person) -> Account:
    """Return the account of somebody who logged in elsewhere, made when they come for the first time."""
    with writing(visit.site.store) as connection:
        found = people.account_elsewhere(connection, person.issuer, person.subject)
        if found is None:
            if not admitted(settings, person):
                raise AccountError("You are known there, but have no account here: ask an administrator.")
            name = person.email or f"{settings.label}-{person.subject}".replace(" ", "-")
            taken = people.find_account(connection, name) is not None
            found = people.add_account(
                connection,
                f"{person.subject}@{settings.label}".replace(" ", "-") if taken else name,
                role=settings.role,
                shown=person.name,
                elsewhere=(person.issuer, person.subject),
            )
            keys.note(connection, found.shown, "account made", found.name, address_of_peer(visit.request))
    if not found.active:
        raise AccountError(_WRONG)
    return found


def _back(request: Request) -> str:
    return str(request.base_url.replace(path=_BACK))


def _pending_cookie(request: Request) -> str:
    return "__Host-kelisim-openid" if request.url.scheme == "https" else "kelisim-openid"


def _packed(pending: Pending) -> str:
    return to_json(pending).hex()


def _unpacked(cookie: str) -> Pending:
    pending = from_json(bytes.fromhex(cookie), Pending)
    return Pending(pending.state, pending.nonce, pending.verifier, safe_way(pending.way))
