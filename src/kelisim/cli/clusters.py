"""What `kelisim extract --engine spark` does: documents read and extracted on a cluster."""

from collections.abc import Sequence
from pathlib import Path

import typer

from kelisim.cli.output import DONE, FAILED, NOTHING, complain


def extract_on(
    engine: str, sources: Sequence[str], to: Path, published: str | None, language: str | None
) -> int:
    """Extract on Spark into Parquet files of a new folder; return the exit code."""
    from kelisim.clusters import extract_on_cluster
    from kelisim.read import Hints

    kind, _, address = engine.partition("=")
    if kind != "spark":
        raise typer.BadParameter(f"--engine {engine}: give spark, or spark=ADDRESS of a cluster")
    done = extract_on_cluster(sources, to, address=address or None, hints=Hints(published, language=language))
    for failure in done.failures:
        complain(failure)
    typer.echo(f"{done.documents} documents extracted to {to}, {len(done.failures)} sources failed")
    if done.documents > 0:
        typer.echo(f"Next: kelisim add {to}")
    return DONE if len(done.failures) == 0 else FAILED if done.documents > 0 else NOTHING
