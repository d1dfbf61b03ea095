"""Groups of options, offered and handed on as one value."""

from dataclasses import dataclass
from typing import Annotated

import typer
from typer.testing import CliRunner

from kelisim.cli.grouped import grouped


@dataclass(frozen=True, slots=True)
class Size:
    """How large."""

    height: Annotated[int, typer.Option("--height", min=1, help="In metres.")]
    wide: Annotated[bool, typer.Option("--wide")] = False


def build(name: Annotated[str, typer.Argument()], size: Size, colour: str = "red") -> None:
    """Build a tower."""
    typer.echo(f"{name} {size!r} {colour}")


def told(*arguments: str):
    app = typer.Typer()
    app.command()(grouped(build))
    return CliRunner().invoke(app, list(arguments))


def test_options_of_a_group_arrive_as_one_value():
    done = told("keep", "--height", "3", "--wide", "--colour", "blue")
    assert done.output.strip() == "keep Size(height=3, wide=True) blue"


def test_defaults_of_a_group_hold_and_what_is_needed_is_asked_for():
    assert told("keep", "--height", "2").output.strip() == "keep Size(height=2, wide=False) red"
    missing = told("keep")
    assert missing.exit_code == 2
    assert "--height" in missing.output


def test_bounds_and_help_of_a_group_are_those_of_its_options():
    assert told("keep", "--height", "0").exit_code == 2
    help = told("--help").output
    assert "In metres." in help
    assert "Build a tower." in help
