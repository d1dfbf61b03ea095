"""The description of the API: what FastAPI knows of the routes, and how everything can go wrong.

Public: `describe(app)`.
"""

from typing import Any, Final

from fastapi import FastAPI
from fastapi.openapi.utils import get_openapi
from pydantic import TypeAdapter

from kelisim.web.problems import Problem

_ABOUT: Final = """\
Every page of the register has a twin that gives what it shows as JSON; lists give CSV as well. Answers carry
an ETag: ask again with `If-None-Match` and get 304 while the register stays as it is. Errors have one shape
(RFC 9457). An id that was merged away answers 302 with the address of what it became.
"""
_PROBLEMS: Final = {
    "400": "The request cannot be read.",
    "404": "Nothing goes by this address or id.",
    "422": "A parameter does not fit.",
    "503": "The store is busy; try again.",
}
_KEPT: Final = "What you have is still right."


def describe(app: FastAPI) -> None:
    """Let the application give its description at /openapi.json, made once and when it is first asked for."""

    def description() -> dict[str, Any]:
        if app.openapi_schema is None:
            app.openapi_schema = _described(app)
        return app.openapi_schema

    app.openapi = description  # type: ignore[method-assign]


def _described(app: FastAPI) -> dict[str, Any]:
    found = get_openapi(title=app.title, version=app.version, description=_ABOUT, routes=app.routes)
    schemas = found.setdefault("components", {}).setdefault("schemas", {})
    schemas["Problem"] = TypeAdapter(Problem).json_schema()
    for name in ("HTTPValidationError", "ValidationError"):
        schemas.pop(name, None)
    problem = {"application/problem+json": {"schema": {"$ref": "#/components/schemas/Problem"}}}
    for path in found["paths"].values():
        for method, operation in path.items():
            answers = operation["responses"]
            for status, about in _PROBLEMS.items():
                answers[status] = {"description": about, "content": problem}
            if method == "get":
                answers["304"] = {"description": _KEPT}
    return found
