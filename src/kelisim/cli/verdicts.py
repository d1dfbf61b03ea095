"""What `kelisim delivered` prints and draws: verdicts and portfolios."""

from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

import typer

from kelisim.cli.output import print_table

if TYPE_CHECKING:
    from kelisim.measure.verdicts import Interval, Portfolio, Verdict

COLUMNS: Final = (
    "agreement",
    "title",
    "start",
    "state",
    "before",
    "after",
    "expected",
    "rate_ratio",
    "probability",
    "adjusted",
    "told_from",
)
_STATES: Final = ("evidence", "none yet", "too early", "cannot be told")


def row_of(verdict: "Verdict") -> dict[str, object]:
    """Return a verdict as the row of a table."""
    row = {name: getattr(verdict, name, None) for name in COLUMNS}
    for name in ("expected", "rate_ratio"):
        value: Interval | None = getattr(verdict, name)
        row[name] = (
            None if value is None else f"{value.value:.2f} ({_limit(value.low)} to {_limit(value.high)})"
        )
    for name in ("probability", "adjusted"):
        row[name] = None if row[name] is None else round(float(str(row[name])), 4)
    return row


def _limit(value: float | None) -> str:
    return "–" if value is None else f"{value:.3g}"


def print_all(told: "Sequence[Verdict]") -> None:
    """Print a line a verdict."""
    if len(told) == 0:
        typer.echo("no agreements are known")
        return
    columns = ("agreement", "start", "verdict", "before", "after", "expected", "parties")
    rows = [
        row_of(each) | {"verdict": each.state, "parties": [party.name for party in each.parties]}
        for each in told
    ]
    print_table(rows, columns)
    counts = [f"{sum(each.state == state for each in told)} {state}" for state in _STATES]
    typer.echo(
        f"\n{', '.join(counts)}. Data of {told[0].data_date}; the reasons: kelisim delivered AGREEMENT"
    )


def verdict_lines(verdict: "Verdict") -> Iterator[str]:
    """Return what is printed of one verdict."""
    yield typer.style(verdict.title, bold=True)
    yield typer.style(verdict.sentence, bold=True)
    for reason in verdict.reasons if verdict.state != "cannot be told" or verdict.expected else ():
        yield f"  – {reason}"
    yield ""
    for party in verdict.parties:
        id = party.organisation or "no ROR id"
        yield f"  {party.name} ({id}{', ' + party.country if party.country else ''}): {party.works} works"
    if any(year.joint or year.expected for year in verdict.years):
        yield ""
        yield f"  {'year':<6}{'joint works':>12}{'fractional':>12}  {'expected':<14}"
        for year in verdict.years:
            if year.joint == 0 and year.expected is None:
                continue
            expected = year.expected
            range = f"{expected.low or 0:.0f} to {expected.high or 0:.0f}" if expected is not None else ""
            yield f"  {year.year:<6}{year.joint:>12}{year.fractional:>12.2f}  {range:<14}{year.phase}"
    for one in verdict.comparisons:
        if one.rate_ratio is not None:
            low, high = _limit(one.rate_ratio.low), _limit(one.rate_ratio.high)
            ratio = f"rate ratio {one.rate_ratio.value:.2f} ({low} to {high})"
            yield f"  against {one.pairs} pairs ({one.group}): {ratio}"
    yield ""
    yield from _foot(verdict)


def _foot(told: "Verdict | Portfolio") -> Iterator[str]:
    for left_out in told.left_out:
        yield f"Left out: {left_out}."
    yield f"Data of {told.data_date or 'unknown date'}. {told.definition}"


def print_portfolio(found: "Portfolio") -> None:
    """Print what many agreements show together."""
    typer.echo(typer.style(found.sentence, bold=True))
    for reason in found.reasons:
        typer.echo(f"  – {reason}")
    if len(found.events) > 0:
        typer.echo("")
        rows = [
            {
                "year": f"{event.offset:+d}",
                "pairs": event.pairs,
                "joint": event.joint,
                "rate_ratio": None if event.rate_ratio is None else f"{event.rate_ratio.value:.2f}",
                "interval": None
                if event.rate_ratio is None
                else f"{_limit(event.rate_ratio.low)} to {_limit(event.rate_ratio.high)}",
            }
            for event in found.events
        ]
        print_table(rows, ("year", "pairs", "joint", "rate_ratio", "interval"), title="Years from the start")
    typer.echo("")
    states = ", ".join(f"{count} {state}" for state, count in found.states.items())
    typer.echo(f"{found.agreements} agreements ({found.filter}), one by one: {states or 'none'}.")
    for line in _foot(found):
        typer.echo(line)


def works_picture(verdict: "Verdict") -> Any:
    """Return the picture of an agreement: joint works by year beside those expected."""
    from kelisim.publish.pictures import YearOfWorks, works_by_year

    years = [
        YearOfWorks(
            each.year,
            each.joint,
            None if each.expected is None else each.expected.value,
            None if each.expected is None else each.expected.low,
            None if each.expected is None else each.expected.high,
        )
        for each in verdict.years
    ]
    if len(years) == 0:
        raise typer.BadParameter(f"nothing to draw. {verdict.sentence}", param_hint="--picture")
    return works_by_year(
        years,
        start=None if verdict.start is None else int(verdict.start[:4]),
        start_label=verdict.start_is or "",
        works_label="joint works",
        expected_label="to be expected",
    )


def event_picture(found: "Portfolio") -> Any:
    """Return the picture of a portfolio: its event study."""
    from kelisim.measure.verdicts import phase_of
    from kelisim.publish.pictures.effects import RatioOfYear, ratios_around_start

    years = [
        RatioOfYear(e.offset, ratio.value, ratio.low, ratio.high, phase_of(e.offset))
        for e in found.events
        if (ratio := e.rate_ratio) is not None and ratio.low is not None and ratio.high is not None
    ]
    if len(years) == 0:
        raise typer.BadParameter(f"nothing to draw. {found.sentence}", param_hint="--picture")
    return ratios_around_start(
        years, offset_label="years from the start", ratio_label="joint works / expected (95 % interval)"
    )


def draw(chart: Any, file: Path) -> None:
    """Write a picture to a file. Raises BadParameter where its ending is neither .svg nor .png."""
    import vl_convert

    from kelisim.publish.pictures import to_svg
    from kelisim.register import write_whole

    if file.suffix not in {".svg", ".png"}:
        raise typer.BadParameter(f"{file}: name a file .svg or .png", param_hint="--picture")
    svg = to_svg(chart)
    write_whole(file, [vl_convert.svg_to_png(svg, scale=2) if file.suffix == ".png" else svg.encode()])
    typer.echo(str(file), err=True)
