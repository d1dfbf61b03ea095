"""Reports to take along: an agreement, an organisation, a country as PDF or as one HTML file.

They are those of `kelisim report`, in the language of the reader, made when they are asked for.
"""

from collections.abc import Callable
from pathlib import Path
from typing import Annotated, Final

from fastapi import APIRouter, Response
from fastapi import Path as InPath
from fastapi.responses import RedirectResponse
from starlette.exceptions import HTTPException

from kelisim.measure import open_tables
from kelisim.publish.reports import (
    Report,
    agreement_report,
    country_report,
    partner_report,
    to_html,
    to_pdf,
)
from kelisim.publish.reports.language import language
from kelisim.register import find_id
from kelisim.web.addresses import address_of
from kelisim.web.delivered import tables_of
from kelisim.web.site import Room
from kelisim.web.visit import Asks, Visit

router: Final = APIRouter()
ROOM: Final = Room("reports", router, Path(__file__).parent)
Id = Annotated[str, InPath(max_length=64)]
# What a report in HTML may do, wherever it lies: show its own letters, colours and drawings.
_POLICY: Final = "default-src 'none'; img-src data:; style-src 'unsafe-inline'; frame-ancestors 'none'"


def _report(visit: Visit, make: Callable[..., Report], which: str) -> Report:
    folder = tables_of(visit.site)
    tables = open_tables(folder) if folder.is_dir() else None
    with visit.site.store.reading() as connection:
        tongue = language(visit.language.code).code
        return make(connection, which, today=visit.site.today(), tables=tables, language=tongue)


def _answer(report: Report, name: str, format: str) -> Response:
    """Return a report as a file by that name: PDF to be looked at or kept, HTML that needs nothing else."""
    kept = {
        "cache-control": "private, no-cache",
        "content-disposition": f'inline; filename="{name}.{format}"',
    }
    if format == "pdf":
        return Response(to_pdf(report), media_type="application/pdf", headers=kept)
    return Response(
        to_html(report), media_type="text/html", headers={**kept, "content-security-policy": _POLICY}
    )


def _add(plural: str, make: Callable[..., Report], format: str) -> None:
    """Add the report on an agreement or an organisation in a format."""

    def asked(visit: Asks, id: Id) -> Response:
        with visit.site.store.reading() as connection:
            now = find_id(connection, id)
        if not address_of(now).startswith(f"/{plural}/"):
            raise HTTPException(404, f"{id} is none of the {plural}")
        if now != id:
            return RedirectResponse(f"{address_of(now)}/report.{format}", 302)
        return _answer(_report(visit, make, now), f"kelisim-{now.replace(':', '-')}", format)

    asked.__name__ = f"{plural}_{format}"
    asked.__doc__ = f"The report on one of the {plural}."
    router.add_api_route(
        f"/{plural}/{{id}}/report.{format}", asked, response_model=None, include_in_schema=False
    )


for _format in ("pdf", "html"):
    _add("agreements", agreement_report, _format)
    _add("organisations", partner_report, _format)


@router.get("/countries/{code}/report.{format}", response_model=None, include_in_schema=False)
def country(visit: Asks, code: Annotated[str, InPath(pattern="^[A-Za-z]{2}$")], format: str) -> Response:
    """Return the report on a country."""
    if format not in ("pdf", "html"):
        raise HTTPException(404, f"there is no report as {format!r}; there are: pdf, html")
    known = code.upper()
    if visit.language.country(known) == known:
        raise HTTPException(404, f"there is no country {code!r}; give its ISO 3166-1 code, as KZ")
    return _answer(_report(visit, country_report, known), f"kelisim-{known}", format)
