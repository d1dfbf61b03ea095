"""Commands on the bibliographic record: works add, stats, fetch."""

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from kelisim.cli.names import CacheOption
from kelisim.cli.options import JsonOption, WorkspaceOption
from kelisim.cli.output import DONE, FAILED, NOTHING, as_data, complain, print_json

if TYPE_CHECKING:
    from kelisim.works import Added, WorksStats

works = typer.Typer(
    help="The bibliographic record: publications and projects, as tables that are measured.",
    no_args_is_help=True,
)
_SHOWN = 20


def add_to(app: typer.Typer) -> None:
    """Add these commands to the command line."""
    works.command("add")(add)
    works.command("fetch")(fetch)
    works.command("stats")(stats)
    app.add_typer(works, name="works")


def add(
    paths: Annotated[
        list[Path], typer.Argument(metavar="PATH…", help="Files, folders, .gz, .zip; told by their content.")
    ],
    format: Annotated[
        str | None, typer.Option("--format", help="Take the files for this format, whatever they look like.")
    ] = None,
    resolve: Annotated[
        bool,
        typer.Option("--resolve/--no-resolve", help="Resolve affiliations without id, where a registry is."),
    ] = True,
    jobs: Annotated[int | None, typer.Option("--jobs", "-j", min=1, help="Processes that read.")] = None,
    cache: CacheOption = None,
    json: JsonOption = False,
    workspace: WorkspaceOption = None,
) -> None:
    """Take bibliographic files into the tables of the workspace. What is there already does not change.

    Exit code: 0 all done, 1 some files or records could not be read, 2 nothing was done.
    """
    from kelisim.cli.names import _steps
    from kelisim.register import find_workspace
    from kelisim.works import add_works
    from kelisim.works.adding import processes

    with _steps() as step:
        added = add_works(
            find_workspace(workspace).folder,
            paths,
            format=format,
            jobs=jobs if jobs is not None else processes(),
            registry=_registry(cache) if resolve else None,
            progress=step,
        )
    if json:
        print_json(as_data(added))
    _tell(added, quiet=json)
    read = sum(each.read for each in added.files)
    rejected = sum(each.rejected for each in added.files) + sum(not each.whole for each in added.files)
    if read == 0 and len(added.known) == 0:
        raise typer.Exit(NOTHING)
    raise typer.Exit(FAILED if rejected or added.failures else DONE)


def fetch(
    organisations: Annotated[
        list[str], typer.Option("--organisation", "-o", metavar="ROR", help="A ROR id; may be given again.")
    ],
    since: Annotated[
        str | None, typer.Option("--since", metavar="YEAR|DATE", help="Published in or after this.")
    ] = None,
    mailto: Annotated[
        str | None,
        typer.Option("--mailto", envvar="KELISIM_MAILTO", help="Your address: OpenAlex asks who asks."),
    ] = None,
    key: Annotated[
        str | None, typer.Option("--key", envvar="OPENALEX_API_KEY", help="The key of your OpenAlex account.")
    ] = None,
    api: Annotated[
        str, typer.Option("--api", envvar="KELISIM_OPENALEX", help="Another address of the service.")
    ] = "https://api.openalex.org",
    cache: CacheOption = None,
    workspace: WorkspaceOption = None,
) -> None:
    """Fetch the works of organisations from OpenAlex and take them into the tables.

    A run that is stopped goes on where it was when the same command is given again.
    """
    from kelisim.cli.names import _steps
    from kelisim.register import find_workspace
    from kelisim.works import Service, add_works, fetch_works

    folder = find_workspace(workspace).folder
    with _steps() as step:
        fetched = fetch_works(
            folder, organisations, since=since, service=Service(api, mailto, key), progress=step
        )
        added = add_works(folder, list(fetched.folders), registry=_registry(cache), progress=step)
    typer.echo(f"{fetched.works} works fetched: {', '.join(map(str, fetched.folders))}")
    _tell(added, quiet=False)
    raise typer.Exit(FAILED if added.failures or any(each.rejected for each in added.files) else DONE)


def _registry(cache: Path | None) -> Path | None:
    """Return the folder of the registry, if one is installed."""
    from kelisim.resolve.registry import default_cache, is_installed

    home = cache if cache is not None else default_cache()
    return home if is_installed(home) else None


def _tell(added: "Added", *, quiet: bool) -> None:
    problems = [*added.failures, *(problem for each in added.files for problem in each.problems)]
    for problem in problems[:_SHOWN]:
        complain(problem)
    told = sum(len(each.problems) for each in added.files)
    more = len(problems) - _SHOWN + max(0, sum(each.rejected for each in added.files) - told)
    if len(problems) > _SHOWN and more > 0:
        complain(f"… and {more} more; kelisim works stats --json tells the first hundred of each file")
    if quiet:
        return
    counts = {
        name: sum(getattr(each, name) for each in added.files) for name in ("present", "read", "rejected")
    }
    typer.echo(
        f"{len(added.files)} files added, {len(added.known)} known already, {len(added.failures)} failed\n"
        f"{counts['present']} records: {counts['read']} read, {counts['rejected']} rejected, "
        f"{added.repeats} of works told of already"
    )
    if added.asked:
        typer.echo(f"{added.asked} affiliations without id: {added.resolved} resolved by the matcher")


def stats(workspace: WorkspaceOption = None, json: JsonOption = False) -> None:
    """Show the tables in numbers: works, sources, years, and what is left out of which question."""
    from kelisim.register import find_workspace
    from kelisim.works import works_stats

    found = works_stats(find_workspace(workspace).folder)
    if json:
        print_json(as_data(found))
    else:
        _show(found)


def _show(found: "WorksStats") -> None:
    data = as_data(found)
    for name, value in data.items():
        if isinstance(value, int):
            typer.echo(f"{name.replace('_', ' '):<20}{value:>12,}")
    years = [year for year in found.years if year > 0]
    if years:
        typer.echo(f"{'years':<20}{min(years):>12} to {max(years)}")
    for title in ("sources", "resolved", "left_out"):
        typer.echo(f"\n{title.replace('_', ' ')}")
        for name, value in data[title].items():
            typer.echo(f"  {name.replace('_', ' '):<24}{value:>10,}")
    typer.echo("\nfiles")
    for file in found.files[-_SHOWN:]:
        end = "" if file.whole else ", cut short"
        typer.echo(f"  {file.name}  {file.format}: {file.read} read, {file.rejected} rejected{end}")
    if len(found.files) > _SHOWN:
        typer.echo(f"  … the last {_SHOWN} of {len(found.files)}; --json tells all")
