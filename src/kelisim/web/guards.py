"""What stands before every page: headers that keep a browser safe, HEAD, names of hosts.

Public: `Safe` (ASGI middleware), `own_hosts(settings)`.
"""

from typing import Final

from starlette.datastructures import MutableHeaders
from starlette.requests import Request
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from kelisim.web.problems import answer_problem, answer_unexpected
from kelisim.web.settings import WebSettings

_LOCAL: Final = ("localhost", "127.0.0.1", "[::1]")
# No inline script or style, nothing from elsewhere. `data:` images are the marks drawn by the style sheet.
_POLICY: Final = "; ".join(
    (
        "default-src 'none'",
        "script-src 'self'",
        "style-src 'self'",
        "img-src 'self' data:",
        "font-src 'self'",
        "connect-src 'self'",
        "manifest-src 'self'",
        "form-action 'self'",
        "base-uri 'none'",
        "frame-ancestors 'none'",
    )
)
_HEADERS: Final = {
    "content-security-policy": _POLICY,
    "x-content-type-options": "nosniff",
    "x-frame-options": "DENY",
    "referrer-policy": "same-origin",
    "cross-origin-opener-policy": "same-origin",
    "cross-origin-resource-policy": "same-origin",
    "permissions-policy": "camera=(), microphone=(), geolocation=(), browsing-topics=()",
}


class Safe:
    """Adds the headers to every answer, even that to an error, and answers HEAD as GET without its body."""

    def __init__(self, app: ASGIApp) -> None:
        self.app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Pass a request on."""
        if scope["type"] != "http":
            await self.app(scope, receive, send)
            return
        head = scope["method"] == "HEAD"

        async def guarded(message: Message) -> None:
            if message["type"] == "http.response.start":
                headers = MutableHeaders(scope=message)
                for name, value in _HEADERS.items():
                    headers.setdefault(name, value)
            elif head and message["type"] == "http.response.body":
                message = {**message, "body": b""}
            await send(message)

        request = Request(scope)
        if "\0" in scope["path"] or b"%00" in scope["query_string"]:
            answer = await answer_problem(request, 400, "an address with the character 0 in it is none")
            await answer(scope, receive, guarded)
            return
        started = False

        async def begun(message: Message) -> None:
            nonlocal started
            started = True
            await guarded(message)

        try:
            await self.app({**scope, "method": "GET"} if head else scope, receive, begun)
        except Exception as error:  # whatever it is: the reader gets a page, the log the rest
            if started:
                raise
            answer = await answer_unexpected(request, error)
            await answer(scope, receive, guarded)


def own_hosts(settings: WebSettings) -> list[str]:
    """Return the names by which the pages may be asked for.

    Another site whose name leads to this machine (DNS rebinding) must not read the register.
    """
    return [*_LOCAL, *settings.hosts]
