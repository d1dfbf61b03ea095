"""Who asks, in which language, for what: the one value that a handler takes beside its own parameters."""

import getpass
from dataclasses import dataclass
from typing import Annotated
from urllib.parse import urlencode

from fastapi import Depends, Request

from kelisim.web.languages import Language, chosen_language
from kelisim.web.site import Site, User


@dataclass(frozen=True, slots=True)
class Visit:
    """One request, as handlers and templates see it.

    `path` has no query; `query` are the parameters of the address as they came, in their order; `csrf` is
    the token that a form sends back, "" where no guard asks for one.
    """

    site: Site
    language: Language
    user: User
    path: str
    query: tuple[tuple[str, str], ...]
    csrf: str
    request: Request

    def address(self, path: str | None = None, **changed: str | int | None) -> str:
        """Return this address with some parameters changed; None takes one away."""
        kept = [(name, value) for name, value in self.query if name not in changed]
        pairs = [*kept, *((name, str(value)) for name, value in changed.items() if value is not None)]
        path = self.path if path is None else path
        return path if len(pairs) == 0 else f"{path}?{urlencode(pairs)}"


def site_of(request: Request) -> Site:
    """Return the site that answers a request."""
    site = request.app.state.site
    assert isinstance(site, Site)
    return site


def user_of(request: Request) -> User:
    """Return who asks: whom a guard found (`request.state.user`), else the person at the machine."""
    user = getattr(request.state, "user", None)
    return user if isinstance(user, User) else User("", _account(), "administrator")


async def visit_of(request: Request) -> Visit:
    """Return the visit that a request makes. A coroutine, so that no thread is woken for it."""
    return make_visit(request, site_of(request))


def make_visit(request: Request, site: Site) -> Visit:
    """Return the visit that a request makes to a site."""
    return Visit(
        site=site,
        language=chosen_language(request, site.languages, site.settings.language),
        user=user_of(request),
        path=request.url.path,
        query=tuple(request.query_params.multi_items()),
        csrf=str(getattr(request.state, "csrf", "")),
        request=request,
    )


Asks = Annotated[Visit, Depends(visit_of)]
"""The type of the parameter by which a handler takes the visit."""


def _account() -> str:
    try:
        return getpass.getuser()
    except (KeyError, OSError):  # no such account, as in some containers
        return "editor"
