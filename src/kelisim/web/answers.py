"""Answers given before are given again without the work that made them, while all they rest on is the same.

Public: `Remembered` (ASGI middleware), `Wanted`, `wanted(visit)`, `masked(visit)`, `answer(…)`.

A kept page is shared by all who may see the same: it is made for a reader of a role, not for one person.
What belongs to the person alone, the name and the token of forms, stands in it as a mark that no text can
hold, and is filled in for whom it is given to.
"""

from dataclasses import dataclass, replace
from hashlib import blake2b
from secrets import token_hex
from typing import Final

from fastapi.concurrency import run_in_threadpool
from markupsafe import escape
from starlette.requests import Request
from starlette.responses import Response
from starlette.types import ASGIApp, Receive, Scope, Send

from kelisim.register.editions import Editions
from kelisim.web.languages import COOKIE
from kelisim.web.site import Site, User
from kelisim.web.visit import Visit, make_visit

_NAME: Final = f"name-{token_hex(16)}"
_FORM: Final = f"form-{token_hex(16)}"


@dataclass(frozen=True, slots=True)
class Wanted:
    """What is asked for: `key` names all that the kept answer depends on, `tag` also the one who asks."""

    key: str
    tag: str


async def editions_now(request: Request, site: Site) -> Editions:
    """Return the editions of the store as this request found them, asked for once."""
    found = getattr(request.state, "editions", None)
    if not isinstance(found, Editions):
        found = site.watch.now() if site.watch.is_quick else await run_in_threadpool(site.watch.now)
        request.state.editions = found
    return found


def wanted(visit: Visit, editions: Editions) -> Wanted:
    """Return what a visit asks for: another key whenever the answer could be another."""
    user, site, scope = visit.user, visit.site, visit.request.scope
    parts = (
        str(editions.register),
        site.release,
        str(site.today()),
        str((site.workspace.folder / "tables").exists()),
        visit.language.code,
        user.role,
        str(user.id != ""),
        scope["path"],
        scope["query_string"].decode("latin-1"),
    )
    key = _digest(parts)
    return Wanted(key, f'"{_digest((key, user.id, user.name, visit.csrf))}"')


def masked(visit: Visit) -> Visit:
    """Return the visit as templates of kept pages see it: of a role, but of nobody in particular."""
    user = User(_NAME if visit.user.id else "", _NAME, visit.user.role)
    return replace(visit, user=user, csrf=_FORM)


def answer(visit: Visit, wanted: Wanted, body: bytes, media_type: str | None) -> Response:
    """Return a kept body as the answer to a visit, with what belongs to the one who asks filled in."""
    if wanted.tag in visit.request.headers.get("if-none-match", ""):
        return finish(visit, Response(status_code=304), wanted.tag)
    if _NAME.encode() in body:
        body = body.replace(_NAME.encode(), escape(visit.user.name).encode())
    if _FORM.encode() in body:
        body = body.replace(_FORM.encode(), escape(visit.csrf).encode())
    return finish(visit, Response(body, media_type=media_type), wanted.tag)


def finish(visit: Visit, answer: Response, tag: str | None) -> Response:
    """Return an answer with the headers by which it may be kept (with a tag) or may not be."""
    answer.headers["cache-control"] = "no-store" if tag is None else "private, no-cache"
    answer.headers["vary"] = "Accept-Language, Cookie, Authorization"
    if tag is not None:
        answer.headers["etag"] = tag
    asked = visit.request.query_params.get("lang")
    if asked == visit.language.code:
        answer.set_cookie(COOKIE, asked, max_age=31_536_000, samesite="lax", httponly=True)
    return answer


class Remembered:
    """Gives kept answers. It stands behind the guards, which say who asks."""

    def __init__(self, app: ASGIApp, site: Site) -> None:
        self.app = app
        self.site = site

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer a request, or pass it on."""
        if scope["type"] != "http" or scope["method"] != "GET" or scope["path"].startswith("/static/"):
            await self.app(scope, receive, send)
            return
        request = Request(scope)
        visit = make_visit(request, self.site)
        asked = wanted(visit, await editions_now(request, self.site))
        kept = self.site.kept.get(asked.key)
        request.state.wanted = asked
        if kept is None:
            await self.app(scope, receive, send)
            return
        await answer(visit, asked, *kept)(scope, receive, send)


def _digest(parts: tuple[str, ...]) -> str:
    return blake2b("\x1e".join(parts).encode(), digest_size=16).hexdigest()
