"""Commands that measure: indicators of organisations, countries, people, groups and pairs."""

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any, Final, Literal

import typer

from kelisim.cli.figures import foot, print_figures, tie_lines, unit_lines
from kelisim.cli.grouped import grouped
from kelisim.cli.measured import (
    ByOption,
    ByYearOption,
    CountingOption,
    Cut,
    OutOption,
    PairLevel,
    Ranking,
    Rule,
    Source,
    TopOption,
    Works,
    cuts_of,
    names_of,
    open_measured,
    scope_of,
    unit_of,
)
from kelisim.cli.options import CsvOption, JsonOption, Printed
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
    for command in (organisations, countries, people, everything, organisation, country, group, pair, pairs):
        measure.command()(grouped(command))
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


@dataclass(frozen=True, slots=True)
class Ties:
    """Whose ties are measured, and how works are counted for them."""

    level: Annotated[PairLevel, typer.Option("--level", help="Ties of whom.")] = PairLevel.ORGANISATIONS
    by_year: ByYearOption = False
    counting: CountingOption = Rule.FULL


@dataclass(frozen=True, slots=True)
class _Question:
    """What is measured on which tables, which works count and how, and what figures are cut by."""

    opened: "Tables"
    scope: "Scope"
    counting: Rule
    by: Sequence[Any]


@dataclass(frozen=True, slots=True)
class _Unit:
    """One unit, how it is headed; the groups that it is made of, if it is one."""

    level: "Level"
    id: str
    title: str
    groups: dict[str, str] | None = None


def organisations(
    works: Works,
    source: Source,
    ranking: Ranking,
    printed: Printed,
    by: ByOption = None,
    counting: CountingOption = Rule.FULL,
) -> None:
    """All indicators of organisations, those with most works first."""
    _many("organisations", _question(works, source, counting, by), ranking, printed)


def countries(
    works: Works,
    source: Source,
    ranking: Ranking,
    printed: Printed,
    by: ByOption = None,
    counting: CountingOption = Rule.FULL,
) -> None:
    """All indicators of countries, those with most works first."""
    _many("countries", _question(works, source, counting, by), ranking, printed)


def people(
    works: Works,
    source: Source,
    ranking: Ranking,
    printed: Printed,
    by: ByOption = None,
    counting: CountingOption = Rule.FULL,
) -> None:
    """All indicators of people whom a source gives an id, those with most works first."""
    _many("people", _question(works, source, counting, by), ranking, printed)


def everything(works: Works, source: Source, printed: Printed, by: ByOption = None) -> None:
    """All indicators of all works together; by year or field, of each year and field."""
    _one(_Unit("everything", "all", "all works"), _question(works, source, Rule.FULL, by), printed)


def organisation(
    name: Annotated[str, typer.Argument(metavar="NAME|ROR", help="Its name, or its ROR id.")],
    works: Works,
    source: Source,
    printed: Printed,
    by: ByOption = None,
    counting: CountingOption = Rule.FULL,
) -> None:
    """All indicators of one organisation, with stability intervals."""
    from kelisim.measure.units import find_organisation

    asked = _question(works, source, counting, by)
    unit = find_organisation(asked.opened, name)
    title = f"{names_of(asked.opened, 'organisations', [unit]).get(unit, name)} ({unit})"
    _one(_Unit("organisations", unit, title), asked, printed)


def country(
    name: Annotated[str, typer.Argument(metavar="NAME|CODE", help="Its name, or its code: KZ.")],
    works: Works,
    source: Source,
    printed: Printed,
    by: ByOption = None,
    counting: CountingOption = Rule.FULL,
) -> None:
    """All indicators of one country, with stability intervals."""
    from kelisim.measure.units import find_country

    asked = _question(works, source, counting, by)
    unit = find_country(name)
    title = f"{names_of(asked.opened, 'countries', [unit])[unit]} ({unit})"
    _one(_Unit("countries", unit, title), asked, printed)


def group(
    name: Annotated[str, typer.Argument(help="What to call the group.")],
    members: Annotated[list[str], typer.Argument(metavar="MEMBER…", help="Names or ids.")],
    works: Works,
    source: Source,
    printed: Printed,
    level: Annotated[PairLevel, typer.Option("--level", help="What members are.")] = PairLevel.ORGANISATIONS,
    by: ByOption = None,
    counting: CountingOption = Rule.FULL,
) -> None:
    """All indicators of several organisations or countries taken as one; a joint work counts once."""
    asked = _question(works, source, counting, by)
    groups = {unit_of(asked.opened, level, member): name for member in members}
    _one(_Unit(level.value, name, f"{name}: {', '.join(groups)}", groups), asked, printed)


