"""What handlers ask for: a role, and that a form comes from our own page.

Public: `Editor`, `Administrator`, `Member` (types of parameters), `EDITORS`, `ADMINISTRATORS` (dependencies
of routers), `FromOurForm` (a dependency of every handler of POST), `safe_way(text)`.
"""

import hmac
import re
from collections.abc import Callable
from typing import Annotated, Final
from urllib.parse import quote

from fastapi import Depends, Form, Request
from starlette.exceptions import HTTPException

from kelisim.web.accounts.gate import ANONYMOUS
from kelisim.web.site import Role, User
from kelisim.web.visit import user_of

_WAY: Final = re.compile(r"/(?![/\\])[^\\\x00-\x20\x7f]*")
_STALE: Final = "This form is too old, or came from elsewhere. Go back, load the page anew and send it again."


def at_least(role: Role) -> Callable[[Request], User]:
    """Return the dependency that gives who asks, if that role or a higher one is theirs.

    Who has not logged in is shown the way to the login; others are told that they may not (403).
    """

    def check(request: Request) -> User:
        user = user_of(request)
        if user.id == ANONYMOUS.id:
            wanted = request.url.path if request.method == "GET" else "/"
            way = f"/login?next={quote(wanted, safe='')}"
            raise HTTPException(303, "Log in first.", {"location": way})
        if not user.may(role):
            raise HTTPException(403, f"Only who has the role {role} may do this; ask an administrator.")
        return user

    return check


Member = Annotated[User, Depends(at_least("reader"))]
EDITORS = Depends(at_least("editor"))
ADMINISTRATORS = Depends(at_least("administrator"))
"""For routers whose handlers need not know who it is."""

Editor = Annotated[User, Depends(at_least("editor"))]
Administrator = Annotated[User, Depends(at_least("administrator"))]


def _from_our_form(request: Request, csrf: Annotated[str, Form(max_length=200)] = "") -> None:
    """Refuse a form that does not send back the word that our page gave it (403)."""
    if getattr(request.state, "by_token", False):
        return
    wanted = str(getattr(request.state, "csrf", ""))
    if wanted == "" or not hmac.compare_digest(wanted.encode(), csrf.encode("utf-8", "replace")):
        raise HTTPException(403, _STALE)


FromOurForm = Depends(_from_our_form)


def safe_way(text: str) -> str:
    """Return a way within these pages as it was given; the first page for anything else."""
    return text if _WAY.fullmatch(text) is not None and len(text) <= 2000 else "/"
