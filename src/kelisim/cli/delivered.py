"""The commands that ask what came of agreements, and that make worlds to try it on: delivered, simulate."""

from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Final

import typer

from kelisim.cli.fulfilment import DayOption
from kelisim.cli.grouped import grouped
from kelisim.cli.measured import FieldOption, Source, TypeOption, Works, open_measured, scope_of
from kelisim.cli.options import JsonOption, Printed, open_workspace
from kelisim.cli.output import as_data, print_csv, print_json
from kelisim.cli.verdicts import (
    COLUMNS,
    draw,
    event_picture,
    print_all,
    print_portfolio,
    row_of,
    verdict_lines,
    works_picture,
)

if TYPE_CHECKING:
    from kelisim.measure import Scope, Tables
    from kelisim.measure.verdicts import Portfolio, Verdict
    from kelisim.publish.reports.language import Language
    from kelisim.register import Filter

_FILTERS: Final = ("country", "party", "since", "until", "status")


@dataclass(frozen=True, slots=True)
class Subject:
    """Which agreements are asked about: one, every one, or many together."""

    agreement: Annotated[
        str | None, typer.Argument(metavar="[AGREEMENT]", help="Its id, or the beginning of it.")
    ] = None
    everything: Annotated[bool, typer.Option("--all", help="The verdict on every agreement.")] = False
    portfolio: Annotated[
        str | None,
        typer.Option(
            "--portfolio",
            metavar="FILTER",
            help='Many together: "all", or "country=DE,since=2016" (country, party, since, until, status).',
        ),
    ] = None


@dataclass(frozen=True, slots=True)
class Basis:
    """What the verdict rests on: where agreements stand, which works count, as of which day."""

    listed: Annotated[
        Path | None,
        typer.Option(
            "--agreements",
            metavar="FILE",
            help="Agreements of a CSV file instead of the register: id, title, signed, parties (ROR ids; …).",
        ),
    ] = None
    home: Annotated[
        str | None,
        typer.Option("--home", help="The country at home: KZ. Default: that of most parties."),
    ] = None
    field: FieldOption = None
    type: TypeOption = None
    seed: Annotated[int, typer.Option("--seed", help="Of the random draws of a portfolio.")] = 1
    on: DayOption = None
    language: Annotated[
        str, typer.Option("--language", help="Of the verdict and its reasons: en, ru or kk.")
    ] = "en"


@dataclass(frozen=True, slots=True)
class Effects:
    """What agreements do in a made world, and what stands in the way of seeing it."""

    effect: Annotated[
        float, typer.Option("--effect", min=0, help="What agreements add: 0.5 for half as much again.")
    ] = 0.5
    lag: Annotated[int, typer.Option("--lag", min=0, help="Years from the start to the effect.")] = 1
    anticipation: Annotated[
        float, typer.Option("--anticipation", min=0, help="What is added in the year before the start.")
    ] = 0.0
    growth: Annotated[
        float, typer.Option("--growth", help="How much faster the favoured partners grow a year: 0.08.")
    ] = 0.0
    reversion: Annotated[
        bool, typer.Option("--reversion", help="Agreements are signed after an unusually good year.")
    ] = False
    hyperauthored: Annotated[
        float, typer.Option("--hyperauthored", min=0, help="Works a year of one very large collaboration.")
    ] = 0.0


@dataclass(frozen=True, slots=True)
class Extent:
    """How large a made world is."""

    agreements: Annotated[int, typer.Option("--agreements", min=1, help="How many.")] = 100
    partners: Annotated[int, typer.Option("--partners", min=2, help="How many partners.")] = 120
    homes: Annotated[int, typer.Option("--homes", min=1, help="How many home organisations.")] = 8


@dataclass(frozen=True, slots=True)
class _Asked:
    """Where to look, and as of which day."""

    listed: Path | None
    source: Source
    scope: "Scope"
    home: str | None
    today: date


def add_to(app: typer.Typer) -> None:
    """Add these commands to the command line."""
    app.command("delivered")(grouped(delivered))
    app.command("simulate")(grouped(simulate))


def delivered(
    subject: Subject,
    basis: Basis,
    source: Source,
    printed: Printed,
    picture: Annotated[
        Path | None,
        typer.Option("--picture", help="Write the picture of an agreement or a portfolio: .svg or .png."),
    ] = None,
) -> None:
    """Has it delivered? Joint works before and after beside what was to be expected, and a verdict."""
    from kelisim.publish.reports import portfolio_in, verdict_in

    agreement, portfolio = subject.agreement, subject.portfolio
    if sum((agreement is not None, subject.everything, portfolio is not None)) > 1:
        raise typer.BadParameter("give one of AGREEMENT, --all and --portfolio FILTER")
    given = _Asked(
        basis.listed,
        source,
        scope_of(Works(None, basis.field, basis.type)),
        basis.home.upper() if basis.home is not None else None,
        date.today() if basis.on is None else basis.on.date(),
    )
    if portfolio is not None:
        found = portfolio_in(_language(basis.language), _together(given, portfolio, basis.seed))
        if picture is not None:
            draw(event_picture(found), picture)
        _show(found, found.verdicts, printed)
        return
    language = _language(basis.language)
    told = tuple(verdict_in(language, each) for each in _picked(given, agreement))
    if picture is not None:
        if agreement is None:
            raise typer.BadParameter("a picture is of one AGREEMENT or a --portfolio", param_hint="--picture")
        draw(works_picture(told[0]), picture)
    _show(told if agreement is None else told[0], told, printed)


