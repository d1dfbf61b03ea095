"""Commands on names: the registry of organisations, and resolving strings to its identifiers."""

from pathlib import Path
from typing import Annotated

import typer

CacheOption = Annotated[
    Path | None,
    typer.Option(
        "--cache",
        envvar="KELISIM_CACHE",
        help="Where the registry's index is kept; without it, the user's cache folder.",
        show_default=False,
    ),
]

registry = typer.Typer(
    help="The registry of organisations (ROR) that names are resolved to.", no_args_is_help=True
)


def add_to(app: typer.Typer) -> None:
    """Add these commands to the command line."""
    app.add_typer(registry, name="registry")
