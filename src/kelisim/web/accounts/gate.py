"""The gate before every page: who asks, and whether they may see anything at all.

Public: `Gate` (ASGI middleware), `stand_before(app, site)`.
"""

import ipaddress
import re
from dataclasses import dataclass, field
from typing import Final
from urllib.parse import quote, urlsplit

from fastapi import FastAPI, Request, Response
from fastapi.concurrency import run_in_threadpool
from starlette.datastructures import MutableHeaders
from starlette.types import ASGIApp, Message, Receive, Scope, Send
from uvicorn.middleware.proxy_headers import ProxyHeadersMiddleware

from kelisim.register import BusyError
from kelisim.web.accounts import keys, sessions
from kelisim.web.accounts.keeping import now, writing
from kelisim.web.accounts.people import any_account
from kelisim.web.accounts.secrets import form_word, hashed, new_token
from kelisim.web.answers import editions_now
from kelisim.web.problems import answer_problem, wants_json
from kelisim.web.site import Site, User

ANONYMOUS: Final = User("anonymous", "", "reader")
"""Somebody who has not logged in."""

_OPEN: Final = re.compile(r"/(?:login(?:/.*)?|invitation/.*|static/.*|favicon\.ico|robots\.txt)")
_SAFE: Final = frozenset({"GET", "HEAD", "OPTIONS"})
_LOCAL_NAMES: Final = frozenset({"localhost", "127.0.0.1", "::1"})
_WORD: Final = re.compile(r"[A-Za-z0-9_-]{20,100}")
_SESSIONS: Final = 10_000  # remembered at most
_IMPATIENT: Final = 0.2  # seconds: noting the time of use may wait for the next request
_NO_ACCOUNTS: Final = (
    "This register has no accounts yet and is shown on its own machine only. "
    "Make one there: kelisim account add NAME --role administrator"
)


@dataclass(frozen=True, slots=True)
class _Found:
    """Who asks: None at the machine itself where there are no accounts. `cookie` is one to be set."""

    user: User | None
    form: str
    cookie: str | None = None
    by_token: bool = False
    refused: tuple[int, str] | None = None


@dataclass(slots=True)
class _Memory:
    """What the store said of sessions, and whether there are accounts, in one edition of them."""

    edition: int = -1
    team: bool = False
    known: dict[str, sessions.Session] = field(default_factory=dict)


def stand_before(app: FastAPI, site: Site) -> None:
    """Put the gate before an application; proxies that the settings name are believed first."""
    app.add_middleware(Gate, site=site)
    if len(site.settings.accounts.proxies) > 0:
        app.add_middleware(ProxyHeadersMiddleware, trusted_hosts=list(site.settings.accounts.proxies))


def session_cookie(request: Request) -> str:
    """Return the name of the session's cookie. By https only this host can set it (the prefix says so)."""
    return "__Host-kelisim" if request.url.scheme == "https" else "kelisim"


def form_cookie(request: Request) -> str:
    """Return the name of the cookie that forms of visitors without a session rest on."""
    return "__Host-kelisim-form" if request.url.scheme == "https" else "kelisim-form"


def set_cookie(answer: Response, request: Request, name: str, value: str, seconds: int | None = None) -> None:
    """Set a cookie that no script sees and no other site makes a browser send with a form."""
    answer.set_cookie(
        name,
        value,
        max_age=seconds,
        path="/",
        secure=request.url.scheme == "https",
        httponly=True,
        samesite="lax",
    )


def address_of_peer(request: Request) -> str:
    """Return the address that a request comes from."""
    return "" if request.client is None else request.client.host


