"""What commands that measure share: their options, and what these mean."""

from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from kelisim.cli.options import WorkspaceOption

if TYPE_CHECKING:
    from kelisim.measure import Scope, Tables


class Cut(StrEnum):
    """What figures are cut by."""

    YEAR = "year"
    FIELD = "field"


class Rule(StrEnum):
    """How works are counted."""

    FULL = "full"
    FRACTIONAL = "fractional"
    AUTHORS = "authors"


class PairLevel(StrEnum):
    """Whose pairs."""

    ORGANISATIONS = "organisations"
    COUNTRIES = "countries"
    PEOPLE = "people"


ByOption = Annotated[list[Cut] | None, typer.Option("--by", help="Cut figures by year, field, or both.")]
ByYearOption = Annotated[bool, typer.Option("--by-year", help="A row for each year.")]
CountingOption = Annotated[
    Rule, typer.Option("--counting", help="1 for each unit; shares of 1; shares after authors.")
]
YearsOption = Annotated[
    str | None, typer.Option("--years", metavar="FROM-TO", help="Only these years: 2015-2024, or 2020.")
]
FieldOption = Annotated[
    list[str] | None, typer.Option("--field", help="Only this field (its id); may be repeated.")
]
TypeOption = Annotated[
    list[str] | None, typer.Option("--type", help="Only this type: article, review …; may be repeated.")
]
EngineOption = Annotated[
    str, typer.Option("--engine", help="duckdb, spark, or spark=ADDRESS of a cluster.", show_default=True)
]
TablesOption = Annotated[
    Path | None, typer.Option("--tables", help="A folder of tables; without it, that of the workspace.")
]
TopOption = Annotated[int, typer.Option("--top", min=1, help="How many rows, the largest first.")]
OutOption = Annotated[
    Path | None, typer.Option("--out", help="Write all rows to this file: .parquet or .csv.")
]
IntervalsOption = Annotated[
    bool, typer.Option("--intervals", help="With stability intervals (bootstrap over publications).")
]


@dataclass(frozen=True, slots=True)
class Works:
    """Which works count."""

    years: YearsOption = None
    field: FieldOption = None
    type: TypeOption = None


@dataclass(frozen=True, slots=True)
class Source:
    """Where the tables lie, and what computes on them."""

    engine: EngineOption = "duckdb"
    tables: TablesOption = None
    workspace: WorkspaceOption = None


@dataclass(frozen=True, slots=True)
class Ranking:
    """How much of a long answer is shown, and where all of it is written."""

    top: TopOption = 20
    intervals: IntervalsOption = False
    out: OutOption = None


def open_measured(source: Source) -> "Tables":
    """Return the tables in the folder asked for, else those of the workspace, open on the engine."""
    from kelisim.measure import open_tables
    from kelisim.register import find_workspace

    folder = source.tables
    if folder is None:
        folder = find_workspace(source.workspace).folder / "tables"
    return open_tables(folder, source.engine)


def scope_of(works: Works) -> "Scope":
    """Return the scope that the options ask for."""
    from kelisim.measure import Scope

    return Scope(years=_years(works.years), fields=tuple(works.field or ()), types=tuple(works.type or ()))


def _years(text: str | None) -> tuple[int, int] | None:
    if text is None:
        return None
    first, _, last = text.partition("-")
    if not (first.isdigit() and (last.isdigit() or last == "") and len(first) == 4):
        raise typer.BadParameter(f"--years {text}: give two years, 2015-2024, or one")
    bounds = (int(first), int(last or first))
    if bounds[0] > bounds[1]:
        raise typer.BadParameter(f"--years {text}: the first comes before the last")
    return bounds


def unit_of(opened: "Tables", level: PairLevel, text: str) -> str:
    """Return the id of the unit that a user means by a name or id."""
    from kelisim.measure.units import find_country, find_organisation

    if level is PairLevel.COUNTRIES:
        return find_country(text)
    return text if level is PairLevel.PEOPLE else find_organisation(opened, text)


def names_of(opened: "Tables", level: str, units: Sequence[str]) -> dict[str, str]:
    """Return what some units are called; without a name, their id."""
    from kelisim.measure.units import unit_names
    from kelisim.places.names import country_name

    if level in {"countries", "everything"}:
        return {unit: country_name(unit) for unit in units}
    named = unit_names(opened, "people" if level == "people" else "organisations")
    rows = named.filter(named.unit.isin(list(units))).to_pyarrow().to_pylist() if len(units) > 0 else []
    return {unit: unit for unit in units} | {row["unit"]: row["name"] for row in rows}


def cuts_of(by: Sequence[Cut] | None) -> list[Any]:
    """Return what figures are cut by, each once."""
    return list(dict.fromkeys(cut.value for cut in by or ()))
