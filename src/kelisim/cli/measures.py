"""Commands that measure: indicators of organisations, countries, people, groups and pairs."""

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any, Final

import typer

from kelisim.cli.figures import foot, print_figures, tie_lines, unit_lines
from kelisim.cli.measured import (
    ByOption,
    ByYearOption,
    CountingOption,
    EngineOption,
    FieldOption,
    IntervalsOption,
    OutOption,
    PairLevel,
    Rule,
    TablesOption,
    TopOption,
    TypeOption,
    YearsOption,
    cuts_of,
    names_of,
    open_measured,
    scope_of,
    unit_of,
)
from kelisim.cli.options import CsvOption, JsonOption, WorkspaceOption
from kelisim.cli.output import print_csv, print_json

if TYPE_CHECKING:
    from kelisim.measure import Scope, Tables
    from kelisim.measure.counting import Level
    from kelisim.measure.indicators import Result

measure = typer.Typer(
    help="What was published together: indicators with their definitions, from the tables of works.",
    no_args_is_help=True,
)


_MAIN: Final = ("works", "pp_collab", "pp_int_collab", "fwci", "mncs", "pp_top_10", "citations")
_TIES: Final = ("joint_works", "joint_works_fractional", "salton", "association", "ric_first", "ric_second")


def add_to(app: typer.Typer) -> None:
    """Add these commands to the command line."""
    measure.command()(indicators)
    measure.command()(organisations)
    measure.command()(countries)
    measure.command()(people)
    measure.command()(everything)
    measure.command()(organisation)
    measure.command()(country)
    measure.command()(group)
    measure.command()(pair)
    measure.command()(pairs)
    app.add_typer(measure, name="measure")


def indicators(json: JsonOption = False, csv: CsvOption = False) -> None:
    """Every indicator with its formula, unit and source."""
    from kelisim.measure.indicators import INDICATORS

    rows = [
        {
            "name": one.name,
            "title": one.title,
            "formula": one.formula,
            "unit": one.unit,
            "source": one.source,
            "about": one.about,
        }
        for one in INDICATORS.values()
    ]
    if json:
        print_json(rows)
    elif csv:
        print_csv(rows, ("name", "title", "formula", "unit", "source", "about"))
    else:
        for row in rows:
            typer.echo(f"{row['name']}: {row['title']}, of a {row['about']} ({row['unit']})")
            typer.echo(f"    {row['formula']}")
            typer.echo(f"    after {row['source']}")


def organisations(
    by: ByOption = None,
    counting: CountingOption = Rule.FULL,
    years: YearsOption = None,
    field: FieldOption = None,
    type: TypeOption = None,
    top: TopOption = 20,
    intervals: IntervalsOption = False,
    out: OutOption = None,
    engine: EngineOption = "duckdb",
    json: JsonOption = False,
    csv: CsvOption = False,
    tables: TablesOption = None,
    workspace: WorkspaceOption = None,
) -> None:
    """All indicators of organisations, those with most works first."""
    opened, scope = open_measured(tables, workspace, engine), scope_of(years, field, type)
    _many(opened, "organisations", counting, scope, cuts_of(by), top, intervals, out, json=json, csv=csv)


def countries(
    by: ByOption = None,
    counting: CountingOption = Rule.FULL,
    years: YearsOption = None,
    field: FieldOption = None,
    type: TypeOption = None,
    top: TopOption = 20,
    intervals: IntervalsOption = False,
    out: OutOption = None,
    engine: EngineOption = "duckdb",
    json: JsonOption = False,
    csv: CsvOption = False,
    tables: TablesOption = None,
    workspace: WorkspaceOption = None,
) -> None:
    """All indicators of countries, those with most works first."""
    opened, scope = open_measured(tables, workspace, engine), scope_of(years, field, type)
    _many(opened, "countries", counting, scope, cuts_of(by), top, intervals, out, json=json, csv=csv)


def people(
    by: ByOption = None,
    counting: CountingOption = Rule.FULL,
    years: YearsOption = None,
    field: FieldOption = None,
    type: TypeOption = None,
    top: TopOption = 20,
    intervals: IntervalsOption = False,
    out: OutOption = None,
    engine: EngineOption = "duckdb",
    json: JsonOption = False,
    csv: CsvOption = False,
    tables: TablesOption = None,
    workspace: WorkspaceOption = None,
) -> None:
    """All indicators of people whom a source gives an id, those with most works first."""
    opened, scope = open_measured(tables, workspace, engine), scope_of(years, field, type)
    _many(opened, "people", counting, scope, cuts_of(by), top, intervals, out, json=json, csv=csv)


def everything(
    by: ByOption = None,
    years: YearsOption = None,
    field: FieldOption = None,
    type: TypeOption = None,
    engine: EngineOption = "duckdb",
    json: JsonOption = False,
    csv: CsvOption = False,
    tables: TablesOption = None,
    workspace: WorkspaceOption = None,
) -> None:
    """All indicators of all works together; by year or field, of each year and field."""
    opened, scope = open_measured(tables, workspace, engine), scope_of(years, field, type)
    _one(opened, "everything", "all", "all works", Rule.FULL, scope, cuts_of(by), json=json, csv=csv)