class Gate:
    """Finds out who asks; turns away who may not see the register, and forms sent from other sites."""

    def __init__(self, app: ASGIApp, site: Site) -> None:
        self.app = app
        self.site = site
        self.memory = _Memory()

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Pass a request on, or answer it here."""
        if scope["type"] != "http":
            await self.app(scope, receive, send)
            return
        request = Request(scope)
        path = request.url.path
        if path.startswith("/static/"):
            await self.app(scope, receive, send)
            return
        edition = (await editions_now(request, self.site)).people
        found = self._remembered(request, edition)
        if found is None:
            found = await run_in_threadpool(self._find, request, edition)
        request.state.csrf = found.form
        request.state.by_token = found.by_token
        if found.user is not None:
            request.state.user = found.user
        answer = await self._turned_away(request, found)
        if answer is not None:
            await answer(scope, receive, send)
            return
        await self.app(scope, receive, _with_cookie(send, request, found))

    async def _turned_away(self, request: Request, found: _Found) -> Response | None:
        """Return the answer for who may go no further, None for all others."""
        if found.refused is not None:
            status, detail = found.refused
            request.state.user = ANONYMOUS
            headers = {"www-authenticate": "Bearer"} if status == 401 else None
            return await answer_problem(request, status, detail, headers)
        if request.method not in _SAFE and not found.by_token and _from_elsewhere(request):
            return await answer_problem(request, 403, "This form was sent from another site.")
        anonymous = found.user is not None and found.user.id == ANONYMOUS.id
        if not anonymous or self.site.settings.accounts.published or _OPEN.fullmatch(request.url.path):
            return None
        if request.method in _SAFE and not wants_json(request):
            return to_login(request)
        return await answer_problem(
            request, 401, "Log in first, or send a token.", {"www-authenticate": "Bearer"}
        )

    def _remembered(self, request: Request, edition: int) -> _Found | None:
        """Return who asks, where that is known without the store; None where it has to be asked."""
        memory = self.memory
        if memory.edition != edition or "authorization" in request.headers:
            return None
        cookie = request.cookies.get(session_cookie(request), "")
        session = memory.known.get(hashed(cookie)) if cookie != "" else None
        if session is not None and now() < session.until:
            return _Found(session.account.user, session.form)
        return self._without_session(request, memory.team) if cookie == "" else None

    def _remember(self, cookie: str, session: sessions.Session | None, team: bool, edition: int) -> None:
        """Keep what the store said, unless accounts have changed meanwhile."""
        if self.memory.edition < edition:
            self.memory = _Memory(edition, team)
        memory = self.memory
        if memory.edition == edition and session is not None and len(memory.known) < _SESSIONS:
            memory.known[hashed(cookie)] = session

    def _find(self, request: Request, edition: int) -> _Found:
        """Return who asks. Runs in a thread: it asks the store."""
        store, settings = self.site.store, self.site.settings.accounts
        scheme, _, token = request.headers.get("authorization", "").partition(" ")
        if scheme.lower() == "bearer":
            with store.reading() as connection:
                user = keys.user_of_token(connection, token.strip())
            if user is None:
                return _Found(ANONYMOUS, "", refused=(401, "This token is unknown or has run out."))
            return _Found(user, "", by_token=True)
        cookie = request.cookies.get(session_cookie(request), "")
        with store.reading() as connection:
            known = _WORD.fullmatch(cookie) is not None
            session = sessions.look_up(connection, cookie, settings) if known else None
            team = session is not None or any_account(connection)
        self._remember(cookie, session, team, edition)
        if session is not None:
            return _Found(session.account.user, session.form, self._used(cookie, session))
        return self._without_session(request, team)

    @staticmethod
    def _without_session(request: Request, team: bool) -> _Found:
        """Return who asks without having logged in."""
        form = request.cookies.get(form_cookie(request), "")
        fresh = None
        if _WORD.fullmatch(form) is None:
            form = fresh = new_token()
        if team:
            return _Found(ANONYMOUS, form_word(form), fresh)
        if not _at_this_machine(request):
            return _Found(ANONYMOUS, "", refused=(403, _NO_ACCOUNTS))
        return _Found(None, form_word(form), fresh)

    def _used(self, token: str, session: sessions.Session) -> str | None:
        """Note the use of a session, if that is due and nobody is writing; return its new token, if any."""
        if not session.turn and not session.touch:
            return None
        try:
            with writing(self.site.store, _IMPATIENT) as connection:
                if session.turn:
                    return sessions.turn(connection, token, self.site.settings.accounts)
                sessions.touch(connection, token)
        except BusyError:
            pass
        return None


def to_login(request: Request) -> Response:
    """Return the way to the login, and from there back to what was asked for."""
    query = f"?{request.url.query}" if request.url.query else ""
    wanted = quote(request.url.path + query, safe="")
    headers = {"location": f"/login?next={wanted}", "cache-control": "no-store"}
    return Response(status_code=303, headers=headers)


def _with_cookie(send: Send, request: Request, found: _Found) -> Send:
    """Return a `send` that sets the cookie that was found to be missing or due."""
    if found.cookie is None:
        return send
    is_session = found.user is not None and found.user.id != ANONYMOUS.id
    name = session_cookie(request) if is_session else form_cookie(request)
    holder = Response()
    set_cookie(holder, request, name, found.cookie)

    async def with_cookie(message: Message) -> None:
        if message["type"] == "http.response.start":
            headers = MutableHeaders(scope=message)
            already = any(value.startswith(f"{name}=") for value in headers.getlist("set-cookie"))
            if not already:
                headers.append("set-cookie", holder.headers["set-cookie"])
        await send(message)

    return with_cookie


def _from_elsewhere(request: Request) -> bool:
    """Return whether a browser says that a form comes from another site than this one."""
    if request.headers.get("sec-fetch-site", "same-origin") not in ("same-origin", "none"):
        return True
    origin = request.headers.get("origin")
    if origin is None:
        return False
    return urlsplit(origin).netloc.lower() != request.headers.get("host", "").lower()


def _at_this_machine(request: Request) -> bool:
    """Return whether a request comes from this machine and asks for it by one of its own names."""
    if (request.url.hostname or "") not in _LOCAL_NAMES:
        return False
    try:
        return request.client is None or ipaddress.ip_address(request.client.host).is_loopback
    except ValueError:  # a socket of the file system has no address
        return True
