"""What a reader is told when something goes wrong: one page, and one shape of JSON (RFC 9457).

An address that ends in .json, or a request that asks for JSON before HTML, is answered with
{"type": "about:blank", "title": …, "status": …, "detail": …, "instance": …}.
"""

import logging
from collections.abc import Mapping
from dataclasses import dataclass
from http import HTTPStatus
from typing import Any, Final

from fastapi import FastAPI, Request
from fastapi.exceptions import RequestValidationError
from fastapi.responses import Response
from starlette.exceptions import HTTPException

from kelisim.model import to_json
from kelisim.register import BusyError, DiskFullError, InvalidError, RegisterError, UnknownIdError
from kelisim.web.visit import visit_of

_LOG = logging.getLogger(__name__)
_DAY: Final = "a day, a month or a year: 2026-02-26, 2026-02 or 2026"
_WANTED: Final = {
    "since": _DAY,
    "until": _DAY,
    "year": "four digits: 2026",
    "country": "two letters, as ISO 3166-1 has them: KZ",
    "language": "two letters, as ISO 639-1 has them: kk",
}


@dataclass(frozen=True, slots=True)
class Problem:
    """What went wrong: a short title, the HTTP status, one line for the reader, the address asked for."""

    type: str
    title: str
    status: int
    detail: str
    instance: str


@dataclass(frozen=True, slots=True)
class ProblemPage:
    """The page of a problem: what it is, and whether looking elsewhere may help."""

    problem: Problem
    search: bool


def handle_problems(app: FastAPI) -> None:
    """Let every error that is the reader's to know of end as a page or as JSON of one shape."""

    async def refused(request: Request, error: Exception) -> Response:
        return await answer_problem(request, *_explained(error), getattr(error, "headers", None))

    app.add_exception_handler(HTTPException, refused)
    app.add_exception_handler(RequestValidationError, refused)
    app.add_exception_handler(RegisterError, refused)


async def answer_unexpected(request: Request, error: Exception) -> Response:
    """Return the answer to an error that nobody foresaw; what it was is in the log alone."""
    _LOG.error("%s %s: %r", request.method, request.url.path, error, exc_info=error)
    return await answer_problem(request, 500, "Something went wrong here; it is in the log of the server.")


def wants_json(request: Request) -> bool:
    """Return whether whoever asks is a program rather than a reader."""
    if request.url.path.endswith((".json", ".csv", ".ics")):
        return True
    accept = request.headers.get("accept", "")
    picture = request.url.path.endswith((".svg", ".png"))
    return (picture or "json" in accept) and "text/html" not in accept


def _explained(error: Exception) -> tuple[int, str]:
    """Return the status of an error and the line that tells of it."""
    if isinstance(error, HTTPException):
        return error.status_code, str(error.detail)
    if isinstance(error, RequestValidationError):
        first = error.errors()[0]
        place = ".".join(str(part) for part in first["loc"][1:])
        return 422, f"{place}: {_reason(place, first)}"
    if isinstance(error, UnknownIdError):
        return 404, str(error)
    if isinstance(error, InvalidError):
        return 422, str(error)
    if isinstance(error, (BusyError, DiskFullError)):
        return 503, str(error)
    _LOG.error("%r", error, exc_info=error)
    return 500, "Something went wrong here; it is in the log of the server."


def _reason(place: str, error: Mapping[str, Any]) -> str:
    """Return what does not fit, without the notation of programs."""
    if error["type"] != "string_pattern_mismatch":
        return str(error["msg"])
    wanted = _WANTED.get(place)
    return f"{str(error['input'])[:60]!r} does not fit" + (f"; give {wanted}" if wanted else "")


async def answer_problem(
    request: Request, status: int, detail: str, headers: dict[str, str] | None = None
) -> Response:
    """Return the page, or the JSON, that tells of a problem."""
    problem = Problem("about:blank", HTTPStatus(status).phrase, status, detail, request.url.path)
    headers = {"cache-control": "no-store"} | (headers or {})
    if wants_json(request):
        return Response(to_json(problem), status, headers, "application/problem+json")
    visit = await visit_of(request)
    template = visit.site.templates[visit.language.code].get_template("problem.html")
    html = template.render(visit=visit, page=ProblemPage(problem, status == 404))
    return Response(html, status, headers, "text/html")
