"""Commands on a workspace as a whole: init, rebuild, doctor, stats, export."""

from pathlib import Path
from typing import Annotated, Literal

import typer

from kelisim.cli.options import JsonOption, WorkspaceOption, open_workspace, tell_old_marks
from kelisim.cli.output import FAILED, as_data, print_json, print_table


def add_to(app: typer.Typer) -> None:
    """Add these commands to the command line."""
    app.command("init")(init)
    app.command("rebuild")(rebuild)
    app.command("doctor")(doctor)
    app.command("stats")(stats)
    app.command("export")(export)


def init(
    folder: Annotated[Path, typer.Argument(metavar="DIR", help="The folder to make a workspace.")],
) -> None:
    """Make a workspace: settings (kelisim.toml), documents, store."""
    from kelisim.register import create_workspace, open_store

    workspace = create_workspace(folder)
    open_store(workspace).close()
    typer.echo(f"{workspace.folder} is a workspace. Next: kelisim add PATH --workspace {folder}")


def rebuild(workspace: WorkspaceOption = None) -> None:
    """Compute every record anew from documents, statements and decisions."""
    from kelisim.register import rebuild as compute

    _, store = open_workspace(workspace)
    with store:
        done = compute(store)
    rows = {0: "nothing", 1: "1 row"}.get(done.written, f"{done.written} rows")
    typer.echo(f"rebuilt; {rows} differed from what was stored")


def doctor(workspace: WorkspaceOption = None, json: JsonOption = False) -> None:
    """Check every invariant of a workspace; exit code 1 where something is found."""
    from kelisim.register import examine

    place, store = open_workspace(workspace)
    with store:
        findings = list(examine(store))
    if json:
        print_json([as_data(finding) for finding in findings])
    else:
        for finding in findings:
            typer.echo(str(finding))
        if len(findings) == 0:
            typer.echo(f"{place.folder}: sound, nothing found")
    if len(findings) > 0:
        raise typer.Exit(FAILED)


def stats(workspace: WorkspaceOption = None, json: JsonOption = False) -> None:
    """Show the register in numbers, and what needs attention."""
    from datetime import date

    from kelisim.register import stats as count

    place, store = open_workspace(workspace)
    with store, store.reading() as connection:
        tell_old_marks(connection, place)
        found = count(connection, today=date.today(), expiring_days=place.settings.review.expiring_days)
    if json:
        print_json(as_data(found))
    else:
        show_stats(found)


def show_stats(found: object) -> None:
    """Print the register in numbers as tables."""
    data = as_data(found)
    typer.echo(
        f"{data['documents']} documents"
        + (f" ({data['waiting']} waiting to be computed)" if data["waiting"] else "")
        + f", {sum(data['statements'].values())} statements, {data['near_duplicates']} pairs that tell "
        f"nearly the same, {data['decisions']} decisions\n"
    )
    kinds = sorted(set(data["statements"]) | set(data["records"]), key=list(data["statements"]).index)
    print_table(
        [
            {
                "kind": kind,
                "statements": data["statements"].get(kind, 0),
                "records": data["records"].get(kind, 0),
            }
            for kind in kinds
        ],
        ("kind", "statements", "records"),
    )
    typer.echo("")
    print_table(
        [{"entities": name, "count": n} for name, n in data["entities"].items()], ("entities", "count")
    )
    typer.echo("")
    attention = [
        {"needs_attention": _ATTENTION[name], "count": n} for name, n in data["attention"].items() if n
    ]
    if len(attention) > 0:
        print_table(attention, ("needs_attention", "count"))
    else:
        typer.echo("nothing needs attention")


_ATTENTION = {
    "review": "records that wait for review",
    "contradictions": "records whose sources contradict each other",
    "expired": "agreements that have ended",
    "expiring": "agreements that end soon",
    "overdue": "promises whose date has passed",
    "doubts": "pairs that may be the same",
    "unapplied": "decisions whose target is gone",
}


def export(
    format: Annotated[
        Literal["json", "jsonl", "csv"], typer.Option("--format", help="Form of the export.")
    ] = "json",
    to: Annotated[
        Path | None,
        typer.Option("--to", help="File to write, or for CSV the folder; without it, the standard output."),
    ] = None,
    kind: Annotated[
        str | None, typer.Option("--kind", help="Only records of this kind (agreements, projects …).")
    ] = None,
    workspace: WorkspaceOption = None,
) -> None:
    """Write the whole register, or the records of one kind. The same register gives the same bytes."""
    import sys

    from kelisim.register import export_csv, export_folder, export_json, export_jsonl, write_whole

    _, store = open_workspace(workspace)
    with store, store.reading() as connection:
        if format == "csv" and kind is None:
            if to is None:
                raise typer.BadParameter(
                    "CSV of the whole register is several files: name a folder", param_hint="--to"
                )
            for file in export_folder(connection, to):
                typer.echo(str(file), err=True)
            return
        if format == "csv":
            pieces = export_csv(connection, kind or "")
        elif format == "jsonl" or kind is not None:
            pieces = export_jsonl(connection, kind)
        else:
            pieces = export_json(connection)
        if to is not None:
            write_whole(to, pieces)
        else:
            for piece in pieces:
                sys.stdout.buffer.write(piece)
