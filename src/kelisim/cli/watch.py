"""Commands on feeds: which are looked at, and looking at them, once or again and again."""

import time
from typing import TYPE_CHECKING, Annotated, Final

import typer

from kelisim.cli.options import JsonOption, WorkspaceOption, open_workspace
from kelisim.cli.output import DONE, FAILED, NOTHING, as_data, complain, print_json, print_table
from kelisim.cli.spending import tell_spent

if TYPE_CHECKING:
    from kelisim.read import Limits
    from kelisim.register import Store
    from kelisim.web.adding import Looked

Url = Annotated[str, typer.Argument(metavar="URL", help="The address of the feed.")]
_SHORTEST: Final = 5.0  # minutes: a site is asked no more often
_NAP: Final = 30.0  # seconds between two looks at the schedule

group = typer.Typer(help="Feeds that kelisim watch looks at.", no_args_is_help=True)


def add_to(app: typer.Typer) -> None:
    """Add these commands to the command line."""
    app.add_typer(group, name="feed")
    app.command("watch")(watch)


@group.command("add")
def add(url: Url, workspace: WorkspaceOption = None) -> None:
    """Have a feed (RSS, Atom) looked at from now on."""
    from kelisim.web.adding import add_feed

    _, store = open_workspace(workspace)
    with store:
        add_feed(store, url, "the command line")
    typer.echo(f"{url}: looked at from now on, by: kelisim watch")


@group.command("remove")
def remove(url: Url, workspace: WorkspaceOption = None) -> None:
    """Have a feed looked at no more; its documents stay."""
    from kelisim.web.adding import remove_feed

    _, store = open_workspace(workspace)
    with store:
        remove_feed(store, url)
    typer.echo(f"{url}: looked at no more")


@group.command("list")
def list_all(workspace: WorkspaceOption = None, json: JsonOption = False) -> None:
    """List the feeds, when they were looked at, when they will be, and what went wrong."""
    from kelisim.web.adding import feeds

    _, store = open_workspace(workspace)
    with store, store.reading() as connection:
        rows = [as_data(feed) for feed in feeds(connection)]
    if json:
        print_json(rows)
    elif len(rows) == 0:
        typer.echo("no feeds; add one with: kelisim feed add URL")
    else:
        print_table(rows, ("url", "by", "looked", "next", "failures", "error"))


def watch(
    loop: Annotated[bool, typer.Option("--loop", help="Go on for ever, until stopped.")] = False,
    every: Annotated[
        float, typer.Option("--every", min=_SHORTEST, help="Minutes between two looks at a feed.")
    ] = 60.0,
    now: Annotated[
        bool, typer.Option("--now", help="Look at all feeds, also those whose time has not come.")
    ] = False,
    workspace: WorkspaceOption = None,
    json: JsonOption = False,
) -> None:
    """Look at the feeds whose time has come, and take in what is new.

    A feed that has not changed is not fetched; one that fails is asked twice as seldom each time, up to once
    a day. Exit code: 0 all done, 1 some feeds failed, 2 all of them.
    """
    from kelisim.web.adding import limits_of

    place, store = open_workspace(workspace)
    limits = limits_of(place)
    with store:
        if loop:
            try:
                while True:
                    _look_all(store, limits, every, now=now, json=json)
                    now = False
                    time.sleep(_NAP)
            except KeyboardInterrupt:
                raise typer.Exit(DONE) from None
        looked = _look_all(store, limits, every, now=now, json=json)
    if not json and len(looked) == 0:
        typer.echo("no feed is due; see: kelisim feed list")
    failed = sum(each.error is not None for each in looked)
    raise typer.Exit(DONE if failed == 0 else NOTHING if failed == len(looked) else FAILED)


def _look_all(store: "Store", limits: "Limits", every: float, *, now: bool, json: bool) -> "list[Looked]":
    """Look at the feeds that are due, or at all; tell what came of each."""
    from kelisim.extractors import extractor_of
    from kelisim.web.adding import due, feeds, look

    extractor = extractor_of(store.workspace)
    with store.reading() as connection:
        wanted = feeds(connection) if now else due(connection)
    robots: dict[str, str] = {}
    looked = []
    for feed in wanted:
        found = look(store, feed, limits=limits, robots=robots, minutes=every, extractor=extractor)
        looked.append(found)
        if not json:
            _tell(found)
    if json:
        print_json([as_data(each) for each in looked])
    elif len(looked) > 0:
        tell_spent(extractor.spent())
    return looked


def _tell(found: "Looked") -> None:
    if found.error is not None:
        complain(found.error)
    elif not found.changed:
        typer.echo(f"{found.url}: nothing new")
    else:
        typer.echo(f"{found.url}: {len(found.new)} documents added")
    for line in found.refused:
        complain(line)
