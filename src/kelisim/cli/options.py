"""Arguments and options that several commands share."""

from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from kelisim.cli.output import complain

if TYPE_CHECKING:
    from sqlalchemy.engine import Connection

    from kelisim.register import Store, Workspace

WorkspaceOption = Annotated[
    Path | None,
    typer.Option(
        "--workspace",
        "-w",
        envvar="KELISIM_WORKSPACE",
        help="The workspace; without it, the nearest at or above this folder.",
        show_default=False,
    ),
]
JsonOption = Annotated[bool, typer.Option("--json", help="Print JSON.")]
CsvOption = Annotated[bool, typer.Option("--csv", help="Print CSV.")]
WhoOption = Annotated[
    str | None,
    typer.Option(
        "--who",
        envvar="KELISIM_WHO",
        help="Who decides; without it, the name of the account.",
        show_default=False,
    ),
]
WhyOption = Annotated[str, typer.Option("--why", help="Why: it is kept with the decision.")]


@dataclass(frozen=True, slots=True)
class Printed:
    """How an answer is printed, where not for people."""

    json: JsonOption = False
    csv: CsvOption = False


def open_workspace(folder: Path | None) -> "tuple[Workspace, Store]":
    """Return the workspace asked for, and its store, open."""
    from kelisim.register import find_workspace, open_store

    workspace = find_workspace(folder)
    return workspace, open_store(workspace)


def tell_old_marks(connection: "Connection", workspace: "Workspace") -> None:
    """Say on the standard error where records are marked by a threshold that was changed since."""
    from kelisim.register.threshold import old_marks

    line = old_marks(connection, workspace.settings.review.below)
    if line != "":
        complain(line)
