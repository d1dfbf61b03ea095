"""Commands that take documents in: add, extract."""

import sys
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any, Final

import typer

from kelisim.cli.clusters import extract_on
from kelisim.cli.grouped import grouped
from kelisim.cli.options import JsonOption, WorkspaceOption, open_workspace
from kelisim.cli.output import DONE, FAILED, NOTHING, as_data, complain, print_json
from kelisim.cli.progress import progress
from kelisim.cli.spending import tell_spent

if TYPE_CHECKING:
    from kelisim.api import Summary
    from kelisim.extract import Extractor
    from kelisim.intake import Bytes, Taken
    from kelisim.read import Limits
    from kelisim.register import Store, Workspace
    from kelisim.resolve.registry import Registry

Sources = Annotated[
    list[str],
    typer.Argument(metavar="PATH|URL|-…", help="Files, folders, addresses; - reads the standard input."),
]
Published = Annotated[
    str | None, typer.Option("--published", help="Date published, where the document does not say it.")
]
Publisher = Annotated[
    str | None, typer.Option("--publisher", help="Publisher, where the document does not say it.")
]
Url = Annotated[str | None, typer.Option("--url", help="Address, where the document does not say it.")]
Language = Annotated[
    str | None, typer.Option("--language", help="Language (ISO 639-1), where it is told wrongly.")
]
Jobs = Annotated[int | None, typer.Option("--jobs", "-j", min=1, help="Processes that work at a time.")]


@dataclass(frozen=True, slots=True)
class Means:
    """With what documents are extracted."""

    jobs: Jobs = 1
    cache: Annotated[
        Path | None,
        typer.Option(
            "--cache",
            envvar="KELISIM_CACHE",
            help="Where a registry of organisations is installed; without it, the account's cache folder.",
        ),
    ] = None
    engine: Annotated[
        str | None,
        typer.Option("--engine", help="spark, or spark=ADDRESS of a cluster; without it, this machine."),
    ] = None
    workspace: WorkspaceOption = None


_SHOWN: Final = 20  # failures told at the end; all of them are in the JSON


def add_to(app: typer.Typer) -> None:
    """Add these commands to the command line."""
    app.command("add")(add)
    app.command("extract")(grouped(extract))


def add(
    sources: Sources,
    published: Published = None,
    publisher: Publisher = None,
    url: Url = None,
    language: Language = None,
    jobs: Jobs = None,
    json: JsonOption = False,
    workspace: WorkspaceOption = None,
) -> None:
    """Read, extract, resolve and register documents. What is there already does not change.

    Exit code: 0 all done, 1 some failed, 2 nothing was done.
    """
    from kelisim import api
    from kelisim.read import Hints

    place, store = open_workspace(workspace)
    with store:
        wanted = api.expand(_given(sources))
        with progress("reading", len(wanted)) as step:
            summary = api.add(
                store,
                wanted,
                jobs=jobs or place.settings.extract.jobs,
                hints=Hints(published, publisher, url, language),
                limits=_limits(place),
                told=lambda _: step(),
            )
        _report(place, store, summary, json=json)
    raise typer.Exit(
        _exit_code(len(summary.failures), len(summary.new) + len(summary.changed) + len(summary.known))
    )


def _report(place: "Workspace", store: "Store", summary: "Summary", *, json: bool) -> None:
    from datetime import date

    from kelisim.cli.workspaces import show_stats
    from kelisim.register import stats

    with store.reading() as connection:
        numbers = stats(connection, today=date.today(), expiring_days=place.settings.review.expiring_days)
    _tell_failures(summary.failures)
    if json:
        print_json({"added": as_data(summary), "register": as_data(numbers)})
        return
    typer.echo(
        f"{len(summary.new)} documents added, {len(summary.changed)} extracted anew, "
        f"{len(summary.known)} known already, {len(summary.failures)} failed"
    )
    tell_spent(summary.spent)
    show_stats(numbers)
    at = "" if place.folder == Path.cwd() else f" --workspace {_near(place.folder)}"
    typer.echo(
        f"\nNext: kelisim list agreements{at}\n      kelisim show ID{at}\n      kelisim search WORDS{at}"
    )


