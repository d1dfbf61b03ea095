"""The command that suggests partners: partners."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING, Annotated, Final

import typer

from kelisim.cli.grouped import grouped
from kelisim.cli.options import Printed, WorkspaceOption, open_workspace
from kelisim.cli.output import as_data, print_csv, print_json

if TYPE_CHECKING:
    from sqlalchemy.engine import Connection

    from kelisim.measure.counting import Level
    from kelisim.measure.partners import Evaluation, Partners

_REASONS: Final = ("joint", "expected", "similarity", "complement", "shared", "fit", "sentence")
_COLUMNS: Final = ("rank", "unit", "name", "country", "works", *_REASONS)


@dataclass(frozen=True, slots=True)
class Who:
    """Which partners are wanted."""

    country: Annotated[str | None, typer.Option("--country", help="Only partners there: DE.")] = None
    abroad: Annotated[bool, typer.Option("--abroad", help="Only partners in other countries.")] = False
    field: Annotated[
        str | None,
        typer.Option("--field", help="Only who works on it: the id of a field, or words of topics."),
    ] = None
    size: Annotated[int, typer.Option("--min-size", min=0, help="Only partners with so many works.")] = 0
    new: Annotated[bool, typer.Option("--new", help="Only partners without any joint work yet.")] = False


@dataclass(frozen=True, slots=True)
class Span:
    """Which works are looked at."""

    years: Annotated[int, typer.Option("--years", min=3, help="Look at so many of the last years.")] = 5
    least: Annotated[
        int, typer.Option("--min-works", min=1, help="Leave out who has fewer works in these years.")
    ] = 5


def add_to(app: typer.Typer) -> None:
    """Add this command to the command line."""
    app.command("partners")(grouped(partners))


def partners(
    home: Annotated[
        str,
        typer.Argument(
            metavar="ORGANISATION|COUNTRY",
            help="A ROR id, an id or a name of the register; or the ISO code of a country: KZ.",
        ),
    ],
    who: Who,
    span: Span,
    printed: Printed,
    limit: Annotated[int, typer.Option("--limit", min=1, help="At most so many.")] = 10,
    check: Annotated[
        bool, typer.Option("--check", help="Hide the last two years, and see how well they are foretold.")
    ] = False,
    workspace: WorkspaceOption = None,
) -> None:
    """With whom next? Partners that fit, and with whom too little is done yet; each with its reasons."""
    from kelisim.measure import open_tables
    from kelisim.measure.partners import Wanted, hide_and_seek
    from kelisim.measure.partners import partners as suggest

    where, store = open_workspace(workspace)
    tables = open_tables(where.folder / "tables")
    level: Level = "countries" if re.fullmatch(r"[A-Za-z]{2}", home) else "organisations"
    if check:
        seen = hide_and_seek(tables, level=level, span=span.years, least=span.least)
        if printed.json:
            print_json(as_data(seen))
        else:
            for line in _checked(seen):
                typer.echo(line)
        return
    with store, store.reading() as connection:
        unit, own = (home.upper(), home.upper()) if level == "countries" else _organisation(connection, home)
    wanted = Wanted(
        country=None if who.country is None else who.country.upper(),
        field=who.field,
        least=who.size,
        abroad_of=own if who.abroad else None,
        new=who.new,
    )
    found = suggest(tables, unit, level=level, wanted=wanted, limit=limit, span=span.years, least=span.least)
    if printed.json:
        print_json(as_data(found))
    elif printed.csv:
        print_csv([as_data(each) for each in found.suggestions], _COLUMNS)
    else:
        for line in _told(found):
            typer.echo(line)


def _organisation(connection: "Connection", given: str) -> tuple[str, str | None]:
    """Return the id in the tables, and the country, of an organisation given by ROR, id or name."""
    from kelisim.measure.fulfilment import organisation_ids
    from kelisim.register import EntityView, UnknownIdError, list_entities, show

    ror = re.fullmatch(r"(?:https?://)?(?:ror\.org/)?(0[a-z0-9]{8})", given)
    if ror is not None:
        return ror[1], None
    if given.startswith("openalex:"):
        return given, None
    if re.fullmatch(r"[a-z]{1,3}:[0-9a-f]+", given):
        view = show(connection, given)
        entities = [view.entity] if isinstance(view, EntityView) else []
    else:
        entities = list(list_entities(connection, "organisation", words=given, limit=10).entities)
    known = [(id, entity.country) for entity in entities for id in organisation_ids(entity)]
    if len(known) == 1:
        return known[0]
    if len(known) > 1:
        names = "; ".join(f"{entity.name} ({entity.id})" for entity in entities)
        raise UnknownIdError(f"{given!r} may be several: {names}; give the id of one")
    if len(entities) == 0:
        raise UnknownIdError(
            f"no organisation goes by {given!r}; give its ROR id, or see: kelisim list organisations"
        )
    raise UnknownIdError(
        f"{entities[0].name} has no ROR id in the register, so its works cannot be found; "
        f"give it one: kelisim correct {entities[0].id} ror https://ror.org/…"
    )


def _told(found: "Partners") -> Iterator[str]:
    first, last = found.years
    yield typer.style(f"With whom next? {found.name}, by works of {first}–{last}", bold=True)
    for one in found.suggestions:
        where = f", {one.country}" if one.country is not None and one.country != one.unit else ""
        yield ""
        yield f"{one.rank:>3}  {typer.style(one.name, bold=True)}{where}  {one.unit}  fit {one.fit:.2f}"
        yield f"     {one.sentence.removeprefix(one.name + ': ')}"
    if len(found.suggestions) == 0:
        yield "no partner fits"
    weights = ", ".join(f"{name} {weight:+.2f}" for name, weight in found.weights.items())
    rested = (
        f"learned from {found.learned_from} new links"
        if found.learned_from > 0
        else "given: too few new links to learn from"
    )
    yield ""
    yield f"{found.compared} units compared, {found.left_out} with too few works left out."
    yield f"Weights ({rested}): {weights}."
    yield found.definition
    if found.data_date is not None:
        yield f"Data read on {found.data_date}."


def _checked(seen: "Evaluation") -> Iterator[str]:
    yield (
        f"The last two years hidden: {seen.links} new links of {seen.homes} units, among {seen.candidates} "
        f"pairs without joint works before ({seen.units} units)"
    )
    ks = list(seen.scores[0].recall)
    yield f"{'':<16}{'AUC':>7}{'pooled':>8}" + "".join(f"{f'recall@{k}':>11}" for k in ks)
    for score in seen.scores:
        recalls = "".join(f"{score.recall[k]:>11.3f}" for k in ks)
        yield f"{score.method:<16}{score.auc:>7.3f}{score.pooled:>8.3f}{recalls}"