def _language(code: str) -> "Language":
    from kelisim.publish.reports import LANGUAGES
    from kelisim.publish.reports.language import language

    if code not in LANGUAGES:
        raise typer.BadParameter(f"give one of: {', '.join(LANGUAGES)}", param_hint="--language")
    return language(code)


def _show(
    found: "Verdict | Portfolio | tuple[Verdict, ...]", told: "tuple[Verdict, ...]", printed: Printed
) -> None:
    from kelisim.measure.verdicts import Portfolio

    if printed.json:
        print_json([as_data(each) for each in found] if isinstance(found, tuple) else as_data(found))
    elif printed.csv:
        print_csv([row_of(each) for each in told], COLUMNS)
    elif isinstance(found, tuple):
        print_all(found)
    elif isinstance(found, Portfolio):
        print_portfolio(found)
    else:
        for line in verdict_lines(found):
            typer.echo(line)


def simulate(
    folder: Annotated[
        Path, typer.Argument(metavar="DIR", help="The folder to make: tables, agreements.csv.")
    ],
    effects: Effects,
    extent: Extent,
    seed: Annotated[int, typer.Option("--seed", help="The same seed gives the same world.")] = 1,
    json: JsonOption = False,
) -> None:
    """Make a world with known effects: tables of works, agreements, and the truth beside them."""
    from kelisim.measure.simulator import Scenario, Size, write_world
    from kelisim.measure.simulator import simulate as make

    homes, partners = extent.homes, extent.partners
    if extent.agreements > homes * partners:
        raise typer.BadParameter(
            f"{homes} homes and {partners} partners are {homes * partners} pairs", param_hint="--agreements"
        )
    scenario = Scenario(
        1 + effects.effect,
        effects.lag,
        1 + effects.anticipation,
        effects.growth,
        effects.reversion,
        effects.hyperauthored,
    )
    world = make(scenario, seed=seed, size=Size(homes, partners, extent.agreements))
    made = write_world(world, folder)
    if json:
        print_json({**made, "rate_ratio": world.truth, "seed": seed})
        return
    typer.echo(
        f"{folder}: {made['works']} works of {made['organisations']} organisations, {made['agreements']} "
        f"agreements, true rate ratio {world.truth:.2f}; all simulated"
    )
    typer.echo(
        f"Next: kelisim delivered --portfolio all --agreements {folder / 'agreements.csv'} "
        f"--tables {folder / 'tables'}"
    )


def _picked(given: "_Asked", agreement: str | None) -> "tuple[Verdict, ...]":
    """Return the verdicts asked for, of the register or of a list."""
    from kelisim.measure import MeasureError
    from kelisim.measure.verdicts import read_agreements, verdicts, verdicts_on

    if given.listed is not None:
        everything = read_agreements(given.listed)
        those = [each for each in everything if agreement is None or each.id == agreement]
        if len(those) == 0:
            raise MeasureError(f"{given.listed}: no agreement has the id {agreement!r}")
        return verdicts_on(
            those, everything, _tables(given), today=given.today, scope=given.scope, home=given.home
        )
    _, store = open_workspace(given.source.workspace)
    with store, store.reading() as connection:
        return verdicts(
            connection,
            _tables(given),
            today=given.today,
            chosen=() if agreement is None else (agreement,),
            scope=given.scope,
            home=given.home,
        )


def _together(given: "_Asked", filter: str, seed: int) -> "Portfolio":
    from kelisim.measure.verdicts import portfolio, portfolio_on, read_agreements

    if given.listed is not None:
        if filter != "all":
            raise typer.BadParameter('of a list only "all" can be asked', param_hint="--portfolio")
        return portfolio_on(
            read_agreements(given.listed),
            _tables(given),
            today=given.today,
            scope=given.scope,
            home=given.home,
            seed=seed,
        )
    wanted = _filter(filter)
    _, store = open_workspace(given.source.workspace)
    with store, store.reading() as connection:
        return portfolio(
            connection,
            _tables(given),
            today=given.today,
            filter=wanted,
            scope=given.scope,
            home=given.home,
            seed=seed,
        )


def _tables(given: "_Asked") -> "Tables":
    return open_measured(given.source)


def _filter(text: str) -> "Filter":
    """Return the filter that "country=DE,since=2016" means; none for "all"."""
    from kelisim.register import Filter

    if text == "all":
        return Filter()
    parts = dict(part.strip().partition("=")[::2] for part in text.split(","))
    unknown = [name for name in parts if name not in _FILTERS]
    if len(unknown) > 0 or "" in parts.values():
        raise typer.BadParameter(
            f'{text!r}: write "all", or NAME=VALUE with the names {", ".join(_FILTERS)}',
            param_hint="--portfolio",
        )
    return Filter(
        country=parts.get("country"),
        party=parts.get("party"),
        since=parts.get("since"),
        until=parts.get("until"),
        status=parts.get("status"),
    )