def extract(
    sources: Sources,
    to: Annotated[Path, typer.Option("--to", metavar="DIR", help="Where to write one JSON a document.")],
    means: Means,
    published: Published = None,
    language: Language = None,
) -> None:
    """Extract without a register: one DIR/<stem>.json a document, in the shape of the evaluation corpus.

    How, is said by the settings of a workspace, where one is named or stands around this folder: else by
    the grammar. With --engine spark, on a cluster and by the grammar: Parquet files in DIR that
    `kelisim add DIR` takes in.
    Where a registry of organisations is installed, who they are (country, ROR id) is told, too.
    Exit code: 0 all done, 1 some failed, 2 nothing was done.
    """
    if means.engine is not None:
        raise typer.Exit(extract_on(means.engine, sources, to, published, language))
    from kelisim import api
    from kelisim.intake import Failed, intake
    from kelisim.read import Hints, Limits

    to.mkdir(parents=True, exist_ok=True)
    wanted = api.expand(_given(sources))
    registry = _registry(means.cache)
    extractor = _extractor(means.workspace)
    written: set[str] = set()
    failures: list[str] = []
    with progress("extracting", len(wanted)) as step:
        hints = Hints(published, language=language)
        for result in intake(wanted, jobs=means.jobs or 1, limits=Limits(), hints=hints, extractor=extractor):
            for number, each in enumerate(result):
                if isinstance(each, Failed):
                    failures.append(each.message)
                else:
                    name = _free_name(each, written, number, len(result))
                    _write(each, to / f"{name}.json", name, registry)
                    written.add(name)
            step()
    _tell_failures(tuple(failures))
    typer.echo(f"{len(written)} documents extracted to {to}, {len(failures)} sources failed")
    tell_spent(extractor.spent())
    raise typer.Exit(_exit_code(len(failures), len(written)))


def _extractor(workspace: Path | None) -> "Extractor":
    """Return the extractor that a workspace's settings name; the grammar where there is no workspace."""
    from kelisim.extract import GRAMMAR
    from kelisim.extractors import extractor_of
    from kelisim.register import WorkspaceError, find_workspace

    try:
        return extractor_of(find_workspace(workspace))
    except WorkspaceError:
        if workspace is not None:
            raise
        return GRAMMAR


def _registry(cache: Path | None) -> "Registry | None":
    """Return the installed registry, None where there is none; a damaged one is told and not used."""
    from kelisim.resolve.registry import RegistryError, default_cache, is_installed, load

    place = cache or default_cache()
    if not is_installed(place):
        return None
    try:
        return load(place)
    except RegistryError as error:
        complain(f"{error}; organisations are not identified")
        return None


def _free_name(taken: "Taken", written: set[str], number: int, count: int) -> str:
    """Return what the file of a document is called; a second one of the same stem gets a number."""
    stem = Path(taken.document.name).stem or taken.document.id.replace(":", "-")
    if "://" in taken.source:
        stem = taken.document.id.replace(":", "-")
    stem = stem if count == 1 else f"{stem}-{number + 1}"
    name, tried = stem, 1
    while name in written:
        tried += 1
        name = f"{stem}-{tried}"
    return name


def _write(taken: "Taken", path: Path, id: str, registry: "Registry | None") -> None:
    """Write one document's JSON."""
    import json

    from kelisim.api import meant
    from kelisim.extract import corpus_format
    from kelisim.register import write_whole

    document, extraction = taken.document, taken.extraction
    known = None if registry is None else meant(document, extraction, registry)
    data = corpus_format(document, extraction, meant=known) | {"id": id}
    write_whole(path, [json.dumps(data, ensure_ascii=False, indent=1).encode(), b"\n"])


def _given(sources: list[str]) -> "list[str | Path | Bytes]":
    from kelisim.intake import Bytes
    from kelisim.read import is_url

    given: list[Any] = []
    for source in sources:
        if source == "-":
            given.append(Bytes(sys.stdin.buffer.read(), "standard input"))
        else:
            given.append(source if is_url(source) else Path(source))
    return given


def _limits(place: "Workspace") -> "Limits":
    from kelisim.read import Limits

    wanted = place.settings.read
    return Limits(
        max_bytes=int(wanted.max_megabytes * 1_000_000),
        read_seconds=wanted.timeout_seconds,
        total_seconds=wanted.timeout_seconds * 3,
        allow_private=wanted.allow_private_addresses,
        obey_robots=wanted.obey_robots_txt,
    )


def _tell_failures(failures: tuple[str, ...]) -> None:
    for message in failures[:_SHOWN]:
        complain(message)
    if len(failures) > _SHOWN:
        complain(f"… and {len(failures) - _SHOWN} more failed")


def _exit_code(failed: int, done: int) -> int:
    if failed == 0:
        return DONE
    return FAILED if done > 0 else NOTHING


def _near(folder: Path) -> str:
    return str(folder.relative_to(Path.cwd())) if folder.is_relative_to(Path.cwd()) else str(folder)
