"""The command that asks whether commitments are kept: fulfilment."""

from collections import Counter
from collections.abc import Iterator, Sequence
from datetime import date, datetime
from typing import TYPE_CHECKING, Annotated, Final

import typer

from kelisim.cli.options import CsvOption, JsonOption, WorkspaceOption, open_workspace
from kelisim.cli.output import as_data, print_csv, print_json

if TYPE_CHECKING:
    from kelisim.measure.fulfilment import Fulfilment, Search

DayOption = Annotated[
    datetime | None,
    typer.Option(
        "--on", formats=["%Y-%m-%d"], metavar="DATE", help="As of this day: 2026-01-31. Default: today."
    ),
]
_COLUMNS: Final = ("commitment", "agreement", "title", "text", "state", "reason", "due", "since", "evidence")


def add_to(app: typer.Typer) -> None:
    """Add this command to the command line."""
    app.command("fulfilment")(fulfilment)


def fulfilment(
    agreement: Annotated[
        str | None, typer.Argument(metavar="[AGREEMENT]", help="Its id, or the beginning of it.")
    ] = None,
    everything: Annotated[
        bool, typer.Option("--all", help="Every agreement, commitment by commitment.")
    ] = False,
    overdue: Annotated[bool, typer.Option("--overdue", help="Only what is overdue or lapsed.")] = False,
    on: DayOption = None,
    json: JsonOption = False,
    csv: CsvOption = False,
    workspace: WorkspaceOption = None,
) -> None:
    """Is each commitment kept? State, evidence, and where it was looked for; without arguments, a summary."""
    from kelisim.measure import open_tables
    from kelisim.measure.fulfilment import fulfilments

    where, store = open_workspace(workspace)
    folder = where.folder / "tables"
    tables = open_tables(folder) if folder.is_dir() else None
    chosen = None if agreement is None else (agreement,)
    with store, store.reading() as connection:
        found = fulfilments(
            connection, today=date.today() if on is None else on.date(), tables=tables, agreements=chosen
        )
    if overdue:
        found = tuple(each for each in found if each.state in {"overdue", "lapsed"})
    if json:
        print_json([as_data(each) for each in found])
    elif csv:
        print_csv([_row(each) for each in found], _COLUMNS)
    elif len(found) == 0:
        typer.echo("no commitments are overdue or lapsed" if overdue else "no commitments are known")
    else:
        lines = _summary(found) if agreement is None and not everything and not overdue else _told(found)
        for line in lines:
            typer.echo(line)


def _row(each: "Fulfilment") -> dict[str, object]:
    row = {name: getattr(each, name, None) for name in _COLUMNS}
    return row | {"evidence": [finding.id for finding in each.findings]}


def _summary(found: "Sequence[Fulfilment]") -> Iterator[str]:
    agreements = len({each.agreement for each in found})
    yield f"{len(found)} commitments of {agreements} agreements, as seen on {found[0].last_look.isoformat()}"
    for state, count in Counter(each.state for each in found).most_common():
        yield f"  {count:>5}  {state.replace('_', ' ')}"
    yield ""
    yield "Next: kelisim fulfilment --all"
    yield "      kelisim fulfilment AGREEMENT"


def _told(found: "Sequence[Fulfilment]") -> Iterator[str]:
    from kelisim.measure.fulfilment import REASONS

    shown = ""
    for each in found:
        if each.agreement != shown:
            shown = each.agreement
            yield ""
            yield f"{typer.style(each.title, bold=True)}  {each.agreement}"
            for search in each.searched:
                yield f"  {_searched(search)}"
        state = each.state.replace("_", " ") + (f", due {each.due}" if each.due else "")
        yield f"  – {each.text}"
        yield f"      {typer.style(state, bold=True)}: {REASONS[each.reason]}"
        for one in each.findings:
            words = (
                f"; both name: {', '.join(w.lstrip('=~') for w in one.words)}" if len(one.words) > 0 else ""
            )
            yield f"      {one.grade}: {one.id}  {one.title} ({one.date or 'no date'}{words})"
        if each.more > 0:
            yield f"      and {each.more} more"
    yield ""
    yield f"Last look: {found[0].last_look.isoformat()}. No evidence found does not mean not done."


def _searched(search: "Search") -> str:
    if search.looked_at is None:
        lacking = (
            "parties without an identifier" if search.until is not None else f"no {search.place} are known"
        )
        return f"{search.place}: not searched ({lacking})"
    what = {
        "documents": "later documents that name a party",
        "works": "joint works after the agreement",
        "projects": "joint projects after the agreement",
    }[search.place]
    before = f", {search.before} in as many years before" if search.before is not None else ""
    until = f", data until {search.until.isoformat()}" if isinstance(search.until, date) else ""
    return f"{search.place}: {search.looked_at} {what}{before}{until}"
