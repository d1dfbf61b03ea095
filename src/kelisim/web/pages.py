"""A page: a handler that returns a frozen dataclass, shown by a template, given as JSON at a twin address.

Public: `page(router, path, template, …)`, the decorator of handlers, and `show(visit, template, page)`.
"""

from collections.abc import Callable
from dataclasses import dataclass
from functools import wraps
from typing import Any, Final, get_args, get_type_hints

from fastapi import APIRouter, Response
from fastapi.responses import RedirectResponse

from kelisim.model import to_json
from kelisim.web.answers import answer, finish, masked
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
        kept: whether the answer is kept, and given to all of a role, while the register stays as it is. False
            for what does not come from the register alone. Of who asks, its handler may use nothing, and its
            template only the role, the name and the token of forms.
    """

    def register(handler: Handler) -> Handler:
        shape = get_type_hints(handler)["return"]
        moves = Moved in (shape, *get_args(shape))
        shape = next((part for part in get_args(shape) if part is not Moved), shape)

        @wraps(handler)
        def html(**given: Any) -> Response:
            return _answer(given["visit"], kept, lambda shown: _html(shown, template, handler(**given)))

        @wraps(handler)
        def json(**given: Any) -> Response:
            return _answer(given["visit"], kept, lambda _: _json(handler(**given)))

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
    shown = _html(visit, template, page)
    shown.headers["cache-control"] = "no-store"
    return shown


def _answer(visit: Visit, kept: bool, make: Callable[[Visit], Response]) -> Response:
    """Return what `make` gives, and keep it where it may be; 304 where the browser has it already."""
    asked = getattr(visit.request.state, "wanted", None) if kept else None
    if asked is None:
        made = make(visit)
        return finish(visit, made, None) if made.status_code == 200 else made
    if asked.tag in visit.request.headers.get("if-none-match", ""):
        return answer(visit, asked, b"", None)
    made = make(masked(visit))
    if made.status_code != 200:
        return made
    body = bytes(made.body)
    visit.site.kept.put(asked.key, body, made.media_type)
    return answer(visit, asked, body, made.media_type)


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
