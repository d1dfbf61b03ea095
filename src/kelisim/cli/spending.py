"""What a run has cost, told at its end, where it costs something."""

from typing import TYPE_CHECKING

import typer

if TYPE_CHECKING:
    from kelisim.extract import Spent


def tell_spent(spent: "Spent | None") -> None:
    """Print requests, tokens and money, and what was dropped; nothing where extracting costs nothing."""
    if spent is not None:
        for line in spent.lines():
            typer.echo(line)
