"""A page: a handler that returns a frozen dataclass, shown by a template, given as JSON at a twin address.

Public: `page(router, path, template, …)`, the decorator of handlers, and `show(visit, template, page)`.
"""

from collections.abc import Callable
from dataclasses import dataclass
from functools import wraps
from hashlib import blake2b
from typing import Any, Final, get_args, get_type_hints

from fastapi import APIRouter, Response
from fastapi.responses import RedirectResponse

from kelisim.model import to_json
from kelisim.web.languages import COOKIE
from kelisim.web.version import version
from kelisim.web.visit import Visit

Handler = Callable[..., Any]


@dataclass(frozen=True, slots=True)
class Moved:
    """What a handler returns where the thing is shown at another address; a twin leads to that one's twin."""

    address: str


_MOVED: Final[dict[int | str, dict[str, Any]]] = {302: {"description": "It is shown at another address."}}


def page(
    router: APIRouter,
    path: str,
    template: str,
    *,
    twin: str | None = None,
    kept: bool = True,
) -> Callable[[Handler], Handler]:
    """Let a handler answer at `path` with a page and at its twin with JSON.

    The handler takes `visit: Asks` and its own parameters, and returns a frozen dataclass, which the
    template has as `page` beside `visit`; or a Response (a redirect), which is passed on.

    Arguments:
        twin: the address of the JSON; `path` + ".json" without it.
        kept: whether a browser may keep what it has while the register stays as it is. False for what
            does not come from the register alone.
    """

    def register(handler: Handler) -> Handler:
        shape = get_type_hints(handler)["return"]
        moves = Moved in (shape, *get_args(shape))
        shape = next((part for part in get_args(shape) if part is not Moved), shape)

        @wraps(handler)
        def html(**given: Any) -> Response:
            return _answer(given["visit"], kept, lambda: _html(given["visit"], template, handler(**given)))

        @wraps(handler)
        def json(**given: Any) -> Response:
            return _answer(given["visit"], kept, lambda: _json(handler(**given)))

        name = f"{handler.__module__.rpartition('.')[2]}.{handler.__name__}"
        summary = (handler.__doc__ or name).partition("\n")[0]
        router.add_api_route(
            twin or f"{path}.json",
            json,
            name=f"{name}.json",
            summary=summary,
            response_model=None,
            status_code=302 if shape is Moved else 200,
            responses={**({} if shape is Moved else {200: {"model": shape}}), **(_MOVED if moves else {})},
        )
        router.add_api_route(path, html, name=name, response_model=None, include_in_schema=False)
        return handler

    return register


def show(visit: Visit, template: str, page: object) -> Response:
    """Return the page that a template makes of a context; for answers to forms, which no one may keep."""
    answer = _html(visit, template, page)
    answer.headers["cache-control"] = "no-store"
    return answer


def _answer(visit: Visit, kept: bool, make: Callable[[], Response]) -> Response:
    """Return what `make` gives; 304 where the browser has what the register still says."""
    tag = _tag(visit) if kept else None
    if tag is not None and tag in visit.request.headers.get("if-none-match", ""):
        answer = Response(status_code=304)
    else:
        answer = _made(visit, tag, make)
    if answer.status_code in (200, 304):
        answer.headers["cache-control"] = "private, no-cache" if kept else "no-store"
        answer.headers["vary"] = "Accept-Language, Cookie, Authorization"
        if tag is not None:
            answer.headers["etag"] = tag
        asked = visit.request.query_params.get("lang")
        if asked == visit.language.code:
            answer.set_cookie(COOKIE, asked, max_age=31_536_000, samesite="lax", httponly=True)
    return answer


def _made(visit: Visit, tag: str | None, make: Callable[[], Response]) -> Response:
    """Return what `make` gives, or gave when everything that the tag names was the same."""
    if tag is None:
        return make()
    kept = visit.site.kept.get(tag)
    if kept is not None:
        return Response(kept[0], media_type=kept[1])
    answer = make()
    if answer.status_code == 200:
        visit.site.kept.put(tag, bytes(answer.body), answer.media_type)
    return answer


def _tag(visit: Visit) -> str | None:
    """Return a tag that is another one whenever the answer could be; None while the register changes."""
    state = version(visit.site.store)
    if state is None:
        return None
    user, site = visit.user, visit.site
    parts = (
        state,
        site.release,
        str(site.today()),
        str((site.workspace.folder / "tables").exists()),
        visit.language.code,
        f"{user.id}\x1f{user.name}\x1f{user.role}",
        visit.csrf,
        visit.request.url.path,
        visit.request.url.query,
    )
    digest = blake2b("\x1e".join(parts).encode(), digest_size=12).hexdigest()
    return f'"{digest}"'


def _html(visit: Visit, template: str, page: object) -> Response:
    if isinstance(page, Moved):
        return RedirectResponse(page.address, 302)
    if isinstance(page, Response):
        return page
    text = visit.site.templates[visit.language.code].get_template(template).render(visit=visit, page=page)
    return Response(text, media_type="text/html")


def _json(page: object) -> Response:
    if isinstance(page, Moved):
        path, hash, fragment = page.address.partition("#")
        return RedirectResponse(f"{path}.json{hash}{fragment}", 302)
    return page if isinstance(page, Response) else Response(to_json(page), media_type="application/json")