def organisation(
    name: Annotated[str, typer.Argument(metavar="NAME|ROR", help="Its name, or its ROR id.")],
    by: ByOption = None,
    counting: CountingOption = Rule.FULL,
    years: YearsOption = None,
    field: FieldOption = None,
    type: TypeOption = None,
    engine: EngineOption = "duckdb",
    json: JsonOption = False,
    csv: CsvOption = False,
    tables: TablesOption = None,
    workspace: WorkspaceOption = None,
) -> None:
    """All indicators of one organisation, with stability intervals."""
    from kelisim.measure.units import find_organisation

    opened, scope = open_measured(tables, workspace, engine), scope_of(years, field, type)
    unit = find_organisation(opened, name)
    title = f"{names_of(opened, 'organisations', [unit]).get(unit, name)} ({unit})"
    _one(opened, "organisations", unit, title, counting, scope, cuts_of(by), json=json, csv=csv)


def country(
    name: Annotated[str, typer.Argument(metavar="NAME|CODE", help="Its name, or its code: KZ.")],
    by: ByOption = None,
    counting: CountingOption = Rule.FULL,
    years: YearsOption = None,
    field: FieldOption = None,
    type: TypeOption = None,
    engine: EngineOption = "duckdb",
    json: JsonOption = False,
    csv: CsvOption = False,
    tables: TablesOption = None,
    workspace: WorkspaceOption = None,
) -> None:
    """All indicators of one country, with stability intervals."""
    from kelisim.measure.units import find_country

    opened, scope = open_measured(tables, workspace, engine), scope_of(years, field, type)
    unit = find_country(name)
    title = f"{names_of(opened, 'countries', [unit])[unit]} ({unit})"
    _one(opened, "countries", unit, title, counting, scope, cuts_of(by), json=json, csv=csv)


def group(
    name: Annotated[str, typer.Argument(help="What to call the group.")],
    members: Annotated[list[str], typer.Argument(metavar="MEMBER…", help="Names or ids.")],
    level: Annotated[PairLevel, typer.Option("--level", help="What members are.")] = PairLevel.ORGANISATIONS,
    by: ByOption = None,
    counting: CountingOption = Rule.FULL,
    years: YearsOption = None,
    field: FieldOption = None,
    type: TypeOption = None,
    engine: EngineOption = "duckdb",
    json: JsonOption = False,
    csv: CsvOption = False,
    tables: TablesOption = None,
    workspace: WorkspaceOption = None,
) -> None:
    """All indicators of several organisations or countries taken as one; a joint work counts once."""
    opened, scope = open_measured(tables, workspace, engine), scope_of(years, field, type)
    groups = {unit_of(opened, level, member): name for member in members}
    title = f"{name}: {', '.join(groups)}"
    _one(opened, level.value, name, title, counting, scope, cuts_of(by), groups=groups, json=json, csv=csv)


def pair(
    first: Annotated[str, typer.Argument(help="A name or id.")],
    second: Annotated[str, typer.Argument(help="A name or id.")],
    level: Annotated[PairLevel, typer.Option("--level", help="What they are.")] = PairLevel.ORGANISATIONS,
    by_year: ByYearOption = False,
    counting: CountingOption = Rule.FULL,
    years: YearsOption = None,
    field: FieldOption = None,
    type: TypeOption = None,
    engine: EngineOption = "duckdb",
    json: JsonOption = False,
    csv: CsvOption = False,
    tables: TablesOption = None,
    workspace: WorkspaceOption = None,
) -> None:
    """How strong the tie of two is: joint works beside what their sizes lead one to expect."""
    opened, scope = open_measured(tables, workspace, engine), scope_of(years, field, type)
    ends = sorted({unit_of(opened, level, first), unit_of(opened, level, second)})
    if len(ends) != 2:
        raise typer.BadParameter(f"{first} and {second} are the same")
    result = _measure_pairs(opened, level.value, counting, scope, by_year=by_year, of=ends)
    chosen = result.rows.filter((result.rows.first == ends[0]) & (result.rows.second == ends[1]))
    rows = chosen.order_by(*result.keys).to_pyarrow().to_pylist()
    names = names_of(opened, level.value, ends)
    if json:
        print_json({"rows": rows, "names": names} | _about(result))
    elif csv:
        print_csv(rows, result.rows.columns)
    else:
        typer.echo(f"{names[ends[0]]} ({ends[0]}) and {names[ends[1]]} ({ends[1]})")
        if len(rows) == 0:
            typer.echo("no joint works are known: this is not proof that there are none")
        for row in rows:
            typer.echo("" if not by_year else f"\n{row['year'] or 'no year'}")
            for line in tie_lines(row, ends):
                typer.echo(line)
        foot(result)


