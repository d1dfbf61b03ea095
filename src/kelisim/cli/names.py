"""Commands on names: the registry of organisations, and resolving strings to its identifiers."""

from collections.abc import Callable
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from kelisim.cli.options import JsonOption
from kelisim.cli.output import as_data, print_json

if TYPE_CHECKING:
    from collections.abc import Iterator

    from kelisim.resolve.registry import Candidate, Report

CacheOption = Annotated[
    Path | None,
    typer.Option(
        "--cache",
        envvar="KELISIM_CACHE",
        help="Where the registry is kept; without it, the cache folder of the account.",
        show_default=False,
    ),
]

registry = typer.Typer(
    help="The registry of organisations (ROR) that names are resolved to.", no_args_is_help=True
)


def add_to(app: typer.Typer) -> None:
    """Add these commands to the command line."""
    registry.command("install")(install)
    registry.command("info")(info)
    app.add_typer(registry, name="registry")
    app.command("resolve")(resolve)


def install(
    source: Annotated[
        str, typer.Argument(metavar="FILE|DIR|URL", help="A dump of ROR: zip, json, jsonl.gz.")
    ],
    cache: CacheOption = None,
    json: JsonOption = False,
) -> None:
    """Install the registry from a dump as ROR publishes it; the old one stays until the new one is whole."""
    from kelisim.resolve import registry as names

    with _steps() as step:
        report = names.install(source, _cache(cache), progress=step)
    _show(report, json=json)


def info(cache: CacheOption = None, json: JsonOption = False) -> None:
    """Show what the installed registry holds, and what changed since the one before."""
    from kelisim.resolve import registry as names

    _show(names.info(_cache(cache)), json=json)


def resolve(
    text: Annotated[
        str | None, typer.Argument(metavar="[TEXT]", help="A name or an affiliation string.")
    ] = None,
    source: Annotated[
        Path | None, typer.Option("--in", help="A file of strings: .csv, .parquet, .jsonl.")
    ] = None,
    target: Annotated[Path | None, typer.Option("--out", help="Where the answers go.")] = None,
    many: Annotated[
        bool, typer.Option("--many/--one", help="All organisations of a string, or the likeliest.")
    ] = True,
    column: Annotated[
        str, typer.Option("--column", help="The column that holds the strings.")
    ] = "affiliation",
    explain: Annotated[bool, typer.Option("--explain", help="Say why, also for those not chosen.")] = False,
    cache: CacheOption = None,
    json: JsonOption = False,
) -> None:
    """Resolve names to identifiers of the registry: one string, or a file of them."""
    if (text is None) == (source is None) or (source is None) != (target is None):
        raise typer.BadParameter("give one TEXT, or --in FILE with --out FILE")
    if text is not None:
        _resolve_text(text, _cache(cache), many=many, explain=explain, json=json)
    elif source is not None and target is not None:
        _resolve_file(source, target, _cache(cache), many=many, column=column, explain=explain)


def _resolve_text(text: str, cache: Path, *, many: bool, explain: bool, json: bool) -> None:
    from kelisim.resolve import registry as names

    loaded = names.load(cache)
    if explain:
        found = names.candidates(loaded, text)
    elif many:
        found = names.match_many(loaded, [text])[0]
    else:
        found = tuple(c for c in names.match_one(loaded, [text]) if c is not None)
    if json:
        print_json([as_data(candidate) for candidate in found])
        return
    for candidate in found:
        _tell(candidate)
    if len(found) == 0:
        typer.echo("no organisation of the registry")


def _tell(candidate: "Candidate") -> None:
    closed = "" if candidate.status == "active" else f", {candidate.status}"
    became = f", now {candidate.successor}" if candidate.successor is not None else ""
    country = f", {candidate.country}" if candidate.country is not None else ""
    typer.echo(f"{candidate.probability:.3f}  {candidate.id}  {candidate.name}{country}{closed}{became}")
    for reason in candidate.reasons:
        parts = [
            f"{key} {value}" for key, value in as_data(reason).items() if value not in (None, "", 0, 0.0)
        ]
        typer.echo(f"       {', '.join(parts)}")


def _resolve_file(source: Path, target: Path, cache: Path, *, many: bool, column: str, explain: bool) -> None:
    from kelisim.resolve import registry as names

    loaded = names.load(cache)
    with _steps() as step:
        summary = names.resolve_file(
            loaded,
            source,
            target,
            mode="many" if many else "one",
            column=column,
            explain=explain,
            progress=lambda done: step("resolve", done, None),
        )
    typer.echo(f"{summary.rows} rows, {summary.matched} with at least one id, {summary.ids} ids: {target}")


def _show(report: "Report", *, json: bool) -> None:
    data = as_data(report)
    if json:
        print_json(data)
        return
    for key, value in data.items():
        if value not in ([], (), "", None):
            shown = ", ".join(value) if isinstance(value, (list, tuple)) else value
            typer.echo(f"{key.replace('_', ' '):<14}{shown}")


def _cache(given: Path | None) -> Path:
    from kelisim.resolve.registry import default_cache

    return given if given is not None else default_cache()


@contextmanager
def _steps() -> "Iterator[Callable[[str, int, int | None], None]]":
    """Show what is being done and how far it is, on a terminal's standard error."""
    import sys

    from rich.console import Console

    console = Console(file=sys.stderr)
    with console.status("") as status:

        def step(what: str, done: int, total: int | None) -> None:
            status.update(f"{what} {done:,}" + (f" of {total:,}" if total is not None else ""))

        yield step
