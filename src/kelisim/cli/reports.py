"""The command that makes reports: report."""

import re
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Final, Literal, get_args

import typer

from kelisim.cli.fulfilment import DayOption
from kelisim.cli.options import WorkspaceOption, open_workspace

if TYPE_CHECKING:
    from sqlalchemy.engine import Connection

    from kelisim.measure import Tables
    from kelisim.publish.reports import LanguageCode, Report

About = Literal["agreement", "partner", "country", "year"]
_SORTS: Final = get_args(About)
_FORMATS: Final = ("pdf", "html")


def add_to(app: typer.Typer) -> None:
    """Add this command to the command line."""
    app.command("report")(report)


def report(
    about: Annotated[str, typer.Argument(metavar="agreement|partner|country|year", help="What it is on.")],
    which: Annotated[
        str,
        typer.Argument(
            metavar="ID",
            help="An agreement's id; an organisation's id or name; a country's ISO code: GB; a year: 2025.",
        ),
    ],
    format: Annotated[str, typer.Option("--format", help="pdf or html.")] = "pdf",
    language: Annotated[str, typer.Option("--language", help="en, ru or kk.")] = "en",
    out: Annotated[
        Path | None,
        typer.Option("--out", help="The file, or a folder. Default: a file named after the report, here."),
    ] = None,
    on: DayOption = None,
    workspace: WorkspaceOption = None,
) -> None:
    """Make a report for people: what was agreed, what came of it, with pictures, sources, definitions."""
    from kelisim.measure import open_tables
    from kelisim.publish.reports import LANGUAGES, to_html, to_pdf
    from kelisim.register import write_whole

    _one_of(about, _SORTS, "ABOUT")
    _one_of(format, _FORMATS, "--format")
    _one_of(language, LANGUAGES, "--language")
    where, store = open_workspace(workspace)
    folder = where.folder / "tables"
    tables = open_tables(folder) if folder.is_dir() else None
    today = date.today() if on is None else on.date()
    with store, store.reading() as connection:
        made = _report(connection, about, which, today, tables, language)  # type: ignore[arg-type]
    content = to_pdf(made) if format == "pdf" else to_html(made).encode()
    name = f"{about}-{_plain(which)}-{language}.{format}"
    file = Path(name) if out is None else out / name if out.is_dir() else out
    write_whole(file, [content])
    typer.echo(f"{file}: {made.title}")


def _report(
    connection: "Connection",
    about: About,
    which: str,
    today: date,
    tables: "Tables | None",
    language: "LanguageCode",
) -> "Report":
    from kelisim.publish import reports

    if about == "agreement":
        return reports.agreement_report(connection, which, today=today, tables=tables, language=language)
    if about == "partner":
        return reports.partner_report(connection, which, today=today, tables=tables, language=language)
    if about == "country":
        return reports.country_report(connection, which, today=today, tables=tables, language=language)
    return reports.year_report(connection, which, today=today, tables=tables, language=language)


def _one_of(given: str, known: tuple[str, ...], name: str) -> None:
    if given not in known:
        raise typer.BadParameter(f"{given!r} is none of {', '.join(known)}", param_hint=name)


def _plain(text: str) -> str:
    """Return what of a text can stand in the name of a file on every system."""
    return re.sub(r"[^\w.-]+", "-", text).strip("-.")[:60] or "report"