def pairs(
    level: Annotated[PairLevel, typer.Option("--level", help="Whose pairs.")] = PairLevel.ORGANISATIONS,
    of: Annotated[str | None, typer.Option("--of", help="Only pairs with this one.")] = None,
    by_year: ByYearOption = False,
    counting: CountingOption = Rule.FULL,
    years: YearsOption = None,
    field: FieldOption = None,
    type: TypeOption = None,
    top: TopOption = 20,
    out: OutOption = None,
    engine: EngineOption = "duckdb",
    json: JsonOption = False,
    csv: CsvOption = False,
    tables: TablesOption = None,
    workspace: WorkspaceOption = None,
) -> None:
    """All pairs that have joint works, the most joint works first."""
    opened, scope = open_measured(tables, workspace, engine), scope_of(years, field, type)
    chosen = () if of is None else (unit_of(opened, level, of),)
    result = _measure_pairs(opened, level.value, counting, scope, by_year=by_year, of=chosen)
    if out is not None:
        _write(result.rows.order_by(*result.keys), out)
    largest = result.rows.order_by(result.rows.joint_works.desc(), *result.keys)
    rows = (largest if csv else largest.limit(top)).to_pyarrow().to_pylist()
    names = names_of(opened, level.value, sorted({row[end] for row in rows for end in ("first", "second")}))
    if json:
        print_json({"rows": rows, "names": names} | _about(result))
    elif csv:
        print_csv(rows, result.rows.columns)
    else:
        shown = [row | {end: names[row[end]] for end in ("first", "second")} for row in rows]
        print_figures(shown, (*result.keys, *_TIES))
        foot(result)


def _many(
    opened: "Tables",
    level: "Level",
    counting: Rule,
    scope: "Scope",
    by: Sequence[Any],
    top: int,
    intervals: bool,
    out: Path | None,
    *,
    json: bool,
    csv: bool,
) -> None:
    from kelisim.measure.indicators import counted_works, measure_units, rows_with_intervals

    result = measure_units(opened, level, counting.value, scope, by=by)
    if out is not None:
        _write(result.rows.order_by(*result.keys), out)
    largest = result.rows.order_by(result.rows.works.desc(), *result.keys)
    rows = (largest if csv else largest.limit(top)).to_pyarrow().to_pylist()
    units = sorted({row["unit"] for row in rows})
    if intervals:
        counted = counted_works(opened, level, counting.value, scope, of=units)
        result, told = rows_with_intervals(result, counted)
        index = {tuple(row[key] for key in result.keys): row for row in told}
        rows = [index[tuple(row[key] for key in result.keys)] for row in rows]
    names = names_of(opened, level, units)
    rows = [{"unit": row["unit"], "name": names[row["unit"]]} | row for row in rows]
    if json:
        print_json({"rows": rows} | _about(result))
    elif csv:
        print_csv(rows, list(dict.fromkeys(key for row in rows for key in row)))
    else:
        print_figures(rows, ("name", *result.keys, *_MAIN), intervals=intervals)
        foot(result)


def _one(
    opened: "Tables",
    level: "Level",
    unit: str,
    title: str,
    counting: Rule,
    scope: "Scope",
    by: Sequence[Any],
    *,
    groups: dict[str, str] | None = None,
    json: bool,
    csv: bool,
) -> None:
    from kelisim.measure.indicators import counted_works, measure_units, rows_with_intervals

    result = measure_units(opened, level, counting.value, scope, by=by, of=[unit], groups=groups)
    counted = counted_works(opened, level, counting.value, scope, of=[unit], groups=groups)
    result, rows = rows_with_intervals(result, counted)
    if json:
        print_json({"title": title, "rows": rows} | _about(result))
        return
    if csv:
        print_csv(rows, list(dict.fromkeys(key for row in rows for key in row)))
        return
    typer.echo(title)
    if len(rows) == 0:
        typer.echo("no works in these tables under these filters")
    elif len(by) > 0:
        print_figures(rows, (*by, *_MAIN), intervals=False)
    else:
        for line in unit_lines(rows[0], result):
            typer.echo(line)
    foot(result)


def _measure_pairs(
    opened: "Tables", level: "Level", counting: Rule, scope: "Scope", *, by_year: bool, of: Sequence[str]
) -> "Result":
    from kelisim.measure.indicators import measure_pairs

    if counting is Rule.AUTHORS:
        raise typer.BadParameter("pairs are counted full or fractional: shares of authors are not of pairs")
    rule = "full" if counting is Rule.FULL else "fractional"
    return measure_pairs(opened, level, rule, scope, by_year=by_year, of=of)  # type: ignore[arg-type]


def _about(result: "Result") -> dict[str, Any]:
    from kelisim.measure.indicators import about

    return about(result)


def _write(rows: Any, out: Path) -> None:
    if out.suffix == ".parquet":
        rows.to_parquet(out)
    elif out.suffix == ".csv":
        rows.to_csv(out)
    else:
        raise typer.BadParameter(f"{out}: name a file that ends in .parquet or .csv")
