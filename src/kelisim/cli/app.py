"""The command `kelisim`: its parts put together, and what happens when something goes wrong."""

import os
import sys
from typing import Annotated

import typer

import kelisim
from kelisim.cli import (
    accounts,
    annotate,
    compare,
    decisions,
    delivered,
    documents,
    explain,
    fulfilment,
    measures,
    names,
    networks,
    partners,
    questions,
    reports,
    serve,
    watch,
    works,
    workspaces,
)
from kelisim.cli.output import NOTHING, complain

app = typer.Typer(
    name="kelisim",
    help="The register of international cooperation in science and higher education: "
    "from what was announced to what came of it.",
    no_args_is_help=True,
    pretty_exceptions_enable=False,
    context_settings={"help_option_names": ["-h", "--help"]},
)
for part in (
    workspaces,
    documents,
    explain,
    compare,
    questions,
    decisions,
    names,
    fulfilment,
    delivered,
    works,
    measures,
    networks,
    partners,
    reports,
    serve,
    accounts,
    annotate,
    watch,
):
    part.add_to(app)


def _version(wanted: bool) -> None:
    if wanted:
        typer.echo(f"kelisim {kelisim.__version__}")
        raise typer.Exit


@app.callback()
def _options(
    version: Annotated[
        bool, typer.Option("--version", callback=_version, is_eager=True, help="Show the version.")
    ] = False,
) -> None:
    pass


def main() -> None:
    """Run the command line; a problem becomes one line and an exit code."""
    try:
        app()
    except BrokenPipeError:  # `kelisim list … | head`
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        sys.exit(0)
    except Exception as error:
        if os.environ.get("KELISIM_DEBUG"):
            raise
        complain(_explain(error))
        sys.exit(NOTHING)


def _explain(error: Exception) -> str:
    if isinstance(error, _expected_errors()):
        return str(error)
    if isinstance(error, OSError):
        place = f"{error.filename}: " if error.filename else ""
        return f"{place}{error.strerror or error}"
    kind = type(error).__name__
    return f"unexpected {kind}: {error}; set KELISIM_DEBUG=1 to see where it arose, and report it"


def _expected_errors() -> tuple[type[Exception], ...]:
    """Return the errors whose message is made for people; of packages not loaded, none can have arisen."""
    homes = {
        "kelisim.measure.errors": "MeasureError",
        "kelisim.publish.networks.errors": "NetworkFileError",
        "kelisim.read.errors": "ReadError",
        "kelisim.register.errors": "RegisterError",
        "kelisim.resolve.registry.records": "RegistryError",
        "kelisim.works.record": "WorksError",
    }
    return tuple(getattr(sys.modules[home], name) for home, name in homes.items() if home in sys.modules)