def pair(
    first: Annotated[str, typer.Argument(help="A name or id.")],
    second: Annotated[str, typer.Argument(help="A name or id.")],
    works: Works,
    source: Source,
    printed: Printed,
    ties: Ties,
) -> None:
    """How strong the tie of two is: joint works beside what their sizes lead one to expect."""
    asked = _question(works, source, ties.counting, None)
    ends = sorted({unit_of(asked.opened, ties.level, first), unit_of(asked.opened, ties.level, second)})
    if len(ends) != 2:
        raise typer.BadParameter(f"{first} and {second} are the same")
    result = _measure_pairs(asked, ties.level.value, by_year=ties.by_year, of=ends)
    chosen = result.rows.filter((result.rows.first == ends[0]) & (result.rows.second == ends[1]))
    rows = chosen.order_by(*result.keys).to_pyarrow().to_pylist()
    names = names_of(asked.opened, ties.level.value, ends)
    if printed.json:
        print_json({"rows": rows, "names": names} | _about(result))
    elif printed.csv:
        print_csv(rows, result.rows.columns)
    else:
        typer.echo(f"{names[ends[0]]} ({ends[0]}) and {names[ends[1]]} ({ends[1]})")
        if len(rows) == 0:
            typer.echo("no joint works are known: this is not proof that there are none")
        for row in rows:
            typer.echo("" if not ties.by_year else f"\n{row['year'] or 'no year'}")
            for line in tie_lines(row, ends):
                typer.echo(line)
        foot(result)


def pairs(
    works: Works,
    source: Source,
    printed: Printed,
    ties: Ties,
    of: Annotated[str | None, typer.Option("--of", help="Only pairs with this one.")] = None,
    top: TopOption = 20,
    out: OutOption = None,
) -> None:
    """All pairs that have joint works, the most joint works first."""
    asked = _question(works, source, ties.counting, None)
    chosen = () if of is None else (unit_of(asked.opened, ties.level, of),)
    result = _measure_pairs(asked, ties.level.value, by_year=ties.by_year, of=chosen)
    if out is not None:
        _write(result.rows.order_by(*result.keys), out)
    largest = result.rows.order_by(result.rows.joint_works.desc(), *result.keys)
    rows = (largest if printed.csv else largest.limit(top)).to_pyarrow().to_pylist()
    units = sorted({row[end] for row in rows for end in ("first", "second")})
    names = names_of(asked.opened, ties.level.value, units)
    if printed.json:
        print_json({"rows": rows, "names": names} | _about(result))
    elif printed.csv:
        print_csv(rows, result.rows.columns)
    else:
        shown = [row | {end: names[row[end]] for end in ("first", "second")} for row in rows]
        print_figures(shown, (*result.keys, *_TIES))
        foot(result)


def _question(works: Works, source: Source, counting: Rule, by: Sequence[Cut] | None) -> _Question:
    return _Question(open_measured(source), scope_of(works), counting, cuts_of(by))


def _many(level: "Level", asked: _Question, ranking: Ranking, printed: Printed) -> None:
    """Print the units of a level, the largest first."""
    from kelisim.measure.indicators import counted_works, measure_units, rows_with_intervals

    result = measure_units(asked.opened, level, asked.counting.value, asked.scope, by=asked.by)
    if ranking.out is not None:
        _write(result.rows.order_by(*result.keys), ranking.out)
    largest = result.rows.order_by(result.rows.works.desc(), *result.keys)
    rows = (largest if printed.csv else largest.limit(ranking.top)).to_pyarrow().to_pylist()
    units = sorted({row["unit"] for row in rows})
    if ranking.intervals:
        counted = counted_works(asked.opened, level, asked.counting.value, asked.scope, of=units)
        result, told = rows_with_intervals(result, counted)
        index = {tuple(row[key] for key in result.keys): row for row in told}
        rows = [index[tuple(row[key] for key in result.keys)] for row in rows]
    names = names_of(asked.opened, level, units)
    rows = [{"unit": row["unit"], "name": names[row["unit"]]} | row for row in rows]
    if printed.json:
        print_json({"rows": rows} | _about(result))
    elif printed.csv:
        print_csv(rows, list(dict.fromkeys(key for row in rows for key in row)))
    else:
        print_figures(rows, ("name", *result.keys, *_MAIN), intervals=ranking.intervals)
        foot(result)


def _one(unit: _Unit, asked: _Question, printed: Printed) -> None:
    """Print the indicators of one unit, with stability intervals."""
    from kelisim.measure.indicators import counted_works, measure_units, rows_with_intervals

    opened, scope = asked.opened, asked.scope
    rule: Literal["full", "fractional", "authors"] = asked.counting.value
    result = measure_units(opened, unit.level, rule, scope, by=asked.by, of=[unit.id], groups=unit.groups)
    counted = counted_works(opened, unit.level, rule, scope, of=[unit.id], groups=unit.groups)
    result, rows = rows_with_intervals(result, counted)
    if printed.json:
        print_json({"title": unit.title, "rows": rows} | _about(result))
        return
    if printed.csv:
        print_csv(rows, list(dict.fromkeys(key for row in rows for key in row)))
        return
    typer.echo(unit.title)
    if len(rows) == 0:
        typer.echo("no works in these tables under these filters")
    elif len(asked.by) > 0:
        print_figures(rows, (*asked.by, *_MAIN), intervals=False)
    else:
        for line in unit_lines(rows[0], result):
            typer.echo(line)
    foot(result)


def _measure_pairs(asked: _Question, level: "Level", *, by_year: bool, of: Sequence[str]) -> "Result":
    from kelisim.measure.indicators import measure_pairs

    if asked.counting is Rule.AUTHORS:
        raise typer.BadParameter("pairs are counted full or fractional: shares of authors are not of pairs")
    rule: Literal["full", "fractional"] = "full" if asked.counting is Rule.FULL else "fractional"
    return measure_pairs(asked.opened, level, rule, asked.scope, by_year=by_year, of=of)


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
