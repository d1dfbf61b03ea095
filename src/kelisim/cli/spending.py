"""What a run has cost, told at its end, where it costs something."""

from typing import TYPE_CHECKING

import typer

if TYPE_CHECKING:
    from kelisim.extract import Extractor


def tell_spent(extractor: "Extractor") -> None:
    """Print requests, tokens and money, and what was dropped; nothing for an extractor that costs nothing."""
    spent = extractor.spent()
    if spent is not None:
        for line in spent.lines():
            typer.echo(line)
